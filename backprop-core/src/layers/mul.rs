use super::Layer;
use super::operand::{Names, Operand};
use crate::LayerError;

const NAME: &str = "MulLayer";

/// The product of two operands, element by element.
///
/// - forward: z = x · y
/// - backward: dx = dz · y, dy = dz · x
///
/// Two apples at 100 each cost 200; one apple more costs 100 more, and a price that is higher
/// by 1 costs 2 more. With a tax of 1.5 on it, the cotangent of 200 is 1.5:
///
/// ```
/// use backprop_core::{Layer, MulLayer};
///
/// # fn main() -> Result<(), backprop_core::LayerError> {
/// let mut mul = MulLayer::new();
/// assert_eq!(mul.forward((100.0, 2.0))?, 200.0);
/// assert_eq!(mul.backward(1.5)?, (3.0, 150.0));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct MulLayer<T> {
    /// Both operands.
    kept: Option<(T, T)>,
}

impl<T> MulLayer<T> {
    /// A layer that has kept nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { kept: None }
    }
}

impl<T: Operand> Layer for MulLayer<T> {
    type Input = (T, T);
    type Output = T;
    type Gradient = (T, T);

    fn forward(&mut self, (lhs, rhs): (T, T)) -> Result<T, LayerError> {
        let product = lhs.zip(&rhs, Names::operands(NAME), |x, y| x * y)?;
        self.kept = Some((lhs, rhs));
        Ok(product)
    }

    fn backward(&mut self, cotangent: T) -> Result<(T, T), LayerError> {
        let Some((lhs, rhs)) = &self.kept else {
            return Err(LayerError::BackwardBeforeForward { layer: NAME });
        };
        let names = Names::cotangent(NAME);
        let d_lhs = cotangent.zip(rhs, names, |dz, y| dz * y)?;
        let d_rhs = cotangent.zip(lhs, names, |dz, x| dz * x)?;
        Ok((d_lhs, d_rhs))
    }
}
