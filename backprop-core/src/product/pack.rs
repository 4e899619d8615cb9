use alloc::vec::Vec;

use super::kernel::{Kernel, depth_of_blocks};
use super::matrix::Matrix;
use super::vector::{Vector, WIDEST};
use crate::Float;

/// The bytes of a line of the cache, at whose start a packed operand begins: a vector that lies
/// across two lines is loaded at half the speed.
const LINE: usize = 64;

/// One panel of `b`, or a tile's rows of `a` as columns, and where it goes.
pub(super) struct Panel<F> {
    /// The first element: of the panel's first row and column.
    pub(super) b: *const F,
    pub(super) row_stride: isize,
    pub(super) column_stride: isize,
    /// The rows of the block.
    pub(super) depth: usize,
    /// The columns, at most two vectors of them.
    pub(super) width: usize,
    /// As many rows of `width` elements, filled up to whole vectors with zeros.
    pub(super) out: *mut F,
}

/// Packs the first `depth` rows of `b` into `scratch`, and returns the place.
///
/// The order is the one in which a kernel reads: block by block along the inner size; in a block
/// panel by panel, of two vectors or, the last, of as many as hold what is left; in a panel row by
/// row. The last vector is filled up with zeros, whose products nobody reads.
pub(super) fn pack<'a, F: Float>(
    b: Matrix<'_, F>,
    depth: usize,
    kernel: Kernel<F>,
    scratch: &'a mut Vec<F>,
) -> &'a [F] {
    let lanes = kernel.lanes;
    let columns = b.columns();
    let packed = room(
        scratch,
        depth.saturating_mul(columns.next_multiple_of(lanes)),
    );
    let block = depth_of_blocks(depth);
    let mut out = &mut *packed;
    for start in (0..depth).step_by(block) {
        let depth = block.min(depth - start);
        for column in (0..columns).step_by(2 * lanes) {
            let width = (columns - column).min(2 * lanes);
            let len = depth * width.next_multiple_of(lanes);
            let (now, later) = core::mem::take(&mut out).split_at_mut(len);
            out = later;
            let panel = Panel {
                b: b.pointer(start, column),
                row_stride: b.row_stride(),
                column_stride: b.column_stride(),
                depth,
                width,
                out: now.as_mut_ptr(),
            };
            // SAFETY: rows from `start` and columns from `column` on are in `b`: `depth` and `width`
            // of them; `now` has room for whole vectors; the kernel is the one for this processor.
            unsafe { (kernel.pack)(&panel) }
        }
    }
    packed
}

/// `len` elements of `scratch`, which grows if it has to, from the start of a line on.
fn room<F: Float>(scratch: &mut Vec<F>, len: usize) -> &mut [F] {
    // A size that does not fit in memory fails here, where `scratch` grows, and not by wrapping.
    let needed = len.saturating_add(LINE / size_of::<F>());
    if scratch.len() < needed {
        scratch.resize(needed, F::ZERO);
    }
    let offset = scratch.as_ptr().align_offset(LINE).min(needed - len);
    &mut scratch[offset..offset + len]
}

/// Packs a panel: rows that are contiguous vector by vector, columns that are contiguous in squares
/// that are transposed in registers, others element by element.
///
/// # Safety
///
/// `depth` × `width` elements can be read, and as many, `width` filled up to whole vectors, be written
/// at the places that the panel names; called only from [`Vector::pack`].
#[inline(always)]
pub(super) unsafe fn pack_panel<V: Vector>(panel: &Panel<V::Element>) {
    let lanes = V::LANES;
    let padded = panel.width.next_multiple_of(lanes);
    let mut column = 0;
    while column < panel.width {
        let b = panel
            .b
            .wrapping_offset(column.cast_signed() * panel.column_stride);
        let out = panel.out.wrapping_add(column);
        let width = lanes.min(panel.width - column);
        // SAFETY: `width` columns from `column` on are in the panel, and `out` has a whole vector
        // there in each of `depth` rows, `padded` elements apart.
        unsafe {
            if panel.column_stride == 1 {
                copy_rows::<V>(panel, b, width, out, padded);
            } else if panel.row_stride == 1 {
                transpose::<V>(panel, b, width, out, padded);
            } else {
                gather::<V>(panel, b, width, out, padded);
            }
        }
        column += lanes;
    }
}

/// Packs one vector of each row, of elements that are side by side.
#[inline(always)]
unsafe fn copy_rows<V: Vector>(
    panel: &Panel<V::Element>,
    mut b: *const V::Element,
    width: usize,
    mut out: *mut V::Element,
    padded: usize,
) {
    for _ in 0..panel.depth {
        // SAFETY: by the contract of `pack_panel`, row by row.
        unsafe {
            if width == V::LANES {
                V::load(b).store(out);
            } else {
                V::load_first(b, width).store(out);
            }
        }
        b = b.wrapping_offset(panel.row_stride);
        out = out.wrapping_add(padded);
    }
}

/// Packs one vector of each row, of elements each of which is followed by those of the rows below.
#[inline(always)]
unsafe fn transpose<V: Vector>(
    panel: &Panel<V::Element>,
    b: *const V::Element,
    width: usize,
    out: *mut V::Element,
    padded: usize,
) {
    let mut row = 0;
    while row < panel.depth {
        let height = V::LANES.min(panel.depth - row);
        // SAFETY: by the contract of `pack_panel`: `height` elements of `width` columns from `row` on
        // are in the panel, and a whole vector in each of so many rows is in `out`.
        unsafe {
            let mut square = [V::splat(V::Element::ZERO); WIDEST];
            for (column, vector) in square.iter_mut().enumerate().take(V::LANES) {
                if column < width {
                    let offset = column.cast_signed() * panel.column_stride;
                    let pointer = b.wrapping_offset(offset).wrapping_add(row);
                    *vector = if height == V::LANES {
                        V::load(pointer)
                    } else {
                        V::load_first(pointer, height)
                    };
                }
            }
            exchange_all::<V, 8>(&mut square);
            exchange_all::<V, 4>(&mut square);
            exchange_all::<V, 2>(&mut square);
            exchange_all::<V, 1>(&mut square);
            for (k, vector) in square.iter().enumerate().take(V::LANES) {
                if k < height {
                    vector.store(out.wrapping_add((row + k) * padded));
                }
            }
        }
        row += V::LANES;
    }
}

/// One step of a transposition: in each square of 2`D` × 2`D`, the two squares of `D` × `D` beside its
/// diagonal change places.
#[inline(always)]
unsafe fn exchange_all<V: Vector, const D: usize>(square: &mut [V; WIDEST]) {
    for low in 0..V::LANES {
        if D < V::LANES && low & D == 0 {
            // SAFETY: called where the vectors' instructions are switched on.
            (square[low], square[low + D]) = unsafe { square[low].exchange::<D>(square[low + D]) };
        }
    }
}

/// Packs one vector of each row, element by element.
#[inline(always)]
unsafe fn gather<V: Vector>(
    panel: &Panel<V::Element>,
    b: *const V::Element,
    width: usize,
    out: *mut V::Element,
    padded: usize,
) {
    for k in 0..panel.depth {
        let b = b.wrapping_offset(k.cast_signed() * panel.row_stride);
        for column in 0..V::LANES {
            // SAFETY: by the contract of `pack_panel`: only columns below `width` are read.
            unsafe {
                let element = if column < width {
                    b.wrapping_offset(column.cast_signed() * panel.column_stride)
                        .read()
                } else {
                    V::Element::ZERO
                };
                out.wrapping_add(k * padded + column).write(element);
            }
        }
    }
}
