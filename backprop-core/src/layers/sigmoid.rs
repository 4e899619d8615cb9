use super::Layer;
use super::operand::{Names, Operand};
use crate::{Float, LayerError};

const NAME: &str = "Sigmoid";

/// The logistic function, from any number to one between 0 and 1.
///
/// - forward: y = 1 / (1 + e⁻ˣ)
/// - backward: dx = dy · y · (1 − y)
///
/// ```
/// use backprop_core::{Layer, Sigmoid};
///
/// # fn main() -> Result<(), backprop_core::LayerError> {
/// let mut sigmoid = Sigmoid::new();
/// assert_eq!(sigmoid.forward(0.0)?, 0.5);
/// assert_eq!(sigmoid.backward(8.0)?, 2.0); // 8 · ½ · (1 − ½)
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct Sigmoid<T> {
    /// The output.
    kept: Option<T>,
}

impl<T> Sigmoid<T> {
    /// A layer that has kept nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { kept: None }
    }
}

impl<T: Operand> Layer for Sigmoid<T> {
    type Input = T;
    type Output = T;
    type Gradient = T;

    fn forward(&mut self, input: T) -> Result<T, LayerError> {
        let output = input.map(Float::sigmoid);
        self.kept = Some(output.clone());
        Ok(output)
    }

    fn backward(&mut self, cotangent: T) -> Result<T, LayerError> {
        let Some(output) = &self.kept else {
            return Err(LayerError::BackwardBeforeForward { layer: NAME });
        };
        let gradient = cotangent.zip(output, Names::cotangent(NAME), |dy, y| {
            dy * (y * (T::Element::ONE - y))
        })?;
        Ok(gradient)
    }
}
