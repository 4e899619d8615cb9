//! Sums are no worse than pairwise summation: `sum`, `mean`, along any axis, and the gradients of what was
//! broadcast, against exact sums and against a pairwise sum that is written plainly here.
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "the counts are small enough for any float"
)]

use backprop::graph;
use backprop::ndarray::{Array1, Array2, Array3, ArrayView2, Axis};

const MILLION: usize = 1_000_000;

/// What a sum of `f32` should be, to far more digits than `f32` has, and the sum of the magnitudes.
fn exact<'a>(numbers: impl IntoIterator<Item = &'a f32>) -> (f64, f64) {
    // Neumaier's: the errors of the partial sums are added up on their own.
    let (mut sum, mut lost, mut magnitude) = (0.0_f64, 0.0_f64, 0.0_f64);
    for number in numbers {
        let number = f64::from(*number);
        let next = sum + number;
        lost += if sum.abs() >= number.abs() {
            (sum - next) + number
        } else {
            (number - next) + sum
        };
        sum = next;
        magnitude += number.abs();
    }
    (sum + lost, magnitude)
}

/// Halves down to one number.
fn pairwise(numbers: &[f32]) -> f32 {
    match numbers {
        [] => 0.0,
        [number] => *number,
        _ => {
            let (one, other) = numbers.split_at(numbers.len() / 2);
            pairwise(one) + pairwise(other)
        }
    }
}

/// The bound of pairwise summation: each number goes through ⌈log₂ n⌉ roundings; and some more for a
/// factor, a division, or a last level that is not full.
fn bound(length: usize, magnitude: f64) -> f64 {
    let levels = f64::from(length.max(1).next_power_of_two().trailing_zeros());
    (levels + 3.0) * f64::from(f32::EPSILON) / 2.0 * magnitude
}

/// Kinds of numbers, each from its own seed.
fn kinds(length: usize) -> Vec<(&'static str, Vec<f32>)> {
    let mut random = fastrand::Rng::with_seed(length as u64);
    let mut uniform = || random.f32();
    let between: Vec<f32> = (0..length).map(|_| uniform()).collect();
    let mixed: Vec<f32> = (0..length).map(|_| uniform() * 2.0 - 1.0).collect();
    let scales: Vec<f32> = (0..length)
        .map(|_| (uniform() * 2.0 - 1.0) * 2.0_f32.powi((uniform() * 40.0) as i32 - 20))
        .collect();
    let growing: Vec<f32> = (0..length).map(|place| place as f32).collect();
    vec![
        ("all equal to 0.1", vec![0.1; length]),
        ("between 0 and 1", between),
        ("of mixed signs", mixed),
        ("of many scales", scales),
        ("growing", growing),
    ]
}

#[track_caller]
fn within_the_bound(what: &str, found: f32, numbers: &[f32]) {
    let (sum, magnitude) = exact(numbers);
    let error = (f64::from(found) - sum).abs();
    let bound = bound(numbers.len(), magnitude);
    assert!(
        error <= bound,
        "{what}: {found} for {sum}, off by {error:e}, more than {bound:e}"
    );
}

/// The root mean square of errors is no more than a little above that of the plain pairwise sum.
#[track_caller]
fn no_worse(what: &str, errors: &[(f64, f64)]) {
    let root = |errors: &mut dyn Iterator<Item = f64>| {
        let (count, sum) =
            errors.fold((0.0, 0.0), |(n, sum), error| (n + 1.0, sum + error * error));
        (sum / count).sqrt()
    };
    let found = root(&mut errors.iter().map(|(found, _)| *found));
    let plain = root(&mut errors.iter().map(|(_, plain)| *plain));
    assert!(
        found <= 1.5 * plain,
        "{what}: {found:e}, by plain pairwise sums {plain:e}"
    );
}

graph! {
    struct Sum(x: [f32; n]) -> f32 { sum(x) }
    struct Mean(x: [f32; n]) -> f32 { mean(x) }
    struct Rows(x: [f32; n, m]) -> [f32; n] { sum_axis(x, 1) }
    struct Columns(x: [f32; n, m]) -> [f32; m] { sum_axis(x, 0) }
    struct MeanColumns(x: [f32; n, m]) -> [f32; m] { mean_axis(x, n) }
    struct Matrix(x: [f32; n, m]) -> f32 { sum(x) }
}

#[test]
fn the_sum_of_a_million_numbers() {
    let mut graph = Sum::new();
    for length in [MILLION, MILLION - 1, 65_537, 1000, 257, 33] {
        for (kind, numbers) in kinds(length) {
            let what = format!("{length} numbers {kind}");
            within_the_bound(&what, graph.value(&numbers).unwrap(), &numbers);
            within_the_bound(&what, graph.forward(&numbers).unwrap().output(), &numbers);
            within_the_bound(&what, graph.value_and_grad(&numbers).unwrap().0, &numbers);
        }
    }
}

