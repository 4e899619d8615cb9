//! How the functions for `f64` are tried: with which arguments, against which values.

use super::double_double::DoubleDouble;
use super::oracle;
use super::ulps::{power_of_two, ulps_of_double};
use super::{BOUND, random_bits};

pub(crate) const NUMBERS: usize = 32;

/// An exact value as value·2ⁿ.
pub(crate) type Exact = (DoubleDouble, i32);

/// Numbers in the binades from 2^`first` to 2^`last`, and close to some points.
pub(crate) fn arguments(first: i32, last: i32, points: &[f64]) -> Vec<f64> {
    let mut random = random_bits(5);
    let mut fraction = move || f64::from_bits(1.0_f64.to_bits() | random() >> 12);
    let mut arguments = Vec::new();
    let each = (100_000 / (last - first + 1)).max(50);
    for exponent in first..=last {
        let scale = if exponent < -1022 {
            power_of_two(-1022) * power_of_two(exponent + 1022)
        } else {
            power_of_two(exponent)
        };
        for _ in 0..each {
            let x = scale * fraction();
            arguments.extend([x, -x]);
        }
    }
    for &point in points {
        for distance in 1..53 {
            for _ in 0..100 {
                let offset = fraction() * power_of_two(-distance);
                arguments.extend([point * (1.0 + offset), point * (1.0 - offset)]);
            }
        }
    }
    arguments
}

/// Tries the arguments for which `exact` has a value.
#[track_caller]
pub(crate) fn check(
    lanes: fn([f64; NUMBERS]) -> [f64; NUMBERS],
    exact: impl Fn(f64) -> Option<Exact>,
    arguments: &[f64],
) {
    let (chunks, _) = arguments.as_chunks();
    for &x in chunks {
        for (x, y) in x.into_iter().zip(lanes(x)) {
            let Some((value, n)) = exact(x) else { continue };
            let error = ulps_of_double(y, value, n);
            assert!(
                error <= BOUND,
                "{y:e} is {error} ulp from {value:?}·2^{n}, at {x:e}"
            );
        }
    }
}

/// `function` of x, or x itself where that is so small that it is the result.
pub(crate) fn or_itself(x: f64, function: impl Fn(DoubleDouble) -> DoubleDouble) -> Exact {
    let value = if x.abs() < 1e-60 {
        x.into()
    } else {
        function(x.into())
    };
    (value, 0)
}

/// ln x = ln m + n·ln 2, m in [1/√2, √2).
pub(crate) fn exact_ln(x: f64) -> Option<DoubleDouble> {
    if x <= 0.0 {
        return None;
    }
    let n = x.log2().round();
    let n = (-1074..=1024).find(|&k| f64::from(k) == n)?;
    let m = x * power_of_two(-n / 2) * power_of_two(-n - -n / 2);
    Some(oracle::ln(m.into()) + oracle::LN_2 * f64::from(n).into())
}

/// 200,000 pairs of numbers in the binades from 2^`first` to 2^`last`.
#[track_caller]
pub(crate) fn check_pairs(
    lanes: fn([f64; NUMBERS], [f64; NUMBERS]) -> [f64; NUMBERS],
    exact: impl Fn(f64, f64) -> Option<Exact>,
    (first, last): (i32, i32),
    (first_other, last_other): (i32, i32),
) {
    let x = arguments(first, last, &[]);
    let mut y = arguments(first_other, last_other, &[1.0, -1.0]);
    let mut random = random_bits(8);
    // Any number can meet any other.
    for i in (1..y.len()).rev() {
        let j = random() % u64::try_from(i + 1).unwrap();
        y.swap(i, usize::try_from(j).unwrap());
    }
    let ((x, _), (y, _)) = (x.as_chunks(), y.as_chunks());
    for (&x, &y) in x.iter().zip(y) {
        for ((x, y), result) in x.into_iter().zip(y).zip(lanes(x, y)) {
            let Some((value, n)) = exact(x, y) else {
                continue;
            };
            let error = ulps_of_double(result, value, n);
            assert!(
                error <= BOUND,
                "{result:e} is {error} ulp from {value:?}·2^{n}, at {x:e}, {y:e}"
            );
        }
    }
}
