use super::Lanes;
use crate::Float;

/// Functions that are those of [`Float`] in each lane.
macro_rules! of_float {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $(
            $(#[$doc])*
            #[cfg_attr(not(debug_assertions), inline(always))]
            #[cfg_attr(debug_assertions, inline(never))]
            #[must_use]
            pub fn $name(self) -> Self {
                self.each(Float::$name)
            }
        )*
    };
}

/// Functions that are those of `Elementary`.
macro_rules! elementary {
    ($($(#[$doc:meta])* $name:ident, $lanes:ident;)*) => {
        $(
            $(#[$doc])*
            #[cfg_attr(not(debug_assertions), inline(always))]
            #[cfg_attr(debug_assertions, inline(never))]
            #[must_use]
            pub fn $name(self) -> Self {
                Self(F::$lanes(self.0))
            }
        )*
    };
}

/// Functions that have the bits of [`Float`]'s.
impl<F: Float, const N: usize> Lanes<F, N> {
    of_float! {
        /// |x|.
        abs;
        /// 1 / x.
        recip;
        /// √x.
        sqrt;
        /// The largest integer ≤ x.
        floor;
        /// The smallest integer ≥ x.
        ceil;
        /// The nearest integer, a tie going away from 0.
        round;
        /// 1 with the sign of x; NaN for NaN.
        signum;
    }

    /// The rectifier: 0 where x ≤ 0, otherwise x.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn relu(self) -> Self {
        // A selection by bits; as an `if` on numbers it may stay a branch.
        let zero = Self::splat(F::ZERO);
        self.less_equal(zero).select(zero, self)
    }

    /// The smaller of two numbers; a NaN is ignored.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        self.both(other, F::min)
    }

    /// The larger of two numbers; a NaN is ignored.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        self.both(other, F::max)
    }

    /// The smaller of two numbers, of equals (such as zeros of either sign) `self`, or NaN where one of them is.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn minimum(self, other: Self) -> Self {
        self.both(other, |one, other| minimum(other, one))
    }

    /// The larger of two numbers, of equals (such as zeros of either sign) `self`, or NaN where one of them is.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn maximum(self, other: Self) -> Self {
        self.both(other, |one, other| maximum(other, one))
    }

    /// x · factor + summand, rounded once.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn mul_add(self, factor: Self, summand: Self) -> Self {
        let mut result = self.0;
        let mut lane = 0;
        while lane < N {
            result[lane] = Float::mul_add(self.0[lane], factor.0[lane], summand.0[lane]);
            lane += 1;
        }
        Self(result)
    }
}

/// Functions that are within 2 ulp of the correctly rounded value.
impl<F: Float, const N: usize> Lanes<F, N> {
    elementary! {
        /// ∛x, for negative x too.
        cbrt, cbrt_lanes;
        /// eˣ.
        exp, exp_lanes;
        /// 2ˣ.
        exp2, exp2_lanes;
        /// eˣ − 1, exact for small x too.
        exp_m1, exp_m1_lanes;
        /// The natural logarithm, ln x.
        ln, ln_lanes;
        /// The logarithm to base 2.
        log2, log2_lanes;
        /// The logarithm to base 10.
        log10, log10_lanes;
        /// ln(1 + x), exact for small x too.
        ln_1p, ln_1p_lanes;
        /// sin x, x in radians.
        sin, sin_lanes;
        /// cos x, x in radians.
        cos, cos_lanes;
        /// tan x, x in radians.
        tan, tan_lanes;
        /// The angle in [−π/2, π/2] whose sine is x.
        asin, asin_lanes;
        /// The angle in [0, π] whose cosine is x.
        acos, acos_lanes;
        /// The angle in [−π/2, π/2] whose tangent is x.
        atan, atan_lanes;
        /// The hyperbolic sine.
        sinh, sinh_lanes;
        /// The hyperbolic cosine.
        cosh, cosh_lanes;
        /// The hyperbolic tangent.
        tanh, tanh_lanes;
        /// The number whose hyperbolic sine is x.
        asinh, asinh_lanes;
        /// The number ≥ 0 whose hyperbolic cosine is x.
        acosh, acosh_lanes;
        /// The number whose hyperbolic tangent is x.
        atanh, atanh_lanes;
        /// The logistic function, 1 / (1 + e⁻ˣ).
        sigmoid, sigmoid_lanes;
    }

    /// xᵖ, for a real exponent.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn powf(self, exponent: Self) -> Self {
        Self(F::powf_lanes(self.0, exponent.0))
    }

    /// √(x² + y²), without overflow in between.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn hypot(self, other: Self) -> Self {
        Self(F::hypot_lanes(self.0, other.0))
    }

    /// The angle in [−π, π] of the point (`x`, `self`): `self` is its y.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn atan2(self, x: Self) -> Self {
        Self(F::atan2_lanes(self.0, x.0))
    }
}

/// The smaller of two numbers, or NaN where one of them is.
///
/// It is one instruction from `y` to the result, which in a fold is what each step waits for; that
/// instruction, like the comparison that it is made of, gives `y` where it is NaN. Whether `x` is
/// NaN is known beforehand. (To give `x` itself then would be merged with the comparison, into
/// three instructions one after the other.)
#[cfg_attr(not(debug_assertions), inline(always))]
#[cfg_attr(debug_assertions, inline(never))]
pub(crate) fn minimum<F: Float>(x: F, y: F) -> F {
    let smaller = if x < y { x } else { y };
    if x.is_nan() { F::NAN } else { smaller }
}

/// The larger of two numbers, or NaN where one of them is; see [`minimum`].
#[cfg_attr(not(debug_assertions), inline(always))]
#[cfg_attr(debug_assertions, inline(never))]
pub(crate) fn maximum<F: Float>(x: F, y: F) -> F {
    let larger = if x > y { x } else { y };
    if x.is_nan() { F::NAN } else { larger }
}
