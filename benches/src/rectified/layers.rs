use backprop::ndarray::{Array2, Axis};
use backprop::{AddLayer, Layer, LayerError, MulLayer, Relu};

use super::{Inputs, Outcome};
use crate::Number;
use crate::tensors::{Results, Way};

/// Three layers; the row is broadcast before them.
pub(super) struct Layers<'a, F: Number> {
    inputs: &'a Inputs<F>,
    product: MulLayer<Array2<F>>,
    sum: AddLayer<Array2<F>>,
    relu: Relu<Array2<F>>,
    results: Option<Outcome<F>>,
}

impl<'a, F: Number> Layers<'a, F> {
    pub(super) fn new(inputs: &'a Inputs<F>) -> Self {
        Self {
            inputs,
            product: MulLayer::new(),
            sum: AddLayer::new(),
            relu: Relu::new(),
            results: None,
        }
    }

    fn compute(&mut self) -> Result<(), LayerError> {
        let Inputs { x, w, b, d_y } = self.inputs;
        let rows = b.broadcast(x.raw_dim()).map(|rows| rows.to_owned());
        let product = self.product.forward((x.clone(), w.clone()))?;
        let z = self.sum.forward((product, rows.unwrap_or_default()))?;
        let y = self.relu.forward(z)?;
        let d_z = self.relu.backward(d_y.clone())?;
        let (d_product, d_rows) = self.sum.backward(d_z)?;
        let (d_x, d_w) = self.product.backward(d_product)?;
        self.results = Some(Outcome::new(y, d_x, d_w, d_rows.sum_axis(Axis(0))));
        Ok(())
    }
}

impl<F: Number> Way<F> for Layers<'_, F> {
    fn name(&self) -> &'static str {
        "layers"
    }

    fn run(&mut self) {
        self.compute().expect("the sizes fit");
    }

    fn results(&mut self) -> Results<F> {
        self.results.take().expect("it has run").into_results()
    }
}
