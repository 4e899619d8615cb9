//! A mistake in one graph hides none in another.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 { a }
    pub struct B(x: f64, y: f64) -> f64 { x }
    pub struct C(x: f64) -> f64 { if x { x } else { 2 } }
}

fn main() {}
