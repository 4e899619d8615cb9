//! What `resolve` gives: the steps of a graph in the order of evaluation.

use super::Mention;
use crate::ops::Op;
use crate::place::Place;
use crate::signature::PathConstant;
use crate::sorted::Set;
use crate::syntax::ast::{IndexAst, Name, SizeAst, TypeAst};

/// A position in [`Resolved::steps`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StepId(pub(super) usize);

impl StepId {
    pub(crate) fn index(self) -> usize {
        self.0
    }
}

/// One evaluation step; its operands come before it.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) kind: StepKind,
    pub(crate) place: Place,
}

#[derive(Debug)]
pub(crate) enum StepKind {
    Poison,
    Number {
        digits: String,
    },
    Input(usize),
    /// The value of a `let`, where it is used, and the position of the `let` in [`Resolved::names`].
    Use {
        value: StepId,
        binding: usize,
    },
    Path(usize),
    /// An operation of the language, and its argument that is no value, if it takes one.
    Apply {
        op: Op,
        operands: Vec<StepId>,
        argument: Argument,
        /// Its operator or name.
        at: Place,
    },
    /// Positions and ranges of a value.
    Index {
        value: StepId,
        items: Vec<IndexAst>,
        at: Place,
    },
    List,
}

/// An argument of an operation that is no value.
#[derive(Debug)]
pub(crate) enum Argument {
    None,
    /// The exponent of `powi`.
    Integer(i32),
    Axis(AxisAst),
    Sizes(Vec<SizeAst>, Place),
}

/// An axis, by number or by the name of its size.
#[derive(Debug)]
pub(crate) enum AxisAst {
    Number(usize, Place),
    /// Counted from the end, which is a mistake.
    Negative(usize, Place),
    Name(Name),
}

#[derive(Debug, Default)]
pub(crate) struct Resolved {
    pub(crate) steps: Vec<Step>,
    pub(crate) results: Vec<StepId>,
    pub(crate) paths: Vec<PathConstant>,
    /// What each `let` names, in order.
    pub(crate) names: Vec<(StepId, String)>,
    /// The types that `let`s declare, in the order of their steps.
    pub(crate) declared: Vec<Declaration>,
    pub(crate) unused: Vec<Name>,
    /// The names in the body, as they stand there.
    pub(crate) mentions: Vec<Mention>,
    /// The names of several inputs.
    pub(crate) ambiguous: Set<String>,
    /// Whether a mistake has been reported.
    pub(crate) broken: bool,
    /// Whether several values have been reported where one must stand.
    pub(crate) tuples: bool,
}

/// A `let` with a type.
#[derive(Debug)]
pub(crate) struct Declaration {
    pub(crate) step: StepId,
    pub(crate) name: String,
    pub(crate) ty: TypeAst,
}

impl Resolved {
    /// Where a step stands in the source.
    pub(crate) fn place(&self, step: StepId) -> Option<Place> {
        self.steps.get(step.index()).map(|step| step.place)
    }
}
