//! The functions on lanes of `f64`.

mod exponential;
mod hyperbolic;
mod inverse_hyperbolic;
mod inverse_trigonometric;
mod logarithm;
mod power;
mod quotient;
mod root;
mod trigonometric;

pub(super) use super::rounding::double::{ceil, floor, round};
pub(super) use exponential::{ROUND, exp, exp_m1, exp2, sigmoid};
pub(super) use hyperbolic::{cosh, sinh, tanh};
pub(super) use inverse_hyperbolic::{acosh, asinh, atanh};
pub(super) use inverse_trigonometric::{acos, asin, atan, atan2};
pub(super) use logarithm::{ln, ln_1p, log2, log10, split};
pub(super) use power::powf;
pub(super) use root::{cbrt, hypot, inverse_cbrt, sqrt};
pub(super) use trigonometric::{cos, sin, tan};

/// `then` or `otherwise`, by a mask.
///
/// Both are there already. LLVM makes a branch of an `if` when one of them is costly, and a loop
/// with a branch in it is not vectorised.
#[inline(always)]
pub(super) fn select(condition: bool, then: f64, otherwise: f64) -> f64 {
    let mask = u64::from(condition).wrapping_neg();
    f64::from_bits((then.to_bits() & mask) | (otherwise.to_bits() & !mask))
}
