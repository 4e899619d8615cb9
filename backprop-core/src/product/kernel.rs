use core::mem::MaybeUninit;

use super::pack::Panel;
use super::tile::Sweep;
use super::vector::{Lanes, Vector};
use crate::Float;

/// The steps along the inner size that are summed in registers before they are added to the result.
///
/// Two vectors of each of so many rows, 32 KiB with the widest vectors, stay in the first cache
/// while the rows of the other matrix pass; and the sum of partial sums has an error bound that grows
/// with the block and the number of blocks, not with their product.
const DEPTH: usize = 256;

/// How many steps along the inner size make a block: the fewest equal blocks of at most [`DEPTH`].
///
/// It depends on nothing but the inner size, so that each element has one order of summation.
pub(super) fn depth_of_blocks(depth: usize) -> usize {
    depth.div_ceil(depth.div_ceil(DEPTH).max(1)).max(1)
}

/// The bytes of the second matrix that are passed over for all rows before the next ones are.
const BYTES_OF_COLUMNS: usize = 512 * 1024;

/// A product with everything decided: where the operands are and how to step through them.
#[derive(Clone, Copy)]
pub(super) struct Job<F> {
    /// The first matrix, `rows` × `depth`.
    pub(super) a: *const F,
    pub(super) a_row: isize,
    pub(super) a_column: isize,
    /// The second matrix, `depth` × `columns`.
    pub(super) b: *const F,
    /// The stride of rows that are contiguous and read in place; `None` where `b` is packed.
    pub(super) b_row: Option<isize>,
    pub(super) rows: usize,
    pub(super) depth: usize,
    pub(super) columns: usize,
    /// `rows` × `columns`, row-major and contiguous, assigned to.
    pub(super) out: *mut F,
}

/// How a processor multiplies.
#[derive(Clone, Copy)]
pub struct Kernel<F> {
    /// The elements of a vector; `b` is packed into panels of two vectors.
    pub(super) lanes: usize,
    /// Computes a job. Safe if the operands and the result of the job are where it says, and the
    /// processor has the instructions.
    pub(super) run: unsafe fn(&Job<F>),
    /// Packs a panel. Safe if its elements and their places are where it says, and the processor has
    /// the instructions.
    pub(super) pack: unsafe fn(&Panel<F>),
}

impl<F> Kernel<F> {
    pub(super) const fn of<V: Vector<Element = F>>() -> Self {
        Self {
            lanes: V::LANES,
            run: run::<V>,
            pack: V::pack,
        }
    }
}

/// A number whose matrices can be multiplied: `f32` and `f64`.
pub trait ProductKernel: Sized + 'static {
    /// The kernels that run on this processor, the best first; the last one runs on any.
    fn kernels() -> [Option<Kernel<Self>>; 3];

    /// The best kernel for this processor.
    fn kernel() -> Kernel<Self>;
}

macro_rules! implement_product_kernel {
    ($float:ty, $lanes:literal, $x86:ident) => {
        impl ProductKernel for $float {
            fn kernels() -> [Option<Kernel<Self>>; 3] {
                #[cfg(target_arch = "x86_64")]
                let [widest, wide] = super::x86::$x86();
                #[cfg(not(target_arch = "x86_64"))]
                let [widest, wide] = [None, None];
                [widest, wide, Some(Kernel::of::<Lanes<$float, $lanes>>())]
            }

            fn kernel() -> Kernel<Self> {
                let [widest, wide, _] = Self::kernels();
                widest
                    .or(wide)
                    .unwrap_or(const { Kernel::of::<Lanes<$float, $lanes>>() })
            }
        }
    };
}
implement_product_kernel!(f32, 4, single);
implement_product_kernel!(f64, 2, double);

