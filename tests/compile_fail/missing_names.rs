//! What needs a name.

use backprop::graph;

graph! {
    pub struct (x: f64) -> f64 { x }
    pub struct B(: f64, y: f64) -> f64 { y }
    pub struct C(x: f64) -> f64 { let = x; x }
}

fn main() {}
