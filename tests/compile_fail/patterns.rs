//! A `let` binds one name.

use backprop::graph;

graph! {
    pub struct A(x: f64, y: f64) -> f64 {
        let (a, b) = (x, y);
        let _ = x;
        a + b
    }
}

fn main() {}
