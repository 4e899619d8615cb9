use core::fmt::{Debug, Display};
use core::iter::Sum;
use core::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Sub, SubAssign};

use crate::elementary::Elementary;
use crate::lanes::FloatBits;
use crate::sealed::Sealed;

mod implement;

/// The numbers that graphs and layers compute with: `f32` and `f64`.
///
/// A method that `f64` has in Rust's standard library too has the same name here, and with the
/// feature `std` the same bits; without it, the functions are `libm`'s. With the feature `ndarray`
/// an `F: Float` is all that arithmetic and `dot` of ndarray's arrays ask for.
///
/// ```
/// use backprop_core::Float;
///
/// fn norm<F: Float>(vector: &[F]) -> F {
///     vector.iter().map(|&x| x * x).sum::<F>().sqrt()
/// }
/// assert_eq!(norm(&[3.0_f64, 4.0]), 5.0);
/// assert_eq!(norm(&[3.0_f32, 4.0]), 5.0);
/// ```
///
/// The trait is sealed: no other type can implement it.
pub trait Float:
    Sealed
    + ArrayElement
    + Elementary
    + FloatBits
    + Copy
    + Debug
    + Display
    + Default
    + PartialEq
    + PartialOrd
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
    + MulAssign
    + DivAssign
    + Sum
    + Send
    + Sync
    + 'static
{
    /// The number 0.
    const ZERO: Self;
    /// The number 1.
    const ONE: Self;
    /// The distance from 1 to the next larger number: 2⁻²³ for `f32`, 2⁻⁵² for `f64`.
    const EPSILON: Self;

    /// The number nearest to `value`, a tie going to the even one.
    ///
    /// ```
    /// use backprop_core::Float;
    ///
    /// assert_eq!(<f32 as Float>::from_f64(0.1), 0.1_f32);
    /// assert_eq!(<f32 as Float>::from_f64(1e300), f32::INFINITY);
    /// ```
    #[must_use]
    fn from_f64(value: f64) -> Self;

    /// The same number as an `f64`; nothing is lost.
    #[must_use]
    fn to_f64(self) -> f64;

    /// One decimal literal, read once as an `f32` and once as an `f64`: `f32` takes the first,
    /// `f64` the second.
    ///
    /// [`from_f64`](Float::from_f64) rounds a literal twice on its way to `f32`, first to `f64` and
    /// then to `f32`, which for a few decimals is not the `f32` that Rust itself reads. Code that
    /// is generic in its element type gets the right one from here.
    ///
    /// ```
    /// use backprop_core::Float;
    ///
    /// // A little above the middle between 1 and the next `f32`, too little for an `f64` to see.
    /// let direct = f32::from_literal(1.00000005960464477540, 1.00000005960464477540);
    /// let twice = <f32 as Float>::from_f64(1.00000005960464477540);
    /// assert_eq!(direct, 1.0000001);
    /// assert_eq!(twice, 1.0);
    /// ```
    #[must_use]
    fn from_literal(single: f32, double: f64) -> Self;

    /// Whether `self` is not a number.
    #[must_use]
    fn is_nan(self) -> bool;

    /// √x.
    #[must_use]
    fn sqrt(self) -> Self;

    /// ∛x, for negative x too.
    ///
    /// ```
    /// use backprop_core::Float;
    ///
    /// assert_eq!(Float::cbrt(-8.0_f64), -2.0);
    /// ```
    #[must_use]
    fn cbrt(self) -> Self;

    /// |x|.
    #[must_use]
    fn abs(self) -> Self;

    /// 1 / x.
    #[must_use]
    fn recip(self) -> Self;

    /// xᵖ, for a real exponent.
    ///
    /// ```
    /// use backprop_core::Float;
    ///
    /// assert_eq!(Float::powf(2.0_f64, 0.5), 2.0_f64.sqrt());
    /// assert!(Float::powf(-2.0_f64, 0.5).is_nan());
    /// ```
    #[must_use]
    fn powf(self, exponent: Self) -> Self;

    /// √(x² + y²), without overflow in between.
    ///
    /// ```
    /// use backprop_core::Float;
    ///
    /// assert_eq!(Float::hypot(3.0_f64, 4.0), 5.0);
    /// // The squares of these are infinite.
    /// assert!(Float::hypot(3e200_f64, 4e200) < 5.1e200);
    /// ```
    #[must_use]
    fn hypot(self, other: Self) -> Self;

    /// x · factor + summand, rounded once.
    ///
    /// ```
    /// use backprop_core::Float;
    ///
    /// // (1 + ε)(1 − ε) − 1 = −ε²; rounding the product first loses it.
    /// let e = f64::EPSILON;
    /// assert_eq!(Float::mul_add(1.0 + e, 1.0 - e, -1.0), -e * e);
    /// assert_eq!((1.0 + e) * (1.0 - e) - 1.0, 0.0);
    /// ```
    #[must_use]
    fn mul_add(self, factor: Self, summand: Self) -> Self;

    /// eˣ.
    #[must_use]
    fn exp(self) -> Self;

    /// 2ˣ.
    #[must_use]
    fn exp2(self) -> Self;

    /// eˣ − 1, exact for small x too.
    ///
    /// ```
    /// use backprop_core::Float;
    ///
    /// assert_eq!(Float::exp_m1(1e-20_f64), 1e-20);
    /// assert_eq!(1e-20_f64.exp() - 1.0, 0.0);
    /// ```
    #[must_use]
    fn exp_m1(self) -> Self;

    /// The natural logarithm, ln x.
    #[must_use]
    fn ln(self) -> Self;

    /// The logarithm to base 2.
    #[must_use]
    fn log2(self) -> Self;

    /// The logarithm to base 10.
    #[must_use]
    fn log10(self) -> Self;

    /// ln(1 + x), exact for small x too.
    ///
    /// ```
    /// use backprop_core::Float;
    ///
    /// assert_eq!(Float::ln_1p(1e-20_f64), 1e-20);
    /// assert_eq!((1.0 + 1e-20_f64).ln(), 0.0);
    /// ```
    #[must_use]
    fn ln_1p(self) -> Self;

    /// sin x, x in radians.
    #[must_use]
    fn sin(self) -> Self;

    /// cos x, x in radians.
    #[must_use]
    fn cos(self) -> Self;

    /// tan x, x in radians.
    #[must_use]
    fn tan(self) -> Self;

    /// The angle in [−π/2, π/2] whose sine is x; NaN outside [−1, 1].
    #[must_use]
    fn asin(self) -> Self;

    /// The angle in [0, π] whose cosine is x; NaN outside [−1, 1].
    #[must_use]
    fn acos(self) -> Self;

    /// The angle in [−π/2, π/2] whose tangent is x.
    #[must_use]
    fn atan(self) -> Self;

    /// The angle in [−π, π] of the point (`x`, `self`): `self` is its y.
    ///
    /// ```
    /// use backprop_core::Float;
    ///
    /// let (x, y) = (-1.0_f64, 0.0);
    /// assert_eq!(Float::atan2(y, x), core::f64::consts::PI);
    /// ```
    #[must_use]
    fn atan2(self, x: Self) -> Self;

    /// The hyperbolic sine, (eˣ − e⁻ˣ) / 2.
    #[must_use]
    fn sinh(self) -> Self;

    /// The hyperbolic cosine, (eˣ + e⁻ˣ) / 2.
    #[must_use]
    fn cosh(self) -> Self;

    /// The hyperbolic tangent, sinh x / cosh x.
    #[must_use]
    fn tanh(self) -> Self;

    /// The number whose hyperbolic sine is x.
    #[must_use]
    fn asinh(self) -> Self;

    /// The number ≥ 0 whose hyperbolic cosine is x; NaN for x < 1.
    #[must_use]
    fn acosh(self) -> Self;

    /// The number whose hyperbolic tangent is x; NaN outside [−1, 1].
    #[must_use]
    fn atanh(self) -> Self;

    /// The smaller of two numbers; a NaN is ignored.
    ///
    /// ```
    /// use backprop_core::Float;
    ///
    /// assert_eq!(Float::min(2.0_f64, 1.0), 1.0);
    /// assert_eq!(Float::min(2.0, f64::NAN), 2.0);
    /// ```
    #[must_use]
    fn min(self, other: Self) -> Self;

    /// The larger of two numbers; a NaN is ignored.
    #[must_use]
    fn max(self, other: Self) -> Self;

    /// 1 with the sign of x, so 1 for 0 and −1 for −0; NaN for NaN.
    ///
    /// ```
    /// use backprop_core::Float;
    ///
    /// assert_eq!(Float::signum(-0.0_f64), -1.0);
    /// ```
    #[must_use]
    fn signum(self) -> Self;

    /// The largest integer ≤ x.
    #[must_use]
    fn floor(self) -> Self;

    /// The smallest integer ≥ x.
    #[must_use]
    fn ceil(self) -> Self;

    /// The nearest integer, a tie going away from 0.
    ///
    /// ```
    /// use backprop_core::Float;
    ///
    /// assert_eq!(Float::round(-2.5_f64), -3.0);
    /// ```
    #[must_use]
    fn round(self) -> Self;

    /// The rectifier: 0 where x ≤ 0, otherwise x.
    ///
    /// NaN stays NaN, and −0 gives 0.
    ///
    /// ```
    /// use backprop_core::Float;
    ///
    /// assert_eq!([-1.0_f64, 0.0, 2.0].map(Float::relu), [0.0, 0.0, 2.0]);
    /// assert!(f64::NAN.relu().is_nan());
    /// ```
    #[inline]
    #[must_use]
    fn relu(self) -> Self {
        if self <= Self::ZERO { Self::ZERO } else { self }
    }

    /// The logistic function, 1 / (1 + e⁻ˣ).
    ///
    /// For x < 0 it is computed as eˣ / (1 + eˣ), which is the same number, so that the
    /// exponential never overflows and a small result keeps its digits.
    ///
    /// ```
    /// use backprop_core::Float;
    ///
    /// assert_eq!(0.0_f64.sigmoid(), 0.5);
    /// assert_eq!((-700.0_f64).sigmoid(), (-700.0_f64).exp());
    /// ```
    #[inline]
    #[must_use]
    fn sigmoid(self) -> Self {
        if self >= Self::ZERO {
            Self::ONE / (Self::ONE + (-self).exp())
        } else {
            let e = self.exp();
            e / (Self::ONE + e)
        }
    }
}

/// What arithmetic and `dot` of ndarray's arrays ask of an element, and matrix products.
#[cfg(feature = "ndarray")]
pub trait ArrayElement:
    ndarray::LinalgScalar + ndarray::ScalarOperand + crate::product::ProductKernel
{
}
#[cfg(feature = "ndarray")]
impl<F> ArrayElement for F where
    F: ndarray::LinalgScalar + ndarray::ScalarOperand + crate::product::ProductKernel
{
}

/// Without arrays, nothing is asked of an element.
#[cfg(not(feature = "ndarray"))]
pub trait ArrayElement {}
#[cfg(not(feature = "ndarray"))]
impl<F> ArrayElement for F {}
