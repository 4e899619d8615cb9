//! An index or a range of literals for each axis.

use backprop::graph;

graph! {
    pub struct A(x: [f64; n, 3], y: [f64; 5], i: f64) -> f64 {
        let a = x[0] + sum(y[2..6]) + y[-6] + y[5];
        let b = y[i] + sum(y[1..=2]) + sum(y[0..4;2]) + sum(y[..i]);
        let c = sum(x[-3..2, 0]) + sum(y[3..1]) + i[0];
        let d = sum(x[1.., 0] - x[.., 1]);
        a + b + c + d
    }
}

fn main() {}
