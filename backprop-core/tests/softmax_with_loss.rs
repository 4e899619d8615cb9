//! The softmax with its loss.
#![cfg(feature = "ndarray")]

use arrays::{agrees, forward_fails, random_array};
use backprop_core::{Layer, SoftmaxWithLoss};
use ndarray::{Array2, array};
use support::random_numbers;

#[path = "support/arrays.rs"]
mod arrays;
mod support;

#[track_caller]
fn near(found: &Array2<f64>, expected: &Array2<f64>) {
    assert_eq!(found.shape(), expected.shape());
    for (found, expected) in found.iter().zip(expected) {
        assert!(
            (found - expected).abs() < 1e-15,
            "{found} is not {expected}"
        );
    }
}

#[test]
fn softmax_with_loss_by_hand() {
    // Probabilities ¼ and ¾ in one row and 9/10 and 1/10 in the other; loss ½ (ln 4/3 + ln 10/9).
    let ln = f64::ln;
    let logits = array![[0.0, ln(3.0)], [ln(9.0) - 5.0, -5.0]];
    let labels = array![[0.0, 1.0], [1.0, 0.0]];
    let mut layer = SoftmaxWithLoss::new();
    let loss = layer.forward((logits, labels)).unwrap();
    assert!((loss - 0.5 * (ln(4.0 / 3.0) + ln(10.0 / 9.0))).abs() < 1e-15);
    near(
        layer.probabilities().unwrap(),
        &array![[0.25, 0.75], [0.9, 0.1]],
    );
    near(
        &layer.backward(1.0).unwrap(),
        &array![[0.125, -0.125], [-0.05, 0.05]],
    );
    near(
        &layer.backward(-4.0).unwrap(),
        &array![[-0.5, 0.5], [0.2, -0.2]],
    );
}

#[test]
fn softmax_with_loss_takes_probabilities_as_labels() {
    // Equal logits: the loss is ln 4 for any labels that sum to 1, and the gradient ¼ − t.
    let mut layer = SoftmaxWithLoss::new();
    let labels = array![[0.5, 0.25, 0.125, 0.125]];
    let loss = layer
        .forward((Array2::from_elem((1, 4), 7.0), labels))
        .unwrap();
    assert!((loss - 4.0_f64.ln()).abs() < 1e-15);
    near(
        &layer.backward(1.0).unwrap(),
        &array![[-0.25, 0.0, 0.125, 0.125]],
    );
}

#[test]
fn softmax_with_loss_does_not_overflow() {
    let mut layer = SoftmaxWithLoss::new();
    let logits = array![[1000.0, 0.0, -1000.0]];
    assert_eq!(
        layer.forward((logits.clone(), array![[1.0, 0.0, 0.0]])),
        Ok(0.0)
    );
    assert_eq!(layer.backward(1.0), Ok(array![[0.0, 0.0, 0.0]]));
    assert_eq!(layer.forward((logits, array![[0.0, 0.0, 1.0]])), Ok(2000.0));
    assert_eq!(layer.backward(1.0), Ok(array![[1.0, 0.0, -1.0]]));
    // A class that is ruled out, and rightly so: 0 · ln 0 is 0.
    let logits = array![[0.0, f64::NEG_INFINITY]];
    assert_eq!(layer.forward((logits.clone(), array![[1.0, 0.0]])), Ok(0.0));
    assert_eq!(layer.backward(1.0), Ok(array![[0.0, 0.0]]));
    assert_eq!(
        layer.forward((logits, array![[0.0, 1.0]])),
        Ok(f64::INFINITY)
    );
    let loss = layer
        .forward((array![[f64::NAN, 0.0]], array![[0.0, 1.0]]))
        .unwrap();
    assert!(loss.is_nan());
}

#[test]
fn softmax_with_loss_agrees_with_central_differences() {
    let mut random = random_numbers(6);
    for (rows, classes) in [(1, 1), (1, 5), (4, 3)] {
        let logits: Array2<f64> = random_array((rows, classes), &mut random);
        // Labels that do not sum to 1 too, as the formula has a gradient there.
        let labels: Array2<f64> = random_array((rows, classes), &mut random);
        let input = (logits.clone(), labels.mapv(f64::abs));
        agrees(SoftmaxWithLoss::new(), input, rows * classes, 1e-8);
        let mut one_hot = Array2::zeros((rows, classes));
        one_hot.column_mut(classes / 2).fill(1.0);
        agrees(
            SoftmaxWithLoss::new(),
            (logits, one_hot),
            rows * classes,
            1e-8,
        );
    }
    let logits: Array2<f32> = random_array((2, 3), &mut random);
    agrees(
        SoftmaxWithLoss::new(),
        (logits, array![[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]),
        6,
        1e-3,
    );
}

#[test]
fn softmax_with_loss_of_other_or_empty_shapes() {
    forward_fails(
        SoftmaxWithLoss::new(),
        (Array2::<f64>::zeros((2, 3)), Array2::zeros((3, 3))),
        "in `SoftmaxWithLoss`, axis 0 of `labels` has size 3, but axis 0 of `logits` has size 2",
    );
    let mut layer = SoftmaxWithLoss::new();
    // The mean over no rows is no number; the sum over no classes is 0.
    let rows = Array2::<f64>::zeros((0, 3));
    assert!(
        layer
            .forward((rows.clone(), rows.clone()))
            .unwrap()
            .is_nan()
    );
    assert_eq!(layer.backward(1.0), Ok(rows));
    let classes = Array2::<f64>::zeros((2, 0));
    assert_eq!(layer.forward((classes.clone(), classes.clone())), Ok(0.0));
    assert_eq!(layer.backward(1.0), Ok(classes));
}
