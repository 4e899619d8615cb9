use core::hint::black_box;

use super::vector::Vector;
use crate::Float;

/// The most rows that a tile has with any vectors.
const MOST_ROWS: usize = 12;

/// A few rows of the result, for one block along the inner size.
pub(super) struct Sweep<F> {
    pub(super) a: *const F,
    pub(super) a_row: isize,
    pub(super) a_column: isize,
    pub(super) b: *const F,
    pub(super) b_row: Option<isize>,
    pub(super) depth: usize,
    pub(super) columns: usize,
    pub(super) out: *mut F,
    /// The distance of one row of `out` from the next.
    pub(super) out_row: usize,
    /// Whether the result is added to: this is not the first block.
    pub(super) accumulate: bool,
}

/// Computes `R` rows of the result for one block, two vectors of columns at a time or more.
///
/// # Safety
///
/// The elements of the operands and of the result are where `sweep` says, for `R` rows; called only from [`Vector::sweep`].
#[inline(always)]
pub(super) unsafe fn sweep<V: Vector, const R: usize>(sweep: &Sweep<V::Element>) {
    if const { R > V::ROWS } {
        return;
    }
    let lanes = V::LANES;
    let mut column = 0;
    // SAFETY: the columns of a tile are columns of the sweep: a tile that would be wider is an edge,
    // which reads and writes only the columns that are there.
    unsafe {
        // A few rows alone have too few sums to keep the processor busy.
        if const { R <= 3 } && sweep.b_row.is_some() {
            while column + 4 * lanes <= sweep.columns {
                tile::<V, R, 4, false>(sweep, column, 4 * lanes);
                column += 4 * lanes;
            }
        }
        while column + 2 * lanes <= sweep.columns {
            tile::<V, R, 2, false>(sweep, column, 2 * lanes);
            column += 2 * lanes;
        }
        let left = sweep.columns - column;
        if left > lanes {
            tile::<V, R, 2, true>(sweep, column, left);
        } else if left > 0 {
            tile::<V, R, 1, true>(sweep, column, left);
        }
    }
}

/// Computes the tile of `R` rows and `width` columns from `column` on; `W` vectors cover these, and
/// if `EDGE`, the last is not full.
///
/// Its loops are bare: there are more than a hundred of these tiles, and with iterators in them a build of this crate
/// takes an eighth longer.
#[inline(always)]
unsafe fn tile<V: Vector, const R: usize, const W: usize, const EDGE: bool>(
    sweep: &Sweep<V::Element>,
    column: usize,
    width: usize,
) {
    let lanes = V::LANES;
    let last = width - (W - 1) * lanes;
    let (mut b, b_row) = match sweep.b_row {
        Some(stride) => (sweep.b.wrapping_add(column), stride),
        None => (
            sweep.b.wrapping_add(column * sweep.depth),
            (W * lanes).cast_signed(),
        ),
    };
    // A pointer for every four rows. The compiler would make one of them and step it from row to row,
    // each step waiting for the one before, longer than a narrow tile takes; so it does not know
    // where they start. Those that `R` does not need are made too: a loop whose length depends on it
    // leaves the pointers in memory, at twice the time of a narrow tile.
    let mut a = [sweep.a; MOST_ROWS / 4];
    let mut group = 1;
    while group < a.len() {
        let row = (4 * group).cast_signed();
        a[group] = black_box(sweep.a.wrapping_offset(row * sweep.a_row));
        group += 1;
    }
    // SAFETY: `b` is at row k of the block and `a` at its column k, where k < `depth`: all of `width`
    // columns and `R` rows are inside. Pointers that are stepped past the end are not read.
    let sums = unsafe {
        let mut sums = [[V::splat(V::Element::ZERO); W]; R];
        let mut k = 0;
        while k < sweep.depth {
            let mut row = [V::splat(V::Element::ZERO); W];
            let mut w = 0;
            while w < W {
                let pointer = b.wrapping_add(w * lanes);
                row[w] = if EDGE && w + 1 == W {
                    V::load_first(pointer, last)
                } else {
                    V::load(pointer)
                };
                w += 1;
            }
            let mut r = 0;
            while r < R {
                let offset = (r % 4).cast_signed() * sweep.a_row;
                let element = V::splat(a[r / 4].wrapping_offset(offset).read());
                let mut w = 0;
                while w < W {
                    sums[r][w] = element.multiply_add(row[w], sums[r][w]);
                    w += 1;
                }
                r += 1;
            }
            let mut group = 0;
            while group < a.len() {
                a[group] = a[group].wrapping_offset(sweep.a_column);
                group += 1;
            }
            b = b.wrapping_offset(b_row);
            k += 1;
        }
        sums
    };
    let mut r = 0;
    while r < R {
        let mut w = 0;
        while w < W {
            let sum = sums[r][w];
            let out = sweep
                .out
                .wrapping_add(r * sweep.out_row + column + w * lanes);
            // SAFETY: row `r` and `width` columns from `column` on are inside the result.
            unsafe {
                if EDGE && w + 1 == W {
                    let sum = if sweep.accumulate {
                        V::load_first(out, last).add(sum)
                    } else {
                        sum
                    };
                    sum.store_first(out, last);
                } else {
                    let sum = if sweep.accumulate {
                        V::load(out).add(sum)
                    } else {
                        sum
                    };
                    sum.store(out);
                }
            }
            w += 1;
        }
        r += 1;
    }
}
