//! With the feature `parallel` results have the same bits on any number of threads; one thread alone does
//! what a build without the feature does.
#![cfg(feature = "parallel")]

use backprop::ndarray::{Array1, Array2, Array3};
use backprop::{Float, graph};
use rayon::ThreadPoolBuilder;

/// More threads than there may be processors, and numbers that halve unevenly; one of them twice.
const THREADS: [usize; 4] = [2, 3, 7, 7];

/// Numbers between -1 and 1, the same each time.
fn numbers<F: Float>(length: usize, seed: u64) -> Vec<F> {
    let mut random = fastrand::Rng::with_seed(seed);
    (0..length)
        .map(|_| F::from_f64(random.f64() * 2.0 - 1.0))
        .collect()
}

fn matrix<F: Float>(rows: usize, columns: usize, seed: u64) -> Array2<F> {
    Array2::from_shape_vec((rows, columns), numbers(rows * columns, seed)).unwrap()
}

fn vector<F: Float>(length: usize, seed: u64) -> Array1<F> {
    numbers(length, seed).into()
}

/// The bits of all results, which `f64` holds exactly.
fn bits<'a, F: Float>(results: impl IntoIterator<Item = &'a F>) -> Vec<u64> {
    results
        .into_iter()
        .map(|number| number.to_f64().to_bits())
        .collect()
}

/// Runs on pools of all sizes: the bits are those of one thread.
#[track_caller]
fn same_bits(run: impl Fn() -> Vec<u64> + Sync) {
    let on = |threads: usize| {
        let pool = ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(&run)
    };
    let expected = on(1);
    assert!(expected.iter().any(|bits| *bits != 0));
    for threads in THREADS {
        assert!(on(threads) == expected, "with {threads} threads");
    }
}

#[test]
fn elementwise_with_reductions() {
    graph! {
        struct Field<F>(x: [F; n, m], row: [F; m], column: [F; n, 1], c: F) -> (each: [F; n, m], loss: F) {
            let y = exp(x * row) + c * sin(column * x);
            let each = if x > row { y } else { sqrt(abs(x)) };
            (each, mean(square(each)) + max_all(y) + sum(logsumexp(y)))
        }
    }
    fn run<F: Float>(rows: usize, columns: usize) -> Vec<u64> {
        let (x, g) = (matrix::<F>(rows, columns, 1), matrix(rows, columns, 2));
        let (row, column) = (vector(columns, 3), matrix(rows, 1, 4));
        let c = F::from_f64(0.75);
        let mut field = Field::new();
        let output = field.value(&x, &row, &column, c).unwrap();
        let mut all = bits(output.each);
        all.extend(bits([&output.loss]));
        let pass = field.forward(&x, &row, &column, c).unwrap();
        all.extend(bits([&pass.output().loss]));
        let grads = pass.backward(&g, F::ONE).unwrap();
        all.extend(bits(
            grads
                .x
                .iter()
                .chain(&grads.row)
                .chain(&grads.column)
                .chain([&grads.c]),
        ));
        all
    }
    same_bits(|| run::<f32>(3001, 101));
    same_bits(|| run::<f64>(701, 503));
    same_bits(|| run::<f64>(11, 40_009));
}

#[test]
fn sums_of_long_vectors() {
    graph! {
        struct Long<F>(x: [F; n], y: [F; n]) -> F {
            sum(x * y) + mean(exp(x)) + max_all(x) + min_all(y) + x @ y
        }
    }
    fn run<F: Float>(length: usize) -> Vec<u64> {
        let (x, y) = (vector::<F>(length, 1), vector(length, 2));
        let mut long = Long::new();
        let mut all = bits([&long.value(&x, &y).unwrap()]);
        let (value, grads) = long.value_and_grad(&x, &y).unwrap();
        all.extend(bits([&value].into_iter().chain(&grads.x).chain(&grads.y)));
        let grads = long.forward(&x, &y).unwrap().backward(F::from_f64(0.5));
        all.extend(bits(grads.x.iter().chain(&grads.y)));
        all
    }
    same_bits(|| run::<f32>(1_000_003));
    same_bits(|| run::<f64>(1 << 20));
}

