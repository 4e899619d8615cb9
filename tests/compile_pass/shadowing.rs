//! A later `let` may bear an earlier name, that of an input too.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 {
        let x = x * 2;
        let y = { let x = x + 1; x * x };
        let x = x + y;
        x
    }
}

fn main() {
    assert_eq!(A::new().value(1.0), 11.0);
}
