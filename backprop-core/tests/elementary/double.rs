//! `f64`, against numbers of 106 bits.
//!
//! Each test tries numbers at random in every binade that it names, of both signs, and close to
//! the points that it names: some 200,000 in all.

use backprop_core::{Elementary, Float};

use super::double_check::{NUMBERS, arguments, check, check_pairs, exact_ln, or_itself};
use super::double_double::DoubleDouble;
use super::oracle;
use super::random_bits;
use super::ulps::power_of_two;

#[test]
fn exp() {
    let points = [709.78, -708.4, -745.1, 0.35];
    check(
        f64::exp_lanes,
        |x| Some(oracle::exp(x.into())),
        &arguments(-60, 9, &points),
    );
}

#[test]
fn exp2() {
    let points = [1024.0, -1022.0, -1074.5, 0.5];
    let exact = |x: f64| {
        let n = x.round();
        let (value, more) = oracle::exp(oracle::LN_2 * (x - n).into());
        let n = (-2048..=2048).find(|&k| f64::from(k) == n)?;
        Some((value, n + more))
    };
    check(f64::exp2_lanes, exact, &arguments(-60, 10, &points));
}

#[test]
fn exp_m1() {
    let points = [0.346, 0.693, -0.346, 1.04, 37.0];
    let exact = |x: f64| {
        if x > 300.0 {
            Some(oracle::exp(x.into()))
        } else {
            Some(or_itself(x.max(-200.0), oracle::exp_m1))
        }
    };
    check(f64::exp_m1_lanes, exact, &arguments(-1074, 9, &points));
}

#[test]
fn sigmoid() {
    let points = [-708.4, -745.1, 0.35, 37.0];
    check(
        f64::sigmoid_lanes,
        |x| Some(oracle::sigmoid(x.into())),
        &arguments(-60, 9, &points),
    );
}

#[test]
fn ln() {
    let arguments = arguments(-1074, 1023, &[1.0, 0.5_f64.sqrt(), 2.0_f64.sqrt()]);
    check(f64::ln_lanes, |x| Some((exact_ln(x)?, 0)), &arguments);
}

#[test]
fn log2() {
    let arguments = arguments(-1074, 1023, &[1.0, 0.5_f64.sqrt(), 2.0_f64.sqrt()]);
    check(
        f64::log2_lanes,
        |x| Some((exact_ln(x)? / oracle::LN_2, 0)),
        &arguments,
    );
}

#[test]
fn log10() {
    let arguments = arguments(-1074, 1023, &[1.0, 0.5_f64.sqrt(), 2.0_f64.sqrt()]);
    check(
        f64::log10_lanes,
        |x| Some((exact_ln(x)? / oracle::LN_10, 0)),
        &arguments,
    );
}

#[test]
fn ln_1p() {
    let exact = |x: f64| match x {
        _ if x <= -1.0 => None,
        // What 1 is beside this x is less than 2⁻¹⁰⁰.
        _ if x > 1e30 => Some((exact_ln(x)?, 0)),
        _ => Some(or_itself(x, oracle::ln_1p)),
    };
    let points = [-1.0, 1.0, 0.5_f64.sqrt() - 1.0, 2.0_f64.sqrt() - 1.0];
    check(f64::ln_1p_lanes, exact, &arguments(-1074, 1023, &points));
}

/// Numbers up to where the lanes leave off, and those nearest to multiples of π/2, where up to 60
/// digits cancel.
fn angles() -> Vec<f64> {
    let mut angles = arguments(-1074, 19, &[]);
    let mut random = random_bits(6);
    for _ in 0..20_000 {
        let n = f64::from(u32::try_from(random() >> 44).unwrap());
        let nearest = n * std::f64::consts::FRAC_PI_2;
        angles.extend([nearest.next_down(), nearest, -nearest.next_up()]);
    }
    angles
}

#[test]
fn sin() {
    let exact = |x: f64| Some(or_itself(x, |_| oracle::sin_cos(x).0));
    check(f64::sin_lanes, exact, &angles());
}

