//! The values of some nodes of a graph, each from those of its operands.

use super::elementwise::elementwise;
use super::real::{Real, round};
use super::sizes::Sizes;
use super::tensor::{Tensor, elements};
use super::{Datum, moves, reductions};
use crate::ir::{Attribute, Graph, Node, NodeId};
use crate::ops::{Op, Value};
use crate::shape::Axes;
use crate::signature::Signature;

/// A graph, and what is given to it.
#[derive(Clone, Copy)]
pub(crate) struct Evaluation<'e, R> {
    pub(crate) graph: &'e Graph,
    pub(crate) signature: &'e Signature,
    pub(crate) inputs: &'e [Tensor<R>],
    /// One for each output that is not constant.
    pub(crate) cotangents: &'e [Tensor<R>],
    /// The value of a Rust constant by its path, without spaces.
    pub(crate) constants: &'e dyn Fn(&str) -> Option<f64>,
}

impl<R: Real> Evaluation<'_, R> {
    /// The values of `roots`.
    pub(crate) fn of(&self, roots: &[NodeId]) -> Result<Vec<Datum>, String> {
        let expected = self.signature.inputs.len();
        if self.inputs.len() != expected {
            let (name, found) = (&self.signature.name.text, self.inputs.len());
            return Err(format!("`{name}` takes {expected} inputs, found {found}"));
        }
        let shapes = self.inputs.iter().map(|input| input.shape.as_slice());
        let sizes = Sizes::bind(self.signature, shapes)?;
        let needed = self.graph.reachable(roots.iter().copied());
        // The cotangent of the nth output that is not constant.
        let mut remaining = self.cotangents.iter();
        let outputs = self.signature.outputs.iter();
        let seeds: Vec<Option<&Tensor<R>>> = outputs
            .map(|output| (!output.constant).then(|| remaining.next()).flatten())
            .collect();
        let mut data: Vec<Option<Datum>> = Vec::with_capacity(self.graph.len());
        for id in self.graph.ids() {
            let datum = if needed.contains(id) {
                let node = self.graph.node(id);
                let datum = match self.leaf(node, &seeds)? {
                    Some(leaf) => Some(leaf),
                    None => self.compute(node, &data, &sizes)?,
                };
                Some(self.checked(node, datum, &sizes)?)
            } else {
                None
            };
            data.push(datum);
        }
        let roots = roots.iter();
        roots
            .map(|root| data.get(root.index()).cloned().flatten())
            .collect::<Option<Vec<Datum>>>()
            .ok_or_else(|| "a result is not in the graph".to_owned())
    }
    /// The value, if it has the shape that its node says.
    fn checked(
        &self,
        node: &Node,
        datum: Option<Datum>,
        sizes: &Sizes<'_>,
    ) -> Result<Datum, String> {
        let name = node.operation().name;
        let datum = datum.ok_or_else(|| format!("`{name}` cannot be evaluated"))?;
        let expected = sizes.shape(&node.shape)?;
        if datum.shape() == expected.as_slice() {
            return Ok(datum);
        }
        let (shape, found) = (self.signature.shape_text(&node.shape), datum.shape());
        Err(format!("`{name}` is to be {shape}, and is {found:?}"))
    }

    /// The value of a node without operands.
    fn leaf(&self, node: &Node, seeds: &[Option<&Tensor<R>>]) -> Result<Option<Datum>, String> {
        let tensor = match (node.op, node.attribute) {
            (Op::Input, Attribute::Index(input)) => self.inputs.get(input),
            (Op::Cotangent, Attribute::Index(output)) => seeds.get(output).copied().flatten(),
            _ => None,
        };
        if let Some(tensor) = tensor {
            return Ok(Some(Datum::Numbers(tensor.map(R::widen))));
        }
        let number = match (node.op, node.attribute) {
            (Op::Constant, Attribute::Constant(constant)) => Some(if R::SINGLE {
                constant.single().widen()
            } else {
                constant.double()
            }),
            (Op::Path, Attribute::Index(path)) => {
                let text = self.signature.paths.get(path).map_or("", |path| &path.text);
                let value =
                    (self.constants)(text).ok_or_else(|| format!("unknown constant `{text}`"))?;
                Some(round::<R>(value))
            }
            _ => None,
        };
        Ok(number.map(|number| Datum::Numbers(Tensor::scalar(number))))
    }

    /// The value of a node from those of its operands; none where they do not fit.
    fn compute(
        &self,
        node: &Node,
        data: &[Option<Datum>],
        sizes: &Sizes<'_>,
    ) -> Result<Option<Datum>, String> {
        let operands = node.operands.iter();
        let operands = operands.map(|operand| data.get(operand.index()).cloned().flatten());
        let Some(operands) = operands.collect::<Option<Vec<Datum>>>() else {
            return Ok(None);
        };
        let value = node.operation().value;
        let tensor = match (node.op, operands.as_slice()) {
            (Op::Count, []) => {
                let Attribute::Shape(shape) = node.attribute else {
                    return Ok(None);
                };
                let elements = elements(&sizes.shape(self.graph.shape(shape))?);
                #[expect(clippy::cast_precision_loss, reason = "larger tensors do not exist")]
                elements.map(|elements| Tensor::scalar(elements as f64))
            }
            (Op::Dot, [Datum::Numbers(left), Datum::Numbers(right)]) => moves::product(left, right),
            (op, [Datum::Numbers(operand)]) if matches!(value, Value::Tensor) => {
                let last = operand.shape.len().checked_sub(1);
                let axes = match node.attribute {
                    Attribute::Axes(axes) => axes,
                    _ => last.map_or_else(Axes::default, Axes::one),
                };
                let found = reductions::reduce(op, axes, operand)
                    .or_else(|| reductions::normalise(op, axes, operand));
                match found {
                    Some(found) => Some(found),
                    None => moves::moved(op, node.attribute, operand, self.graph, sizes)?,
                }
            }
            (op, [Datum::Conditions(operand)]) if matches!(value, Value::Tensor) => {
                let moved = moves::moved(op, node.attribute, operand, self.graph, sizes)?;
                return Ok(moved.map(Datum::Conditions));
            }
            (_, operands) => return Ok(elementwise::<R>(value, node.attribute, operands)),
        };
        Ok(tensor.map(|tensor| Datum::Numbers(tensor.map(round::<R>))))
    }
}
