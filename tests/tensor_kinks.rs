//! What the language says of points where the calculus has no answer, on tensors: ties, bounds, zeros, and
//! branches that are not taken. Numbers are worked out by hand.
#![allow(
    clippy::cast_precision_loss,
    reason = "the counts are small enough for any float"
)]

use backprop::graph;
use backprop::ndarray::{Array1, Array3, array};

const NAN: f64 = f64::NAN;
const INF: f64 = f64::INFINITY;

/// Equal, NaN equal to NaN.
#[track_caller]
fn expect<'a>(
    found: impl IntoIterator<Item = &'a f64>,
    expected: impl IntoIterator<Item = &'a f64>,
) {
    let found: Vec<f64> = found.into_iter().copied().collect();
    let expected: Vec<f64> = expected.into_iter().copied().collect();
    let same = |(one, other): (&f64, &f64)| one == other || one.is_nan() && other.is_nan();
    assert!(
        found.len() == expected.len() && found.iter().zip(&expected).all(same),
        "found {found:?}, expected {expected:?}"
    );
}

/// The value and the gradients of a graph whose output is a tensor, with a cotangent of ones: alone, and
/// in the midst of so many other elements that it is in every place of a register.
macro_rules! at {
    ($graph:ident($($input:ident = $at:expr),+) = $value:expr, $($gradient:expr),+) => {{
        let mut graph = $graph::new();
        for length in [1, 2, 3, 5, 8, 37] {
            $(let $input: Array1<f64> = (0..length).map(|_| $at).collect();)+
            let ones = vec![1.0; length];
            expect(graph.value($(&$input),+).unwrap(), &vec![$value; length]);
            let pass = graph.forward($(&$input),+).unwrap();
            expect(pass.output(), &vec![$value; length]);
            let grads = pass.backward(&ones).unwrap();
            for (found, expected) in [$(&grads.$input),+].into_iter().zip([$($gradient),+]) {
                expect(found, &vec![expected; length]);
            }
        }
    }};
}

/// The gradient of a graph with one output, a number, by both of its methods.
macro_rules! gradient {
    ($graph:ident($($x:expr),+) = $value:expr, $($field:ident: $gradient:expr),+) => {{
        let mut graph = $graph::new();
        expect([&graph.value($($x),+).unwrap()], [&$value]);
        let (value, grads) = graph.value_and_grad($($x),+).unwrap();
        expect([&value], [&$value]);
        $(expect(&grads.$field, &$gradient);)+
        let pass = graph.forward($($x),+).unwrap();
        expect([&pass.output()], [&$value]);
        let grads = pass.backward(1.0);
        $(expect(&grads.$field, &$gradient);)+
    }};
}

// Elementwise kinks.

#[test]
fn activations_and_abs_at_zero() {
    graph! {
        struct Relu(x: [f64; n]) -> [f64; n] { relu(x) }
        struct Abs(x: [f64; n]) -> [f64; n] { abs(x) }
        struct Leaky(x: [f64; n]) -> [f64; n] { leaky_relu(x, 0.125) }
        struct Elu(x: [f64; n]) -> [f64; n] { elu(x) }
    }
    for zero in [0.0, -0.0] {
        at!(Relu(x = zero) = 0.0, 0.0);
        at!(Abs(x = zero) = 0.0, 0.0);
        at!(Leaky(x = zero) = 0.0, 0.125);
        at!(Elu(x = zero) = 0.0, 1.0);
    }
    at!(Relu(x = NAN) = NAN, 1.0);
    at!(Relu(x = 5e-324) = 5e-324, 1.0);
    at!(Relu(x = -INF) = 0.0, 0.0);
    at!(Elu(x = -INF) = -1.0, 0.0);
}

#[test]
fn a_tie_in_max_or_min_gives_each_side_half() {
    graph! {
        struct Max(x: [f64; n], y: [f64; n]) -> [f64; n] { max(x, y) }
        struct Min(x: [f64; n], y: [f64; n]) -> [f64; n] { min(x, y) }
        struct Zero(x: [f64; n]) -> [f64; n] { max(x, 0) }
    }
    at!(Max(x = 3.0, y = 3.0) = 3.0, 0.5, 0.5);
    at!(Max(x = 0.0, y = -0.0) = 0.0, 0.5, 0.5);
    at!(Max(x = 3.0, y = 2.0) = 3.0, 1.0, 0.0);
    at!(Max(x = NAN, y = 2.0) = 2.0, 0.0, 1.0);
    at!(Max(x = 2.0, y = NAN) = 2.0, 1.0, 0.0);
    at!(Min(x = -INF, y = -INF) = -INF, 0.5, 0.5);
    at!(Min(x = 3.0, y = 2.0) = 2.0, 0.0, 1.0);
    at!(Min(x = NAN, y = 2.0) = 2.0, 0.0, 1.0);
    at!(Zero(x = 0.0) = 0.0, 0.5);
    at!(Zero(x = -1.0) = 0.0, 0.0);
    // Against a vector that is broadcast, the other half of each row adds up.
    graph! { struct Rows(x: [f64; n, m], y: [f64; m]) -> f64 { sum(max(x, y)) } }
    let x = array![[1.0, 2.0], [1.0, 0.0], [3.0, 2.0]];
    gradient!(Rows(&x, &[1.0, 2.0]) = 11.0,
        x: [0.5, 0.5, 0.5, 0.0, 1.0, 0.5], y: [1.0, 2.0]);
}