#[test]
fn the_mean_of_a_million_numbers() {
    let mut graph = Mean::new();
    for (kind, numbers) in kinds(MILLION) {
        let (sum, magnitude) = exact(&numbers);
        let n = MILLION as f64;
        let error = (f64::from(graph.value(&numbers).unwrap()) - sum / n).abs();
        assert!(error <= bound(MILLION, magnitude / n), "{kind}: {error:e}");
    }
}

#[test]
fn sums_are_as_good_as_plain_pairwise_sums_on_the_whole() {
    let mut graph = Sum::new();
    // So many sums that chance moves the comparison by a few hundredths.
    for (length, signed) in [(1000, false), (1000, true), (8191, false), (8192, true)] {
        let mut random = fastrand::Rng::with_seed(length);
        let mut errors = Vec::new();
        for _ in 0..400 {
            let shift = if signed { 0.5 } else { 0.0 };
            let numbers: Vec<f32> = (0..length).map(|_| random.f32() - shift).collect();
            let (sum, _) = exact(&numbers);
            let off = |found: f32| f64::from(found) - sum;
            errors.push((off(graph.value(&numbers).unwrap()), off(pairwise(&numbers))));
        }
        no_worse(&format!("{length} numbers"), &errors);
    }
}

#[test]
fn long_axes_of_a_matrix() {
    let (long, short) = (100_000, 3);
    for (kind, numbers) in kinds(long * short) {
        let tall = Array2::from_shape_vec((long, short), numbers).unwrap();
        let wide = tall.t().to_owned();
        let columns = Columns::new().value(&tall).unwrap().to_vec();
        let means = MeanColumns::new().value(&tall).unwrap().to_vec();
        let rows = Rows::new().value(&wide).unwrap().to_vec();
        let rows_of_view = Rows::new().value(tall.t()).unwrap().to_vec();
        for (place, column) in tall.axis_iter(Axis(1)).enumerate() {
            let column = column.to_vec();
            within_the_bound(&format!("a column {kind}"), columns[place], &column);
            within_the_bound(&format!("a row {kind}"), rows[place], &column);
            within_the_bound(
                &format!("a row of a view {kind}"),
                rows_of_view[place],
                &column,
            );
            let (sum, magnitude) = exact(&column);
            let n = long as f64;
            let error = (f64::from(means[place]) - sum / n).abs();
            assert!(
                error <= bound(long, magnitude / n),
                "a mean {kind}: {error:e}"
            );
        }
        let all: Vec<f32> = tall.iter().copied().collect();
        within_the_bound(kind, Matrix::new().value(&tall).unwrap(), &all);
        within_the_bound(kind, Matrix::new().value(tall.t()).unwrap(), &all);
        // Short axes, of which there are many.
        let rows = Rows::new().value(&tall).unwrap().to_vec();
        let columns = Columns::new().value(&wide).unwrap().to_vec();
        for place in (0..long).step_by(997) {
            let row = tall.row(place).to_vec();
            within_the_bound(&format!("a short row {kind}"), rows[place], &row);
            within_the_bound(&format!("a short column {kind}"), columns[place], &row);
        }
    }
}

/// The sums of all lanes along an axis, whichever is long.
#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "views are small")]
fn lanes_are_within_the_bound(
    what: &str,
    found: ArrayView2<'_, f32>,
    x: &Array3<f32>,
    axis: usize,
) {
    for (found, lane) in found.iter().zip(x.lanes(Axis(axis))) {
        within_the_bound(what, *found, &lane.to_vec());
    }
}

