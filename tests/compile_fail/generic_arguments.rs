//! An operation has no generic arguments.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 { sin::<f64>(x) + x.max::<f64>(2) }
}

fn main() {}
