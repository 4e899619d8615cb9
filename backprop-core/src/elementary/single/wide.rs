//! Functions that `f64` makes short: with its digits to spare, nothing that a rounding loses is
//! missed, and its exponents have room for squares and cubes.

use super::super::double::{self, ROUND, split};
use super::super::lanes::{lanes, polynomial};
use super::select;

/// The same numbers as `f64`.
#[inline(always)]
pub(super) fn widen<const N: usize>(x: [f32; N]) -> [f64; N] {
    lanes!(i in N => f64::from(x[i]))
}

/// The nearest `f32`.
#[inline(always)]
#[expect(
    clippy::cast_possible_truncation,
    reason = "rounding is what it is for"
)]
pub(super) fn narrow<const N: usize>(x: [f64; N]) -> [f32; N] {
    lanes!(i in N => x[i] as f32)
}

/// ln(1 + x) for 0 ≤ x < ∞, x an `f32` or at least 2⁻⁷⁵, and NaN for NaN: to 2⁻³⁷.
///
/// With s = f / (2 + f), ln(1 + f) = 2 artanh s. The polynomial is that of 2 artanh s / s, in s²
/// and of degree 4, fitted by Remez's exchange for the least largest relative error: 2⁻³⁷·⁸.
#[inline(always)]
fn ln_1p<const N: usize>(x: [f64; N]) -> [f64; N] {
    let (exponent, fraction) = split(lanes!(i in N => 1.0 + x[i]));
    let s = lanes!(i in N => {
        // Without an exponent f is x itself, which a small one needs.
        let f = double::select(exponent[i] == 0.0, x[i], fraction[i]);
        f / (2.0 + f)
    });
    lanes!(i in N => {
        let square = s[i] * s[i];
        let logarithm = s[i] * polynomial!(
            square;
            2.000_000_000_008_465_7,
            0.666_666_652_347_937_6,
            0.400_003_870_230_377_03,
            0.285_349_127_599_861_25,
            0.236_188_888_104_381_43
        );
        let sum = exponent[i] * core::f64::consts::LN_2 + logarithm;
        if x[i].is_nan() { x[i] } else { sum }
    })
}

/// asinh |x| = ln(|x| + √(x² + 1)) = ln(1 + y), y = |x| + x² / (1 + √(x² + 1)).
#[inline(always)]
pub(in super::super) fn asinh<const N: usize>(x: [f32; N]) -> [f32; N] {
    let wide = widen(x);
    let square = lanes!(i in N => wide[i] * wide[i]);
    let root = double::sqrt(lanes!(i in N => 1.0 + square[i]));
    let y = lanes!(i in N => wide[i].abs() + square[i] / (1.0 + root[i]));
    let result = narrow(ln_1p(y));
    lanes!(i in N => {
        let finite = x[i].abs() < f32::INFINITY;
        select(finite, result[i].copysign(x[i]), x[i])
    })
}

/// acosh x = ln(x + √(x² − 1)) = ln(1 + y), y = d + √(d·(d + 2)), d = x − 1.
#[inline(always)]
pub(in super::super) fn acosh<const N: usize>(x: [f32; N]) -> [f32; N] {
    let d = lanes!(i in N => f64::from(x[i]) - 1.0);
    let root = double::sqrt(lanes!(i in N => d[i] * (d[i] + 2.0)));
    let result = narrow(ln_1p(lanes!(i in N => d[i] + root[i])));
    lanes!(i in N => {
        let finite = select(x[i] < f32::INFINITY, result[i], x[i]);
        select(x[i] < 1.0, f32::NAN, finite)
    })
}

/// atanh |x| = ln((1 + |x|) / (1 − |x|)) / 2 = ln(1 + y) / 2, y = 2|x| / (1 − |x|).
#[inline(always)]
pub(in super::super) fn atanh<const N: usize>(x: [f32; N]) -> [f32; N] {
    let wide = widen(x);
    let y = lanes!(i in N => (2.0 * wide[i].abs()) / (1.0 - wide[i].abs()));
    let logarithm = ln_1p(y);
    let result = narrow(lanes!(i in N => 0.5 * logarithm[i]));
    lanes!(i in N => {
        let inside = select(x[i].abs() == 1.0, f32::INFINITY, result[i]);
        select(x[i].abs() > 1.0, f32::NAN, inside).copysign(x[i])
    })
}

/// ∛x = |x|·(|x|^−⅓)², with the sign of x.
#[inline(always)]
pub(in super::super) fn cbrt<const N: usize>(x: [f32; N]) -> [f32; N] {
    let magnitude = lanes!(i in N => f64::from(x[i].abs()));
    let inverse = double::inverse_cbrt(magnitude);
    let root = narrow(lanes!(i in N => (magnitude[i] * inverse[i]) * inverse[i]));
    lanes!(i in N => {
        let ordinary = x[i].abs() < f32::INFINITY && x[i] != 0.0;
        select(ordinary, root[i].copysign(x[i]), x[i])
    })
}

