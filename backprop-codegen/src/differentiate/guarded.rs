//! Adjoints under a condition: what a branch that was not taken would contribute is not to be trusted.

use super::scale::Scale;
use crate::ir::{Attribute, NodeId};
use crate::ops::Op;
use crate::shape::Size;
use crate::simplify::rewrite;
use crate::term::{Builder, Term};

/// An adjoint that is `scale` times `value` where `guard` holds, and zero elsewhere; `value` is not to be trusted there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guarded {
    pub(super) guard: Option<NodeId>,
    pub(super) value: NodeId,
    pub(super) scale: Scale,
}

impl Guarded {
    pub(super) fn free(value: NodeId) -> Self {
        Self {
            guard: None,
            value,
            scale: Scale::ONE,
        }
    }

    /// The adjoint without a guard: zeros are written where it does not hold. It keeps its scale.
    pub(super) fn free_of_guard(self, builder: &Builder) -> Self {
        let unscaled = Self {
            scale: Scale::ONE,
            ..self
        };
        Self {
            guard: None,
            value: unscaled.resolve(builder).id,
            ..self
        }
    }

    /// The same adjoint, with its scale or a part of it written out.
    pub(super) fn scaled(self, written: Scale, left: Scale, builder: &Builder) -> Self {
        Self {
            value: written.of_term(builder.term(self.value)).id,
            scale: left,
            ..self
        }
    }

    /// The adjoint as a plain value.
    pub(super) fn resolve(self, builder: &Builder) -> Term<'_> {
        let value = self.scale.of_term(builder.term(self.value));
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
                ..self
            };
        }
        let zeros = self.free_of_guard(builder);
        let value = builder.term(zeros.value).broadcast(&full).sum_to(&own).id;
        let guard = guard.and_then(|guard| anywhere(guard, &full, &own, operand));
        Self {
            guard,
            value,
            ..self
        }
    }

    /// The sum of two adjoints, under the weakest guard that covers both.
    pub(super) fn plus(self, other: Self, builder: &Builder) -> Self {
        let (mut left, mut right) = (self, other);
        if left.scale == right.scale.opposite() {
            // The negative one is subtracted.
            let negative = if left.scale.is_negative() {
                &mut left
            } else {
                &mut right
            };
            *negative = negative.scaled(Scale::ONE.opposite(), negative.scale.opposite(), builder);
        } else if left.scale != right.scale {
            left = left.scaled(left.scale, Scale::ONE, builder);
            right = right.scaled(right.scale, Scale::ONE, builder);
        }
        left.plus_alike(right, builder)
    }

    /// The same for adjoints of one scale.
    fn plus_alike(self, other: Self, builder: &Builder) -> Self {
        let (left, right) = (builder.term(self.value), builder.term(other.value));
        if self.guard == other.guard {
            return match self.scale.doubled() {
                Some(scale) if left.id == right.id => Self { scale, ..self },
                _ => Self {
                    value: (left + right).id,
                    ..self
                },
            };
        }
        if let Some((common, condition)) = complementary(self.guard, other.guard, builder) {
            return Self {
                guard: common,
                value: builder.term(condition).select(left, right).id,
                ..self
            };
        }
        let (Some(mine), Some(others)) = (self.guard, other.guard) else {
            let [left, right] =
                [self, other].map(|side| builder.term(side.free_of_guard(builder).value));
            return Self {
                guard: None,
                value: (left + right).id,
                ..self
            };
        };
        let guard = builder.apply(Op::Or, Attribute::None, &[mine, others]).id;
        if excludes(builder, others, mine) {
            let value = builder.term(mine).select(left, right).id;
            return Self {
                guard: Some(guard),
                value,
                ..self
            };
        }
        if excludes(builder, mine, others) {
            let value = builder.term(others).select(right, left).id;
            return Self {
                guard: Some(guard),
                value,
                ..self
            };
        }
        // Where one guard covers the other, its side needs no selection of its own.
        let keep = |side: Guarded| {
            if side.guard == Some(guard) {
                builder.term(side.value)
            } else {
                builder.term(side.free_of_guard(builder).value)
            }
        };
        Self {
            guard: Some(guard),
            value: (keep(self) + keep(other)).id,
            ..self
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
