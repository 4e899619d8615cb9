//! What is no graph, beside one that is.

use backprop::graph;

graph! {
    fn square(x: f64) -> f64 { x * x }
    use std::f64::consts::PI;
    pub struct Kept(x: f64) -> f64 { x.sine() }
    enum Two { A, B }
}

fn main() {}
