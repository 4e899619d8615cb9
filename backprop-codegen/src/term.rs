//! Writing expressions into a graph: derivatives and expansions are Rust arithmetic over [`Term`]s.

use std::cell::RefCell;
use std::ops::{Add, Div, Mul, Neg, Sub};

use crate::constant::Constant;
use crate::ir::{Attribute, Graph, NodeId};
use crate::ops::Op;
use crate::simplify::rewrite;

/// A graph that grows while terms over it are written.
#[derive(Debug)]
pub(crate) struct Builder {
    graph: RefCell<Graph>,
    mode: Mode,
}

/// Which new nodes are simplified on the way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    None,
    Conditions,
    All,
}

impl Builder {
    /// Interns nodes as they are written.
    pub(crate) fn plain(graph: Graph) -> Self {
        Self {
            graph: RefCell::new(graph),
            mode: Mode::None,
        }
    }

    /// Interns nodes as they are written, and simplifies conditions.
    pub(crate) fn rewriting_conditions(graph: Graph) -> Self {
        Self {
            graph: RefCell::new(graph),
            mode: Mode::Conditions,
        }
    }

    /// Simplifies nodes as they are written.
    pub(crate) fn rewriting(graph: Graph) -> Self {
        Self {
            graph: RefCell::new(graph),
            mode: Mode::All,
        }
    }

    pub(crate) fn finish(self) -> Graph {
        self.graph.into_inner()
    }

    pub(crate) fn term(&self, id: NodeId) -> Term<'_> {
        Term { builder: self, id }
    }

    pub(crate) fn apply(&self, op: Op, attribute: Attribute, operands: &[NodeId]) -> Term<'_> {
        let id = match self.mode {
            Mode::All => rewrite::node(self, op, attribute, operands),
            Mode::Conditions if matches!(op, Op::And | Op::Or | Op::Not) => {
                rewrite::condition(self, op, operands)
            }
            Mode::None | Mode::Conditions => self.intern(op, attribute, operands),
        };
        self.term(id)
    }

    /// A node as it is, not simplified.
    pub(crate) fn intern(&self, op: Op, attribute: Attribute, operands: &[NodeId]) -> NodeId {
        self.graph.borrow_mut().intern(op, attribute, operands)
    }

    pub(crate) fn constant(&self, constant: Constant) -> Term<'_> {
        let id = self.graph.borrow_mut().constant(constant);
        self.term(id)
    }

    pub(crate) fn read<T>(&self, read: impl FnOnce(&Graph) -> T) -> T {
        read(&self.graph.borrow())
    }

    pub(crate) fn write<T>(&self, write: impl FnOnce(&mut Graph) -> T) -> T {
        write(&mut self.graph.borrow_mut())
    }
}

/// A node of the graph that is being written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Term<'b> {
    pub(crate) builder: &'b Builder,
    pub(crate) id: NodeId,
}

impl<'b> Term<'b> {
    pub(crate) fn number(self, value: f64) -> Self {
        self.builder.constant(Constant::from(value))
    }

    pub(crate) fn apply(self, op: Op) -> Self {
        self.builder.apply(op, Attribute::None, &[self.id])
    }

    pub(crate) fn with(self, op: Op, other: Term<'b>) -> Self {
        self.builder
            .apply(op, Attribute::None, &[self.id, other.id])
    }

    pub(crate) fn powi(self, exponent: i32) -> Self {
        self.builder
            .apply(Op::Powi, Attribute::Integer(exponent), &[self.id])
    }

    pub(crate) fn is_zero(self) -> Self {
        self.with(Op::Equal, self.number(0.0))
    }

    pub(crate) fn not_positive(self) -> Self {
        self.with(Op::LessEqual, self.number(0.0))
    }

    /// `if self { then } else { otherwise }`; `self` is a condition.
    pub(crate) fn select(self, then: Term<'b>, otherwise: Term<'b>) -> Self {
        self.builder.apply(
            Op::Select,
            Attribute::None,
            &[self.id, then.id, otherwise.id],
        )
    }

    pub(crate) fn or_zero(self, condition: Term<'b>) -> Self {
        condition.select(self, self.number(0.0))
    }

    /// `if condition { 0 } else { self }`
    pub(crate) fn unless(self, condition: Term<'b>) -> Self {
        condition.select(self.number(0.0), self)
    }
}

macro_rules! arithmetic {
    ($($method:ident $trait:ident $op:ident),*) => {$(
        impl<'b> $trait for Term<'b> {
            type Output = Term<'b>;

            fn $method(self, other: Term<'b>) -> Term<'b> {
                self.with(Op::$op, other)
            }
        }

        impl<'b> $trait<f64> for Term<'b> {
            type Output = Term<'b>;

            fn $method(self, other: f64) -> Term<'b> {
                self.with(Op::$op, self.number(other))
            }
        }

        impl<'b> $trait<Term<'b>> for f64 {
            type Output = Term<'b>;

            fn $method(self, other: Term<'b>) -> Term<'b> {
                other.number(self).with(Op::$op, other)
            }
        }
    )*};
}

arithmetic!(add Add Add, sub Sub Sub, mul Mul Mul, div Div Div);

impl<'b> Neg for Term<'b> {
    type Output = Term<'b>;

    fn neg(self) -> Term<'b> {
        self.apply(Op::Neg)
    }
}
