//! The gradient check on arrays.
#![cfg(feature = "ndarray")]

use backprop_core::{Layer, LayerError, SoftmaxWithLoss, check};
use ndarray::{Array, Array1, Array2, ArrayD, Ix2, IxDyn, ShapeBuilder, array};

/// ⟨(i + 1)², x⟩ over all the elements in row-major order, and twice the bias's sum.
fn value((x, b): (Array2<f64>, Array1<f64>)) -> f64 {
    let weighted: f64 = x.iter().zip(squares()).map(|(x, weight)| weight * x).sum();
    weighted + 2.0 * b.sum()
}

fn squares() -> impl Iterator<Item = f64> {
    (1..).map(|i: i32| f64::from(i * i))
}

fn right_gradient() -> (Array2<f64>, Array1<f64>) {
    (
        Array::from_iter(squares().take(6))
            .into_shape_with_order((2, 3))
            .unwrap(),
        array![2.0, 2.0],
    )
}

#[test]
fn a_wrong_element_is_named() {
    let at = (Array2::zeros((2, 3)), Array1::zeros(2));
    let right = check::gradient(value, at.clone(), right_gradient()).unwrap();
    assert_eq!(right.entries, 8);
    assert!(right.passes(1e-9), "{right}");

    for (row, column) in [(0, 0), (0, 2), (1, 0), (1, 1)] {
        let (mut x, b) = right_gradient();
        x[[row, column]] += 0.5;
        let worst = check::gradient(value, at.clone(), (&x, &b))
            .unwrap()
            .worst
            .unwrap();
        assert_eq!(
            (worst.argument, worst.index.as_slice()),
            (0, &[row, column][..])
        );
    }
    let (x, mut b) = right_gradient();
    b[1] = 1.0;
    let report = check::gradient(value, at, (x, b)).unwrap();
    assert!(!report.passes(1e-3));
    assert!(
        report
            .to_string()
            .starts_with("the worst of 8 entries is argument 1 at [1]: analytic 1.0")
    );
}

#[test]
fn order_in_memory_does_not_matter() {
    // A point and a gradient whose memory is column by column, and views of it.
    let at = (Array2::zeros((2, 3).f()), Array1::zeros(2));
    let (x, b) = right_gradient();
    let mut columns = Array2::zeros((2, 3).f());
    columns.assign(&x);
    assert_ne!(columns.strides(), x.strides());
    for gradient in [(columns.view(), b.view()), (x.view(), b.view())] {
        let report = check::gradient(value, at.clone(), gradient).unwrap();
        assert!(report.passes(1e-9), "{report}");
    }
    let transposed = x.t().to_owned();
    let report = check::gradient(value, at, (transposed.t(), b.view())).unwrap();
    assert!(report.passes(1e-9), "{report}");
}

#[test]
fn a_gradient_of_another_shape_is_an_error() {
    let at = (Array2::zeros((2, 3)), Array1::zeros(2));
    let error = check::gradient(
        value,
        at.clone(),
        (Array2::<f64>::zeros((2, 3)), array![1.0]),
    )
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "in `check::gradient`, axis 0 of part 1 of `gradient` has size 1, \
         but axis 0 of part 1 of `point` has size 2",
    );
    let error = check::gradient(value, at, (2.0, array![1.0, 1.0])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "in `check::gradient`, part 0 of `gradient` has 0 axes, but part 0 of `point` has 2",
    );
    let sum = |x: Array2<f64>| x.sum();
    let error =
        check::gradient(sum, Array2::zeros((2, 3)), Array2::<f64>::ones((3, 2))).unwrap_err();
    assert_eq!(
        error.to_string(),
        "in `check::gradient`, axis 0 of `gradient` has size 3, but axis 0 of `point` has size 2",
    );
}

