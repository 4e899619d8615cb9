use core::ops::{IndexMut, RangeFrom, RangeTo};

use crate::Float;

/// What a loop nest writes to, and does not read: a slice, or one that is written past the caches.
pub trait Written<F: Float>:
    IndexMut<RangeFrom<usize>, Output = Self> + IndexMut<RangeTo<usize>, Output = Self>
{
    /// Writes numbers to the elements from `start` on.
    fn write<const N: usize>(&mut self, start: usize, numbers: &[F; N]);
}

impl<F: Float> Written<F> for [F] {
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[cfg_attr(debug_assertions, inline(never))]
    fn write<const N: usize>(&mut self, start: usize, numbers: &[F; N]) {
        self[start..][..N].copy_from_slice(numbers);
    }
}
