use alloc::vec::Vec;

use super::tree::Tree;
use super::workspace::Workspace;
use super::{Fold, LoopNest, Output, Space, Vector, leaves, past};
use crate::Float;

/// How two halves of a nest are done.
pub trait Join: Sync {
    /// Does both, in any order or at the same time.
    fn join<A, B, X, Y>(&self, one: A, other: B) -> (X, Y)
    where
        A: FnOnce() -> X + Send,
        B: FnOnce() -> Y + Send,
        X: Send,
        Y: Send;
}

/// One half after the other.
#[derive(Debug, Clone, Copy)]
pub struct Apart;

impl Join for Apart {
    fn join<A, B, X, Y>(&self, one: A, other: B) -> (X, Y)
    where
        A: FnOnce() -> X + Send,
        B: FnOnce() -> Y + Send,
        X: Send,
        Y: Send,
    {
        (one(), other())
    }
}

/// Both halves at the same time, where a thread of rayon's is free.
#[cfg(feature = "parallel")]
#[derive(Debug, Clone, Copy)]
pub(super) struct Rayon;

#[cfg(feature = "parallel")]
impl Join for Rayon {
    fn join<A, B, X, Y>(&self, one: A, other: B) -> (X, Y)
    where
        A: FnOnce() -> X + Send,
        B: FnOnce() -> Y + Send,
        X: Send,
        Y: Send,
    {
        rayon::join(one, other)
    }
}

/// How many leaves are done by one thread at a time, where more than one thread pays.
#[cfg(feature = "parallel")]
pub(super) fn group(space: &Space, leaf: usize) -> Option<usize> {
    /// The arithmetic operations of some 0.3 ms, for which a second thread is worth its while.
    const LEAST: usize = 3 << 20;
    /// Those of a group at least: far more than it takes to hand it over.
    const WORTH: usize = 1 << 19;
    /// How many groups there are for each thread, so that none waits long for the others.
    const GROUPS: usize = 4;

    let row = space.width.max(1).saturating_mul(space.work.max(1));
    let work = space.rows.saturating_mul(row);
    if work < LEAST {
        return None;
    }
    let threads = rayon::current_num_threads();
    if threads < 2 {
        return None;
    }
    let leaves = space.rows.div_ceil(leaf);
    let worth = WORTH.div_ceil(row.saturating_mul(leaf));
    let fair = leaves / (GROUPS * threads);
    Some(worth.max(fair).max(1).next_power_of_two())
}

/// Runs a nest in groups of up to `group` leaves, those by `join`.
///
/// The results have the same bits for every `group` and every `join`; [`run`](super::run) chooses
/// them. `group` is a power of two, or `usize::MAX` for a single group.
#[expect(clippy::too_many_arguments, reason = "those of `run`, and how")]
pub fn run_with<J, F, K, const O: usize, const W: usize, const V: usize, const S: usize>(
    join: &J,
    group: usize,
    nest: &K,
    space: Space,
    outputs: [Output<'_, F>; O],
    written: [Output<'_, F>; W],
    vectors: [Vector<'_, F>; V],
    scalars: [Fold; S],
    workspace: &mut Vec<F>,
) -> [F; S]
where
    J: Join,
    F: Float,
    K: LoopNest<F, O, W, V, S>,
{
    let leaf = leaves::leaf_rows(&space, V > 0);
    if space.rows == 0 {
        return super::single(nest, space, outputs, written, vectors, scalars, workspace);
    }
    let leaf_count = space.rows.div_ceil(leaf);
    let tree = Tree {
        nest,
        join,
        group,
        leaf,
        rows: space.rows,
        scratch: space.scratch,
        widths: outputs.each_ref().map(|output| output.width),
        written_widths: written.each_ref().map(|output| output.width),
        lengths: vectors.each_ref().map(|vector| vector.data.len()),
        folds: vectors.each_ref().map(|vector| vector.fold),
        scalars,
        past: past::is_worth_it(&space, &written),
    };
    let workspace = Workspace::new(workspace, tree.needed(leaf_count));
    let outputs = outputs.map(|output| output.data);
    let written = written.map(|output| output.data);
    let vectors = vectors.map(|vector| vector.data);
    tree.run(0..leaf_count, outputs, written, vectors, workspace)
}
