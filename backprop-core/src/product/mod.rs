//! Matrix products: what generated code calls, and nothing more.
//!
//! [`multiply`] is the whole product, [`Product`] the rows of one in any order, and
//! [`exclusive_product`] the product of all others along an axis. Operands have any strides: a
//! transposed matrix is read, or packed, as it lies.
//!
//! Each element is the sum of its products in the order of the inner index, in blocks whose size
//! depends on the inner size alone. How rows are grouped into tiles, calls and threads changes no
//! bit of it; of a NaN, that it is one.
#![expect(
    unsafe_code,
    reason = "vector instructions, and strides that bounds checks would slow down"
)]
#![expect(
    clippy::inline_always,
    reason = "only inlined code has a kernel's vector instructions"
)]

use alloc::vec::Vec;
use core::ops::Range;

mod exclusive;
mod kernel;
mod matrix;
mod pack;
#[cfg(feature = "parallel")]
mod parallel;
mod tile;
mod vector;
#[cfg(target_arch = "x86_64")]
mod x86;

pub use exclusive::exclusive_product;
pub use kernel::{Kernel, ProductKernel};
pub use matrix::Matrix;

use kernel::Job;

use crate::Float;

/// `a` · `b` with `b` ready to be read; rows can be asked for in any order, from any thread.
#[derive(Clone, Copy)]
pub struct Product<'a, F> {
    a: Matrix<'a, F>,
    b: Ready<'a, F>,
    kernel: Kernel<F>,
    depth: usize,
    columns: usize,
}

/// The second matrix as a kernel reads it.
#[derive(Clone, Copy)]
enum Ready<'a, F> {
    /// Where it is: its rows are contiguous.
    InPlace(Matrix<'a, F>),
    /// As [`pack::pack`] leaves it.
    Packed(&'a [F]),
}

/// Whether `b` is packed, for a product with `rows` rows.
///
/// Rows that are contiguous are read where they are: packing costs as much as a dozen rows of the
/// product. It pays where many rows pass over a `b` whose own rows are a large power of two apart, and
/// so fall on the same few places of the cache: a twentieth at 2048 · 512 · 512 with vectors as long
/// as a line of the cache, a sixth at 128 · 1024 · 1024 with shorter ones.
fn packs<F: Float>(b: &Matrix<'_, F>, rows: usize, kernel: Kernel<F>) -> bool {
    let apart = b.row_stride().unsigned_abs() * size_of::<F>();
    let whole_lines = kernel.lanes * size_of::<F>() >= 64;
    let (many, far) = if whole_lines { (512, 1024) } else { (64, 4096) };
    b.column_stride() != 1 || (rows >= many && apart.is_multiple_of(far))
}

impl<'a, F: Float> Product<'a, F> {
    /// The product of `a` and `b`; a `b` that cannot be read in place is packed into `scratch`.
    ///
    /// `scratch` grows when it has to and never shrinks: once it is large enough, nothing is
    /// allocated. What it holds before does not matter. If the inner sizes differ, the smaller counts.
    pub fn new(a: Matrix<'a, F>, b: Matrix<'a, F>, scratch: &'a mut Vec<F>) -> Self {
        Self::with_kernel(F::kernel(), a, b, scratch)
    }

    /// [`new`](Product::new) with one of [`ProductKernel::kernels`], so that each can be tested.
    pub fn with_kernel(
        kernel: Kernel<F>,
        a: Matrix<'a, F>,
        b: Matrix<'a, F>,
        scratch: &'a mut Vec<F>,
    ) -> Self {
        let depth = a.columns().min(b.rows());
        let columns = b.columns();
        let b = if packs(&b, a.rows(), kernel) {
            Ready::Packed(pack::pack(b, depth, kernel, scratch))
        } else {
            Ready::InPlace(b)
        };
        Self {
            a,
            b,
            kernel,
            depth,
            columns,
        }
    }

    /// The rows `rows` of `a` · `b`, row-major, assigned to `out`.
    ///
    /// Rows that `a` has not, or an `out` whose length is not the number of rows times that of
    /// columns, are a mistake of the caller; nothing is written then.
    pub fn rows(&self, rows: Range<usize>, out: &mut [F]) {
        let fits =
            rows.end <= self.a.rows() && rows.len().checked_mul(self.columns) == Some(out.len());
        debug_assert!(
            fits,
            "{} elements for the rows {rows:?} of {}",
            out.len(),
            self.columns
        );
        if !fits || out.is_empty() {
            return;
        }
        if self.depth == 0 {
            out.fill(F::ZERO);
            return;
        }
        let (b, b_row) = match self.b {
            Ready::InPlace(b) => (b.pointer(0, 0), Some(b.row_stride())),
            Ready::Packed(b) => (b.as_ptr(), None),
        };
        let job = Job {
            a: self.a.pointer(rows.start, 0),
            a_row: self.a.row_stride(),
            a_column: self.a.column_stride(),
            b,
            b_row,
            rows: rows.len(),
            depth: self.depth,
            columns: self.columns,
            out: out.as_mut_ptr(),
        };
        // SAFETY: the rows are rows of `a`, which has at least `depth` columns; `b` is a matrix of at
        // least `depth` rows and `columns` contiguous columns, or as much in the order in which this
        // kernel reads; `out` has the rows' length, and no borrow but this. The kernel is the one for
        // this processor.
        unsafe { (self.kernel.run)(&job) }
    }
}

/// The whole product of `a` and `b`, row-major, assigned to `out`.
///
/// `scratch` is room for a packed operand, as in [`Product::new`]. If the inner sizes differ, the
/// smaller counts. An `out` of another length than `a`'s rows times `b`'s columns is a mistake of the
/// caller; nothing is written then.
///
/// With the feature `parallel`, a product that is large enough for it is computed by several threads.
pub fn multiply<F: Float>(a: Matrix<'_, F>, b: Matrix<'_, F>, out: &mut [F], scratch: &mut Vec<F>) {
    let product = Product::new(a, b, scratch);
    #[cfg(feature = "parallel")]
    if let Some(rows) = parallel::rows_for_a_thread(&product) {
        return parallel::multiply(&product, rows, out);
    }
    product.rows(0..a.rows(), out);
}
