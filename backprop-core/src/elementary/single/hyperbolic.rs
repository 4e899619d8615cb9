//! The hyperbolic functions: a polynomial near 0, where eˣ would cancel, and eˣ elsewhere.

use super::super::lanes::{lanes, pairs, polynomial};
use super::exponential::{exp_near_zero, reduce, scale};
use super::select;

/// tanh x.
///
/// For |x| < 0.55 it is x + x·x²·P(x²), P the polynomial of degree 4 of (tanh x / x − 1) / x²,
/// fitted by Remez's exchange for the least largest relative error of tanh x on [0, 0.56], the
/// coefficients rounded to `f32` one after the other: 2⁻²⁹·⁴. Elsewhere it is 1 − 2 / (e²ˣ + 1),
/// which from 9.1 on is 1.
///
/// A quotient of two polynomials over the whole range needs fewer operations, but each of its
/// roundings is one of the result, some five ulp in all; here those of the quotient are scaled
/// down by the subtraction.
#[inline(always)]
pub(in super::super) fn tanh<const N: usize>(x: [f32; N]) -> [f32; N] {
    let doubled = lanes!(i in N => {
        let doubled = 2.0 * x[i].abs();
        if doubled > 18.2 { 18.2 } else { doubled }
    });
    let (rounded, r) = reduce(doubled);
    let power = exp_near_zero(r);
    let large = lanes!(i in N => {
        // 2ⁿ, of which the exponent is in the low bits of n + ROUND.
        let factor = f32::from_bits(rounded[i].to_bits().wrapping_add(127) << 23);
        1.0 - 2.0 / (power[i] * factor + 1.0)
    });
    let small = lanes!(i in N => {
        let square = x[i] * x[i];
        let fourth = square * square;
        let correction = pairs!(
            square, fourth;
            -0.333_333_13,
            0.133_324_37,
            -0.053_835_757,
            0.021_000_376,
            -0.006_169_613_5
        );
        x[i].abs() + x[i].abs() * (square * correction)
    });
    lanes!(i in N => {
        let magnitude = select(doubled[i] < 1.1, small[i], large[i]);
        magnitude.copysign(x[i])
    })
}

/// e^|x| / 2. Beyond the bound of the clamp it is infinite.
#[inline(always)]
fn half_power<const N: usize>(x: [f32; N]) -> [f32; N] {
    let clamped = lanes!(i in N => if x[i].abs() > 90.0 { 90.0 } else { x[i].abs() });
    let (rounded, r) = reduce(clamped);
    scale(exp_near_zero(r), rounded, -1)
}

/// sinh x.
///
/// For |x| < 1 it is x + x·x²·P(x²), P the polynomial of degree 3 of (sinh x / x − 1) / x², fitted
/// by Remez's exchange for the least largest relative error of sinh x on [0, 1], the coefficients
/// rounded to `f32` one after the other: 2⁻³¹·⁶. Elsewhere it is h − 1 / 4h, h = eˣ / 2.
#[inline(always)]
pub(in super::super) fn sinh<const N: usize>(x: [f32; N]) -> [f32; N] {
    let half = half_power(x);
    let large = lanes!(i in N => half[i] - 0.25 / half[i]);
    let small = lanes!(i in N => {
        let square = x[i] * x[i];
        let correction = polynomial!(
            square;
            0.166_666_67,
            0.008_333_311,
            0.000_198_426,
            2.784_386_9e-6
        );
        x[i].abs() + x[i].abs() * (square * correction)
    });
    lanes!(i in N => {
        let magnitude = select(x[i].abs() < 1.0, small[i], large[i]);
        magnitude.copysign(x[i])
    })
}

/// cosh x = h + 1 / 4h, h = e^|x| / 2.
#[inline(always)]
pub(in super::super) fn cosh<const N: usize>(x: [f32; N]) -> [f32; N] {
    let half = half_power(x);
    lanes!(i in N => half[i] + 0.25 / half[i])
}
