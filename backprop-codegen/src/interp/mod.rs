//! A naive interpreter: it evaluates a graph node by node, as it was written, before anything is
//! simplified. What it computes is the definition of a correct answer for generated code.
//!
//! Its gradients are those of `differentiate`: against it, all stages from `simplify` on are tested. The rules
//! themselves are tested against dual numbers and formulas written by hand.

mod elementwise;
mod moves;
mod real;
mod reductions;
mod sizes;
mod tensor;

use proc_macro2::TokenStream;

use crate::differentiate::Differentiated;
use crate::ir::{Attribute, Node, NodeId};
use crate::ops::{Op, Value};
use crate::shape::Axes;
use crate::signature::Signature;
use crate::simplify::{self, Seed};
use elementwise::elementwise;
use real::round;
use sizes::Sizes;

pub use real::Real;
pub use tensor::Tensor;

/// A graph that can be evaluated.
#[derive(Debug)]
pub struct Program {
    signature: Signature,
    differentiated: Differentiated,
}

/// Reads the contents of a `graph!` call; gives a program for each graph, in order.
///
/// # Errors
///
/// The messages of all mistakes, in the order of the source.
pub fn load(source: TokenStream) -> Result<Vec<Program>, String> {
    Ok(crate::read(source)?
        .into_iter()
        .map(|(signature, differentiated)| Program {
            signature,
            differentiated,
        })
        .collect())
}

impl Program {
    /// The same graph after `simplify`, so that a fault can be told from one of later stages.
    #[must_use]
    pub fn simplified(self) -> Self {
        self.after(Seed::Argument)
    }

    /// The same graph as `value_and_grad` has it, whose cotangent is one whatever is given; none where the graph
    /// has no such method.
    #[must_use]
    pub fn fused(self) -> Option<Self> {
        let fused = self.signature.has_value_and_grad();
        fused.then(|| self.after(Seed::One))
    }

    fn after(self, seed: Seed) -> Self {
        Self {
            differentiated: simplify::simplify(&self.differentiated, seed),
            ..self
        }
    }

