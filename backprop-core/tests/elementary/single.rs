//! `f32`, against the functions of the standard library for `f64`: their errors are below 2⁻²⁸ of
//! an `f32`'s ulp.
//!
//! Each test names a range in which every number is tried, in most of them with both signs: there
//! the function does more than overflow, vanish, or follow the first terms of its series, or the
//! range has all the cases that its reduction of the argument makes. Of all bit patterns one in
//! 251 is tried, and with the environment variable `BACKPROP_EVERY_F32` each one, which takes
//! about an hour.

use std::ops::RangeInclusive;

use backprop_core::{Elementary, Float};

use super::ulps::ulps_of_single;
use super::{BOUND, random_bits};

const NUMBERS: usize = 64;

type Lanes = fn([f32; NUMBERS]) -> [f32; NUMBERS];

#[track_caller]
fn try_bits(lanes: Lanes, reference: fn(f64) -> f64, mut bits: impl Iterator<Item = u32>) {
    let mut x = [0.0; NUMBERS];
    let mut more = true;
    while more {
        for x in &mut x {
            match bits.next() {
                Some(bits) => *x = f32::from_bits(bits),
                None => more = false,
            }
        }
        let y = lanes(x);
        for (x, y) in x.into_iter().zip(y) {
            let exact = reference(f64::from(x));
            let error = ulps_of_single(y, exact);
            assert!(
                error <= BOUND,
                "{y:e} is {error} ulp from {exact:e}, at {x:e}"
            );
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Signs {
    Both,
    Positive,
}
use Signs::{Both, Positive};

#[track_caller]
fn check(lanes: Lanes, reference: fn(f64) -> f64, signs: Signs, every: &RangeInclusive<f32>) {
    let stride = if std::env::var_os("BACKPROP_EVERY_F32").is_some() {
        1
    } else {
        251
    };
    try_bits(lanes, reference, (0..=u32::MAX).step_by(stride));
    let (first, last) = (every.start().to_bits(), every.end().to_bits());
    try_bits(lanes, reference, first..=last);
    if signs == Both {
        try_bits(lanes, reference, first | 1 << 31..=last | 1 << 31);
    }
}

#[test]
fn exp() {
    check(f32::exp_lanes, f64::exp, Both, &(1e-4..=105.0));
}

#[test]
fn exp2() {
    check(f32::exp2_lanes, f64::exp2, Both, &(1e-4..=152.0));
}

#[test]
fn exp_m1() {
    check(f32::exp_m1_lanes, f64::exp_m1, Both, &(1e-4..=90.0));
}

#[test]
fn sigmoid() {
    check(f32::sigmoid_lanes, Float::sigmoid, Both, &(1e-4..=105.0));
}

/// Powers of two come in as an integer times ln 2, so that a few exponents show every mantissa.
#[test]
fn ln() {
    check(f32::ln_lanes, f64::ln, Positive, &(0.0625..=16.0));
}

#[test]
fn log2() {
    check(f32::log2_lanes, f64::log2, Positive, &(0.0625..=16.0));
}

#[test]
fn log10() {
    check(f32::log10_lanes, f64::log10, Positive, &(0.0625..=16.0));
}

#[test]
fn ln_1p() {
    check(f32::ln_1p_lanes, f64::ln_1p, Positive, &(1e-4..=16.0));
    try_bits(
        f32::ln_1p_lanes,
        f64::ln_1p,
        (-1e-4_f32).to_bits()..=(-1.0_f32).to_bits(),
    );
}

/// The numbers nearest to the multiples of π/2, where all of an `f32`'s digits cancel, up to where
/// the lanes leave off.
fn near_multiples_of_half_pi() -> impl Iterator<Item = u32> {
    (1..45_000).flat_map(|n| {
        let nearest = Float::from_f64(f64::from(n) * std::f64::consts::FRAC_PI_2);
        let nearest = f32::to_bits(nearest);
        nearest - 8..=nearest + 8
    })
}

#[test]
fn sin() {
    check(f32::sin_lanes, f64::sin, Positive, &(1e-3..=64.0));
    try_bits(f32::sin_lanes, f64::sin, near_multiples_of_half_pi());
}

#[test]
fn cos() {
    check(f32::cos_lanes, f64::cos, Positive, &(1e-3..=64.0));
    try_bits(f32::cos_lanes, f64::cos, near_multiples_of_half_pi());
}

#[test]
fn tan() {
    check(f32::tan_lanes, f64::tan, Positive, &(1e-3..=64.0));
    try_bits(f32::tan_lanes, f64::tan, near_multiples_of_half_pi());
}

#[test]
fn asin() {
    check(f32::asin_lanes, f64::asin, Positive, &(1e-3..=1.1));
}

#[test]
fn acos() {
    check(f32::acos_lanes, f64::acos, Both, &(1e-3..=1.1));
}

#[test]
fn atan() {
    check(f32::atan_lanes, f64::atan, Positive, &(1e-3..=64.0));
}

#[test]
fn sinh() {
    check(f32::sinh_lanes, f64::sinh, Positive, &(1e-3..=90.0));
}

#[test]
fn cosh() {
    check(f32::cosh_lanes, f64::cosh, Positive, &(1e-4..=90.0));
}

#[test]
fn tanh() {
    check(f32::tanh_lanes, f64::tanh, Positive, &(1e-3..=10.0));
}

#[test]
fn asinh() {
    check(f32::asinh_lanes, f64::asinh, Positive, &(1e-3..=8.0));
}

#[test]
fn acosh() {
    check(f32::acosh_lanes, f64::acosh, Positive, &(1.0..=64.0));
}

#[test]
fn atanh() {
    check(f32::atanh_lanes, f64::atanh, Positive, &(1e-3..=1.1));
}

#[test]
fn sqrt() {
    check(f32::sqrt_lanes, f64::sqrt, Positive, &(1.0..=4.0));
}

#[test]
fn cbrt() {
    check(f32::cbrt_lanes, f64::cbrt, Positive, &(1.0..=8.0));
}

#[test]
fn floor() {
    check(f32::floor_lanes, f64::floor, Both, &(0.25..=256.0));
}

#[test]
fn ceil() {
    check(f32::ceil_lanes, f64::ceil, Both, &(0.25..=256.0));
}

#[test]
fn round() {
    check(f32::round_lanes, f64::round, Both, &(0.25..=256.0));
}

/// Three million pairs: any two bit patterns, and two numbers of moderate size.
#[track_caller]
fn check_pairs(
    lanes: fn([f32; NUMBERS], [f32; NUMBERS]) -> [f32; NUMBERS],
    reference: fn(f64, f64) -> f64,
) {
    let mut random = random_bits(7);
    let mut number = |moderate: bool| {
        let bits = u32::try_from(random() >> 32).unwrap();
        // The exponent field from 2⁻⁸ to 2⁷.
        let moderated = (bits & 0x87ff_ffff) | 0x3800_0000;
        f32::from_bits(if moderate {
            moderated + 0x0400_0000
        } else {
            bits
        })
    };
    for round in 0..50_000 {
        let x = [(); NUMBERS].map(|()| number(round % 4 != 0));
        let y = [(); NUMBERS].map(|()| number(round % 4 != 0));
        for ((x, y), result) in x.into_iter().zip(y).zip(lanes(x, y)) {
            let exact = reference(f64::from(x), f64::from(y));
            let error = ulps_of_single(result, exact);
            assert!(
                error <= BOUND,
                "{result:e} is {error} ulp from {exact:e}, at {x:e}, {y:e}"
            );
        }
    }
}

#[test]
fn powf() {
    check_pairs(f32::powf_lanes, f64::powf);
}

#[test]
fn hypot() {
    check_pairs(f32::hypot_lanes, f64::hypot);
}

#[test]
fn atan2() {
    check_pairs(f32::atan2_lanes, f64::atan2);
}
