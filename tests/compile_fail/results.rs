//! The number of values.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> (a: f64, b: f64) { x }
    pub struct B(x: f64) -> f64 { (x, x) }
    pub struct C(x: f64) -> (a: f64, b: f64) { (x, x, x * 2) }
    pub struct D(x: f64) -> f64 { if x > 0 { (x, x) } else { x } }
}

fn main() {}
