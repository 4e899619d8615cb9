//! The value and the derivatives of elementwise functions, from the calculus and from section 4.4 of the
//! language for the points where it has no answer.

use std::f64::consts::{LN_2, LN_10, PI};

/// What a function is at a point.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Local {
    pub(crate) value: f64,
    /// The derivative by each argument; 0 by those that take no part.
    pub(crate) slopes: [f64; 3],
    /// Units of epsilon that a derivative may be off beyond what is relative to it.
    pub(crate) slack: f64,
    /// Units of epsilon that the value may be off beyond what is relative to it.
    pub(crate) loss: f64,
    /// The side of its kink that the point is on.
    pub(crate) side: i64,
}

pub(crate) type Function = fn(&[f64]) -> Local;

fn smooth(value: f64, slope: f64) -> Local {
    several(value, [slope, 0.0, 0.0])
}

fn several(value: f64, slopes: [f64; 3]) -> Local {
    Local {
        value,
        slopes,
        slack: 0.0,
        loss: 0.0,
        side: 0,
    }
}

impl Local {
    fn slack(self, slack: f64) -> Self {
        Self { slack, ..self }
    }

    fn loss(self, loss: f64) -> Self {
        Self { loss, ..self }
    }

    fn side(self, side: i64) -> Self {
        Self { side, ..self }
    }
}

/// The side of zero; a NaN has one of its own.
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

/// The function by its name or symbol.
pub(crate) fn find(name: &str) -> Function {
    match name {
        "+" => |x| several(x[0] + x[1], [1.0, 1.0, 0.0]),
        "-" => |x| several(x[0] - x[1], [1.0, -1.0, 0.0]),
        "*" => |x| several(x[0] * x[1], [x[1], x[0], 0.0]),
        "/" => |x| {
            let quotient = x[0] / x[1];
            several(quotient, [x[1].recip(), -quotient / x[1], 0.0])
        },
        "negate" => |x| smooth(-x[0], -1.0),
        "recip" => |x| smooth(x[0].recip(), -x[0].powi(-2)),
        "square" => |x| smooth(x[0] * x[0], 2.0 * x[0]),
        "sqrt" => |x| smooth(x[0].sqrt(), 0.5 / x[0].sqrt()),
        "cbrt" => |x| smooth(x[0].cbrt(), 1.0 / 3.0 / x[0].cbrt().powi(2)),
        "exp" => |x| smooth(x[0].exp(), x[0].exp()),
        "exp2" => |x| smooth(x[0].exp2(), LN_2 * x[0].exp2()),
        "exp_m1" => |x| smooth(x[0].exp_m1(), x[0].exp()),
        "ln" => |x| smooth(x[0].ln(), x[0].recip()),
        "log2" => |x| smooth(x[0].log2(), (x[0] * LN_2).recip()),
        "log10" => |x| smooth(x[0].log10(), (x[0] * LN_10).recip()),
        "ln_1p" => |x| smooth(x[0].ln_1p(), (1.0 + x[0]).recip()),
        "sin" => |x| smooth(x[0].sin(), x[0].cos()),
        "cos" => |x| smooth(x[0].cos(), -x[0].sin()),
        "tan" => |x| smooth(x[0].tan(), x[0].cos().powi(-2)),
        "asin" => |x| smooth(x[0].asin(), (1.0 - x[0] * x[0]).sqrt().recip()).slack(4.0),
        "acos" => |x| {
            smooth(x[0].acos(), -(1.0 - x[0] * x[0]).sqrt().recip())
                .slack(4.0)
                .loss(1.0)
        },
        "atan" => |x| smooth(x[0].atan(), (1.0 + x[0] * x[0]).recip()),
        "sinh" => |x| smooth(x[0].sinh(), x[0].cosh()),
        "cosh" => |x| smooth(x[0].cosh(), x[0].sinh()),
        // As `(1 - y) * (1 + y)`.
        "tanh" => |x| smooth(x[0].tanh(), x[0].cosh().powi(-2)).slack(4.0),
        "asinh" => |x| smooth(x[0].asinh(), x[0].hypot(1.0).recip()).loss(1.0),
        "acosh" => |x| smooth(x[0].acosh(), ((x[0] - 1.0) * (x[0] + 1.0)).sqrt().recip()).loss(2.0),
        "atanh" => |x| smooth(x[0].atanh(), (1.0 - x[0] * x[0]).recip()).slack(8.0),
        // As `y * (1 - y)`.
        "sigmoid" => |x| smooth(logistic(x[0]), logistic(x[0]) * logistic(-x[0])).slack(2.0),
        "softplus" => |x| smooth(x[0].max(0.0) + (-x[0].abs()).exp().ln_1p(), logistic(x[0])),
        "silu" => |x| {
            let (y, rest) = (logistic(x[0]), logistic(-x[0]));
            smooth(x[0] * y, y + x[0] * y * rest).slack(4.0 + 4.0 * x[0].abs())
        },
        "gelu" => gelu,
        _ => kinked(name),
    }
}

