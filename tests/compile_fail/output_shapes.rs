//! A result has the shape that is declared; it is not broadcast.

use backprop::graph;

graph! {
    pub struct A(x: [f64; n, 3]) -> (loss: f64, const logits: [f64; n, 4], last: [f64; n]) {
        let h: [f64; n] = exp(x);
        (square(x), x, x[-1, ..])
    }
    pub struct B(x: f64) -> [f64; 3] { 2 * x }
    pub struct C(x: [f64; n]) -> [f64; n] { x[1..] }
}

fn main() {
    let _ = graph!(|x: [f64; n], w: [f64; n]| -> f64 x * w);
}
