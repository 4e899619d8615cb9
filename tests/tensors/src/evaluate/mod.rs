//! A graph's tree, evaluated on a tape element by element.

mod reductions;

use std::collections::BTreeMap;

use crate::functions;
use crate::moves;
use crate::shape::{self, Dims};
use crate::tape::Tape;
use crate::tree::{Condition, Element, Expr, Graph, Kind, Let};

/// Units of epsilon that an elementary function may be off.
const ROUNDING: f64 = 4.0;

/// Entries of a tape, or conditions, as a tensor in row-major order.
#[derive(Clone, Debug)]
pub(crate) struct Tensor<T = usize> {
    pub(crate) shape: Vec<usize>,
    pub(crate) data: Vec<T>,
}

/// A condition, and whether noise leaves no doubt.
type Truth = (bool, bool);

#[derive(Debug)]
pub(crate) struct Evaluation {
    pub(crate) tape: Tape,
    pub(crate) inputs: Vec<Tensor>,
    pub(crate) outputs: Vec<Tensor>,
    /// The values that passed `stop_gradient`, in order of evaluation.
    pub(crate) stopped: Vec<f64>,
}

struct Evaluator<'a> {
    tape: Tape,
    single: bool,
    /// Whether Rust constants are rounded from `f64`.
    generic: bool,
    dims: &'a Dims,
    scope: BTreeMap<&'a str, Tensor>,
    stopped: Vec<f64>,
    frozen: Option<&'a [f64]>,
}

/// Evaluates the graph. With `frozen`, what passes `stop_gradient` is replaced by those values, which makes
/// the function one whose derivative is the graph's gradient.
pub(crate) fn evaluate<'a>(
    graph: &'a Graph,
    dims: &'a Dims,
    single: bool,
    inputs: &[Vec<f64>],
    frozen: Option<&'a [f64]>,
) -> Evaluation {
    let mut evaluator = Evaluator {
        tape: Tape::new(single),
        single,
        generic: graph.element == Element::Generic,
        dims,
        scope: BTreeMap::new(),
        stopped: Vec::new(),
        frozen,
    };
    let mut leaves = Vec::new();
    for (input, numbers) in graph.inputs.iter().zip(inputs) {
        let active = !input.constant;
        let leaf = |number: &f64| evaluator.tape.leaf(*number, active);
        let tensor = Tensor {
            shape: shape::numbers(&input.shape, dims).expect("sizes fit"),
            data: numbers.iter().map(leaf).collect(),
        };
        evaluator.scope.insert(&input.name, tensor.clone());
        leaves.push(tensor);
    }
    for binding in &graph.lets {
        evaluator.binding(binding);
    }
    let outputs = graph
        .results
        .iter()
        .map(|result| evaluator.expr(result))
        .collect();
    Evaluation {
        tape: evaluator.tape,
        inputs: leaves,
        outputs,
        stopped: evaluator.stopped,
    }
}

impl<'a> Evaluator<'a> {
    fn binding(&mut self, binding: &'a Let) {
        let value = self.expr(&binding.value);
        self.scope.insert(&binding.name, value);
    }

    fn expr(&mut self, expr: &'a Expr) -> Tensor {
        let tensor = self.unchecked(expr);
        let expected = shape::numbers(&expr.shape, self.dims);
        assert_eq!(Some(&tensor.shape), expected.as_ref(), "{:?}", expr.kind);
        tensor
    }

