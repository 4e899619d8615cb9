//! Fits a plane through data, by gradient descent, and checks it against the exact solution.
//!
//! How wide is an iris's petal, given the lengths of petal and sepal? `graph!` writes the gradient
//! of the mean squared error. The exact solution is where that gradient is zero; for a plane these
//! are three linear equations, the normal equations.
//!
//! `cargo run --release --example linear`

use std::error::Error;

use backprop::graph;
use backprop::ndarray::{Array1, Array2, s};

graph! {
    /// The mean squared error of a plane.
    struct LeastSquares(const x: [f64; n, m], const y: [f64; n], w: [f64; m], b: f64) -> f64 {
        mean(square(x @ w + b - y))
    }
}

/// The step for a slope of 1. Steps of more than 0.0193 would leap ever higher up the other side.
const RATE: f64 = 0.018;

fn main() -> Result<(), Box<dyn Error>> {
    let (x, y) = read(include_str!("data/iris.csv"))?;

    // Downhill, until the ground is flat.
    let mut squares = LeastSquares::new();
    let (mut w, mut b) = (Array1::zeros(x.ncols()), 0.0);
    let (mut steps, mut slope) = (0, f64::INFINITY);
    while slope > 1e-20 && steps < 100_000 {
        let (_, grads) = squares.value_and_grad(&x, &y, &w, b)?;
        w.scaled_add(-RATE, &grads.w);
        b -= RATE * grads.b;
        slope = grads.w.dot(&grads.w) + grads.b * grads.b;
        steps += 1;
    }
    let fitted = [w[0], w[1], b];
    print(&fitted, &format!("after {steps} steps"));

    let exact = normal_equations(&x, &y);
    print(&exact, "exactly");
    let error = squares.value(&x, &y, &w, b)?.sqrt();
    println!("The root mean square of its errors is {error:.2} cm.");

    let mut pairs = fitted.iter().zip(&exact);
    if !pairs.all(|(fitted, exact)| (fitted - exact).abs() < 1e-8) {
        return Err("the solutions do not agree".into());
    }
    Ok(())
}

fn print([w0, w1, b]: &[f64; 3], how: &str) {
    println!("petal width = {w0:.4} * petal length {w1:+.4} * sepal length {b:+.4}, {how}");
}

/// Solves `aᵀa · (w, b) = aᵀy`, where `a` is `x` with a column of ones, by Gaussian elimination.
fn normal_equations(x: &Array2<f64>, y: &Array1<f64>) -> [f64; 3] {
    let mut a = Array2::ones((x.nrows(), 3));
    a.slice_mut(s![.., ..2]).assign(x);
    let (mut left, mut right) = (a.t().dot(&a), a.t().dot(y));

    // No rows need be swapped, since `aᵀa` is positive definite.
    for pivot in 0..3 {
        for row in pivot + 1..3 {
            let factor = left[[row, pivot]] / left[[pivot, pivot]];
            for column in pivot..3 {
                left[[row, column]] -= factor * left[[pivot, column]];
            }
            right[row] -= factor * right[pivot];
        }
    }
    let mut solution = [0.0; 3];
    for row in (0..3).rev() {
        let known: f64 = (row + 1..3)
            .map(|column| left[[row, column]] * solution[column])
            .sum();
        solution[row] = (right[row] - known) / left[[row, row]];
    }
    solution
}

/// Lengths of petal and sepal, a row for each flower, and the widths of their petals, in cm.
fn read(text: &str) -> Result<(Array2<f64>, Array1<f64>), Box<dyn Error>> {
    let (mut lengths, mut widths) = (Vec::new(), Vec::new());
    for record in csv::Reader::from_reader(text.as_bytes()).deserialize() {
        let [sepal_length, _, petal_length, petal_width, _]: [f64; 5] = record?;
        lengths.push([petal_length, sepal_length]);
        widths.push(petal_width);
    }
    Ok((lengths.into(), widths.into()))
}
