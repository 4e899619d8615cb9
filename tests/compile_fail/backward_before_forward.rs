//! There is no `backward` without a pass.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 { x * x }
}

fn main() {
    A::new().backward(1.0);
}
