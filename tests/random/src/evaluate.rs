//! A graph's tree evaluated with dual numbers.

use crate::derivatives;
use crate::dual::{Dual, Partial};
use crate::element::Element;
use crate::limits;
use crate::tree::{self, Block, Condition, Constant, Expr, Graph, Infix, Let};

/// Units of epsilon that a function may be off, relative to its value.
const ROUNDING: f64 = 4.0;

pub(crate) struct Evaluation<R> {
    pub(crate) outputs: Vec<Dual<R>>,
    /// On which side of every kink and every condition the point is, in order of evaluation.
    pub(crate) sides: Vec<i64>,
    /// The values that passed `stop_gradient`, in order of evaluation.
    pub(crate) stopped: Vec<R>,
    /// How many operations were evaluated.
    pub(crate) operations: u32,
}

/// Evaluates the graph with the derivative in the direction of one input. With `frozen`, what passes
/// `stop_gradient` is replaced by those values, which makes the function one whose derivative is the
/// graph's gradient.
pub(crate) fn evaluate<R: Element>(
    graph: &Graph,
    at: &[R],
    direction: Option<usize>,
    frozen: Option<&[R]>,
) -> Evaluation<R> {
    let mut evaluator = Evaluator {
        element: graph.element,
        scope: Vec::new(),
        frozen,
        sides: Vec::new(),
        stopped: Vec::new(),
        operations: 0,
    };
    for (index, (input, &value)) in graph.inputs.iter().zip(at).enumerate() {
        let dual = if direction == Some(index) {
            Dual::seed(value)
        } else {
            Dual::constant(value)
        };
        evaluator.scope.push((&input.name, dual));
    }
    evaluator.lets(&graph.lets);
    let outputs = graph
        .results
        .iter()
        .map(|result| evaluator.expr(result))
        .collect();
    let Evaluator {
        sides,
        stopped,
        operations,
        ..
    } = evaluator;
    Evaluation {
        outputs,
        sides,
        stopped,
        operations,
    }
}

/// The value of a constant by its path.
pub(crate) fn constant(path: &str) -> Option<f64> {
    Some(match path {
        "std::f64::consts::PI" => std::f64::consts::PI,
        "std::f32::consts::PI" => f64::from(std::f32::consts::PI),
        "std::f64::consts::FRAC_1_SQRT_2" => std::f64::consts::FRAC_1_SQRT_2,
        "core::f32::consts::FRAC_1_SQRT_2" => f64::from(std::f32::consts::FRAC_1_SQRT_2),
        "core::f64::consts::LN_2" => std::f64::consts::LN_2,
        "std::f32::consts::LN_2" => f64::from(std::f32::consts::LN_2),
        "GAIN" => limits::GAIN,
        "NARROW_GAIN" => f64::from(limits::NARROW_GAIN),
        "crate::limits::OFFSET" => limits::OFFSET,
        "crate::limits::narrow::OFFSET" => f64::from(limits::narrow::OFFSET),
        _ => return None,
    })
}

struct Evaluator<'a, R> {
    element: tree::Element,
    scope: Vec<(&'a str, Dual<R>)>,
    frozen: Option<&'a [R]>,
    sides: Vec<i64>,
    stopped: Vec<R>,
    operations: u32,
}

impl<'a, R: Element> Evaluator<'a, R> {
    fn lets(&mut self, lets: &'a [Let]) {
        for binding in lets {
            let value = self.expr(&binding.value);
            self.scope.push((&binding.name, value));
        }
    }

    fn block(&mut self, block: &'a Block) -> Dual<R> {
        let mark = self.scope.len();
        self.lets(&block.lets);
        let result = self.expr(&block.result);
        self.scope.truncate(mark);
        result
    }