/// Computes a job, tile by tile.
///
/// # Safety
///
/// Every element of the two matrices can be read, and `out` written, at the places that the job
/// describes; the processor has the instructions of `V`.
unsafe fn run<V: Vector>(job: &Job<V::Element>) {
    let block = depth_of_blocks(job.depth);
    // Vectors are packed whole.
    let packed_columns = job.columns.next_multiple_of(V::LANES);
    let panel = 2 * V::LANES;
    let chunk = BYTES_OF_COLUMNS / (block * size_of::<V::Element>());
    let chunk = (chunk / panel).max(1) * panel;
    let crowded =
        const { Crowded::<V::Element>::possible::<V>() } && job.columns >= 16 * V::LANES && {
            let apart = job.a_column.unsigned_abs() * size_of::<V::Element>();
            apart >= Crowded::<V::Element>::APART
        };
    let mut copy = Crowded(MaybeUninit::uninit());
    let mut start = 0;
    while start < job.depth {
        let depth = block.min(job.depth - start);
        let mut column = 0;
        while column < job.columns {
            let offset = match job.b_row {
                Some(stride) => start.cast_signed() * stride + column.cast_signed(),
                None => (start * packed_columns + column * depth).cast_signed(),
            };
            let mut sweep = Sweep {
                a: job.a,
                a_row: job.a_row,
                a_column: job.a_column,
                b: job.b.wrapping_offset(offset),
                b_row: job.b_row,
                depth,
                columns: chunk.min(job.columns - column),
                out: job.out,
                out_row: job.columns,
                accumulate: start > 0,
            };
            // Tiles of sizes as equal as can be: the last would often be too small to keep the
            // processor busy. The arithmetic of a row does not depend on its tile.
            let mut tiles = job.rows.div_ceil(V::ROWS);
            let mut row = 0;
            while tiles > 0 {
                let rows = (job.rows - row).div_ceil(tiles);
                sweep.a_row = job.a_row;
                sweep.a_column = job.a_column;
                sweep.a = job
                    .a
                    .wrapping_offset(row.cast_signed() * job.a_row)
                    .wrapping_offset(start.cast_signed() * job.a_column);
                sweep.out = job.out.wrapping_add(row * job.columns + column);
                if crowded {
                    // SAFETY: so many rows and steps from here on are inside the job, and
                    // `possible` has seen that there is room for them.
                    unsafe { copy.take::<V>(rows, &mut sweep) }
                }
                // SAFETY: the sweep is inside the job: `rows` rows from `row` on, `depth` steps from
                // `start` on, and its columns from `column` on.
                unsafe { sweep_rows::<V>(rows, &sweep) }
                row += rows;
                tiles -= 1;
            }
            column += chunk;
        }
        start += depth;
    }
}

/// A tile's rows of the first matrix, copied together.
///
/// Where the elements of a row are about a page or more apart, they need as many entries of the
/// processor's table of pages as there are elements, and fall on few places of the cache if the
/// distance is a power of two; each panel of the second matrix drives them out. With vectors of half
/// a line, which pass over them twice as often, the copy saves a quarter to a half of the time; with
/// those of a whole line it never paid.
#[repr(align(64))]
struct Crowded<F>(MaybeUninit<[[F; 8]; DEPTH]>);

impl<F: Float> Crowded<F> {
    /// The rows of a tile, filled up to whole vectors.
    const WIDTH: usize = 8;
    /// The bytes from element to element from which on the copy pays.
    const APART: usize = 3072;

    /// Whether copying can pay with these vectors, and a tile has room here.
    const fn possible<V: Vector<Element = F>>() -> bool {
        V::LANES * size_of::<F>() < 64 && V::ROWS.next_multiple_of(V::LANES) <= Self::WIDTH
    }

    /// Copies the `rows` rows that `sweep` begins with, and lets it read the copy.
    ///
    /// # Safety
    ///
    /// `rows` ≤ [`Vector::ROWS`] rows of at most [`DEPTH`] elements can be read where the sweep says.
    unsafe fn take<V: Vector<Element = F>>(&mut self, rows: usize, sweep: &mut Sweep<F>) {
        let panel = Panel {
            b: sweep.a,
            row_stride: sweep.a_column,
            column_stride: sweep.a_row,
            depth: sweep.depth,
            width: rows,
            out: self.0.as_mut_ptr().cast(),
        };
        // SAFETY: by the contract, and a row of the copy is as long as [`possible`] has seen to.
        unsafe { V::pack(&panel) }
        sweep.a = self.0.as_ptr().cast();
        sweep.a_row = 1;
        sweep.a_column = rows.next_multiple_of(V::LANES).cast_signed();
    }
}

/// Calls the sweep for `rows` rows, 1 to [`Vector::ROWS`].
unsafe fn sweep_rows<V: Vector>(rows: usize, sweep: &Sweep<V::Element>) {
    // SAFETY: the contract is the same.
    unsafe {
        match rows {
            1 => V::sweep::<1>(sweep),
            2 => V::sweep::<2>(sweep),
            3 => V::sweep::<3>(sweep),
            4 => V::sweep::<4>(sweep),
            5 => V::sweep::<5>(sweep),
            6 => V::sweep::<6>(sweep),
            7 => V::sweep::<7>(sweep),
            8 => V::sweep::<8>(sweep),
            9 => V::sweep::<9>(sweep),
            10 => V::sweep::<10>(sweep),
            11 => V::sweep::<11>(sweep),
            12 => V::sweep::<12>(sweep),
            _ => {}
        }
    }
}
