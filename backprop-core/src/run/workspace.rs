use alloc::vec::Vec;

use crate::Float;

/// Memory from which parts are taken, front to back.
pub(super) struct Workspace<'a, F>(&'a mut [F]);

impl<'a, F: Float> Workspace<'a, F> {
    /// A workspace of so many numbers, in a buffer that grows to hold them.
    #[inline]
    pub(super) fn new(buffer: &'a mut Vec<F>, needed: usize) -> Self {
        if buffer.len() < needed {
            buffer.resize(needed, F::ZERO);
        }
        Self(buffer)
    }

    /// Takes the next numbers, for as long as the memory lives.
    #[inline]
    pub(super) fn take(&mut self, count: usize) -> &'a mut [F] {
        self.0.split_off_mut(..count).unwrap_or_default()
    }

    /// What is left, lent for a while: what is taken of it can be taken again afterwards.
    pub(super) fn lend(&mut self) -> Workspace<'_, F> {
        Workspace(self.0)
    }

    /// The next numbers as a workspace of its own.
    pub(super) fn part(&mut self, count: usize) -> Self {
        Self(self.take(count))
    }
}
