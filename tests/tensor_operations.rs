//! Every elementwise operation on tensors against the same operation on numbers: values against Rust's
//! own functions, gradients against graphs of scalars.
//!
//! What IEEE arithmetic defines has the same bits; an elementary function is within two units in the last
//! place of Rust's, in `f32` of that of `f64`, rounded.
#![allow(
    clippy::cast_precision_loss,
    reason = "the counts are small enough for any float"
)]

use std::collections::BTreeSet;
use std::fmt::Debug;

use backprop::graph;
use backprop::ndarray::Array2;

/// `f32` and `f64`, for the comparisons.
trait Element: Copy + Debug + PartialEq {
    const EPSILON: f64;
    fn from_wide(wide: f64) -> Self;
    fn wide(self) -> f64;
    /// The number's place in the order of all numbers.
    fn rank(self) -> i64;
}

impl Element for f64 {
    const EPSILON: f64 = f64::EPSILON;
    fn from_wide(wide: f64) -> Self {
        wide
    }
    fn wide(self) -> f64 {
        self
    }
    fn rank(self) -> i64 {
        let bits = self.to_bits().cast_signed();
        if bits < 0 { i64::MIN - bits } else { bits }
    }
}

impl Element for f32 {
    const EPSILON: f64 = f32::EPSILON as f64;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "rounding is what is wanted"
    )]
    fn from_wide(wide: f64) -> Self {
        wide as f32
    }
    fn wide(self) -> f64 {
        f64::from(self)
    }
    fn rank(self) -> i64 {
        let bits = self.to_bits().cast_signed();
        i64::from(if bits < 0 { i32::MIN - bits } else { bits })
    }
}

/// How near a value is to the plain one.
#[derive(Clone, Copy, Debug)]
enum Near {
    /// The same bits, or both NaN.
    Bits,
    /// At most so many numbers lie between, counting the farther one.
    Ulps(u64),
}

/// Values and gradients of one element, from one method of one graph.
#[derive(Debug)]
struct Outcome<R> {
    value: R,
    gradient: Vec<R>,
}

/// How many elements the vectors have: longer than a register, and not a multiple of most.
const LENGTH: usize = 40;

/// The elements at which an operand is tried: those that are special first, the others spread over a
/// range. Each operand meets the special ones in another order.
fn points<R: Element>(operand: usize, from: f64, to: f64) -> Vec<R> {
    let special = [
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.5,
        -0.5,
        2.5,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        1e-40,
        -3e38,
        1e-310,
    ];
    let mut random = fastrand::Rng::with_seed(17 + operand as u64);
    let mut points: Vec<R> = (0..LENGTH)
        .map(|_| R::from_wide(from + random.f64() * (to - from)))
        .collect();
    for (place, number) in special.into_iter().enumerate() {
        points[(place * (2 * operand + 1)) % special.len() * 2] = R::from_wide(number);
    }
    points
}

/// Multiples of 1/4 of both signs: the cotangent of each element.
fn cotangents<R: Element>() -> Vec<R> {
    (0..LENGTH)
        .map(|place| R::from_wide(((place * 5) % 13) as f64 / 4.0 - 1.25))
        .collect()
}

#[track_caller]
fn compare<R: Element>(what: &str, at: &[R], near: Near, value: (R, R), gradient: (&[R], &[R])) {
    let (found, expected) = value;
    let distance = found.rank().abs_diff(expected.rank());
    let nan = found.wide().is_nan() && expected.wide().is_nan();
    let fits = match near {
        Near::Bits => {
            distance == 0 && found.wide().is_sign_negative() == expected.wide().is_sign_negative()
        }
        Near::Ulps(ulps) => !found.wide().is_nan() && distance <= ulps,
    };
    assert!(
        nan || fits,
        "{what} at {at:?} is {found:?}, not {expected:?}"
    );
    for (operand, (&found, &expected)) in gradient.0.iter().zip(gradient.1).enumerate() {
        let same = found == expected || found.wide().is_nan() && expected.wide().is_nan();
        let error = (found.wide() - expected.wide()).abs();
        let scale = expected.wide().abs().max(1.0);
        assert!(
            same || error <= 8.0 * R::EPSILON * scale,
            "the gradient of {what} at {at:?} is {found:?} for operand {operand}, not {expected:?}"
        );
    }
}

