use alloc::vec::Vec;
use core::any::type_name_of_val;
use core::ops::Range;
use core::sync::atomic::{AtomicUsize, Ordering};

use super::{Fence, LEAST};
use crate::Float;
use crate::chunks::{Chunk, Written};
use crate::machine::{Registers, hold, registers};
use crate::run::{LoopNest, Output, Space, run};
use crate::tensor::{Lanes, each};

/// Writes twice and thrice the number of each element, and counts the leaves whose stores go past the caches.
struct Multiples {
    width: usize,
    past: AtomicUsize,
}

impl<F: Float> LoopNest<F, 0, 2, 0, 0> for Multiples {
    #[expect(unused_variables, reason = "those of `each`, for folds")]
    #[expect(clippy::inline_always, reason = "as in generated code")]
    #[inline(always)]
    fn run(
        &self,
        rows: Range<usize>,
        []: [&mut [F]; 0],
        [twice, thrice]: [&mut (impl Written<F> + ?Sized); 2],
        []: [&mut [F]; 0],
        _: &mut [F],
    ) -> [F; 0] {
        let goes = type_name_of_val(twice).contains("Past");
        self.past.fetch_add(usize::from(goes), Ordering::Relaxed);
        // Where rows have one element, a leaf is a row.
        let (count, width) = match self.width {
            1 => (1, rows.len()),
            width => (rows.len(), width),
        };
        for row in 0..count {
            let first = rows.start * self.width + row * width;
            let twice = &mut twice[row * width..][..width];
            let thrice = &mut thrice[row * width..][..width];
            each! { for at in lanes(width) {
                let number = numbers(at, first);
                at.store(twice, number + number);
                at.store(thrice, number + number + number);
            } }
        }
        []
    }
}

/// What stands at the chunk's elements: all are different, and few enough for `f32` to hold them.
fn numbers<F: Float, const N: usize, const PART: bool>(
    at: Chunk<N, PART>,
    first: usize,
) -> Lanes<F, N> {
    let mut lane = 0;
    Lanes::from_array([(); N].map(|()| {
        lane += 1;
        number(first + at.start() + lane - 1)
    }))
}

fn number<F: Float>(element: usize) -> F {
    F::from_f64(f64::from(u32::try_from(element).unwrap()))
}

/// Runs the nest over arrays that begin `offset` numbers behind a line, and says how many of its leaves went past the
/// caches.
fn run_at<F: Float>(rows: usize, width: usize, offset: usize) -> usize {
    let nest = Multiples {
        width,
        past: AtomicUsize::new(0),
    };
    let space = Space {
        rows,
        width,
        work: 1,
        tile: 1,
        scratch: 0,
    };
    let outside = F::from_f64(-1.0);
    let mut arrays = [(); 2].map(|()| {
        let array: Vec<F> = alloc::vec![outside; rows * width + offset + 32];
        let start = array.as_ptr().align_offset(64) + offset;
        (array, start..start + rows * width)
    });
    let written = arrays.each_mut().map(|(array, range)| Output {
        data: &mut array[range.clone()],
        width,
    });
    run(&nest, space, [], written, [], [], &mut Vec::new());
    for ((array, range), times) in arrays.iter().zip([2.0, 3.0]) {
        for (place, &found) in array.iter().enumerate() {
            let expected = if range.contains(&place) {
                number::<F>(place - range.start) * F::from_f64(times)
            } else {
                outside
            };
            assert_eq!(found, expected, "{place} of {range:?}");
        }
    }
    nest.past.into_inner()
}

/// How many rows of a width there are where stores begin to go past the caches.
fn least_rows<F>(width: usize) -> usize {
    LEAST.div_ceil(2 * width * size_of::<F>())
}

#[test]
fn large_arrays_are_written_past_the_caches_and_hold_the_same() {
    let _held = hold(Registers::Widest);
    let wide = registers() >= Registers::Wide;
    // Whole rows, ends of all lengths, and the bytes that decide.
    for width in [16, 1040] {
        let rows = least_rows::<f32>(width);
        assert_eq!(run_at::<f32>(rows, width, 0) > 1, wide);
        assert_eq!(run_at::<f32>(rows - 1, width, 0), 0);
        assert_eq!(run_at::<f64>(rows, width, 2) > 1, wide);
    }
    let elements = least_rows::<f32>(1);
    for rest in [0, 1, 3, 4, 11, 31] {
        assert_eq!(run_at::<f32>(elements + rest, 1, 4) > 1, wide);
    }
    assert_eq!(run_at::<f64>(elements + 7, 1, 6) > 1, wide);
    assert_eq!(run_at::<f64>(elements / 2 - 1, 1, 0), 0);
}

#[test]
fn what_is_not_whole_lines_stays_in_the_caches() {
    let rows = least_rows::<f32>(15);
    assert_eq!(run_at::<f32>(rows, 15, 0), 0);
    assert_eq!(run_at::<f32>(rows, 20, 0), 0);
    // Arrays that begin between two pieces.
    assert_eq!(run_at::<f32>(rows, 16, 3), 0);
    assert_eq!(run_at::<f64>(rows, 16, 1), 0);
}

/// Chunks of every size, wherever they begin: what is aligned, and what is not.
#[test]
fn chunks_may_begin_anywhere() {
    fn check<F: Float, const N: usize>() {
        for start in 0..36 {
            let mut array = [F::ZERO; 110];
            let numbers: [F; N] = core::array::from_fn(|lane| number(lane + 1));
            let (fence, [past]) = Fence::before([&mut array[..]]);
            past[3..].write(start, &numbers);
            drop(fence);
            for (place, found) in array.iter().enumerate() {
                let lane = place.checked_sub(3 + start).filter(|lane| *lane < N);
                let expected = lane.map_or(0, |lane| lane + 1);
                assert_eq!(*found, number::<F>(expected), "{place}, {N} from {start}");
            }
        }
    }
    check::<f32, 1>();
    check::<f32, 4>();
    check::<f32, 8>();
    check::<f32, 32>();
    check::<f32, 64>();
    check::<f64, 1>();
    check::<f64, 4>();
    check::<f64, 8>();
    check::<f64, 32>();
    check::<f64, 64>();
}

#[test]
#[should_panic = "range end index"]
fn chunks_beyond_the_end_are_refused() {
    let mut array = [0.0_f64; 14];
    let (_fence, [past]) = Fence::before([&mut array[..]]);
    past.write(12, &[1.0; 4]);
}
