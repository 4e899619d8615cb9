use super::Layer;
use super::operand::{Names, Operand};
use crate::LayerError;

const NAME: &str = "DivLayer";

/// The quotient of two operands, element by element.
///
/// - forward: z = x / y
/// - backward: dx = dz / y, dy = −dz / y · z
///
/// ```
/// use backprop_core::{DivLayer, Layer};
///
/// # fn main() -> Result<(), backprop_core::LayerError> {
/// let mut div = DivLayer::new();
/// assert_eq!(div.forward((6.0, 4.0))?, 1.5);
/// assert_eq!(div.backward(2.0)?, (0.5, -0.75)); // 2 / 4 and −2 · 6 / 4²
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct DivLayer<T> {
    /// The quotient and the divisor.
    kept: Option<(T, T)>,
}

impl<T> DivLayer<T> {
    /// A layer that has kept nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { kept: None }
    }
}

impl<T: Operand> Layer for DivLayer<T> {
    type Input = (T, T);
    type Output = T;
    type Gradient = (T, T);

    fn forward(&mut self, (lhs, rhs): (T, T)) -> Result<T, LayerError> {
        let quotient = lhs.zip(&rhs, Names::operands(NAME), |x, y| x / y)?;
        self.kept = Some((quotient.clone(), rhs));
        Ok(quotient)
    }

    fn backward(&mut self, cotangent: T) -> Result<(T, T), LayerError> {
        let Some((quotient, divisor)) = &self.kept else {
            return Err(LayerError::BackwardBeforeForward { layer: NAME });
        };
        let names = Names::cotangent(NAME);
        let d_lhs = cotangent.zip(divisor, names, |dz, y| dz / y)?;
        // Through the quotient, and not as x / y², whose square may overflow.
        let d_rhs = d_lhs.zip(quotient, names, |dx, z| -dx * z)?;
        Ok((d_lhs, d_rhs))
    }
}
