//! Graphs in the language of Graphviz. The expectation is written by hand.

use backprop_codegen::export::load;

#[test]
fn operations_inputs_and_outputs() {
    let source = "struct Layer<F>(const x: [F; batch, 3], w: [F; 3, n + 1])
        -> (y: [F; batch, n + 1], const loss: F)
    {
        let h = relu(x @ w);
        (h, sum(h) + 2 * limits::MOST)
    }";
    let graphs = load(source.parse().expect("the source is tokens")).expect("it is correct");
    let [graph] = graphs.as_slice() else {
        panic!("there is one graph");
    };
    assert_eq!(
        graph.dot(),
        r#"digraph "Layer" {
  rankdir=LR
  node [shape=circle]
  n0 [label="x", shape=box, style=dashed]
  n1 [label="w", shape=box]
  n2 [label="dot"]
  n3 [label="relu"]
  n4 [label="sum"]
  n5 [label="2"]
  n6 [label="limits::MOST"]
  n7 [label="*"]
  n8 [label="+"]
  out0 [label="y", shape=box]
  out1 [label="loss", shape=box, style=dashed]
  n0 -> n2 [label="[batch, 3]"]
  n1 -> n2 [label="[3, n + 1]"]
  n2 -> n3 [label="[batch, n + 1]"]
  n3 -> n4 [label="h [batch, n + 1]"]
  n5 -> n7
  n6 -> n7
  n4 -> n8
  n7 -> n8
  n3 -> out0 [label="h [batch, n + 1]"]
  n8 -> out1
}
"#
    );
}
