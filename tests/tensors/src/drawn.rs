//! A graph as it is drawn: its gradient is the sum of what its edges carry to the inputs.

use std::marker::PhantomData;

use backprop_codegen::export::{self, Datum, Drawing, Exported, Point, Role, Values};
use backprop_codegen::interp::{Real, Tensor};

use crate::check::{Passes, Subject};
use crate::evaluate::constant;

pub(crate) struct Drawn<R> {
    exported: Exported,
    drawing: Drawing,
    real: PhantomData<R>,
}

impl<R: Real> Drawn<R> {
    pub(crate) fn new(source: &str) -> Self {
        let tokens = source.parse().expect("a declaration is made of tokens");
        let mut exported = export::load(tokens).expect("the graph is correct");
        assert_eq!(exported.len(), 1, "{source}");
        let exported = exported.remove(0);
        Self {
            drawing: exported.drawing(),
            exported,
            real: PhantomData,
        }
    }

    fn values(
        &self,
        inputs: &[Tensor<R>],
        cotangents: &[Option<&Tensor<R>>],
    ) -> Result<Values, String> {
        let constants = self.exported.constants();
        let point = Point {
            inputs: inputs.iter().map(widened).collect(),
            cotangents: cotangents.iter().map(|given| given.map(widened)).collect(),
            constants: constants.iter().filter_map(|path| constant(path)).collect(),
        };
        self.exported.values_as::<R>(&self.drawing, &point)
    }
}

impl<R: Real> Subject<R> for Drawn<R> {
    fn value(&mut self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>, String> {
        let outputs = self.exported.outputs();
        let active = outputs.iter().filter(|output| !output.constant);
        let ones = vec![None; active.count()];
        let values = self.values(inputs, &ones);
        values.map(|values| self.outputs(&values))
    }

    fn passes(&mut self, inputs: &[Tensor<R>], cotangents: &[Tensor<R>]) -> Passes<R> {
        let cotangents: Vec<_> = cotangents.iter().map(Some).collect();
        let values = self.values(inputs, &cotangents)?;
        let mut gradient = Vec::new();
        for (place, vertex) in self.drawing.nodes.iter().enumerate() {
            if vertex.role != (Role::Input { constant: false }) {
                continue;
            }
            let mut sum = vec![0.0; inputs[place].data.len()];
            let edges = self.drawing.edges.iter().zip(&values.edges);
            for (_, share) in edges.filter(|(edge, _)| edge.from == place) {
                let Some(share) = share else { continue };
                if share.shape != inputs[place].shape {
                    return Err(format!("an edge carries {:?}", share.shape));
                }
                for (sum, share) in sum.iter_mut().zip(&share.data) {
                    *sum += share;
                }
            }
            let sum = sum.into_iter().map(R::narrow).collect();
            let shape = inputs[place].shape.clone();
            gradient.push(Tensor::new(shape, sum).ok_or("an input is malformed")?);
        }
        Ok((self.outputs(&values), gradient))
    }
}

impl<R: Real> Drawn<R> {
    fn outputs(&self, values: &Values) -> Vec<Tensor<R>> {
        let nodes = self.drawing.nodes.iter().zip(&values.nodes);
        nodes
            .filter_map(|(vertex, value)| match (vertex.role, value) {
                (Role::Output { .. }, Datum::Numbers(output)) => Some(Tensor {
                    shape: output.shape.clone(),
                    data: output
                        .data
                        .iter()
                        .map(|number| R::narrow(*number))
                        .collect(),
                }),
                _ => None,
            })
            .collect()
    }
}

fn widened<R: Real>(tensor: &Tensor<R>) -> Tensor<f64> {
    Tensor {
        shape: tensor.shape.clone(),
        data: tensor.data.iter().map(|number| number.widen()).collect(),
    }
}
