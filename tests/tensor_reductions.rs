//! Every reduction, over all elements and along each axis, by number and by name: values and gradients
//! against plain loops and numbers worked out by hand.
#![allow(
    clippy::cast_precision_loss,
    reason = "the counts are small enough for any float"
)]

use backprop::graph;
use backprop::ndarray::{Array1, Array2, Array3, ArrayView1, Axis, array};

const NAN: f64 = f64::NAN;
const INF: f64 = f64::INFINITY;

/// Equal to within some roundings of the largest number, NaN equal to NaN.
#[track_caller]
fn assert_near<'a>(
    found: impl IntoIterator<Item = &'a f64>,
    expected: impl IntoIterator<Item = &'a f64>,
) {
    let found: Vec<f64> = found.into_iter().copied().collect();
    let expected: Vec<f64> = expected.into_iter().copied().collect();
    assert_eq!(found.len(), expected.len());
    for (&one, &other) in found.iter().zip(&expected) {
        let near = (one - other).abs() <= 16.0 * f64::EPSILON * other.abs().max(1.0);
        assert!(
            near || one == other || one.is_nan() && other.is_nan(),
            "{found:?}, not {expected:?}"
        );
    }
}

/// 2 by 3 by 5 numbers between -2 and 2 without order; no two are equal.
fn cube() -> Array3<f64> {
    Array3::from_shape_fn((2, 3, 5), |(i, j, k)| {
        ((i * 15 + j * 5 + k) * 7 % 30) as f64 / 7.5 - 2.0 + 0.01 * j as f64
    })
}

/// The sum of the numbers of a lane, and what each adds to the cotangent's 1.
type Fold = fn(&[f64]) -> (f64, Vec<f64>);

fn sum(lane: &[f64]) -> (f64, Vec<f64>) {
    (lane.iter().sum(), vec![1.0; lane.len()])
}

fn mean(lane: &[f64]) -> (f64, Vec<f64>) {
    let n = lane.len() as f64;
    (lane.iter().sum::<f64>() / n, vec![1.0 / n; lane.len()])
}

fn product(lane: &[f64]) -> (f64, Vec<f64>) {
    let others = (0..lane.len()).map(|left_out| {
        let kept = lane
            .iter()
            .enumerate()
            .filter(|&(place, _)| place != left_out);
        kept.map(|(_, number)| number).product()
    });
    (lane.iter().product(), others.collect())
}

fn max(lane: &[f64]) -> (f64, Vec<f64>) {
    let extreme = lane.iter().copied().fold(-INF, f64::max);
    let mine = |number: &f64| f64::from(*number == extreme);
    (extreme, lane.iter().map(mine).collect())
}

fn min(lane: &[f64]) -> (f64, Vec<f64>) {
    let extreme = lane.iter().copied().fold(INF, f64::min);
    let mine = |number: &f64| f64::from(*number == extreme);
    (extreme, lane.iter().map(mine).collect())
}

fn logsumexp(lane: &[f64]) -> (f64, Vec<f64>) {
    let total: f64 = lane.iter().map(|number| number.exp()).sum();
    (
        total.ln(),
        lane.iter().map(|number| number.exp() / total).collect(),
    )
}

/// What a fold along an axis gives by loops: the values, and the gradient under a cotangent.
fn by_loops(
    x: &Array3<f64>,
    axis: usize,
    fold: Fold,
    cotangent: &Array2<f64>,
) -> (Array2<f64>, Array3<f64>) {
    let mut value = cotangent.clone();
    let mut gradient = x.clone();
    for ((lane, mut slopes), (value, weight)) in x
        .lanes(Axis(axis))
        .into_iter()
        .zip(gradient.lanes_mut(Axis(axis)))
        .zip(value.iter_mut().zip(cotangent))
    {
        let (folded, partials) = fold(&lane.to_vec());
        *value = folded;
        for (slope, partial) in slopes.iter_mut().zip(partials) {
            *slope = weight * partial;
        }
    }
    (value, gradient)
}

/// Multiples of 1/4 of both signs.
fn weights(shape: (usize, usize)) -> Array2<f64> {
    Array2::from_shape_fn(shape, |(i, j)| (i * 5 + j * 3) as f64 % 4.0 - 1.25)
}

