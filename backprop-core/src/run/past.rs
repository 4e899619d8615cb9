//! Stores past the caches.
//!
//! A processor that writes to an array reads it first, piece by piece, into its caches. Where the array is larger than
//! they are, that is a third more traffic than there need be, and pushes out what is read. The stores of `stores` go to
//! memory by themselves. Where it is not, what is written is better kept.

use core::mem::size_of;

use super::{Output, Space};

#[cfg(all(target_arch = "x86_64", feature = "std"))]
#[allow(
    clippy::inline_always,
    reason = "a call between chunks costs more than what it does"
)]
mod stores;
#[cfg(all(test, target_arch = "x86_64", feature = "std"))]
mod tests;

#[cfg(all(target_arch = "x86_64", feature = "std"))]
pub(super) use stores::Fence;

/// Whether there are such stores.
const EXISTS: bool = cfg!(all(target_arch = "x86_64", feature = "std"));

/// The bytes that a nest writes at least for its stores to go past the caches: as much as many a processor keeps. Below,
/// what is written is still there when it is read next.
const LEAST: usize = 16 << 20;

/// What processors move between caches and memory.
const LINE: usize = 64;

/// Whether what a nest writes and does not read goes past the caches.
///
/// Rows of whole lines only, or of one element where the rows are all that there is: a line that is written in two ways is
/// slower than in either.
pub(super) fn is_worth_it<F>(space: &Space, written: &[Output<'_, F>]) -> bool {
    let whole = |bytes: usize| bytes.is_multiple_of(LINE);
    let bytes = |output: &Output<'_, F>| size_of_val(&*output.data);
    EXISTS
        && written.iter().map(bytes).sum::<usize>() >= LEAST
        && (space.width == 1 || whole(space.width * size_of::<F>()))
        && written.iter().all(|output| {
            let aligned = output.data.as_ptr().cast::<Piece>().is_aligned();
            aligned && output.width == space.width
        })
}

/// What is stored at once.
#[repr(align(16))]
struct Piece {
    _bytes: [u8; 16],
}
