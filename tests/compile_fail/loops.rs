//! A graph has no loops.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 {
        let y = x * 2;
        for _ in 0..3 {
            y = y * x;
        }
        while y < 10 {
            y += 1;
        }
        let z = loop { break y; };
        y * z
    }
}

fn main() {}
