//! Functions and methods, trailing commas, and blocks within blocks.

use backprop::graph;

graph! {
    pub struct A(x: f64, y: f64,) -> (a: f64, b: f64,) {
        let a = max(x, y,).sqrt().mul_add(2, 1,);
        let b = { { let c = (((x))); c } + { y } };
        (a, -(-b).abs().powi(-2),)
    }
}

fn main() {
    let value = A::new().value(4.0, 0.0);
    assert_eq!((value.a, value.b), (5.0, -0.0625));
}
