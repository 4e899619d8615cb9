//! Literals that are no numbers, or too large, or have a suffix.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 {
        let a = "text";
        let b = 'c';
        let c = true;
        x + 1.0f64 + 2u8 + 3x + 1e999
    }
}

fn main() {}
