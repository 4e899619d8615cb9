//! Operands of different ranks and with axes of size 1, for every operation of several operands: values
//! and gradients against graphs of scalars in plain loops.
#![allow(
    clippy::cast_precision_loss,
    reason = "the counts are small enough for any float"
)]

use backprop::graph;
use backprop::ndarray::{Array1, Array2};

const ROWS: usize = 5;
const COLUMNS: usize = 11;

/// Positive numbers without order, of which some are equal.
fn matrix(rows: usize, columns: usize, seed: usize) -> Array2<f64> {
    Array2::from_shape_fn((rows, columns), |(i, j)| {
        ((i * 7 + j * 5 + i * j + seed) % 9) as f64 / 4.0 + 0.25
    })
}

#[track_caller]
fn assert_near(what: &str, found: f64, expected: f64) {
    let error = (found - expected).abs();
    assert!(
        error <= 32.0 * f64::EPSILON * expected.abs().max(4.0),
        "{what}: {found}, not {expected}"
    );
}

/// All three shapes of the first operand against two of the second: `[n, m]`, `[n, 1]`, `[m]`, a number.
macro_rules! two_operands {
    ($($test:ident: { $($body:tt)* })+) => {$(
        #[test]
        fn $test() {
            graph! {
                struct Scalar(x: f64, y: f64) -> f64 { $($body)* }
                struct Crossed(x: [f64; n, 1], y: [f64; m]) -> [f64; n, m] { $($body)* }
                struct Rows(x: [f64; n, m], y: [f64; m]) -> [f64; n, m] { $($body)* }
                struct Columns(x: [f64; n, m], y: [f64; n, 1]) -> [f64; n, m] { $($body)* }
                struct Ones(x: [f64; 1, m], y: [f64; n, 1]) -> [f64; n, m] { $($body)* }
                struct First(x: f64, y: [f64; n, m]) -> [f64; n, m] { $($body)* }
                struct Second(x: [f64; n, m], y: f64) -> [f64; n, m] { $($body)* }
            }
            let scalar = Scalar::new();
            let g = matrix(ROWS, COLUMNS, 5) - 1.0;
            let (full, row, column) = (matrix(ROWS, COLUMNS, 0), matrix(1, COLUMNS, 2), matrix(ROWS, 1, 3));
            let vector: Array1<f64> = row.row(0).to_owned();
            macro_rules! check {
                ($graph:ident, $x:expr, $y:expr, $d_x:ident, $d_y:ident) => {{
                    let (wide_x, wide_y) = (spread(&$x), spread(&$y));
                    let mut graph = $graph::new();
                    let value = graph.value($x.argument(), $y.argument()).unwrap().to_owned();
                    let grads = graph.forward($x.argument(), $y.argument()).unwrap().backward(&g).unwrap();
                    let what = concat!(stringify!($test), " ", stringify!($graph));
                    let (mut by_x, mut by_y) = (Array2::zeros((ROWS, COLUMNS)), Array2::zeros((ROWS, COLUMNS)));
                    for ((i, j), g) in g.indexed_iter() {
                        let pass = scalar.forward(wide_x[[i, j]], wide_y[[i, j]]);
                        assert_near(what, value[[i, j]], pass.output());
                        let slopes = pass.backward(*g);
                        by_x[[i, j]] = slopes.x;
                        by_y[[i, j]] = slopes.y;
                    }
                    for (found, expected) in $d_x(&grads.x, &by_x).into_iter().chain($d_y(&grads.y, &by_y)) {
                        assert_near(what, found, expected);
                    }
                }};
            }
            check!(Crossed, column, vector, by_row, by_column);
            check!(Rows, full, vector, by_element, by_column);
            check!(Columns, full, column, by_element, by_row);
            check!(Ones, row, column, by_column, by_row);
            check!(First, 1.25, full, by_all, by_element);
            check!(Second, full, 1.25, by_element, by_all);
        }
    )+};
}

/// How an operand is given, and the number that it has at each place.
trait Operand {
    type Argument<'a>
    where
        Self: 'a;
    fn argument(&self) -> Self::Argument<'_>;
    fn at(&self, row: usize, column: usize) -> f64;
}

impl Operand for f64 {
    type Argument<'a> = f64;
    fn argument(&self) -> f64 {
        *self
    }
    fn at(&self, _: usize, _: usize) -> f64 {
        *self
    }
}

impl Operand for Array1<f64> {
    type Argument<'a> = &'a Self;
    fn argument(&self) -> &Self {
        self
    }
    fn at(&self, _: usize, column: usize) -> f64 {
        self[column]
    }
}