fn gelu(x: &[f64]) -> Local {
    let x = x[0];
    let scale = (2.0 / PI).sqrt();
    let u = scale * (x + 0.044_715 * x.powi(3));
    let du = scale * (1.0 + 3.0 * 0.044_715 * x.powi(2));
    let gap = u.cosh().powi(-2);
    let slope = if gap == 0.0 { 0.0 } else { 0.5 * x * gap * du };
    // Both `1 + t` and `1 - t * t` are differences of a rounded tanh, which itself moves with u.
    let moved = (8.0 + 8.0 * u.abs()) * (1.0 + x.abs() * du);
    smooth(0.5 * x * (1.0 + u.tanh()), 0.5 * (1.0 + u.tanh()) + slope)
        .slack(moved)
        .loss(x.abs() * (2.0 + 4.0 * u.abs() * gap))
}

fn kinked(name: &str) -> Function {
    match name {
        "abs" => |x| {
            let slope = if x[0] == 0.0 { 0.0 } else { x[0].signum() };
            smooth(x[0].abs(), slope).side(sign(x[0]))
        },
        // A NaN lets the gradient through.
        "relu" => |x| {
            let masked = x[0] <= 0.0;
            smooth(
                if masked { 0.0 } else { x[0] },
                if masked { 0.0 } else { 1.0 },
            )
            .side(sign(x[0]))
        },
        "elu" => |x| {
            let local = if x[0] <= 0.0 {
                smooth(x[0].exp_m1(), x[0].exp())
            } else {
                smooth(x[0], 1.0)
            };
            local.side(sign(x[0]))
        },
        "leaky_relu" => |x| {
            let local = if x[0] <= 0.0 {
                several(x[1] * x[0], [x[1], x[0], 0.0])
            } else {
                several(x[0], [1.0, 0.0, 0.0])
            };
            local.side(sign(x[0]))
        },
        "signum" => |x| smooth(x[0].signum(), 0.0).side(sign(x[0])),
        "floor" => |x| smooth(x[0].floor(), 0.0).side(step(x[0].floor())),
        "ceil" => |x| smooth(x[0].ceil(), 0.0).side(step(x[0].ceil())),
        "round" => |x| smooth(x[0].round(), 0.0).side(step(x[0].round())),
        "min" => |x| extremum(x[0], x[1], f64::min),
        "max" => |x| extremum(x[0], x[1], f64::max),
        "mul_add" => |x| several(x[0] * x[1] + x[2], [x[1], x[0], 1.0]).loss((x[0] * x[1]).abs()),
        "hypot" => |x| {
            let length = x[0].hypot(x[1]);
            let slope = |x: f64| if length == 0.0 { 0.0 } else { x / length };
            several(length, [slope(x[0]), slope(x[1]), 0.0])
        },
        // The angle of (y, x) in std's order of arguments.
        "atan2" => |x| {
            let length = x[0].hypot(x[1]).powi(2);
            several(x[0].atan2(x[1]), [x[1] / length, -x[0] / length, 0.0])
        },
        "powf" => |x| {
            let value = x[0].powf(x[1]);
            let by_base = if x[1] == 0.0 {
                0.0
            } else {
                x[1] * x[0].powf(x[1] - 1.0)
            };
            let by_exponent = if x[0] == 0.0 { 0.0 } else { value * x[0].ln() };
            several(value, [by_base, by_exponent, 0.0])
        },
        // The `if` chain of the language: what is not chosen takes no part.
        "clamp" => |x| {
            if x[0] < x[1] {
                several(x[1], [0.0, 1.0, 0.0]).side(-2)
            } else if x[0] > x[2] {
                several(x[2], [0.0, 0.0, 1.0]).side(2)
            } else {
                // At a bound, one step decides which side the value is on.
                let side = i64::from(x[0] == x[2]) - i64::from(x[0] == x[1]);
                several(x[0], [1.0, 0.0, 0.0]).side(side)
            }
        },
        _ => panic!("`{name}` is unknown to the tests"),
    }
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "two steps that are so far out need not be told apart"
)]
fn step(value: f64) -> i64 {
    value as i64
}

/// The chosen side takes all, a tie is halved, a NaN is passed over.
fn extremum(x: f64, y: f64, choose: fn(f64, f64) -> f64) -> Local {
    let value = choose(x, y);
    let (slopes, side) = if x == y {
        ([0.5, 0.5, 0.0], 0)
    } else if value == x {
        ([1.0, 0.0, 0.0], 1)
    } else if value == y {
        ([0.0, 1.0, 0.0], -1)
    } else {
        ([0.0; 3], 2)
    };
    several(value, slopes).side(side)
}
