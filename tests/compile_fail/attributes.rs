//! Attributes that do not fit.

use backprop::graph;

graph! {
    #![allow(missing_docs)]
    #[graph(path = backprop)]
    pub struct A(#[cfg(test)] x: f64) -> f64 { x }
    #[no_such_attribute]
    pub struct B(x: f64) -> f64 { x }
}

fn main() {}
