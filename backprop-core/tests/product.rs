//! Matrix products against sums in twice the precision.
#![cfg(feature = "ndarray")]

mod support;

use backprop_core::Float;
use backprop_core::product::{Kernel, Matrix, Product, multiply};
use ndarray::{Array2, ArrayView2, ShapeBuilder, s};
use support::random_numbers;

/// What `out` holds before and around a result.
const GUARD: f64 = 12345.0;

/// A sum of products to about twice the precision of `f64`: Dot2 of Ogita, Rump and Oishi (2005).
fn dot(pairs: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (mut sum, mut error) = (0.0_f64, 0.0_f64);
    for (x, y) in pairs {
        let product = x * y;
        let lost = x.mul_add(y, -product);
        let next = sum + product;
        let back = next - sum;
        error += (sum - (next - back)) + (product - back) + lost;
        sum = next;
    }
    sum + error
}

/// Compares `a` · `b` with exact sums.
///
/// A product and a sum for each step, and a sum for each block: in whatever order, at most k
/// roundings meet one term on its way, each a factor of 1 ± u where u = ε/2. So the error is at most
/// γ = k·u / (1 - k·u) of Σ|a||b| (Higham, Accuracy and Stability, section 3.1), which for k·u ≤ 1/2 is
/// at most k·ε; and the reference has its own, ε of the `f64`.
#[track_caller]
fn check<F: Float>(a: &ArrayView2<'_, F>, b: &ArrayView2<'_, F>, results: &[Vec<F>]) {
    let (rows, depth) = a.dim();
    let columns = b.ncols();
    assert!(results.iter().all(|out| out.len() == rows * columns));
    for i in 0..rows {
        for j in 0..columns {
            let pairs = || (0..depth).map(|k| (a[[i, k]].to_f64(), b[[k, j]].to_f64()));
            let exact = dot(pairs());
            let size: f64 = pairs().map(|(x, y)| (x * y).abs()).sum();
            let steps = f64::from(u32::try_from(depth).unwrap());
            let bound = (steps * F::EPSILON.to_f64() + f64::EPSILON) * size;
            for out in results {
                let error = (out[i * columns + j].to_f64() - exact).abs();
                assert!(
                    error <= bound,
                    "{rows} × {depth} × {columns} at [{i}, {j}]: {error:e} > {bound:e}"
                );
            }
        }
    }
}

/// `multiply` between guards, which must stay.
fn guarded<F: Float>(a: Matrix<'_, F>, b: Matrix<'_, F>, scratch: &mut Vec<F>) -> Vec<F> {
    let len = a.rows() * b.columns();
    let guard = F::from_f64(GUARD);
    let mut out = vec![guard; len + 128];
    multiply(a, b, &mut out[64..64 + len], scratch);
    assert!(
        out[..64]
            .iter()
            .chain(&out[64 + len..])
            .all(|&x| x == guard)
    );
    out[64..64 + len].to_vec()
}

/// The same with one of the kernels.
fn guarded_with<F: Float>(kernel: Kernel<F>, a: Matrix<'_, F>, b: Matrix<'_, F>) -> Vec<F> {
    let len = a.rows() * b.columns();
    let guard = F::from_f64(GUARD);
    let mut out = vec![guard; len + 128];
    let mut scratch = Vec::new();
    Product::with_kernel(kernel, a, b, &mut scratch).rows(0..a.rows(), &mut out[64..64 + len]);
    assert!(
        out[..64]
            .iter()
            .chain(&out[64 + len..])
            .all(|&x| x == guard)
    );
    out[64..64 + len].to_vec()
}

/// The results of `multiply`, which is the first, and of each kernel that this processor has.
#[track_caller]
fn all_results<F: Float>(
    a: &ArrayView2<'_, F>,
    b: &ArrayView2<'_, F>,
    scratch: &mut Vec<F>,
) -> Vec<Vec<F>> {
    let (a, b) = (Matrix::from_view(*a), Matrix::from_view(*b));
    let mut results = vec![guarded(a, b, scratch)];
    results.extend(
        F::kernels()
            .into_iter()
            .flatten()
            .map(|kernel| guarded_with(kernel, a, b)),
    );
    results
}

/// The bits of numbers, which for a NaN are not compared.
fn bits<F: Float>(numbers: &[F]) -> Vec<Option<u64>> {
    let bits = |x: &F| {
        if x.is_nan() {
            None
        } else {
            Some(x.to_f64().to_bits())
        }
    };
    numbers.iter().map(bits).collect()
}

