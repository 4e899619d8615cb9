//! Types that are no element types.

use backprop::graph;

graph! {
    pub struct A(x: i32, y: float) -> f64 { x * y }
    pub struct B(x: F) -> F { x }
    pub struct C(x: Vec<f64>) -> f64 { x }
    pub struct D(x: f46) -> f64 { x }
}

fn main() {}
