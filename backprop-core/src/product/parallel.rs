use rayon::prelude::*;

use super::Product;
use crate::Float;

/// The steps of a vector of 32 bytes for which a second thread is worth its while, about 0.3 ms. Some processors take twice
/// as long for 64 bytes.
const LEAST: usize = 3_000_000;

/// Those that are handed over at least.
const PORTION: usize = LEAST / 4;

/// How many rows one thread is given at a time; `None` where one thread is enough.
///
/// Two portions for each thread, if there is that much to do: another one may be late.
pub(super) fn rows_for_a_thread<F: Float>(product: &Product<'_, F>) -> Option<usize> {
    let rows = product.a.rows();
    let steps = rows
        .saturating_mul(product.columns)
        .saturating_mul(product.depth);
    let steps = steps / product.kernel.lanes.min(32 / size_of::<F>());
    if steps < LEAST {
        return None;
    }
    // Asked for last: the question starts the threads if there are none yet.
    let threads = rayon::current_num_threads();
    let rows_each = rows.div_ceil((steps / PORTION).min(2 * threads));
    (threads > 1 && rows_each < rows).then_some(rows_each)
}

/// The product, `rows` rows at a time. A row's bits do not depend on which rows are with it.
pub(super) fn multiply<F: Float>(product: &Product<'_, F>, rows: usize, out: &mut [F]) {
    let expected = product.a.rows().checked_mul(product.columns);
    debug_assert_eq!(expected, Some(out.len()), "the result has another size");
    if expected != Some(out.len()) {
        return;
    }
    out.par_chunks_mut(rows * product.columns)
        .enumerate()
        .for_each(|(part, out)| {
            let start = part * rows;
            product.rows(start..product.a.rows().min(start + rows), out);
        });
}
