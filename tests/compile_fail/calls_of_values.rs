//! A value cannot be called.

use backprop::graph;

graph! {
    pub struct A(x: f64, y: f64) -> f64 {
        x(2) + y (x + 1)
    }
}

fn main() {}
