//! Scalar graphs in a crate without the standard library.
#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

use backprop::graph;

graph! {
    /// The bill for a basket of fruit, tax included.
    pub struct Bill(apple: f64, apples: f64, orange: f64, oranges: f64, tax: f64) -> f64 {
        let fruit = apple * apples + orange * oranges;
        fruit * tax
    }

    /// The density of the normal distribution, in either precision.
    pub struct Normal<F>(x: F, mean: F, deviation: F) -> F {
        let z = (x - mean) / deviation;
        exp(-0.5 * square(z)) / (deviation * sqrt(core::f64::consts::TAU))
    }

    /// A function whose square root is only there for positive arguments.
    pub struct Pulse(x: f64) -> f64 {
        let root = sqrt(x);
        if x > 0.0 { root * exp(-x) } else { 0.0 }
    }

    /// Every operation that calls a function of the platform's, each with an output of its own.
    /// All are defined at `0 < x < 1` and `y > 1`.
    pub struct Functions<F>(x: F, y: F) -> (
        root: F, cube_root: F, power: F, seventh: F, fused: F, hypotenuse: F,
        e_to_x: F, two_to_x: F, e_to_x_less_1: F, ln_x: F, log2_x: F, log10_x: F, ln_1_plus_x: F,
        sine: F, cosine: F, tangent: F, arc_sine: F, arc_cosine: F, arc_tangent: F, angle: F,
        sinh_x: F, cosh_x: F, tanh_x: F, arsinh: F, arcosh: F, artanh: F,
        lower: F, upper: F, clamped: F, sign: F, floored: F, ceiled: F, rounded: F, size: F,
        rectified: F, leaky: F, elu_x: F, sigmoid_x: F, silu_x: F, softplus_x: F, gelu_x: F,
    ) {
        (
            sqrt(x), cbrt(x), powf(x, y), powi(x, 7), mul_add(x, y, x), hypot(x, y),
            exp(x), exp2(x), exp_m1(x), ln(x), log2(x), log10(x), ln_1p(x),
            sin(x), cos(x), tan(x), asin(x), acos(x), atan(x), atan2(y, x),
            sinh(x), cosh(x), tanh(x), asinh(x), acosh(y), atanh(x),
            min(x, y), max(x, y), clamp(x, 0.25, y), signum(x), floor(y), ceil(y), round(y), abs(x),
            relu(x), leaky_relu(x, 0.01), elu(-x), sigmoid(x), silu(x), softplus(x), gelu(x),
        )
    }
}