    /// The graph's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.signature.name.text
    }

    /// The inputs' names, in order.
    #[must_use]
    pub fn inputs(&self) -> Vec<String> {
        let inputs = self.signature.inputs.iter();
        inputs.map(|input| input.name.text.clone()).collect()
    }

    /// All outputs for these inputs, from whose shapes the named sizes follow. `constants` gives the value of
    /// a Rust constant by its path, without spaces.
    ///
    /// # Errors
    ///
    /// A wrong number of inputs, shapes that do not fit, a size that is too small for a slice, or a constant
    /// that `constants` does not know.
    pub fn value<R: Real>(
        &self,
        inputs: &[Tensor<R>],
        constants: &dyn Fn(&str) -> Option<f64>,
    ) -> Result<Vec<Tensor<R>>, String> {
        self.evaluate(&self.differentiated.outputs, inputs, &[], constants)
    }

    /// The gradient by each input that is not constant, for a cotangent by each output that is not.
    ///
    /// # Errors
    ///
    /// As for [`value`](Self::value), and a wrong number or shape of cotangents.
    pub fn gradient<R: Real>(
        &self,
        inputs: &[Tensor<R>],
        cotangents: &[Tensor<R>],
        constants: &dyn Fn(&str) -> Option<f64>,
    ) -> Result<Vec<Tensor<R>>, String> {
        let active = self.signature.active_outputs().count();
        if cotangents.len() != active {
            return Err(format!(
                "`{}` takes {active} cotangents, found {}",
                self.name(),
                cotangents.len()
            ));
        }
        let gradients = self.differentiated.gradients.iter().flatten();
        let gradients: Vec<NodeId> = gradients.copied().collect();
        let mut found = self.evaluate(&gradients, inputs, cotangents, constants)?;
        // Where no gradient flows, it is the number 0, for each element.
        let active = self.signature.inputs.iter().zip(inputs);
        let active = active.filter(|(input, _)| !input.constant);
        for ((gradient, node), (declared, input)) in found.iter_mut().zip(gradients).zip(active) {
            let constant = self.differentiated.graph.node(node).constant().is_some();
            if constant && let Some(zeros) = gradient.broadcast(&input.shape) {
                *gradient = zeros;
            }
            if gradient.shape != input.shape {
                let (name, found) = (&declared.name.text, &gradient.shape);
                return Err(format!("the gradient of `{name}` has the shape {found:?}"));
            }
        }
        Ok(found)
    }

    fn evaluate<R: Real>(
        &self,
        roots: &[NodeId],
        inputs: &[Tensor<R>],
        cotangents: &[Tensor<R>],
        constants: &dyn Fn(&str) -> Option<f64>,
    ) -> Result<Vec<Tensor<R>>, String> {
        let expected = self.signature.inputs.len();
        if inputs.len() != expected {
            let (name, found) = (self.name(), inputs.len());
            return Err(format!("`{name}` takes {expected} inputs, found {found}"));
        }
        let shapes = inputs.iter().map(|input| input.shape.as_slice());
        let sizes = Sizes::bind(&self.signature, shapes)?;
        let graph = &self.differentiated.graph;
        let needed = graph.reachable(roots.iter().copied());
        // The cotangent of the nth output that is not constant.
        let mut remaining = cotangents.iter();
        let outputs = self.signature.outputs.iter();
        let seeds: Vec<Option<&Tensor<R>>> = outputs
            .map(|output| (!output.constant).then(|| remaining.next()).flatten())
            .collect();
        let mut data: Vec<Option<Datum>> = Vec::with_capacity(graph.len());
        for id in graph.ids() {
            let datum = if needed.contains(id) {
                let node = graph.node(id);
                let datum = match self.leaf(node, inputs, &seeds, constants)? {
                    Some(leaf) => Some(leaf),
                    None => self.compute::<R>(node, &data, &sizes)?,
                };
                Some(self.checked(node, datum, &sizes)?)
            } else {
                None
            };
            data.push(datum);
        }
        roots
            .iter()
            .map(|root| match data.get(root.index()) {
                Some(Some(Datum::Numbers(tensor))) => Ok(tensor.map(R::narrow)),
                _ => Err("a result is no number".to_owned()),
            })
            .collect()
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
    fn leaf<R: Real>(
        &self,
        node: &Node,
        inputs: &[Tensor<R>],
        seeds: &[Option<&Tensor<R>>],
        constants: &dyn Fn(&str) -> Option<f64>,
    ) -> Result<Option<Datum>, String> {
        let tensor = match (node.op, node.attribute) {
            (Op::Input, Attribute::Index(input)) => inputs.get(input),
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
                let value = constants(text).ok_or_else(|| format!("unknown constant `{text}`"))?;
                Some(round::<R>(value))
            }
            _ => None,
        };
        Ok(number.map(|number| Datum::Numbers(Tensor::scalar(number))))
    }

    /// The value of a node from those of its operands; none where they do not fit.
    fn compute<R: Real>(
        &self,
        node: &Node,
        data: &[Option<Datum>],
        sizes: &Sizes<'_>,
    ) -> Result<Option<Datum>, String> {
        let graph = &self.differentiated.graph;
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
                let elements = tensor::elements(&sizes.shape(graph.shape(shape))?);
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
                    None => moves::moved(op, node.attribute, operand, graph, sizes)?,
                }
            }
            (op, [Datum::Booleans(operand)]) if matches!(value, Value::Tensor) => {
                let moved = moves::moved(op, node.attribute, operand, graph, sizes)?;
                return Ok(moved.map(Datum::Booleans));
            }
            (_, operands) => return Ok(elementwise::<R>(value, node.attribute, operands)),
        };
        Ok(tensor.map(|tensor| Datum::Numbers(tensor.map(round::<R>))))
    }
}

/// A value: numbers of either precision, or conditions.
#[derive(Clone, Debug)]
enum Datum {
    Numbers(Tensor<f64>),
    Booleans(Tensor<bool>),
}

impl Datum {
    fn shape(&self) -> &[usize] {
        match self {
            Self::Numbers(tensor) => &tensor.shape,
            Self::Booleans(tensor) => &tensor.shape,
        }
    }
}
