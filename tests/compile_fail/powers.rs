//! Powers as other languages write them.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 {
        let a = x ^ 2;
        let b = x ** 3 + y;
        a + b
    }
}

fn main() {}
