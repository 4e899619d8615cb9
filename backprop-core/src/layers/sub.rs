use super::Layer;
use super::operand::{Names, Operand};
use crate::LayerError;

const NAME: &str = "SubLayer";

/// The difference of two operands, element by element.
///
/// - forward: z = x − y
/// - backward: dx = dz, dy = −dz
///
/// ```
/// use backprop_core::{Layer, SubLayer};
///
/// # fn main() -> Result<(), backprop_core::LayerError> {
/// let mut sub = SubLayer::new();
/// assert_eq!(sub.forward((7.0, 3.0))?, 4.0);
/// assert_eq!(sub.backward(1.5)?, (1.5, -1.5));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct SubLayer<T: Operand> {
    /// The shape alone: the gradient does not depend on the operands.
    kept: Option<T::Shape>,
}

impl<T: Operand> SubLayer<T> {
    /// A layer that has kept nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { kept: None }
    }
}

impl<T: Operand> Layer for SubLayer<T> {
    type Input = (T, T);
    type Output = T;
    type Gradient = (T, T);

    fn forward(&mut self, (lhs, rhs): (T, T)) -> Result<T, LayerError> {
        let difference = lhs.zip(&rhs, Names::operands(NAME), |x, y| x - y)?;
        self.kept = Some(difference.shape());
        Ok(difference)
    }

    fn backward(&mut self, cotangent: T) -> Result<(T, T), LayerError> {
        let Some(shape) = &self.kept else {
            return Err(LayerError::BackwardBeforeForward { layer: NAME });
        };
        Names::cotangent(NAME).compare(T::sizes(&cotangent.shape()), T::sizes(shape))?;
        let d_rhs = cotangent.map(|dz| -dz);
        Ok((cotangent, d_rhs))
    }
}