#[test]
fn each_of_three_axes_wherever_it_is_long() {
    graph! {
        struct First(x: [f32; a, b, c]) -> [f32; b, c] { x.sum_axis(a) }
        struct Middle(x: [f32; a, b, c]) -> [f32; a, c] { x.sum_axis(b) }
        struct Last(x: [f32; a, b, c]) -> [f32; a, b] { x.sum_axis(c) }
        struct All(x: [f32; a, b, c]) -> f32 { sum(x) }
        struct Together(x: [f32; a, b, c]) -> (first: [f32; b, c], middle: [f32; a, c], last: [f32; a, b], all: f32) {
            (sum_axis(x, 0), sum_axis(x, 1), sum_axis(x, 2), sum(x))
        }
        struct Weights(
            const x: [f32; a, b, c], ab: [f32; a, b, 1], ac: [f32; a, 1, c], bc: [f32; b, c], one: f32,
        ) -> [f32; a, b, c] {
            x + ab + ac + bc + one
        }
    }
    for shape in [
        (20_000, 2, 3),
        (2, 20_000, 3),
        (2, 3, 20_000),
        (3, 1000, 40),
    ] {
        let (a, b, c) = shape;
        let (mut weights, mut together) = (Weights::new(), Together::new());
        for (kind, numbers) in kinds(a * b * c) {
            let what = format!("{shape:?} {kind}");
            let x = Array3::from_shape_vec(shape, numbers.clone()).unwrap();
            lanes_are_within_the_bound(&what, First::new().value(&x).unwrap(), &x, 0);
            lanes_are_within_the_bound(&what, Middle::new().value(&x).unwrap(), &x, 1);
            lanes_are_within_the_bound(&what, Last::new().value(&x).unwrap(), &x, 2);
            within_the_bound(&what, All::new().value(&x).unwrap(), &numbers);

            let output = together.value(&x).unwrap();
            let what = format!("{what}, together");
            lanes_are_within_the_bound(&what, output.first, &x, 0);
            lanes_are_within_the_bound(&what, output.middle, &x, 1);
            lanes_are_within_the_bound(&what, output.last, &x, 2);
            within_the_bound(&what, output.all, &numbers);

            let (ab, ac, bc) = (
                Array3::zeros((a, b, 1)),
                Array3::zeros((a, 1, c)),
                Array2::zeros((b, c)),
            );
            let pass = weights.forward(&x, &ab, &ac, &bc, 0.0).unwrap();
            let grads = pass.backward(&x).unwrap();
            let what = format!("{what}, as gradients");
            lanes_are_within_the_bound(&what, grads.ab.index_axis(Axis(2), 0), &x, 2);
            lanes_are_within_the_bound(&what, grads.ac.index_axis(Axis(1), 0), &x, 1);
            lanes_are_within_the_bound(&what, grads.bc.view(), &x, 0);
            within_the_bound(&what, grads.one, &numbers);
        }
    }
}

#[test]
fn the_gradient_of_what_was_broadcast_is_a_sum() {
    graph! {
        struct Bias(const x: [f32; n, m], b: [f32; m]) -> [f32; n, m] { x + b }
        struct Column(const x: [f32; n, m], b: [f32; n, 1]) -> [f32; n, m] { x * 1 + b }
        struct Number(const x: [f32; n, m], c: f32) -> [f32; n, m] { x + c }
        struct Affine(const x: [f32; n, k], w: [f32; k, m], b: [f32; m]) -> [f32; n, m] { relu(x @ w + b) }
    }
    let (rows, columns) = (100_000, 3);
    for (kind, numbers) in kinds(rows * columns) {
        let cotangent = Array2::from_shape_vec((rows, columns), numbers).unwrap();
        let x = Array2::zeros((rows, columns));
        let all: Vec<f32> = cotangent.iter().copied().collect();
        let (mut bias, mut number) = (Bias::new(), Number::new());
        let pass = bias.forward(&x, &[0.5; 3]).unwrap();
        let by_bias = pass.backward(&cotangent).unwrap().b.to_vec();
        let pass = number.forward(&x, 0.5).unwrap();
        within_the_bound(kind, pass.backward(&cotangent).unwrap().c, &all);
        // The units are on, so that each row passes its cotangent to the bias.
        let (ones, w) = (Array2::ones((rows, 2)), Array2::ones((2, columns)));
        let mut affine = Affine::new();
        let pass = affine.forward(&ones, &w, &[0.5; 3]).unwrap();
        let by_affine = pass.backward(&cotangent).unwrap().b.to_vec();
        for (place, column) in cotangent.axis_iter(Axis(1)).enumerate() {
            let column = column.to_vec();
            within_the_bound(&format!("a bias {kind}"), by_bias[place], &column);
            within_the_bound(
                &format!("a bias of units {kind}"),
                by_affine[place],
                &column,
            );
        }
        let wide = cotangent.t().to_owned();
        let x = Array2::zeros((columns, rows));
        let b = Array2::ones((columns, 1));
        let mut column = Column::new();
        let pass = column.forward(&x, &b).unwrap();
        let by_column = pass.backward(&wide).unwrap().b.column(0).to_vec();
        for (found, row) in by_column.into_iter().zip(wide.rows()) {
            within_the_bound(&format!("a column {kind}"), found, &row.to_vec());
        }
    }
}

#[test]
fn whole_numbers_that_fit_add_up_exactly() {
    let x: Array1<f32> = (0..4096)
        .map(|place| ((place * 37) % 61) as f32 - 30.0)
        .collect();
    let total: i32 = (0..4096).map(|place| (place * 37) % 61 - 30).sum();
    assert_eq!(Sum::new().value(&x).unwrap(), total as f32);
    let x: Array1<f32> = (0..5000).map(|place| place as f32).collect();
    assert_eq!(Sum::new().value(&x).unwrap(), (4999 * 5000 / 2) as f32);
    assert_eq!(Mean::new().value(&x).unwrap(), 2499.5);
}
