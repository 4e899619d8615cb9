//! The number of arguments.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 {
        sin(x, x) + max(x) + x.sin(2) + x.powi() + clamp(x, 0)
    }
}

fn main() {}
