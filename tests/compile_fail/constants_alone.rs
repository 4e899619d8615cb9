//! A graph has something to differentiate.

use backprop::graph;

graph! {
    pub struct A(const x: f64) -> f64 { x }
    pub struct B(x: f64) -> (const y: f64) { x }
}

fn main() {}