#[test]
fn products_and_the_gradient_of_a_bias() {
    graph! {
        struct Layers<F>(
            x: [F; n, k], w1: [F; k, h], b1: [F; h], w2: [F; h, 3], b2: [F; 3], const t: [F; n, 3],
        ) -> F {
            let y = tanh(x @ w1 + b1) @ w2 + b2;
            -mean(sum_axis(t * log_softmax(y), 1))
        }
    }
    fn run<F: Float>(rows: usize, inputs: usize, hidden: usize) -> Vec<u64> {
        let (x, t) = (matrix::<F>(rows, inputs, 1), matrix(rows, 3, 2));
        let (w1, b1) = (matrix(inputs, hidden, 3), vector(hidden, 4));
        let (w2, b2) = (matrix(hidden, 3, 5), vector(3, 6));
        let mut layers = Layers::new();
        let (value, grads) = layers.value_and_grad(&x, &w1, &b1, &w2, &b2, &t).unwrap();
        let mut all = bits([&value].into_iter().chain(&grads.x));
        all.extend(bits(
            grads
                .w1
                .iter()
                .chain(&grads.b1)
                .chain(&grads.w2)
                .chain(&grads.b2),
        ));
        let grads = layers
            .forward(&x, &w1, &b1, &w2, &b2, &t)
            .unwrap()
            .backward(F::ONE);
        all.extend(bits(
            grads
                .w1
                .iter()
                .chain(&grads.b1)
                .chain(&grads.w2)
                .chain(&grads.b2),
        ));
        all
    }
    same_bits(|| run::<f32>(2003, 97, 64));
    same_bits(|| run::<f64>(501, 301, 45));
    same_bits(|| run::<f32>(100_003, 5, 4));
}

#[test]
fn axes_in_the_middle_and_in_front() {
    graph! {
        struct Axes(x: [f32; a, b, c], w: [f32; a, 1, c]) -> (middle: [f32; a, c], front: [f32; b, c], loss: f32) {
            let y = x * w;
            (sum_axis(y, 1), max_axis(y, 0), sum(square(mean_axis(y, b))))
        }
    }
    for shape in [(50, 210, 101), (3, 20_011, 17), (70_001, 3, 5)] {
        let (a, b, c) = shape;
        same_bits(|| {
            let x = Array3::from_shape_vec(shape, numbers(a * b * c, 1)).unwrap();
            let w = Array3::from_shape_vec((a, 1, c), numbers(a * c, 2)).unwrap();
            let (middle, front) = (matrix(a, c, 3), matrix(b, c, 4));
            let mut axes = Axes::new();
            let pass = axes.forward(&x, &w).unwrap();
            let mut all = bits(pass.output().middle);
            all.extend(bits(pass.output().front));
            all.extend(bits([&pass.output().loss]));
            let grads = pass.backward(&middle, &front, 0.5).unwrap();
            all.extend(bits(grads.x.iter().chain(&grads.w)));
            all
        });
    }
}

#[test]
fn slices_and_products_of_elements() {
    graph! {
        struct Steps(x: [f64; n, m]) -> f64 {
            let steps = x[1.., ..] - x[..-1, ..];
            sum(square(steps)) + sum(product_axis(1 + x / 100, 1)) + sum(softmax(x) * x)
        }
    }
    same_bits(|| {
        let x = matrix::<f64>(9001, 61, 1);
        let mut steps = Steps::new();
        let mut all = bits([&steps.value(&x).unwrap()]);
        let (value, grads) = steps.value_and_grad(&x).unwrap();
        all.extend(bits([&value].into_iter().chain(&grads.x)));
        all
    });
}