#[test]
fn cos() {
    check(
        f64::cos_lanes,
        |x| Some((oracle::sin_cos(x).1, 0)),
        &angles(),
    );
}

#[test]
fn tan() {
    let exact = |x: f64| {
        Some(or_itself(x, |_| {
            let (sine, cosine) = oracle::sin_cos(x);
            sine / cosine
        }))
    };
    check(f64::tan_lanes, exact, &angles());
}

#[test]
fn large_angles_are_those_of_float() {
    for x in arguments(21, 1023, &[]) {
        assert_eq!(f64::sin_lanes([x]), [Float::sin(x)], "sin {x:e}");
        assert_eq!(f64::cos_lanes([x]), [Float::cos(x)], "cos {x:e}");
        assert_eq!(f64::tan_lanes([x]), [Float::tan(x)], "tan {x:e}");
    }
}

#[test]
fn asin() {
    let exact = |x: f64| {
        if x.abs() < 1.0 {
            Some(or_itself(x, oracle::asin))
        } else {
            None
        }
    };
    check(
        f64::asin_lanes,
        exact,
        &arguments(-1074, -1, &[1.0, -1.0, 0.5, -0.5]),
    );
}

#[test]
fn acos() {
    let exact = |x: f64| (x.abs() < 1.0).then(|| (oracle::acos(x.into()), 0));
    check(
        f64::acos_lanes,
        exact,
        &arguments(-60, -1, &[1.0, -1.0, 0.5, -0.5]),
    );
}

#[test]
fn atan() {
    let points = [0.4375, 0.6875, 1.0, 1.1875, 2.4375];
    check(
        f64::atan_lanes,
        |x| Some(or_itself(x, oracle::atan)),
        &arguments(-1074, 300, &points),
    );
}

#[test]
fn sinh() {
    let exact = |x: f64| {
        if x.abs() > 300.0 {
            let (value, n) = oracle::exp(DoubleDouble::from(x).abs());
            Some((if x < 0.0 { -value } else { value }, n - 1))
        } else {
            Some(or_itself(x, oracle::sinh))
        }
    };
    check(
        f64::sinh_lanes,
        exact,
        &arguments(-1074, 9, &[1.0, 710.475, -710.475]),
    );
}

#[test]
fn cosh() {
    let exact = |x: f64| {
        if x.abs() > 300.0 {
            let (value, n) = oracle::exp(DoubleDouble::from(x).abs());
            Some((value, n - 1))
        } else {
            Some((oracle::cosh(x.into()), 0))
        }
    };
    check(
        f64::cosh_lanes,
        exact,
        &arguments(-60, 9, &[1.0, 710.475, -710.475]),
    );
}

#[test]
fn tanh() {
    let exact = |x: f64| Some(or_itself(x.clamp(-100.0, 100.0), oracle::tanh));
    check(
        f64::tanh_lanes,
        exact,
        &arguments(-1074, 9, &[0.55, 1.0, 19.0]),
    );
}

#[test]
fn asinh() {
    let exact = |x: f64| {
        if x.abs() > 1e30 {
            let value = exact_ln(x.abs())? + oracle::LN_2;
            Some((if x < 0.0 { -value } else { value }, 0))
        } else {
            Some(or_itself(x, oracle::asinh))
        }
    };
    check(
        f64::asinh_lanes,
        exact,
        &arguments(-1074, 1023, &[0.3, 1.0, power_of_two(60)]),
    );
}

#[test]
fn acosh() {
    let exact = |x: f64| match x {
        _ if x <= 1.0 => None,
        _ if x > 1e30 => Some((exact_ln(x)? + oracle::LN_2, 0)),
        _ => Some((oracle::acosh(x.into()), 0)),
    };
    check(
        f64::acosh_lanes,
        exact,
        &arguments(0, 1023, &[1.0, 1.5, 2.0, power_of_two(60)]),
    );
}