    fn expr(&mut self, expr: &'a Expr) -> Dual<R> {
        match expr {
            Expr::Number(text) => Dual::constant(R::literal(text)),
            Expr::Constant(constant) => Dual::constant(self.constant(constant)),
            Expr::Name(name) => {
                let found = self.scope.iter().rev().find(|binding| binding.0 == name);
                found.expect("a name of the generator is bound").1
            }
            Expr::Negate(operand) => {
                self.operations += 1;
                let operand = self.expr(operand);
                Dual::chain(
                    operand.value.negate(),
                    0.0,
                    &[(Partial::Smooth(-1.0, 0.0), &operand)],
                )
            }
            Expr::Infix(operator, left, right) => {
                self.operations += 1;
                let (left, right) = (self.expr(left), self.expr(right));
                infix(*operator, &left, &right)
            }
            Expr::Call(function, arguments, _) => {
                self.operations += 1;
                let arguments: Vec<Dual<R>> = arguments
                    .iter()
                    .map(|argument| self.expr(argument))
                    .collect();
                self.call(function, &arguments)
            }
            Expr::Power(base, exponent, _) => {
                self.operations += 1;
                let base = self.expr(base);
                let partial = derivatives::powi(base.value.wide(), *exponent);
                let value = base.value.powi(*exponent);
                Dual::chain(value, ROUNDING * value.wide().abs(), &[(partial, &base)])
            }
            Expr::If(arms, otherwise) => {
                for (condition, branch) in arms {
                    if self.condition(condition) {
                        return self.block(branch);
                    }
                }
                self.block(otherwise)
            }
            Expr::Block(block) => self.block(block),
        }
    }

    fn constant(&self, named: &'static Constant) -> R {
        R::rounded(
            constant(named.path(self.element)).expect("a constant of the generator has a value"),
        )
    }

    fn call(&mut self, function: &'static str, arguments: &[Dual<R>]) -> Dual<R> {
        let values: Vec<R> = arguments.iter().map(|argument| argument.value).collect();
        let mut value = R::call(function, &values);
        if function == "stop_gradient" {
            if let Some(frozen) = self.frozen {
                value = frozen.get(self.stopped.len()).copied().unwrap_or(value);
            }
            self.stopped.push(value);
        }
        let wide: Vec<f64> = values.iter().map(|value| value.wide()).collect();
        let local = derivatives::call(function, &wide);
        self.sides.push(local.side);
        let operands: Vec<(Partial, &Dual<R>)> =
            local.partials.into_iter().zip(arguments).collect();
        let rounding = ROUNDING * value.wide().abs() + local.loss;
        Dual::chain(value, rounding, &operands)
    }

    fn condition(&mut self, condition: &'a Condition) -> bool {
        match condition {
            Condition::Compare(operator, left, right) => {
                let (left, right) = (self.expr(left).value, self.expr(right).value);
                let holds = match *operator {
                    "<" => left < right,
                    "<=" => left <= right,
                    ">" => left > right,
                    ">=" => left >= right,
                    "==" => left == right,
                    _ => left != right,
                };
                self.sides
                    .push(i64::from(holds) * 2 + i64::from(left == right));
                holds
            }
            Condition::And(left, right) => self.condition(left) && self.condition(right),
            Condition::Or(left, right) => self.condition(left) || self.condition(right),
            Condition::Not(inner) => !self.condition(inner),
        }
    }
}

fn infix<R: Element>(operator: Infix, left: &Dual<R>, right: &Dual<R>) -> Dual<R> {
    let (x, y) = (left.value.wide(), right.value.wide());
    let constant = |slope| Partial::Smooth(slope, 0.0);
    let (by_left, by_right) = match operator {
        Infix::Add => (constant(1.0), constant(1.0)),
        Infix::Subtract => (constant(1.0), constant(-1.0)),
        Infix::Multiply => (constant(y), constant(x)),
        Infix::Divide => {
            let at = if x.is_infinite() { 0.0 } else { y };
            (
                derivatives::pole(y.recip(), y),
                derivatives::pole(-(x / y) / y, at),
            )
        }
    };
    let value = R::infix(operator.symbol(), left.value, right.value);
    Dual::chain(
        value,
        ROUNDING * value.wide().abs(),
        &[(by_left, left), (by_right, right)],
    )
}