/// Along each axis by number and by name, over all axes, and over a vector, the fold is that of loops.
macro_rules! folds {
    ($($test:ident: $whole:ident, $along:ident, $fold:path;)+) => {$(
        #[test]
        fn $test() {
            graph! {
                struct First(x: [f64; a, b, c]) -> [f64; b, c] { $along(x, 0) }
                struct Middle(x: [f64; a, b, c]) -> [f64; a, c] { x.$along(1) }
                struct Last(x: [f64; a, b, c]) -> [f64; a, b] { $along(x, 2) }
                struct NamedFirst(x: [f64; a, b, c]) -> [f64; b, c] { $along(x, a) }
                struct NamedMiddle(x: [f64; a, b, c]) -> [f64; a, c] { $along(x, b) }
                struct NamedLast(x: [f64; a, b, c]) -> [f64; a, b] { x.$along(c) }
                struct Whole(x: [f64; a, b, c]) -> f64 { $whole(x) }
                struct Flat(x: [f64; n]) -> f64 { x.$whole() }
                struct Lane(x: [f64; n]) -> f64 { $along(x, n) }
            }
            let x = cube();
            macro_rules! along {
                ($axis:literal $shape:expr, $graph:ident) => {{
                    let cotangent = weights($shape);
                    let (value, gradient) = by_loops(&x, $axis, $fold, &cotangent);
                    let mut graph = $graph::new();
                    assert_near(graph.value(&x).unwrap(), &value);
                    let pass = graph.forward(&x).unwrap();
                    assert_near(pass.output(), &value);
                    assert_near(&pass.backward(&cotangent).unwrap().x, &gradient);
                }};
            }
            along!(0 (3, 5), First);
            along!(1 (2, 5), Middle);
            along!(2 (2, 3), Last);
            along!(0 (3, 5), NamedFirst);
            along!(1 (2, 5), NamedMiddle);
            along!(2 (2, 3), NamedLast);

            macro_rules! whole {
                ($graph:ident, $x:expr) => {{
                    let x = $x;
                    let (value, partials) = $fold(&x.iter().copied().collect::<Vec<f64>>());
                    let mut graph = $graph::new();
                    assert_near([&graph.value(x).unwrap()], [&value]);
                    let (fused, grads) = graph.value_and_grad(x).unwrap();
                    assert_near([&fused], [&value]);
                    assert_near(&grads.x, &partials);
                    let pass = graph.forward(x).unwrap();
                    assert_near([&pass.output()], [&value]);
                    let twice: Vec<f64> = partials.iter().map(|partial| -2.0 * partial).collect();
                    assert_near(&pass.backward(-2.0).x, &twice);
                }};
            }
            whole!(Whole, &x);
            let flat: Array1<f64> = x.iter().copied().collect();
            whole!(Flat, &flat);
            whole!(Lane, &flat);
            // From one element to more than several registers.
            for length in 1..=30 {
                whole!(Flat, ArrayView1::from(&flat.as_slice().unwrap()[..length]));
            }
        }
    )+};
}

folds! {
    sums: sum, sum_axis, sum;
    means: mean, mean_axis, mean;
    products: product, product_axis, product;
    largest: max_all, max_axis, max;
    smallest: min_all, min_axis, min;
}

