//! A graph without a body, and bodies without a value.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64;
    pub struct B(x: f64) -> f64 = x * 2;
    pub struct C(x: f64) -> f64 {}
    pub struct D(x: f64) -> f64 { let a = x; }
}

fn main() {}
