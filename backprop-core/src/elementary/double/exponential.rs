//! eˣ and what is made of it directly: x = n·ln 2 + r, eˣ = 2ⁿ·eʳ.

use core::f64::consts::{LN_2, LOG2_E};

use super::super::lanes::{lanes, pairs};

/// 1.5·2⁵². Adding it rounds to an integer, which then stands in the low bits of the sum.
pub(in super::super) const ROUND: f64 = 6_755_399_441_055_744.0;

/// ln 2 in two parts. The first has 40 bits, so that its product with an exponent is exact.
pub(super) const LN_2_HIGH: f64 = 0.693_147_180_559_208_2;
pub(super) const LN_2_LOW: f64 = 7.371_002_565_167_799e-13;

/// n + [`ROUND`] and r in x = n·ln 2 + r, for |x| < 2¹³.
#[inline(always)]
pub(super) fn reduce<const N: usize>(x: [f64; N]) -> ([f64; N], [f64; N]) {
    let rounded = lanes!(i in N => x[i] * LOG2_E + ROUND);
    let remainder = lanes!(i in N => {
        let n = rounded[i] - ROUND;
        (x[i] - n * LN_2_HIGH) - n * LN_2_LOW
    });
    (rounded, remainder)
}

/// eʳ − 1 − r for |r| ≤ 0.35.
///
/// The polynomial is that of (eʳ − 1 − r) / r², of degree 9, fitted for the least largest error of
/// eʳ relative to itself on [−0.35, 0.35] by Lawson's iteration, the coefficients rounded to `f64`
/// one after the other, the lowest first: 2⁻⁵⁷·⁷.
#[inline(always)]
fn tail<const N: usize>(r: [f64; N]) -> [f64; N] {
    lanes!(i in N => {
        let square = r[i] * r[i];
        square * pairs!(
            r[i], square;
            0.500_000_000_000_001_2,
            0.166_666_666_666_664_24,
            0.041_666_666_666_516_01,
            0.008_333_333_333_485_713,
            0.001_388_888_894_757_642_1,
            0.000_198_412_695_299_033_8,
            2.480_148_878_534_034e-5,
            2.755_756_075_271_283_4e-6,
            2.763_186_132_816_345_6e-7,
            2.500_984_764_881_391_5e-8
        )
    })
}

/// eʳ for |r| ≤ 0.35.
#[inline(always)]
pub(super) fn exp_near_zero<const N: usize>(r: [f64; N]) -> [f64; N] {
    let tail = tail(r);
    lanes!(i in N => 1.0 + (r[i] + tail[i]))
}

/// value · 2ⁿ⁺ˢʰⁱᶠᵗ from n + [`ROUND`], for exponents from −2044 to 2046.
///
/// In two steps: the first is exact for a value near 1, the second rounds once where the result
/// is subnormal, and overflows only where the result does.
#[inline(always)]
pub(super) fn scale<const N: usize>(value: [f64; N], rounded: [f64; N], shift: i64) -> [f64; N] {
    let offset = (2046 + shift).cast_unsigned().wrapping_sub(ROUND.to_bits());
    lanes!(i in N => {
        let exponent = rounded[i].to_bits().wrapping_add(offset);
        let half = exponent >> 1;
        let rest = exponent.wrapping_sub(half);
        value[i] * f64::from_bits(half << 52) * f64::from_bits(rest << 52)
    })
}

/// x, but no more than `highest` and no less than `lowest`; NaN stays NaN.
#[inline(always)]
fn clamp<const N: usize>(x: [f64; N], lowest: f64, highest: f64) -> [f64; N] {
    lanes!(i in N => {
        let x = if x[i] > highest { highest } else { x[i] };
        if x < lowest { lowest } else { x }
    })
}

/// eˣ. Beyond the bounds of the clamp it is 0 or infinite.
#[inline(always)]
pub(in super::super) fn exp<const N: usize>(x: [f64; N]) -> [f64; N] {
    let (rounded, r) = reduce(clamp(x, -746.0, 710.0));
    scale(exp_near_zero(r), rounded, 0)
}

/// 2ˣ. Beyond the bounds of the clamp it is 0 or infinite.
#[inline(always)]
pub(in super::super) fn exp2<const N: usize>(x: [f64; N]) -> [f64; N] {
    let x = clamp(x, -1076.0, 1025.0);
    let rounded = lanes!(i in N => x[i] + ROUND);
    let r = lanes!(i in N => (x[i] - (rounded[i] - ROUND)) * LN_2);
    scale(exp_near_zero(r), rounded, 0)
}

/// eˣ − 1 = 2ⁿ·((eʳ − 1) + (1 − 2⁻ⁿ)). Beyond the bounds of the clamp it is −1 or infinite.
#[inline(always)]
pub(in super::super) fn exp_m1<const N: usize>(x: [f64; N]) -> [f64; N] {
    let clamped = clamp(x, -38.0, 710.0);
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
        let bounded = if rounded[i] > ROUND + 512.0 { ROUND + 512.0 } else { rounded[i] };
        let exponent = (ROUND.to_bits() + 1023).wrapping_sub(bounded.to_bits());
        ((1.0 - f64::from_bits(exponent << 52)) + r[i]) + tail[i]
    });
    let result = scale(sum, rounded, 0);
    // The sign is that of x, which only 0 does not have by itself.
    lanes!(i in N => result[i].copysign(x[i]))
}

/// 2^−512.
const SMALL: f64 = f64::from_bits((1023 - 512) << 52);

/// 1 / (1 + e⁻ˣ) = 2⁻ⁿ / (2⁻ⁿ + eʳ), where −x = n·ln 2 + r.
///
/// The sum is that of the greater one of 2⁻ⁿ and 1 with the lesser one and eʳ − 1: what rounds first is
/// small beside it, so that hardly more than it and the quotient counts. The numerator is 512 powers of two
/// greater than it is, so that it is never subnormal; what the result has then to be multiplied by
/// rounds once more where that is subnormal. Beyond the bounds of the clamp the result is 0 or 1.
#[inline(always)]
pub(in super::super) fn sigmoid<const N: usize>(x: [f64; N]) -> [f64; N] {
    let x = clamp(x, -746.0, 40.0);
    let rounded = lanes!(i in N => x[i] * -LOG2_E + ROUND);
    let r = lanes!(i in N => {
        let n = rounded[i] - ROUND;
        (n * -LN_2_HIGH - x[i]) - n * LN_2_LOW
    });
    let tail = tail(r);
    lanes!(i in N => {
        // n is in the low bits of n + ROUND.
        let exponent = (ROUND.to_bits() + (1023 + 512)).wrapping_sub(rounded[i].to_bits());
        let numerator = f64::from_bits(exponent << 52);
        let inverse = numerator * SMALL;
        let (lesser, greater) = if inverse < 1.0 { (inverse, 1.0) } else { (1.0, inverse) };
        let denominator = greater + (lesser + (r[i] + tail[i]));
        numerator / denominator * SMALL
    })
}
