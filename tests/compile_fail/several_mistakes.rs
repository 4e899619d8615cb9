//! Ten mistakes are ten errors, in the order of the source.

use backprop::graph;

graph! {
    pub struct A(x: int, y: f64) -> f64 {
        let a = y ^ 2
        let b = sgmoid(y) + log(z);
        let mut c = if y { 1.0f64 } else { 2 };
        a + b + c + x.sqrt
    }
}

fn main() {}
