//! A constant that does not exist is reported by rustc, once.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 { x * HEIGHT }
    pub struct B(x: f64) -> f64 { x * std::f64::consts::PIE }
}

fn main() {}
