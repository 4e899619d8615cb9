use core::marker::PhantomData;

use ndarray::ArrayView2;

use crate::Float;

/// A matrix that is read: any strides, borrowed.
///
/// The strides may be negative or zero, as those of an array's view may; a transposed matrix is the
/// same elements with the strides swapped.
#[derive(Clone, Copy, Debug)]
pub struct Matrix<'a, F> {
    /// Invariant: for all i < `rows` and j < `columns`, `data` + i·`row_stride` + j·`column_stride`
    /// is an element that is borrowed for `'a`.
    data: *const F,
    rows: usize,
    columns: usize,
    /// The distance of one row from the next in elements, 1 where there is no next.
    row_stride: isize,
    /// The distance of one column from the next in elements, 1 where there is no next.
    column_stride: isize,
    borrowed: PhantomData<&'a [F]>,
}

// SAFETY: a `Matrix` is a shared borrow of its elements, so it may go where `&[F]` may.
unsafe impl<F: Sync> Send for Matrix<'_, F> {}
// SAFETY: as above.
unsafe impl<F: Sync> Sync for Matrix<'_, F> {}

impl<'a, F: Float> Matrix<'a, F> {
    /// The matrix that `view` shows.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a view is a reference with strides"
    )]
    pub fn from_view(view: ArrayView2<'a, F>) -> Self {
        let (rows, columns) = view.dim();
        let strides = view.strides();
        // The invariant is the one of a view: ndarray's pointer is at the element [0, 0].
        Self::with_strides(view.as_ptr(), rows, columns, strides[0], strides[1])
    }

    /// The first `rows` · `columns` elements of `data`, row by row.
    ///
    /// Data that are too short are a mistake of the caller: the matrix has no elements then.
    #[must_use]
    pub fn new(data: &'a [F], rows: usize, columns: usize) -> Self {
        Self::strided(data, rows, columns, columns, 1)
    }

    /// The matrix whose element [i, j] is `data[i * row_stride + j * column_stride]`.
    ///
    /// Data that are too short are a mistake of the caller: the matrix has no elements then.
    #[must_use]
    pub fn strided(
        data: &'a [F],
        rows: usize,
        columns: usize,
        row_stride: usize,
        column_stride: usize,
    ) -> Self {
        let last = |size: usize, stride: usize| (size - 1).checked_mul(stride);
        let inside = rows == 0
            || columns == 0
            || last(rows, row_stride)
                .zip(last(columns, column_stride))
                .and_then(|(row, column)| row.checked_add(column))
                .is_some_and(|last| last < data.len());
        debug_assert!(
            inside,
            "a {rows} × {columns} matrix reaches out of {} elements",
            data.len()
        );
        if !inside {
            return Self::with_strides(data.as_ptr(), 0, 0, 1, 1);
        }
        // A stride that is ever multiplied by more than 0 is below the length, so no bit is lost.
        let (row_stride, column_stride) = (row_stride.cast_signed(), column_stride.cast_signed());
        Self::with_strides(data.as_ptr(), rows, columns, row_stride, column_stride)
    }

    fn with_strides(
        data: *const F,
        rows: usize,
        columns: usize,
        row_stride: isize,
        column_stride: isize,
    ) -> Self {
        // A stride of 1 where there is nothing to step to, so that "contiguous" is one comparison.
        let row_stride = if rows > 1 { row_stride } else { 1 };
        let column_stride = if columns > 1 { column_stride } else { 1 };
        Self {
            data,
            rows,
            columns,
            row_stride,
            column_stride,
            borrowed: PhantomData,
        }
    }

    /// The transposed matrix: the strides swapped, nothing copied.
    #[must_use]
    pub fn t(self) -> Self {
        Self {
            rows: self.columns,
            columns: self.rows,
            row_stride: self.column_stride,
            column_stride: self.row_stride,
            ..self
        }
    }

    /// The number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The number of columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    pub(super) fn row_stride(&self) -> isize {
        self.row_stride
    }

    pub(super) fn column_stride(&self) -> isize {
        self.column_stride
    }

    /// Where the element [`row`, `column`] is, which may be read if both are inside.
    pub(super) fn pointer(&self, row: usize, column: usize) -> *const F {
        let offset = row.cast_signed().wrapping_mul(self.row_stride);
        let offset = offset.wrapping_add(column.cast_signed().wrapping_mul(self.column_stride));
        self.data.wrapping_offset(offset)
    }
}
