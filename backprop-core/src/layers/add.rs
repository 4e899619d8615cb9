use super::Layer;
use super::operand::{Names, Operand};
use crate::LayerError;

const NAME: &str = "AddLayer";

/// The sum of two operands, element by element.
///
/// - forward: z = x + y
/// - backward: dx = dz, dy = dz
///
/// ```
/// use backprop_core::{AddLayer, Layer};
///
/// # fn main() -> Result<(), backprop_core::LayerError> {
/// let mut add = AddLayer::new();
/// assert_eq!(add.forward((200.0, 450.0))?, 650.0);
/// assert_eq!(add.backward(1.5)?, (1.5, 1.5));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct AddLayer<T: Operand> {
    /// The shape alone: the gradient does not depend on the operands.
    kept: Option<T::Shape>,
}

impl<T: Operand> AddLayer<T> {
    /// A layer that has kept nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { kept: None }
    }
}

impl<T: Operand> Layer for AddLayer<T> {
    type Input = (T, T);
    type Output = T;
    type Gradient = (T, T);

    fn forward(&mut self, (lhs, rhs): (T, T)) -> Result<T, LayerError> {
        let sum = lhs.zip(&rhs, Names::operands(NAME), |x, y| x + y)?;
        self.kept = Some(sum.shape());
        Ok(sum)
    }

    fn backward(&mut self, cotangent: T) -> Result<(T, T), LayerError> {
        let Some(shape) = &self.kept else {
            return Err(LayerError::BackwardBeforeForward { layer: NAME });
        };
        Names::cotangent(NAME).compare(T::sizes(&cotangent.shape()), T::sizes(shape))?;
        Ok((cotangent.clone(), cotangent))
    }
}
