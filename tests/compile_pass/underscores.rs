//! What begins with an underscore may be unused.

#![deny(warnings)]

use backprop::graph;

graph! {
    struct A(x: f64, _y: f64, const _z: f64) -> f64 {
        let _half = x / 2;
        x
    }
}

fn main() {
    let (value, grads) = A::new().value_and_grad(1.0, 2.0, 3.0);
    assert_eq!((value, grads.x, grads._y), (1.0, 1.0, 0.0));
    let _ = A::default().forward(1.0, 2.0, 3.0).output();
}
