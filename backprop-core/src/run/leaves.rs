use super::Space;

/// How many elements a leaf has, about.
const ELEMENTS: usize = 8192;

/// How many rows are folded into a vector one after the other: more would make its sums less exact
/// than pairwise summation.
const FOLDED_ROWS: usize = 48;

/// How many rows a leaf has, by the sizes alone.
#[inline]
pub(super) fn leaf_rows(space: &Space, folds_rows: bool) -> usize {
    let rows = if folds_rows {
        FOLDED_ROWS
    } else {
        ELEMENTS / space.width.max(1)
    };
    let tile = space.tile.max(1);
    (rows / tile).max(1) * tile
}
