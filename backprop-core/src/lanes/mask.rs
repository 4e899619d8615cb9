use core::ops::{BitAnd, BitOr, Not};

use super::Lanes;
use crate::Float;

/// A condition in each lane: all ones where it holds, otherwise all zeros.
///
/// ```
/// use backprop_core::tensor::Lanes;
///
/// let x = Lanes::from_array([1.0, f64::NAN, 3.0]);
/// let inside = x.greater(Lanes::splat(0.0)) & !x.equal(Lanes::splat(3.0));
/// assert_eq!(inside.to_array(), [true, false, false]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Mask<F: Float, const N: usize>(pub(crate) [F::Bits; N]);

impl<F: Float, const N: usize> Mask<F, N> {
    /// The same condition in every lane.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn splat(condition: bool) -> Self {
        Self([F::mask(condition); N])
    }

    /// The conditions, one for each lane.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn to_array(self) -> [bool; N] {
        self.0.map(|bits| bits != F::NOTHING)
    }

    /// `holds` where the condition holds, otherwise `fails`, by their bits.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn select(self, holds: Lanes<F, N>, fails: Lanes<F, N>) -> Lanes<F, N> {
        let mut result = holds.0;
        let mut lane = 0;
        while lane < N {
            let (mask, holds, fails) = (self.0[lane], holds.0[lane], fails.0[lane]);
            let bits = (holds.into_pattern() & mask) | (fails.into_pattern() & !mask);
            result[lane] = F::from_pattern(bits);
            lane += 1;
        }
        Lanes(result)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    fn both(self, other: Self, function: impl Fn(F::Bits, F::Bits) -> F::Bits) -> Self {
        let mut result = self.0;
        let mut lane = 0;
        while lane < N {
            result[lane] = function(self.0[lane], other.0[lane]);
            lane += 1;
        }
        Self(result)
    }
}

impl<F: Float, const N: usize> BitAnd for Mask<F, N> {
    type Output = Self;

    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    fn bitand(self, other: Self) -> Self {
        self.both(other, |lane, other| lane & other)
    }
}

impl<F: Float, const N: usize> BitOr for Mask<F, N> {
    type Output = Self;

    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    fn bitor(self, other: Self) -> Self {
        self.both(other, |lane, other| lane | other)
    }
}

impl<F: Float, const N: usize> Not for Mask<F, N> {
    type Output = Self;

    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    fn not(self) -> Self {
        self.both(self, |lane, _| !lane)
    }
}

macro_rules! comparison {
    ($($(#[$doc:meta])* $name:ident, $operator:tt;)*) => {
        $(
            $(#[$doc])*
            #[cfg_attr(not(debug_assertions), inline(always))]
            #[cfg_attr(debug_assertions, inline(never))]
            #[must_use]
            pub fn $name(self, other: Self) -> Mask<F, N> {
                let mut result = [F::NOTHING; N];
                let mut lane = 0;
                while lane < N {
                    result[lane] = F::mask(self.0[lane] $operator other.0[lane]);
                    lane += 1;
                }
                Mask(result)
            }
        )*
    };
}

/// Comparisons; with a NaN only `not_equal` holds.
impl<F: Float, const N: usize> Lanes<F, N> {
    comparison! {
        /// Where `self < other`.
        less, <;
        /// Where `self <= other`.
        less_equal, <=;
        /// Where `self > other`.
        greater, >;
        /// Where `self >= other`.
        greater_equal, >=;
        /// Where `self == other`.
        equal, ==;
        /// Where `self != other`.
        not_equal, !=;
    }
}
