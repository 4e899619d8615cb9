use backprop::ndarray::Axis;

use super::{Inputs, Outcome};
use crate::Number;
use crate::tensors::{Results, Way};

/// One operation after the other on arrays.
pub(super) struct Arrays<'a, F> {
    inputs: &'a Inputs<F>,
    results: Option<Outcome<F>>,
}

impl<'a, F: Number> Arrays<'a, F> {
    pub(super) fn new(inputs: &'a Inputs<F>) -> Self {
        Self {
            inputs,
            results: None,
        }
    }
}

impl<F: Number> Way<F> for Arrays<'_, F> {
    fn name(&self) -> &'static str {
        "ndarray"
    }

    fn run(&mut self) {
        let Inputs { x, w, b, d_y } = self.inputs;
        let z = x * w + b;
        let y = z.mapv(|z| if z <= F::ZERO { F::ZERO } else { z });
        let mask = z.mapv(|z| if z <= F::ZERO { F::ZERO } else { F::ONE });
        let d_z = d_y * &mask;
        let d_x = &d_z * w;
        let d_w = &d_z * x;
        self.results = Some(Outcome::new(y, d_x, d_w, d_z.sum_axis(Axis(0))));
    }

    fn results(&mut self) -> Results<F> {
        self.results.take().expect("it has run").into_results()
    }
}