/// A `rows` × `columns` view into `store` in one of eight layouts: by rows or by columns, inside of a
/// larger array, with strides of 2 and -3, backwards, and one row or column again and again.
fn view<'a, F: Float>(
    store: &'a mut Array2<F>,
    (rows, columns): (usize, usize),
    layout: usize,
    random: &mut impl FnMut() -> f64,
) -> ArrayView2<'a, F> {
    let mut fresh = |shape: (usize, usize), by_columns: bool| {
        Array2::from_shape_simple_fn(shape.set_f(by_columns), || F::from_f64(random()))
    };
    match layout {
        0 | 1 => {
            *store = fresh((rows, columns), layout == 1);
            store.view()
        }
        2 | 3 => {
            *store = fresh((rows + 3, columns + 5), layout == 3);
            store.slice(s![2..2 + rows, 4..4 + columns])
        }
        4 => {
            *store = fresh((2 * rows, 3 * columns), false);
            store.slice(s![..;2, ..;-3])
        }
        5 => {
            *store = fresh((rows, columns), false);
            store.slice(s![..;-1, ..;-1])
        }
        6 => {
            *store = fresh((1, columns), false);
            store.broadcast((rows, columns)).unwrap()
        }
        _ => {
            *store = fresh((rows, 1), false);
            store.broadcast((rows, columns)).unwrap()
        }
    }
}

fn random_shapes<F: Float>(seed: u64) {
    let mut random = random_numbers(seed);
    let mut scratch = Vec::new();
    let (mut store_a, mut store_b) = (Array2::zeros((0, 0)), Array2::zeros((0, 0)));
    for case in 0..256_usize {
        let mut size = || {
            let size = (random() + 2.0) / 4.0 * 70.0;
            (0_usize..)
                .zip(0..69)
                .find(|&(_, n)| f64::from(n + 1) > size)
                .map_or(69, |(n, _)| n)
        };
        let (rows, depth, columns) = (size(), size(), size());
        let a = view(&mut store_a, (rows, depth), case % 8, &mut random);
        let b = view(&mut store_b, (depth, columns), case / 8 % 8, &mut random);
        let results = all_results(&a, &b, &mut scratch);
        check(&a, &b, &results);

        // The transposed of the product is the product of the transposed, in the same order of sums.
        let (at, bt) = (Matrix::from_view(a).t(), Matrix::from_view(b).t());
        let transposed = guarded(bt, at, &mut scratch);
        let transposed = ArrayView2::from_shape((columns, rows), &transposed).unwrap();
        let transposed: Vec<F> = transposed.t().iter().copied().collect();
        assert_eq!(
            bits(&results[0]),
            bits(&transposed),
            "{rows} × {depth} × {columns}"
        );
    }
}

#[test]
fn random_shapes_single() {
    random_shapes::<f32>(1);
}

#[test]
fn random_shapes_double() {
    random_shapes::<f64>(2);
}

/// 0, 1 and odd sizes, and inner sizes of one block and several.
fn chosen_shapes<F: Float>() {
    let mut random = random_numbers(3);
    let mut scratch = Vec::<F>::new();
    let (mut store_a, mut store_b) = (Array2::zeros((0, 0)), Array2::zeros((0, 0)));
    for (rows, depth, columns) in [
        (0, 3, 4),
        (3, 0, 4),
        (3, 4, 0),
        (1, 1, 1),
        (1, 300, 33),
        (33, 1, 17),
        (13, 255, 5),
        (7, 256, 9),
        (5, 257, 31),
        (2, 513, 65),
        (12, 1025, 3),
        (1, 2, 5000),
        (3, 300, 1500),
    ] {
        for layout in 0..2 {
            let a = view(&mut store_a, (rows, depth), layout, &mut random);
            let b = view(&mut store_b, (depth, columns), 1 - layout, &mut random);
            check(&a, &b, &all_results(&a, &b, &mut scratch));
        }
    }
}

#[test]
fn chosen_shapes_single() {
    chosen_shapes::<f32>();
}

#[test]
fn chosen_shapes_double() {
    chosen_shapes::<f64>();
}

/// Rows a large power of two apart: `b` is packed although its rows are contiguous, and so are the
/// rows of a transposed `a`.
fn far_apart<F: Float>() {
    let mut random = random_numbers(7);
    let mut scratch = Vec::new();
    let mut random_array = |shape| Array2::from_shape_simple_fn(shape, || F::from_f64(random()));
    let (wide_a, wide_b) = (random_array((270, 1024)), random_array((270, 1024)));
    for (rows, columns) in [(65, 131), (13, 130), (2, 129)] {
        let (a, b) = (
            wide_a.slice(s![.., 1..=rows]),
            wide_b.slice(s![.., ..columns]),
        );
        check(&a.t(), &b, &all_results(&a.t(), &b, &mut scratch));
    }
    let (a, b) = (random_array((513, 3)), wide_b.slice(s![..3, ..35]));
    check(&a.view(), &b, &all_results(&a.view(), &b, &mut scratch));
}

