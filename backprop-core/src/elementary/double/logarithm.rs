//! Logarithms: x = 2ᵉ·(1 + f) with 1 + f in [√½, √2), ln x = e·ln 2 + ln(1 + f).

use super::super::lanes::{lanes, polynomial};
use super::exponential::{LN_2_HIGH, LN_2_LOW};
use super::quotient::Pair;
use super::select;

/// log₁₀ 2 in two parts. The first has 40 bits, so that its product with an exponent is exact.
const LOG10_2_HIGH: f64 = 0.301_029_995_663_611_77;
const LOG10_2_LOW: f64 = 3.694_239_077_158_931e-13;

/// 1 / ln 2 and 1 / ln 10 in two parts, the first of 32 bits.
const LOG2_E_HIGH: f64 = 1.442_695_040_721_446_3;
const LOG2_E_LOW: f64 = 1.675_171_316_488_651_2e-10;
const LOG10_E_HIGH: f64 = 0.434_294_481_878_168_9;
const LOG10_E_LOW: f64 = 2.508_294_671_164_527_5e-11;

/// e and f in x = 2ᵉ·(1 + f) with 1 + f in [√½, √2), for a positive normal x.
#[inline(always)]
pub(in super::super) fn split<const N: usize>(x: [f64; N]) -> ([f64; N], [f64; N]) {
    split_biased(x, [BIAS; N])
}

/// The same; e is what is left of 2⁵² + e + 1023 when `bias` is taken away.
#[inline(always)]
fn split_biased<const N: usize>(x: [f64; N], bias: [f64; N]) -> ([f64; N], [f64; N]) {
    const SQRT_HALF: u64 = core::f64::consts::FRAC_1_SQRT_2.to_bits();
    const ONE: u64 = 1.0_f64.to_bits();
    // Moves √½ to where a power of two has its bits: the exponent field is then e + 1023.
    let shifted = lanes!(i in N => x[i].to_bits().wrapping_add(ONE - SQRT_HALF));
    let exponent = lanes!(i in N => {
        // The exponent field as the low bits of 2⁵² + e + 1023.
        f64::from_bits((shifted[i] >> 52) | 0x4330_0000_0000_0000) - bias[i]
    });
    let fraction = lanes!(i in N => {
        let mantissa = (shifted[i] & 0x000f_ffff_ffff_ffff).wrapping_add(SQRT_HALF);
        f64::from_bits(mantissa) - 1.0
    });
    (exponent, fraction)
}

/// The bias of an ordinary number.
const BIAS: f64 = 4_503_599_627_370_496.0 + 1023.0;

/// The same for any positive finite x: a subnormal one is made normal by 2⁵² first.
#[inline(always)]
pub(super) fn split_any<const N: usize>(x: [f64; N]) -> ([f64; N], [f64; N]) {
    let scaled = lanes!(i in N => {
        if x[i] < f64::MIN_POSITIVE { x[i] * 4_503_599_627_370_496.0 } else { x[i] }
    });
    let bias = lanes!(i in N => if x[i] < f64::MIN_POSITIVE { BIAS + 52.0 } else { BIAS });
    split_biased(scaled, bias)
}

/// ln(1 + f) − f + f²/2 for 1 + f in [√½, √2].
///
/// With s = f / (2 + f), ln(1 + f) = 2 artanh s = 2s + s·R, and 2s = f − s·f = f − f²/2 + s·f²/2:
/// what is left is s·(f²/2 + R), the formula of FreeBSD's `e_log.c`. R / s² is a polynomial in s²
/// of degree 6, fitted by Remez's exchange for the least largest error of the logarithm relative
/// to itself, the coefficients rounded to `f64` one after the other: 2⁻⁵⁹·⁵.
#[inline(always)]
fn tail<const N: usize>(f: [f64; N]) -> [f64; N] {
    let s = lanes!(i in N => f[i] / (2.0 + f[i]));
    lanes!(i in N => {
        let square = s[i] * s[i];
        let r = square * polynomial!(
            square;
            0.666_666_666_666_673_5,
            0.399_999_999_994_093_47,
            0.285_714_287_436_884_6,
            0.222_221_984_287_349_4,
            0.181_835_723_688_650_42,
            0.153_138_317_971_515_45,
            0.147_982_623_191_632_75
        );
        s[i] * (0.5 * f[i] * f[i] + r)
    })
}

