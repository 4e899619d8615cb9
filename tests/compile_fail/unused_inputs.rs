//! Inputs that reach no output; `const` does not help.

use backprop::graph;

graph! {
    pub struct A(x: f64, y: f64, const z: f64, _w: f64) -> f64 {
        let _twice = y * 2;
        x
    }
}

fn main() {}
