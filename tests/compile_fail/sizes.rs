//! A size is a positive integer, or a name with or without an offset.

use backprop::graph;

graph! {
    pub struct A(
        a: [f64; 0],
        b: [f64; 3usize],
        c: [f64; -3],
        d: [f64; 99999999999999999999],
        e: [f64; 2 * n],
        f: [f64; n + m],
        g: [f64; 1, 2, 3, 4, 5, 6, 7],
        h: [f64; 4000000000, 4000000000],
        i: &[f64; n],
        a: [f64; n],
    ) -> f64 {
        sum(a)
    }
    pub struct B(n: f64, x: [f64; n]) -> f64 { n * sum(x) }
    pub struct C(x: [f64; batch, 2]) -> [f64; bacth] {
        let h: [f64; rows] = x[.., 0];
        h / batch
    }
}

fn main() {}
