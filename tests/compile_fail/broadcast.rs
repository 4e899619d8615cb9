//! Operands whose shapes do not broadcast: the error is at the operator.

use backprop::graph;

graph! {
    pub struct Dense<F>(x: [F; batch, 784], w: [F; 784, 10], b: [F; batch]) -> [F; batch, 10] {
        relu(x @ w + b)
    }
    pub struct Least(x: [f64; n], y: [f64; m]) -> f64 {
        let difference = x - y;
        mean(difference * difference) + sum(min(exp(x), y[1..]))
    }
}

fn main() {}
