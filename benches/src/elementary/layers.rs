use backprop::ndarray::Array1;
use backprop::{AddLayer, Layer, LayerError, MulLayer, Sigmoid, SubLayer, Tanh};

use crate::Number;
use crate::triple::{Inputs, Outcome, count};

/// eˣ as a layer that keeps its result.
struct Exp<F>(Option<Array1<F>>);

impl<F: Number> Layer for Exp<F> {
    type Input = Array1<F>;
    type Output = Array1<F>;
    type Gradient = Array1<F>;

    fn forward(&mut self, input: Array1<F>) -> Result<Array1<F>, LayerError> {
        let output = input.mapv(F::exp);
        self.0 = Some(output.clone());
        Ok(output)
    }

    fn backward(&mut self, cotangent: Array1<F>) -> Result<Array1<F>, LayerError> {
        match &self.0 {
            Some(output) => Ok(cotangent * output),
            None => Err(LayerError::BackwardBeforeForward { layer: "Exp" }),
        }
    }
}

/// Eight layers there and back.
pub(super) fn compute<F: Number>(inputs: &Inputs<F>) -> Outcome<F> {
    by_layers(inputs).expect("the sizes fit")
}

fn by_layers<F: Number>(Inputs { a, b, c }: &Inputs<F>) -> Result<Outcome<F>, LayerError> {
    let (mut product, mut exponential) = (MulLayer::new(), Exp(None));
    let (mut sum, mut tanh) = (AddLayer::new(), Tanh::new());
    let (mut scaling, mut sigmoid) = (MulLayer::new(), Sigmoid::new());
    let (mut difference, mut square) = (SubLayer::new(), MulLayer::new());

    let exp = exponential.forward(product.forward((a.clone(), b.clone()))?)?;
    let bounded = tanh.forward(sum.forward((exp, c.clone()))?)?;
    let activation = sigmoid.forward(scaling.forward((bounded, a.clone()))?)?;
    let off = difference.forward((activation, b.clone()))?;
    let squares = square.forward((off.clone(), off))?;
    let n = count::<F>(a.len());
    let value = squares.sum() / n;

    let (one, other) = square.backward(Array1::from_elem(a.len(), F::ONE / n))?;
    let (d_activation, d_b_off) = difference.backward(one + other)?;
    let (d_bounded, d_a_scaling) = scaling.backward(sigmoid.backward(d_activation)?)?;
    let (d_exp, d_c) = sum.backward(tanh.backward(d_bounded)?)?;
    let (d_a, d_b) = product.backward(exponential.backward(d_exp)?)?;
    Ok(Outcome {
        value,
        gradients: [d_a + d_a_scaling, d_b + d_b_off, d_c],
    })
}