/// `result` where x is positive and finite; −∞ at 0, NaN below, ∞ and NaN as they are.
#[inline(always)]
fn at_the_edges<const N: usize>(x: [f64; N], result: [f64; N]) -> [f64; N] {
    lanes!(i in N => {
        let result = if x[i] < f64::INFINITY { result[i] } else { x[i] };
        let below = if x[i] < 0.0 { f64::NAN } else { result };
        if x[i] == 0.0 { f64::NEG_INFINITY } else { below }
    })
}

/// ln x.
#[inline(always)]
pub(in super::super) fn ln<const N: usize>(x: [f64; N]) -> [f64; N] {
    let (exponent, f) = split_any(x);
    let tail = tail(f);
    let result = lanes!(i in N => {
        let half_square = 0.5 * f[i] * f[i];
        let low = half_square - (tail[i] + exponent[i] * LN_2_LOW);
        exponent[i] * LN_2_HIGH - (low - f[i])
    });
    at_the_edges(x, result)
}

/// ln(1 + f) as a number of 21 bits and the rest, which is small beside it.
#[inline(always)]
fn in_two_parts<const N: usize>(f: [f64; N]) -> ([f64; N], [f64; N]) {
    let tail = tail(f);
    let half_square = lanes!(i in N => 0.5 * f[i] * f[i]);
    let high = lanes!(i in N => {
        f64::from_bits((f[i] - half_square[i]).to_bits() & 0xffff_ffff_0000_0000)
    });
    let low = lanes!(i in N => ((f[i] - high[i]) - half_square[i]) + tail[i]);
    (high, low)
}

/// log₂ x: the product with 1 / ln 2 in two parts, of which the large one is exact.
#[inline(always)]
pub(in super::super) fn log2<const N: usize>(x: [f64; N]) -> [f64; N] {
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
pub(in super::super) fn log10<const N: usize>(x: [f64; N]) -> [f64; N] {
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

/// ln(1 + x).
#[inline(always)]
pub(in super::super) fn ln_1p<const N: usize>(x: [f64; N]) -> [f64; N] {
    let result = ln_1p_of_pair(
        Pair {
            high: x,
            low: [0.0; N],
        },
        [false; N],
    );
    // The sign is that of x, which only 0 does not have by itself; NaN has no sign.
    lanes!(i in N => result[i].copysign(x[i]))
}

/// ln(1 + x), and where `doubled` says so ln(2 + 2x): ln u for u = 1 + x rounded, and c / u for
/// the c that the rounding has lost.
#[inline(always)]
pub(super) fn ln_1p_of_pair<const N: usize>(x: Pair<N>, doubled: [bool; N]) -> [f64; N] {
    let u = lanes!(i in N => 1.0 + x.high[i]);
    let bias = lanes!(i in N => if doubled[i] { BIAS - 1.0 } else { BIAS });
    let (exponent, fraction) = split_biased(u, bias);
    // Without an exponent f is x itself, and nothing is lost.
    let f = lanes!(i in N => select(exponent[i] == 0.0, x.high[i], fraction[i]));
    let correction = lanes!(i in N => {
        let (high, u) = (x.high[i], u[i]);
        let lost = select(high > 1.0, 1.0 - (u - high), high - (u - 1.0));
        (select(exponent[i] == 0.0, 0.0, lost) + x.low[i]) / u
    });
    let tail = tail(f);
    let result = lanes!(i in N => {
        let half_square = 0.5 * f[i] * f[i];
        let low = half_square - (tail[i] + (exponent[i] * LN_2_LOW + correction[i]));
        exponent[i] * LN_2_HIGH - (low - f[i])
    });
    at_the_edges(u, result)
}
