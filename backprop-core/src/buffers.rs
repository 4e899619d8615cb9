//! Memory that is used again from call to call, and arrays as slices.

use alloc::vec::Vec;
use core::mem;

use ndarray::{Array, ArrayView, ArrayView2, ArrayViewMut, Dimension, Ix2};

use crate::sizes::{fits, too_large};
use crate::{Float, ShapeError};

/// Makes a buffer as long as the product of the sizes. What it holds is left as it is, and what is
/// new are zeros.
///
/// # Errors
///
/// There is no memory for it; the buffer is then as it was.
#[inline]
pub fn grow<F: Float>(
    buffer: &mut Vec<F>,
    graph: &'static str,
    what: &'static str,
    sizes: &[usize],
) -> Result<(), ShapeError> {
    let product = sizes
        .iter()
        .try_fold(1_usize, |product, &size| product.checked_mul(size));
    if product == Some(buffer.len()) && product != Some(0) {
        return Ok(());
    }
    set_length(buffer, graph, what, sizes)
}

/// What [`grow`] does where there is something to do.
#[cold]
#[inline(never)]
fn set_length<F: Float>(
    buffer: &mut Vec<F>,
    graph: &'static str,
    what: &'static str,
    sizes: &[usize],
) -> Result<(), ShapeError> {
    let length = fits::<F>(graph, what, sizes)?;
    let more = length.saturating_sub(buffer.len());
    if buffer.try_reserve_exact(more).is_err() {
        return Err(too_large(graph, what, sizes));
    }
    buffer.resize(length, F::ZERO);
    Ok(())
}

/// An array with nothing in it, for [`resize`] to give it a shape.
#[must_use]
pub fn empty<F: Float, D: Dimension>() -> Array<F, D> {
    Array::default(D::default())
}

/// Gives an array a shape, in standard layout, in the memory that it has where that is enough.
/// What it holds afterwards is any numbers.
///
/// # Errors
///
/// There is no memory for it; the array is then as it was, or empty.
#[inline]
pub fn resize<F: Float, D: Dimension>(
    array: &mut Array<F, D>,
    dim: D,
    graph: &'static str,
    what: &'static str,
) -> Result<(), ShapeError> {
    if array.raw_dim() == dim && array.is_standard_layout() {
        return Ok(());
    }
    set_shape(array, dim, graph, what)
}

/// What [`resize`] does where there is something to do.
#[cold]
#[inline(never)]
fn set_shape<F: Float, D: Dimension>(
    array: &mut Array<F, D>,
    dim: D,
    graph: &'static str,
    what: &'static str,
) -> Result<(), ShapeError> {
    let (before, sizes) = (array.raw_dim(), dim.clone());
    let (mut buffer, _) = mem::replace(array, empty()).into_raw_vec_and_offset();
    let grown = grow(&mut buffer, graph, what, sizes.slice());
    let shape = if grown.is_ok() { dim } else { before };
    match Array::from_shape_vec(shape, buffer) {
        Ok(shaped) => {
            *array = shaped;
            grown
        }
        Err(_) => grown.and(Err(too_large(graph, what, sizes.slice()))),
    }
}

/// The elements of an array in standard layout; none of another.
#[must_use]
pub fn whole<F, D: Dimension>(array: &Array<F, D>) -> &[F] {
    array.as_slice().unwrap_or_default()
}

/// The elements of an array in standard layout, to be written; none of another.
#[must_use]
pub fn slice_mut<F, D: Dimension>(array: &mut Array<F, D>) -> &mut [F] {
    array.as_slice_mut().unwrap_or_default()
}

/// Sets every element to one number.
pub fn fill<F: Float>(slice: &mut [F], value: F) {
    slice.fill(value);
}

/// The first elements of a slice as an array of this shape, in standard layout; a view of nothing
/// where there are too few.
#[must_use]
pub fn view<F: Float, D: Dimension>(slice: &[F], dim: D) -> ArrayView<'_, F, D> {
    let (mut slice, mut dim) = (slice, dim);
    loop {
        // The second time it has no elements, or a single one where it has no axes.
        match ArrayView::from_shape(dim.clone(), slice) {
            Ok(view) => return view,
            Err(_) => (slice, dim) = (F::PLACEHOLDER, D::zeros(dim.ndim())),
        }
    }
}

