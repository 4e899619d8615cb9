use core::array;
use core::ops::Range;

use super::Fold;
use super::dispatch::Leaf;
use super::join::Join;
use super::workspace::Workspace;
use crate::Float;

/// The leaves of a nest, in a binary tree.
///
/// The left half of a tree is the largest full tree that is smaller than the whole, so that what
/// is folded with what depends on the number of leaves alone.
pub(super) struct Tree<'a, J, F, const O: usize, const W: usize, const V: usize, const S: usize> {
    pub(super) nest: &'a (dyn Leaf<F, O, W, V, S> + 'a),
    pub(super) join: &'a J,
    /// Trees of more leaves than this are halved by `join`.
    pub(super) group: usize,
    /// How many rows a leaf has.
    pub(super) leaf: usize,
    /// How many rows there are.
    pub(super) rows: usize,
    /// How many numbers of memory of its own a leaf needs.
    pub(super) scratch: usize,
    /// How many elements of each output belong to a row.
    pub(super) widths: [usize; O],
    /// The same for each output that is only written.
    pub(super) written_widths: [usize; W],
    /// How many elements each vector has.
    pub(super) lengths: [usize; V],
    pub(super) folds: [Fold; V],
    pub(super) scalars: [Fold; S],
    /// Whether what is only written goes past the caches.
    pub(super) past: bool,
}

impl<J, F, const O: usize, const W: usize, const V: usize, const S: usize>
    Tree<'_, J, F, O, W, V, S>
where
    J: Join,
    F: Float,
{
    /// How many numbers of workspace a tree of so many leaves needs.
    pub(super) fn needed(&self, leaves: usize) -> usize {
        if leaves <= self.group {
            // A leaf runs while each tree in whose right half it is holds vectors for that half.
            let depth = leaves.max(1).ilog2() as usize;
            return self.scratch + depth * self.vector_length();
        }
        let left = left_half(leaves);
        self.needed(left) + self.vector_length() + self.needed(leaves - left)
    }

    /// Runs some leaves, which write `outputs`, fold into `vectors` and give their scalars.
    pub(super) fn run(
        &self,
        leaves: Range<usize>,
        outputs: [&mut [F]; O],
        written: [&mut [F]; W],
        mut vectors: [&mut [F]; V],
        mut workspace: Workspace<'_, F>,
    ) -> [F; S] {
        let count = leaves.len();
        if count <= 1 {
            return self.run_leaf(leaves.start, outputs, written, vectors, workspace);
        }

        let half = left_half(count);
        let middle = leaves.start + half;
        let (left, right) = (leaves.start..middle, middle..leaves.end);
        let rows = half * self.leaf;
        let (left_outputs, right_outputs) = split(outputs, self.widths, rows);
        let (left_written, right_written) = split(written, self.written_widths, rows);
        let left_vectors = borrow(&mut vectors);
        let (partial, mut scalars, others);
        if count <= self.group {
            // The left half is done with the workspace when the right one begins.
            scalars = self.run(
                left,
                left_outputs,
                left_written,
                left_vectors,
                workspace.lend(),
            );
            let mut own = self.take_vectors(&mut workspace);
            others = self.run(
                right,
                right_outputs,
                right_written,
                borrow(&mut own),
                workspace,
            );
            partial = own;
        } else {
            let mut own = self.take_vectors(&mut workspace);
            let right_vectors = borrow(&mut own);
            let left_workspace = workspace.part(self.needed(half));
            (scalars, others) = self.join.join(
                || {
                    self.run(
                        left,
                        left_outputs,
                        left_written,
                        left_vectors,
                        left_workspace,
                    )
                },
                || {
                    self.run(
                        right,
                        right_outputs,
                        right_written,
                        right_vectors,
                        workspace,
                    )
                },
            );
            partial = own;
        }

        for ((vector, part), fold) in vectors.iter_mut().zip(&partial).zip(self.folds) {
            fold.combine_slices(vector, part);
        }
        for ((scalar, other), fold) in scalars.iter_mut().zip(others).zip(self.scalars) {
            *scalar = fold.combine(*scalar, other);
        }
        scalars
    }

    fn run_leaf(
        &self,
        leaf: usize,
        outputs: [&mut [F]; O],
        written: [&mut [F]; W],
        mut vectors: [&mut [F]; V],
        mut workspace: Workspace<'_, F>,
    ) -> [F; S] {
        for (vector, fold) in vectors.iter_mut().zip(self.folds) {
            vector.fill(fold.identity());
        }
        let start = leaf * self.leaf;
        let end = (start + self.leaf).min(self.rows);
        let scratch = workspace.take(self.scratch);
        self.nest
            .run_wide(start..end, outputs, written, vectors, scratch, self.past)
    }

    /// Takes a second set of vectors off the workspace.
    fn take_vectors<'w>(&self, workspace: &mut Workspace<'w, F>) -> [&'w mut [F]; V] {
        self.lengths.map(|length| workspace.take(length))
    }

    /// How many numbers all vectors together have.
    fn vector_length(&self) -> usize {
        self.lengths.iter().sum()
    }
}

/// The parts of the outputs that belong to the first rows, and the rest.
fn split<F, const N: usize>(
    outputs: [&mut [F]; N],
    widths: [usize; N],
    rows: usize,
) -> ([&mut [F]; N], [&mut [F]; N]) {
    let mut rest = outputs;
    let mut first = array::from_fn(|_| Default::default());
    for ((first, rest), width) in first.iter_mut().zip(&mut rest).zip(widths) {
        *first = rest.split_off_mut(..rows * width).unwrap_or_default();
    }
    (first, rest)
}

/// The largest power of two below the number of leaves, which is 2 at least.
fn left_half(leaves: usize) -> usize {
    1 << (leaves - 1).ilog2()
}

/// The same slices, borrowed for a shorter time.
fn borrow<'a, F, const N: usize>(slices: &'a mut [&mut [F]; N]) -> [&'a mut [F]; N] {
    slices.each_mut().map(|slice| &mut **slice)
}
