//! The functions in numbers of 106 bits, right to some 90 of them.
//!
//! They are by other formulas than those under test, wherever there are any: Taylor's series far
//! into the argument's neighbourhood of 0, and Newton's steps for the inverse functions, begun at
//! the standard library's value. Arguments are finite, and such that neither they nor the result
//! vanish in the low parts: from about 2⁻⁴⁵⁰ to 2⁴⁵⁰.

use super::double_double::DoubleDouble;

type Number = DoubleDouble;

/// ln 2, ln 10 and π, each as its `f64` and what it is more.
pub(crate) const LN_2: Number = Number {
    high: std::f64::consts::LN_2,
    low: 2.319_046_813_846_299_6e-17,
};
pub(crate) const LN_10: Number = Number {
    high: std::f64::consts::LN_10,
    low: -2.170_756_223_382_249_4e-16,
};
pub(crate) const PI: Number = Number {
    high: std::f64::consts::PI,
    low: 1.224_646_799_147_353_2e-16,
};

/// π/2 in five parts, the first four of 33 bits: their products with an integer of 20 are exact.
const HALF_PI: [f64; 5] = [
    1.570_796_326_734_125_6,
    6.077_100_506_303_966e-11,
    2.022_266_248_711_166_5e-21,
    8.478_427_660_348_229e-32,
    2.067_032_109_826_398_8e-43,
];

/// eˣ − 1 for |x| < 1: Taylor's series at x / 256, and e²ʸ − 1 = 2(eʸ − 1) + (eʸ − 1)².
fn exp_m1_near_zero(x: Number) -> Number {
    let small = x.times(1.0 / 256.0);
    let mut series = Number::ONE;
    for k in (2..=14).rev() {
        series = Number::ONE + series * small / f64::from(k).into();
    }
    let mut result = small * series;
    for _ in 0..8 {
        result = result.times(2.0) + result * result;
    }
    result
}

/// eˣ = value·2ⁿ.
pub(crate) fn exp(x: Number) -> (Number, i32) {
    let n = (x.high / LN_2.high).round();
    let r = x - LN_2 * n.into();
    let n = (-5000..=5000)
        .find(|&k| f64::from(k) == n)
        .unwrap_or_default();
    (Number::ONE + exp_m1_near_zero(r), n)
}

/// eˣ for |x| < 300.
fn exp_moderate(x: Number) -> Number {
    let (value, n) = exp(x);
    value.times(super::ulps::power_of_two(n))
}

/// eˣ − 1 for |x| < 300.
pub(crate) fn exp_m1(x: Number) -> Number {
    if x.high.abs() < 0.5 {
        exp_m1_near_zero(x)
    } else {
        exp_moderate(x) - Number::ONE
    }
}

/// ln(1 + x) for x > −1.
///
/// With y near it, ln(1 + x) = y + ln(1 + d), d = (1 + x)·e⁻ʸ − 1 = x + (e⁻ʸ − 1)·(1 + x).
pub(crate) fn ln_1p(x: Number) -> Number {
    let y = Number::from(x.high.ln_1p());
    let d = x + exp_m1(-y) * (Number::ONE + x);
    y + (d - (d * d).times(0.5))
}

/// ln x for x > 0.
pub(crate) fn ln(x: Number) -> Number {
    if x.high > 0.5 && x.high < 2.0 {
        return ln_1p(x - Number::ONE);
    }
    let y = Number::from(x.high.ln());
    let d = x * exp_moderate(-y) - Number::ONE;
    y + (d - (d * d).times(0.5))
}

/// sin x and cos x for |x| up to some 2²⁰.
pub(crate) fn sin_cos(x: f64) -> (Number, Number) {
    let n = (x / HALF_PI[0]).round();
    let mut r = Number::from(x);
    for part in HALF_PI {
        r = r - Number::from(n) * part.into();
    }
    let (sine, cosine) = sin_cos_near_zero(r);
    match n.rem_euclid(4.0) {
        0.0 => (sine, cosine),
        1.0 => (cosine, -sine),
        2.0 => (-sine, -cosine),
        _ => (-cosine, sine),
    }
}

/// sin x and cos x for |x| ≤ 1.7, by Taylor's series.
fn sin_cos_near_zero(x: Number) -> (Number, Number) {
    let square = x * x;
    let (mut sine, mut cosine) = (Number::ONE, Number::ONE);
    for k in (1..=16).rev() {
        let k = f64::from(2 * k);
        sine = Number::ONE - sine * square / (k * (k + 1.0)).into();
        cosine = Number::ONE - cosine * square / (k * (k - 1.0)).into();
    }
    (x * sine, cosine)
}

/// atan x: with y near it, y + atan d, d = (x − tan y) / (1 + x·tan y).
pub(crate) fn atan(x: Number) -> Number {
    let y = Number::from(x.high.atan());
    let (sine, cosine) = sin_cos_near_zero(y);
    y + (x * cosine - sine) / (cosine + x * sine)
}

pub(crate) fn asin(x: Number) -> Number {
    atan(x / ((Number::ONE - x) * (Number::ONE + x)).sqrt())
}

pub(crate) fn acos(x: Number) -> Number {
    atan(((Number::ONE - x) / (Number::ONE + x)).sqrt()).times(2.0)
}

/// The angle of (x, y).
pub(crate) fn atan2(y: Number, x: Number) -> Number {
    let steep = y.high.abs() > x.high.abs();
    let angle = if steep {
        PI.times(0.5) - atan((x / y).abs())
    } else {
        atan((y / x).abs())
    };
    let angle = if x.high.is_sign_negative() {
        PI - angle
    } else {
        angle
    };
    if y.high.is_sign_negative() {
        -angle
    } else {
        angle
    }
}

pub(crate) fn sinh(x: Number) -> Number {
    let e = exp_m1(x);
    (e + e / (e + Number::ONE)).times(0.5)
}

pub(crate) fn cosh(x: Number) -> Number {
    let e = exp_moderate(x);
    (e + Number::ONE / e).times(0.5)
}

pub(crate) fn tanh(x: Number) -> Number {
    let e = exp_m1(x.times(2.0));
    e / (e + Number::from(2.0))
}

pub(crate) fn asinh(x: Number) -> Number {
    let magnitude = x.abs();
    let square = magnitude * magnitude;
    let root = (Number::ONE + square).sqrt();
    let result = ln_1p(magnitude + square / (Number::ONE + root));
    if x.high.is_sign_negative() {
        -result
    } else {
        result
    }
}

pub(crate) fn acosh(x: Number) -> Number {
    let d = x - Number::ONE;
    ln_1p(d + (d * (d + Number::from(2.0))).sqrt())
}

pub(crate) fn atanh(x: Number) -> Number {
    let magnitude = x.abs();
    let result = ln_1p(magnitude.times(2.0) / (Number::ONE - magnitude)).times(0.5);
    if x.high.is_sign_negative() {
        -result
    } else {
        result
    }
}

/// ∛x: with y near it, y − (y³ − x) / 3y².
pub(crate) fn cbrt(x: Number) -> Number {
    let y = Number::from(x.high.cbrt());
    y - (y * y * y - x) / (y * y * Number::from(3.0))
}

pub(crate) fn sigmoid(x: Number) -> (Number, i32) {
    let (e, n) = exp(-x.abs());
    let one_plus = if n < -200 {
        Number::ONE
    } else {
        Number::ONE + e.times(super::ulps::power_of_two(n))
    };
    if x.high >= 0.0 {
        (Number::ONE / one_plus, 0)
    } else {
        (e / one_plus, n)
    }
}
