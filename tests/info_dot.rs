//! `INFO.dot()`: graphs in the language of Graphviz. The expectations are written by hand.

#![cfg(feature = "ndarray")]

use backprop::{Graph, graph};

mod limits {
    pub(crate) const MOST: f64 = 4.0;
}

graph! {
    struct Bill(apple: f64, apples: f64, const tax: f64) -> f64 {
        let fruit = apple * apples;
        fruit * tax
    }

    struct Layer<F>(const x: [F; batch, 3], w: [F; 3, n + 1]) -> (y: [F; batch, n + 1], const loss: F) {
        let h = relu(x @ w);
        (h, sum(h) + 2)
    }

    struct Capped(x: f64) -> f64 { x * x * limits::MOST }
}

#[test]
fn numbers() {
    assert_eq!(
        Bill::INFO.dot().to_string(),
        r#"digraph "Bill" {
  rankdir=LR
  node [shape=circle]
  n0 [label="apple", shape=box, peripheries=2]
  n1 [label="apples", shape=box, peripheries=2]
  n2 [label="tax", shape=box, style=dashed, peripheries=2]
  n3 [label="*"]
  n4 [label="*"]
  out0 [label="output", shape=box]
  n0 -> n3
  n1 -> n3
  n3 -> n4 [label="fruit"]
  n2 -> n4
  n4 -> out0
}
"#
    );
}

/// `relu` is differentiated from its result, so `h` is kept, beside what the product needs.
#[test]
fn arrays() {
    assert_eq!(
        <Layer<f32> as Graph>::INFO.dot().to_string(),
        r#"digraph "Layer" {
  rankdir=LR
  node [shape=circle]
  n0 [label="x", shape=box, style=dashed, peripheries=2]
  n1 [label="w", shape=box]
  n2 [label="dot"]
  n3 [label="relu", peripheries=2]
  n4 [label="sum"]
  n5 [label="2.0"]
  n6 [label="+"]
  out0 [label="y", shape=box]
  out1 [label="loss", shape=box, style=dashed]
  n0 -> n2 [label="[batch, 3]"]
  n1 -> n2 [label="[3, n + 1]"]
  n2 -> n3 [label="[batch, n + 1]"]
  n3 -> n4 [label="h [batch, n + 1]"]
  n4 -> n6
  n5 -> n6
  n3 -> out0 [label="h [batch, n + 1]"]
  n6 -> out1
}
"#
    );
}

/// An operand that is used twice has two edges; a constant of the user's is a node.
#[test]
fn every_edge_is_there() {
    assert_eq!(Capped::new().value(3.0), 36.0);
    let text = Capped::INFO.dot().to_string();
    let edges = text.lines().filter(|line| line.contains(" -> ")).count();
    assert_eq!(edges, Capped::INFO.edges().count() + 1);
    assert_eq!(text.matches("  n0 -> n1\n").count(), 2, "{text}");
    assert!(text.contains(r#"n2 [label="limits::MOST"]"#), "{text}");
    assert!(text.contains("  n2 -> n3\n"), "{text}");
}
