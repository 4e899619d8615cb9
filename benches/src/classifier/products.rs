//! The matrix products of the classifier and nothing else.

use backprop_core::product::{Matrix, multiply};

use super::{CLASSES, Inputs, Size};
use crate::tensors::{Results, Way};

/// A matrix as numbers, rows, columns, and the distance between neighbours in a column and in a row.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    data: &'a [f32],
    rows: usize,
    columns: usize,
    row_stride: usize,
    column_stride: usize,
}

impl<'a> View<'a> {
    /// The first elements of `data`, row by row.
    ///
    /// # Panics
    ///
    /// There are too few.
    #[must_use]
    pub fn new(data: &'a [f32], rows: usize, columns: usize) -> Self {
        assert!(
            rows * columns <= data.len(),
            "the matrix is inside of its data"
        );
        Self {
            data,
            rows,
            columns,
            row_stride: columns,
            column_stride: 1,
        }
    }

    /// The transposed matrix.
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

    /// The numbers of rows and columns.
    #[must_use]
    pub fn size(self) -> (usize, usize) {
        (self.rows, self.columns)
    }

    /// The distances from row to row and from column to column.
    #[must_use]
    pub fn strides(self) -> (isize, isize) {
        (
            self.row_stride.cast_signed(),
            self.column_stride.cast_signed(),
        )
    }

    /// The first element.
    #[must_use]
    pub fn pointer(self) -> *const f32 {
        self.data.as_ptr()
    }

    fn matrix(self) -> Matrix<'a, f32> {
        Matrix::strided(
            self.data,
            self.rows,
            self.columns,
            self.row_stride,
            self.column_stride,
        )
    }
}

/// What multiplies matrices: assigns the product of two views, row by row.
pub type Multiply = fn(View<'_>, View<'_>, &mut [f32], &mut Vec<f32>);

/// By what generated code calls; the last argument is room for a packed operand.
pub fn multiply_own(a: View<'_>, b: View<'_>, out: &mut [f32], scratch: &mut Vec<f32>) {
    multiply(a.matrix(), b.matrix(), out, scratch);
}

/// By the crate `matrixmultiply`, which ndarray uses.
///
/// # Panics
///
/// The sizes do not fit.
pub fn multiply_with_matrixmultiply(
    a: View<'_>,
    b: View<'_>,
    out: &mut [f32],
    _scratch: &mut Vec<f32>,
) {
    assert_eq!(a.columns, b.rows, "the inner sizes");
    assert_eq!(a.rows * b.columns, out.len(), "the size of the result");
    let ((a_row, a_column), (b_row, b_column)) = (a.strides(), b.strides());
    #[expect(unsafe_code, reason = "the crate's interface")]
    // SAFETY: a view is inside of its data, as has been asserted when it was made; the result has as many
    // elements as the product, row by row.
    unsafe {
        matrixmultiply::sgemm(
            a.rows,
            a.columns,
            b.columns,
            1.0,
            a.pointer(),
            a_row,
            a_column,
            b.pointer(),
            b_row,
            b_column,
            0.0,
            out.as_mut_ptr(),
            b.columns.cast_signed(),
            1,
        );
    }
}

/// Five products: two forward, three backward.
pub struct Products<'a> {
    inputs: &'a Inputs,
    name: &'static str,
    multiply: Multiply,
    h: Vec<f32>,
    logits: Vec<f32>,
    d_h: Vec<f32>,
    d_w1: Vec<f32>,
    d_w2: Vec<f32>,
    scratch: Vec<f32>,
}

impl<'a> Products<'a> {
    /// Memory for the products of this size.
    #[must_use]
    pub fn new(name: &'static str, inputs: &'a Inputs, multiply: Multiply) -> Self {
        let Size {
            batch,
            inputs: width,
            hidden,
        } = inputs.size;
        Self {
            inputs,
            name,
            multiply,
            h: vec![0.5; batch * hidden],
            logits: vec![0.0; batch * CLASSES],
            d_h: vec![0.0; batch * hidden],
            d_w1: vec![0.0; width * hidden],
            d_w2: vec![0.0; hidden * CLASSES],
            scratch: Vec::new(),
        }
    }
}

impl<'a> Way<f32> for Products<'a> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn run(&mut self) {
        let Size {
            batch,
            inputs,
            hidden,
        } = self.inputs.size;
        let Self {
            multiply,
            h,
            logits,
            d_h,
            d_w1,
            d_w2,
            scratch,
            ..
        } = self;
        let multiply = *multiply;
        let mut multiply = |a: View<'_>, b: View<'_>, out: &mut [f32]| multiply(a, b, out, scratch);
        let slice = |array: &'a backprop::ndarray::Array2<f32>| {
            array.as_slice().expect("the array is contiguous")
        };
        let x = View::new(slice(&self.inputs.x), batch, inputs);
        let w1 = View::new(slice(&self.inputs.w1), inputs, hidden);
        let w2 = View::new(slice(&self.inputs.w2), hidden, CLASSES);
        multiply(x, w1, h);
        multiply(View::new(h, batch, hidden), w2, logits);
        let d_logits = View::new(logits, batch, CLASSES);
        multiply(d_logits, w2.t(), d_h);
        multiply(View::new(h, batch, hidden).t(), d_logits, d_w2);
        multiply(x.t(), View::new(d_h, batch, hidden), d_w1);
    }

    fn results(&mut self) -> Results<f32> {
        Vec::new()
    }
}
