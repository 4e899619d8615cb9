//! Names that are defined twice.

use backprop::graph;

graph! {
    pub struct A(x: f64, x: f64) -> f64 { x }
    pub struct B(x: f64) -> (y: f64, y: f64) { (x, x) }
    pub struct A(x: f64) -> f64 { x }
}

fn main() {}
