//! A gradient is in the graph's buffers, whichever method gave it.

use backprop::graph;
use backprop::ndarray::Array1;

graph! {
    pub struct Square(w: [f64; n]) -> f64 { sum(w * w) }
}

fn of_a_pass(w: &[f64]) {
    let mut graph = Square::new();
    let first = graph.forward(w).unwrap().backward(1.0);
    let second = graph.forward(w).unwrap().backward(1.0);
    println!("{} {}", first.w, second.w);
}

fn in_a_loop(mut w: Array1<f64>) -> Vec<Array1<f64>> {
    let mut graph = Square::new();
    let mut history = Vec::new();
    for _ in 0..3 {
        let (_, grads) = graph.value_and_grad(&w).unwrap();
        w -= &grads.w;
        history.push(&grads.w);
    }
    history.into_iter().cloned().collect()
}

fn returned(w: &[f64]) -> &SquareGrads {
    let mut graph = Square::new();
    graph.value_and_grad(w).unwrap().1
}

fn main() {}
