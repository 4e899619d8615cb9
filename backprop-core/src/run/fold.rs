use crate::Float;
use crate::lanes::{maximum, minimum};

/// How many numbers become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// Their sum.
    Sum,
    /// Their product.
    Product,
    /// The largest, or NaN where one of them is.
    Max,
    /// The smallest, or NaN where one of them is.
    Min,
}

impl Fold {
    /// What no numbers at all become.
    #[inline]
    #[must_use]
    pub fn identity<F: Float>(self) -> F {
        match self {
            Self::Sum => F::ZERO,
            Self::Product => F::ONE,
            Self::Max => F::LEAST,
            Self::Min => F::GREATEST,
        }
    }

    /// What two numbers become; of equals, such as zeros of either sign, the first.
    #[must_use]
    pub fn combine<F: Float>(self, one: F, other: F) -> F {
        match self {
            Self::Sum => one + other,
            Self::Product => one * other,
            Self::Max => maximum(other, one),
            Self::Min => minimum(other, one),
        }
    }

    /// Folds each number of `source` into the one beside it in `target`.
    pub(super) fn combine_slices<F: Float>(self, target: &mut [F], source: &[F]) {
        // A loop for each fold, so that none has a choice in it.
        match self {
            Self::Sum => pairs(target, source, |one, other| one + other),
            Self::Product => pairs(target, source, |one, other| one * other),
            Self::Max => pairs(target, source, |one, other| maximum(other, one)),
            Self::Min => pairs(target, source, |one, other| minimum(other, one)),
        }
    }
}

fn pairs<F: Copy>(target: &mut [F], source: &[F], combine: impl Fn(F, F) -> F) {
    for (target, source) in target.iter_mut().zip(source) {
        *target = combine(*target, *source);
    }
}
