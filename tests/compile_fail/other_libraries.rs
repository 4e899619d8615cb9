//! Operations that have another name here.

use backprop::graph;

graph! {
    pub struct A(x: f64, y: f64) -> f64 {
        log(x) + log1p(x) + pow(x, 2) + fabs(x) + x.clip(0, 1)
            + matmul(x, y) + where(x > 0, x, y) + concat(x, y) + x.clone()
    }
}

fn main() {}
