//! Inputs and outputs without a type.

use backprop::graph;

graph! {
    pub struct A(x, y: f64) -> f64 { x * y }
    pub struct B(x: f64) -> (y) { x }
    pub struct C(x:) -> f64 { x }
}

fn main() {}
