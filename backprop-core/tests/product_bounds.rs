//! What a matrix product may touch: operands to their ends and no further, its scratch, its result.
#![cfg(feature = "ndarray")]

use backprop_core::product::{Matrix, Product, multiply};

/// What a result holds that must not be written.
const GUARD: f64 = 12345.0;

/// `multiply` as a vector.
fn product<F: backprop_core::Float>(
    a: Matrix<'_, F>,
    b: Matrix<'_, F>,
    scratch: &mut Vec<F>,
) -> Vec<F> {
    let mut out = vec![F::from_f64(GUARD); a.rows() * b.columns()];
    multiply(a, b, &mut out, scratch);
    out
}

/// Matrices from slices that end where the data end: a read past them would be one past the slice.
#[test]
fn slices_are_used_to_their_ends() {
    let data: Vec<f64> = (0..12).map(f64::from).collect();
    let mut scratch = Vec::new();
    let two = Matrix::new(&data[..6], 2, 3);
    assert_eq!(
        (two.rows(), two.columns(), two.t().rows(), two.t().columns()),
        (2, 3, 3, 2)
    );
    assert_eq!(product(two, two.t(), &mut scratch), [5.0, 14.0, 14.0, 50.0]);
    // [0, 5, 10] and [1, 6, 11], by a column.
    let spread = Matrix::strided(&data, 2, 3, 1, 5);
    let column = Matrix::strided(&data[1..], 3, 1, 2, 7);
    assert_eq!(product(spread, column, &mut scratch), [65.0, 74.0]);
    // Strides of 0 repeat, and those of a single row or column do not matter.
    let repeated = Matrix::strided(&data[3..4], 4, 5, 0, 0);
    assert_eq!(product(repeated, repeated.t(), &mut scratch), [45.0; 16]);
    let single = Matrix::strided(&data[2..3], 1, 1, usize::MAX, usize::MAX);
    assert_eq!(product(single, single, &mut scratch), [4.0]);
    let none = Matrix::strided(&data[..0], 0, 3, usize::MAX, 1);
    assert_eq!(product(none.t(), none, &mut scratch), [0.0; 9]);
}

#[test]
fn of_different_inner_sizes_the_smaller_counts() {
    let data = [1.0_f32, 2.0, 3.0, 4.0, 5.0, 6.0];
    let (a, b) = (Matrix::new(&data, 2, 3), Matrix::new(&data, 2, 3));
    let mut scratch = Vec::new();
    assert_eq!(
        product(a, b, &mut scratch),
        [9.0, 12.0, 15.0, 24.0, 33.0, 42.0]
    );
}

/// Mistakes of generated code are found where assertions are on, and harmless where they are not.
#[test]
fn mistakes_touch_nothing() {
    let mistakes: [fn(); 4] = [
        || {
            let matrix = Matrix::new(&[1.0_f64; 5], 2, 3);
            assert_eq!((matrix.rows(), matrix.columns()), (0, 0));
        },
        || {
            let matrix = Matrix::strided(&[1.0_f64; 5], 3, 2, usize::MAX, 1);
            assert_eq!((matrix.rows(), matrix.columns()), (0, 0));
        },
        || {
            let (mut scratch, mut out) = (Vec::new(), [GUARD; 3]);
            let matrix = Matrix::new(&[1.0_f64; 4], 2, 2);
            multiply(matrix, matrix, &mut out, &mut scratch);
            assert_eq!(out, [GUARD; 3]);
        },
        || {
            let (mut scratch, mut out) = (Vec::new(), [GUARD; 4]);
            let matrix = Matrix::new(&[1.0_f64; 4], 2, 2);
            Product::new(matrix, matrix, &mut scratch).rows(1..3, &mut out);
            assert_eq!(out, [GUARD; 4]);
        },
    ];
    for mistake in mistakes {
        assert_eq!(
            std::panic::catch_unwind(mistake).is_err(),
            cfg!(debug_assertions)
        );
    }
}