impl Operand for Array2<f64> {
    type Argument<'a> = &'a Self;
    fn argument(&self) -> &Self {
        self
    }
    fn at(&self, row: usize, column: usize) -> f64 {
        self[[row % self.nrows(), column % self.ncols()]]
    }
}

fn spread(operand: &impl Operand) -> Array2<f64> {
    Array2::from_shape_fn((ROWS, COLUMNS), |(i, j)| operand.at(i, j))
}

// What a gradient is, beside the sum of the slopes at its places.

fn by_element(found: &Array2<f64>, slopes: &Array2<f64>) -> Vec<(f64, f64)> {
    assert_eq!(found.dim(), slopes.dim());
    found.iter().copied().zip(slopes.iter().copied()).collect()
}

fn by_row(found: &Array2<f64>, slopes: &Array2<f64>) -> Vec<(f64, f64)> {
    assert_eq!(found.dim(), (ROWS, 1));
    let sums = slopes.rows().into_iter().map(|row| row.iter().sum());
    found.iter().copied().zip(sums).collect()
}

fn by_column<'a>(
    found: impl IntoIterator<Item = &'a f64>,
    slopes: &Array2<f64>,
) -> Vec<(f64, f64)> {
    let found: Vec<f64> = found.into_iter().copied().collect();
    assert_eq!(found.len(), COLUMNS);
    let sums = slopes
        .columns()
        .into_iter()
        .map(|column| column.iter().sum());
    found.into_iter().zip(sums).collect()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as the other gradients")]
fn by_all(found: &f64, slopes: &Array2<f64>) -> Vec<(f64, f64)> {
    vec![(*found, slopes.iter().sum())]
}

two_operands! {
    plus: { x + y }
    minus: { x - y }
    times: { x * y }
    divided: { x / y }
    power: { powf(x, y) }
    hypotenuse: { hypot(x, y) }
    angle: { atan2(x, y) }
    larger: { max(x, y) }
    smaller: { x.min(y) }
    leaky: { leaky_relu(x - 1, y) }
    multiplied_and_added: { mul_add(x, y, x) }
    added_to_a_product: { mul_add(x, 2, y) }
    clamped_from_below: { clamp(x, y, 2) }
    clamped_from_above: { clamp(x, 0.5, y) }
    clamped_number: { clamp(1.5, x, y) }
    condition: { if x > y { 2 * x } else { y * y } }
    condition_alone: { if x >= 1 { y } else { -y } }
    branch_alone: { if x < y && y != 1 { x } else { 3 } }
    chained: { if x < 0.5 { y } else if x == y { x * y } else { sqrt(x) } }
    together: { exp(-x * y) / (1 + square(x - y)) * x - y / (x + y) }
    with_a_let: { let z = x * y; let w = z + x; w * z - ln(y) * w }
}

#[test]
fn an_operand_of_lower_rank_spans_all_leading_axes() {
    graph! {
        struct Ranks(a: f64, b: [f64; n], c: [f64; m, 1], d: [f64; k, 1, n]) -> [f64; k, m, n] { a * b + c * d }
    }
    let (b, c) = (matrix(1, 4, 1).row(0).to_owned(), matrix(3, 1, 2));
    let d = matrix(2, 4, 3).into_shape_with_order((2, 1, 4)).unwrap();
    let mut ranks = Ranks::new();
    let pass = ranks.forward(0.5, &b, &c, &d).unwrap();
    let mut expected = (
        0.0,
        Array1::<f64>::zeros(4),
        Array2::<f64>::zeros((3, 1)),
        d.clone() * 0.0,
    );
    let g = backprop::ndarray::Array3::from_shape_fn((2, 3, 4), |(k, m, n)| {
        (k * 12 + m * 4 + n) as f64 - 11.0
    });
    for ((k, m, n), value) in pass.output().indexed_iter() {
        assert_eq!(*value, 0.5 * b[n] + c[[m, 0]] * d[[k, 0, n]]);
        let g = g[[k, m, n]];
        expected.0 += g * b[n];
        expected.1[n] += g * 0.5;
        expected.2[[m, 0]] += g * d[[k, 0, n]];
        expected.3[[k, 0, n]] += g * c[[m, 0]];
    }
    // Multiples of 1/16 that are small: every sum is exact.
    let grads = pass.backward(&g).unwrap();
    assert_eq!(grads.a, expected.0);
    assert_eq!(grads.b, expected.1);
    assert_eq!(grads.c, expected.2);
    assert_eq!(grads.d, expected.3);
}
