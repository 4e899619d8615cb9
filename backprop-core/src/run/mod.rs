use alloc::vec::Vec;
use core::ops::Range;

use crate::Float;
use crate::chunks::Written;

mod dispatch;
mod fold;
mod join;
mod leaves;
mod past;
mod tree;
mod workspace;

use dispatch::Leaf;
use workspace::Workspace;

pub use fold::Fold;
pub use join::{Apart, Join, run_with};

/// A loop over rows, with everything that it reads; what `graph!` generates for a kernel.
///
/// `F` are its numbers; it writes `O` outputs row by row, which it may read again, and `W` that it does not read; it
/// folds into `V` vectors, and into `S` scalars.
pub trait LoopNest<F: Float, const O: usize, const W: usize, const V: usize, const S: usize>:
    Sync
{
    /// Does some of the rows.
    ///
    /// `outputs` and `written` are the parts of the outputs that belong to these rows; `vectors` hold the
    /// identities of their folds at first, or what this nest has folded into them; `scratch` is
    /// memory with anything in it. Gives the scalars of these rows. It is to be inlined.
    fn run(
        &self,
        rows: Range<usize>,
        outputs: [&mut [F]; O],
        written: [&mut (impl Written<F> + ?Sized); W],
        vectors: [&mut [F]; V],
        scratch: &mut [F],
    ) -> [F; S];
}

/// How large a loop nest is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Space {
    /// How many rows there are.
    pub rows: usize,
    /// How many elements a row has; 1 where the rows are the elements.
    pub width: usize,
    /// How many arithmetic operations an element costs.
    pub work: usize,
    /// The rows that are done together are a multiple of this many, but for the last ones.
    pub tile: usize,
    /// How many numbers of memory of its own the nest needs.
    pub scratch: usize,
}

/// An array that a loop nest writes, row by row.
#[derive(Debug)]
pub struct Output<'a, F> {
    /// The whole array, in standard layout.
    pub data: &'a mut [F],
    /// How many elements belong to a row of the nest.
    pub width: usize,
}

/// An array into which a loop nest folds something from each row.
#[derive(Debug)]
pub struct Vector<'a, F> {
    /// The array, in standard layout; what it holds at first does not matter.
    pub data: &'a mut [F],
    /// How the rows become one.
    pub fold: Fold,
}

/// Runs a loop nest, and gives its scalars.
///
/// The rows are split into leaves by their sizes alone, and what the leaves give is folded in a
/// binary tree: the result has the same bits on any number of threads. With the feature
/// `parallel`, large nests run on rayon's threads. `workspace` grows to what is needed, and keeps
/// its size.
#[inline]
pub fn run<F, K, const O: usize, const W: usize, const V: usize, const S: usize>(
    nest: &K,
    space: Space,
    outputs: [Output<'_, F>; O],
    written: [Output<'_, F>; W],
    vectors: [Vector<'_, F>; V],
    scalars: [Fold; S],
    workspace: &mut Vec<F>,
) -> [F; S]
where
    F: Float,
    K: LoopNest<F, O, W, V, S>,
{
    let leaf = leaves::leaf_rows(&space, V > 0);
    if space.rows <= leaf {
        return single(nest, space, outputs, written, vectors, scalars, workspace);
    }
    several(nest, space, outputs, written, vectors, scalars, workspace)
}

/// A nest of more than one leaf.
#[inline(never)]
fn several<F, K, const O: usize, const W: usize, const V: usize, const S: usize>(
    nest: &K,
    space: Space,
    outputs: [Output<'_, F>; O],
    written: [Output<'_, F>; W],
    vectors: [Vector<'_, F>; V],
    scalars: [Fold; S],
    workspace: &mut Vec<F>,
) -> [F; S]
where
    F: Float,
    K: LoopNest<F, O, W, V, S>,
{
    #[cfg(feature = "parallel")]
    if let Some(group) = join::group(&space, leaves::leaf_rows(&space, V > 0)) {
        return run_with(
            &join::Rayon,
            group,
            nest,
            space,
            outputs,
            written,
            vectors,
            scalars,
            workspace,
        );
    }
    run_with(
        &Apart,
        usize::MAX,
        nest,
        space,
        outputs,
        written,
        vectors,
        scalars,
        workspace,
    )
}

/// A nest of one leaf, which folds straight into the vectors.
#[inline]
fn single<F, K, const O: usize, const W: usize, const V: usize, const S: usize>(
    nest: &K,
    space: Space,
    outputs: [Output<'_, F>; O],
    written: [Output<'_, F>; W],
    vectors: [Vector<'_, F>; V],
    scalars: [Fold; S],
    workspace: &mut Vec<F>,
) -> [F; S]
where
    F: Float,
    K: LoopNest<F, O, W, V, S>,
{
    let vectors = vectors.map(|vector| {
        vector.data.fill(vector.fold.identity());
        vector.data
    });
    if space.rows == 0 {
        return scalars.map(Fold::identity);
    }
    let scratch = Workspace::new(workspace, space.scratch).take(space.scratch);
    let outputs = outputs.map(|output| output.data);
    let written = written.map(|output| output.data);
    nest.run_wide(0..space.rows, outputs, written, vectors, scratch, false)
}
