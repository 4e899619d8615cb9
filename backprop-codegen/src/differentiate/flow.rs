//! How an adjoint flows through one operation.

use super::guarded::{Guarded, anywhere};
use super::scale::without_factors;
use crate::ir::{Attribute, NodeId, NodeSet};
use crate::ops::{At, Op, Rule};
use crate::shape::Size;
use crate::term::Builder;

/// What `rule` gives for an operand: under the guard of the adjoint where that means the same there.
pub(super) fn flow(
    builder: &Builder,
    node: NodeId,
    operand: NodeId,
    adjoint: Guarded,
    rule: Rule,
    at: At<'_>,
) -> Guarded {
    let (op, elementwise) = builder.read(|graph| {
        let node = graph.node(node);
        (node.op, node.is_elementwise())
    });
    if elementwise {
        let (value, scale) = if at.y.shape().is_empty() {
            without_factors(builder, rule(at), at.g.id, adjoint.scale)
        } else {
            (rule(at), adjoint.scale)
        };
        let share = Guarded {
            value: value.id,
            scale,
            ..adjoint
        };
        return share.gathered(builder, node, operand);
    }
    let moved = adjoint.guard.and_then(|guard| {
        let guard = builder.term(guard);
        if guard.shape().is_empty() {
            return Some(guard);
        }
        let guard = guard.broadcast(&at.y.shape());
        match op {
            Op::Sum | Op::Mean | Op::Product | Op::MaxAll | Op::MinAll => {
                Some(guard.over(at.a, at.axes()))
            }
            Op::LogSumExp => Some(guard.over(at.a, at.a.last_axis())),
            Op::InsertAxis if at.a.shape().is_empty() => None,
            Op::InsertAxis | Op::RemoveAxis => Some(rule(At { g: guard, ..at })),
            Op::Transpose | Op::Reshape | Op::Slice => {
                // Conditions have no place in memory: a number is moved in its place.
                let number = guard.number(1.0).or_zero(guard);
                let moved = rule(At { g: number, ..at });
                Some(moved.with(Op::NotEqual, guard.number(0.0)))
            }
            _ => None,
        }
    });
    if let Some(guard) = moved {
        return Guarded {
            guard: Some(guard.id),
            value: rule(at).id,
            ..adjoint
        };
    }
    let g = builder.term(adjoint.free_of_guard(builder).value);
    let value = rule(At { g, ..at }).id;
    let guard = adjoint.guard.and_then(|guard| {
        let full = at.y.shape();
        // What each element of the operand reaches: a row, or a column.
        let mut reached = full.clone();
        if op == Op::InsertAxis {
            return anywhere(builder.term(guard), &full, &[], operand);
        }
        let mixed = match op {
            Op::Softmax | Op::LogSoftmax => reached.last_mut(),
            Op::Dot if operand == at.a.id && operand != at.b.id => reached.get_mut(1),
            Op::Dot if operand == at.b.id && operand != at.a.id => reached.first_mut(),
            _ => None,
        };
        *mixed? = Size::ONE;
        anywhere(builder.term(guard), &full, &reached, operand)
    });
    Guarded {
        guard,
        value,
        ..adjoint
    }
}

/// The adjoint of `if c { a } else { b }`, under `c` for `a` and under `!c` for `b`: for each active branch its
/// position, its node, and its share.
pub(super) fn branches(
    builder: &Builder,
    node: NodeId,
    operands: &[NodeId],
    adjoint: Guarded,
    active: &NodeSet,
) -> Vec<(usize, NodeId, Guarded)> {
    let &[condition, then, otherwise] = operands else {
        return Vec::new();
    };
    let under = |condition: NodeId| Guarded {
        guard: Some(match adjoint.guard {
            Some(outer) => {
                builder
                    .apply(Op::And, Attribute::None, &[outer, condition])
                    .id
            }
            None => condition,
        }),
        ..adjoint
    };
    let negated = builder.term(condition).apply(Op::Not).id;
    [(1, then, condition), (2, otherwise, negated)]
        .into_iter()
        .filter(|(_, branch, _)| active.contains(*branch))
        .map(|(position, branch, condition)| {
            let share = under(condition).gathered(builder, node, branch);
            (position, branch, share)
        })
        .collect()
}
