//! What the tests of layers on arrays share.

use std::fmt::Debug;

use backprop_core::{Float, Layer, check};
use ndarray::{Array, ShapeBuilder};

/// An array of random numbers; no two calls with one `random` give the same.
pub(crate) fn random_array<F: Float, S: ShapeBuilder>(
    shape: S,
    random: &mut impl FnMut() -> f64,
) -> Array<F, S::Dim> {
    Array::from_shape_simple_fn(shape, || F::from_f64(random()))
}

#[track_caller]
pub(crate) fn agrees<L>(mut layer: L, input: L::Input, entries: usize, tolerance: f64)
where
    L: Layer<Input: check::Point, Output: check::Point, Gradient: check::Coordinates>,
{
    let report = check::layer(&mut layer, input).unwrap();
    assert_eq!(report.entries, entries);
    assert!(report.passes(tolerance), "{report}");
}

#[track_caller]
pub(crate) fn forward_fails<L: Layer<Output: Debug>>(mut layer: L, input: L::Input, message: &str) {
    assert_eq!(layer.forward(input).unwrap_err().to_string(), message);
}
