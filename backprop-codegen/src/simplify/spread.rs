//! The rules for operations that move elements: a value is broadcast as late as may be, so that what is the same in
//! many places is computed once.

use crate::ir::{Attribute, NodeId};
use crate::ops::{Op, ShapeRule};
use crate::shape::{Axes, Extent, Shape, Size, aligned};
use crate::term::{Builder, Term};

/// The node of an operation on broadcast or moved operands, or a smaller one of the same value.
pub(super) fn out(
    builder: &Builder,
    op: Op,
    attribute: Attribute,
    operands: &[NodeId],
) -> Option<NodeId> {
    let first = builder.term(*operands.first()?);
    let shape = builder.read(|graph| graph.shape_of(op, attribute, operands));
    let term = match op {
        Op::Broadcast if first.shape() == shape => first,
        Op::Broadcast => narrow(first)?.broadcast(&shape),
        Op::Sum => sum(first, attribute.axes())?.broadcast(&shape),
        Op::Transpose | Op::Reshape | Op::Slice | Op::InsertAxis | Op::RemoveAxis => {
            moved(first, op, attribute, &shape)?
        }
        _ if op.operation().shape == ShapeRule::Broadcast => {
            let narrow: Vec<NodeId> = operands
                .iter()
                .map(|operand| narrow(builder.term(*operand)).map_or(*operand, |term| term.id))
                .collect();
            if narrow == operands {
                return None;
            }
            builder.apply(op, attribute, &narrow).broadcast(&shape)
        }
        _ => return None,
    };
    Some(term.id)
}

/// What has been broadcast.
fn narrow(term: Term<'_>) -> Option<Term<'_>> {
    operand(term, Op::Broadcast).map(|(inner, _)| inner)
}

/// The operand and the attribute of a node of this operation.
fn operand(term: Term<'_>, op: Op) -> Option<(Term<'_>, Attribute)> {
    term.builder.read(|graph| {
        let node = graph.node(term.id);
        let inner = *node.operands.first().filter(|_| node.op == op)?;
        Some((term.builder.term(inner), node.attribute))
    })
}

/// The sum of something that has been broadcast: each number as often as it stands there. Broadcast to the shape
/// of the sum, it is the sum.
fn sum(term: Term<'_>, axes: Axes) -> Option<Term<'_>> {
    let inner = narrow(term)?;
    let (full, own) = (term.shape(), inner.shape());
    let missing = full.len().checked_sub(own.len())?;
    let mut repeated = Shape::new();
    let mut summed = Axes::default();
    let mut removed = Vec::new();
    for axis in axes.iter() {
        let size = *full.get(axis)?;
        match aligned(&own, full.len(), axis) {
            Some(mine) if mine == size => {
                summed = summed.with(axis - missing);
            }
            Some(_) => {
                repeated.push(size);
                removed.push(axis - missing);
            }
            None => repeated.push(size),
        }
    }
    // Axes of size 1 go last to first; those before a removed axis keep their numbers.
    let mut sum = inner;
    for axis in removed.iter().rev() {
        sum = sum.at_axis(Op::RemoveAxis, i32::try_from(*axis).ok()?);
    }
    let shifted = summed.iter().fold(Axes::default(), |shifted, axis| {
        let before = removed.iter().filter(|removed| **removed < axis).count();
        shifted.with(axis - before)
    });
    if !shifted.is_empty() {
        sum = sum.sum(shifted);
    }
    if repeated.is_empty() {
        return Some(sum);
    }
    let count = sum.builder.count(&repeated);
    let times = sum * count;
    if Extent::of(&repeated).known().is_some_and(|known| known > 0) {
        return Some(times);
    }
    // Over nothing the sum is zero, be the number infinite.
    Some(times.unless(count.is_zero()))
}

/// Moves that undo each other, and moves of a number that stands everywhere.
fn moved<'b>(term: Term<'b>, op: Op, attribute: Attribute, shape: &[Size]) -> Option<Term<'b>> {
    if op == Op::Reshape {
        if term.shape() == shape {
            return Some(term);
        }
        if let Some((inner, _)) = operand(term, Op::Reshape) {
            return Some(inner.reshape(shape));
        }
        // One element has axes of size 1 alone, which come and go one by one.
        let (own, wanted) = (term.shape().len(), shape.len());
        if own == 0 || wanted == 0 {
            let inserted = (0..wanted).fold(term, |term, _| term.at_axis(Op::InsertAxis, 0));
            return Some((0..own).fold(inserted, |term, _| term.at_axis(Op::RemoveAxis, 0)));
        }
    }
    if op == Op::Transpose && shape.len() < 2 {
        return Some(term);
    }
    let inverse = match op {
        Op::Transpose => Some(Op::Transpose),
        Op::InsertAxis => Some(Op::RemoveAxis),
        Op::RemoveAxis => Some(Op::InsertAxis),
        _ => None,
    };
    if let Some((inner, undone)) = inverse.and_then(|inverse| operand(term, inverse))
        && undone == attribute
    {
        return Some(inner);
    }
    let inner = narrow(term)?;
    inner.shape().is_empty().then(|| inner.broadcast(shape))
}
