//! eˣ and what is made of it directly: x = n·ln 2 + r, eˣ = 2ⁿ·eʳ.

use core::f32::consts::{LN_2, LOG2_E};

use super::super::lanes::{lanes, pairs};

/// 1.5·2²³. Adding it rounds to an integer, which then stands in the low bits of the sum.
pub(super) const ROUND: f32 = 12_582_912.0;

/// ln 2 in two parts. The first has 14 bits, so that its product with an exponent is exact.
pub(super) const LN_2_HIGH: f32 = 0.693_115_23;
pub(super) const LN_2_LOW: f32 = 3.194_618_3e-5;

/// n + [`ROUND`] and r in x = n·ln 2 + r, for |x| < 2¹².
#[inline(always)]
pub(super) fn reduce<const N: usize>(x: [f32; N]) -> ([f32; N], [f32; N]) {
    let rounded = lanes!(i in N => x[i] * LOG2_E + ROUND);
    let remainder = lanes!(i in N => {
        let n = rounded[i] - ROUND;
        (x[i] - n * LN_2_HIGH) - n * LN_2_LOW
    });
    (rounded, remainder)
}

/// eʳ − 1 − r for |r| ≤ 0.35.
///
/// The polynomial is that of (eʳ − 1 − r) / r², of degree 4, fitted for the least largest error of
/// eʳ relative to itself on [−0.35, 0.35] by Lawson's iteration, the coefficients rounded to `f32`
/// one after the other, the lowest first: 2⁻²⁸·¹.
#[inline(always)]
fn tail<const N: usize>(r: [f32; N]) -> [f32; N] {
    lanes!(i in N => {
        let square = r[i] * r[i];
        square * pairs!(
            r[i], square;
            0.499_999_94,
            0.166_665_17,
            0.041_668_28,
            0.008_369_249,
            0.001_382_078
        )
    })
}

/// eʳ for |r| ≤ 0.35.
#[inline(always)]
pub(super) fn exp_near_zero<const N: usize>(r: [f32; N]) -> [f32; N] {
    let tail = tail(r);
    lanes!(i in N => 1.0 + (r[i] + tail[i]))
}

/// value · 2ⁿ⁺ˢʰⁱᶠᵗ from n + [`ROUND`], for exponents from −252 to 254.
///
/// In two steps: the first is exact for a value near 1, the second rounds once where the result
/// is subnormal, and overflows only where the result does.
#[inline(always)]
pub(super) fn scale<const N: usize>(value: [f32; N], rounded: [f32; N], shift: i32) -> [f32; N] {
    let offset = (254 + shift).cast_unsigned().wrapping_sub(ROUND.to_bits());
    lanes!(i in N => {
        let exponent = rounded[i].to_bits().wrapping_add(offset);
        let half = exponent >> 1;
        let rest = exponent.wrapping_sub(half);
        value[i] * f32::from_bits(half << 23) * f32::from_bits(rest << 23)
    })
}

/// x, but no more than `highest` and no less than `lowest`; NaN stays NaN.
#[inline(always)]
fn clamp<const N: usize>(x: [f32; N], lowest: f32, highest: f32) -> [f32; N] {
    lanes!(i in N => {
        let x = if x[i] > highest { highest } else { x[i] };
        if x < lowest { lowest } else { x }
    })
}

/// eˣ. Beyond the bounds of the clamp it is 0 or infinite.
#[inline(always)]
pub(in super::super) fn exp<const N: usize>(x: [f32; N]) -> [f32; N] {
    let (rounded, r) = reduce(clamp(x, -104.5, 89.0));
    scale(exp_near_zero(r), rounded, 0)
}

/// 2ˣ. Beyond the bounds of the clamp it is 0 or infinite.
#[inline(always)]
pub(in super::super) fn exp2<const N: usize>(x: [f32; N]) -> [f32; N] {
    let x = clamp(x, -151.0, 129.0);
    let rounded = lanes!(i in N => x[i] + ROUND);
    let r = lanes!(i in N => (x[i] - (rounded[i] - ROUND)) * LN_2);
    scale(exp_near_zero(r), rounded, 0)
}

/// eˣ − 1 = 2ⁿ·((eʳ − 1) + (1 − 2⁻ⁿ)). Beyond the bounds of the clamp it is −1 or infinite.
#[inline(always)]
pub(in super::super) fn exp_m1<const N: usize>(x: [f32; N]) -> [f32; N] {
    let clamped = clamp(x, -18.0, 89.0);
    let rounded = lanes!(i in N => clamped[i] * LOG2_E + ROUND);
    let product = lanes!(i in N => (rounded[i] - ROUND) * LN_2_LOW);
    let high = lanes!(i in N => clamped[i] - (rounded[i] - ROUND) * LN_2_HIGH);
    let r = lanes!(i in N => high[i] - product[i]);
    let tail = tail(r);
    let tail = lanes!(i in N => {
        // What the rounding of r has lost: near x = 0.35 it would cost half an ulp of the result.
        let lost = (high[i] - r[i]) - product[i];
        tail[i] + (lost + lost * r[i])
    });
    let sum = lanes!(i in N => {
        // 2⁻ⁿ, or where that is too small to matter some other small number.
        let bounded = if rounded[i] > ROUND + 64.0 { ROUND + 64.0 } else { rounded[i] };
        let exponent = (ROUND.to_bits() + 127).wrapping_sub(bounded.to_bits());
        ((1.0 - f32::from_bits(exponent << 23)) + r[i]) + tail[i]
    });
    let result = scale(sum, rounded, 0);
    // The sign is that of x, which only 0 does not have by itself.
    lanes!(i in N => result[i].copysign(x[i]))
}

/// 2^−64.
const SMALL: f32 = f32::from_bits((127 - 64) << 23);

/// 1 / (1 + e⁻ˣ) = 2⁻ⁿ / (2⁻ⁿ + eʳ), where −x = n·ln 2 + r.
///
/// The sum is that of the greater one of 2⁻ⁿ and 1 with the lesser one and eʳ − 1: what rounds first is
/// small beside it, so that hardly more than it and the quotient counts. The numerator is 64 powers of two
/// greater than it is, so that it is never subnormal; what the result has then to be multiplied by
/// rounds once more where that is subnormal. Beyond the bounds of the clamp the result is 0 or 1.
#[inline(always)]
pub(in super::super) fn sigmoid<const N: usize>(x: [f32; N]) -> [f32; N] {
    let x = clamp(x, -104.5, 40.0);
    let rounded = lanes!(i in N => x[i] * -LOG2_E + ROUND);
    let r = lanes!(i in N => {
        let n = rounded[i] - ROUND;
        (n * -LN_2_HIGH - x[i]) - n * LN_2_LOW
    });
    let tail = tail(r);
    lanes!(i in N => {
        // n is in the low bits of n + ROUND.
        let exponent = (ROUND.to_bits() + (127 + 64)).wrapping_sub(rounded[i].to_bits());
        let numerator = f32::from_bits(exponent << 23);
        let inverse = numerator * SMALL;
        let (lesser, greater) = if inverse < 1.0 { (inverse, 1.0) } else { (1.0, inverse) };
        let denominator = greater + (lesser + (r[i] + tail[i]));
        numerator / denominator * SMALL
    })
}
