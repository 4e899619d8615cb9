use crate::{Float, ShapeError};

/// What a checked function may give: a number, or a `Result` with a number.
///
/// The error of a `Result` is that of the check too, which adds a [`ShapeError`] of its own.
///
/// ```
/// use backprop_core::{Layer, LayerError, MulLayer, check};
///
/// # fn main() -> Result<(), LayerError> {
/// let square = |x: f64| MulLayer::new().forward((x, x));
/// assert!(check::gradient(square, 3.0, 6.0)?.passes(1e-6));
/// # Ok(())
/// # }
/// ```
pub trait Value {
    /// The error of the check.
    type Error: From<ShapeError>;

    /// The number as an `f64`.
    ///
    /// # Errors
    ///
    /// That of the `Result`.
    fn into_number(self) -> Result<f64, Self::Error>;
}

impl Value for f32 {
    type Error = ShapeError;

    fn into_number(self) -> Result<f64, ShapeError> {
        Ok(self.to_f64())
    }
}

impl Value for f64 {
    type Error = ShapeError;

    fn into_number(self) -> Result<f64, ShapeError> {
        Ok(self)
    }
}

impl<F: Float, E: From<ShapeError>> Value for Result<F, E> {
    type Error = E;

    fn into_number(self) -> Result<f64, E> {
        self.map(F::to_f64)
    }
}
