//! Two operands without an operator.

use backprop::graph;

graph! {
    pub struct A(x: f64, y: f64) -> f64 {
        let a = 2 x;
        (x y) + a
    }
}

fn main() {}
