//! Powers: xᵖ = 2^(p·log₂ |x|), with a logarithm of some 66 digits.
//!
//! The exponential makes absolute errors of its argument relative ones of its result. The argument
//! goes to 1024, so ten digits more than those of an `f64` are needed; they are kept in pairs.

use core::f64::consts::LN_2;

use super::super::lanes::{lanes, polynomial};
use super::exponential::{ROUND, exp_near_zero, scale};
use super::logarithm::split_any;
use super::quotient::{Pair, divide, first_bits, pair};
use super::select;

/// 2 / ln 2 and 2 / (3 ln 2), each as its `f64` and what it is more.
const FIRST: f64 = 2.885_390_081_777_926_8;
const FIRST_REST: f64 = 4.071_054_748_186_206_6e-17;
const SECOND: f64 = 0.961_796_693_925_975_6;
const SECOND_REST: f64 = 5.057_761_664_812_590_7e-17;

/// log₂ x for a positive finite x, to 2⁻⁶⁴ of itself.
///
/// x = 2ᵉ·(1 + f), s = f / (2 + f), z = s²: log₂ x = e + s·(a + z·(a/3 + z·R(z))), a = 2 / ln 2.
/// R is a polynomial of degree 7, fitted by Remez's exchange for the least largest error of the
/// series relative to a, the coefficients rounded to `f64` one after the other: 2⁻⁷²·⁹. z·R is at
/// most 2⁻¹²·⁵ of the series and needs no more than an `f64`; the other terms are pairs, the
/// factors of each product cut to 26 bits where it has to be exact.
#[inline(always)]
fn log2<const N: usize>(x: [f64; N]) -> Pair<N> {
    let (exponent, f) = split_any(x);
    let s = divide(
        Pair {
            high: f,
            low: [0.0; N],
        },
        pair([2.0; N], f),
    );
    let z = pair(
        lanes!(i in N => s.high[i] * s.high[i]),
        lanes!(i in N => s.low[i] * (2.0 * s.high[i] + s.low[i])),
    );
    let higher = lanes!(i in N => z.high[i] * polynomial!(
        z.high[i];
        0.577_078_016_355_585_3,
        0.412_198_583_111_228_37,
        0.320_598_897_936_983_15,
        0.262_308_196_081_346,
        0.221_952_425_536_751,
        0.192_395_980_952_843_8,
        0.168_549_561_977_729_52,
        0.172_072_390_811_806_64
    ));
    let inner = pair([SECOND; N], higher);
    let term = product(
        z,
        Pair {
            high: inner.high,
            low: lanes!(i in N => inner.low[i] + SECOND_REST),
        },
    );
    let outer = pair([FIRST; N], term.high);
    let fraction = product(
        s,
        Pair {
            high: outer.high,
            low: lanes!(i in N => outer.low[i] + (term.low[i] + FIRST_REST)),
        },
    );
    let sum = pair(exponent, fraction.high);
    pair(sum.high, lanes!(i in N => sum.low[i] + fraction.low[i]))
}

/// a·b as an exact product of their first 26 bits, and the rest.
#[inline(always)]
fn product<const N: usize>(a: Pair<N>, b: Pair<N>) -> Pair<N> {
    let a_first = lanes!(i in N => first_bits(a.high[i]));
    let b_first = lanes!(i in N => first_bits(b.high[i]));
    Pair {
        high: lanes!(i in N => a_first[i] * b_first[i]),
        low: lanes!(i in N => {
            let a_rest = (a.high[i] - a_first[i]) + a.low[i];
            let b_rest = (b.high[i] - b_first[i]) + b.low[i];
            a_first[i] * b_rest + a_rest * (b_first[i] + b_rest)
        }),
    }
}

/// xᵖ; for x < 0 it has a sign where p is odd, and is NaN where p is no integer.
#[inline(always)]
pub(in super::super) fn powf<const N: usize>(x: [f64; N], exponent: [f64; N]) -> [f64; N] {
    let magnitude = lanes!(i in N => x[i].abs());
    let logarithm = log2(magnitude);
    let argument = product(
        Pair {
            high: exponent,
            low: [0.0; N],
        },
        logarithm,
    );
    let high = lanes!(i in N => {
        // The logarithms of 0, ∞ and NaN are not those that the bits give.
        let edge = select(magnitude[i] == 0.0, f64::NEG_INFINITY, magnitude[i]);
        let ordinary = magnitude[i] < f64::INFINITY && magnitude[i] != 0.0;
        let high = select(ordinary, argument.high[i], exponent[i] * edge);
        // Beyond these bounds the power is 0 or infinite.
        let high = if high > 1100.0 { 1100.0 } else { high };
        if high < -1100.0 { -1100.0 } else { high }
    });
    let low = lanes!(i in N => select(high[i].abs() < 1100.0, argument.low[i], 0.0));
    let rounded = lanes!(i in N => high[i] + ROUND);
    let r = lanes!(i in N => ((high[i] - (rounded[i] - ROUND)) + low[i]) * LN_2);
    let power = scale(exp_near_zero(r), rounded, 0);
    lanes!(i in N => {
        // 1 to any exponent is 1, and so is anything to the 0; 0·∞ above has made them NaN.
        let one = magnitude[i] == 1.0 && !exponent[i].is_nan();
        let power = select(one, 1.0, power[i]);
        let odd = is_integer(exponent[i]) && !is_integer(0.5 * exponent[i]);
        let signed = select(x[i].is_sign_negative() && odd, -power, power);
        let undefined = x[i] < 0.0 && x[i] > f64::NEG_INFINITY && !is_integer(exponent[i]);
        let power = select(undefined, f64::NAN, signed);
        select(x[i] == 1.0 || exponent[i] == 0.0, 1.0, power)
    })
}

/// Whether x is an integer; from 2⁵² on every number is, and so is an infinity.
#[inline(always)]
fn is_integer(x: f64) -> bool {
    const INTEGRAL: f64 = 4_503_599_627_370_496.0;
    x.abs() >= INTEGRAL || (x.abs() + INTEGRAL) - INTEGRAL == x.abs()
}
