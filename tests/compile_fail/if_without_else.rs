//! An `if` is a value, so it has an `else`.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 {
        let a = if x > 0 { x };
        if a > 0 { x } else if a < -1 { a }
    }
}

fn main() {}
