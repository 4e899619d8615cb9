//! The angles of a sine, a cosine and a tangent.

use core::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};

use super::super::lanes::{lanes, polynomial};
use super::quotient::first_bits;
use super::{select, sqrt};

/// What π/2 is more than its `f64`.
const HALF_PI_REST: f64 = 6.123_233_995_736_766e-17;

/// The angles whose tangents are 1/2 and 3/2, and what those of 1/2, 1 and 3/2 are more than
/// their `f64`.
const ATAN_HALF: f64 = 0.463_647_609_000_806_1;
const ATAN_THREE_HALVES: f64 = 0.982_793_723_247_329;
const ATAN_HALF_REST: f64 = 2.269_877_745_296_168_7e-17;
const ATAN_ONE_REST: f64 = 3.061_616_997_868_383e-17;
const ATAN_THREE_HALVES_REST: f64 = 1.390_331_103_123_099_8e-17;

/// atan a for a ≥ 0.
///
/// atan a = atan c + atan t, t = (a − c) / (1 + c·a), where c is the nearest of 0, 1/2, 1, 3/2 and
/// ∞ by the bounds of FreeBSD's `s_atan.c`, so that |t| ≤ 7/16; for c = ∞, t = −1 / a. The
/// polynomial is that of (atan t / t − 1) / t², in t² and of degree 10, fitted by Remez's exchange
/// for the least largest relative error of atan t, the coefficients rounded to `f64` one after the
/// other: 2⁻⁵⁵·⁷.
#[inline(always)]
fn atan_of_magnitude<const N: usize>(a: [f64; N]) -> [f64; N] {
    // From here on the result is π/2.
    let a = lanes!(i in N => if a[i] > 1e20 { 1e20 } else { a[i] });
    let t = lanes!(i in N => {
        let c = if a[i] < 0.4375 { 0.0 } else { 0.5 };
        let c = if a[i] < 0.6875 { c } else { 1.0 };
        let c = if a[i] < 1.1875 { c } else { 1.5 };
        let steep = a[i] >= 2.4375;
        let numerator = select(steep, -1.0, a[i] - c);
        let denominator = select(steep, a[i], 1.0 + c * a[i]);
        numerator / denominator
    });
    let correction = lanes!(i in N => {
        let square = t[i] * t[i];
        t[i] * (square * polynomial!(
            square;
            -0.333_333_333_333_329_9,
            0.199_999_999_998_858_5,
            -0.142_857_142_727_800_3,
            0.111_111_103_813_296_04,
            -0.090_908_855_448_545_1,
            0.076_918_371_996_586_67,
            -0.066_605_614_112_970_15,
            0.058_296_537_643_908_83,
            -0.049_593_343_879_109_11,
            0.036_104_708_244_273_295,
            -0.015_849_768_611_188_312
        ))
    });
    lanes!(i in N => {
        let angle = if a[i] < 0.4375 { 0.0 } else { ATAN_HALF };
        let rest = if a[i] < 0.4375 { 0.0 } else { ATAN_HALF_REST };
        let angle = if a[i] < 0.6875 { angle } else { FRAC_PI_4 };
        let rest = if a[i] < 0.6875 { rest } else { ATAN_ONE_REST };
        let angle = if a[i] < 1.1875 { angle } else { ATAN_THREE_HALVES };
        let rest = if a[i] < 1.1875 { rest } else { ATAN_THREE_HALVES_REST };
        let angle = if a[i] < 2.4375 { angle } else { FRAC_PI_2 };
        let rest = if a[i] < 2.4375 { rest } else { HALF_PI_REST };
        angle + (t[i] + (correction[i] + rest))
    })
}

/// atan x.
#[inline(always)]
pub(in super::super) fn atan<const N: usize>(x: [f64; N]) -> [f64; N] {
    let magnitude = atan_of_magnitude(lanes!(i in N => x[i].abs()));
    lanes!(i in N => magnitude[i].copysign(x[i]))
}

