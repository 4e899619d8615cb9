//! Lanes, masks and chunks against scalar code.

use backprop_core::Float;
use backprop_core::tensor::{Chunk, Full, Lanes, Mask, each};

/// Numbers at which functions of numbers tend to be wrong.
fn specials<F: Float>() -> Vec<F> {
    let magnitudes = [
        0.0,
        1e-310,
        1e-45,
        1e-40,
        1e-38,
        1e-8,
        0.1,
        0.3,
        0.499_999_97,
        0.5,
        0.7,
        1.0,
        1.5,
        2.0,
        2.5,
        3.0,
        7.9,
        1e3,
        8_388_607.5,
        8_388_609.0,
        1e10,
        4.5e15,
        1e30,
        1e38,
        1e300,
        f64::INFINITY,
        f64::NAN,
    ];
    let positive = magnitudes.map(F::from_f64);
    positive.iter().map(|&x| -x).chain(positive).collect()
}

/// Equal bits, or two NaN: which NaN an operation gives is left open.
#[track_caller]
fn same<F: Float>(what: &str, operands: &[F], found: F, expected: F) {
    let equal = found.into_pattern() == expected.into_pattern();
    assert!(
        equal || found.is_nan() && expected.is_nan(),
        "{what} of {operands:?}: {found} instead of {expected}"
    );
}

#[track_caller]
fn unary<F: Float>(
    what: &str,
    lanes: impl Fn(Lanes<F, 32>) -> Lanes<F, 32>,
    scalar: impl Fn(F) -> F,
) {
    for &x in &specials() {
        for lane in lanes(Lanes::splat(x)).to_array() {
            same(what, &[x], lane, scalar(x));
        }
    }
}

#[track_caller]
fn binary<F: Float>(
    what: &str,
    lanes: impl Fn(Lanes<F, 8>, Lanes<F, 8>) -> Lanes<F, 8>,
    scalar: impl Fn(F, F) -> F,
) {
    for &x in &specials() {
        for &y in &specials() {
            for lane in lanes(Lanes::splat(x), Lanes::splat(y)).to_array() {
                same(what, &[x, y], lane, scalar(x, y));
            }
        }
    }
}

fn exact_functions<F: Float>() {
    unary::<F>("abs", Lanes::abs, F::abs);
    unary::<F>("recip", Lanes::recip, F::recip);
    unary::<F>("sqrt", Lanes::sqrt, F::sqrt);
    unary::<F>("floor", Lanes::floor, F::floor);
    unary::<F>("ceil", Lanes::ceil, F::ceil);
    unary::<F>("round", Lanes::round, F::round);
    unary::<F>("signum", Lanes::signum, F::signum);
    unary::<F>("relu", Lanes::relu, F::relu);
    unary::<F>("-", |x| -x, |x| -x);
    binary::<F>("+", |x, y| x + y, |x, y| x + y);
    binary::<F>("-", |x, y| x - y, |x, y| x - y);
    binary::<F>("*", |x, y| x * y, |x, y| x * y);
    binary::<F>("/", |x, y| x / y, |x, y| x / y);
    binary::<F>("min", Lanes::min, F::min);
    binary::<F>("max", Lanes::max, F::max);
    binary::<F>("minimum", Lanes::minimum, |x, y| {
        if x.is_nan() || y.is_nan() {
            F::from_f64(f64::NAN)
        } else if y < x {
            y
        } else {
            x
        }
    });
    binary::<F>("maximum", Lanes::maximum, |x, y| {
        if x.is_nan() || y.is_nan() {
            F::from_f64(f64::NAN)
        } else if y > x {
            y
        } else {
            x
        }
    });
    binary::<F>(
        "mul_add",
        |x, y| x.mul_add(y, x),
        |x, y| Float::mul_add(x, y, x),
    );
}

#[test]
fn exact_functions_have_the_bits_of_scalar_code() {
    exact_functions::<f32>();
    exact_functions::<f64>();
}

#[test]
fn mul_add_is_rounded_once() {
    let e = f64::EPSILON;
    let product = Lanes::<_, 4>::splat(1.0 + e).mul_add(Lanes::splat(1.0 - e), Lanes::splat(-1.0));
    assert_eq!(product.to_array(), [-e * e; 4]);
}

fn elementary_functions<F: Float>() {
    #[track_caller]
    fn close<F: Float>(what: &str, found: Lanes<F, 8>, expected: F) {
        for lane in found.to_array() {
            let error = (lane - expected).abs();
            assert!(
                error <= F::from_f64(4.0) * F::EPSILON * expected.abs(),
                "{what}: {lane} instead of {expected}"
            );
        }
    }

    macro_rules! check {
        ($x:literal: $($name:ident)*) => {
            let x = F::from_f64($x);
            $(close(stringify!($name), Lanes::splat(x).$name(), Float::$name(x));)*
        };
    }
    check!(0.7: cbrt exp exp2 exp_m1 ln log2 log10 ln_1p sin cos tan asin acos atan);
    check!(0.7: sinh cosh tanh asinh atanh sigmoid);
    check!(1.3: acosh cbrt);
    let (x, y) = (F::from_f64(1.7), F::from_f64(-0.6));
    let (lanes, others) = (Lanes::splat(x), Lanes::splat(y));
    close("powf", lanes.powf(others), Float::powf(x, y));
    close("hypot", lanes.hypot(others), Float::hypot(x, y));
    close("atan2", lanes.atan2(others), Float::atan2(x, y));
}

#[test]
fn elementary_functions_are_those_of_the_same_name() {
    elementary_functions::<f32>();
    elementary_functions::<f64>();
}

