//! How far a result is from the exact value.

use super::double_double::DoubleDouble;

/// 2ⁿ for a normal result.
pub(crate) fn power_of_two(n: i32) -> f64 {
    f64::from_bits(u64::try_from(n + 1023).unwrap() << 52)
}

/// The exponent of a number that is not 0, as that of its first bit.
fn exponent(value: f64) -> i32 {
    let scaled = value.abs() < f64::MIN_POSITIVE;
    let normal = if scaled {
        value * power_of_two(60)
    } else {
        value
    };
    let field = i32::try_from((normal.to_bits() >> 52) & 0x7ff).unwrap();
    field - 1023 - if scaled { 60 } else { 0 }
}

/// The distance in units in the last place of an `f32` near `exact`.
///
/// NaN is at a distance of 0 from NaN and ∞ from all else, and so is a number of the other sign;
/// an infinity stands for 2¹²⁸, the number after the last.
pub(crate) fn ulps_of_single(result: f32, exact: f64) -> f64 {
    const AFTER_THE_LAST: f64 = f64::from_bits((1023 + 128) << 52);
    if result.is_nan() || exact.is_nan() {
        return if result.is_nan() && exact.is_nan() {
            0.0
        } else {
            f64::INFINITY
        };
    }
    if result.is_sign_negative() != exact.is_sign_negative() {
        return f64::INFINITY;
    }
    let result = f64::from(result.abs()).min(AFTER_THE_LAST);
    let exact = exact.abs().min(AFTER_THE_LAST);
    let exponent = (exact.to_bits() >> 52).clamp(1023 - 126, 1023 + 127);
    (result - exact).abs() * f64::from_bits((23 + 1023 + 1023 - exponent) << 52)
}

/// The distance in units in the last place of an `f64` near `exact`·2ⁿ.
pub(crate) fn ulps_of_double(result: f64, exact: DoubleDouble, n: i32) -> f64 {
    if result.is_nan() || exact.high.is_nan() {
        return if result.is_nan() && exact.high.is_nan() {
            0.0
        } else {
            f64::INFINITY
        };
    }
    if result.is_sign_negative() != exact.high.is_sign_negative() {
        return f64::INFINITY;
    }
    if exact.high == 0.0 || exact.high.is_infinite() {
        return if result == exact.high {
            0.0
        } else {
            f64::INFINITY
        };
    }
    // Both are multiplied by 2⁻ⁿ·2⁵² / 2^(the exponent), the result in steps that are exact.
    let largest = exponent(exact.high);
    if result.is_infinite() || largest + n > 1023 {
        // Half an ulp past the last number, rounding goes to infinity.
        let overflows = largest + n > 1023
            || largest + n == 1023
                && exact.high.abs() >= power_of_two(largest) * 2.0_f64.next_down();
        return if result.is_infinite() && overflows {
            0.0
        } else {
            f64::INFINITY
        };
    }
    let unit = (largest + n).max(-1022) - 52;
    let mut units = result;
    for step in [-unit / 3, -unit / 3, -unit - 2 * (-unit / 3)] {
        units *= power_of_two(step);
    }
    let shift = n - unit;
    let (first, second) = (shift / 2, shift - shift / 2);
    let scale = |part: f64| part * power_of_two(first) * power_of_two(second);
    ((units - scale(exact.high)) - scale(exact.low)).abs()
}
