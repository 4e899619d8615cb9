//! The functions on lanes of `f32`.

mod exponential;
mod hyperbolic;
mod inverse_trigonometric;
mod logarithm;
mod trigonometric;
mod wide;

pub(super) use super::rounding::single::{ceil, floor, round};
pub(super) use exponential::{exp, exp_m1, exp2, sigmoid};
pub(super) use hyperbolic::{cosh, sinh, tanh};
pub(super) use inverse_trigonometric::{acos, asin, atan, atan2};
pub(super) use logarithm::{ln, ln_1p, log2, log10};
pub(super) use trigonometric::{cos, sin, tan};
pub(super) use wide::{acosh, asinh, atanh, cbrt, hypot, powf};

use super::lanes::lanes;

/// √x, which is an instruction, or without `std` `libm`'s.
#[inline(always)]
pub(super) fn sqrt<const N: usize>(x: [f32; N]) -> [f32; N] {
    lanes!(i in N => crate::Float::sqrt(x[i]))
}

/// `then` or `otherwise`, by a mask.
///
/// Both are there already. LLVM makes a branch of an `if` when one of them is costly, and a loop
/// with a branch in it is not vectorised.
#[inline(always)]
fn select(condition: bool, then: f32, otherwise: f32) -> f32 {
    let mask = u32::from(condition).wrapping_neg();
    f32::from_bits((then.to_bits() & mask) | (otherwise.to_bits() & !mask))
}
