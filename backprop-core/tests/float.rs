//! `Float` against the functions of the standard library.

use backprop_core::Float;
use support::random_numbers;

mod support;

/// Edges, and 200 random numbers in [-8, 8).
fn samples() -> Vec<f64> {
    let mut samples = vec![
        0.0,
        -0.0,
        0.5,
        -0.5,
        1.0,
        -1.0,
        2.5,
        -2.5,
        1e-300,
        -1e-20,
        700.0,
        -745.0,
        1e20,
        f64::MAX,
        f64::MIN_POSITIVE,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NAN,
    ];
    let mut random = random_numbers(1);
    samples.extend((0..200).map(|_| 4.0 * random()));
    samples
}

/// With `std` the bits of the standard library's function for the type, except that any NaN is like
/// any other; with `libm` a few units in the last place from the one for `f64`.
#[track_caller]
fn check<F: Float>(method: &str, arguments: &[F], found: F, bits: F, exact: f64) {
    let expected = if cfg!(feature = "std") {
        bits
    } else {
        F::from_f64(exact)
    };
    let (found, expected) = (found.to_f64(), expected.to_f64());
    let same = found.to_bits() == expected.to_bits() || found.is_nan() && expected.is_nan();
    // The second summand is there for subnormal results.
    let allowed = 4.0 * F::EPSILON.to_f64() * (expected.abs() + f64::from(f32::MIN_POSITIVE));
    let near = (found - expected).abs() <= allowed;
    let right = same || (near && cfg!(not(feature = "std")));
    assert!(
        right,
        "{method} of {arguments:?} is {found}, expected {expected}"
    );
}

/// Tests of functions of one, two and three numbers.
macro_rules! against_std {
    ($($method:ident($($argument:ident),*);)*) => {$(
        #[test]
        fn $method() {
            for [$($argument),*] in tuples() {
                let arguments = [$($argument),*];
                let exact = f64::$method($($argument),*);
                let found = Float::$method($($argument),*);
                check(stringify!($method), &arguments, found, exact, exact);

                let arguments = arguments.map(f32::from_f64);
                let [$($argument),*] = arguments;
                let exact = f64::$method($($argument.to_f64()),*);
                let found = Float::$method($($argument),*);
                let bits = f32::$method($($argument),*);
                check(stringify!($method), &arguments, found, bits, exact);
            }
        }
    )*};
}

/// Samples in combinations of `N`; every pair of samples is among the combinations of two.
fn tuples<const N: usize>() -> impl Iterator<Item = [f64; N]> {
    let samples = samples();
    let count = samples.len();
    let combinations = if N == 1 { count } else { count * count };
    (0..combinations).map(move |number| {
        let places = [number, number / count, number / count + 7 * number];
        std::array::from_fn(|argument| samples[places[argument] % count])
    })
}

against_std! {
    sqrt(x);
    cbrt(x);
    abs(x);
    recip(x);
    powf(x, y);
    hypot(x, y);
    mul_add(x, y, z);
    exp(x);
    exp2(x);
    exp_m1(x);
    ln(x);
    log2(x);
    log10(x);
    ln_1p(x);
    sin(x);
    cos(x);
    tan(x);
    asin(x);
    acos(x);
    atan(x);
    atan2(y, x);
    sinh(x);
    cosh(x);
    tanh(x);
    asinh(x);
    acosh(x);
    atanh(x);
    min(x, y);
    max(x, y);
    signum(x);
    floor(x);
    ceil(x);
    round(x);
}

#[test]
fn relu_selects() {
    let relu = <f64 as Float>::relu;
    assert_eq!(
        [-1.0, -f64::INFINITY, 1.5, f64::INFINITY].map(relu),
        [0.0, 0.0, 1.5, f64::INFINITY]
    );
    assert_eq!([0.0, -0.0, -1.0].map(|x| relu(x).to_bits()), [0; 3]);
    assert!(relu(f64::NAN).is_nan());
}