    fn unchecked(&mut self, expr: &'a Expr) -> Tensor {
        match &expr.kind {
            Kind::Number(text) => self.number(text.parse().expect("a number"), text.parse().ok()),
            Kind::Constant(wide, narrow) => {
                let single = if self.generic { None } else { constant(narrow) };
                #[allow(clippy::cast_possible_truncation, reason = "it is an `f32`")]
                let single = single.map(|single| single as f32);
                self.number(constant(wide).expect("a known constant"), single)
            }
            Kind::Name(name) => self.scope[name.as_str()].clone(),
            Kind::Negate(operand) => {
                let operand = self.expr(operand);
                self.elementwise("negate", &[operand], 0.0)
            }
            Kind::Infix(symbol, left, right) => {
                let operands = [self.expr(left), self.expr(right)];
                self.elementwise(symbol.encode_utf8(&mut [0; 4]), &operands, ROUNDING)
            }
            Kind::Call("stop_gradient", operands, _) => {
                let operand = self.expr(&operands[0]);
                self.stop(&operand)
            }
            Kind::Call(function, operands, _) => {
                let operands: Vec<Tensor> =
                    operands.iter().map(|operand| self.expr(operand)).collect();
                self.elementwise(function, &operands, ROUNDING)
            }
            Kind::Power(base, exponent, _) => {
                let base = self.expr(base);
                self.power(&base, *exponent)
            }
            Kind::If(arms, otherwise) => {
                let mut choices = Vec::new();
                for (condition, branch) in arms {
                    choices.push((self.condition(condition), self.expr(branch)));
                }
                let otherwise = self.expr(otherwise);
                let last = |otherwise: Tensor, (condition, then): (Tensor<Truth>, Tensor)| {
                    self.choose(&condition, &then, &otherwise)
                };
                choices.into_iter().rev().fold(otherwise, last)
            }
            Kind::Block(binding, result) => {
                self.binding(binding);
                self.expr(result)
            }
            Kind::Reduce(name, operand, _) => {
                let operand = self.expr(operand);
                let entry = self.reduce(name, &operand.data);
                Tensor {
                    shape: Vec::new(),
                    data: vec![entry],
                }
            }
            Kind::Along(name, operand, axis, ..) => {
                let operand = self.expr(operand);
                let name = name.trim_end_matches("_axis");
                self.along(name, &operand, *axis)
            }
            Kind::Last("logsumexp", operand, _) => {
                let operand = self.expr(operand);
                let last = operand.shape.len() - 1;
                self.along("logsumexp", &operand, last)
            }
            Kind::Last(name, operand, _) => {
                let operand = self.expr(operand);
                self.normalised(name, &operand)
            }
            Kind::Dot(left, right, _) => {
                let (left, right) = (self.expr(left), self.expr(right));
                self.dot(&left, &right)
            }
            Kind::Transpose(operand, _) => moves::transposed(&self.expr(operand)),
            Kind::InsertAxis(..) | Kind::Reshape(..) => self.reshaped(expr),
            Kind::Slice(operand, items) => moves::sliced(&self.expr(operand), items),
        }
    }

    fn number(&mut self, wide: f64, narrow: Option<f32>) -> Tensor {
        #[allow(clippy::cast_possible_truncation, reason = "rounding is what is meant")]
        let single = f64::from(narrow.unwrap_or(wide as f32));
        let number = if self.single { single } else { wide };
        let entry = self.tape.leaf(number, false);
        Tensor {
            shape: Vec::new(),
            data: vec![entry],
        }
    }

    fn reshaped(&mut self, expr: &'a Expr) -> Tensor {
        let (Kind::InsertAxis(operand, ..) | Kind::Reshape(operand, _)) = &expr.kind else {
            panic!("another operation");
        };
        let Tensor { data, .. } = self.expr(operand);
        let shape = shape::numbers(&expr.shape, self.dims).expect("sizes fit");
        assert_eq!(shape.iter().product::<usize>(), data.len());
        Tensor { shape, data }
    }

    fn elementwise(&mut self, function: &str, operands: &[Tensor], rounding: f64) -> Tensor {
        let function = functions::find(function);
        let shape = operands.iter().fold(Vec::new(), |shape, operand| {
            moves::common(&shape, &operand.shape)
        });
        let operands: Vec<Tensor> = operands
            .iter()
            .map(|operand| moves::broadcast(operand, &shape))
            .collect();
        let elements = shape.iter().product();
        let mut data = Vec::with_capacity(elements);
        let mut arguments = [0; 3];
        for place in 0..elements {
            for (argument, operand) in arguments.iter_mut().zip(&operands) {
                *argument = operand.data[place];
            }
            data.push(
                self.tape
                    .call(function, &arguments[..operands.len()], rounding),
            );
        }
        Tensor { shape, data }
    }

    fn stop(&mut self, operand: &Tensor) -> Tensor {
        let mut stopped = operand.clone();
        for entry in &mut stopped.data {
            *entry = match self.frozen {
                Some(frozen) => self.tape.leaf(frozen[self.stopped.len()], false),
                None => self.tape.stop(*entry),
            };
            self.stopped.push(self.tape.value(*entry));
        }
        stopped
    }

