//! A naive interpreter: it evaluates a graph node by node, as it was written, before anything is
//! simplified. What it computes is the definition of a correct answer for generated code.
//!
//! Its gradients are those of `differentiate`: against it, all stages from `simplify` on are tested. The rules
//! themselves are tested against dual numbers and formulas written by hand.

mod elementwise;
mod evaluate;
mod moves;
mod real;
mod reductions;
mod sizes;
mod tensor;

use proc_macro2::TokenStream;

use crate::differentiate::Differentiated;
use crate::ir::NodeId;
use crate::signature::Signature;
use crate::simplify::{self, Seed};

pub(crate) use evaluate::Evaluation;
pub(crate) use sizes::Sizes;

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
        let evaluation = Evaluation {
            graph: &self.differentiated.graph,
            signature: &self.signature,
            inputs,
            cotangents,
            constants,
        };
        let values = evaluation.of(roots)?.into_iter();
        values
            .map(|value| match value {
                Datum::Numbers(tensor) => Ok(tensor.map(R::narrow)),
                Datum::Conditions(_) => Err("a result is no number".to_owned()),
            })
            .collect()
    }
}

/// A value: numbers, or conditions.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum {
    /// Numbers of either precision.
    Numbers(Tensor<f64>),
    /// Conditions, element by element.
    Conditions(Tensor<bool>),
}

impl Datum {
    /// The sizes, outermost first.
    #[must_use]
    pub fn shape(&self) -> &[usize] {
        match self {
            Self::Numbers(tensor) => &tensor.shape,
            Self::Conditions(tensor) => &tensor.shape,
        }
    }
}
