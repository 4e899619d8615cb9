//! An axis is the name of its size, where that occurs once, or a number.

use backprop::graph;

graph! {
    pub struct A(x: [f64; batch, 10], y: [f64; n, n]) -> f64 {
        let a = x.sum_axis(bacth) + max_axis(y, n);
        let b = mean_axis(x, 2) + x.min_axis(-1);
        let c = softmax(sum(x)) + x.insert_axis(3);
        sum(a) + sum(b) + sum(c)
    }
}

fn main() {}
