//! Expressions that invite a rewriting which would change the last bit, the sign of a zero, or what
//! becomes of an infinity: the value is to be that of plain Rust, bit for bit. In gradients, which may be
//! rounded otherwise, no infinity may come of it.

#![allow(
    clippy::neg_multiply,
    clippy::if_not_else,
    clippy::double_comparisons,
    reason = "what looks as if it could be simplified is what is tested"
)]

use backprop::graph;

/// Both ends of the range, both signs, and numbers that are not exact.
const POINTS: [f64; 20] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.1,
    -0.3,
    2.5,
    -7.0,
    1e16,
    -1e16,
    1e300,
    -1e300,
    1e-300,
    -1e-300,
    5e-324,
    -5e-324,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
    0.7,
];

/// Compares the graph with plain Rust at every pair of points.
macro_rules! check {
    ($x:ident, $y:ident: $({ $($graph:tt)+ } $plain:expr;)+) => {
        $({
            // Both inputs reach an output, whatever the expression reads.
            graph! {
                struct Identity($x: f64, $y: f64) -> (value: f64, other: f64) {
                    ({ $($graph)+ }, $x * $y)
                }
            }
            let graph = Identity::new();
            for $x in POINTS {
                for $y in POINTS {
                    let expected: f64 = $plain;
                    let pass = graph.forward($x, $y);
                    for found in [graph.value($x, $y).value, pass.output().value] {
                        assert!(
                            found.to_bits() == expected.to_bits() || found.is_nan() && expected.is_nan(),
                            "`{}` at ({:?}, {:?}) is {found:?}, not {expected:?}",
                            stringify!($($graph)+),
                            $x,
                            $y,
                        );
                    }
                }
            }
        })+
    };
}

#[test]
fn sums_with_zeros_keep_their_signs() {
    check! { x, y:
        { x + 0 } x + 0.0;
        { 0 + x } 0.0 + x;
        { x - 0 } x - 0.0;
        { 0 - x } 0.0 - x;
        { x + -0 } x + -0.0;
        { x - -0 } x - -0.0;
        { -0 + x } -0.0 + x;
        { -0 - x } -0.0 - x;
        { -(0 - x) } -(0.0 - x);
        { x - x } x - x;
        { x + x } x + x;
        { x + -x } x + -x;
        { -(x - y) } -(x - y);
        { -(x + y) } -(x + y);
        { -x - y } -x - y;
        { -x + y } -x + y;
        { x - -y } x - -y;
        { x + -y } x + -y;
        { y - x - y } y - x - y;
        { x + y - y } x + y - y;
        { (x + 1) - 1 } (x + 1.0) - 1.0;
        { x + 0.1 + 0.2 } x + 0.1 + 0.2;
        { 0.1 + 0.2 + x } 0.1 + 0.2 + x;
        { x + (y + x) } x + (y + x);
        { x + y + x } x + y + x;
    }
}

#[test]
fn products_keep_their_roundings() {
    check! { x, y:
        { x * 1 } x * 1.0;
        { 1 * x } 1.0 * x;
        { x * -1 } x * -1.0;
        { x * 0 } x * 0.0;
        { -0 * x } -0.0 * x;
        { 2 * x } 2.0 * x;
        { x * 3 - x } x * 3.0 - x;
        { x * 0.1 * 10 } x * 0.1 * 10.0;
        { 0.1 * 3 * x } 0.1 * 3.0 * x;
        { x * (0.1 * 3) } x * (0.1 * 3.0);
        { -x * -y } -x * -y;
        { -x * y } -x * y;
        { x * -y } x * -y;
        { -(x * y) } -(x * y);
        { -(2 * x) } -(2.0 * x);
        { -x * 3 } -x * 3.0;
        { x * y / y } x * y / y;
        { x * y + x * 3 } x * y + x * 3.0;
        { x * (y * x) } x * (y * x);
        { x * y * x } x * y * x;
        { x * y - y * x } x * y - y * x;
        { -(-x) } -(-x);
    }
}

