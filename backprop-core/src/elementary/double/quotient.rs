//! A quotient that keeps what its operands' roundings have lost.

use super::super::lanes::lanes;

/// The lanes of high + low, with a low part that is less than an ulp of the high one.
#[derive(Clone, Copy)]
pub(super) struct Pair<const N: usize> {
    pub(super) high: [f64; N],
    pub(super) low: [f64; N],
}

/// The sum of two numbers, the first the larger one or 0, and what its rounding has lost.
#[inline(always)]
pub(super) fn pair<const N: usize>(large: [f64; N], small: [f64; N]) -> Pair<N> {
    let high = lanes!(i in N => large[i] + small[i]);
    Pair {
        high,
        low: lanes!(i in N => (large[i] - high[i]) + small[i]),
    }
}

/// The first 26 bits: products of two such numbers are exact.
#[inline(always)]
pub(super) fn first_bits(value: f64) -> f64 {
    f64::from_bits(value.to_bits() & 0xffff_ffff_f800_0000)
}

/// numerator / denominator as its first 26 bits, and the rest.
///
/// The rest is the remainder, which is exact up to the operands' low parts, by the denominator.
#[inline(always)]
pub(super) fn divide<const N: usize>(numerator: Pair<N>, denominator: Pair<N>) -> Pair<N> {
    let inverse = lanes!(i in N => 1.0 / denominator.high[i]);
    let high = lanes!(i in N => first_bits(numerator.high[i] * inverse[i]));
    let divisor = lanes!(i in N => first_bits(denominator.high[i]));
    let low = lanes!(i in N => {
        let divisor_rest = (denominator.high[i] - divisor[i]) + denominator.low[i];
        let remainder = (numerator.high[i] - high[i] * divisor[i]) - high[i] * divisor_rest;
        (remainder + numerator.low[i]) * inverse[i]
    });
    Pair { high, low }
}