fn comparisons<F: Float>() {
    let (one, other) = (F::from_f64(7.0), F::from_f64(-0.0));
    for &x in &specials::<F>() {
        for &y in &specials::<F>() {
            let (a, b) = (Lanes::<F, 8>::splat(x), Lanes::splat(y));
            let conditions: [(Mask<F, 8>, bool); 6] = [
                (a.less(b), x < y),
                (a.less_equal(b), x <= y),
                (a.greater(b), x > y),
                (a.greater_equal(b), x >= y),
                (a.equal(b), x == y),
                (a.not_equal(b), x != y),
            ];
            for (mask, condition) in conditions {
                assert_eq!(mask.to_array(), [condition; 8], "{x} and {y}");
                assert_eq!((!mask).to_array(), [!condition; 8]);
                for (second, holds) in conditions {
                    assert_eq!((mask & second).to_array(), [condition && holds; 8]);
                    assert_eq!((mask | second).to_array(), [condition || holds; 8]);
                }
                let selected = mask.select(Lanes::splat(one), Lanes::splat(other));
                for lane in selected.to_array() {
                    same("select", &[x, y], lane, if condition { one } else { other });
                }
            }
        }
    }
}

#[test]
fn masks_are_the_comparisons_of_scalar_code() {
    comparisons::<f32>();
    comparisons::<f64>();
}

#[test]
fn a_selection_keeps_the_bits_of_a_nan() {
    let odd = f32::from_bits(0x7fc0_1234);
    let mask = Mask::<f32, 4>::splat(true);
    let [lane, ..] = mask.select(Lanes::splat(odd), Lanes::splat(0.0)).to_array();
    assert_eq!(lane.to_bits(), odd.to_bits());
}

/// The numbers 1, 2, 3, …
fn counted(length: usize) -> Vec<f32> {
    (1..=length)
        .map(|number| f32::from(u16::try_from(number).unwrap()))
        .collect()
}

#[test]
fn chunks_cover_each_element_of_a_row_once() {
    for width in 0..200 {
        let x = counted(width);
        let mut y = vec![-1.0; width + 2];
        let mut visits = vec![0.0; width];
        each! { for at in lanes(width) {
            at.store(&mut y[1..=width], at.load(&x) * at.splat(2.0));
            let visited = at.load(&visits) + at.splat(1.0);
            at.store(&mut visits[..], visited);
        } }
        let expected: Vec<f32> = x.iter().map(|x| x * 2.0).collect();
        assert_eq!(y[1..=width], expected);
        assert_eq!(
            (y[0], y[width + 1]),
            (-1.0, -1.0),
            "something was written beyond {width}"
        );
        assert_eq!(visits, vec![1.0; width]);
    }
}

#[test]
fn parts_cover_each_element_of_a_row_once() {
    for width in 0..200 {
        let x = counted(width);
        let mut y = vec![-1.0; width + 2];
        let mut visits = vec![0.0; width];
        each! { for at in eights(width) {
            at.store(&mut y[1..=width], at.load(&x) * at.splat(2.0));
            let visited = at.load(&visits) + at.splat(1.0);
            at.store(&mut visits[..], visited);
        } }
        let expected: Vec<f32> = x.iter().map(|x| x * 2.0).collect();
        assert_eq!(y[1..=width], expected);
        assert_eq!((y[0], y[width + 1]), (-1.0, -1.0), "beyond {width}");
        assert_eq!(visits, vec![1.0; width]);
    }
}

#[test]
fn gathering_reads_every_stride() {
    for width in 0..100_usize {
        for stride in [0, 1, 2, 3, 17] {
            // Not an element longer than needed.
            let x = counted(width.saturating_sub(1) * stride + 1);
            let mut y = vec![0.0; width];
            each! { for at in lanes(width) { at.store(&mut y[..], at.gather(&x, stride)); } }
            let expected: Vec<f32> = (0..width).map(|element| x[element * stride]).collect();
            assert_eq!(y, expected);
        }
    }
}

#[test]
fn a_window_has_zeros_around_the_slice() {
    for length in 0..80 {
        let x = counted(length);
        for before in [0, 1, 3, 4, 8, 31, 32, 33, 100] {
            for width in [0, 1, 5, 8, 31, 32, 40, 64, 100, before + length] {
                let mut y = vec![-1.0; width];
                each! { for at in lanes(width) { at.store(&mut y[..], at.window(&x, before)); } }
                let padded = std::iter::repeat_n(0.0, before).chain(x.iter().copied());
                let expected: Vec<f32> = padded.chain(std::iter::repeat(0.0)).take(width).collect();
                assert_eq!(y, expected, "{length} elements from {before} on");
            }
        }
    }
}

#[test]
fn the_width_is_evaluated_once() {
    let mut evaluations = 0;
    let mut chunks = 0;
    each! { for at in lanes({ evaluations += 1; 45 }) {
        let _: Mask<f64, _> = at.splat_mask(true);
        chunks += 1;
    } }
    // 32, 8, 4 and 1 elements.
    assert_eq!((evaluations, chunks), (1, 4));
}

#[test]
#[should_panic(expected = "out of range")]
fn a_row_that_is_too_short_is_not_read() {
    let _ = Full::new(1).load(&[0.0_f32; 32]);
}

#[test]
#[should_panic(expected = "out of range")]
fn a_row_that_is_too_short_is_not_written() {
    Chunk::<8>::new(25).store(&mut [0.0_f32; 32][..], Lanes::splat(1.0));
}
