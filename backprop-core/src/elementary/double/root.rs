//! Roots: the square one, the cube one, and that of a sum of squares.

use super::super::lanes::{lanes, polynomial};
use super::quotient::first_bits;
use super::select;

/// √x, which is an instruction, or without `std` `libm`'s.
#[inline(always)]
pub(in super::super) fn sqrt<const N: usize>(x: [f64; N]) -> [f64; N] {
    lanes!(i in N => crate::Float::sqrt(x[i]))
}

/// x^−⅓ for a positive normal x, to 2⁻⁴⁵.
///
/// A third of the exponent by dividing the bits by −3 gives h = 1 − x·y³ of at most 0.103, for the
/// constant that makes it least; then twice y·(1 − h)^−⅓ by the first terms of its series.
#[inline(always)]
pub(in super::super) fn inverse_cbrt<const N: usize>(x: [f64; N]) -> [f64; N] {
    let y = lanes!(i in N => {
        let third = ((x[i].to_bits() >> 32) * 0x5555_5556) >> 32;
        f64::from_bits(0x553e_e6c0_u64.wrapping_sub(third) << 32)
    });
    let h = lanes!(i in N => 1.0 - (x[i] * y[i]) * (y[i] * y[i]));
    let y = lanes!(i in N => {
        y[i] + y[i] * (h[i] * polynomial!(h[i]; 1.0 / 3.0, 2.0 / 9.0, 14.0 / 81.0))
    });
    let h = lanes!(i in N => 1.0 - (x[i] * y[i]) * (y[i] * y[i]));
    lanes!(i in N => y[i] + y[i] * (h[i] * polynomial!(h[i]; 1.0 / 3.0, 2.0 / 9.0)))
}

/// ∛x: t = |x|·(|x|^−⅓)² to 26 bits, whose square is exact, and a step of Newton's from there with
/// its second-order term, so that of its roundings only a third of the quotient's counts.
#[inline(always)]
pub(in super::super) fn cbrt<const N: usize>(x: [f64; N]) -> [f64; N] {
    // 2⁵⁴ makes a subnormal number normal, and 2⁻¹⁸ is the cube root of its inverse.
    let subnormal = lanes!(i in N => x[i].abs() < f64::MIN_POSITIVE);
    let scaled = lanes!(i in N => {
        x[i].abs() * select(subnormal[i], 18_014_398_509_481_984.0, 1.0)
    });
    let inverse = inverse_cbrt(scaled);
    let root = lanes!(i in N => {
        let t = first_bits((scaled[i] * inverse[i]) * inverse[i]);
        let difference = scaled[i] / (t * t) - t;
        let third = (1.0 / 3.0) * difference;
        t + third * (1.0 - third * inverse[i])
    });
    lanes!(i in N => {
        let root = root[i] * select(subnormal[i], 3.814_697_265_625e-6, 1.0);
        let ordinary = x[i].abs() < f64::INFINITY && x[i] != 0.0;
        select(ordinary, root.copysign(x[i]), x[i])
    })
}

/// √(x² + y²), both first multiplied by a power of two where a square could overflow or lose its
/// digits.
#[inline(always)]
pub(in super::super) fn hypot<const N: usize>(x: [f64; N], y: [f64; N]) -> [f64; N] {
    const UP: f64 = f64::from_bits((1023 + 600) << 52);
    const DOWN: f64 = f64::from_bits((1023 - 600) << 52);
    let largest = lanes!(i in N => if x[i].abs() > y[i].abs() { x[i].abs() } else { y[i].abs() });
    let factor = lanes!(i in N => {
        let factor = if largest[i] > 1e150 { DOWN } else { 1.0 };
        if largest[i] < 1e-130 { UP } else { factor }
    });
    let inverse = lanes!(i in N => {
        let inverse = if largest[i] > 1e150 { UP } else { 1.0 };
        if largest[i] < 1e-130 { DOWN } else { inverse }
    });
    let root = sqrt(lanes!(i in N => {
        let (x, y) = (x[i] * factor[i], y[i] * factor[i]);
        x * x + y * y
    }));
    lanes!(i in N => {
        let infinite = x[i].abs() == f64::INFINITY || y[i].abs() == f64::INFINITY;
        select(infinite, f64::INFINITY, root[i] * inverse[i])
    })
}