#[test]
fn softmax_and_its_like_are_along_the_last_axis() {
    graph! {
        struct Softmax(x: [f64; a, b, c]) -> [f64; a, b, c] { softmax(x) }
        struct LogSoftmax(x: [f64; a, b, c]) -> [f64; a, b, c] { x.log_softmax() }
        struct LogSumExp(x: [f64; a, b, c]) -> [f64; a, b] { logsumexp(x) }
        struct Vector(x: [f64; c]) -> (soft: [f64; c], log: [f64; c], total: f64) {
            (softmax(x), log_softmax(x), logsumexp(x))
        }
    }
    let x = cube();
    let (mut softmax, mut log_softmax, mut vector) =
        (Softmax::new(), LogSoftmax::new(), Vector::new());
    let cotangent = x.map(|number| 0.5 - number * number);
    let soft = softmax.value(&x).unwrap().to_owned();
    let log = log_softmax.value(&x).unwrap().to_owned();
    let d_soft = softmax
        .forward(&x)
        .unwrap()
        .backward(&cotangent)
        .unwrap()
        .x
        .clone();
    let d_log = log_softmax
        .forward(&x)
        .unwrap()
        .backward(&cotangent)
        .unwrap()
        .x
        .clone();
    for i in 0..2 {
        for j in 0..3 {
            let lane: Vec<f64> = (0..5).map(|k| x[[i, j, k]]).collect();
            let weight: Vec<f64> = (0..5).map(|k| cotangent[[i, j, k]]).collect();
            let total: f64 = lane.iter().map(|number| number.exp()).sum();
            let p: Vec<f64> = lane.iter().map(|number| number.exp() / total).collect();
            // (Jᵀg)ₖ = pₖ (gₖ - Σ p g), and for the logarithm gₖ - pₖ Σ g.
            let dot: f64 = p.iter().zip(&weight).map(|(p, g)| p * g).sum();
            let sum: f64 = weight.iter().sum();
            let logs: Vec<f64> = p.iter().map(|p| p.ln()).collect();
            let slope: Vec<f64> = p.iter().zip(&weight).map(|(p, g)| p * (g - dot)).collect();
            let log_slope: Vec<f64> = p.iter().zip(&weight).map(|(p, g)| g - p * sum).collect();
            let row = |array: &Array3<f64>| array.slice(backprop::ndarray::s![i, j, ..]).to_vec();
            assert_near(&row(&soft), &p);
            assert_near(&row(&log), &logs);
            assert_near(&row(&d_soft), &slope);
            assert_near(&row(&d_log), &log_slope);
            let pass = vector.forward(&lane).unwrap();
            assert_near(pass.output().soft, &p);
            assert_near(pass.output().log, &logs);
            assert_near([&pass.output().total], [&total.ln()]);
            assert_near(&pass.backward(&weight, &[0.0; 5], 0.0).unwrap().x, &slope);
            let grads = vector
                .forward(&lane)
                .unwrap()
                .backward(&[0.0; 5], &weight, 0.0);
            assert_near(&grads.unwrap().x, &log_slope);
        }
    }
    let cotangent = weights((2, 3));
    let (value, gradient) = by_loops(&x, 2, logsumexp, &cotangent);
    let mut graph = LogSumExp::new();
    assert_near(graph.value(&x).unwrap(), &value);
    assert_near(
        &graph.forward(&x).unwrap().backward(&cotangent).unwrap().x,
        &gradient,
    );
}

#[test]
fn softmax_does_not_overflow() {
    graph! {
        struct Vector(x: [f64; c]) -> (soft: [f64; c], log: [f64; c], total: f64) {
            (softmax(x), log_softmax(x), logsumexp(x))
        }
    }
    let mut vector = Vector::new();
    let output = vector.value(&[1000.0, 1000.0, -1000.0]).unwrap();
    assert_near(output.soft, &[0.5, 0.5, 0.0]);
    assert_near(
        output.log,
        &[-2.0_f64.ln(), -2.0_f64.ln(), -2000.0 - 2.0_f64.ln()],
    );
    assert_near([&output.total], [&(1000.0 + 2.0_f64.ln())]);
    let output = vector.value(&[-1000.0, -1000.0, -1000.0]).unwrap();
    assert_near(output.soft, &[1.0 / 3.0; 3]);
    assert_near([&output.total], [&(-1000.0 + 3.0_f64.ln())]);
    // As of a distribution that is impossible but for one outcome.
    let output = vector.value(&[-INF, 2.0, -INF]).unwrap();
    assert_near(output.soft, &[0.0, 1.0, 0.0]);
    assert_near(output.log, &[-INF, 0.0, -INF]);
    assert_near([&output.total], [&2.0]);
}

