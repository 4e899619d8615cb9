//! There is no `backward` without a pass over tensors, and no pass without a graph that can be changed.

use backprop::graph;

graph! {
    pub struct Square<F>(w: [F; n]) -> F { sum(w * w) }
}

fn before() {
    let mut graph = Square::<f64>::new();
    let _ = graph.backward(1.0);
}

fn instead_of_a_pass(w: &[f64]) {
    let mut graph = Square::new();
    let pass = graph.forward(w);
    let _ = pass.backward(1.0);
}

fn of_a_graph_that_is_not_mut(w: &[f64]) {
    let graph = Square::new();
    let _ = graph.value(w);
}

fn main() {}
