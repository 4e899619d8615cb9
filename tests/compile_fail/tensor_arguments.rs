//! Arguments that are missing, too many or numbers, and what is a `Result` and what is not.

use backprop::graph;
use backprop::ndarray::{Array1, Array2};

graph! {
    pub struct Fit(x: [f64; n, m], w: [f64; m], c: f64) -> (loss: f64, const y: [f64; n]) {
        let y = x @ w + c;
        (sum(square(y)), y)
    }
    pub struct Narrow(x: [f32; n]) -> [f32; n] { 2 * x }
}

fn count(x: &Array2<f64>, w: &Array1<f64>) {
    Fit::new().value(x, w).unwrap();
}

fn a_tensor_for_a_number(x: &Array2<f64>, w: &Array1<f64>) {
    Fit::new().value(x, w, w).unwrap();
}

fn not_unwrapped(x: &Array1<f32>) {
    Narrow::new().value(x).sum();
}

fn a_cotangent_too_many(x: &Array2<f64>, w: &Array1<f64>) {
    let mut fit = Fit::new();
    fit.forward(x, w, 1.0).unwrap().backward(1.0, w);
}

fn no_error_to_unwrap(x: &Array2<f64>, w: &Array1<f64>) {
    let mut fit = Fit::new();
    fit.forward(x, w, 1.0).unwrap().backward(1.0).unwrap();
}

fn not_mutable(x: &Array1<f32>) {
    let narrow = Narrow::new();
    narrow.value(x).unwrap();
}

fn one_gradient_of_a_tensor(x: &Array1<f32>) {
    Narrow::new().value_and_grad(x).unwrap();
}

fn main() {}
