//! An input or a `let` hides a constant of its name; other names are constants.

use backprop::graph;

const SCALE: f64 = 100.0;
const OFFSET: f64 = 100.0;

graph! {
    pub struct A(SCALE: f64, x: f64) -> f64 {
        let OFFSET = 1;
        SCALE * x + OFFSET
    }
    pub struct B(x: f64) -> f64 { SCALE * x + self::OFFSET + std::f64::consts::PI }
    pub struct C<F>(x: F) -> F { SCALE * x + limits::MOST }
}

mod limits {
    pub const MOST: f64 = 7.0;
}

fn main() {
    assert_eq!(A::new().value(2.0, 3.0), 7.0);
    assert_eq!(B::new().value(0.0), 100.0 + std::f64::consts::PI);
    assert_eq!(C::<f32>::new().value(1.0), 107.0);
}
