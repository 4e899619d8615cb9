use ndarray::{Array1, Array2};

use super::Layer;
use super::operand::Names;
use crate::shape_error::Axis;
use crate::sizes::fits;
use crate::{Float, LayerError, ShapeError};

const NAME: &str = "Affine";

/// A matrix product and a bias: one row of outputs for each row of inputs.
///
/// - forward: y = x·W + b, the bias added to each row
/// - backward: dx = dy·Wᵀ, dW = xᵀ·dy, db = the sum of dy's rows
///
/// `backward` gives dx, and leaves dW and db in [`d_weights`](Affine::d_weights) and
/// [`d_bias`](Affine::d_bias), where they replace those of the call before. It uses the weights that
/// `forward` used, even if `weights` has been changed since.
///
/// ```
/// use backprop_core::{Affine, Layer};
/// use ndarray::array;
///
/// # fn main() -> Result<(), backprop_core::LayerError> {
/// let mut affine = Affine::new(array![[1.0, 2.0], [3.0, 4.0]], array![10.0, 20.0]);
/// let y = affine.forward(array![[5.0, 6.0]])?;
/// assert_eq!(y, array![[33.0, 54.0]]); // 5·1 + 6·3 + 10 and 5·2 + 6·4 + 20
///
/// let dx = affine.backward(array![[1.0, 100.0]])?;
/// assert_eq!(dx, array![[201.0, 403.0]]); // 1·1 + 100·2 and 1·3 + 100·4
/// assert_eq!(affine.d_weights, array![[5.0, 500.0], [6.0, 600.0]]);
/// assert_eq!(affine.d_bias, array![1.0, 100.0]);
///
/// // A step against the gradient.
/// affine.weights.scaled_add(-0.5, &affine.d_weights);
/// assert_eq!(affine.weights, array![[-1.5, -248.0], [0.0, -296.0]]);
/// # Ok(())
/// # }
/// ```
///
/// # Shapes
///
/// x `[rows, inputs]`, W `[inputs, outputs]`, b `[outputs]`, y `[rows, outputs]`; each gradient has
/// the shape of what it is the gradient of.
#[derive(Debug, Clone)]
pub struct Affine<F> {
    /// W, `[inputs, outputs]`.
    pub weights: Array2<F>,
    /// b, `[outputs]`.
    pub bias: Array1<F>,
    /// The gradient with respect to W from the last `backward`; zeros before the first.
    pub d_weights: Array2<F>,
    /// The gradient with respect to b from the last `backward`; zeros before the first.
    pub d_bias: Array1<F>,
    /// The input, and the weights that it met.
    kept: Option<(Array2<F>, Array2<F>)>,
}

impl<F: Float> Affine<F> {
    /// A layer with these weights, `[inputs, outputs]`, and this bias, `[outputs]`.
    ///
    /// Whether they fit each other is checked by `forward`, as they may change in between.
    #[must_use]
    pub fn new(weights: Array2<F>, bias: Array1<F>) -> Self {
        let d_weights = Array2::zeros(weights.raw_dim());
        let d_bias = Array1::zeros(bias.raw_dim());
        Self {
            weights,
            bias,
            d_weights,
            d_bias,
            kept: None,
        }
    }
}

impl<F: Float> Layer for Affine<F> {
    type Input = Array2<F>;
    type Output = Array2<F>;
    type Gradient = Array2<F>;

    fn forward(&mut self, input: Array2<F>) -> Result<Array2<F>, LayerError> {
        let (rows, inputs) = input.dim();
        let (weight_rows, outputs) = self.weights.dim();
        let biases = self.bias.len();
        ShapeError::compare_axes(
            NAME,
            Axis {
                name: "input",
                number: 1,
                size: inputs,
            },
            Axis {
                name: "weights",
                number: 0,
                size: weight_rows,
            },
        )?;
        ShapeError::compare_axes(
            NAME,
            Axis {
                name: "bias",
                number: 0,
                size: biases,
            },
            Axis {
                name: "weights",
                number: 1,
                size: outputs,
            },
        )?;
        fits::<F>(NAME, "output", &[rows, outputs])?;
        let mut output = input.dot(&self.weights);
        output += &self.bias;
        self.kept = Some((input, self.weights.clone()));
        Ok(output)
    }

    fn backward(&mut self, cotangent: Array2<F>) -> Result<Array2<F>, LayerError> {
        let Some((input, weights)) = &self.kept else {
            return Err(LayerError::BackwardBeforeForward { layer: NAME });
        };
        let output_shape = [input.nrows(), weights.ncols()];
        Names::cotangent(NAME).compare(cotangent.shape(), &output_shape)?;
        self.d_weights = input.t().dot(&cotangent);
        self.d_bias = cotangent.sum_axis(ndarray::Axis(0));
        Ok(cotangent.dot(&weights.t()))
    }
}
