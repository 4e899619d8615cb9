use super::Layer;
use super::operand::{Names, Operand};
use crate::{Float, LayerError};

const NAME: &str = "Relu";

/// The rectifier: 0 where x ≤ 0, otherwise x.
///
/// - forward: y = 0 where x ≤ 0, otherwise x
/// - backward: dx = 0 where x ≤ 0, otherwise dy
///
/// The gradient is chosen and not multiplied: where x ≤ 0 it is 0 even if the cotangent is infinite
/// or NaN. At a kink of the function, x = 0, it is 0. NaN is not ≤ 0: it stays NaN, and lets the
/// gradient through.
///
/// ```
/// use backprop_core::{Layer, Relu};
///
/// # fn main() -> Result<(), backprop_core::LayerError> {
/// let mut relu = Relu::new();
/// assert_eq!(relu.forward(3.0)?, 3.0);
/// assert_eq!(relu.backward(5.0)?, 5.0);
/// assert_eq!(relu.forward(-3.0)?, 0.0);
/// assert_eq!(relu.backward(5.0)?, 0.0);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct Relu<T> {
    /// The input.
    kept: Option<T>,
}

impl<T> Relu<T> {
    /// A layer that has kept nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { kept: None }
    }
}

impl<T: Operand> Layer for Relu<T> {
    type Input = T;
    type Output = T;
    type Gradient = T;

    fn forward(&mut self, input: T) -> Result<T, LayerError> {
        let output = input.map(Float::relu);
        self.kept = Some(input);
        Ok(output)
    }

    fn backward(&mut self, cotangent: T) -> Result<T, LayerError> {
        let Some(input) = &self.kept else {
            return Err(LayerError::BackwardBeforeForward { layer: NAME });
        };
        let gradient = cotangent.zip(input, Names::cotangent(NAME), |dy, x| {
            if x <= T::Element::ZERO {
                T::Element::ZERO
            } else {
                dy
            }
        })?;
        Ok(gradient)
    }
}
