use super::totals::{Foldable, Totals};
use crate::Float;
use crate::lanes::Lanes;

/// How many numbers a lane has had when the lanes are added to the total.
const FLUSH: usize = 16;

/// The sum of many numbers, in lanes, at least as exact as pairwise summation; 0 of none.
///
/// The lanes are added up after some 16 numbers each, so blocks of 512 numbers or more
/// become one number. Those are summed with the rounding errors of the total beside it, by
/// Knuth's two-sum (The Art of Computer Programming, volume 2, 4.2.2, theorem B). Compared with a
/// stack of partial sums this is as exact, needs no memory that a short row would have to clear,
/// and has no branches that depend on how much was summed before.
#[derive(Clone, Copy, Debug)]
pub struct Sum<F> {
    totals: Totals<F>,
    /// How many numbers a lane has had at most since the lanes were last added to the total.
    pending: usize,
    total: F,
    /// What rounding has taken from the total.
    error: F,
}

impl<F: Float> Sum<F> {
    /// The sum of nothing.
    #[inline(always)]
    #[must_use]
    pub fn new() -> Self {
        Self {
            totals: Totals::new(F::ZERO),
            pending: 0,
            total: F::ZERO,
            error: F::ZERO,
        }
    }

    /// Adds the lanes of a chunk.
    #[inline(always)]
    pub fn add<const N: usize>(&mut self, at: impl Foldable<N>, lanes: Lanes<F, N>) {
        self.totals.fold(at, lanes, |total, lane| total + lane);
    }

    /// Says that each lane has had up to `chunks` numbers more.
    #[inline(always)]
    pub fn step(&mut self, chunks: usize) {
        self.pending += chunks;
        if self.pending >= FLUSH {
            let block = self.totals.all(|one, other| one + other);
            self.totals = Totals::new(F::ZERO);
            self.pending = 0;
            self.absorb(block);
            // The error stays below an ulp of the total, so that adding to it loses nothing to
            // speak of however long the sum is. Where infinities have made it NaN, it is left.
            let total = self.total + self.error;
            if !total.is_nan() {
                self.error -= total - self.total;
                self.total = total;
            }
        }
    }

    /// Adds one number.
    #[inline(always)]
    pub fn push(&mut self, value: F) {
        self.totals.one += value;
        self.step(1);
    }

    /// Adds the sum of a block to the total, and what rounding takes from it to the error.
    #[inline(always)]
    fn absorb(&mut self, block: F) {
        let total = self.total + block;
        let added = total - self.total;
        self.error += (self.total - (total - added)) + (block - added);
        self.total = total;
    }

    /// The sum.
    #[inline(always)]
    #[must_use]
    pub fn finish(mut self) -> F {
        self.absorb(self.totals.all(|one, other| one + other));
        let sum = self.total + self.error;
        // The error of an infinite total is NaN, and the total is right without it.
        if sum.is_nan() { self.total } else { sum }
    }
}

impl<F: Float> Default for Sum<F> {
    fn default() -> Self {
        Self::new()
    }
}
