//! Logarithms: x = 2ᵉ·(1 + f) with 1 + f in [√½, √2), ln x = e·ln 2 + ln(1 + f).

use super::super::lanes::{lanes, polynomial};
use super::exponential::{LN_2_HIGH, LN_2_LOW};

/// log₁₀ 2 in two parts. The first has 14 bits, so that its product with an exponent is exact.
const LOG10_2_HIGH: f32 = 0.301_025_4;
const LOG10_2_LOW: f32 = 4.605_039e-6;

/// 1 / ln 2 and 1 / ln 10 in two parts, the first of 12 bits.
const LOG2_E_HIGH: f32 = 1.442_382_8;
const LOG2_E_LOW: f32 = 0.000_312_228_4;
const LOG10_E_HIGH: f32 = 0.434_204_1;
const LOG10_E_LOW: f32 = 9.038_034e-5;

/// e and f in x = 2ᵉ·(1 + f) with 1 + f in [√½, √2), for a positive normal x; e is what is left of
/// 2²³ + e + 127 when `bias` is taken away.
#[inline(always)]
fn split<const N: usize>(x: [f32; N], bias: [f32; N]) -> ([f32; N], [f32; N]) {
    const SQRT_HALF: u32 = core::f32::consts::FRAC_1_SQRT_2.to_bits();
    const ONE: u32 = 1.0_f32.to_bits();
    // Moves √½ to where a power of two has its bits: the exponent field is then e + 127.
    let shifted = lanes!(i in N => x[i].to_bits().wrapping_add(ONE - SQRT_HALF));
    let exponent = lanes!(i in N => {
        // The exponent field as the low bits of 2²³ + e + 127.
        f32::from_bits((shifted[i] >> 23) | 0x4b00_0000) - bias[i]
    });
    let fraction = lanes!(i in N => {
        let mantissa = (shifted[i] & 0x007f_ffff).wrapping_add(SQRT_HALF);
        f32::from_bits(mantissa) - 1.0
    });
    (exponent, fraction)
}

/// The bias of an ordinary number.
const BIAS: f32 = 8_388_608.0 + 127.0;

/// The same for any positive finite x: a subnormal one is made normal by 2²³ first.
#[inline(always)]
fn split_any<const N: usize>(x: [f32; N]) -> ([f32; N], [f32; N]) {
    let scaled = lanes!(i in N => {
        if x[i] < f32::MIN_POSITIVE { x[i] * 8_388_608.0 } else { x[i] }
    });
    let bias = lanes!(i in N => if x[i] < f32::MIN_POSITIVE { BIAS + 23.0 } else { BIAS });
    split(scaled, bias)
}

/// ln(1 + f) − f + f²/2 for 1 + f in [√½, √2].
///
/// The polynomial is that of this over f³, of degree 8, fitted for the least largest error of
/// ln(1 + f) relative to itself by Lawson's iteration, the coefficients rounded to `f32` one after
/// the other, the lowest first: 2⁻³⁰·³.
#[inline(always)]
fn tail<const N: usize>(f: [f32; N]) -> [f32; N] {
    lanes!(i in N => f[i] * (f[i] * f[i]) * polynomial!(
        f[i];
        0.333_333_13,
        -0.250_000_1,
        0.200_020_75,
        -0.166_68,
        0.142_202_8,
        -0.124_059_126,
        0.118_838_93,
        -0.116_725_25,
        0.067_515_396
    ))
}

/// `result` where x is positive and finite; −∞ at 0, NaN below, ∞ and NaN as they are.
#[inline(always)]
fn at_the_edges<const N: usize>(x: [f32; N], result: [f32; N]) -> [f32; N] {
    lanes!(i in N => {
        let result = if x[i] < f32::INFINITY { result[i] } else { x[i] };
        let below = if x[i] < 0.0 { f32::NAN } else { result };
        if x[i] == 0.0 { f32::NEG_INFINITY } else { below }
    })
}

/// ln x.
#[inline(always)]
pub(in super::super) fn ln<const N: usize>(x: [f32; N]) -> [f32; N] {
    let (exponent, f) = split_any(x);
    let tail = tail(f);
    let result = lanes!(i in N => {
        let half_square = 0.5 * f[i] * f[i];
        let low = half_square - (tail[i] + exponent[i] * LN_2_LOW);
        exponent[i] * LN_2_HIGH - (low - f[i])
    });
    at_the_edges(x, result)
}

/// ln(1 + f) as a number of 12 bits and the rest, which is small beside it.
#[inline(always)]
fn in_two_parts<const N: usize>(f: [f32; N]) -> ([f32; N], [f32; N]) {
    let tail = tail(f);
    let half_square = lanes!(i in N => 0.5 * f[i] * f[i]);
    let high = lanes!(i in N => {
        f32::from_bits((f[i] - half_square[i]).to_bits() & 0xffff_f000)
    });
    let low = lanes!(i in N => ((f[i] - high[i]) - half_square[i]) + tail[i]);
    (high, low)
}

/// log₂ x: the product with 1 / ln 2 in two parts, of which the large one is exact.
#[inline(always)]
pub(in super::super) fn log2<const N: usize>(x: [f32; N]) -> [f32; N] {
    let (exponent, f) = split_any(x);
    let (high, low) = in_two_parts(f);
    let result = lanes!(i in N => {
        let product = high[i] * LOG2_E_HIGH;
        let rest = (low[i] + high[i]) * LOG2_E_LOW + low[i] * LOG2_E_HIGH;
        let sum = exponent[i] + product;
        sum + (rest + ((exponent[i] - sum) + product))
    });
    at_the_edges(x, result)
}

/// log₁₀ x, in the same way.
#[inline(always)]
pub(in super::super) fn log10<const N: usize>(x: [f32; N]) -> [f32; N] {
    let (exponent, f) = split_any(x);
    let (high, low) = in_two_parts(f);
    let result = lanes!(i in N => {
        let product = high[i] * LOG10_E_HIGH;
        let rest = exponent[i] * LOG10_2_LOW
            + ((low[i] + high[i]) * LOG10_E_LOW + low[i] * LOG10_E_HIGH);
        let whole = exponent[i] * LOG10_2_HIGH;
        let sum = whole + product;
        sum + (rest + ((whole - sum) + product))
    });
    at_the_edges(x, result)
}

/// ln(1 + x): ln u for u = 1 + x rounded, and c / u for the c that the rounding has lost.
#[inline(always)]
pub(in super::super) fn ln_1p<const N: usize>(x: [f32; N]) -> [f32; N] {
    let u = lanes!(i in N => 1.0 + x[i]);
    let (exponent, fraction) = split(u, [BIAS; N]);
    let correction = lanes!(i in N => {
        let lost = if x[i] > 1.0 { 1.0 - (u[i] - x[i]) } else { x[i] - (u[i] - 1.0) };
        lost / u[i]
    });
    // Without an exponent f is x itself, and nothing is lost.
    let f = lanes!(i in N => if exponent[i] == 0.0 { x[i] } else { fraction[i] });
    let tail = tail(f);
    let result = lanes!(i in N => {
        let correction = if exponent[i] == 0.0 { 0.0 } else { correction[i] };
        let half_square = 0.5 * f[i] * f[i];
        let low = half_square - (tail[i] + (exponent[i] * LN_2_LOW + correction));
        exponent[i] * LN_2_HIGH - (low - f[i])
    });
    let result = at_the_edges(u, result);
    // The sign is that of x, which only 0 does not have by itself; NaN has no sign.
    lanes!(i in N => result[i].copysign(x[i]))
}
