use crate::LayerError;

mod add;
#[cfg(feature = "ndarray")]
mod affine;
mod div;
mod mul;
mod operand;
mod relu;
mod sigmoid;
#[cfg(feature = "ndarray")]
mod softmax_with_loss;
mod sub;
mod tanh;

pub use add::AddLayer;
#[cfg(feature = "ndarray")]
pub use affine::Affine;
pub use div::DivLayer;
pub use mul::MulLayer;
pub use operand::Operand;
pub use relu::Relu;
pub use sigmoid::Sigmoid;
#[cfg(feature = "ndarray")]
pub use softmax_with_loss::SoftmaxWithLoss;
pub use sub::SubLayer;
pub use tanh::Tanh;

/// One operation with its gradient: `forward` computes, `backward` applies the chain rule.
///
/// `forward` keeps what `backward` needs. `backward` takes the cotangent of the output, that is the
/// gradient of the final number with respect to this layer's output, and gives the gradient with
/// respect to its input. It reads what `forward` kept and leaves it there, so that it may be called
/// several times, with the same or other cotangents, after one `forward`; the next `forward`
/// replaces it. A call that ends in an error leaves the layer as it was.
///
/// Layers compute elementwise on numbers (`f32`, `f64`), and with the feature `ndarray` on arrays
/// of any rank; operands of one layer have one shape, nothing is broadcast.
///
/// One function can drive any layer:
///
/// ```
/// use backprop_core::{Layer, LayerError, MulLayer, Tanh};
///
/// fn pull_back<L: Layer>(
///     layer: &mut L,
///     input: L::Input,
///     cotangent: L::Output,
/// ) -> Result<L::Gradient, LayerError> {
///     layer.forward(input)?;
///     layer.backward(cotangent)
/// }
///
/// # fn main() -> Result<(), LayerError> {
/// assert_eq!(pull_back(&mut Tanh::new(), 0.0, 5.0)?, 5.0);
/// assert_eq!(pull_back(&mut MulLayer::new(), (3.0, 4.0), 2.0)?, (8.0, 6.0));
/// # Ok(())
/// # }
/// ```
pub trait Layer {
    /// What `forward` takes; a pair where the layer has two operands.
    type Input;
    /// What `forward` gives, and the type of its cotangent.
    type Output;
    /// What `backward` gives: for each operand in [`Input`](Layer::Input) one gradient of the same
    /// shape, in the same order. Operands at the end that are constants, labels for instance, have none.
    type Gradient;

    /// The value of the operation at `input`.
    ///
    /// # Errors
    ///
    /// The operands do not fit together.
    fn forward(&mut self, input: Self::Input) -> Result<Self::Output, LayerError>;

    /// The gradient with respect to the input of the last `forward`.
    ///
    /// # Errors
    ///
    /// There was no `forward` yet, or the cotangent has another shape than its output.
    fn backward(&mut self, cotangent: Self::Output) -> Result<Self::Gradient, LayerError>;
}
