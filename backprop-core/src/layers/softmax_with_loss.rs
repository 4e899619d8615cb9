use ndarray::{Array2, ArrayView1, ArrayViewMut1};

use super::Layer;
use crate::{Float, LayerError, ShapeError};

const NAME: &str = "SoftmaxWithLoss";

/// The mean cross-entropy between labels and the softmax of logits.
///
/// - forward: pᵢⱼ = e^xᵢⱼ / Σₖ e^xᵢₖ, and the loss is −(1/n) Σᵢⱼ tᵢⱼ ln pᵢⱼ, where 0 · ln 0 = 0
/// - backward: dxᵢⱼ = (pᵢⱼ − tᵢⱼ) · dloss / n
///
/// The labels t are constants: the input is the pair of logits and labels, the gradient that of the
/// logits alone. A row of labels is one-hot or gives probabilities; where it does not sum to 1 but to
/// s, the gradient is that of the formula still, (s · pᵢⱼ − tᵢⱼ) · dloss / n. The largest logit of a
/// row is subtracted from all of it first, which changes no pᵢⱼ, so that no exponential overflows. The
/// mean over no rows is NaN.
///
/// With two equal logits both probabilities are ½, and the loss is ln 2:
///
/// ```
/// use backprop_core::{Layer, SoftmaxWithLoss};
/// use ndarray::array;
///
/// # fn main() -> Result<(), backprop_core::LayerError> {
/// let mut layer = SoftmaxWithLoss::new();
/// let loss = layer.forward((array![[3.0, 3.0]], array![[1.0, 0.0]]))?;
/// assert_eq!(loss, 2.0_f64.ln());
/// assert_eq!(layer.backward(1.0)?, array![[-0.5, 0.5]]);
/// # Ok(())
/// # }
/// ```
///
/// # Shapes
///
/// Logits, labels and the gradient `[rows, classes]`, the loss a number.
#[derive(Debug, Clone, Default)]
pub struct SoftmaxWithLoss<F> {
    /// The probabilities and the labels.
    kept: Option<(Array2<F>, Array2<F>)>,
}

impl<F> SoftmaxWithLoss<F> {
    /// A layer that has kept nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { kept: None }
    }

    /// The softmax of the logits of the last `forward`, `[rows, classes]`; none before the first.
    #[must_use]
    pub fn probabilities(&self) -> Option<&Array2<F>> {
        self.kept.as_ref().map(|(probabilities, _)| probabilities)
    }
}

impl<F: Float> Layer for SoftmaxWithLoss<F> {
    type Input = (Array2<F>, Array2<F>);
    type Output = F;
    type Gradient = Array2<F>;

    fn forward(&mut self, (logits, labels): (Array2<F>, Array2<F>)) -> Result<F, LayerError> {
        ShapeError::compare(NAME, ("labels", labels.shape()), ("logits", logits.shape()))?;
        let mut probabilities = logits;
        let loss = probabilities
            .rows_mut()
            .into_iter()
            .zip(labels.rows())
            .map(|(row, labels)| turn_into_probabilities(row, &labels))
            .sum::<F>();
        let mean = loss / rows_of(&labels);
        self.kept = Some((probabilities, labels));
        Ok(mean)
    }

    fn backward(&mut self, cotangent: F) -> Result<Array2<F>, LayerError> {
        let Some((probabilities, labels)) = &self.kept else {
            return Err(LayerError::BackwardBeforeForward { layer: NAME });
        };
        let scale = cotangent / rows_of(labels);
        let mut gradient = probabilities.clone();
        for (mut row, labels) in gradient.rows_mut().into_iter().zip(labels.rows()) {
            let total = labels.sum();
            row.zip_mut_with(&labels, |p, &t| *p = (*p * total - t) * scale);
        }
        Ok(gradient)
    }
}

/// Turns one row of logits into their softmax, and gives their cross-entropy with `labels`.
fn turn_into_probabilities<F: Float>(
    mut row: ArrayViewMut1<'_, F>,
    labels: &ArrayView1<'_, F>,
) -> F {
    let largest = row.iter().copied().reduce(Float::max).unwrap_or(F::ZERO);
    row.mapv_inplace(|x| x - largest);
    let total = row.iter().map(|x| x.exp()).sum::<F>();
    let log_total = total.ln();
    let loss = row
        .iter()
        .zip(labels)
        .filter(|&(_, &t)| t != F::ZERO)
        .map(|(&x, &t)| t * (log_total - x))
        .sum();
    row.mapv_inplace(|x| x.exp() / total);
    loss
}

/// The number of rows, as a number to divide by.
#[expect(
    clippy::cast_precision_loss,
    reason = "a mean divides by a rounded count"
)]
fn rows_of<F: Float>(array: &Array2<F>) -> F {
    F::from_f64(array.nrows() as f64)
}