#[test]
fn clamp_passes_the_gradient_to_x_at_its_bounds_and_to_the_bound_outside() {
    graph! { struct Clamp(x: [f64; n], low: [f64; n], high: [f64; n]) -> [f64; n] { clamp(x, low, high) } }
    at!(
        Clamp(x = -1.0, low = -1.0, high = 2.0) = -1.0,
        1.0,
        0.0,
        0.0
    );
    at!(Clamp(x = 2.0, low = -1.0, high = 2.0) = 2.0, 1.0, 0.0, 0.0);
    at!(
        Clamp(x = -1.5, low = -1.0, high = 2.0) = -1.0,
        0.0,
        1.0,
        0.0
    );
    at!(Clamp(x = 2.5, low = -1.0, high = 2.0) = 2.0, 0.0, 0.0, 1.0);
    at!(Clamp(x = NAN, low = -1.0, high = 2.0) = NAN, 1.0, 0.0, 0.0);
    at!(Clamp(x = 5.0, low = NAN, high = NAN) = 5.0, 1.0, 0.0, 0.0);
    // The bounds are numbers, and what is clamped has an infinite slope where a bound is taken.
    graph! { struct Root(x: [f64; n], low: f64) -> f64 { sum(clamp(sqrt(x), low, 2)) } }
    gradient!(Root(&[0.0, 1.0, 16.0, 0.0], 0.5) = 4.0, x: [0.0, 0.5, 0.0, 0.0]);
    let mut root = Root::new();
    assert_eq!(
        root.value_and_grad(&[0.0, 1.0, 16.0, 0.0], 0.5)
            .unwrap()
            .1
            .low,
        2.0
    );
}

#[test]
fn powf_and_hypot_at_zero() {
    graph! {
        struct Power(x: [f64; n], p: [f64; n]) -> [f64; n] { powf(x, p) }
        struct Hypot(x: [f64; n], y: [f64; n]) -> [f64; n] { hypot(x, y) }
        struct Shared(x: [f64; n], p: f64) -> f64 { sum(powf(x, p)) }
    }
    at!(Power(x = 0.0, p = 2.0) = 0.0, 0.0, 0.0);
    at!(Power(x = 0.0, p = 1.0) = 0.0, 1.0, 0.0);
    at!(Power(x = 0.0, p = 0.5) = 0.0, INF, 0.0);
    at!(Power(x = 1.0, p = 3.0) = 1.0, 3.0, 0.0);
    at!(Hypot(x = 0.0, y = 0.0) = 0.0, 0.0, 0.0);
    at!(Hypot(x = 0.0, y = -2.0) = 2.0, 0.0, -1.0);
    let mut shared = Shared::new();
    let (value, grads) = shared.value_and_grad(&[0.0, 1.0, 0.0], 2.0).unwrap();
    assert_eq!(
        (value, grads.p, &grads.x),
        (1.0, 0.0, &array![0.0, 2.0, 0.0])
    );
}

#[test]
fn steps_have_gradient_zero() {
    graph! {
        struct Steps(x: [f64; n]) -> [f64; n] { signum(x) + floor(x) + ceil(x) + round(x) }
        struct Scaled(x: [f64; n]) -> [f64; n] { x * floor(x) }
    }
    at!(Steps(x = 0.0) = 1.0, 0.0);
    at!(Steps(x = 1.5) = 6.0, 0.0);
    at!(Steps(x = -INF) = -INF, 0.0);
    at!(Scaled(x = 2.5) = 5.0, 2.0);
}

// Ties and zeros in reductions.

