//! A value has no fields.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 {
        x.sqrt + x.width + x.0 + self.x
    }
}

fn main() {}
