//! The table of operations.
//!
//! A derivative is written with the operations themselves: `g` is the cotangent of the result, `y` the
//! result, `a` and `b` the operands, `n` the exponent of `powi`. It names the cheapest thing that is
//! alive, usually the result. Its error is small against the derivative where that is cheap, and otherwise
//! against the largest derivative that the operation has (`tanh`, `sigmoid`).

use std::f64::consts::{LN_2, LOG2_E, LOG10_E};

use super::entry::{
    ONE, THREE, TWO, along, condition, function, infix, late, leaf, reduction, short, tensor, view,
};
use super::tensor::{extremes, keep_last_sum, softmax_of};
use super::{
    Expansion, Operation, Parameter, Parameter::Axis, Parameter::Integer, Parameter::Sizes, Print,
    ShapeRule, Value, Work,
};
use crate::term::Term;

/// `sqrt(2 / pi)`
const GELU_SCALE: f64 = 0.797_884_560_802_865_4;
const GELU_CUBIC: f64 = 0.044_715;

macro_rules! operations {
    ($($op:ident: $entry:expr;)*) => {
        /// An operation of the language or of the compiler.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) enum Op {
            /// What follows from a mistake that has been reported.
            #[default]
            Poison,
            $($op,)*
        }

        pub(super) static ALL: &[Op] = &[$(Op::$op),*];

        impl Op {
            /// The operation's entry.
            pub(crate) fn operation(self) -> &'static Operation {
                match self {
                    Self::Poison => {
                        static POISON: Operation = leaf("poison");
                        &POISON
                    }
                    $(Self::$op => {
                        static ENTRY: Operation = $entry;
                        &ENTRY
                    })*
                }
            }
        }
    };
}

/// A value in both precisions from one formula.
macro_rules! number {
    (|$($x:ident),+| $formula:expr) => {
        Value::Number {
            single: |operands| match *operands {
                [$($x),+] => $formula,
                _ => f32::NAN,
            },
            double: |operands| match *operands {
                [$($x),+] => $formula,
                _ => f64::NAN,
            },
        }
    };
}

macro_rules! comparison {
    ($operator:tt) => {
        Value::Comparison {
            single: |a, b| a $operator b,
            double: |a, b| a $operator b,
        }
    };
}

