//! A graph has one element type.

use backprop::graph;

graph! {
    pub struct A(x: f64, y: f32, z: f64) -> f64 { x * y * z }
    pub struct B<F>(x: F, y: f64) -> F { x * y }
    pub struct C(x: f32) -> f32 { let a: f64 = x; a }
}

fn main() {}