#[test]
fn quotients_keep_their_roundings() {
    check! { x, y:
        { x / 1 } x / 1.0;
        { x / -1 } x / -1.0;
        { x / 2 } x / 2.0;
        { x / 3 } x / 3.0;
        { x / 0.1 } x / 0.1;
        { x / x } x / x;
        { x / 0 } x / 0.0;
        { x / -0 } x / -0.0;
        { 0 / x } 0.0 / x;
        { 1 / x } 1.0 / x;
        { -1 / x } -1.0 / x;
        { 1 / (1 / x) } 1.0 / (1.0 / x);
        { recip(recip(x)) } x.recip().recip();
        { x * recip(y) } x * y.recip();
        { recip(x) * recip(y) } x.recip() * y.recip();
        { x / y / x } x / y / x;
        { x / (y / x) } x / (y / x);
        { -x / -y } -x / -y;
        { -x / y } -x / y;
        { x / -y } x / -y;
        { -(3 / x) } -(3.0 / x);
        { x / y + y / x } x / y + y / x;
    }
}

#[test]
fn powers_are_what_they_say() {
    check! { x, y:
        { powf(x, 0) } x.powf(0.0);
        { powf(x, 1) } x.powf(1.0);
        { powf(x, 2) } x.powf(2.0);
        { powf(x, 3) } x.powf(3.0);
        { powf(x, -1) } x.powf(-1.0);
        { powf(x, 0.5) } x.powf(0.5);
        { powf(x, -0.5) } x.powf(-0.5);
        { powf(1, x) } 1.0_f64.powf(x);
        { powf(2, x) } 2.0_f64.powf(x);
        { powf(10, x) } 10.0_f64.powf(x);
        { powi(x, 0) } 1.0;
        { powi(x, 1) } x;
        { powi(x, 2) } x * x;
        { powi(x, 3) } x * (x * x);
        { powi(x, 6) } (x * x) * ((x * x) * (x * x));
        { powi(x, -1) } 1.0 / x;
        { powi(x, -2) } 1.0 / (x * x);
        { powi(-x, 3) } -x * (-x * -x);
        { powi(-x, 2) } -x * -x;
        { square(-x) } -x * -x;
        { sqrt(square(x)) } (x * x).sqrt();
        { square(sqrt(x)) } x.sqrt() * x.sqrt();
        { sqrt(x) * sqrt(y) } x.sqrt() * y.sqrt();
        { cbrt(powi(x, 3)) } (x * (x * x)).cbrt();
    }
}

#[test]
fn functions_are_not_composed_away() {
    check! { x, y:
        { exp(ln(x)) } x.ln().exp();
        { ln(exp(x)) } x.exp().ln();
        { exp(x) * exp(y) } x.exp() * y.exp();
        { ln(x) + ln(y) } x.ln() + y.ln();
        { exp(x) - 1 } x.exp() - 1.0;
        { ln(1 + x) } (1.0 + x).ln();
        { ln(2) * x } 2.0_f64.ln() * x;
        { sin(-x) } (-x).sin();
        { cos(-x) } (-x).cos();
        { tanh(-x) } (-x).tanh();
        { atan(-x) } (-x).atan();
        { sin(x) / cos(x) } x.sin() / x.cos();
        { square(sin(x)) + square(cos(x)) } x.sin() * x.sin() + x.cos() * x.cos();
        { atan2(-x, y) } (-x).atan2(y);
        { atan2(x, -y) } x.atan2(-y);
        { atan2(x, 1) } x.atan2(1.0);
        { hypot(-x, y) } (-x).hypot(y);
        { hypot(y, x) } y.hypot(x);
        { hypot(x, 0) } x.hypot(0.0);
        { mul_add(x, 1, y) } x.mul_add(1.0, y);
        { mul_add(x, -1, y) } x.mul_add(-1.0, y);
        { mul_add(x, y, 0) } x.mul_add(y, 0.0);
        { mul_add(x, y, -0) } x.mul_add(y, -0.0);
        { x * y + 1 } x * y + 1.0;
        { -mul_add(x, y, 1) } -x.mul_add(y, 1.0);
        { abs(-x) } (-x).abs();
        { abs(abs(x)) } x.abs().abs();
        { abs(x) * abs(y) } x.abs() * y.abs();
        { floor(-x) } (-x).floor();
        { -ceil(x) } -x.ceil();
        { round(x + 0.5) } (x + 0.5).round();
        { signum(x) * abs(x) } x.signum() * x.abs();
        { signum(-x) } (-x).signum();
    }
}