#[test]
fn sigmoid_is_stable_on_both_sides() {
    // σ(ln 3) = 1 / (1 + 1/3).
    let near = |found: f64, expected: f64| (found - expected).abs() <= 1e-15 * expected;
    assert!(near(3.0_f64.ln().sigmoid(), 0.75));
    assert!(near((-3.0_f64.ln()).sigmoid(), 0.25));
    // Where the naive form has the rounding error of 1 + e⁴⁰, or infinity.
    assert!(near((-40.0_f64).sigmoid(), 4.248_354_255_291_589e-18));
    assert_eq!([1000.0, f64::INFINITY].map(Float::sigmoid), [1.0, 1.0]);
    assert_eq!([-1000.0, f64::NEG_INFINITY].map(Float::sigmoid), [0.0, 0.0]);
    assert_eq!([100.0_f32, -200.0].map(Float::sigmoid), [1.0, 0.0]);
    assert!(f64::NAN.sigmoid().is_nan());
}

#[test]
fn literals_are_taken_for_their_type() {
    assert_eq!(f32::from_literal(1.0, 2.0), 1.0);
    assert_eq!(f64::from_literal(1.0, 2.0), 2.0);
}

#[test]
fn numbers_are_rounded_to_the_nearest() {
    assert_eq!(<f64 as Float>::from_f64(0.1), 0.1);
    assert_eq!(
        <f32 as Float>::from_f64(1.0 + f64::from(f32::EPSILON) * 0.75),
        1.0 + f32::EPSILON
    );
    assert_eq!(0.1_f32.to_f64(), 0.100_000_001_490_116_12);
    assert_eq!(
        (f32::ZERO, f32::ONE, <f32 as Float>::EPSILON),
        (0.0, 1.0, 2.0_f32.powi(-23))
    );
    assert_eq!(
        (f64::ZERO, f64::ONE, <f64 as Float>::EPSILON),
        (0.0, 1.0, 2.0_f64.powi(-52))
    );
}

#[test]
fn assignment_and_sums_are_there_for_any_float() {
    fn fold<F: Float>(x: F) -> F {
        let mut y = x;
        y += x;
        y *= y;
        y -= x;
        y /= x;
        [y, -x, F::default()].into_iter().sum()
    }
    // (2x)² − x = 33, over x = 11; 11 − 3 + 0 = 8.
    assert_eq!((fold(3.0_f64), fold(3.0_f32)), (8.0, 8.0));
}

#[cfg(feature = "ndarray")]
#[test]
fn arrays_of_any_float_have_arithmetic_and_dot() {
    use ndarray::{Array1, Array2, ArrayView2, Axis, array};

    fn compute<F: Float>(x: &Array2<F>, w: &ArrayView2<'_, F>, b: &Array1<F>) -> Array1<F> {
        let mut y = (x.dot(w) + b) * F::from_f64(2.0) - x / F::ONE;
        y += b;
        y -= F::ONE;
        y.scaled_add(F::ONE, x);
        (-y).dot(b) + y_sum(x)
    }
    fn y_sum<F: Float>(x: &Array2<F>) -> Array1<F> {
        x.sum_axis(Axis(1))
    }

    // y = 2(xw + b) + b − 1 = [[7, 18], [11, 28]], −y·b = −[7 + 36, 11 + 56], and x's rows add to 3, 7.
    let x = array![[1.0, 2.0], [3.0, 4.0]];
    let w = array![[1.0, 0.5], [0.5, 3.0]];
    let b = array![1.0, 2.0];
    let xw = x.dot(&w);
    assert_eq!(xw, array![[2.0, 6.5], [5.0, 13.5]]);
    assert_eq!(
        compute(&x, &w.view(), &b),
        array![-(6.0 + 2.0 * 18.0) + 3.0, -(12.0 + 2.0 * 32.0) + 7.0]
    );
}
