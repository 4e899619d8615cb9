//! A `let` that nothing uses has rustc's own warning.

#![deny(warnings)]

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 {
        let twice = x * 2;
        let _thrice = x * 3;
        x
    }
}

fn main() {}
