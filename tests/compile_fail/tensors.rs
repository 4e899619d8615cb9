//! Tensors are to come.

use backprop::graph;

graph! {
    pub struct A(x: [f64; n], y: f64) -> f64 { sum(x) * y }
    pub struct B(x: f64) -> f64 { x @ x + x[0] + x.t() }
}

fn main() {}