operations! {
    // Leaves.
    Input: leaf("input");
    Constant: leaf("constant");
    Path: leaf("path");
    Cotangent: leaf("cotangent");

    // Arithmetic.
    Add: infix("+", 4, Work::Addition, number!(|a, b| a + b), &[|r| r.g, |r| r.g]).commutative();
    Sub: infix("-", 4, Work::Addition, number!(|a, b| a - b), &[|r| r.g, |r| -r.g]).drawn("−");
    Mul: infix("*", 5, Work::Multiplication, number!(|a, b| a * b), &[
        |r| r.g * r.b, |r| r.g * r.a,
    ]).commutative().drawn("×");
    Div: infix("/", 5, Work::Division, number!(|a, b| a / b), &[
        |r| r.g / r.b, |r| -(r.g / r.b * r.y),
    ]).drawn("÷");
    Neg: function("-", ONE, number!(|a| -a), &[|r| -r.g]).operator(Print::Prefix("-")).exact()
        .counted(Work::Negation).drawn("−");
    Recip: function("recip", ONE, number!(|a| a.recip()), &[|r| -(r.g * r.y * r.y)]).exact()
        .counted(Work::Division).drawn("1/x");
    Square: late("square", ONE, number!(|a| a * a), |r| r.a * r.a, &[|r| r.g * 2.0 * r.a]).drawn("x²");
    Powi: function("powi", &[Parameter::Value, Integer], power(), &[
        |r| match r.n {
            0 => r.g.number(0.0),
            1 => r.g,
            n => r.g * f64::from(n) * n.checked_sub(1).map_or(r.y / r.a, |less| r.a.powi(less)),
        },
    ]).expanded(Expansion::Late(|r| repeated_squaring(r.a, r.n)));
    Powf: function("powf", TWO, number!(|a, b| a.powf(b)), &[
        |r| (r.g * (r.b * r.a.with(Op::Powf, r.b - 1.0))).unless(r.b.is_zero()),
        |r| (r.g * (r.y * r.a.apply(Op::Ln))).unless(r.a.is_zero()),
    ]);
    Sqrt: function("sqrt", ONE, number!(|a| a.sqrt()), &[|r| r.g * 0.5 / r.y]).exact().drawn("√");
    Cbrt: function("cbrt", ONE, number!(|a| a.cbrt()), &[|r| r.g / (r.y * r.y * 3.0)]);
    Abs: function("abs", ONE, number!(|a| a.abs()), &[
        |r| (r.g * r.a.apply(Op::Signum)).unless(r.a.is_zero()),
    ]).exact().drawn("|x|");
    MulAdd: function("mul_add", THREE, number!(|a, b, c| a.mul_add(b, c)), &[
        |r| r.g * r.b, |r| r.g * r.a, |r| r.g,
    ]).exact().counted(Work::MultiplyAdd);
    Hypot: function("hypot", TWO, number!(|a, b| a.hypot(b)), &[
        |r| (r.g * (r.a / r.y)).unless(r.y.is_zero()),
        |r| (r.g * (r.b / r.y)).unless(r.y.is_zero()),
    ]);

    // Exponential.
    Exp: function("exp", ONE, number!(|a| a.exp()), &[|r| r.g * r.y]);
    Exp2: function("exp2", ONE, number!(|a| a.exp2()), &[|r| r.g * r.y * LN_2]);
    ExpM1: function("exp_m1", ONE, number!(|a| a.exp_m1()), &[|r| r.g * r.a.apply(Op::Exp)]);
    Ln: function("ln", ONE, number!(|a| a.ln()), &[|r| r.g / r.a]);
    Log2: function("log2", ONE, number!(|a| a.log2()), &[|r| r.g * LOG2_E / r.a]);
    Log10: function("log10", ONE, number!(|a| a.log10()), &[|r| r.g * LOG10_E / r.a]);
    Ln1p: function("ln_1p", ONE, number!(|a| a.ln_1p()), &[|r| r.g / (r.a + 1.0)]);

    // Trigonometric.
    Sin: function("sin", ONE, number!(|a| a.sin()), &[|r| r.g * r.a.apply(Op::Cos)]);
    Cos: function("cos", ONE, number!(|a| a.cos()), &[|r| -(r.g * r.a.apply(Op::Sin))]);
    Tan: function("tan", ONE, number!(|a| a.tan()), &[|r| r.g * (r.y * r.y + 1.0)]);
    Asin: function("asin", ONE, number!(|a| a.asin()), &[
        |r| r.g / ((1.0 - r.a) * (1.0 + r.a)).apply(Op::Sqrt),
    ]);
    Acos: function("acos", ONE, number!(|a| a.acos()), &[
        |r| -(r.g / ((1.0 - r.a) * (1.0 + r.a)).apply(Op::Sqrt)),
    ]);
    Atan: function("atan", ONE, number!(|a| a.atan()), &[|r| r.g / (r.a * r.a + 1.0)]);
    Atan2: function("atan2", TWO, number!(|a, b| a.atan2(b)), &[
        |r| { let h = r.a.with(Op::Hypot, r.b); r.g * (r.b / h) / h },
        |r| { let h = r.a.with(Op::Hypot, r.b); -(r.g * (r.a / h) / h) },
    ]);
    Sinh: function("sinh", ONE, number!(|a| a.sinh()), &[|r| r.g * r.a.apply(Op::Cosh)]);
    Cosh: function("cosh", ONE, number!(|a| a.cosh()), &[|r| r.g * r.a.apply(Op::Sinh)]);
    Tanh: function("tanh", ONE, number!(|a| a.tanh()), &[|r| r.g * ((1.0 - r.y) * (1.0 + r.y))]);
    Asinh: function("asinh", ONE, number!(|a| a.asinh()), &[
        |r| r.g / r.a.with(Op::Hypot, r.a.number(1.0)),
    ]);
    Acosh: function("acosh", ONE, number!(|a| a.acosh()), &[
        |r| r.g / ((r.a - 1.0).apply(Op::Sqrt) * (r.a + 1.0).apply(Op::Sqrt)),
    ]);
    Atanh: function("atanh", ONE, number!(|a| a.atanh()), &[
        |r| r.g / ((1.0 - r.a) * (1.0 + r.a)),
    ]);

    // Piecewise.
    Min: function("min", TWO, number!(|a, b| a.min(b)), &[
        |r| extremum(r.g, r.y, r.a, r.b), |r| extremum(r.g, r.y, r.b, r.a),
    ]);
    Max: function("max", TWO, number!(|a, b| a.max(b)), &[
        |r| extremum(r.g, r.y, r.a, r.b), |r| extremum(r.g, r.y, r.b, r.a),
    ]);
    Clamp: short("clamp", THREE, |operands| match *operands {
        [x, low, high] => {
            let above = x.with(Op::Greater, high).select(high, x);
            Some(x.with(Op::Less, low).select(low, above))
        }
        _ => None,
    });
    Signum: function("signum", ONE, number!(|a| a.signum()), &[]).constant().exact();
    Floor: function("floor", ONE, number!(|a| a.floor()), &[]).constant().exact();
    Ceil: function("ceil", ONE, number!(|a| a.ceil()), &[]).constant().exact();
    Round: function("round", ONE, number!(|a| a.round()), &[]).constant().exact();
    StopGradient: late("stop_gradient", ONE, number!(|a| a), |r| r.a, &[]).constant()
        .counted(Work::None);

    // Conditions.
    Less: condition("<", 3, comparison!(<));
    LessEqual: condition("<=", 3, comparison!(<=)).drawn("≤");
    Greater: condition(">", 3, comparison!(>));
    GreaterEqual: condition(">=", 3, comparison!(>=)).drawn("≥");
    Equal: condition("==", 3, comparison!(==)).commutative().drawn("=");
    NotEqual: condition("!=", 3, comparison!(!=)).commutative().drawn("≠");
    And: condition("&&", 2, Value::Logic(|operands| operands.iter().all(|operand| *operand))).drawn("and");
    Or: condition("||", 1, Value::Logic(|operands| operands.iter().any(|operand| *operand))).drawn("or");
    Not: condition("!", 6, Value::Logic(|operands| !operands.iter().any(|operand| *operand)))
        .operator(Print::Prefix("!")).unary().drawn("not");
    Select: function("select", THREE, Value::Select, &[]).internal().branch().drawn("if");

    // Activations.
    Relu: function("relu", ONE, number!(|a| if a <= 0.0 { 0.0 } else { a }), &[
        |r| r.g.unless(r.y.not_positive()),
    ]);
    LeakyRelu: late("leaky_relu", TWO, number!(|a, b| if a <= 0.0 { b * a } else { a }),
        |r| r.a.not_positive().select(r.b * r.a, r.a), &[
            |r| r.a.not_positive().select(r.g * r.b, r.g),
            |r| (r.g * r.a).or_zero(r.a.not_positive()),
        ]);
    Elu: late("elu", ONE, number!(|a| if a <= 0.0 { a.exp_m1() } else { a }),
        |r| r.a.not_positive().select(r.a.apply(Op::ExpM1), r.a), &[
            |r| r.a.not_positive().select(r.g * r.a.apply(Op::Exp), r.g),
        ]);
    Sigmoid: function("sigmoid", ONE, sigmoid(), &[|r| r.g * (r.y * (1.0 - r.y))]);
    Silu: late("silu", ONE, silu(), |r| r.a * r.a.apply(Op::Sigmoid), &[|r| {
        let s = r.a.apply(Op::Sigmoid);
        r.g * (s + r.y * (1.0 - s))
    }]);
    Softplus: late("softplus", ONE, number!(|a| a.max(0.0) + (-a.abs()).exp().ln_1p()),
        |r| {
            let tail = (-r.a.apply(Op::Abs)).apply(Op::Exp).apply(Op::Ln1p);
            r.a.with(Op::Max, r.a.number(0.0)) + tail
        }, &[|r| r.g * r.a.apply(Op::Sigmoid)]);
    Gelu: late("gelu", ONE, gelu(), |r| 0.5 * r.a * (1.0 + gelu_tanh(r.a)), &[|r| {
        // `rest` vanishes before the square of `a` can overflow: it is a factor of each step.
        let t = gelu_tanh(r.a);
        let rest = (1.0 - t) * (1.0 + t) * r.a * (0.5 * GELU_SCALE);
        r.g * (0.5 * (1.0 + t) + (rest + rest * r.a * r.a * (3.0 * GELU_CUBIC)))
    }]);

    // Reductions.
    Sum: reduction("sum", &[|r| r.g.over(r.a, r.axes())]).counted(Work::Addition).drawn("Σ");
    Mean: reduction("mean", &[|r| (r.g / r.a.count(r.axes())).over(r.a, r.axes())])
        .expanded(Expansion::Late(|r| r.a.sum(r.axes()) / r.a.count(r.axes())));
    Product: reduction("product", &[|r| r.g.over(r.a, r.axes()) * r.a.exclusive(r.axes())])
        .counted(Work::Multiplication).drawn("Π");
    MaxAll: reduction("max_all", &[|r| extremes(r)]).counted(Work::Function("max")).drawn("max");
    MinAll: reduction("min_all", &[|r| extremes(r)]).counted(Work::Function("min")).drawn("min");
    SumAxis: along("sum_axis", Op::Sum);
    MeanAxis: along("mean_axis", Op::Mean);
    ProductAxis: along("product_axis", Op::Product);
    MaxAxis: along("max_axis", Op::MaxAll);
    MinAxis: along("min_axis", Op::MinAll);
    Softmax: tensor("softmax", ONE, ShapeRule::Same, &[|r| r.y * (r.g - keep_last_sum(r.g * r.y))])
        .expanded(Expansion::Late(|r| {
            let (e, total) = softmax_of(r.a);
            e / total
        }));
    LogSoftmax: tensor("log_softmax", ONE, ShapeRule::Same, &[
        |r| r.g - r.a.apply(Op::Softmax) * keep_last_sum(r.g),
    ]).expanded(Expansion::Late(|r| {
        let shift = r.a.shift();
        (r.a - shift) - softmax_of(r.a).1.apply(Op::Ln)
    }));
    LogSumExp: tensor("logsumexp", ONE, ShapeRule::WithoutLast, &[
        |r| r.g.over(r.a, r.a.last_axis()) * r.a.apply(Op::Softmax),
    ]).expanded(Expansion::Late(|r| {
        let total = softmax_of(r.a).1.apply(Op::Ln) + r.a.shift();
        total.without_last_axis()
    }));
    // The factors of each element's product: of a reduction's adjoint.
    Exclusive: view("exclusive_product", ShapeRule::Same, &[]).counted(Work::Multiplication);

    // Linear algebra.
    Dot: tensor("dot", TWO, ShapeRule::Product, &[
        |r| r.g.with(Op::Dot, r.b.apply(Op::Transpose)),
        |r| r.a.apply(Op::Transpose).with(Op::Dot, r.g),
    ]).counted(Work::MultiplyAdd).drawn("@");
    Transpose: view("t", ShapeRule::Reversed, &[|r| r.g.apply(Op::Transpose)]).taking(ONE);

    // Shapes.
    InsertAxis: view("insert_axis", ShapeRule::Inserted, &[|r| r.g.at_axis(Op::RemoveAxis, r.n)])
        .taking(&[Parameter::Value, Axis]);
    RemoveAxis: view("remove_axis", ShapeRule::Removed, &[|r| r.g.at_axis(Op::InsertAxis, r.n)]);
    Reshape: view("reshape", ShapeRule::Given, &[|r| r.g.reshape(&r.a.shape())])
        .taking(&[Parameter::Value, Sizes]);
    Broadcast: view("broadcast", ShapeRule::Given, &[|r| r.g]);
    Slice: view("slice", ShapeRule::Windowed, &[|r| r.g.pad_like(r.a, r.attribute)]);
    Pad: view("pad", ShapeRule::Windowed, &[|r| r.g.slice_like(r.a, r.attribute)]);
    // A number of elements, as a number.
    Count: Operation { shape: ShapeRule::Scalar, ..leaf("count") };
}

