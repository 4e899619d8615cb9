//! The exponent of `powi` is an integer literal.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 {
        x.powi(1.5) + x.powi(x) + x.powi(3000000000) + x.powi(2i32)
    }
}

fn main() {}
