//! A pass, an output and a gradient are in the graph's buffers: the graph can be called again when they
//! are no longer used.

use backprop::graph;

graph! {
    pub struct Sum<F>(x: [F; n]) -> F { sum(x) }
    pub struct Double(x: [f64; n]) -> [f64; n] { 2 * x }
    pub struct Named(x: [f64; n]) -> (y: [f64; n], const z: f64) { (2 * x, sum(x)) }
}

fn pass(x: &[f64]) {
    let mut graph = Sum::new();
    let pass = graph.forward(x).unwrap();
    let again = graph.forward(x).unwrap();
    pass.backward(1.0);
    again.backward(1.0);
}

fn output(x: &[f64]) {
    let mut graph = Double::new();
    let y = graph.value(x).unwrap();
    let again = graph.value(x).unwrap();
    println!("{y} {again}");
}

fn named_output(x: &[f64]) {
    let mut graph = Named::new();
    let output = graph.value(x).unwrap();
    graph.value(x).unwrap();
    println!("{}", output.y);
}

fn output_of_pass(x: &[f64]) {
    let mut graph = Double::new();
    let pass = graph.forward(x).unwrap();
    let y = pass.output();
    pass.backward(x).unwrap();
    println!("{y}");
}

fn gradient(x: &[f64]) {
    let mut graph = Sum::new();
    let (_, grads) = graph.value_and_grad(x).unwrap();
    graph.value(x).unwrap();
    println!("{}", grads.x);
}

fn main() {}
