//! Matrix products whose inner sizes differ.

use backprop::graph;

graph! {
    pub struct Mlp<F>(x: [F; batch, 784], w: [F; 785, 10], v: [F; 20, 10]) -> [F; batch, 20] {
        let h = x @ w;
        let k = relu(x[.., ..10]);
        h + k.dot(v)
    }
    pub struct Vectors(a: [f64; n], b: [f64; n, m], c: f64, d: [f64; 2, n, m]) -> f64 {
        sum(b @ a) + a @ c + sum(a @ d)
    }
}

fn main() {}
