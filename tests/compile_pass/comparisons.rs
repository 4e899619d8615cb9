//! What looks like a mistake in a condition and is none.

use backprop::graph;

graph! {
    pub struct A(x: f64, y: f64) -> f64 {
        if (x < y) && !(y < 2) || x == -y && x != 0. {
            if x>=y{x}else{y}
        } else if { let c = x * 2; c } <= 1_0.5e-1 {
            x
        } else {
            2
        }
    }
}

fn main() {
    assert_eq!(A::new().value(1.0, 3.0), 3.0);
    assert_eq!(A::new().value(2.0, 1.0), 2.0);
}
