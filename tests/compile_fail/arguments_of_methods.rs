//! What rustc says of arguments that do not fit.

use backprop::graph;

graph! {
    pub struct A(x: f64, y: f64) -> f64 { x * y }
}

fn main() {
    A::new().value(1.0);
    A::new().value(1.0, 2.0_f32);
    let _ = A::new().forward(1.0, 2.0).backward(1.0).z;
}
