//! A name that is used before its `let`.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 {
        let a = b * 2;
        let b = x;
        a + b
    }
}

fn main() {}
