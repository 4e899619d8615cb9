//! A constant of the wrong type is reported by rustc, where it is written, once.

use backprop::graph;

const COUNT: usize = 3;
const SINGLE: f32 = 0.5;

graph! {
    pub struct A(x: f64) -> f64 { x * COUNT + 1 }
    pub struct B<F>(x: F) -> F { x * x * SINGLE }
    pub struct C(x: f64) -> (y: f64, z: f64) {
        let scaled = x * limits::NAME;
        (scaled, scaled * x)
    }
}

mod limits {
    pub const NAME: &str = "name";
}

fn main() {}