#[test]
fn ties_in_the_largest_and_smallest_share_equally() {
    graph! {
        struct All(x: [f64; n]) -> f64 { max_all(x) }
        struct Least(x: [f64; n, m]) -> f64 { min_all(x) }
        struct Rows(x: [f64; n, m]) -> f64 { sum(max_axis(x, 1)) }
        struct Columns(x: [f64; n, m]) -> f64 { sum(min_axis(x, n)) }
        struct Middle(x: [f64; a, b, c]) -> f64 { sum(max_axis(x, b)) }
    }
    gradient!(All(&[1.0, 3.0, 3.0, 2.0, 3.0, 3.0]) = 3.0, x: [0.0, 0.25, 0.25, 0.0, 0.25, 0.25]);
    gradient!(All(&[0.0, -0.0]) = 0.0, x: [0.5, 0.5]);
    gradient!(All(&[-INF, -INF]) = -INF, x: [0.5, 0.5]);
    gradient!(All(&[INF, 1.0]) = INF, x: [1.0, 0.0]);
    for length in [1, 2, 4, 8, 64, 256] {
        let (all, share) = (vec![7.0; length], vec![1.0 / length as f64; length]);
        gradient!(All(&all) = 7.0, x: share);
    }
    let x = array![[1.0, 1.0, 2.0], [3.0, 3.0, 3.0], [1.0, 5.0, 5.0]];
    gradient!(Least(&x) = 1.0, x: [1.0 / 3.0, 1.0 / 3.0, 0.0, 0.0, 0.0, 0.0, 1.0 / 3.0, 0.0, 0.0]);
    let third = 1.0 / 3.0;
    gradient!(Rows(&x) = 10.0, x: [0.0, 0.0, 1.0, third, third, third, 0.0, 0.5, 0.5]);
    gradient!(Columns(&x) = 4.0, x: [0.5, 1.0, 1.0, 0.0, 0.0, 0.0, 0.5, 0.0, 0.0]);
    let x = array![[[1.0, 5.0], [1.0, 4.0]], [[0.0, 2.0], [3.0, 2.0]]];
    gradient!(Middle(&x) = 11.0, x: [0.5, 1.0, 0.5, 0.0, 0.0, 0.5, 1.0, 0.5]);
}

#[test]
fn a_product_with_zeros_has_its_exact_gradient() {
    graph! {
        struct All(x: [f64; n]) -> f64 { product(x) }
        struct Rows(x: [f64; n, m]) -> f64 { sum(product_axis(x, 1)) }
        struct Columns(x: [f64; n, m]) -> f64 { sum(product_axis(x, n)) }
        struct Whole(x: [f64; a, b, c]) -> f64 { product(x) }
    }
    gradient!(All(&[2.0, 3.0, 5.0]) = 30.0, x: [15.0, 10.0, 6.0]);
    gradient!(All(&[2.0, 0.0, 5.0]) = 0.0, x: [0.0, 10.0, 0.0]);
    gradient!(All(&[0.0, 3.0, 0.0]) = 0.0, x: [0.0, 0.0, 0.0]);
    gradient!(All(&[0.0]) = 0.0, x: [1.0]);
    // A zero in each place of a row that is longer than registers; without one, with one, with two.
    for place in 0..40 {
        let mut x = [1.0; 40];
        x[7] = 2.0;
        x[38] = -3.0;
        let mut expected = [0.0; 40];
        expected[place] = -6.0 / x[place];
        x[place] = 0.0;
        gradient!(All(&x) = 0.0, x: expected);
        let second = (place + 13) % 40;
        x[second] = 0.0;
        gradient!(All(&x) = 0.0, x: [0.0; 40]);
    }
    let x = array![[2.0, 0.0, 4.0], [3.0, 5.0, 7.0], [0.0, 0.0, 1.0]];
    gradient!(Rows(&x) = 105.0, x: [0.0, 8.0, 0.0, 35.0, 21.0, 15.0, 0.0, 0.0, 0.0]);
    gradient!(Columns(&x) = 28.0, x: [0.0, 0.0, 7.0, 0.0, 0.0, 4.0, 6.0, 0.0, 28.0]);
    let mut x = Array3::from_elem((2, 3, 4), 1.0);
    x[[1, 1, 2]] = 0.0;
    x[[0, 2, 3]] = 2.0;
    let mut expected = Array3::zeros((2, 3, 4));
    expected[[1, 1, 2]] = 2.0;
    gradient!(Whole(&x) = 0.0, x: expected);
    // Neither an infinity nor a number too small or too large for a quotient disturbs it.
    gradient!(All(&[INF, 0.0, 2.0]) = NAN, x: [0.0, INF, NAN]);
    let large = 2.0_f64.powi(700);
    let x = [large, large, 1.0 / large];
    gradient!(All(&x) = INF, x: [1.0, 1.0, INF]);
}