/// √(x² + y²): in `f64` the squares are exact.
#[inline(always)]
pub(in super::super) fn hypot<const N: usize>(x: [f32; N], y: [f32; N]) -> [f32; N] {
    let root = narrow(double::sqrt(lanes!(i in N => {
        let (x, y) = (f64::from(x[i]), f64::from(y[i]));
        x * x + y * y
    })));
    lanes!(i in N => {
        let infinite = x[i].abs() == f32::INFINITY || y[i].abs() == f32::INFINITY;
        select(infinite, f32::INFINITY, root[i])
    })
}

/// log₂ x for x ≥ 0, to 2⁻⁴⁵.
///
/// As in [`ln_1p`]; the polynomial is that of 2 artanh s / (s·ln 2), in s² and of degree 5, fitted
/// in the same way: 2⁻⁴⁵·¹.
#[inline(always)]
fn log2<const N: usize>(x: [f64; N]) -> [f64; N] {
    let (exponent, f) = split(x);
    let s = lanes!(i in N => f[i] / (2.0 + f[i]));
    lanes!(i in N => {
        let square = s[i] * s[i];
        let logarithm = exponent[i] + s[i] * polynomial!(
            square;
            2.885_390_081_777_849_5,
            0.961_796_694_114_348_3,
            0.577_077_942_046_784_8,
            0.412_209_286_897_966_4,
            0.319_904_190_539_333_5,
            0.282_922_877_007_675_3
        );
        let finite = double::select(x[i] < f64::INFINITY, logarithm, x[i]);
        double::select(x[i] == 0.0, f64::NEG_INFINITY, finite)
    })
}

/// 2ˣ, rounded to `f32`.
///
/// The polynomial is that of 2ʳ on [−1/2, 1/2], of degree 6, fitted by Lawson's iteration for the
/// least largest relative error: 2⁻²⁹·⁰. Beyond the bounds the result is 0 or infinite.
#[inline(always)]
fn exp2<const N: usize>(x: [f64; N]) -> [f32; N] {
    let x = lanes!(i in N => {
        let x = if x[i] > 160.0 { 160.0 } else { x[i] };
        if x < -160.0 { -160.0 } else { x }
    });
    let rounded = lanes!(i in N => x[i] + ROUND);
    narrow(lanes!(i in N => {
        let r = x[i] - (rounded[i] - ROUND);
        let power = polynomial!(
            r;
            1.000_000_000_554_213,
            0.693_147_205_737_111_5,
            0.240_226_468_902_886,
            0.055_503_287_775_430_17,
            0.009_618_489_314_080_344,
            0.001_339_993_080_263_442_2,
            0.000_153_456_605_455_641_63
        );
        // 2ⁿ, of which the exponent is in the low bits of n + ROUND.
        power * f64::from_bits(rounded[i].to_bits().wrapping_add(1023) << 52)
    }))
}

/// xᵖ = 2^(p·log₂ |x|); for x < 0 it has a sign where p is odd, and is NaN where p is no integer.
#[inline(always)]
pub(in super::super) fn powf<const N: usize>(x: [f32; N], exponent: [f32; N]) -> [f32; N] {
    let logarithm = log2(lanes!(i in N => f64::from(x[i].abs())));
    let power = exp2(lanes!(i in N => f64::from(exponent[i]) * logarithm[i]));
    lanes!(i in N => {
        // 1 to any exponent is 1, and so is anything to the 0; 0·∞ above has made them NaN.
        let one = x[i].abs() == 1.0 && !exponent[i].is_nan();
        let magnitude = select(one, 1.0, power[i]);
        let negative = x[i].is_sign_negative();
        let odd = is_integer(exponent[i]) && !is_integer(0.5 * exponent[i]);
        let signed = select(negative && odd, -magnitude, magnitude);
        let undefined = x[i] < 0.0 && x[i] > f32::NEG_INFINITY && !is_integer(exponent[i]);
        let power = select(undefined, f32::NAN, signed);
        select(x[i] == 1.0 || exponent[i] == 0.0, 1.0, power)
    })
}

/// Whether x is an integer; from 2²³ on every number is, and so is an infinity.
#[inline(always)]
fn is_integer(x: f32) -> bool {
    let magnitude = x.abs();
    magnitude >= 8_388_608.0 || (magnitude + 8_388_608.0) - 8_388_608.0 == magnitude
}
