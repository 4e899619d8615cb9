//! A `;` that is missing is reported where it should stand.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 {
        let a = x * 2
        let b = a + 1
        b
    }
}

fn main() {}
