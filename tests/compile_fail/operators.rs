//! Operators that do not exist.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 {
        let a = x % 2 + (x << 1);
        let b = if x > 0 & x < 1 | x > 2 { x } else { 2 };
        let c = if x > 0 and x < 1 { x } else { 2 };
        a + b + +c
    }
}

fn main() {}