/// Once it is large enough, the scratch is not allocated again.
#[test]
fn scratch_grows_once() {
    let data = [1.0_f32; 2500];
    let mut scratch = Vec::new();
    let mut out = [0.0; 2500];
    let matrix = Matrix::new(&data, 50, 50);
    multiply(matrix, matrix.t(), &mut out, &mut scratch);
    let (capacity, pointer) = (scratch.capacity(), scratch.as_ptr());
    for rows in [50, 20, 1] {
        let matrix = Matrix::new(&data, rows, rows);
        multiply(matrix, matrix.t(), &mut out[..rows * rows], &mut scratch);
        assert_eq!((scratch.capacity(), scratch.as_ptr()), (capacity, pointer));
    }
}

/// Operands and results beside pages that nothing may touch: to read or write one element too many,
/// even in a lane that is left out, would end the test.
#[cfg(target_os = "linux")]
mod pages {
    #![expect(
        unsafe_code,
        reason = "pages that may not be touched come from the system"
    )]

    use std::ptr::null_mut;
    use std::slice::from_raw_parts_mut;

    use backprop_core::Float;
    use backprop_core::product::{Matrix, Product};

    const PAGE: usize = 4096;

    /// Some pages, with one before and one behind that may not be touched.
    struct Fenced {
        start: *mut u8,
        inside: usize,
    }

    impl Fenced {
        fn new(bytes: usize) -> Self {
            let inside = bytes.next_multiple_of(PAGE);
            // SAFETY: new pages, which nothing else refers to; those inside become usable.
            unsafe {
                let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
                let all = inside + 2 * PAGE;
                let start = libc::mmap(null_mut(), all, libc::PROT_NONE, flags, -1, 0);
                assert_ne!(start, libc::MAP_FAILED);
                let start = start.cast::<u8>().add(PAGE);
                let access = libc::PROT_READ | libc::PROT_WRITE;
                assert_eq!(libc::mprotect(start.cast(), inside, access), 0);
                Self { start, inside }
            }
        }

        /// `len` elements, the first or the last ones.
        fn numbers<F: Float>(&mut self, len: usize, last: bool) -> &mut [F] {
            let bytes = len * size_of::<F>();
            assert!(bytes <= self.inside);
            let offset = if last { self.inside - bytes } else { 0 };
            // SAFETY: inside of the pages, which are borrowed with `self`, hold zeros or what was
            // written, and are aligned for any number, as is a distance of whole numbers from an end.
            unsafe { from_raw_parts_mut(self.start.add(offset).cast(), len) }
        }
    }

    impl Drop for Fenced {
        fn drop(&mut self) {
            // SAFETY: the pages that `new` has got, which nothing refers to any more.
            unsafe { libc::munmap(self.start.sub(PAGE).cast(), self.inside + 2 * PAGE) };
        }
    }

    fn fenced<F: Float>() {
        let sizes = [1, 2, 5, 8, 15, 16, 17, 31, 33, 47];
        let mut pages = [(); 3].map(|()| Fenced::new(47 * 47 * size_of::<F>()));
        let [pages_a, pages_b, pages_out] = &mut pages;
        let mut scratch = Vec::new();
        for (case, &rows) in sizes.iter().cycle().take(20).enumerate() {
            let last = case >= 10;
            for (depth, columns) in sizes.iter().flat_map(|&k| sizes.map(|n| (k, n))) {
                let a = pages_a.numbers(rows * depth, last);
                let b = pages_b.numbers(depth * columns, last);
                let out = pages_out.numbers(rows * columns, last);
                a.fill(F::ONE);
                b.fill(F::ONE);
                for kernel in F::kernels().into_iter().flatten() {
                    for (a, b) in [
                        (Matrix::new(a, rows, depth), Matrix::new(b, depth, columns)),
                        (
                            Matrix::new(a, depth, rows).t(),
                            Matrix::new(b, columns, depth).t(),
                        ),
                    ] {
                        out.fill(F::ZERO);
                        Product::with_kernel(kernel, a, b, &mut scratch).rows(0..rows, out);
                        let expected = F::from_f64(f64::from(u32::try_from(depth).unwrap()));
                        assert!(out.iter().all(|&x| x == expected));
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_beside_singles_is_touched() {
        fenced::<f32>();
    }

    #[test]
    fn nothing_beside_doubles_is_touched() {
        fenced::<f64>();
    }
}
