//! Inputs, `let`s and outputs that bear the names of operations.

use backprop::graph;

graph! {
    pub struct A(max: f64, sin: f64, t: f64) -> (exp: f64) {
        let relu = max(max, sin);
        let sqrt = relu.sqrt();
        sqrt * sin(sin) + t
    }
}

fn main() {
    let value = A::new().value(4.0, 1.0, 1.0);
    assert_eq!(value.exp, 2.0 * 1.0_f64.sin() + 1.0);
}
