//! A naive interpreter: it evaluates a graph node by node, as it was written, before anything is
//! simplified. What it computes is the definition of a correct answer for generated code.
//!
//! Its gradients are those of `differentiate`: against it, all stages from `simplify` on are tested. The rules
//! themselves are tested against dual numbers and formulas written by hand.

use proc_macro2::TokenStream;

use crate::differentiate::Differentiated;
use crate::ir::{Attribute, Node, NodeId};
use crate::ops::{Op, Value};
use crate::signature::Signature;

/// A graph that can be evaluated.
#[derive(Debug)]
pub struct Program {
    signature: Signature,
    differentiated: Differentiated,
}

/// A precision of the interpreter: `f32` or `f64`.
pub trait Real: Copy {
    /// Whether each operation is rounded to `f32`.
    const SINGLE: bool;
    /// The number, exactly.
    fn widen(self) -> f64;
    /// The number, rounded to nearest.
    fn narrow(number: f64) -> Self;
}

impl Real for f32 {
    const SINGLE: bool = true;

    fn widen(self) -> f64 {
        self.into()
    }

    #[expect(clippy::cast_possible_truncation, reason = "rounding is what is meant")]
    fn narrow(number: f64) -> Self {
        number as f32
    }
}

impl Real for f64 {
    const SINGLE: bool = false;

    fn widen(self) -> f64 {
        self
    }

    fn narrow(number: f64) -> Self {
        number
    }
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

    /// All outputs for these inputs. `constants` gives the value of a Rust constant by its path, without
    /// spaces.
    ///
    /// # Errors
    ///
    /// A wrong number of inputs, or a constant that `constants` does not know.
    pub fn value<R: Real>(
        &self,
        inputs: &[R],
        constants: &dyn Fn(&str) -> Option<f64>,
    ) -> Result<Vec<R>, String> {
        self.evaluate(&self.differentiated.outputs, inputs, &[], constants)
    }

    /// The gradient by each input that is not constant, for a cotangent by each output that is not.
    ///
    /// # Errors
    ///
    /// A wrong number of inputs or cotangents, or a constant that `constants` does not know.
    pub fn gradient<R: Real>(
        &self,
        inputs: &[R],
        cotangents: &[R],
        constants: &dyn Fn(&str) -> Option<f64>,
    ) -> Result<Vec<R>, String> {
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
        self.evaluate(&gradients, inputs, cotangents, constants)
    }

    fn evaluate<R: Real>(
        &self,
        roots: &[NodeId],
        inputs: &[R],
        cotangents: &[R],
        constants: &dyn Fn(&str) -> Option<f64>,
    ) -> Result<Vec<R>, String> {
        let expected = self.signature.inputs.len();
        if inputs.len() != expected {
            let (name, found) = (self.name(), inputs.len());
            return Err(format!("`{name}` takes {expected} inputs, found {found}"));
        }
        let graph = &self.differentiated.graph;
        let needed = graph.reachable(roots.iter().copied());
        // The cotangent of the nth output that is not constant.
        let mut remaining = cotangents.iter();
        let seeds: Vec<Option<f64>> = self
            .signature
            .outputs
            .iter()
            .map(|output| {
                let seed = if output.constant {
                    None
                } else {
                    remaining.next()
                };
                seed.map(|seed| seed.widen())
            })
            .collect();
        let mut data: Vec<Option<Datum>> = Vec::with_capacity(graph.len());
        for id in graph.ids() {
            let datum = if needed.contains(id) {
                let node = graph.node(id);
                let leaf = self.leaf(node, inputs, &seeds, constants)?;
                let datum = leaf.or_else(|| compute::<R>(node, &data));
                let missing = || format!("`{}` cannot be evaluated", node.operation().name);
                Some(datum.ok_or_else(missing)?)
            } else {
                None
            };
            data.push(datum);
        }
        roots
            .iter()
            .map(|root| match data.get(root.index()) {
                Some(Some(Datum::Number(number))) => Ok(R::narrow(*number)),
                _ => Err("a result is no number".to_owned()),
            })
            .collect()
    }

    /// The value of a node without operands.
    fn leaf<R: Real>(
        &self,
        node: &Node,
        inputs: &[R],
        seeds: &[Option<f64>],
        constants: &dyn Fn(&str) -> Option<f64>,
    ) -> Result<Option<Datum>, String> {
        let number = match (node.op, node.attribute) {
            (Op::Input, Attribute::Index(input)) => inputs.get(input).map(|input| input.widen()),
            (Op::Cotangent, Attribute::Index(output)) => seeds.get(output).copied().flatten(),
            (Op::Constant, Attribute::Constant(constant)) => Some(if R::SINGLE {
                constant.single().widen()
            } else {
                constant.double()
            }),
            (Op::Path, Attribute::Index(path)) => {
                let text = self.signature.paths.get(path).map_or("", |path| &path.text);
                let value = constants(text).ok_or_else(|| format!("unknown constant `{text}`"))?;
                Some(R::narrow(value).widen())
            }
            _ => None,
        };
        Ok(number.map(Datum::Number))
    }
}

/// A value: a number of either precision, or a condition.
#[derive(Clone, Copy, Debug)]
enum Datum {
    Number(f64),
    Boolean(bool),
}

fn compute<R: Real>(node: &Node, data: &[Option<Datum>]) -> Option<Datum> {
    let operands: Vec<Datum> = node
        .operands
        .iter()
        .map(|operand| data.get(operand.index()).copied().flatten())
        .collect::<Option<_>>()?;
    let numbers: Vec<f64> = operands
        .iter()
        .filter_map(|operand| match operand {
            Datum::Number(number) => Some(*number),
            Datum::Boolean(_) => None,
        })
        .collect();
    let booleans: Vec<bool> = operands
        .iter()
        .filter_map(|operand| match operand {
            Datum::Boolean(boolean) => Some(*boolean),
            Datum::Number(_) => None,
        })
        .collect();
    let singles: Vec<f32> = numbers.iter().map(|number| f32::narrow(*number)).collect();
    Some(match (node.operation().value, numbers.as_slice()) {
        (Value::Number { single, .. }, _) if R::SINGLE => Datum::Number(single(&singles).widen()),
        (Value::Number { double, .. }, numbers) => Datum::Number(double(numbers)),
        (Value::Power { single, double }, &[base]) => {
            let Attribute::Integer(exponent) = node.attribute else {
                return None;
            };
            Datum::Number(if R::SINGLE {
                single(f32::narrow(base), exponent).widen()
            } else {
                double(base, exponent)
            })
        }
        (Value::Comparison { single, double }, &[left, right]) => Datum::Boolean(if R::SINGLE {
            single(f32::narrow(left), f32::narrow(right))
        } else {
            double(left, right)
        }),
        (Value::Logic(logic), _) => Datum::Boolean(logic(&booleans)),
        (Value::Select, &[then, otherwise]) => {
            Datum::Number(if *booleans.first()? { then } else { otherwise })
        }
        _ => return None,
    })
}
