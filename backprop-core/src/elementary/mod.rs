//! Elementary functions of many numbers at once, for generated loops.
//!
//! Each function is straight-line arithmetic over an array of lanes, which LLVM makes vector
//! instructions of; a call for each number would keep the loop around it from being vectorised. A
//! call for 64 of them costs next to nothing, and is all that a graph has to compile.
//!
//! A product and a sum are rounded one by one, never contracted, so that the bits are the same on
//! every machine; and a lane's result depends on that lane alone.
//!
//! The results are within 2 ulp of the exact ones over the whole range, with infinities, NaN, and
//! the sign of 0 as in the standard library.
#![expect(
    clippy::inline_always,
    reason = "a function that is not inlined does not have its caller's vector instructions"
)]

#[cfg(all(target_arch = "x86_64", feature = "std"))]
use compiled::by_parts;
use compiled::{Aligned, PART, WHOLE, compiled, in_pieces};

#[cfg(all(target_arch = "x86_64", feature = "std"))]
use crate::machine::{Registers, registers};
use crate::sealed::Sealed;

mod compiled;
mod double;
mod lanes;
mod large;
mod rounding;
mod single;
#[cfg(test)]
mod tests;

/// [`Float`](crate::Float)'s elementary functions, of all numbers of an array.
///
/// `x` can have any length; loops take up to 64 numbers at a time.
pub trait Elementary: Sealed + Sized {
    /// √x.
    #[must_use]
    fn sqrt_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// ∛x.
    #[must_use]
    fn cbrt_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// eˣ.
    #[must_use]
    fn exp_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// 2ˣ.
    #[must_use]
    fn exp2_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// eˣ − 1.
    #[must_use]
    fn exp_m1_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// ln x.
    #[must_use]
    fn ln_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// log₂ x.
    #[must_use]
    fn log2_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// log₁₀ x.
    #[must_use]
    fn log10_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// ln(1 + x).
    #[must_use]
    fn ln_1p_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// sin x.
    #[must_use]
    fn sin_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// cos x.
    #[must_use]
    fn cos_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// tan x.
    #[must_use]
    fn tan_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// The angle whose sine is x.
    #[must_use]
    fn asin_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// The angle whose cosine is x.
    #[must_use]
    fn acos_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// The angle whose tangent is x.
    #[must_use]
    fn atan_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// sinh x.
    #[must_use]
    fn sinh_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// cosh x.
    #[must_use]
    fn cosh_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// tanh x.
    #[must_use]
    fn tanh_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// The number whose hyperbolic sine is x.
    #[must_use]
    fn asinh_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// The number ≥ 0 whose hyperbolic cosine is x.
    #[must_use]
    fn acosh_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// The number whose hyperbolic tangent is x.
    #[must_use]
    fn atanh_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// The largest integer ≤ x.
    #[must_use]
    fn floor_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// The smallest integer ≥ x.
    #[must_use]
    fn ceil_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// The nearest integer, a tie going away from 0.
    #[must_use]
    fn round_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// 1 / (1 + e⁻ˣ).
    #[must_use]
    fn sigmoid_lanes<const N: usize>(x: [Self; N]) -> [Self; N];

    /// xᵖ.
    #[must_use]
    fn powf_lanes<const N: usize>(x: [Self; N], exponent: [Self; N]) -> [Self; N];

    /// √(x² + y²).
    #[must_use]
    fn hypot_lanes<const N: usize>(x: [Self; N], y: [Self; N]) -> [Self; N];

    /// The angle of the point (x, y).
    #[must_use]
    fn atan2_lanes<const N: usize>(y: [Self; N], x: [Self; N]) -> [Self; N];
}

/// Implements the trait from tables of `method(arguments): function of the modules`: those that are
/// a few instructions, and those that are worth a call.
macro_rules! implement_elementary {
    (
        inlined { $($short:ident($of:ident): $few:ident;)* }
        $(called with $count:literal {
            $($long:ident $arguments:tt: $many:ident;)*
        })*
    ) => {
        implement_elementary!(@for f32, single, { $($short($of): $few;)* }, { $($($long $arguments, $count: $many;)*)* });
        implement_elementary!(@for f64, double, { $($short($of): $few;)* }, { $($($long $arguments, $count: $many;)*)* });
    };
    (
        @for $float:ident, $module:ident,
        { $($short:ident($of:ident): $few:ident;)* },
        { $($long:ident($($argument:ident),*), $count:literal: $many:ident;)* }
    ) => {
        impl Elementary for $float {
            $(
                #[inline(always)]
                fn $short<const N: usize>($of: [Self; N]) -> [Self; N] {
                    $module::$few($of)
                }
            )*
            $(
                #[inline(always)]
                fn $long<const N: usize>($($argument: [Self; N]),*) -> [Self; N] {
                    compiled!($float, $module::$many($($argument),*), $count)
                }
            )*
        }
    };
}

implement_elementary! {
    inlined {
        sqrt_lanes(x): sqrt;
        floor_lanes(x): floor;
        ceil_lanes(x): ceil;
        round_lanes(x): round;
    }
    called with 1 {
        cbrt_lanes(x): cbrt;
        exp_lanes(x): exp;
        exp2_lanes(x): exp2;
        exp_m1_lanes(x): exp_m1;
        ln_lanes(x): ln;
        log2_lanes(x): log2;
        log10_lanes(x): log10;
        ln_1p_lanes(x): ln_1p;
        sin_lanes(x): sin;
        cos_lanes(x): cos;
        tan_lanes(x): tan;
        asin_lanes(x): asin;
        acos_lanes(x): acos;
        atan_lanes(x): atan;
        sinh_lanes(x): sinh;
        cosh_lanes(x): cosh;
        tanh_lanes(x): tanh;
        asinh_lanes(x): asinh;
        acosh_lanes(x): acosh;
        atanh_lanes(x): atanh;
        sigmoid_lanes(x): sigmoid;
    }
    called with 2 {
        powf_lanes(x, exponent): powf;
        hypot_lanes(x, y): hypot;
        atan2_lanes(y, x): atan2;
    }
}
