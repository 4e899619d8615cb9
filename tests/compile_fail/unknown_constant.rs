//! A constant that does not exist is reported by rustc, once.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 { x * HEIGHT }
    pub struct B(x: f64) -> f64 { x * limits::LOWEST }
}

mod limits {
    pub const HIGHEST: f64 = 1.0;
}

fn main() {}
