//! Sine, cosine and tangent: |x| = n·π/2 + r, and by n one of ±sin r, ±cos r, and their quotient.

use core::f32::consts::FRAC_2_PI;

use super::super::double;
use super::super::lanes::{lanes, polynomial};
use super::super::large::replace_large;
use super::exponential::ROUND;
use super::select;
use super::wide::narrow;

/// π/2 in two parts. The first has 33 bits, so that its product with n is exact.
const HALF_PI_HIGH: f64 = 1.570_796_326_734_125_6;
const HALF_PI_LOW: f64 = 6.077_100_506_506_192e-11;

/// Up to here n is the nearest integer or nearly so: |r| is at most 1.01·π/4.
const LIMIT: f32 = 65_536.0;

/// The bits of n + [`ROUND`], and r, in |x| = n·π/2 + r, for |x| up to [`LIMIT`].
///
/// The subtraction is in `f64`: near a multiple of π/2 all of an `f32`'s digits cancel.
#[inline(always)]
fn reduce<const N: usize>(x: [f32; N]) -> ([u32; N], [f64; N]) {
    let rounded = lanes!(i in N => x[i].abs() * FRAC_2_PI + ROUND);
    let remainder = lanes!(i in N => {
        let n = f64::from(rounded[i] - ROUND);
        (f64::from(x[i].abs()) - n * HALF_PI_HIGH) - n * HALF_PI_LOW
    });
    (lanes!(i in N => rounded[i].to_bits()), remainder)
}

/// sin r and cos r for |r| ≤ 1.01·π/4.
///
/// The polynomials, in r² and both of degree 2, are those of (sin r / r − 1) / r² and of
/// (cos r − 1 + r²/2) / r⁴, fitted by Remez's exchange for the least largest relative error of the
/// function, the coefficients rounded to `f32` one after the other: 2⁻²⁷·⁸ and 2⁻³²·⁷.
#[inline(always)]
fn sin_cos<const N: usize>(r: [f32; N]) -> ([f32; N], [f32; N]) {
    let square = lanes!(i in N => r[i] * r[i]);
    let sine = lanes!(i in N => {
        let correction =
            polynomial!(square[i]; -0.166_666_54, 0.008_332_106, -0.000_195_078_83);
        r[i] + r[i] * (square[i] * correction)
    });
    let cosine = lanes!(i in N => {
        let correction =
            polynomial!(square[i]; 0.041_666_646, -0.001_388_729_8, 2.443_008_5e-5);
        let half = 0.5 * square[i];
        (1.0 - half) + square[i] * square[i] * correction
    });
    (sine, cosine)
}

/// sin x; the sign of x is put on at the end, so that sin −0 is −0.
#[inline(always)]
pub(in super::super) fn sin<const N: usize>(x: [f32; N]) -> [f32; N] {
    let (quadrant, r) = reduce(x);
    let (sine, cosine) = sin_cos(narrow(r));
    let mut result = lanes!(i in N => {
        let value = select(quadrant[i] & 1 == 0, sine[i], cosine[i]);
        let sign = ((quadrant[i] & 2) << 30) ^ (x[i].to_bits() & (1 << 31));
        f32::from_bits(value.to_bits() ^ sign)
    });
    replace_large(x, &mut result, LIMIT, crate::Float::sin);
    result
}

/// cos x.
#[inline(always)]
pub(in super::super) fn cos<const N: usize>(x: [f32; N]) -> [f32; N] {
    let (quadrant, r) = reduce(x);
    let (sine, cosine) = sin_cos(narrow(r));
    let mut result = lanes!(i in N => {
        let value = select(quadrant[i] & 1 == 0, cosine[i], sine[i]);
        let sign = (quadrant[i].wrapping_add(1) & 2) << 30;
        f32::from_bits(value.to_bits() ^ sign)
    });
    replace_large(x, &mut result, LIMIT, crate::Float::cos);
    result
}

/// tan x = sin r / cos r, or for an odd n −cos r / sin r, all in `f64`: in `f32` the roundings of
/// both, and of the quotient, would be too many.
///
/// The polynomials are those of sine and cosine as above, but of degree 3 and with coefficients
/// rounded to `f64`: 2⁻³⁷·³ and 2⁻⁴²·⁸.
#[inline(always)]
pub(in super::super) fn tan<const N: usize>(x: [f32; N]) -> [f32; N] {
    let (quadrant, r) = reduce(x);
    let square = lanes!(i in N => r[i] * r[i]);
    let sine = lanes!(i in N => r[i] + r[i] * (square[i] * polynomial!(
        square[i];
        -0.166_666_666_386_418_86,
        0.008_333_329_056_187_017,
        -0.000_198_392_326_894_102_07,
        2.717_366_971_352_740_3e-6
    )));
    let cosine = lanes!(i in N => (1.0 - 0.5 * square[i]) + square[i] * square[i] * polynomial!(
        square[i];
        0.041_666_666_615_509_426,
        -0.001_388_888_316_346_904,
        2.479_937_273_362_615_4e-5,
        -2.719_862_850_307_124e-7
    ));
    let quotient = narrow(lanes!(i in N => {
        let odd = quadrant[i] & 1 == 1;
        let numerator = double::select(odd, cosine[i], sine[i]);
        numerator / double::select(odd, sine[i], cosine[i])
    }));
    let mut result = lanes!(i in N => {
        let sign = (quadrant[i] << 31) ^ (x[i].to_bits() & (1 << 31));
        f32::from_bits(quotient[i].to_bits() ^ sign)
    });
    replace_large(x, &mut result, LIMIT, crate::Float::tan);
    result
}
