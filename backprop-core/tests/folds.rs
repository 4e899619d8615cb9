//! Folds against exact results.

use backprop_core::Float;
use backprop_core::tensor::{Max, Min, Product, Sum, each};

/// Numbers from a fixed seed, by a linear congruential generator.
struct Random(u64);

impl Random {
    /// 53 bits, the highest ones.
    fn bits(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 11
    }
}

/// The sum by lanes of rows of a length.
fn sum<F: Float>(x: &[F], width: usize) -> F {
    let mut total = Sum::new();
    for row in x.chunks(width.max(1)) {
        each! { for at in lanes(row.len()).folding(total) { total.add(at, at.load(row)); } }
    }
    total.finish()
}

/// Integers, of which the sum is exact, as numbers with 2⁻⁶⁰ for a unit.
fn scaled<F: Float>(units: &[i128]) -> Vec<F> {
    units
        .iter()
        .map(|&unit| F::from_f64(to_f64(unit) * 2.0_f64.powi(-60)))
        .collect()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "the integers of these tests have few bits"
)]
fn to_f64(unit: i128) -> f64 {
    unit as f64
}

/// The error of sums of these numbers is within (log₂ n + 4) ε Σ|x|, in rows of any width.
#[track_caller]
fn check<F: Float>(units: &[i128]) {
    // What is summed is what the numbers are after rounding.
    let x = scaled::<F>(units);
    let exact = |x: F| {
        let scaled = x.to_f64() * 2.0_f64.powi(60);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "it is an integer below 2^127"
        )]
        let unit = scaled as i128;
        unit
    };
    let total: i128 = x.iter().map(|&x| exact(x)).sum();
    let size: i128 = x.iter().map(|&x| exact(x).abs()).sum();
    let count = i128::try_from(x.len()).unwrap();
    let bound = (to_f64(count).log2() + 4.0) * F::EPSILON.to_f64() * to_f64(size);
    for width in [x.len(), 10, 33, 700] {
        let error = to_f64((exact(sum(&x, width)) - total).abs());
        assert!(
            error <= bound,
            "rows of {width}: the error is {:e} of Σ|x|, the bound {:e}",
            error / to_f64(size),
            bound / to_f64(size),
        );
    }
}

#[test]
fn sums_are_as_exact_as_pairwise_ones() {
    let mut random = Random(1);
    for length in [2, 31, 32, 33, 1000, 1024, 4097, 100_000] {
        let positive: Vec<i128> = (0..length).map(|_| i128::from(random.bits())).collect();
        let signed: Vec<i128> = (0..length)
            .map(|_| i128::from(random.bits()) - (1 << 52))
            .collect();
        // Some of them a million times as large as the others.
        let uneven: Vec<i128> = positive
            .iter()
            .map(|unit| unit >> (random.bits() % 20))
            .collect();
        for units in [positive, signed, uneven] {
            check::<f32>(&units);
            check::<f64>(&units);
        }
    }
}

#[test]
fn equal_numbers_do_not_add_up_their_errors() {
    // 0.1, a million times: one after the other they give 100,958 in `f32`.
    let tenth = (1_i128 << 60) / 10;
    check::<f32>(&vec![tenth; 1_000_000]);
    check::<f64>(&vec![tenth; 1_000_000]);
    // The errors all have one sign: 1 + 2⁻²⁴ + 2⁻²⁴ + …
    let mut units = vec![1_i128 << 36; 200_000];
    units[0] = 1 << 60;
    check::<f32>(&units);
}

#[test]
fn numbers_that_cancel_leave_the_small_ones() {
    let mut units = vec![1_i128; 1000];
    for (place, unit) in units.iter_mut().enumerate() {
        *unit = if place % 2 == 0 { 1 << 60 } else { -(1 << 60) };
    }
    check::<f32>(&units);
    units[17] += 1 << 40;
    check::<f32>(&units);
}

#[test]
fn pushed_numbers_are_summed_as_exactly() {
    let mut total = Sum::new();
    for _ in 0..1_000_000 {
        total.push(0.1_f32);
    }
    let exact = f64::from(0.1_f32) * 1e6;
    let bound = 24.0 * f64::from(f32::EPSILON) * exact;
    assert!((f64::from(total.finish()) - exact).abs() <= bound);
}

