//! The branch of an `if` that is not taken contributes nothing, element by element, not even zero times
//! infinity. Numbers are worked out by hand.
#![allow(
    clippy::cast_precision_loss,
    reason = "the counts are small enough for any float"
)]

use backprop::graph;
use backprop::ndarray::{Array2, array};

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

/// The value and the gradients of a graph whose output is a number, by both of its methods.
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

/// So many elements, with `outside` at every `step`th place and `inside` elsewhere.
fn mixed(outside: f64, inside: f64, step: usize) -> Vec<f64> {
    (0..37)
        .map(|place| if place % step == 0 { outside } else { inside })
        .collect()
}

#[test]
fn elements_that_do_not_take_a_branch_get_nothing_from_it() {
    graph! { struct Root(x: [f64; n]) -> f64 { sum(if x > 0 { sqrt(x) } else { 0 }) } }
    gradient!(Root(&[0.0, 4.0, -1.0, 1.0, NAN]) = 3.0, x: [0.0, 0.25, 0.0, 0.5, 0.0]);
    for step in 1..=9 {
        let x = mixed(0.0, 4.0, step);
        let roots = x.iter().filter(|x| **x > 0.0).count();
        gradient!(Root(&x) = 2.0 * roots as f64, x: mixed(0.0, 0.25, step));
    }
}

#[test]
fn a_let_above_the_if_that_only_a_branch_uses_is_guarded() {
    graph! {
        struct Root(x: [f64; n]) -> f64 {
            let s = sqrt(x);
            sum(if x > 0 { s } else { 0 })
        }
        struct Chain(x: [f64; n]) -> f64 {
            let a = sqrt(x);
            let b = ln(a);
            let c = b * a;
            sum(if x > 0 { c } else { 0 })
        }
        struct Entropy(p: [f64; n, m]) -> f64 {
            sum(sum_axis(if p == 0 { 0 } else { -p * ln(p) }, 1))
        }
        struct Each(x: [f64; n]) -> [f64; n] {
            let s = sqrt(x);
            if x > 0 { s } else { 0 }
        }
    }
    gradient!(Root(&[0.0, 4.0, -1.0]) = 2.0, x: [0.0, 0.25, 0.0]);
    // a = 1: d(a ln a) = (ln a + 1) / (2 a).
    gradient!(Chain(&[1.0, 0.0]) = 0.0, x: [0.5, 0.0]);
    let p = array![[0.0, 1.0], [1.0, 0.0]];
    gradient!(Entropy(&p) = 0.0, p: [0.0, -1.0, -1.0, 0.0]);
    // An infinite cotangent reaches only the elements that took the branch.
    let mut each = Each::new();
    let pass = each.forward(&[0.0, 4.0]).unwrap();
    expect(&pass.backward(&[INF, 2.0]).unwrap().x, &[0.0, 0.5]);
}

#[test]
fn conditions_are_broadcast_in_both_directions() {
    graph! {
        // A condition for each column, branches of full size.
        struct Columns(c: [f64; m], x: [f64; n, m]) -> f64 { sum(if c > 0 { sqrt(x) } else { x }) }
        // A condition for each row.
        struct Rows(c: [f64; n, 1], x: [f64; n, m]) -> f64 { sum(if c > 0 { sqrt(x) } else { x }) }
        // A condition of full size, a branch for each column.
        struct Branch(c: [f64; n, m], x: [f64; m]) -> f64 { sum(if c > 0 { sqrt(x) } else { 1 }) }
        // All three differ.
        struct All(c: [f64; n, 1], x: [f64; m], y: [f64; n, m]) -> f64 {
            let r = recip(x);
            sum(if c > 0 { r } else { y })
        }
    }
    let x = array![[0.0, 4.0], [0.0, 1.0]];
    gradient!(Columns(&[-1.0, 1.0], &x) = 3.0, x: [1.0, 0.25, 1.0, 0.5], c: [0.0, 0.0]);
    let c = array![[-1.0], [1.0]];
    let x = array![[0.0, 4.0], [4.0, 1.0]];
    gradient!(Rows(&c, &x) = 7.0, x: [1.0, 1.0, 0.25, 0.5], c: [0.0, 0.0]);
    let c = array![[-1.0, 1.0], [0.0, 1.0], [-2.0, 0.0]];
    gradient!(Branch(&c, &[0.0, 4.0]) = 8.0, x: [0.0, 0.5], c: [0.0; 6]);
    // Taken where x is 0, it is infinite there, and nowhere else.
    let c = array![[1.0, 1.0], [0.0, 1.0]];
    gradient!(Branch(&c, &[0.0, 4.0]) = 5.0, x: [INF, 0.5], c: [0.0; 4]);
    let (c, y) = (array![[-1.0], [0.0]], array![[1.0, 2.0], [3.0, 4.0]]);
    gradient!(All(&c, &[0.0, 2.0], &y) = 10.0, x: [0.0, 0.0], y: [1.0; 4], c: [0.0; 2]);
    let c = array![[-1.0], [1.0]];
    gradient!(All(&c, &[1.0, 2.0], &y) = 4.5, x: [-1.0, -0.25], y: [1.0, 1.0, 0.0, 0.0], c: [0.0; 2]);
}

