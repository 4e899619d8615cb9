//! The branches of an `if` broadcast, and so does its condition.

use backprop::graph;

graph! {
    pub struct A(x: [f64; n], y: [f64; n, 2], z: [f64; 3]) -> f64 {
        let a = if sum(x) > 0 { x } else { y };
        let b = if x > 0 { z } else { 0 };
        let c = if sum(x) > 0 { z } else if sum(z) > 0 { 2 } else { exp(x) };
        sum(a) + sum(b) + sum(c)
    }
}

fn main() {}
