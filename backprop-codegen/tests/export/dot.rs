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
        r##"digraph "Layer" {
  rankdir=LR
  node [shape=circle, fontname="Helvetica"]
  edge [fontname="Helvetica"]
  n0 [label=<x>, tooltip="constant input x: [batch, 3]", shape=box, style=dashed, peripheries=2]
  n1 [label=<w>, tooltip="input w: [3, n + 1]", shape=box]
  n2 [label=<@>, tooltip="x @ w: [batch, n + 1]", style=filled, fillcolor="#e6defa"]
  n3 [label=<relu>, tooltip="h = relu(x @ w): [batch, n + 1]", peripheries=2, style=filled, fillcolor="#e6defa"]
  n4 [label=<Σ>, tooltip="sum(h)", style=filled, fillcolor="#e6defa"]
  n5 [label=<2>, tooltip="constant 2", shape=plain]
  n6 [label=<limits::MOST>, tooltip="constant limits::MOST", shape=plain]
  n7 [label=<×>, tooltip="2 * limits::MOST"]
  n8 [label=<+>, tooltip="sum(h) + 2 * limits::MOST"]
  n9 [label=<y>, tooltip="output y: [batch, n + 1]", shape=box]
  n10 [label=<loss>, tooltip="output loss", shape=box, style=dashed]
  n0 -> n2 [label=<[batch, 3]>]
  n1 -> n2 [label=<[3, n + 1]>]
  n2 -> n3 [label=<[batch, n + 1]>]
  n3 -> n4 [label=<h [batch, n + 1]>]
  n5 -> n7
  n6 -> n7
  n4 -> n8
  n7 -> n8
  n3 -> n9 [label=<h [batch, n + 1]>]
  n8 -> n10
}
"##
    );
}