#[test]
fn a_condition_that_is_one_number_takes_a_branch_as_a_whole() {
    graph! {
        struct Whole(c: f64, x: [f64; n]) -> f64 {
            let s = sqrt(x);
            sum(if c > 0 { s } else { x })
        }
        struct Reduced(c: f64, x: [f64; n]) -> f64 {
            let total = sum(sqrt(x));
            if c > 0 { total } else { 0 }
        }
        struct OfItself(x: [f64; n]) -> f64 {
            let scale = sqrt(sum(square(x)));
            sum(if scale > 0 { x / scale } else { x })
        }
        struct Products(c: f64, a: [f64; n, n], x: [f64; n]) -> f64 {
            let y = a @ sqrt(x);
            if c > 0 { sum(y) } else { sum(x) }
        }
    }
    gradient!(Whole(-1.0, &[0.0, 4.0]) = 4.0, x: [1.0, 1.0]);
    gradient!(Whole(1.0, &[1.0, 4.0]) = 3.0, x: [0.5, 0.25]);
    gradient!(Whole(1.0, &[0.0, 4.0]) = 2.0, x: [INF, 0.25]);
    gradient!(Reduced(-1.0, &[0.0, 4.0]) = 0.0, x: [0.0, 0.0]);
    gradient!(Reduced(1.0, &[0.0, 4.0]) = 2.0, x: [INF, 0.25]);
    gradient!(OfItself(&[0.0, 0.0]) = 0.0, x: [1.0, 1.0]);
    gradient!(OfItself(&[0.0, 2.0]) = 1.0, x: [0.5, 0.0]);
    let a = array![[1.0, 2.0], [3.0, 4.0]];
    gradient!(Products(-1.0, &a, &[0.0, 4.0]) = 4.0, x: [1.0, 1.0], a: [0.0; 4]);
    gradient!(Products(1.0, &a, &[1.0, 4.0]) = 16.0, x: [2.0, 1.5], a: [1.0, 2.0, 1.0, 2.0]);
}

#[test]
fn a_branch_that_is_one_number_is_guarded_by_all_conditions() {
    graph! {
        struct Number(c: [f64; n], x: f64) -> f64 { sum(if c > 0 { sqrt(x) } else { 1 }) }
        struct Above(c: [f64; n], x: f64) -> f64 {
            let s = sqrt(x);
            sum(if c > 0 { s * c } else { c })
        }
    }
    let mut number = Number::new();
    for (c, x, value, slope) in [
        ([-1.0, 0.0, NAN], 0.0, 3.0, 0.0),
        ([-1.0, 1.0, 1.0], 4.0, 5.0, 0.5),
        ([-1.0, 1.0, 0.0], 0.0, 2.0, INF),
    ] {
        let (found, grads) = number.value_and_grad(&c, x).unwrap();
        expect(&[found, grads.x], &[value, slope]);
        expect(&[number.forward(&c, x).unwrap().backward(1.0).x], &[slope]);
    }
    let mut above = Above::new();
    let (value, grads) = above.value_and_grad(&[-1.0, 0.0], 0.0).unwrap();
    expect(&[value, grads.x], &[-1.0, 0.0]);
    expect(&grads.c, &[1.0, 1.0]);
    let (value, grads) = above.value_and_grad(&[-1.0, 3.0], 4.0).unwrap();
    expect(&[value, grads.x], &[5.0, 0.75]);
    expect(&grads.c, &[1.0, 2.0]);
}

#[test]
fn nested_and_chained_ifs_guard_each_element() {
    graph! {
        struct Ranges(x: [f64; n]) -> f64 {
            sum(if x <= 0 { 0 } else if x < 1 { sqrt(x) } else if x == 1 { 1 } else { sqrt(x - 1) + 1 })
        }
        struct Nested(x: [f64; n], y: [f64; n]) -> f64 {
            let s = sqrt(x);
            let t = recip(y);
            sum(if x > 0 { if y != 0 { s * t } else { s } } else { if y != 0 { t } else { x } })
        }
        struct Either(x: [f64; n]) -> f64 {
            let s = sqrt(x);
            let first = if x > 0 { s } else { 0 };
            let second = if x > 1 { 2 * s } else { 1 };
            sum(first + second)
        }
    }
    gradient!(Ranges(&[0.0, 0.25, 1.0, 5.0, -1.0]) = 4.5, x: [0.0, 1.0, 0.0, 0.25, 0.0]);
    gradient!(Nested(&[0.0, 4.0, 0.0, 4.0], &[0.0, 0.0, 2.0, 2.0]) = 3.5,
        x: [1.0, 0.25, 0.0, 0.125], y: [0.0, 0.0, -0.25, -0.5]);
    gradient!(Either(&[0.0, 0.25, 4.0]) = 8.5, x: [0.0, 1.0, 0.75]);
}

