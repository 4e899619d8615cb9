//! The affine layer.
#![cfg(feature = "ndarray")]

use arrays::{agrees, forward_fails, random_array};
use backprop_core::{Affine, Layer, check};
use ndarray::{Array1, Array2, array};
use support::random_numbers;

#[path = "support/arrays.rs"]
mod arrays;
mod support;

#[test]
fn affine_by_hand_for_two_rows() {
    let mut affine = Affine::new(
        array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]],
        array![0.5, 0.25, 0.125],
    );
    assert_eq!(affine.d_weights, Array2::zeros((2, 3)));
    assert_eq!(affine.d_bias, Array1::zeros(3));

    let y = affine.forward(array![[1.0, 0.0], [10.0, 100.0]]).unwrap();
    assert_eq!(y, array![[1.5, 2.25, 3.125], [410.5, 520.25, 630.125]]);
    let dx = affine
        .backward(array![[1.0, 0.0, 2.0], [0.0, 1.0, 0.0]])
        .unwrap();
    assert_eq!(dx, array![[7.0, 16.0], [2.0, 5.0]]);
    assert_eq!(
        affine.d_weights,
        array![[1.0, 10.0, 2.0], [0.0, 100.0, 0.0]]
    );
    assert_eq!(affine.d_bias, array![1.0, 1.0, 2.0]);

    // The next gradient replaces this one.
    affine
        .backward(array![[0.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
        .unwrap();
    assert_eq!(
        affine.d_weights,
        array![[0.0, 0.0, 10.0], [0.0, 0.0, 100.0]]
    );
    assert_eq!(affine.d_bias, array![0.0, 0.0, 1.0]);
}

#[test]
fn affine_uses_the_weights_that_forward_used() {
    let mut affine = Affine::new(array![[2.0, 3.0]], array![0.0, 0.0]);
    affine.forward(array![[1.0]]).unwrap();
    affine.weights = array![[100.0], [100.0]];
    assert_eq!(affine.backward(array![[1.0, 1.0]]), Ok(array![[5.0]]));
}

#[test]
fn affine_agrees_with_central_differences() {
    let mut random = random_numbers(5);
    for (rows, inputs, outputs) in [(1, 1, 1), (4, 3, 2), (2, 5, 7)] {
        let x: Array2<f64> = random_array((rows, inputs), &mut random);
        let w: Array2<f64> = random_array((inputs, outputs), &mut random);
        let b: Array1<f64> = random_array(outputs, &mut random);
        agrees(
            Affine::new(w.clone(), b.clone()),
            x.clone(),
            rows * inputs,
            1e-8,
        );

        // The parameters, through ⟨c, xW + b⟩ written out in loops.
        let c: Array2<f64> = random_array((rows, outputs), &mut random);
        let value = |(w, b): (Array2<f64>, Array1<f64>)| {
            let mut sum = 0.0;
            for ((row, column), c) in c.indexed_iter() {
                let product: f64 = (0..inputs).map(|k| x[[row, k]] * w[[k, column]]).sum();
                sum += c * (product + b[column]);
            }
            sum
        };
        let mut affine = Affine::new(w.clone(), b.clone());
        affine.forward(x.clone()).unwrap();
        affine.backward(c.clone()).unwrap();
        let report = check::gradient(value, (w, b), (&affine.d_weights, &affine.d_bias)).unwrap();
        assert_eq!(report.entries, inputs * outputs + outputs);
        assert!(report.passes(1e-8), "{report}");
    }
    let (x, w) = (
        random_array::<f32, _>((2, 3), &mut random),
        random_array((3, 2), &mut random),
    );
    agrees(Affine::new(w, array![1.0, 2.0]), x, 6, 1e-3);
}

#[test]
fn affine_with_other_shapes_is_an_error() {
    forward_fails(
        Affine::new(Array2::<f64>::zeros((3, 2)), Array1::zeros(2)),
        Array2::zeros((5, 4)),
        "in `Affine`, axis 1 of `input` has size 4, but axis 0 of `weights` has size 3",
    );
    forward_fails(
        Affine::new(Array2::<f64>::zeros((3, 2)), Array1::zeros(1)),
        Array2::zeros((5, 3)),
        "in `Affine`, axis 0 of `bias` has size 1, but axis 1 of `weights` has size 2",
    );
}

#[test]
fn affine_with_an_output_that_no_memory_holds_is_an_error() {
    let many = 1 << 40;
    forward_fails(
        Affine::new(Array2::<f64>::zeros((0, 1 << 20)), Array1::zeros(1 << 20)),
        Array2::zeros((many, 0)),
        "in `Affine`, `output` of shape [1099511627776, 1048576] is too large for memory",
    );
}

#[test]
fn affine_with_empty_arrays() {
    // No rows.
    let mut affine = Affine::new(array![[1.0], [2.0]], array![3.0]);
    assert_eq!(
        affine.forward(Array2::zeros((0, 2))),
        Ok(Array2::zeros((0, 1)))
    );
    assert_eq!(
        affine.backward(Array2::zeros((0, 1))),
        Ok(Array2::zeros((0, 2)))
    );
    assert_eq!(affine.d_weights, array![[0.0], [0.0]]);
    assert_eq!(affine.d_bias, array![0.0]);
    // No inputs: the bias alone is left.
    let mut affine = Affine::new(Array2::zeros((0, 2)), array![3.0, 4.0]);
    assert_eq!(
        affine.forward(Array2::zeros((2, 0))),
        Ok(array![[3.0, 4.0], [3.0, 4.0]])
    );
    assert_eq!(
        affine.backward(Array2::ones((2, 2))),
        Ok(Array2::zeros((2, 0)))
    );
    assert_eq!(affine.d_weights, Array2::zeros((0, 2)));
    assert_eq!(affine.d_bias, array![2.0, 2.0]);
    // No outputs.
    let mut affine = Affine::new(Array2::<f64>::zeros((2, 0)), Array1::zeros(0));
    assert_eq!(
        affine.forward(Array2::ones((3, 2))),
        Ok(Array2::zeros((3, 0)))
    );
    assert_eq!(
        affine.backward(Array2::zeros((3, 0))),
        Ok(Array2::zeros((3, 2)))
    );
}