#[test]
fn selections_are_not_merged() {
    check! { x, y:
        { min(x, x) } x.min(x);
        { max(x, x) } x.max(x);
        { max(-x, -y) } (-x).max(-y);
        { -min(x, y) } -x.min(y);
        { max(min(x, y), x) } x.min(y).max(x);
        { max(x, 1) } x.max(1.0);
        { min(-1, x) } (-1.0_f64).min(x);
        { if x > y { x } else { x } } x;
        { if x > y { x } else { y } } if x > y { x } else { y };
        { if x < y { y } else { x } } if x < y { y } else { x };
        { if x == y { x } else { y } } if x == y { x } else { y };
        { if x != y { y } else { x } } if x != y { y } else { x };
        { if x > 0 { x } else { -x } } if x > 0.0 { x } else { -x };
        { if x >= 0 { x } else { 0 } } if x >= 0.0 { x } else { 0.0 };
        { if x == x { 1 } else { y } } if x.is_nan() { y } else { 1.0 };
        { if x < x { x } else { y } } y;
        { if x <= x { x } else { y } } if x.is_nan() { y } else { x };
        { if !(x < y) { x } else { y } } if x < y { y } else { x };
        { if !(x < y || x > y) { x } else { y } } if x < y || x > y { y } else { x };
        { if x > 0 { if x > 0 { x } else { y } } else { 2 * y } } if x > 0.0 { x } else { 2.0 * y };
        { if x > 0 { y } else { if x > 0 { x } else { 2 * y } } } if x > 0.0 { y } else { 2.0 * y };
        { if 1 > 0 { x } else { y } } x;
        { if x > 0 && 1 < 0 { x } else { y } } y;
        { relu(relu(x)) } if x <= 0.0 { 0.0 } else { x };
        { relu(-x) } if -x <= 0.0 { 0.0 } else { -x };
        { relu(x) - relu(-x) } (if x <= 0.0 { 0.0 } else { x }) - if -x <= 0.0 { 0.0 } else { -x };
    }
}

/// The reciprocal of a subnormal number overflows, and a quotient by it need not. One that is there for another branch
/// is no reason to multiply by it.
#[test]
fn a_gradient_does_not_multiply_by_an_infinite_reciprocal() {
    graph! {
        struct Branches(x: f64, z: f64) -> f64 { if x > 1 { 1 / x } else { z * ln(x) } }
        struct Constant(x: f64, z: f64) -> f64 { z * ln(x) + stop_gradient(tanh(1 / x)) }
    }
    let (x, z): (f64, f64) = (5e-309, 1e-10);
    assert!((1.0 / x).is_infinite() && (z / x).is_finite());
    assert_eq!(Branches::new().value_and_grad(x, z).1.x, z / x);
    assert_eq!(Branches::new().forward(x, z).backward(1.0).x, z / x);
    assert_eq!(Constant::new().value_and_grad(x, z).1.x, z / x);
}

/// The reciprocal of a square root is finite, but that of 0, which gives what a quotient gives.
#[test]
fn a_gradient_may_multiply_by_the_reciprocal_of_a_root() {
    graph! { struct Norm(x: f64, z: f64) -> f64 { let r = sqrt(x); z * ln(r) + stop_gradient(1 / r) } }
    for x in [1e-310, 1e-300, 0.7, 1e300, f64::MAX] {
        let gradient = Norm::new().value_and_grad(x, 1e-10).1.x;
        let plain = 1e-10 / x.sqrt() / x.sqrt() * 0.5;
        assert!(
            (gradient / plain - 1.0).abs() < 1e-15,
            "{x}: {gradient}, not {plain}"
        );
    }
}
