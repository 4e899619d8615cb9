//! What the graphs give where the functions are `libm`'s: numbers worked out by hand, and those of
//! the standard library.
//!
//! In a build of the whole workspace `backprop` has `std`; then this compares std with itself.

use std::f64::consts::{E, TAU};

use backprop_no_std_tests::{Bill, Functions, Normal, Pulse};

/// Checks that two numbers are within `ulps` steps of the larger one's precision.
#[track_caller]
fn close(name: &str, actual: f64, expected: f64, ulps: f64, epsilon: f64) {
    let bound = ulps * epsilon * expected.abs();
    assert!(
        (actual - expected).abs() <= bound,
        "{name}: {actual:e} is not {expected:e}"
    );
}

#[track_caller]
fn near(name: &str, actual: f64, expected: f64) {
    close(name, actual, expected, 2.0, f64::EPSILON);
}

#[test]
fn the_bill_is_exact() {
    let (total, grads) = Bill::new().value_and_grad(100.0, 2.0, 150.0, 3.0, 1.1);
    near("total", total, 715.0);
    near("apple", grads.apple, 2.2);
    near("apples", grads.apples, 110.0);
    near("orange", grads.orange, 3.3);
    near("oranges", grads.oranges, 165.0);
    near("tax", grads.tax, 650.0);
}

#[test]
fn the_normal_density_one_deviation_from_its_mean() {
    // At z = 1 and σ = 1: φ, -φ, φ, and φ (z² - 1) = 0.
    let density = 1.0 / (E.sqrt() * TAU.sqrt());
    let (value, grads) = Normal::new().value_and_grad(3.0, 2.0, 1.0);
    near("value", value, density);
    near("x", grads.x, -density);
    near("mean", grads.mean, density);
    assert!(grads.deviation.abs() <= f64::EPSILON, "{}", grads.deviation);

    let (value, grads) = Normal::new().value_and_grad(3.0_f32, 2.0, 1.0);
    close("value", value.into(), density, 2.0, f32::EPSILON.into());
    close("x", grads.x.into(), -density, 2.0, f32::EPSILON.into());
}

#[test]
fn the_pulse_has_no_gradient_where_it_is_not() {
    // √x e⁻ˣ at 1/4 is e^(-1/4) / 2, and its derivative (1 / (2 √x) - √x) e⁻ˣ is the same there.
    let half = 0.5 * (-0.25_f64).exp();
    let pulse = Pulse::new();
    let (value, grads) = pulse.value_and_grad(0.25);
    near("value", value, half);
    near("x", grads.x, half);
    for x in [0.0, -0.0, -1.0] {
        let (value, grads) = pulse.value_and_grad(x);
        assert_eq!((value, grads.x), (0.0, 0.0), "at {x}");
    }
}

/// Compares each output of `Functions` with an expression in plain Rust.
macro_rules! compare_functions {
    ($float:ident, $x:ident, $y:ident, $($output:ident: $expected:expr,)+) => {
        for ($x, $y) in [(0.125, 1.5), (0.3, 2.75), (0.75, 1.0625), (0.999, 9.0)] {
            let ($x, $y): ($float, $float) = ($x, $y);
            let outputs = Functions::new().value($x, $y);
            $({
                let expected: $float = $expected;
                let name = concat!(stringify!($float), ": ", stringify!($output));
                close(name, outputs.$output.into(), expected.into(), 4.0, $float::EPSILON.into());
            })+
        }
    };
    ($float:ident) => {
        compare_functions! {
            $float, x, y,
            root: x.sqrt(), cube_root: x.cbrt(), power: x.powf(y), seventh: x.powi(7),
            fused: x.mul_add(y, x), hypotenuse: x.hypot(y),
            e_to_x: x.exp(), two_to_x: x.exp2(), e_to_x_less_1: x.exp_m1(),
            ln_x: x.ln(), log2_x: x.log2(), log10_x: x.log10(), ln_1_plus_x: x.ln_1p(),
            sine: x.sin(), cosine: x.cos(), tangent: x.tan(),
            arc_sine: x.asin(), arc_cosine: x.acos(), arc_tangent: x.atan(), angle: y.atan2(x),
            sinh_x: x.sinh(), cosh_x: x.cosh(), tanh_x: x.tanh(),
            arsinh: x.asinh(), arcosh: y.acosh(), artanh: x.atanh(),
            lower: x, upper: y, clamped: x.max(0.25), sign: 1.0,
            floored: y.floor(), ceiled: y.ceil(), rounded: y.round(), size: x,
            rectified: x, leaky: x, elu_x: (-x).exp_m1(),
            sigmoid_x: 1.0 / (1.0 + (-x).exp()), silu_x: x / (1.0 + (-x).exp()),
            softplus_x: x.exp().ln_1p(),
            gelu_x: {
                let inner = $float::sqrt(2.0 / std::$float::consts::PI) * (x + 0.044_715 * x.powi(3));
                0.5 * x * (1.0 + inner.tanh())
            },
        }
    };
}

#[test]
fn the_functions_are_those_of_std() {
    compare_functions!(f64);
    compare_functions!(f32);
}