#[test]
fn sums_of_infinities_are_infinite() {
    for length in [1, 8, 40, 3000] {
        for place in [0, length / 2, length - 1] {
            let mut x = vec![1.0_f64; length];
            x[place] = f64::INFINITY;
            assert_eq!(sum(&x, length), f64::INFINITY);
            x[place] = f64::NEG_INFINITY;
            assert_eq!(sum(&x, length), f64::NEG_INFINITY);
            x[place] = f64::NAN;
            assert!(sum(&x, length).is_nan());
        }
    }
    assert!(sum(&[f32::INFINITY, 1.0, f32::NEG_INFINITY], 3).is_nan());
    // Too large a sum is infinite, and stays so.
    assert_eq!(sum(&[f32::MAX, f32::MAX, 1.0], 3), f32::INFINITY);
    assert_eq!(sum(&vec![f32::MAX; 5000], 5000), f32::INFINITY);
}

#[test]
fn the_largest_numbers_are_summed() {
    let x = [
        f64::MAX / 2.0,
        f64::MAX / 4.0,
        -f64::MAX / 2.0,
        f64::MAX / 8.0,
    ];
    assert_eq!(sum(&x, 4), f64::MAX / 4.0 + f64::MAX / 8.0);
}

/// The product, the maximum and the minimum by lanes.
fn others<F: Float>(x: &[F]) -> [F; 3] {
    let (mut product, mut max, mut min) = (Product::new(), Max::new(), Min::new());
    each! { for at in lanes(x.len()).folding(product, max, min) {
        product.add(at, at.load(x));
        max.add(at, at.load(x));
        min.add(at, at.load(x));
    } }
    [product.finish(), max.finish(), min.finish()]
}

#[test]
fn folds_have_each_number_once() {
    for length in 0..200 {
        // Small integers, and powers of two, fold without rounding.
        let x: Vec<f64> = (0..length)
            .map(|place| f64::from((place * 7919) % 211) - 100.0)
            .collect();
        let total: f64 = x.iter().sum();
        // An empty sum is 0 and not −0, which the standard library gives.
        assert_eq!(sum(&x, x.len()).to_bits(), (total + 0.0).to_bits());
        let [_, max, min] = others(&x);
        assert_eq!(max, x.iter().copied().fold(f64::NEG_INFINITY, f64::max));
        assert_eq!(min, x.iter().copied().fold(f64::INFINITY, f64::min));

        let powers = [2.0, -0.5, 4.0, 0.25, -1.0].into_iter().cycle();
        let powers: Vec<f64> = powers.take(x.len()).collect();
        let [product, ..] = others(&powers);
        assert_eq!(product, powers.iter().product::<f64>());
    }
}

#[test]
fn a_nan_anywhere_gives_nan() {
    for length in 1..80 {
        for place in 0..length {
            let mut x = vec![1.0_f32; length];
            x[place] = f32::NAN;
            assert!(
                others(&x).iter().all(|result| result.is_nan()),
                "at {place} of {length}"
            );
            assert!(sum(&x, length).is_nan(), "at {place} of {length}");
        }
    }
}

#[test]
fn pushed_numbers_are_folded() {
    let (mut product, mut max, mut min) = (Product::new(), Max::new(), Min::new());
    for x in [3.0, -2.0, 5.0] {
        product.push(x);
        max.push(x);
        min.push(x);
    }
    assert_eq!(
        [product.finish(), max.finish(), min.finish()],
        [-30.0, 5.0, -2.0]
    );
    max.push(f64::NAN);
    max.push(1.0);
    assert!(max.finish().is_nan());
}

#[test]
fn folds_of_nothing_are_identities() {
    assert_eq!(Sum::<f32>::new().finish().to_bits(), 0);
    assert_eq!(others::<f32>(&[]), [1.0, f32::NEG_INFINITY, f32::INFINITY]);
}

/// A loop in parts of eight folds each element into the same lane as one in chunks of 32.
#[test]
fn folds_have_the_same_bits_in_parts() {
    let mut random = Random(5);
    for width in (0..300).chain([511, 512, 513, 10_000]) {
        let x: Vec<f32> = (0..width)
            .map(|_| f32::from_f64(to_f64(i128::from(random.bits())) / 2.0_f64.powi(53) - 0.5))
            .collect();
        let (mut sum, mut product, mut max) = (Sum::new(), Product::new(), Max::new());
        each! { for at in lanes(width).folding(sum, product, max) {
            let x = at.load(&x);
            sum.add(at, x);
            product.add(at, x + at.splat(1.0));
            max.add(at, x);
        } }
        let whole = [sum.finish(), product.finish(), max.finish()];
        let (mut sum, mut product, mut max) = (Sum::new(), Product::new(), Max::new());
        each! { for at in eights(width).folding(sum, product, max) {
            let x = at.load(&x);
            sum.add(at, x);
            product.add(at, x + at.splat(1.0));
            max.add(at, x);
        } }
        let parts = [sum.finish(), product.finish(), max.finish()];
        assert_eq!(parts.map(f32::to_bits), whole.map(f32::to_bits), "{width}");
    }
}
