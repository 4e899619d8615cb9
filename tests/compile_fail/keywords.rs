//! Keywords are no names.

use backprop::graph;

graph! {
    pub struct A(type: f64, x: f64) -> f64 {
        let match = type * x;
        match
    }
    pub struct B(self, x: f64) -> f64 { x }
}

fn main() {}
