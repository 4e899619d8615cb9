//! The layers on arrays of any rank.
#![cfg(feature = "ndarray")]

use std::fmt::Debug;

use arrays::{agrees, forward_fails, random_array};
use backprop_core::{
    AddLayer, Affine, DivLayer, Float, Layer, LayerError, MulLayer, Relu, Sigmoid, SoftmaxWithLoss,
    SubLayer, Tanh,
};
use ndarray::{
    Array, Array0, Array1, Array2, Array3, ArrayD, Axis, Dimension, IxDyn, ShapeBuilder, array,
};
use support::random_numbers;

#[path = "support/arrays.rs"]
mod arrays;
mod support;

/// The same with no number nearer to 0 than 0.1: no kink and no pole there.
fn away_from_zero<F: Float, D: Dimension>(array: &Array<F, D>) -> Array<F, D> {
    array.mapv(|x| x + F::from_f64(0.1) * x.signum())
}

#[track_caller]
fn elementwise_layers_agree<F: Float, S>(shape: &S, tolerance: f64)
where
    S: ShapeBuilder + Clone,
{
    let mut random = random_numbers(3);
    for _ in 0..10 {
        let x = random_array::<F, _>(shape.clone(), &mut random);
        let y = away_from_zero(&random_array::<F, _>(shape.clone(), &mut random));
        let (one, two) = (x.len(), 2 * x.len());
        agrees(MulLayer::new(), (x.clone(), y.clone()), two, tolerance);
        agrees(AddLayer::new(), (x.clone(), y.clone()), two, tolerance);
        agrees(SubLayer::new(), (x.clone(), y.clone()), two, tolerance);
        // The slope of 1 / y is steep near its pole.
        let far = y.mapv(|y| y + y.signum());
        agrees(DivLayer::new(), (x.clone(), far), two, tolerance);
        agrees(Relu::new(), y, one, tolerance);
        agrees(Sigmoid::new(), x.clone(), one, tolerance);
        agrees(Tanh::new(), x, one, tolerance);
    }
}

#[test]
fn elementwise_gradients_agree_with_central_differences_at_every_rank() {
    elementwise_layers_agree::<f64, _>(&(), 1e-8);
    elementwise_layers_agree::<f64, _>(&5, 1e-8);
    elementwise_layers_agree::<f64, _>(&(3, 4), 1e-8);
    elementwise_layers_agree::<f64, _>(&(2, 3, 2), 1e-8);
    elementwise_layers_agree::<f64, _>(&IxDyn(&[2, 1, 3, 2]), 1e-8);
    elementwise_layers_agree::<f64, _>(&(3, 4).f(), 1e-8);
    elementwise_layers_agree::<f64, _>(&(2, 0), 0.0);
    elementwise_layers_agree::<f32, _>(&(), 1e-3);
    elementwise_layers_agree::<f32, _>(&(2, 3), 1e-3);
}

#[test]
fn worked_by_hand() -> Result<(), LayerError> {
    let (x, y) = (
        array![[1.0, -2.0], [3.0, 4.0]],
        array![[5.0, 6.0], [-7.0, 8.0]],
    );
    let g = array![[1.0, 10.0], [100.0, 1000.0]];

    let mut mul = MulLayer::new();
    assert_eq!(
        mul.forward((x.clone(), y.clone()))?,
        array![[5.0, -12.0], [-21.0, 32.0]]
    );
    let (dx, dy) = mul.backward(g.clone())?;
    assert_eq!(dx, array![[5.0, 60.0], [-700.0, 8000.0]]);
    assert_eq!(dy, array![[1.0, -20.0], [300.0, 4000.0]]);

    let mut add = AddLayer::new();
    assert_eq!(
        add.forward((x.clone(), y.clone()))?,
        array![[6.0, 4.0], [-4.0, 12.0]]
    );
    assert_eq!(add.backward(g.clone())?, (g.clone(), g.clone()));

    let mut sub = SubLayer::new();
    assert_eq!(
        sub.forward((x.clone(), y))?,
        array![[-4.0, -8.0], [10.0, -4.0]]
    );
    assert_eq!(
        sub.backward(g.clone())?,
        (g.clone(), array![[-1.0, -10.0], [-100.0, -1000.0]])
    );

    let mut div = DivLayer::new();
    let y = array![[2.0, 4.0], [-2.0, 8.0]];
    assert_eq!(
        div.forward((x.clone(), y))?,
        array![[0.5, -0.5], [-1.5, 0.5]]
    );
    let (dx, dy) = div.backward(g.clone())?;
    assert_eq!(dx, array![[0.5, 2.5], [-50.0, 125.0]]);
    // −g · x / y²: −1/4, 20/16, −300/4, −4000/64.
    assert_eq!(dy, array![[-0.25, 1.25], [-75.0, -62.5]]);

    let mut relu = Relu::new();
    assert_eq!(relu.forward(x)?, array![[1.0, 0.0], [3.0, 4.0]]);
    assert_eq!(relu.backward(g)?, array![[1.0, 0.0], [100.0, 1000.0]]);
    Ok(())
}

