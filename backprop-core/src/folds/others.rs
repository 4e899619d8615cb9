use super::totals::{Foldable, Totals};
use crate::Float;
use crate::lanes::{Lanes, maximum, minimum};

/// A fold that needs no more than its lanes.
macro_rules! fold {
    ($(#[$doc:meta])* $name:ident, $identity:expr, $combine:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name<F> {
            totals: Totals<F>,
        }

        impl<F: Float> $name<F> {
            /// The fold of nothing.
            #[inline(always)]
            #[must_use]
            pub fn new() -> Self {
                Self { totals: Totals::new($identity) }
            }

            /// Folds in the lanes of a chunk.
            #[inline(always)]
            pub fn add<const N: usize>(&mut self, at: impl Foldable<N>, lanes: Lanes<F, N>) {
                self.totals.fold(at, lanes, $combine);
            }

            /// Says that each lane has had up to `chunks` numbers more.
            #[inline(always)]
            pub fn step(&mut self, _chunks: usize) {}

            /// Folds in one number.
            #[inline(always)]
            pub fn push(&mut self, value: F) {
                self.totals.one = $combine(self.totals.one, value);
            }

            /// The result.
            #[inline(always)]
            #[must_use]
            pub fn finish(self) -> F {
                self.totals.all($combine)
            }
        }

        impl<F: Float> Default for $name<F> {
            fn default() -> Self {
                Self::new()
            }
        }
    };
}

fold! {
    /// The product of many numbers, in lanes; 1 of none.
    Product, F::ONE, |one: F, other: F| one * other
}

fold! {
    /// The largest of many numbers, in lanes; −∞ of none, and NaN where one of them is.
    Max, F::LEAST, |total, lane| maximum(lane, total)
}

fold! {
    /// The smallest of many numbers, in lanes; ∞ of none, and NaN where one of them is.
    Min, F::GREATEST, |total, lane| minimum(lane, total)
}
