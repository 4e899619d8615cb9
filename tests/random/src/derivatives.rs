//! The derivatives of all operations, from the calculus and from section 4.4 of the language for the
//! points where it has no answer. All are functions of the arguments in `f64`, never of the result.

use std::f64::consts::{LN_2, LN_10, PI};

use crate::dual::Partial::{self, Absent, Masked, Overflow, Smooth, Unspecified};

/// The partial derivatives of a call, and the side of its kink that the arguments are on.
pub(crate) struct Local {
    pub(crate) partials: Vec<Partial>,
    pub(crate) side: i64,
    /// Units of epsilon that the value may be off beyond what is relative to it.
    pub(crate) loss: f64,
}

pub(crate) fn call(function: &str, arguments: &[f64]) -> Local {
    match *arguments {
        [x] => unary(function, x),
        [x, y] => binary(function, x, y),
        [x, y, z] => ternary(function, x, y, z),
        _ => panic!(
            "`{function}` of {} arguments is unknown to the tests",
            arguments.len()
        ),
    }
}

fn smooth(partials: &[f64]) -> Local {
    Local {
        partials: partials.iter().map(|&slope| Smooth(slope, 0.0)).collect(),
        side: 0,
        loss: 0.0,
    }
}

fn slack(slope: f64, slack: f64) -> Local {
    Local {
        partials: vec![Smooth(slope, slack)],
        side: 0,
        loss: 0.0,
    }
}

fn kink(side: i64, partials: &[Partial]) -> Local {
    Local {
        partials: partials.to_vec(),
        side,
        loss: 0.0,
    }
}

/// A derivative that is infinite at zero alone.
pub(crate) fn pole(slope: f64, at: f64) -> Partial {
    if slope.is_infinite() && at != 0.0 {
        Overflow
    } else {
        Smooth(slope, 0.0)
    }
}

/// The side of zero: at, below, above, or neither for a NaN.
fn sign(x: f64) -> i64 {
    if x == 0.0 {
        0
    } else if x < 0.0 {
        -1
    } else if x > 0.0 {
        1
    } else {
        2
    }
}

fn logistic(x: f64) -> f64 {
    if x < 0.0 {
        x.exp() / (1.0 + x.exp())
    } else {
        (1.0 + (-x).exp()).recip()
    }
}

fn unary(function: &str, x: f64) -> Local {
    match function {
        "recip" => kink(sign(x), &[pole(-1.0 / x / x, x)]),
        "square" => smooth(&[2.0 * x]),
        "sqrt" => smooth(&[0.5 / x.sqrt()]),
        // A cube root's derivative is infinite at 0, from both sides.
        "cbrt" => smooth(&[1.0 / 3.0 / x.cbrt().powi(2)]),
        "exp" => smooth(&[x.exp()]),
        "exp2" => smooth(&[LN_2 * x.exp2()]),
        // As `y + 1`.
        "exp_m1" => slack(x.exp(), 1.0),
        "ln" => smooth(&[x.recip()]),
        "log2" => smooth(&[(x * LN_2).recip()]),
        "log10" => smooth(&[(x * LN_10).recip()]),
        "ln_1p" => smooth(&[(1.0 + x).recip()]),
        "sin" => smooth(&[x.cos()]),
        "cos" => smooth(&[-x.sin()]),
        "tan" => smooth(&[x.cos().powi(-2)]),
        // The difference from 1 of a rounded square.
        "asin" => slack(
            (1.0 - x * x).sqrt().recip(),
            x * x * (1.0 - x * x).powf(-1.5),
        ),
        "acos" => slack(
            -(1.0 - x * x).sqrt().recip(),
            x * x * (1.0 - x * x).powf(-1.5),
        ),
        "atan" => smooth(&[(1.0 + x * x).recip()]),
        "sinh" => smooth(&[x.cosh()]),
        "cosh" => smooth(&[x.sinh()]),
        // As `(1 - y) * (1 + y)`.
        "tanh" => slack(x.cosh().powi(-2), 2.0 * x.tanh().powi(2)),
        "asinh" => smooth(&[x.hypot(1.0).recip()]),
        "acosh" => {
            // No product of the two, which may overflow, and is positive below -1, too.
            let slope = ((x - 1.0).sqrt() * (x + 1.0).sqrt()).recip();
            let local = slack(slope, slope * (x * slope).powi(2));
            // The logarithm of a rounded number near 1.
            Local { loss: 1.0, ..local }
        }
        "atanh" => {
            let rest = (1.0 - x) * (1.0 + x);
            slack(rest.recip(), 2.0 * x * x / (rest * rest))
        }
        // As `y * (1 - y)`.
        "sigmoid" => slack(logistic(x) * logistic(-x), logistic(x).powi(2)),
        "softplus" => smooth(&[logistic(x)]),
        "silu" => {
            let (y, rest) = (logistic(x), logistic(-x));
            slack(y + x * y * rest, y + x.abs() * y * (rest + y))
        }
        "gelu" => gelu(x),
        _ => kinked(function, x),
    }
}