    /// Powers as a product of the base with itself, and the reciprocal of that.
    fn power(&mut self, base: &Tensor, exponent: i32) -> Tensor {
        let mut result = base.clone();
        let recip = functions::find("recip");
        for entry in &mut result.data {
            let factors = vec![*entry; usize::try_from(exponent.unsigned_abs()).unwrap_or(1)];
            *entry = self.tape.product(&factors);
            if exponent < 0 {
                *entry = self.tape.call(recip, &[*entry], ROUNDING);
            }
        }
        result
    }

    fn choose(&mut self, condition: &Tensor<Truth>, then: &Tensor, otherwise: &Tensor) -> Tensor {
        let shape = moves::common(
            &moves::common(&condition.shape, &then.shape),
            &otherwise.shape,
        );
        let condition = moves::broadcast(condition, &shape);
        let (then, otherwise) = (
            moves::broadcast(then, &shape),
            moves::broadcast(otherwise, &shape),
        );
        let branches = then.data.iter().zip(&otherwise.data);
        let choice =
            |((holds, sure), (then, otherwise)): (&Truth, (&usize, &usize))| match (sure, holds) {
                (true, true) => *then,
                (true, false) => *otherwise,
                (false, _) => self.tape.unsure(*holds, *then, *otherwise),
            };
        let data = condition.data.iter().zip(branches).map(choice).collect();
        Tensor { shape, data }
    }

    fn condition(&mut self, condition: &'a Condition) -> Tensor<Truth> {
        match condition {
            Condition::Compare(operator, left, right) => {
                let (left, right) = (self.expr(left), self.expr(right));
                let shape = moves::common(&left.shape, &right.shape);
                let (left, right) = (
                    moves::broadcast(&left, &shape),
                    moves::broadcast(&right, &shape),
                );
                let pairs = left.data.into_iter().zip(right.data);
                let data = pairs
                    .map(|(left, right)| self.compare(operator, left, right))
                    .collect();
                Tensor { shape, data }
            }
            Condition::And(left, right) => {
                let (left, right) = (self.condition(left), self.condition(right));
                moves::combined(&left, &right, |left, right| {
                    (
                        left.0 && right.0,
                        left.1 && right.1 || left == (false, true) || right == (false, true),
                    )
                })
            }
            Condition::Or(left, right) => {
                let (left, right) = (self.condition(left), self.condition(right));
                moves::combined(&left, &right, |left, right| {
                    (
                        left.0 || right.0,
                        left.1 && right.1 || left == (true, true) || right == (true, true),
                    )
                })
            }
            Condition::Not(inner) => {
                let mut inner = self.condition(inner);
                for (holds, _) in &mut inner.data {
                    *holds = !*holds;
                }
                inner
            }
        }
    }

    fn compare(&mut self, operator: &str, left: usize, right: usize) -> Truth {
        let (x, y) = (self.tape.value(left), self.tape.value(right));
        let holds = match operator {
            "<" => x < y,
            "<=" => x <= y,
            ">" => x > y,
            ">=" => x >= y,
            "==" => x == y,
            _ => x != y,
        };
        self.tape
            .sides
            .push(i64::from(holds) * 2 + i64::from(x == y));
        let reach = self.tape.tolerance(left) + self.tape.tolerance(right);
        let near = (x - y).abs() <= reach || reach.is_nan();
        (
            holds,
            left == right || reach == 0.0 || x.is_nan() || y.is_nan() || !near,
        )
    }
}

/// The value of a Rust constant by its path, if the generator uses it.
pub(crate) fn constant(path: &str) -> Option<f64> {
    Some(match path {
        "std::f64::consts::FRAC_1_SQRT_2" => std::f64::consts::FRAC_1_SQRT_2,
        "std::f32::consts::FRAC_1_SQRT_2" => std::f32::consts::FRAC_1_SQRT_2.into(),
        "core::f64::consts::LN_2" => std::f64::consts::LN_2,
        "core::f32::consts::LN_2" => std::f32::consts::LN_2.into(),
        _ => return None,
    })
}
