//! The inverses of the hyperbolic functions: logarithms of 1 + y, y with its lost digits.

use super::super::lanes::lanes;
use super::logarithm::ln_1p_of_pair;
use super::quotient::{Pair, divide, first_bits, pair};
use super::{select, sqrt};

/// 2⁶⁰. From here on x + √(x² ± 1) and 1 + 2x are 2x.
const HUGE: f64 = 1_152_921_504_606_846_976.0;

/// asinh |x| = ln(|x| + √(x² + 1)) = ln(1 + y), y = |x| + x² / (1 + √(x² + 1)).
#[inline(always)]
pub(in super::super) fn asinh<const N: usize>(x: [f64; N]) -> [f64; N] {
    let magnitude = lanes!(i in N => x[i].abs());
    let huge = lanes!(i in N => magnitude[i] > HUGE);
    let square = lanes!(i in N => magnitude[i] * magnitude[i]);
    let root = sqrt(lanes!(i in N => 1.0 + square[i]));
    let small = lanes!(i in N => select(huge[i], 0.0, square[i] / (1.0 + root[i])));
    let result = ln_1p_of_pair(pair(magnitude, small), huge);
    lanes!(i in N => result[i].copysign(x[i]))
}

/// acosh x = ln(x + √(x² − 1)) = ln(1 + y), y = d + √(d² + 2d), d = x − 1.
///
/// Near 1 the result is nearly the root, whose lost digits are its remainder by twice itself.
#[inline(always)]
pub(in super::super) fn acosh<const N: usize>(x: [f64; N]) -> [f64; N] {
    let huge = lanes!(i in N => x[i] > HUGE);
    let d = lanes!(i in N => x[i] - 1.0);
    let square = lanes!(i in N => d[i] * d[i]);
    let sum = lanes!(i in N => 2.0 * d[i] + square[i]);
    let sum_lost = lanes!(i in N => (2.0 * d[i] - sum[i]) + square[i]);
    let root = sqrt(sum);
    let first = lanes!(i in N => first_bits(root[i]));
    let rest = lanes!(i in N => {
        // The smallest positive number keeps 0 / 0 from being NaN, and changes nothing else.
        let divisor = root[i] + first[i] + f64::MIN_POSITIVE;
        ((sum[i] - first[i] * first[i]) + sum_lost[i]) / divisor
    });
    // Knuth's sum: either number can be the larger one.
    let high = lanes!(i in N => d[i] + first[i]);
    let low = lanes!(i in N => {
        let other = high[i] - d[i];
        rest[i] + ((d[i] - (high[i] - other)) + (first[i] - other))
    });
    let y = pair(high, low);
    let y = Pair {
        high: lanes!(i in N => select(huge[i], x[i], y.high[i])),
        low: lanes!(i in N => select(huge[i], 0.0, y.low[i])),
    };
    let result = ln_1p_of_pair(y, huge);
    lanes!(i in N => select(x[i] < 1.0, f64::NAN, result[i]))
}

/// atanh |x| = ln((1 + |x|) / (1 − |x|)) / 2 = ln(1 + y) / 2, y = 2|x| / (1 − |x|).
#[inline(always)]
pub(in super::super) fn atanh<const N: usize>(x: [f64; N]) -> [f64; N] {
    let numerator = Pair {
        high: lanes!(i in N => 2.0 * x[i].abs()),
        low: [0.0; N],
    };
    let denominator = pair([1.0; N], lanes!(i in N => -x[i].abs()));
    let quotient = divide(numerator, denominator);
    let result = ln_1p_of_pair(pair(quotient.high, quotient.low), [false; N]);
    lanes!(i in N => {
        let inside = select(x[i].abs() == 1.0, f64::INFINITY, 0.5 * result[i]);
        select(x[i].abs() > 1.0, f64::NAN, inside).copysign(x[i])
    })
}