macro_rules! float {
    ($operand:ident $float:ident) => {
        $float
    };
}

/// What all methods give for one float: `$plain` is the value, of the same float or of `f64`.
macro_rules! try_all {
    ($float:ident, $name:expr, $near:expr, ($($x:ident, $from:literal, $to:literal);+), $plain:expr) => {{
        let mut operand = 0..;
        $(let $x = points::<$float>(operand.next().unwrap_or(0), $from, $to);)+
        let cotangent = cotangents::<$float>();
        let mut outcomes: Vec<(&str, Vec<Outcome<$float>>)> = Vec::new();
        {
            let mut graph = Flat::<$float>::new();
            let alone = graph.value($(&$x),+).unwrap().to_vec();
            let pass = graph.forward($(&$x),+).unwrap();
            assert_eq!(pass.output().map(|v| v.to_bits()).to_vec(), alone.iter().map(|v| v.to_bits()).collect::<Vec<_>>());
            let grads = pass.backward(&cotangent).unwrap();
            outcomes.push(("[40]", (0..LENGTH).map(|i| Outcome {
                value: alone[i],
                gradient: vec![$(grads.$x[i]),+],
            }).collect()));
        }
        {
            $(let $x = Array2::from_shape_vec((3, 7), $x[..21].to_vec()).unwrap();)+
            let cotangent = Array2::from_shape_vec((3, 7), cotangent[..21].to_vec()).unwrap();
            let mut graph = Matrix::<$float>::new();
            let alone = graph.value($(&$x),+).unwrap().to_owned();
            let pass = graph.forward($(&$x),+).unwrap();
            assert_eq!(pass.output().map(|v| v.to_bits()), alone.map(|v| v.to_bits()));
            let grads = pass.backward(&cotangent).unwrap();
            outcomes.push(("[3, 7]", (0..21).map(|i| Outcome {
                value: alone[[i / 7, i % 7]],
                gradient: vec![$(grads.$x[[i / 7, i % 7]]),+],
            }).collect()));
        }
        let scalar = Scalar::<$float>::new();
        for (shape, outcomes) in outcomes {
            for (i, outcome) in outcomes.into_iter().enumerate() {
                $(let $x = $x[i];)+
                let expected: $float = $plain($($x),+);
                let grads = scalar.forward($($x),+).backward(cotangent[i]);
                compare(
                    &format!("{} on {shape}", $name),
                    &[$($x),+],
                    $near,
                    (outcome.value, expected),
                    (&outcome.gradient, &[$(grads.$x),+]),
                );
            }
        }
    }};
}

macro_rules! graphs {
    (($($x:ident),+), $($body:tt)*) => {
        graph! {
            struct Scalar<F>($($x: F),+) -> F { $($body)* }
            struct Flat<F>($($x: [F; n]),+) -> [F; n] { $($body)* }
            struct Matrix<F>($($x: [F; n, m]),+) -> [F; n, m] { $($body)* }
        }
    };
}

/// Operations that have the bits of Rust's own, in both precisions.
macro_rules! exact {
    ($($test:ident($($x:ident),+) { $($body:tt)* } = $plain:expr;)+) => {$(
        #[test]
        fn $test() {
            graphs!(($($x),+), $($body)*);
            let wide: fn($(float!($x f64)),+) -> f64 = $plain;
            let narrow: fn($(float!($x f32)),+) -> f32 = $plain;
            try_all!(f64, stringify!($test), Near::Bits, ($($x, -3.0, 3.0);+), wide);
            try_all!(f32, stringify!($test), Near::Bits, ($($x, -3.0, 3.0);+), narrow);
        }
    )+};
}