#[test]
fn relu_at_its_edges() {
    let mut relu = Relu::new();
    let x = array![
        -1.0,
        0.0,
        -0.0,
        1.0,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY
    ];
    let y = relu.forward(x).unwrap();
    let bits = |values: &[f64]| values.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
    let expected = [0.0, 0.0, 0.0, 1.0, f64::NAN, f64::INFINITY, 0.0];
    assert_eq!(bits(&y.to_vec()), bits(&expected));

    let dx = relu.backward(Array1::from_elem(7, -3.0)).unwrap();
    assert_eq!(
        bits(&dx.to_vec()),
        bits(&[0.0, 0.0, 0.0, -3.0, -3.0, -3.0, 0.0])
    );
    let dx = relu.backward(Array1::from_elem(7, f64::INFINITY)).unwrap();
    let all = f64::INFINITY;
    assert_eq!(
        bits(&dx.to_vec()),
        bits(&[0.0, 0.0, 0.0, all, all, all, 0.0])
    );
}

#[test]
fn memory_layout_does_not_matter() {
    let (x, y) = (
        array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]],
        array![[1.0, 0.0], [2.0, 0.0], [3.0, 1.0]],
    );
    let mut mul = MulLayer::new();
    let z = mul.forward((x, y.reversed_axes())).unwrap();
    assert_eq!(z, array![[1.0, 4.0, 9.0], [0.0, 0.0, 6.0]]);
}

#[test]
fn operands_of_other_shapes_are_an_error() {
    let (x, y) = (Array2::<f64>::zeros((2, 3)), Array2::<f64>::zeros((2, 4)));
    let sizes = "axis 1 of `lhs` has size 3, but axis 1 of `rhs` has size 4";
    let pair = (x, y);
    forward_fails(
        MulLayer::new(),
        pair.clone(),
        &format!("in `MulLayer`, {sizes}"),
    );
    forward_fails(
        AddLayer::new(),
        pair.clone(),
        &format!("in `AddLayer`, {sizes}"),
    );
    forward_fails(
        SubLayer::new(),
        pair.clone(),
        &format!("in `SubLayer`, {sizes}"),
    );
    forward_fails(DivLayer::new(), pair, &format!("in `DivLayer`, {sizes}"));
    // Nothing is broadcast, and no rank is made up.
    forward_fails(
        MulLayer::new(),
        (Array1::<f64>::zeros(1), Array1::zeros(3)),
        "in `MulLayer`, axis 0 of `lhs` has size 1, but axis 0 of `rhs` has size 3",
    );
    forward_fails(
        MulLayer::new(),
        (
            ArrayD::<f64>::zeros(IxDyn(&[3])),
            ArrayD::zeros(IxDyn(&[1, 3])),
        ),
        "in `MulLayer`, `lhs` has 1 axis, but `rhs` has 2",
    );
}

#[test]
fn a_cotangent_of_another_shape_is_an_error_and_changes_nothing() {
    #[track_caller]
    fn check<L>(mut layer: L, name: &str, input: L::Input)
    where
        L: Layer<Output = Array2<f64>, Gradient: PartialEq + Debug>,
    {
        layer.forward(input).unwrap();
        let cotangent = Array2::from_elem((2, 3), 3.0);
        let before = layer.backward(cotangent.clone()).unwrap();
        let error = layer.backward(Array2::ones((1, 3))).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "in `{name}`, axis 0 of `cotangent` has size 1, but axis 0 of `output` has size 2"
            ),
        );
        assert_eq!(layer.backward(cotangent), Ok(before));
    }
    let mut random = random_numbers(4);
    let mut next = || random_array((2, 3), &mut random);
    check(MulLayer::new(), "MulLayer", (next(), next()));
    check(AddLayer::new(), "AddLayer", (next(), next()));
    check(SubLayer::new(), "SubLayer", (next(), next()));
    check(DivLayer::new(), "DivLayer", (next(), next()));
    check(Relu::new(), "Relu", next());
    check(Sigmoid::new(), "Sigmoid", next());
    check(Tanh::new(), "Tanh", next());
    check(
        Affine::new(array![[2.0, 1.0, 3.0]], array![1.0, 2.0, 3.0]),
        "Affine",
        array![[1.0], [2.0]],
    );
}

