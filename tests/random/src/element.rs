//! What the tests ask of `f32` and `f64`: std's functions, bits, and exact widening.

use std::fmt::Debug;

use backprop_codegen::interp::Real;

use crate::reference;

pub(crate) trait Element: Real + Copy + PartialEq + PartialOrd + Debug + 'static {
    /// The distance from 1 to the next number, as the unit of all tolerances.
    const EPSILON: f64;
    /// The smallest positive normal number.
    const SMALLEST: f64;
    const LARGEST: f64;

    fn rounded(value: f64) -> Self;
    fn wide(self) -> f64;
    /// The literal, read as this type.
    fn literal(text: &str) -> Self;
    fn same_bits(self, other: Self) -> bool;
    /// The function by its name, of as many arguments as it takes.
    fn call(function: &str, arguments: &[Self]) -> Self;
    fn powi(self, exponent: i32) -> Self;
    fn negate(self) -> Self;
    fn infix(symbol: char, left: Self, right: Self) -> Self;
}

macro_rules! implement {
    ($float:ident) => {
        impl Element for $float {
            const EPSILON: f64 = $float::EPSILON as f64;
            const SMALLEST: f64 = $float::MIN_POSITIVE as f64;
            const LARGEST: f64 = $float::MAX as f64;

            #[allow(
                clippy::cast_possible_truncation,
                reason = "rounding is what is asked for"
            )]
            #[allow(
                trivial_numeric_casts,
                clippy::unnecessary_cast,
                reason = "one of two types"
            )]
            fn rounded(value: f64) -> Self {
                value as $float
            }

            fn wide(self) -> f64 {
                f64::from(self)
            }

            fn literal(text: &str) -> Self {
                text.replace('_', "")
                    .parse()
                    .expect("a literal of the generator is a number")
            }

            /// Two NaNs are equal whatever their payloads.
            fn same_bits(self, other: Self) -> bool {
                self.to_bits() == other.to_bits() || self.is_nan() && other.is_nan()
            }

            fn call(function: &str, arguments: &[Self]) -> Self {
                match (function, arguments) {
                    ("recip", &[x]) => x.recip(),
                    ("square", &[x]) => reference::$float::square(x),
                    ("powf", &[x, p]) => x.powf(p),
                    ("sqrt", &[x]) => x.sqrt(),
                    ("cbrt", &[x]) => x.cbrt(),
                    ("abs", &[x]) => x.abs(),
                    ("mul_add", &[x, y, z]) => x.mul_add(y, z),
                    ("hypot", &[x, y]) => x.hypot(y),
                    ("exp", &[x]) => x.exp(),
                    ("exp2", &[x]) => x.exp2(),
                    ("exp_m1", &[x]) => x.exp_m1(),
                    ("ln", &[x]) => x.ln(),
                    ("log2", &[x]) => x.log2(),
                    ("log10", &[x]) => x.log10(),
                    ("ln_1p", &[x]) => x.ln_1p(),
                    ("sin", &[x]) => x.sin(),
                    ("cos", &[x]) => x.cos(),
                    ("tan", &[x]) => x.tan(),
                    ("asin", &[x]) => x.asin(),
                    ("acos", &[x]) => x.acos(),
                    ("atan", &[x]) => x.atan(),
                    ("atan2", &[y, x]) => y.atan2(x),
                    ("sinh", &[x]) => x.sinh(),
                    ("cosh", &[x]) => x.cosh(),
                    ("tanh", &[x]) => x.tanh(),
                    ("asinh", &[x]) => x.asinh(),
                    ("acosh", &[x]) => x.acosh(),
                    ("atanh", &[x]) => x.atanh(),
                    ("min", &[x, y]) => x.min(y),
                    ("max", &[x, y]) => x.max(y),
                    ("clamp", &[x, low, high]) => reference::$float::clamp(x, low, high),
                    ("signum", &[x]) => x.signum(),
                    ("floor", &[x]) => x.floor(),
                    ("ceil", &[x]) => x.ceil(),
                    ("round", &[x]) => x.round(),
                    ("relu", &[x]) => reference::$float::relu(x),
                    ("leaky_relu", &[x, slope]) => reference::$float::leaky_relu(x, slope),
                    ("elu", &[x]) => reference::$float::elu(x),
                    ("sigmoid", &[x]) => reference::$float::sigmoid(x),
                    ("silu", &[x]) => reference::$float::silu(x),
                    ("softplus", &[x]) => reference::$float::softplus(x),
                    ("gelu", &[x]) => reference::$float::gelu(x),
                    ("stop_gradient", &[x]) => x,
                    _ => panic!(
                        "`{function}` of {} arguments is unknown to the tests",
                        arguments.len()
                    ),
                }
            }

            fn powi(self, exponent: i32) -> Self {
                reference::$float::powi(self, exponent)
            }

            fn negate(self) -> Self {
                -self
            }

            fn infix(symbol: char, left: Self, right: Self) -> Self {
                match symbol {
                    '+' => left + right,
                    '-' => left - right,
                    '*' => left * right,
                    _ => left / right,
                }
            }
        }
    };
}

implement!(f64);
implement!(f32);
