//! Graphs of many kinds in a crate that allows no warning at all.
//!
//! That it compiles is the test, under rustc and under Clippy: what `graph!` generates has no
//! `unsafe`, documents whatever is public, and gives no lint below a reason to speak. The numbers
//! are checked in `tests/numbers.rs`.
#![deny(warnings, missing_docs, clippy::all, clippy::pedantic)]
#![forbid(unsafe_code)]

use backprop::graph;

pub mod conditions;
pub mod names;
pub mod operations;
pub mod places;
pub mod tensors;

graph! {
    /// The bill for a basket of fruit, tax included.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Bill(apple: f64, apples: f64, orange: f64, oranges: f64, tax: f64) -> f64 {
        let fruit = apple * apples + orange * oranges;
        fruit * tax
    }

    /// Single precision.
    pub struct Single(x: f32, y: f32) -> f32 {
        x * y + x / 3
    }

    /// The density of the normal distribution, in either precision.
    #[derive(Clone, Debug)]
    pub struct Normal<F>(
        /// Where the density is taken.
        x: F,
        /// The centre.
        mean: F,
        /// The width, positive.
        deviation: F,
    ) -> F {
        let z = (x - mean) / deviation;
        exp(-0.5 * square(z)) / (deviation * sqrt(2 * std::f64::consts::PI))
    }

    /// A type parameter by another name.
    pub struct Ratio<Number>(numerator: Number, denominator: Number) -> Number {
        numerator / denominator
    }

    /// One output with a name.
    pub struct Named(x: f64) -> (squared: f64) {
        x * x
    }

    /// Several outputs, each with a cotangent.
    pub struct Polar(x: f64, y: f64) -> (radius: f64, angle: f64) {
        (hypot(x, y), atan2(y, x))
    }

    /// Inputs without a gradient, outputs without a cotangent.
    pub struct Fit<F>(
        const time: F,
        const measured: F,
        rate: F,
        start: F,
    ) -> (loss: F, const predicted: F, const residual: F) {
        let predicted = start * exp(-rate * time);
        let residual = predicted - measured;
        (square(residual), predicted, residual)
    }

    /// Types, shadowing, blocks in blocks, and more parentheses than are needed.
    pub struct Blocks(x: f64, y: f64) -> f64 {
        let x: f64 = (x + 1.0);
        let x = { let twice = 2 * x; { let y = ((y)); twice - y } };
        let z = x;
        (z * (x))
    }
}
