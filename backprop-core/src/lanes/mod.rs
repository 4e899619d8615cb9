use core::ops::{Add, Div, Mul, Neg, Sub};

use crate::Float;

mod bits;
mod functions;
mod mask;

pub use bits::FloatBits;
pub(crate) use functions::{maximum, minimum};
pub use mask::Mask;

/// Several numbers at once, each in a lane of its own.
///
/// Every method does the same to each lane, in a loop of constant length that the compiler turns
/// into vector instructions. Arithmetic, `sqrt`, comparisons, selection, `min`, `max`, `abs`,
/// `relu`, `signum` and rounding to integers give each lane the same bits as the method of
/// [`Float`] with the same name; the other functions are those of
/// `Elementary`.
///
/// ```
/// use backprop_core::tensor::Lanes;
///
/// let x = Lanes::from_array([1.0, -2.0, 3.0, -4.0]);
/// let two = Lanes::splat(2.0);
/// assert_eq!((x * two + two).relu().to_array(), [4.0, 0.0, 8.0, 0.0]);
/// assert_eq!(x.less(two).select(x, two).to_array(), [1.0, -2.0, 2.0, -4.0]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Lanes<F, const N: usize>(pub(crate) [F; N]);

impl<F: Float, const N: usize> Lanes<F, N> {
    /// The same number in every lane.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn splat(value: F) -> Self {
        Self([value; N])
    }

    /// The lanes with these numbers.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn from_array(lanes: [F; N]) -> Self {
        Self(lanes)
    }

    /// The numbers in the lanes.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn to_array(self) -> [F; N] {
        self.0
    }

    /// A function of each lane.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    pub(crate) fn each(self, function: impl Fn(F) -> F) -> Self {
        let mut result = self.0;
        // A bare loop, here and below: there are so many of them that the compiler would spend
        // most of its time on iterators.
        let mut lane = 0;
        while lane < N {
            result[lane] = function(self.0[lane]);
            lane += 1;
        }
        Self(result)
    }

    /// A function of each lane and the lane beside it in `other`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    pub(crate) fn both(self, other: Self, function: impl Fn(F, F) -> F) -> Self {
        let mut result = self.0;
        let mut lane = 0;
        while lane < N {
            result[lane] = function(self.0[lane], other.0[lane]);
            lane += 1;
        }
        Self(result)
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, $operator:tt) => {
        impl<F: Float, const N: usize> $trait for Lanes<F, N> {
            type Output = Self;

            #[cfg_attr(not(debug_assertions), inline(always))]
            #[cfg_attr(debug_assertions, inline(never))]
            fn $method(self, other: Self) -> Self {
                self.both(other, |lane, other| lane $operator other)
            }
        }
    };
}

operator!(Add, add, +);
operator!(Sub, sub, -);
operator!(Mul, mul, *);
operator!(Div, div, /);

impl<F: Float, const N: usize> Neg for Lanes<F, N> {
    type Output = Self;

    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    fn neg(self) -> Self {
        self.each(|lane| -lane)
    }
}