#[test]
fn empty_arrays_have_nothing_to_compare() {
    let long = Array::<f64, Ix2>::zeros((0, 1 << 40));
    let report = check::gradient(|(_, y)| 3.0 * y, (long.clone(), 1.0), (long, 3.0)).unwrap();
    assert_eq!(report.entries, 1);
    assert!(report.passes(1e-9), "{report}");
    assert_eq!(report.worst.unwrap().argument, 1);
}

#[test]
fn arrays_of_a_rank_that_is_not_known() {
    let at = ArrayD::<f32>::ones(IxDyn(&[1, 2, 1, 2]));
    let mut gradient = ArrayD::<f32>::from_elem(IxDyn(&[1, 2, 1, 2]), 3.0);
    let cubes = |x: ArrayD<f32>| x.iter().map(|x| x.powi(3)).sum::<f32>();
    let report = check::gradient(cubes, at.clone(), &gradient).unwrap();
    assert!(report.passes(1e-3), "{report}");
    gradient[[0, 1, 0, 0]] = 4.0;
    let worst = check::gradient(cubes, at, &gradient)
        .unwrap()
        .worst
        .unwrap();
    assert_eq!(worst.index.as_slice(), [0, 1, 0, 0]);
}

/// Twice the input, with a gradient that is the cotangent, changed by a function.
struct Twice(fn(Array2<f64>) -> Array2<f64>);

impl Layer for Twice {
    type Input = Array2<f64>;
    type Output = Array2<f64>;
    type Gradient = Array2<f64>;

    fn forward(&mut self, input: Array2<f64>) -> Result<Array2<f64>, LayerError> {
        Ok(input * 2.0)
    }

    fn backward(&mut self, cotangent: Array2<f64>) -> Result<Array2<f64>, LayerError> {
        Ok((self.0)(cotangent))
    }
}

#[test]
fn a_wrong_layer_is_caught() {
    let report = |gradient| check::layer(&mut Twice(gradient), Array2::ones((3, 3)));
    assert!(report(|g| g * 2.0).unwrap().passes(1e-9));
    // What a cotangent of ones, or one that repeats itself, would let through.
    assert!(!report(|g| g.reversed_axes() * 2.0).unwrap().passes(1e-2));
    assert!(
        !report(|g| Array2::from_elem(g.raw_dim(), 2.0))
            .unwrap()
            .passes(1e-2)
    );
    let slip = |g: Array2<f64>| {
        let mut gradient = g * 2.0;
        gradient[[2, 1]] = 0.0;
        gradient
    };
    let report_of_slip = report(slip).unwrap();
    assert_eq!(report_of_slip.worst.unwrap().index.as_slice(), [2, 1]);
    let error = report(without_last_row).unwrap_err();
    assert_eq!(
        error.to_string(),
        "in `check::layer`, axis 0 of `gradient` has size 2, but axis 0 of `input` has size 3",
    );
}

fn without_last_row(array: Array2<f64>) -> Array2<f64> {
    array.slice_move(ndarray::s![..-1, ..])
}

#[test]
fn operands_without_gradient_are_held_constant() {
    let mut layer = SoftmaxWithLoss::new();
    let input = (array![[0.5, -1.0]], array![[1.0, 0.0]]);
    let report = check::layer(&mut layer, input).unwrap();
    assert_eq!(report.entries, 2);
    assert!(report.passes(1e-8), "{report}");
    // Only then are fewer parts right.
    let error = check::gradient(
        value,
        (Array2::zeros((1, 2)), array![0.0]),
        array![[1.0, 4.0]],
    )
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "in `check::gradient`, `gradient` has 1 part, but `point` has 2"
    );
}

#[test]
fn the_slope_of_one_output_is_not_lost_in_the_sum_of_all() {
    // The weighted sum is near 10⁹, the change of one output near 10⁻⁵.
    let mut layer = Twice(|g| g * 2.0);
    let mut input = Array2::ones((1, 500));
    input[[0, 250]] = 1e9;
    let report = check::layer(&mut layer, input).unwrap();
    assert_eq!(report.entries, 500);
    assert!(report.passes(1e-9), "{report}");
}
