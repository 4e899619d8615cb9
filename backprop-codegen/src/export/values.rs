//! The numbers in a drawing: what runs forward and what flows back.

use super::Exported;
use super::drawing::{Drawing, Role};
use super::size::Size;
use crate::interp::{Datum, Evaluation, Real, Sizes, Tensor};
use crate::ir::NodeId;
use crate::signature::Element;

/// What a graph takes: for whoever gives it numbers.
#[derive(Clone, Debug)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// Its sizes, outermost first; none for a number.
    pub shape: Vec<Size>,
    /// Whether no gradient flows to it, or from it.
    pub constant: bool,
}

/// Where a graph is evaluated.
#[derive(Clone, Debug, Default)]
pub struct Point {
    /// A value for each input.
    pub inputs: Vec<Tensor<f64>>,
    /// What flows back from each output that is not constant; ones where nothing is said.
    pub cotangents: Vec<Option<Tensor<f64>>>,
    /// A value for each Rust constant.
    pub constants: Vec<f64>,
}

/// The numbers in a drawing, in the order of its nodes and edges.
#[derive(Clone, Debug, PartialEq)]
pub struct Values {
    /// The value of each node.
    pub nodes: Vec<Datum>,
    /// What flows back to each node, all in all; absent where nothing does.
    pub gradients: Vec<Option<Tensor<f64>>>,
    /// What flows back along each edge; absent where nothing does.
    pub edges: Vec<Option<Tensor<f64>>>,
    /// The derivative of the operation at the end of each edge by this operand, where each element of the result depends
    /// on one of the operand.
    pub derivatives: Vec<Option<Tensor<f64>>>,
}

impl Exported {
    /// The inputs, in order.
    #[must_use]
    pub fn inputs(&self) -> Vec<Argument> {
        let inputs = self.signature.inputs.iter();
        inputs
            .map(|input| Argument {
                name: input.name.text.clone(),
                shape: self.sizes(&input.shape),
                constant: input.constant,
            })
            .collect()
    }

    /// The outputs, in order; the only one may be called `output`.
    #[must_use]
    pub fn outputs(&self) -> Vec<Argument> {
        let outputs = self.signature.outputs.iter();
        outputs
            .map(|output| Argument {
                name: output.text().to_owned(),
                shape: self.sizes(&output.shape),
                constant: output.constant,
            })
            .collect()
    }

    /// The Rust constants that the graph reads, as paths without spaces.
    #[must_use]
    pub fn constants(&self) -> Vec<String> {
        let paths = self.signature.paths.iter();
        paths.map(|path| path.text.clone()).collect()
    }

    /// The named sizes, each with the least that it may be.
    #[must_use]
    pub fn named_sizes(&self) -> Vec<(String, usize)> {
        let minima = self.signature.minima.iter().copied();
        let names = self.signature.dims.iter().map(|name| name.text.clone());
        names.zip(minima).collect()
    }

    fn sizes(&self, shape: &[crate::shape::Size]) -> Vec<Size> {
        shape
            .iter()
            .map(|size| Size::new(*size, &self.signature))
            .collect()
    }

    /// The numbers in a drawing of this graph, in its precision; `f64` for a type parameter.
    ///
    /// # Errors
    ///
    /// A wrong number of values, shapes that do not fit, or a size that is too small for a slice.
    pub fn values(&self, drawing: &Drawing, point: &Point) -> Result<Values, String> {
        match self.signature.element {
            Element::Single => self.values_as::<f32>(drawing, point),
            Element::Double | Element::Parameter(_) => self.values_as::<f64>(drawing, point),
        }
    }

