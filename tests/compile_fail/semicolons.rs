//! Semicolons too many, and values that nothing uses.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 { x; }
    pub struct B(x: f64) -> f64 { let a = x;; a }
    pub struct C(x: f64) -> f64 { sin(x); x };
}

fn main() {}