fn gelu(x: f64) -> Local {
    let scale = (2.0 / PI).sqrt();
    let u = scale * (x + 0.044_715 * x.powi(3));
    let du = scale * (1.0 + 3.0 * 0.044_715 * x.powi(2));
    let gap = u.cosh().powi(-2);
    if gap == 0.0 && x.is_finite() {
        // The tanh is 1 or -1, to the last digit.
        return slack(0.5 * (1.0 + u.tanh()), 0.0);
    }
    // Both `1 + t` and `1 - t * t` are differences of a rounded tanh, which itself moves with u.
    let slope = 0.5 * (1.0 + u.tanh()) + 0.5 * x * gap * du;
    let moved = 2.0 * u.tanh().powi(2) + 4.0 * u.abs() * gap;
    let local = slack(
        slope,
        1.0 + u.abs() * gap + 0.5 * x.abs() * du * (gap + moved),
    );
    Local {
        loss: x.abs(),
        ..local
    }
}

fn kinked(function: &str, x: f64) -> Local {
    let side = sign(x);
    let one = Smooth(1.0, 0.0);
    match function {
        "abs" => kink(
            side,
            &[[Smooth(-1.0, 0.0), Masked, one, Unspecified][index(side)]],
        ),
        // A NaN lets the gradient through.
        "relu" => kink(side, &[if x <= 0.0 { Masked } else { one }]),
        // As `y + 1` below zero, and the left derivative at zero.
        "elu" => kink(side, &[if x <= 0.0 { Smooth(x.exp(), 1.0) } else { one }]),
        "signum" => kink(side, &[Absent]),
        "floor" => kink(step(x.floor()), &[Absent]),
        "ceil" => kink(step(x.ceil()), &[Absent]),
        "round" => kink(step(x.round()), &[Absent]),
        "stop_gradient" => kink(0, &[Absent]),
        _ => panic!("`{function}` of 1 argument is unknown to the tests"),
    }
}

fn index(side: i64) -> usize {
    usize::try_from(side + 1).unwrap_or(3)
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "two steps that are so far out need not be told apart"
)]
fn step(value: f64) -> i64 {
    value as i64
}

fn binary(function: &str, x: f64, y: f64) -> Local {
    match function {
        "powf" => {
            let exponent = if x == 0.0 {
                Masked
            } else {
                Smooth(x.powf(y) * x.ln(), 0.0)
            };
            // Anything to the power of 0 is 1.
            let base = if y == 0.0 {
                Masked
            } else {
                pole(y * x.powf(y - 1.0), x)
            };
            kink(sign(x), &[base, exponent])
        }
        "hypot" if x == 0.0 && y == 0.0 => kink(0, &[Masked, Masked]),
        "hypot" => {
            let length = x.hypot(y);
            kink(1, &[Smooth(x / length, 0.0), Smooth(y / length, 0.0)])
        }
        // The angle of (y, x) in std's order of arguments, with x the ordinate here.
        "atan2" => {
            let length = x.hypot(y);
            kink(
                sign(y) * 4 + sign(x),
                &[
                    pole(y / length / length, length),
                    pole(-x / length / length, length),
                ],
            )
        }
        "min" => extremum(-x, -y),
        "max" => extremum(x, y),
        "leaky_relu" => {
            if x <= 0.0 {
                kink(sign(x), &[Smooth(y, 0.0), Smooth(x, 0.0)])
            } else {
                kink(sign(x), &[Smooth(1.0, 0.0), Masked])
            }
        }
        _ => panic!("`{function}` of 2 arguments is unknown to the tests"),
    }
}

/// The greater takes all, a tie is halved, a NaN is passed over.
fn extremum(x: f64, y: f64) -> Local {
    let one = Smooth(1.0, 0.0);
    if x > y || y.is_nan() && !x.is_nan() {
        kink(1, &[one, Masked])
    } else if y > x || x.is_nan() && !y.is_nan() {
        kink(-1, &[Masked, one])
    } else if x == y {
        kink(0, &[Smooth(0.5, 0.0), Smooth(0.5, 0.0)])
    } else {
        kink(2, &[Unspecified, Unspecified])
    }
}

fn ternary(function: &str, x: f64, y: f64, z: f64) -> Local {
    let one = Smooth(1.0, 0.0);
    match function {
        "mul_add" => smooth(&[y, x, 1.0]),
        // The `if` chain of the language: what is not chosen takes no part.
        "clamp" if x < y => kink(-2, &[Absent, one, Absent]),
        "clamp" if x > z => kink(2, &[Absent, Absent, one]),
        // At a bound, one step decides which side the value is on.
        "clamp" => kink(
            i64::from(x == z) - i64::from(x == y),
            &[one, Absent, Absent],
        ),
        _ => panic!("`{function}` of 3 arguments is unknown to the tests"),
    }
}

/// The derivative of `base` to a literal power.
pub(crate) fn powi(base: f64, exponent: i32) -> Partial {
    // A constant function has none, not even where the base is infinite.
    if exponent == 0 {
        Absent
    } else {
        pole(f64::from(exponent) * base.powi(exponent - 1), base)
    }
}
