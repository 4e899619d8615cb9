use core::hint::black_box;

use crate::Float;
use crate::chunks::{Chunk, FULL, PAIR, Pair, Part};
use crate::lanes::Lanes;

/// What the lanes of a fold have had so far, those of each size of chunk by themselves.
///
/// Were they one array, a single element would go into the first of thirty-two lanes, and the
/// compiler would keep them all in memory for its sake. Where it does, no access spans two lines of the cache.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub struct Totals<F> {
    full: [F; FULL],
    /// Whether there is anything in `full`: short rows have nothing there to add up.
    any_full: bool,
    eight: [F; 8],
    four: [F; 4],
    pub(super) one: F,
}

/// A chunk whose elements have lanes of their own in every fold.
pub trait Foldable<const N: usize> {
    /// Folds the chunk's numbers into its lanes.
    fn fold<F: Float>(
        self,
        totals: &mut Totals<F>,
        lanes: Lanes<F, N>,
        combine: impl Fn(F, F) -> F,
    );
}

macro_rules! foldable {
    ($size:expr, $totals:ident => $lanes:expr) => {
        impl Foldable<{ $size }> for Chunk<{ $size }, false> {
            #[inline(always)]
            fn fold<F: Float>(
                self,
                $totals: &mut Totals<F>,
                lanes: Lanes<F, { $size }>,
                combine: impl Fn(F, F) -> F,
            ) {
                fold($lanes, lanes, combine);
            }
        }
    };
}

foldable!(FULL, totals => totals.full());
foldable!(8, totals => &mut totals.eight);
foldable!(4, totals => &mut totals.four);
foldable!(1, totals => core::array::from_mut(&mut totals.one));

/// Chunks of 32 begin at multiples of 32.
impl Foldable<8> for Part {
    #[inline(always)]
    fn fold<F: Float>(
        self,
        totals: &mut Totals<F>,
        lanes: Lanes<F, 8>,
        combine: impl Fn(F, F) -> F,
    ) {
        let (parts, _) = totals.full().as_chunks_mut();
        fold(&mut parts[self.start() % FULL / 8], lanes, combine);
    }
}

/// Two chunks are folded in one after the other.
impl Foldable<PAIR> for Pair {
    #[inline(always)]
    fn fold<F: Float>(
        self,
        totals: &mut Totals<F>,
        lanes: Lanes<F, PAIR>,
        combine: impl Fn(F, F) -> F,
    ) {
        let (chunks, _) = lanes.0.as_chunks();
        for chunk in chunks {
            fold(totals.full(), Lanes(*chunk), &combine);
        }
    }
}

#[inline(always)]
fn fold<F: Float, const N: usize>(
    totals: &mut [F; N],
    lanes: Lanes<F, N>,
    combine: impl Fn(F, F) -> F,
) {
    *totals = Lanes(*totals).both(lanes, combine).0;
}

impl<F: Float> Totals<F> {
    /// Nothing but identities.
    #[inline(always)]
    pub(super) fn new(identity: F) -> Self {
        Self {
            full: [identity; FULL],
            any_full: false,
            eight: [identity; 8],
            four: [identity; 4],
            one: identity,
        }
    }

    /// The lanes of chunks of 32, for something to be folded in.
    #[inline(always)]
    fn full(&mut self) -> &mut [F; FULL] {
        self.any_full = true;
        &mut self.full
    }

    /// Folds in the lanes of a chunk.
    #[inline(always)]
    pub(super) fn fold<C, const N: usize>(
        &mut self,
        at: C,
        lanes: Lanes<F, N>,
        combine: impl Fn(F, F) -> F,
    ) where
        C: Foldable<N>,
    {
        at.fold(self, lanes, combine);
    }

    /// All of them in one number.
    #[inline(always)]
    pub(super) fn all(&self, combine: impl Fn(F, F) -> F) -> F {
        // The lanes go through memory. Otherwise the compiler takes the pairs below for a hint to
        // keep them in short vectors, up to the loop that folds into them.
        let one = black_box(self.one);
        let (mut eight, mut four) = (black_box(self.eight), black_box(self.four));
        if self.any_full {
            let full = black_box(self.full);
            for chunk in full.as_chunks::<8>().0 {
                eight = Lanes(eight).both(Lanes(*chunk), &combine).0;
            }
        }
        for half in eight.as_chunks::<4>().0 {
            four = Lanes(four).both(Lanes(*half), &combine).0;
        }
        let [a, b, c, d] = four;
        combine(combine(combine(a, c), combine(b, d)), one)
    }
}