#[test]
fn a_forward_that_fails_leaves_what_was_kept() {
    let mut mul = MulLayer::new();
    mul.forward((array![1.0, 2.0], array![3.0, 4.0])).unwrap();
    mul.forward((array![1.0], array![3.0, 4.0])).unwrap_err();
    assert_eq!(
        mul.backward(array![1.0, 1.0]),
        Ok((array![3.0, 4.0], array![1.0, 2.0]))
    );

    let mut affine = Affine::new(array![[2.0]], array![1.0]);
    affine.forward(array![[5.0]]).unwrap();
    affine.forward(array![[5.0, 5.0]]).unwrap_err();
    assert_eq!(affine.backward(array![[1.0]]), Ok(array![[2.0]]));
    assert_eq!(affine.d_weights, array![[5.0]]);

    let mut loss = SoftmaxWithLoss::new();
    loss.forward((array![[0.0, 0.0]], array![[0.0, 1.0]]))
        .unwrap();
    loss.forward((array![[0.0, 0.0]], array![[1.0]]))
        .unwrap_err();
    assert_eq!(loss.backward(1.0), Ok(array![[0.5, -0.5]]));
}

#[test]
fn empty_arrays_are_arrays() {
    let mut mul = MulLayer::new();
    let empty = Array3::<f64>::zeros((2, 0, 3));
    assert_eq!(
        mul.forward((empty.clone(), empty.clone())).as_ref(),
        Ok(&empty)
    );
    assert_eq!(
        mul.backward(empty.clone()),
        Ok((empty.clone(), empty.clone()))
    );
    let mut sigmoid = Sigmoid::new();
    assert_eq!(sigmoid.forward(empty.clone()).as_ref(), Ok(&empty));
    assert_eq!(sigmoid.backward(empty.clone()).as_ref(), Ok(&empty));
    let error = sigmoid.backward(Array3::zeros((3, 0, 2))).unwrap_err();
    assert_eq!(
        error.to_string(),
        "in `Sigmoid`, axis 0 of `cotangent` has size 3, but axis 0 of `output` has size 2",
    );
}

#[test]
fn an_array_without_axes_is_a_number() {
    let mut mul = MulLayer::new();
    assert_eq!(
        mul.forward((Array0::from_elem((), 3.0), Array0::from_elem((), 4.0))),
        Ok(Array0::from_elem((), 12.0))
    );
    let (dx, dy) = mul.backward(Array0::from_elem((), 2.0)).unwrap();
    assert_eq!((dx.into_scalar(), dy.into_scalar()), (8.0, 6.0));
}

#[test]
fn backward_of_the_array_layers_before_forward_is_an_error() {
    let mut affine = Affine::new(Array2::<f64>::zeros((2, 3)), Array1::zeros(3));
    let error = affine.backward(Array2::zeros((1, 3))).unwrap_err();
    assert_eq!(error, LayerError::BackwardBeforeForward { layer: "Affine" });
    let error = SoftmaxWithLoss::<f64>::new().backward(1.0).unwrap_err();
    assert_eq!(
        error,
        LayerError::BackwardBeforeForward {
            layer: "SoftmaxWithLoss"
        }
    );
    assert_eq!(SoftmaxWithLoss::<f64>::new().probabilities(), None);
    let error = Relu::<Array1<f64>>::new()
        .backward(array![1.0])
        .unwrap_err();
    assert_eq!(error, LayerError::BackwardBeforeForward { layer: "Relu" });
}

#[test]
fn a_small_network_learns() {
    // Affine, tanh, affine, loss on "exclusive or", which no single affine layer can separate.
    let x = array![[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
    let labels = array![[1.0, 0.0], [0.0, 1.0], [0.0, 1.0], [1.0, 0.0]];
    let mut random = random_numbers(7);
    let mut hidden = Affine::new(random_array((2, 6), &mut random), Array1::<f64>::zeros(6));
    let mut tanh = Tanh::new();
    let mut output = Affine::new(random_array((6, 2), &mut random), Array1::zeros(2));
    let mut loss = SoftmaxWithLoss::new();
    let mut step = || -> Result<f64, LayerError> {
        let h = tanh.forward(hidden.forward(x.clone())?)?;
        let value = loss.forward((output.forward(h)?, labels.clone()))?;
        let d_h = output.backward(loss.backward(1.0)?)?;
        hidden.backward(tanh.backward(d_h)?)?;
        for layer in [&mut hidden, &mut output] {
            layer.weights.scaled_add(-0.5, &layer.d_weights);
            layer.bias.scaled_add(-0.5, &layer.d_bias);
        }
        Ok(value)
    };
    let first = step().unwrap();
    let last = (0..500).map(|_| step().unwrap()).last().unwrap();
    assert!(first > 0.5 && last < 0.05, "{first} to {last}");
    let probabilities = loss.probabilities().unwrap();
    assert_eq!(
        probabilities.map(|&p| if p > 0.5 { 1.0 } else { 0.0 }),
        labels
    );
    assert!(
        probabilities
            .sum_axis(Axis(1))
            .iter()
            .all(|sum| (sum - 1.0).abs() < 1e-15)
    );
}
