//! The operations: one entry each, with names, arity, value, derivative, expansion, cost and print.
//!
//! [`table`] holds the entries, [`entry`] the kinds of entries; this file says what an entry is, [`work`] what it is counted as.

mod entry;
mod table;
mod tensor;
mod work;

use crate::ir::Attribute;
use crate::shape::Axes;
use crate::term::Term;

pub(crate) use table::Op;
pub(crate) use work::Work;

/// Whether a value is a number or a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Number,
    Boolean,
}

/// What a call gives for each operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parameter {
    Value,
    /// An integer literal.
    Integer,
    /// An axis, by name or number.
    Axis,
    /// A list of sizes.
    Sizes,
}

/// How a naive interpreter computes a node, in each precision.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(
    not(feature = "tools"),
    expect(dead_code, reason = "the compiler folds numbers, and nothing else")
)]
pub(crate) enum Value {
    /// Leaves, and operations that are expanded into others.
    None,
    Number {
        single: fn(&[f32]) -> f32,
        double: fn(&[f64]) -> f64,
    },
    Power {
        single: fn(f32, i32) -> f32,
        double: fn(f64, i32) -> f64,
    },
    Comparison {
        single: fn(f32, f32) -> bool,
        double: fn(f64, f64) -> bool,
    },
    Logic(fn(&[bool]) -> bool),
    Select,
    /// An operation on whole tensors.
    Tensor,
}

/// How adjoints flow through an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Adjoint {
    /// Nobody has written it: an error that names the operation.
    Missing,
    /// The derivative is zero everywhere: no adjoint flows.
    Zero,
    /// The branches of an `if`: the adjoint stands under the same condition.
    Branch,
    /// One rule for each operand.
    Rules(&'static [Rule]),
}

/// An operand's share of the adjoint.
pub(crate) type Rule = for<'b> fn(At<'b>) -> Term<'b>;

/// Where a rule is applied: the cotangent of the result, the result, and the operands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<'b> {
    pub(crate) g: Term<'b>,
    pub(crate) y: Term<'b>,
    pub(crate) a: Term<'b>,
    pub(crate) b: Term<'b>,
    /// The exponent of `powi`, or an axis.
    pub(crate) n: i32,
    pub(crate) attribute: Attribute,
}

impl At<'_> {
    /// The axes of a reduction.
    pub(crate) fn axes(&self) -> Axes {
        self.attribute.axes()
    }
}

/// The operands of an operation that is written out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Operands<'b> {
    pub(crate) a: Term<'b>,
    /// The second operand; the first, if there is none.
    pub(crate) b: Term<'b>,
    /// The exponent of `powi`.
    pub(crate) n: i32,
    pub(crate) attribute: Attribute,
}

impl Operands<'_> {
    /// The axes of a reduction.
    pub(crate) fn axes(&self) -> Axes {
        self.attribute.axes()
    }
}

/// How an operation is written in Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Print {
    /// An atom, or an operation that is expanded before it is printed.
    None,
    /// An operator between its operands, with its precedence.
    Infix(&'static str, u8),
    Prefix(&'static str),
    /// A function of the trait `Float`.
    Function,
    Branch,
}

/// When an operation is written out in terms of others.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Expansion {
    Never,
    /// At once: it is a short form, and has no derivative of its own.
    Early(for<'b> fn(&[Term<'b>]) -> Option<Term<'b>>),
    /// After differentiation: its derivative is better than what the expansion's would be.
    Late(for<'b> fn(Operands<'b>) -> Term<'b>),
}

/// What an operation does to scalars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Elementwise,
    /// A reduction over all elements: a scalar is its own.
    Reduction,
    /// The reduction by this operation along one axis.
    Along(Op),
    /// It needs an axis.
    Tensor,
}

/// The shape of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ShapeRule {
    /// What the operands broadcast to.
    Broadcast,
    /// That of the operand, without the axes of the attribute.
    Reduced,
    /// That of the operand.
    Same,
    /// That of the operand, without its last axis.
    WithoutLast,
    /// Of a matrix product.
    Product,
    /// The axes in reverse.
    Reversed,
    /// With an axis of size 1 more.
    Inserted,
    /// With an axis of size 1 less.
    Removed,
    /// The attribute.
    Given,
    /// One axis as long as the window.
    Windowed,
    Scalar,
}

/// One entry of the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Operation {
    /// Its name in the language, in `Float`, and in dumps.
    pub(crate) name: &'static str,
    /// Whether the user may call it by name.
    pub(crate) callable: bool,
    pub(crate) parameters: &'static [Parameter],
    pub(crate) result: Kind,
    pub(crate) scope: Scope,
    pub(crate) shape: ShapeRule,
    pub(crate) commutative: bool,
    /// Whether IEEE 754 fixes every bit of the result, so that it may be computed while compiling.
    pub(crate) exact: bool,
    /// What it is counted as; for a reduction, what is done with each element.
    pub(crate) work: Work,
    pub(crate) value: Value,
    pub(crate) adjoint: Adjoint,
    pub(crate) expansion: Expansion,
    pub(crate) print: Print,
    /// What stands in its circle where a graph is drawn.
    pub(crate) symbol: &'static str,
}

impl Operation {
    /// Whether it is a function of `Float` that the user may call.
    pub(crate) fn is_function(&self) -> bool {
        let written_out = !matches!(self.expansion, Expansion::Never);
        self.callable && self.print == Print::Function && !written_out
    }

    /// Whether it is not worth to be computed twice: elementary functions and operations on whole tensors.
    pub(crate) fn is_costly(&self) -> bool {
        match self.value {
            Value::Tensor => !self.moves_elements(),
            _ => {
                let cheap = matches!(self.name, "relu" | "min" | "max");
                self.print == Print::Function && !self.exact && !cheap
            }
        }
    }

    /// Whether it computes nothing: its elements are those of its operand, and zeros.
    pub(crate) fn moves_elements(&self) -> bool {
        matches!(
            self.shape,
            ShapeRule::Reversed
                | ShapeRule::Inserted
                | ShapeRule::Removed
                | ShapeRule::Given
                | ShapeRule::Windowed
        )
    }
}

/// The operation that the user calls `name`.
pub(crate) fn find(name: &str) -> Option<Op> {
    table::ALL
        .iter()
        .copied()
        .find(|op| op.operation().callable && op.operation().name == name)
}

/// The form of a reduction that works along one axis.
pub(crate) fn along_axis(reduction: Op) -> Option<Op> {
    table::ALL
        .iter()
        .copied()
        .find(|op| op.operation().scope == Scope::Along(reduction))
}

/// The names of all operations that can be called.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    table::ALL
        .iter()
        .map(|op| op.operation())
        .filter(|operation| operation.callable)
        .map(|operation| operation.name)
}

/// The names of the operations on scalars that can be called.
pub(crate) fn elementwise() -> impl Iterator<Item = &'static str> {
    table::ALL
        .iter()
        .map(|op| op.operation())
        .filter(|operation| operation.callable && operation.scope == Scope::Elementwise)
        .map(|operation| operation.name)
}

/// The names of the operations that a graph can have, once `infer` has made it. Short forms are written out there, and
/// what works along an axis is a reduction.
pub(crate) fn calculated() -> impl Iterator<Item = &'static str> {
    table::ALL
        .iter()
        .map(|op| op.operation())
        .filter(|operation| !matches!(operation.expansion, Expansion::Early(_)))
        .filter(|operation| !matches!(operation.scope, Scope::Along(_)))
        .map(|operation| operation.name)
}