/// A tie gives each side half; otherwise the side that is the result takes all, so that a NaN that was
/// ignored takes nothing.
fn extremum<'b>(g: Term<'b>, y: Term<'b>, mine: Term<'b>, other: Term<'b>) -> Term<'b> {
    let whole = g.or_zero(y.with(Op::Equal, mine));
    mine.with(Op::Equal, other).select(g * 0.5, whole)
}

/// `tanh(sqrt(2 / pi) (x + 0.044715 x³))`, the form of D. Hendrycks and K. Gimpel, "Gaussian Error Linear
/// Units", 2016.
fn gelu_tanh(x: Term<'_>) -> Term<'_> {
    (GELU_SCALE * (x + GELU_CUBIC * x * x * x)).apply(Op::Tanh)
}

/// By the sign of `x`, so that no exponential overflows.
const fn sigmoid() -> Value {
    number!(|x| {
        let e = (-x.abs()).exp();
        (if x >= 0.0 { 1.0 } else { e }) / (1.0 + e)
    })
}

const fn silu() -> Value {
    number!(|x| {
        let e = (-x.abs()).exp();
        x * ((if x >= 0.0 { 1.0 } else { e }) / (1.0 + e))
    })
}

const fn gelu() -> Value {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "one formula for both precisions"
    )]
    const fn single(value: f64) -> f32 {
        value as f32
    }
    Value::Number {
        single: |operands| match *operands {
            [x] => {
                let cubic = single(GELU_CUBIC) * x * x * x;
                0.5 * x * (1.0 + (single(GELU_SCALE) * (x + cubic)).tanh())
            }
            _ => f32::NAN,
        },
        double: |operands| match *operands {
            [x] => 0.5 * x * (1.0 + (GELU_SCALE * (x + GELU_CUBIC * x * x * x)).tanh()),
            _ => f64::NAN,
        },
    }
}

/// Powers by repeated squaring from the low bit, the reciprocal of a negative power last.
fn repeated_squaring(x: Term<'_>, exponent: i32) -> Term<'_> {
    let mut remaining = exponent.unsigned_abs();
    let mut square = x;
    let mut result: Option<Term<'_>> = None;
    while remaining > 0 {
        if remaining & 1 == 1 {
            result = Some(result.map_or(square, |result| result * square));
        }
        remaining >>= 1;
        if remaining > 0 {
            square = square * square;
        }
    }
    let power = result.unwrap_or_else(|| x.number(1.0));
    if exponent < 0 {
        power.apply(Op::Recip)
    } else {
        power
    }
}

/// The same by a loop, for the interpreter.
const fn power() -> Value {
    macro_rules! by_squaring {
        () => {
            |x, exponent| {
                let (mut square, mut result, mut remaining) = (x, 1.0, exponent.unsigned_abs());
                while remaining > 0 {
                    if remaining % 2 == 1 {
                        result *= square;
                    }
                    square *= square;
                    remaining /= 2;
                }
                if exponent < 0 { 1.0 / result } else { result }
            }
        };
    }
    Value::Power {
        single: by_squaring!(),
        double: by_squaring!(),
    }
}
