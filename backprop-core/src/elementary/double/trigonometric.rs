//! Sine, cosine and tangent: |x| = n·π/2 + r, and by n one of ±sin r, ±cos r, and their quotient.

use core::f64::consts::FRAC_2_PI;

use super::super::lanes::{lanes, polynomial};
use super::super::large::replace_large;
use super::exponential::ROUND;
use super::quotient::{Pair, divide, pair};
use super::select;

/// π/2 in four parts. The first three have 33 bits, so that their products with n are exact.
const HALF_PI: [f64; 4] = [
    1.570_796_326_734_125_6,
    6.077_100_506_303_966e-11,
    2.022_266_248_711_166_5e-21,
    8.478_427_660_368_9e-32,
];

/// Up to here n has at most 20 bits.
const LIMIT: f64 = 1_647_000.0;

/// |x| = n·π/2 + r + v.
struct Reduced<const N: usize> {
    /// The bits of n + [`ROUND`].
    quadrant: [u64; N],
    /// |r| ≤ 1.01·π/4.
    r: [f64; N],
    /// What the rounding of r has lost.
    v: [f64; N],
}

/// For |x| up to [`LIMIT`].
///
/// Near a multiple of π/2 up to 60 digits cancel. A step that cancels more than half of them is
/// exact; the others leave their error, which is computed as in Dekker's sum.
#[inline(always)]
fn reduce<const N: usize>(x: [f64; N]) -> Reduced<N> {
    let rounded = lanes!(i in N => x[i].abs() * FRAC_2_PI + ROUND);
    let n = lanes!(i in N => rounded[i] - ROUND);
    let first = lanes!(i in N => x[i].abs() - n[i] * HALF_PI[0]);
    let second = lanes!(i in N => first[i] - n[i] * HALF_PI[1]);
    let second_error = lanes!(i in N => (first[i] - second[i]) - n[i] * HALF_PI[1]);
    let third = lanes!(i in N => second[i] - n[i] * HALF_PI[2]);
    let third_error = lanes!(i in N => (second[i] - third[i]) - n[i] * HALF_PI[2]);
    let rest = lanes!(i in N => (second_error[i] + third_error[i]) - n[i] * HALF_PI[3]);
    let r = lanes!(i in N => third[i] + rest[i]);
    let v = lanes!(i in N => (third[i] - r[i]) + rest[i]);
    Reduced {
        quadrant: lanes!(i in N => rounded[i].to_bits()),
        r,
        v,
    }
}

/// sin(r + v) and cos(r + v) for |r| ≤ 1.01·π/4 and a v that is small beside it, each as its
/// large part and the rest.
///
/// The polynomials, in r² and both of degree 5, are those of (sin r / r − 1) / r² and of
/// (cos r − 1 + r²/2) / r⁴, fitted by Remez's exchange for the least largest relative error of the
/// function, the coefficients rounded to `f64` one after the other: 2⁻⁵⁷·⁷ and 2⁻⁶³. v comes in by
/// the first terms of the derivatives.
#[inline(always)]
fn sin_cos<const N: usize>(r: [f64; N], v: [f64; N]) -> (Pair<N>, Pair<N>) {
    let square = lanes!(i in N => r[i] * r[i]);
    let half = lanes!(i in N => 0.5 * square[i]);
    let sine_rest = lanes!(i in N => {
        let correction = polynomial!(
            square[i];
            -0.166_666_666_666_666_27,
            0.008_333_333_333_321_069,
            -0.000_198_412_698_286_980_16,
            2.755_731_329_843_171e-6,
            -2.505_069_544_017_970_2e-8,
            1.589_311_059_589_914_5e-10
        );
        r[i] * (square[i] * correction) + (v[i] - v[i] * half[i])
    });
    let cosine = lanes!(i in N => 1.0 - half[i]);
    let cosine_rest = lanes!(i in N => {
        let correction = polynomial!(
            square[i];
            0.041_666_666_666_666_64,
            -0.001_388_888_888_887_892_1,
            2.480_158_729_177_986_3e-5,
            -2.755_731_486_864_179_3e-7,
            2.087_577_811_177_456_8e-9,
            -1.136_185_777_083_772_5e-11
        );
        ((1.0 - cosine[i]) - half[i]) + (square[i] * square[i] * correction - r[i] * v[i])
    });
    (
        Pair {
            high: r,
            low: sine_rest,
        },
        Pair {
            high: cosine,
            low: cosine_rest,
        },
    )
}

/// sin x; the sign of x is put on at the end, so that sin −0 is −0.
#[inline(always)]
pub(in super::super) fn sin<const N: usize>(x: [f64; N]) -> [f64; N] {
    let Reduced { quadrant, r, v } = reduce(x);
    let (sine, cosine) = sin_cos(r, v);
    let sine = lanes!(i in N => sine.high[i] + sine.low[i]);
    let cosine = lanes!(i in N => cosine.high[i] + cosine.low[i]);
    let mut result = lanes!(i in N => {
        let value = select(quadrant[i] & 1 == 0, sine[i], cosine[i]);
        let sign = ((quadrant[i] & 2) << 62) ^ (x[i].to_bits() & (1 << 63));
        f64::from_bits(value.to_bits() ^ sign)
    });
    replace_large(x, &mut result, LIMIT, crate::Float::sin);
    result
}

/// cos x.
#[inline(always)]
pub(in super::super) fn cos<const N: usize>(x: [f64; N]) -> [f64; N] {
    let Reduced { quadrant, r, v } = reduce(x);
    let (sine, cosine) = sin_cos(r, v);
    let sine = lanes!(i in N => sine.high[i] + sine.low[i]);
    let cosine = lanes!(i in N => cosine.high[i] + cosine.low[i]);
    let mut result = lanes!(i in N => {
        let value = select(quadrant[i] & 1 == 0, cosine[i], sine[i]);
        let sign = (quadrant[i].wrapping_add(1) & 2) << 62;
        f64::from_bits(value.to_bits() ^ sign)
    });
    replace_large(x, &mut result, LIMIT, crate::Float::cos);
    result
}

/// tan x = sin r / cos r, or for an odd n −cos r / sin r.
#[inline(always)]
pub(in super::super) fn tan<const N: usize>(x: [f64; N]) -> [f64; N] {
    let Reduced { quadrant, r, v } = reduce(x);
    let (sine, cosine) = sin_cos(r, v);
    let (sine, cosine) = (pair(sine.high, sine.low), pair(cosine.high, cosine.low));
    let odd = lanes!(i in N => quadrant[i] & 1 == 1);
    let numerator = Pair {
        high: lanes!(i in N => select(odd[i], cosine.high[i], sine.high[i])),
        low: lanes!(i in N => select(odd[i], cosine.low[i], sine.low[i])),
    };
    let denominator = Pair {
        high: lanes!(i in N => select(odd[i], sine.high[i], cosine.high[i])),
        low: lanes!(i in N => select(odd[i], sine.low[i], cosine.low[i])),
    };
    let quotient = divide(numerator, denominator);
    let mut result = lanes!(i in N => {
        let value = quotient.high[i] + quotient.low[i];
        let sign = (quadrant[i] << 63) ^ (x[i].to_bits() & (1 << 63));
        f64::from_bits(value.to_bits() ^ sign)
    });
    replace_large(x, &mut result, LIMIT, crate::Float::tan);
    result
}
