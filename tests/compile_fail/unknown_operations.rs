//! Operations that do not exist.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 {
        sgmoid(x) + x.leakyrelu(2) + gamma(x) + f64::sqrt(x) + limits::bound(x)
    }
}

fn main() {}
