//! Conditions and numbers are not each other.

use backprop::graph;

graph! {
    pub struct A(x: f64, y: f64) -> f64 {
        let a = if x { 1 } else { 2 };
        let b = x < y;
        let c = (x > 0) + 1;
        let d = if b { true } else { 0 };
        a + c + d
    }
}

fn main() {}
