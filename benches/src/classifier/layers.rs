use backprop::ndarray::Array2;
use backprop::{Affine, Layer, LayerError, Relu, SoftmaxWithLoss};

use super::Inputs;
use crate::tensors::{Results, Way};

/// Four layers.
pub(super) struct Layers<'a> {
    inputs: &'a Inputs,
    first: Affine<f32>,
    relu: Relu<Array2<f32>>,
    second: Affine<f32>,
    softmax: SoftmaxWithLoss<f32>,
    loss: f32,
}

impl<'a> Layers<'a> {
    pub(super) fn new(inputs: &'a Inputs) -> Self {
        Self {
            inputs,
            first: Affine::new(inputs.w1.clone(), inputs.b1.clone()),
            relu: Relu::new(),
            second: Affine::new(inputs.w2.clone(), inputs.b2.clone()),
            softmax: SoftmaxWithLoss::new(),
            loss: f32::NAN,
        }
    }

    fn compute(&mut self) -> Result<f32, LayerError> {
        let Inputs { x, labels, .. } = self.inputs;
        let h = self.relu.forward(self.first.forward(x.clone())?)?;
        let logits = self.second.forward(h)?;
        let loss = self.softmax.forward((logits, labels.clone()))?;
        let d_h = self.second.backward(self.softmax.backward(1.0)?)?;
        self.first.backward(self.relu.backward(d_h)?)?;
        Ok(loss)
    }
}

impl Way<f32> for Layers<'_> {
    fn name(&self) -> &'static str {
        "layers"
    }

    fn run(&mut self) {
        self.loss = self.compute().expect("the sizes fit");
    }

    fn results(&mut self) -> Results<f32> {
        super::Outcome {
            loss: self.loss,
            w1: self.first.d_weights.clone(),
            b1: self.first.d_bias.clone(),
            w2: self.second.d_weights.clone(),
            b2: self.second.d_bias.clone(),
        }
        .results()
    }
}
