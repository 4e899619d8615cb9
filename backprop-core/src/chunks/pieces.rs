use core::hint::{assert_unchecked, black_box};

use super::{Chunk, Eight, FULL, Four, Full, One, Pair, Part, block};

/// The chunks of a row, one after the other.
///
/// The compiler knows that none reaches beyond the row's end, so that they are loaded and stored without a look at the
/// length of what has the row's.
#[derive(Debug)]
pub struct Pieces {
    /// Where the next chunk starts: at most `end`.
    start: usize,
    /// How far the chunks go for now: at most `width`.
    end: usize,
    width: usize,
}

macro_rules! pieces {
    ($($(#[$doc:meta])* $name:ident, $chunk:ty;)*) => {
        $(
            $(#[$doc])*
            #[cfg_attr(not(debug_assertions), inline(always))]
            #[cfg_attr(debug_assertions, inline(never))]
            pub fn $name(&mut self) -> Option<$chunk> {
                self.next()
            }
        )*
    };
}

impl Pieces {
    /// Those of a row of so many elements.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    #[must_use]
    pub fn new(width: usize) -> Self {
        Self {
            start: 0,
            end: 0,
            width,
        }
    }

    /// Goes on to the next block of full chunks, and gives their number.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    pub fn block(&mut self) -> Option<usize> {
        let chunks = block(self.width - self.start);
        self.end = self.start + chunks * FULL;
        (chunks > 0).then_some(chunks)
    }

    /// Goes on to what is left of the row.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    pub fn rest(&mut self) {
        self.end = self.width;
    }

    pieces! {
        /// The next 64 elements, if there are as many.
        pair, Pair;
        /// The next 32, if there are as many.
        full, Full;
        /// A quarter of the next 32.
        part, Part;
        /// The next 8.
        eight, Eight;
        /// The next 4.
        four, Four;
        /// The next one.
        one, One;
    }

    #[inline(always)]
    fn next<const N: usize, const PART: bool>(&mut self) -> Option<Chunk<N, PART>> {
        let Self { start, end, width } = *self;
        #[expect(
            unsafe_code,
            reason = "nothing else spares each chunk a look at the length"
        )]
        // SAFETY: the fields are private; `start` is only raised, by no more than `end` has left, and `end` only set to
        // what is at least `start` and at most `width`.
        unsafe {
            assert_unchecked(start <= end && end <= width);
        }
        if end - start < N {
            return None;
        }
        #[expect(unsafe_code, reason = "as above")]
        // SAFETY: follows from the above.
        unsafe {
            assert_unchecked(N <= width - start);
        }
        // The loop is as wide as it is to be. The compiler, which still sees numbers one by one, would look for others
        // to put beside them.
        black_box(());
        self.start = start + N;
        Some(Chunk::new(start))
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    /// The elements of a chunk.
    fn elements<const N: usize, const PART: bool>(
        chunk: Chunk<N, PART>,
    ) -> core::ops::Range<usize> {
        chunk.start()..chunk.start() + N
    }

    #[test]
    fn every_element_is_in_one_piece() {
        for width in 0..=1100 {
            let mut pieces = Pieces::new(width);
            let mut found = Vec::new();
            while let Some(chunks) = pieces.block() {
                let before = found.len();
                while let Some(at) = pieces.pair() {
                    found.extend(elements(at));
                }
                while let Some(at) = pieces.part() {
                    found.extend(elements(at));
                }
                assert_eq!(found.len() - before, chunks * FULL, "of {width}");
            }
            pieces.rest();
            while let Some(at) = pieces.eight() {
                found.extend(elements(at));
            }
            if let Some(at) = pieces.four() {
                found.extend(elements(at));
            }
            while let Some(at) = pieces.one() {
                found.extend(elements(at));
            }
            assert_eq!(found, (0..width).collect::<Vec<_>>());
        }
    }

    /// What the compiler is told holds whatever is asked for, in any order.
    #[test]
    fn no_piece_is_beyond_the_end() {
        for width in 0..=140 {
            for first in 0..7 {
                for then in 0..7 {
                    let mut pieces = Pieces::new(width);
                    assert!(pieces.full().is_none(), "there is no block yet");
                    for turn in 0..40 {
                        let end = match if turn % 2 == 0 { first } else { then } {
                            0 => pieces.block().map(|_| 0),
                            1 => pieces.full().map(|at| elements(at).end),
                            2 => pieces.part().map(|at| elements(at).end),
                            3 => pieces.four().map(|at| elements(at).end),
                            4 => pieces.one().map(|at| elements(at).end),
                            5 => pieces.pair().map(|at| elements(at).end),
                            _ => {
                                pieces.rest();
                                None
                            }
                        };
                        assert!(end.is_none_or(|end| end <= width), "of {width}");
                    }
                }
            }
        }
    }
}