/// The angle of (x, y): atan |y / x|, in the quadrant that the signs say.
#[inline(always)]
pub(in super::super) fn atan2<const N: usize>(y: [f64; N], x: [f64; N]) -> [f64; N] {
    let quotient = lanes!(i in N => {
        let (y, x) = (y[i].abs(), x[i].abs());
        // 0 / 0 is taken as 0, ∞ / ∞ as 1.
        let quotient = select(y == 0.0 && x == 0.0, 0.0, y / x);
        select(y == f64::INFINITY && x == f64::INFINITY, 1.0, quotient)
    });
    let angle = atan_of_magnitude(quotient);
    lanes!(i in N => {
        let obtuse = PI - (angle[i] - 2.0 * HALF_PI_REST);
        select(x[i].is_sign_negative(), obtuse, angle[i]).copysign(y[i])
    })
}

/// What [`asin`] and [`acos`] are made of.
struct Arc<const N: usize> {
    /// Whether |x| ≥ 1/2. Then s is √((1 − |x|) / 2), else |x|: asin s ≤ π/6.
    large: [bool; N],
    /// s, of which for a large |x| only the first 26 bits.
    s: [f64; N],
    /// asin s − s, with the rest of s if there is one.
    rest: [f64; N],
}

/// asin of |x|, or where that is steep of √((1 − |x|) / 2).
///
/// The polynomial is that of (asin s / s − 1) / s², in s² and of degree 12, fitted by Remez's
/// exchange for the least largest relative error of asin s on [0, 1/2], the coefficients rounded
/// to `f64` one after the other: 2⁻⁵⁷·³. The root's lost digits are its remainder by twice itself.
#[inline(always)]
fn arc<const N: usize>(x: [f64; N]) -> Arc<N> {
    let large = lanes!(i in N => x[i].abs() >= 0.5);
    let square = lanes!(i in N => {
        select(large[i], 0.5 * (1.0 - x[i].abs()), x[i] * x[i])
    });
    let root = sqrt(square);
    let correction = lanes!(i in N => square[i] * polynomial!(
        square[i];
        0.166_666_666_666_667_5,
        0.074_999_999_999_729_17,
        0.044_642_857_174_311_025,
        0.030_381_942_603_655_336,
        0.022_372_221_566_310_39,
        0.017_351_426_459_673_896,
        0.013_983_857_766_534_378,
        0.011_367_480_139_072_506,
        0.010_992_418_055_133_403,
        0.002_773_916_354_756_185_8,
        0.024_281_046_298_074_774,
        -0.025_050_270_490_981_786,
        0.035_403_581_404_988_15
    ));
    let s = lanes!(i in N => select(large[i], first_bits(root[i]), x[i].abs()));
    let rest = lanes!(i in N => {
        // The smallest positive number keeps 0 / 0 from being NaN, and changes nothing else.
        let sum = root[i] + s[i] + f64::MIN_POSITIVE;
        let lost = select(large[i], (square[i] - s[i] * s[i]) / sum, 0.0);
        lost + select(large[i], root[i], x[i].abs()) * correction[i]
    });
    Arc { large, s, rest }
}

/// asin x: for a large |x| it is π/2 − 2 asin s.
#[inline(always)]
pub(in super::super) fn asin<const N: usize>(x: [f64; N]) -> [f64; N] {
    let Arc { large, s, rest } = arc(x);
    lanes!(i in N => {
        let steep = (FRAC_PI_2 - 2.0 * s[i]) - (2.0 * rest[i] - HALF_PI_REST);
        select(large[i], steep, s[i] + rest[i]).copysign(x[i])
    })
}

/// acos x: for a large |x| it is 2 asin s or π − 2 asin s, else π/2 − asin x.
#[inline(always)]
pub(in super::super) fn acos<const N: usize>(x: [f64; N]) -> [f64; N] {
    let Arc { large, s, rest } = arc(x);
    lanes!(i in N => {
        let right = FRAC_PI_2 - (s[i].copysign(x[i]) - (HALF_PI_REST - rest[i].copysign(x[i])));
        let acute = 2.0 * (s[i] + rest[i]);
        let obtuse = 2.0 * (FRAC_PI_2 - (s[i] + (rest[i] - HALF_PI_REST)));
        select(large[i], select(x[i] > 0.0, acute, obtuse), right)
    })
}