    /// The numbers in a drawing of this graph, each rounded to `R`.
    ///
    /// # Errors
    ///
    /// As for [`values`](Self::values).
    pub fn values_as<R: Real>(&self, drawing: &Drawing, point: &Point) -> Result<Values, String> {
        let inputs = narrowed::<R>(point.inputs.iter());
        let cotangents = self.cotangents(point)?;
        let cotangents = narrowed::<R>(cotangents.iter());
        let constants = |text: &str| {
            let paths = &self.signature.paths;
            let position = paths.iter().position(|path| path.text == text)?;
            point.constants.get(position).copied()
        };
        let evaluation = Evaluation {
            graph: &drawing.trace.graph,
            signature: &self.signature,
            inputs: &inputs,
            cotangents: &cotangents,
            constants: &constants,
        };
        let wanted = Wanted::new(drawing);
        let mut found = evaluation.of(&wanted.roots())?.into_iter();
        let mut next = |wanted: &Option<NodeId>| wanted.and_then(|_| found.next());
        let mut each = |wanted: &[Option<NodeId>]| -> Vec<Option<Datum>> {
            wanted.iter().map(&mut next).collect()
        };
        let values = each(&wanted.values);
        let (gradients, edges) = (each(&wanted.gradients), each(&wanted.edges));
        let derivatives = each(&wanted.derivatives);
        // An input that nothing reads has no node.
        let inputs = point.inputs.iter().map(Some).chain(std::iter::repeat(None));
        let nodes = values
            .into_iter()
            .zip(inputs)
            .map(|(value, input)| value.or_else(|| input.cloned().map(Datum::Numbers)))
            .collect::<Option<Vec<Datum>>>()
            .ok_or("a value is missing")?;
        let mut gradients = numbers(gradients);
        for ((gradient, node), value) in gradients.iter_mut().zip(&drawing.nodes).zip(&nodes) {
            // Where no gradient flows to an input, it is 0.
            if node.role == (Role::Input { constant: false })
                && gradient.is_none()
                && let Datum::Numbers(value) = value
            {
                *gradient = Some(value.map(|_| 0.0));
            }
        }
        Ok(Values {
            nodes,
            gradients,
            edges: numbers(edges),
            derivatives: numbers(derivatives),
        })
    }

    /// What flows back from each output that is not constant.
    fn cotangents(&self, point: &Point) -> Result<Vec<Tensor<f64>>, String> {
        let wanted = self.signature.active_outputs().count();
        if point.cotangents.len() != wanted {
            let found = point.cotangents.len();
            return Err(format!("there are {wanted} cotangents, found {found}"));
        }
        let shapes = point.inputs.iter().map(|input| input.shape.as_slice());
        let sizes = Sizes::bind(&self.signature, shapes)?;
        let outputs = self.signature.active_outputs().zip(&point.cotangents);
        outputs
            .map(|(output, given)| {
                let shape = sizes.shape(&output.shape)?;
                match given {
                    Some(given) if given.shape == shape => Ok(given.clone()),
                    Some(given) => Err(format!(
                        "`d_{}` is {shape:?}, found {:?}",
                        output.text(),
                        given.shape
                    )),
                    None => {
                        let one = Tensor::scalar(1.0).broadcast(&shape);
                        one.ok_or_else(|| format!("`{}` is too large", output.text()))
                    }
                }
            })
            .collect()
    }
}

fn narrowed<'t, R: Real>(tensors: impl Iterator<Item = &'t Tensor<f64>>) -> Vec<Tensor<R>> {
    tensors.map(|tensor| tensor.map(R::narrow)).collect()
}

fn numbers(data: Vec<Option<Datum>>) -> Vec<Option<Tensor<f64>>> {
    let data = data.into_iter();
    data.map(|datum| match datum {
        Some(Datum::Numbers(tensor)) => Some(tensor),
        _ => None,
    })
    .collect()
}

/// The nodes of the trace whose values are in a drawing.
struct Wanted {
    values: Vec<Option<NodeId>>,
    gradients: Vec<Option<NodeId>>,
    edges: Vec<Option<NodeId>>,
    derivatives: Vec<Option<NodeId>>,
}

impl Wanted {
    fn new(drawing: &Drawing) -> Self {
        let (nodes, edges) = (&drawing.nodes, &drawing.edges);
        Self {
            values: nodes.iter().map(|node| node.value).collect(),
            gradients: nodes.iter().map(|node| node.adjoint).collect(),
            edges: edges.iter().map(|edge| edge.gradient).collect(),
            derivatives: edges.iter().map(|edge| edge.local).collect(),
        }
    }

    fn roots(&self) -> Vec<NodeId> {
        let lists = [
            &self.values,
            &self.gradients,
            &self.edges,
            &self.derivatives,
        ];
        lists.into_iter().flatten().flatten().copied().collect()
    }
}
