//! Past twenty errors the rest are counted.

use backprop::graph;

graph! {
    pub struct A(x: f64) -> f64 {
        let a0 = x ^ 2;
        let a1 = x ^ 2;
        let a2 = x ^ 2;
        let a3 = x ^ 2;
        let a4 = x ^ 2;
        let a5 = x ^ 2;
        let a6 = x ^ 2;
        let a7 = x ^ 2;
        let a8 = x ^ 2;
        let a9 = x ^ 2;
        let a10 = x ^ 2;
        let a11 = x ^ 2;
        let a12 = x ^ 2;
        let a13 = x ^ 2;
        let a14 = x ^ 2;
        let a15 = x ^ 2;
        let a16 = x ^ 2;
        let a17 = x ^ 2;
        let a18 = x ^ 2;
        let a19 = x ^ 2;
        let a20 = x ^ 2;
        let a21 = x ^ 2;
        let a22 = x ^ 2;
        x
    }
}

fn main() {}
