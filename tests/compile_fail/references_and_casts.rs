//! References and casts.

use backprop::graph;

graph! {
    pub struct A(x: &f64, y: f64) -> f64 {
        let a = &x + *y;
        a as f32 + y as f64
    }
}

fn main() {}
