//! A graph without an output, and arrows that are none.

use backprop::graph;

graph! {
    pub struct A(x: f64) { x }
    pub struct B(x: f64): f64 { x }
    pub struct C(x: f64) => f64 { x }
    pub struct D(x: f64) -> () { x }
    pub struct E(x: f64) -> (f64, f64) { (x, x) }
}

fn main() {}
