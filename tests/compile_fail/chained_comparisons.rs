//! Comparisons cannot be chained.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 {
        if 0 < x < 1 { x } else { 2 }
    }
}

fn main() {}