#[test]
fn a_nan_makes_every_reduction_nan() {
    graph! {
        struct All(x: [f64; n, m]) -> (
            total: f64, mean: f64, product: f64, most: f64, least: f64,
            mosts: [f64; n], leasts: [f64; m], soft: [f64; n, m], log: [f64; n, m], sums: [f64; n],
        ) {
            (
                sum(x), mean(x), product(x), max_all(x), min_all(x),
                max_axis(x, 1), min_axis(x, 0), softmax(x), log_softmax(x), logsumexp(x),
            )
        }
    }
    let mut all = All::new();
    // Wherever it stands.
    for place in 0..30 {
        let mut x = Array2::from_shape_fn((2, 15), |(i, j)| ((i + 3 * j) % 7) as f64 - 3.0);
        let (row, column) = (place / 15, place % 15);
        x[[row, column]] = NAN;
        let output = all.value(&x).unwrap();
        for number in [
            output.total,
            output.mean,
            output.product,
            output.most,
            output.least,
        ] {
            assert!(number.is_nan(), "{number} with NaN at {place}");
        }
        let at = |array: backprop::ndarray::ArrayView1<'_, f64>| -> Vec<bool> {
            array.iter().map(|number| number.is_nan()).collect()
        };
        assert_eq!(at(output.mosts), [row == 0, row == 1]);
        assert_eq!(at(output.sums), [row == 0, row == 1]);
        let expected: Vec<bool> = (0..15).map(|j| j == column).collect();
        assert_eq!(at(output.leasts), expected);
        for i in 0..2 {
            assert_eq!(at(output.soft.row(i)), [i == row; 15]);
            assert_eq!(at(output.log.row(i)), [i == row; 15]);
        }
    }
}

#[test]
fn over_an_empty_axis() {
    graph! {
        struct Along(x: [f64; n, m]) -> (
            total: [f64; m], mean: [f64; m], product: [f64; m], most: [f64; m], least: [f64; m],
        ) {
            (sum_axis(x, 0), mean_axis(x, 0), product_axis(x, 0), max_axis(x, 0), min_axis(x, 0))
        }
        struct Last(x: [f64; n, m]) -> (
            total: [f64; n], mean: [f64; n], product: [f64; n], most: [f64; n], least: [f64; n],
            sums: [f64; n], soft: [f64; n, m],
        ) {
            (
                sum_axis(x, 1), mean_axis(x, 1), product_axis(x, 1), max_axis(x, 1), min_axis(x, 1),
                logsumexp(x), softmax(x),
            )
        }
        struct Whole(x: [f64; n]) -> (total: f64, mean: f64, product: f64, most: f64, least: f64) {
            (sum(x), mean(x), product(x), max_all(x), min_all(x))
        }
    }
    let mut along = Along::new();
    let output = along.value(&Array2::zeros((0, 2))).unwrap();
    assert_near(output.total, &[0.0; 2]);
    assert_near(output.mean, &[NAN; 2]);
    assert_near(output.product, &[1.0; 2]);
    assert_near(output.most, &[-INF; 2]);
    assert_near(output.least, &[INF; 2]);
    // No lane at all.
    assert_eq!(along.value(&Array2::zeros((3, 0))).unwrap().total.len(), 0);
    let mut last = Last::new();
    let output = last.value(&Array2::zeros((2, 0))).unwrap();
    assert_near(output.total, &[0.0; 2]);
    assert_near(output.mean, &[NAN; 2]);
    assert_near(output.product, &[1.0; 2]);
    assert_near(output.most, &[-INF; 2]);
    assert_near(output.least, &[INF; 2]);
    assert_eq!(output.soft.dim(), (2, 0));
    let ones = array![1.0, 1.0];
    let none = Array2::zeros((2, 0));
    let pass = last.forward(&none).unwrap();
    let grads = pass.backward(&ones, &ones, &ones, &ones, &ones, &ones, &none);
    assert_eq!(grads.unwrap().x.dim(), (2, 0));
    let mut whole = Whole::new();
    let output = whole.value(&[]).unwrap();
    let numbers = [
        output.total,
        output.mean,
        output.product,
        output.most,
        output.least,
    ];
    assert_near(&numbers, &[0.0, NAN, 1.0, -INF, INF]);
    let grads = whole
        .forward(&[])
        .unwrap()
        .backward(1.0, 1.0, 1.0, 1.0, 1.0);
    assert_eq!(grads.x.len(), 0);
}
