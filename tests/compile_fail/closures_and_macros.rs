//! Closures, macros, functions and items.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 {
        const HALF: f64 = 0.5;
        fn double(x: f64) -> f64 { 2.0 * x }
        let f = |a| a * x;
        let v = vec![x, x];
        x * HALF
    }
}

fn main() {}
