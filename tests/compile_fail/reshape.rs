//! A reshape keeps the number of elements.

use backprop::graph;

graph! {
    pub struct A(x: [f64; batch, 28, 28], y: [f64; n]) -> f64 {
        let a = x.reshape([batch, 748]);
        let b = exp(y).reshape([n - 1, 1]);
        let c = reshape(x, [-1, 28]);
        let d = x.reshape(batch, 784);
        let e = y.reshape([rows, 2]);
        let f = y.reshape([n * 1]);
        sum(a) + sum(b) + sum(c) + sum(d) + sum(e) + sum(f)
    }
}

fn main() {}