/// Operations that are as exact as the elementary functions in them, on a range of each operand.
macro_rules! rounded {
    ($($test:ident($($x:ident in $from:literal..$to:literal),+) { $($body:tt)* } within $ulps:literal of $plain:expr;)+) => {$(
        #[test]
        fn $test() {
            graphs!(($($x),+), $($body)*);
            let wide: fn($(float!($x f64)),+) -> f64 = $plain;
            let narrow = |$($x: f32),+| f32::from_wide(wide($(f64::from($x)),+));
            try_all!(f64, stringify!($test), Near::Ulps($ulps), ($($x, $from, $to);+), wide);
            try_all!(f32, stringify!($test), Near::Ulps($ulps), ($($x, $from, $to);+), narrow);
        }
    )+};
}

exact! {
    plus(x, y) { x + y } = |x, y| x + y;
    minus(x, y) { x - y } = |x, y| x - y;
    times(x, y) { x * y } = |x, y| x * y;
    divided(x, y) { x / y } = |x, y| x / y;
    negated(x) { -x } = |x| -x;
    reciprocal(x) { recip(x) } = |x| 1.0 / x;
    squared(x) { x.square() } = |x| x * x;
    cubed(x) { powi(x, 3) } = |x| x * (x * x);
    to_the_power_of_minus_two(x) { powi(x, -2) } = |x| 1.0 / (x * x);
    to_the_power_of_zero(x) { powi(x, 0) } = |_| 1.0;
    square_root(x) { sqrt(x) } = |x| x.sqrt();
    absolute(x) { abs(x) } = |x| x.abs();
    multiplied_and_added(x, y, z) { mul_add(x, y, z) } = |x, y, z| x.mul_add(y, z);
    signed(x) { signum(x) } = |x| x.signum();
    rounded_down(x) { floor(x) } = |x| x.floor();
    rounded_up(x) { ceil(x) } = |x| x.ceil();
    rounded_to_nearest(x) { round(x) } = |x| x.round();
    rectified(x) { relu(x) } = |x| if x <= 0.0 { 0.0 } else { x };
    leaky(x, slope) { leaky_relu(x, slope) } = |x, slope| if x <= 0.0 { slope * x } else { x };
    stopped(x) { stop_gradient(x) * x } = |x| x * x;
    clamped(x, y, z) { clamp(x, y, z) } = |x, y, z| if x < y { y } else if x > z { z } else { x };
    clamped_by_numbers(x) { clamp(x, -1, 0.5) } = |x| x.clamp(-1.0, 0.5);
    where_less(x, y) { if x < y { x } else { 2 * y } } = |x, y| if x < y { x } else { 2.0 * y };
    where_at_most(x, y) { if x <= y { x } else { 2 * y } } = |x, y| if x <= y { x } else { 2.0 * y };
    where_greater(x, y) { if x > y { x } else { 2 * y } } = |x, y| if x > y { x } else { 2.0 * y };
    where_at_least(x, y) { if x >= y { x } else { 2 * y } } = |x, y| if x >= y { x } else { 2.0 * y };
    where_equal(x, y) { if x == y { 3 } else { y * x } } = |x, y| if x == y { 3.0 } else { y * x };
    where_not_equal(x, y) { if x != y { 3 } else { y * x } } = |x, y| if x == y { y * x } else { 3.0 };
    where_both(x, y) { if x > 0 && y > 0 { x } else { y } } = |x, y| if x > 0.0 && y > 0.0 { x } else { y };
    where_either(x, y) { if x > 0 || y > 0 { x } else { y } } = |x, y| if x > 0.0 || y > 0.0 { x } else { y };
    where_not(x, y) { if !(x > y) { x } else { y } } = |x, y| if x > y { y } else { x };
    where_one_and_not_another(x, y) { if x > 0 && !(y > x || y == 2) { x } else { y } } =
        |x, y| if x > 0.0 && !(y > x || y == 2.0) { x } else { y };
    chained(x, y) { if x < 0 { y } else if y < 0 { x } else { x * y } } =
        |x, y| if x < 0.0 { y } else if y < 0.0 { x } else { x * y };
    several(x, y, z) { -x * y + z / (y - 2) * square(x) - sqrt(z) } =
        |x, y, z| -x * y + z / (y - 2.0) * (x * x) - z.sqrt();
}