#[test]
fn atanh() {
    let exact = |x: f64| {
        if x.abs() < 1.0 {
            Some(or_itself(x, oracle::atanh))
        } else {
            None
        }
    };
    check(
        f64::atanh_lanes,
        exact,
        &arguments(-1074, -1, &[1.0, -1.0, 0.17]),
    );
}

#[test]
fn sqrt() {
    let arguments = arguments(-1074, 1023, &[]);
    for x in arguments {
        let ([result], expected) = (f64::sqrt_lanes([x]), Float::sqrt(x));
        assert!(result == expected || x < 0.0 && result.is_nan(), "√{x:e}");
    }
}

#[test]
fn cbrt() {
    let exact = |x: f64| {
        // x = m·2³ⁿ with a moderate m.
        let n = (x.abs().log2() / 3.0).round();
        let n = (-400..=400).find(|&k| f64::from(k) == n)?;
        let m = x * power_of_two(-n) * power_of_two(-n) * power_of_two(-n);
        Some((oracle::cbrt(m.into()), n))
    };
    check(f64::cbrt_lanes, exact, &arguments(-1074, 1023, &[1.0, 8.0]));
}

/// Integers, halves, and numbers close to them, where the standard library's are exact.
#[test]
fn roundings() {
    let points: Vec<f64> = (1..=40_u8).map(|n| f64::from(n) / 2.0).collect();
    let mut numbers = arguments(-1074, 1023, &points);
    numbers.extend(
        points
            .iter()
            .flat_map(|&x| [x, -x, x.next_up(), -x.next_down()]),
    );
    for x in numbers {
        let same = |[result]: [f64; 1], expected: f64| result.to_bits() == expected.to_bits();
        assert!(same(f64::floor_lanes([x]), Float::floor(x)), "floor {x:e}");
        assert!(same(f64::ceil_lanes([x]), Float::ceil(x)), "ceil {x:e}");
        assert!(same(f64::round_lanes([x]), Float::round(x)), "round {x:e}");
    }
}

#[test]
fn hypot() {
    // Both are multiplied by a power of two that keeps the squares and their low parts normal.
    let exact = |x: f64, y: f64| {
        let largest = x.abs().max(y.abs());
        let n = if largest > 1e100 {
            600
        } else if largest < 1e-100 {
            -600
        } else {
            0
        };
        let scale = |x: f64| DoubleDouble::from(x * power_of_two(-n));
        let (x, y) = (scale(x), scale(y));
        Some(((x * x + y * y).sqrt(), n))
    };
    check_pairs(f64::hypot_lanes, exact, (-8, 8), (-8, 8));
    check_pairs(f64::hypot_lanes, exact, (-1074, 1023), (-1074, 1023));
    check_pairs(f64::hypot_lanes, exact, (1010, 1023), (1010, 1023));
    check_pairs(f64::hypot_lanes, exact, (-1074, -1010), (-1074, -1010));
}

#[test]
fn atan2() {
    let exact = |y: f64, x: f64| Some((oracle::atan2(y.into(), x.into()), 0));
    check_pairs(f64::atan2_lanes, exact, (-4, 4), (-4, 4));
    check_pairs(f64::atan2_lanes, exact, (-100, 100), (-100, 100));
}

#[test]
fn powf() {
    let exact = |x: f64, exponent: f64| {
        let x = x.abs();
        let power = exact_ln(x)? * exponent.into();
        (power.high.abs() < 800.0).then(|| oracle::exp(power))
    };
    let lanes = |x: [f64; NUMBERS], y| f64::powf_lanes(x.map(f64::abs), y);
    check_pairs(lanes, exact, (-2, 2), (-4, 11));
    check_pairs(lanes, exact, (-1074, 1023), (-4, 4));
    // Close to 1, with large exponents.
    let lanes = |x: [f64; NUMBERS], y| f64::powf_lanes(x.map(|x| 1.0 + x), y);
    check_pairs(lanes, |x, y| exact(1.0 + x, y), (-50, -2), (1, 40));
}
