//! A graph has one type parameter, without bounds.

use backprop::graph;

graph! {
    pub struct A<F, G>(x: F) -> F { x }
    pub struct B<F: Float>(x: F) -> F { x }
    pub struct C<f64>(x: f64) -> f64 { x }
    pub struct D<F>(x: f64) -> f64 { x }
}

fn main() {}
