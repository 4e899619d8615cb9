use crate::Float;
use crate::lanes::{Lanes, Mask};

mod each;
mod pieces;
mod written;

pub use pieces::Pieces;
pub use written::Written;

/// How many elements a chunk has where the row has as many left.
pub const FULL: usize = 32;

/// How many elements a loop with elementary functions takes at a time: two chunks.
pub(crate) const PAIR: usize = 2 * FULL;

/// How many full chunks come between two steps of the folds.
const BLOCK: usize = 16;

/// `N` elements of a row, from `start` on.
///
/// A chunk never reaches beyond the row's end: what is too short for one of 32 is made of some of
/// 8, one of 4, and single elements. All loops over rows of one length have the same chunks, so
/// what one loop has stored is loaded by the next in the same pieces, which processors hand over
/// without waiting for memory.
///
/// `PART` says that the chunk is a part of one of 32: folds have the same lanes for its elements as they
/// have for all 32.
#[derive(Clone, Copy, Debug)]
pub struct Chunk<const N: usize, const PART: bool = false> {
    start: usize,
}

/// Two chunks of 32 elements at once.
pub type Pair = Chunk<PAIR, false>;
/// A chunk of 32 elements.
pub type Full = Chunk<FULL, false>;
/// A quarter of one.
pub type Part = Chunk<8, true>;
/// A chunk of 8 elements.
pub type Eight = Chunk<8, false>;
/// A chunk of 4 elements.
pub type Four = Chunk<4, false>;
/// A chunk of a single element.
pub type One = Chunk<1, false>;

impl<const N: usize, const PART: bool> Chunk<N, PART> {
    /// How many elements it has.
    pub const SIZE: usize = N;

    /// The chunk that starts at an element.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn new(start: usize) -> Self {
        Self { start }
    }

    /// Which of the elements of a row its first one is.
    #[inline(always)]
    #[must_use]
    pub fn start(self) -> usize {
        self.start
    }

    /// The chunk's elements of a row.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn load<F: Float>(self, row: &[F]) -> Lanes<F, N> {
        let mut lanes = [F::ZERO; N];
        lanes.copy_from_slice(&row[self.start..][..N]);
        Lanes(lanes)
    }

    /// Writes the lanes to the chunk's elements of a row.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    pub fn store<F: Float>(self, row: &mut (impl Written<F> + ?Sized), lanes: Lanes<F, N>) {
        row.write(self.start, &lanes.0);
    }

    /// Adds the lanes to the chunk's elements of a row of sums, and what rounding has lost of them to
    /// those of a row of errors (D. Knuth's two-sum).
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    pub fn accumulate<F: Float>(self, sums: &mut [F], errors: &mut [F], lanes: Lanes<F, N>) {
        let sum = self.load(sums);
        let total = sum + lanes;
        let rest = total - sum;
        let lost = (sum - (total - rest)) + (lanes - rest);
        self.store(sums, total);
        self.store(errors, self.load(errors) + lost);
    }

    /// The chunk's elements of a row whose neighbours are `stride` apart in memory.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn gather<F: Float>(self, column: &[F], stride: usize) -> Lanes<F, N> {
        let column = &column[self.start * stride..];
        let mut lanes = [F::ZERO; N];
        for (offset, lane) in lanes.iter_mut().enumerate() {
            *lane = column[offset * stride];
        }
        Lanes(lanes)
    }

    /// The chunk's elements of a row that has `before` zeros before the slice, and zeros after it.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn window<F: Float>(self, slice: &[F], before: usize) -> Lanes<F, N> {
        // Before the slice the difference wraps around, and nothing is there.
        let first = self.start.wrapping_sub(before);
        let mut lanes = [F::ZERO; N];
        match slice.get(first..).and_then(|rest| rest.get(..N)) {
            Some(inside) => lanes.copy_from_slice(inside),
            // Not inlined: it is met at most a few times a row.
            None => load_edge(slice, first, &mut lanes),
        }
        Lanes(lanes)
    }

    /// The same as [`window`](Self::window), of `size` elements that are `stride` apart in memory.
    #[must_use]
    pub fn window_of<F: Float>(
        self,
        column: &[F],
        before: usize,
        size: usize,
        stride: usize,
    ) -> Lanes<F, N> {
        let mut lanes = [F::ZERO; N];
        for (offset, lane) in lanes.iter_mut().enumerate() {
            let inside = (self.start + offset).checked_sub(before);
            let element = inside.filter(|&inside| inside < size);
            if let Some(&value) = element.and_then(|element| column.get(element * stride)) {
                *lane = value;
            }
        }
        Lanes(lanes)
    }

    /// The chunk as far on in a longer row, of which this row is a part.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn behind(self, offset: usize) -> Self {
        Self::new(self.start + offset)
    }

    /// The same number in every lane.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn splat<F: Float>(self, value: F) -> Lanes<F, N> {
        Lanes::splat(value)
    }

    /// The same condition in every lane.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn splat_mask<F: Float>(self, condition: bool) -> Mask<F, N> {
        Mask::splat(condition)
    }
}

/// Those of the elements from `first` on that are in the slice, one by one.
#[inline(never)]
fn load_edge<F: Float>(slice: &[F], first: usize, lanes: &mut [F]) {
    for (offset, lane) in lanes.iter_mut().enumerate() {
        if let Some(&value) = slice.get(first.wrapping_add(offset)) {
            *lane = value;
        }
    }
}

/// The number of full chunks in the next block, where `left` elements are left.
#[cfg_attr(not(debug_assertions), inline(always))]
#[cfg_attr(debug_assertions, inline(never))]
#[must_use]
fn block(left: usize) -> usize {
    (left / FULL).min(BLOCK)
}

/// How many numbers a lane of a fold has at most from what is left after the full chunks of a row.
#[cfg_attr(not(debug_assertions), inline(always))]
#[cfg_attr(debug_assertions, inline(never))]
#[must_use]
pub fn rest(width: usize) -> usize {
    (width % FULL / 8).max(width % 4)
}