#[test]
fn what_a_branch_reduces_or_selects_is_guarded_too() {
    graph! {
        // The condition of each row guards what is summed along the row.
        struct RowSums(x: [f64; n, m]) -> f64 {
            let norms = sqrt(sum_axis(square(x), 1));
            sum(if norms > 0 { norms } else { 0 })
        }
        struct Normalised(x: [f64; n, m], const g: [f64; n, m]) -> f64 {
            let norms = sqrt(sum_axis(square(x), 1)).insert_axis(1);
            sum(g * (if norms > 0 { x / norms } else { x }))
        }
        struct Safe(x: [f64; n], y: [f64; n]) -> f64 {
            let quotient = x / y;
            sum(if y != 0 && quotient < 100 { quotient } else { 0 })
        }
    }
    let x = array![[0.0, 0.0], [0.0, -2.0]];
    gradient!(RowSums(&x) = 2.0, x: [0.0, 0.0, 0.0, -1.0]);
    let g = array![[1.0, 1.0], [1.0, 0.0]];
    let x = array![[0.0, 0.0], [0.0, 4.0]];
    // The row (0, 4): the gradient of x₀ / |x| is (1 / 4, 0).
    gradient!(Normalised(&x, &g) = 0.0, x: [1.0, 1.0, 0.25, 0.0]);
    gradient!(Safe(&[1.0, 0.0, 2.0, 200.0], &[0.0, 0.0, 4.0, 1.0]) = 0.5,
        x: [0.0, 0.0, 0.25, 0.0], y: [0.0, 0.0, -0.125, 0.0]);
}

#[test]
fn elsewhere_zero_times_infinity_is_nan() {
    graph! {
        struct Plain(x: [f64; n], y: [f64; n]) -> f64 { sum(sqrt(x) * y) }
        struct Taken(x: [f64; n]) -> f64 { sum(if x >= 0 { 0 * sqrt(x) } else { 0 }) }
    }
    gradient!(Plain(&[0.0, 1.0], &[0.0, 2.0]) = 2.0, x: [NAN, 1.0], y: [0.0, 1.0]);
    gradient!(Taken(&[0.0, 1.0]) = 0.0, x: [NAN, 0.0]);
}

#[test]
fn an_empty_tensor_takes_no_branch() {
    graph! { struct Root(x: [f64; n, m]) -> f64 { sum(if x > 0 { sqrt(x) } else { 1 }) } }
    let none = Array2::zeros((0, 3));
    gradient!(Root(&none) = 0.0, x: []);
    let none = Array2::zeros((3, 0));
    gradient!(Root(&none) = 0.0, x: []);
}

/// The same statements over numbers and over arrays, repeated so often that what guards the first stands under a
/// condition of many parts.
macro_rules! levels {
    ([] [$($statement:tt)*]) => {
        graph! {
            struct OfNumbers(x: f64, y: f64) -> f64 {
                let s = sqrt(x);
                $($statement)*
                s
            }

            struct OfArrays(x: [f64; n], y: [f64; n]) -> [f64; n] {
                let s = sqrt(x);
                $($statement)*
                s
            }
        }
    };
    ([+ $($more:tt)*] [$($statement:tt)*]) => {
        levels!([$($more)*] [$($statement)* $($statement)*]);
    };
}

levels!([+ + + + +] [
    let s = (if s > y { sin(s) } else if s < -y { x / s } else { 1 }) + (if y < 2 || x > s { s * y } else { 0 });
]);

#[test]
fn large_conditions_guard_as_small_ones_do() {
    let values = [
        -1.0, -0.0, 0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, INF, NAN,
    ];
    let pairs = values
        .iter()
        .flat_map(|x| values.iter().map(move |y| (*x, *y)));
    let (x, y): (Vec<f64>, Vec<f64>) = pairs.unzip();
    let (numbers, mut arrays) = (OfNumbers::new(), OfArrays::new());
    let seed = vec![1.0; x.len()];
    let pass = arrays.forward(&x, &y).unwrap();
    let output = pass.output().to_vec();
    let grads = pass.backward(&seed).unwrap();
    for (place, (x, y)) in x.iter().zip(&y).enumerate() {
        let (value, slopes) = numbers.value_and_grad(*x, *y);
        let found = [output[place], grads.x[place], grads.y[place]];
        for (found, expected) in found.iter().zip([value, slopes.x, slopes.y]) {
            let near = (found - expected).abs() <= 1e-9 * expected.abs();
            let same = *found == expected || found.is_nan() && expected.is_nan();
            assert!(near || same, "{found} for {expected} at ({x}, {y})");
        }
    }
}
