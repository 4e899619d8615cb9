//! A tensor graph as a tree in which each expression knows its shape.

use crate::shape::{Dims, Shape};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Element {
    F64,
    F32,
    /// A type parameter, which the tests instantiate with both.
    Generic,
}

impl Element {
    /// The type as the graph writes it.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::F64 => "f64",
            Self::F32 => "f32",
            Self::Generic => "F",
        }
    }

    /// Whether the graph can be of `f32`, or else of `f64`.
    pub(crate) fn has(self, single: bool) -> bool {
        match self {
            Self::F64 => !single,
            Self::F32 => single,
            Self::Generic => true,
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Graph {
    pub(crate) name: String,
    pub(crate) element: Element,
    /// Whether the language fixes every bit of the value.
    pub(crate) exact: bool,
    pub(crate) inputs: Vec<Input>,
    pub(crate) outputs: Vec<Output>,
    pub(crate) lets: Vec<Let>,
    /// One for each output.
    pub(crate) results: Vec<Expr>,
    /// The least number that each named size can be.
    pub(crate) least: Dims,
}

#[derive(Clone, Debug)]
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) constant: bool,
    pub(crate) shape: Shape,
}

#[derive(Clone, Debug)]
pub(crate) struct Output {
    /// Absent for the single output that is only a type.
    pub(crate) name: Option<&'static str>,
    pub(crate) constant: bool,
    pub(crate) shape: Shape,
}

#[derive(Clone, Debug)]
pub(crate) struct Let {
    pub(crate) name: String,
    pub(crate) typed: bool,
    pub(crate) value: Expr,
}

#[derive(Clone, Debug)]
pub(crate) struct Expr {
    pub(crate) kind: Kind,
    pub(crate) shape: Shape,
}

/// How a call is written: `f(x)` or `x.f()`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Style {
    Function,
    Method,
}

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// A literal as it is written, without a suffix.
    Number(&'static str),
    /// A Rust constant: its path for `f64`, and for `f32`.
    Constant(&'static str, &'static str),
    Name(String),
    Negate(Box<Expr>),
    /// `+`, `-`, `*` or `/`.
    Infix(char, Box<Expr>, Box<Expr>),
    /// An elementwise function.
    Call(&'static str, Vec<Expr>, Style),
    Power(Box<Expr>, i32, Style),
    If(Vec<(Condition, Expr)>, Box<Expr>),
    Block(Box<Let>, Box<Expr>),
    /// A reduction over all axes.
    Reduce(&'static str, Box<Expr>, Style),
    /// A reduction along an axis, and whether the axis is named.
    Along(&'static str, Box<Expr>, usize, bool, Style),
    /// `softmax`, `log_softmax` or `logsumexp`.
    Last(&'static str, Box<Expr>, Style),
    /// A matrix product: by `@`, or else by `dot`.
    Dot(Box<Expr>, Box<Expr>, Option<Style>),
    Transpose(Box<Expr>, Style),
    InsertAxis(Box<Expr>, usize, Style),
    Reshape(Box<Expr>, Style),
    Slice(Box<Expr>, Vec<Item>),
}

/// An item of an index.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Item {
    At(i64),
    Range(Option<i64>, Option<i64>),
}

#[derive(Clone, Debug)]
pub(crate) enum Condition {
    Compare(&'static str, Expr, Expr),
    And(Box<Condition>, Box<Condition>),
    Or(Box<Condition>, Box<Condition>),
    Not(Box<Condition>),
}

impl Graph {
    /// The inputs that have a gradient.
    pub(crate) fn active_inputs(&self) -> impl Iterator<Item = (usize, &Input)> {
        let inputs = self.inputs.iter().enumerate();
        inputs.filter(|(_, input)| !input.constant)
    }

    /// The outputs that have a cotangent.
    pub(crate) fn active_outputs(&self) -> impl Iterator<Item = (usize, &Output)> {
        let outputs = self.outputs.iter().enumerate();
        outputs.filter(|(_, output)| !output.constant)
    }

    /// Whether `value_and_grad` is there: one output takes a cotangent, and it is a scalar.
    pub(crate) fn has_value_and_grad(&self) -> bool {
        let mut outputs = self.active_outputs();
        outputs
            .next()
            .is_some_and(|(_, output)| output.shape.is_empty())
            && outputs.next().is_none()
    }

    /// The bodies of all `let`s and the results.
    pub(crate) fn expressions(&self) -> impl Iterator<Item = &Expr> {
        self.lets
            .iter()
            .map(|binding| &binding.value)
            .chain(&self.results)
    }
}

impl Expr {
    /// Calls `visit` with this expression and all that it is made of.
    pub(crate) fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Expr)) {
        visit(self);
        match &self.kind {
            Kind::Number(_) | Kind::Constant(..) | Kind::Name(_) => {}
            Kind::Negate(operand)
            | Kind::Power(operand, ..)
            | Kind::Reduce(_, operand, _)
            | Kind::Along(_, operand, ..)
            | Kind::Last(_, operand, _)
            | Kind::Transpose(operand, _)
            | Kind::InsertAxis(operand, ..)
            | Kind::Reshape(operand, _)
            | Kind::Slice(operand, _) => operand.walk(visit),
            Kind::Infix(_, left, right) | Kind::Dot(left, right, _) => {
                left.walk(visit);
                right.walk(visit);
            }
            Kind::Call(_, operands, _) => {
                for operand in operands {
                    operand.walk(visit);
                }
            }
            Kind::If(arms, otherwise) => {
                for (condition, branch) in arms {
                    condition.walk(visit);
                    branch.walk(visit);
                }
                otherwise.walk(visit);
            }
            Kind::Block(binding, result) => {
                binding.value.walk(visit);
                result.walk(visit);
            }
        }
    }
}

impl Condition {
    fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Expr)) {
        match self {
            Self::Compare(_, left, right) => {
                left.walk(visit);
                right.walk(visit);
            }
            Self::And(left, right) | Self::Or(left, right) => {
                left.walk(visit);
                right.walk(visit);
            }
            Self::Not(inner) => inner.walk(visit),
        }
    }
}