#[test]
fn far_apart_single() {
    far_apart::<f32>();
}

#[test]
fn far_apart_double() {
    far_apart::<f64>();
}

/// However the rows are split, and in whatever order they are asked for, no bit changes.
fn row_splits<F: Float>() {
    let mut random = random_numbers(4);
    let mut scratch = Vec::new();
    for (rows, depth, columns, layout) in [(37, 20, 35, 0), (29, 300, 50, 1), (40, 600, 10, 1)] {
        let (mut store_a, mut store_b) = (Array2::<F>::zeros((0, 0)), Array2::zeros((0, 0)));
        let a = Matrix::from_view(view(&mut store_a, (rows, depth), layout, &mut random));
        let b = Matrix::from_view(view(&mut store_b, (depth, columns), layout, &mut random));
        let whole = guarded(a, b, &mut scratch);
        let product = Product::new(a, b, &mut scratch);
        for step in [1, 2, 5, 12, 13, rows - 1] {
            let mut out = vec![F::from_f64(GUARD); rows * columns];
            for start in (0..rows).step_by(step).rev() {
                let end = rows.min(start + step);
                product.rows(start..end, &mut out[start * columns..end * columns]);
            }
            assert_eq!(bits(&whole), bits(&out), "{step} rows at a time");
        }
        let mut out = vec![F::from_f64(GUARD); rows * columns];
        std::thread::scope(|scope| {
            for (part, out) in out.chunks_mut(columns * 5).enumerate() {
                let end = rows.min(part * 5 + 5);
                scope.spawn(move || product.rows(part * 5..end, out));
            }
        });
        assert_eq!(bits(&whole), bits(&out), "in threads");
    }
}

#[test]
fn row_splits_single() {
    row_splits::<f32>();
}

#[test]
fn row_splits_double() {
    row_splits::<f64>();
}

/// A product that is large enough for several threads, against the same in one.
#[cfg(feature = "parallel")]
#[test]
fn threads_change_no_bit() {
    let mut random = random_numbers(6);
    let (mut store_a, mut store_b) = (Array2::<f32>::zeros((0, 0)), Array2::zeros((0, 0)));
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(3)
        .build()
        .unwrap();
    for (rows, depth, columns, layout) in [(401, 400, 400, 0), (5, 4000, 3000, 1)] {
        let a = Matrix::from_view(view(&mut store_a, (rows, depth), layout, &mut random));
        let b = Matrix::from_view(view(&mut store_b, (depth, columns), layout, &mut random));
        let mut scratch = Vec::new();
        let whole = pool.install(|| guarded(a, b, &mut scratch));
        let mut out = vec![0.0; rows * columns];
        Product::new(a, b, &mut scratch).rows(0..rows, &mut out);
        assert_eq!(bits(&whole), bits(&out));
    }
}

/// Zero times infinity is NaN, and what fills a vector up stays out of every result: an infinity
/// reaches its own row and column, and nothing else.
fn special_values<F: Float>() {
    let infinity = F::from_f64(f64::INFINITY);
    let mut scratch = Vec::new();
    for size in [1_usize, 2, 7, 13, 33, 50] {
        let (row, depth, column) = (size / 2, size / 3, size - 1);
        let mut a = Array2::<F>::ones((size, size));
        let mut b = Array2::<F>::ones((size, size));
        a[[row, depth]] = infinity;
        b[[depth, column]] = F::ZERO;
        let out = guarded(
            Matrix::from_view(a.view()),
            Matrix::from_view(b.view()),
            &mut scratch,
        );
        for ((i, j), x) in Array2::from_shape_vec((size, size), out)
            .unwrap()
            .indexed_iter()
        {
            match (i == row, j == column) {
                (true, true) => assert!(x.is_nan()),
                (true, false) => assert_eq!(*x, infinity),
                _ => assert!(x.abs() < infinity),
            }
        }
        // NaN in the scratch that an earlier product left does not leak either.
        scratch.fill(F::from_f64(f64::NAN));
        let ones = Array2::<F>::ones((size, size));
        let ones = Matrix::from_view(ones.view());
        let out = guarded(ones, ones.t(), &mut scratch);
        assert!(
            out.iter()
                .all(|x| x.to_f64() == f64::from(u32::try_from(size).unwrap()))
        );
    }
}

#[test]
fn special_values_single() {
    special_values::<f32>();
}

#[test]
fn special_values_double() {
    special_values::<f64>();
}
