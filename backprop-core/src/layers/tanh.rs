use super::Layer;
use super::operand::{Names, Operand};
use crate::{Float, LayerError};

const NAME: &str = "Tanh";

/// The hyperbolic tangent, from any number to one between −1 and 1.
///
/// - forward: y = tanh x
/// - backward: dx = dy · (1 − y²)
///
/// tanh ½ = (e − 1) / (e + 1) = 0.46212, and 1 − 0.46212² = 0.78645:
///
/// ```
/// use backprop_core::{Layer, Tanh};
///
/// # fn main() -> Result<(), backprop_core::LayerError> {
/// let mut tanh = Tanh::new();
/// let y: f64 = tanh.forward(0.5)?;
/// let dx = tanh.backward(2.0)?;
/// assert!((y - 0.46212).abs() < 1e-5);
/// assert!((dx - 2.0 * 0.78645).abs() < 1e-5);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct Tanh<T> {
    /// The output.
    kept: Option<T>,
}

impl<T> Tanh<T> {
    /// A layer that has kept nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { kept: None }
    }
}

impl<T: Operand> Layer for Tanh<T> {
    type Input = T;
    type Output = T;
    type Gradient = T;

    fn forward(&mut self, input: T) -> Result<T, LayerError> {
        let output = input.map(Float::tanh);
        self.kept = Some(output.clone());
        Ok(output)
    }

    fn backward(&mut self, cotangent: T) -> Result<T, LayerError> {
        let Some(output) = &self.kept else {
            return Err(LayerError::BackwardBeforeForward { layer: NAME });
        };
        let gradient = cotangent.zip(output, Names::cotangent(NAME), |dy, y| {
            // 1 − y² as a product, which loses no digits that y itself has. Where y is rounded to 1 it is 0.
            dy * ((T::Element::ONE - y) * (T::Element::ONE + y))
        })?;
        Ok(gradient)
    }
}
