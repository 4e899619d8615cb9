//! Adjoints under a condition: what a branch that was not taken would contribute is not to be trusted.

use crate::ir::{Attribute, NodeId};
use crate::ops::Op;
use crate::shape::Size;
use crate::simplify::rewrite;
use crate::term::{Builder, Term};

/// An adjoint that is `value` where `guard` holds, and zero elsewhere; `value` is not to be trusted there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guarded {
    pub(super) guard: Option<NodeId>,
    pub(super) value: NodeId,
}

impl Guarded {
    pub(super) fn free(value: NodeId) -> Self {
        Self { guard: None, value }
    }

    /// The adjoint as a plain value.
    pub(super) fn resolve(self, builder: &Builder) -> Term<'_> {
        let value = builder.term(self.value);
        match self.guard {
            Some(guard) => value.or_zero(builder.term(guard)),
            None => value,
        }
    }

    /// Whether it is zero everywhere.
    pub(super) fn is_zero(self, builder: &Builder) -> bool {
        let constant = builder.read(|graph| graph.node(self.value).constant());
        constant.is_some_and(|constant| constant.is(0.0))
    }

    /// The adjoint of an operand that has been broadcast to the shape of `node`, from what `node` has for each
    /// of its elements.
    pub(super) fn gathered(self, builder: &Builder, node: NodeId, operand: NodeId) -> Self {
        let (full, own) = (builder.term(node).shape(), builder.term(operand).shape());
        if self.is_zero(builder) {
            // It will be left out.
            return self;
        }
        if full == own {
            let value = builder.term(self.value).broadcast(&full).id;
            return Self { value, ..self };
        }
        let guard = self.guard.map(|guard| builder.term(guard));
        // A condition on an array is no condition on a number.
        let narrow = guard.filter(|guard| !own.is_empty() || guard.shape().is_empty());
        if let Some(guard) = narrow.and_then(|guard| guard.narrowed(&full, &own)) {
            // It is the same at all positions that are summed.
            let value = builder.term(self.value).broadcast(&full).sum_to(&own);
            return Self {
                guard: Some(guard.id),
                value: value.id,
            };
        }
        let value = self.resolve(builder).broadcast(&full).sum_to(&own).id;
        let guard = guard.and_then(|guard| anywhere(guard, &full, &own, operand));
        Self { guard, value }
    }

    /// The sum of two adjoints, under the weakest guard that covers both.
    pub(super) fn plus(self, other: Self, builder: &Builder) -> Self {
        let (left, right) = (builder.term(self.value), builder.term(other.value));
        if self.guard == other.guard {
            return Self {
                guard: self.guard,
                value: (left + right).id,
            };
        }
        if let Some((common, condition)) = complementary(self.guard, other.guard, builder) {
            return Self {
                guard: common,
                value: builder.term(condition).select(left, right).id,
            };
        }
        let (Some(mine), Some(others)) = (self.guard, other.guard) else {
            let sum = self.resolve(builder) + other.resolve(builder);
            return Self::free(sum.id);
        };
        let guard = builder.apply(Op::Or, Attribute::None, &[mine, others]).id;
        if excludes(builder, others, mine) {
            let value = builder.term(mine).select(left, right).id;
            return Self {
                guard: Some(guard),
                value,
            };
        }
        if excludes(builder, mine, others) {
            let value = builder.term(others).select(right, left).id;
            return Self {
                guard: Some(guard),
                value,
            };
        }
        // Where one guard covers the other, its side needs no selection of its own.
        let keep = |side: Guarded| {
            if side.guard == Some(guard) {
                builder.term(side.value)
            } else {
                side.resolve(builder)
            }
        };
        Self {
            guard: Some(guard),
            value: (keep(self) + keep(other)).id,
        }
    }
}

/// If one guard is `common && c` and the other `common && !c`: the common part, and the condition under
/// which the first side holds.
fn complementary(
    left: Option<NodeId>,
    right: Option<NodeId>,
    builder: &Builder,
) -> Option<(Option<NodeId>, NodeId)> {
    let ((outer, mine), (other_outer, others)) = (split(left?, builder), split(right?, builder));
    let opposite = builder.term(mine).apply(Op::Not).id == others;
    (outer == other_outer && opposite).then_some((outer, mine))
}

/// Whether `guard` holds only where `condition` does not.
fn excludes(builder: &Builder, guard: NodeId, condition: NodeId) -> bool {
    let negated = builder.term(condition).apply(Op::Not).id;
    rewrite::implies(builder, guard, negated)
}

/// A guard as its outer part and its innermost condition.
fn split(guard: NodeId, builder: &Builder) -> (Option<NodeId>, NodeId) {
    builder.read(|graph| {
        let node = graph.node(guard);
        match (node.op, node.operands.as_slice()) {
            (Op::And, [outer, inner]) => (Some(*outer), *inner),
            _ => (None, guard),
        }
    })
}

/// The condition under which a guard holds somewhere among the positions of `full` that one position of `own` reaches.
/// None below an input: a sum of zeros is zero, and nothing makes more of it.
pub(super) fn anywhere(
    guard: Term<'_>,
    full: &[Size],
    own: &[Size],
    operand: NodeId,
) -> Option<NodeId> {
    let below = guard
        .builder
        .read(|graph| graph.node(operand).op != Op::Input);
    below.then(|| {
        let ones = guard.number(1.0).or_zero(guard);
        let largest = ones.largest_within(full, own);
        largest.with(Op::Greater, guard.number(0.0)).id
    })
}