rounded! {
    // The sign of a zero is open where both are zero.
    smaller(x in -3.0..3.0, y in -3.0..3.0) { min(x, y) } within 0 of |x, y| x.min(y);
    larger(x in -3.0..3.0, y in -3.0..3.0) { x.max(y) } within 0 of |x, y| x.max(y);
    cube_root(x in -9.0..9.0) { cbrt(x) } within 2 of |x| x.cbrt();
    hypotenuse(x in -3.0..3.0, y in -3.0..3.0) { hypot(x, y) } within 2 of |x, y| x.hypot(y);
    power(x in 0.0..5.0, p in -3.0..3.0) { powf(x, p) } within 2 of |x, p| x.powf(p);
    exponential(x in -10.0..10.0) { exp(x) } within 2 of |x| x.exp();
    exponential_of_two(x in -10.0..10.0) { exp2(x) } within 2 of |x| x.exp2();
    exponential_less_one(x in -1.0..1.0) { exp_m1(x) } within 2 of |x| x.exp_m1();
    logarithm(x in 0.0..10.0) { ln(x) } within 2 of |x| x.ln();
    binary_logarithm(x in 0.0..10.0) { log2(x) } within 2 of |x| x.log2();
    decimal_logarithm(x in 0.0..10.0) { log10(x) } within 2 of |x| x.log10();
    logarithm_of_one_more(x in -1.0..1.0) { ln_1p(x) } within 2 of |x| x.ln_1p();
    sine(x in -10.0..10.0) { sin(x) } within 2 of |x| x.sin();
    cosine(x in -10.0..10.0) { cos(x) } within 2 of |x| x.cos();
    tangent(x in -1.4..1.4) { tan(x) } within 2 of |x| x.tan();
    arc_sine(x in -0.9..0.9) { asin(x) } within 2 of |x| x.asin();
    arc_cosine(x in -0.9..0.9) { acos(x) } within 2 of |x| x.acos();
    arc_tangent(x in -5.0..5.0) { atan(x) } within 2 of |x| x.atan();
    angle(y in -3.0..3.0, x in -3.0..3.0) { atan2(y, x) } within 2 of |y, x| y.atan2(x);
    hyperbolic_sine(x in -3.0..3.0) { sinh(x) } within 2 of |x| x.sinh();
    hyperbolic_cosine(x in -3.0..3.0) { cosh(x) } within 2 of |x| x.cosh();
    hyperbolic_tangent(x in -3.0..3.0) { tanh(x) } within 2 of |x| x.tanh();
    area_of_sine(x in -3.0..3.0) { asinh(x) } within 3 of |x| x.asinh();
    area_of_cosine(x in 1.5..5.0) { acosh(x) } within 3 of |x| x.acosh();
    area_of_tangent(x in -0.9..0.9) { atanh(x) } within 3 of |x| x.atanh();
    // Formulas with an elementary function or two in them.
    exponential_unit(x in -3.0..3.0) { elu(x) } within 2 of |x| if x <= 0.0 { x.exp_m1() } else { x };
    logistic(x in -6.0..6.0) { sigmoid(x) } within 4 of |x| 1.0 / (1.0 + (-x).exp());
    weighted_by_logistic(x in -6.0..6.0) { silu(x) } within 5 of |x| x / (1.0 + (-x).exp());
    soft_rectifier(x in -6.0..6.0) { softplus(x) } within 4 of |x| x.max(0.0) + (-x.abs()).exp().ln_1p();
    // Below zero 1 + tanh cancels.
    gaussian_unit(x in -0.5..3.0) { gelu(x) } within 8 of
        |x| 0.5 * x * (1.0 + (0.797_884_560_802_865_4 * (x + 0.044_715 * x * x * x)).tanh());
}

#[test]
fn every_operation_is_tried_on_tensors() {
    let tests = [
        include_str!("tensor_operations.rs"),
        include_str!("tensor_reductions.rs"),
        include_str!("tensor_products.rs"),
        include_str!("tensor_parts.rs"),
    ]
    .concat();
    let words: BTreeSet<&str> = tests
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .collect();
    for operation in backprop_codegen::export::operations() {
        assert!(words.contains(operation), "`{operation}` is not tried");
    }
}