/// The elements of a view in standard layout: its own, or those that [`pack`] has put into the
/// buffer.
#[must_use]
pub fn slice<'a, F, D: Dimension>(view: &'a ArrayView<'_, F, D>, buffer: &'a [F]) -> &'a [F] {
    view.as_slice().unwrap_or(buffer)
}

/// The elements of a view in standard layout: its own, or copies of them in the buffer.
///
/// # Errors
///
/// There is no memory for the copies.
#[inline]
pub fn pack<'a, F: Float, D: Dimension>(
    view: &'a ArrayView<'_, F, D>,
    buffer: &'a mut Vec<F>,
    graph: &'static str,
    input: &'static str,
) -> Result<&'a [F], ShapeError> {
    if let Some(elements) = view.as_slice() {
        return Ok(elements);
    }
    copy(view, buffer, graph, input)?;
    Ok(buffer)
}

/// Copies a view into a buffer, in standard layout.
#[inline(never)]
fn copy<F: Float, D: Dimension>(
    view: &ArrayView<'_, F, D>,
    buffer: &mut Vec<F>,
    graph: &'static str,
    input: &'static str,
) -> Result<(), ShapeError> {
    let dim = view.raw_dim();
    grow(buffer, graph, input, dim.slice())?;
    if let Ok(matrix) = view.view().into_dimensionality::<Ix2>()
        && matrix
            .columns()
            .into_iter()
            .all(|column| column.as_slice().is_some())
    {
        copy_columns(&matrix, buffer);
    } else if let Ok(mut packed) = ArrayViewMut::from_shape(dim, buffer) {
        packed.assign(view);
    }
    Ok(())
}

/// Copies a matrix whose columns lie in memory one by one, such as a transposed one, in squares.
///
/// Each square goes by way of a buffer of its size, so that both its columns and its rows are
/// touched once: where they are a power of two apart, they drive each other out of the cache.
fn copy_columns<F: Float>(matrix: &ArrayView2<'_, F>, packed: &mut [F]) {
    const SIDE: usize = 32;
    let mut square = [[F::ZERO; SIDE]; SIDE];
    let (rows, columns) = matrix.dim();
    for top in (0..rows).step_by(SIDE) {
        let height = SIDE.min(rows - top);
        for left in (0..columns).step_by(SIDE) {
            let width = SIDE.min(columns - left);
            for (offset, buffer) in square.iter_mut().enumerate().take(width) {
                let column = matrix.column(left + offset);
                let column = column.as_slice().unwrap_or_default();
                buffer[..height].copy_from_slice(&column[top..][..height]);
            }
            for offset in 0..height {
                let row = &mut packed[(top + offset) * columns + left..][..width];
                for (element, buffer) in row.iter_mut().zip(&square) {
                    *element = buffer[offset];
                }
            }
        }
    }
}

/// A number of elements, as a number.
#[must_use]
pub fn count<F: Float>(elements: usize) -> F {
    #[expect(clippy::cast_precision_loss, reason = "as exact as the type allows")]
    let elements = elements as f64;
    F::from_f64(elements)
}

/// Adds a number to a sum, and what rounding has lost of it to the sum's error (D. Knuth's two-sum).
#[inline]
pub fn accumulate<F: Float>(sum: &mut F, error: &mut F, value: F) {
    let total = *sum + value;
    let rest = total - *sum;
    *error += (*sum - (total - rest)) + (value - rest);
    *sum = total;
}

/// Adds the errors of sums to them; of a sum that is not finite there is none.
pub fn settle<F: Float>(sums: &mut [F], errors: &[F]) {
    for (sum, &error) in sums.iter_mut().zip(errors) {
        if !error.is_nan() {
            *sum += error;
        }
    }
}
