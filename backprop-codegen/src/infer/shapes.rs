//! Broadcasting: whether the shapes of operands fit, and whether a value has the shape that is declared.

use super::dims::{Declared, too_many_elements};
use super::nodes::Build;
use crate::diag::catalogue;
use crate::ir::NodeId;
use crate::ops::Op;
use crate::place::Place;
use crate::resolve::{StepId, StepKind};
use crate::shape::{self, Shape, Size, broadcast_size};

/// An operand: its step, and its node.
pub(super) type Operand = (StepId, NodeId);

impl Build<'_> {
    /// Whether the operands broadcast; if they do not, it is reported.
    pub(super) fn fit(
        &mut self,
        op: Op,
        steps: &[StepId],
        nodes: &[NodeId],
        at: Place,
    ) -> Option<()> {
        let operands: Vec<Operand> = steps.iter().copied().zip(nodes.iter().copied()).collect();
        if let (Op::Select, [condition, then, otherwise]) = (op, operands.as_slice()) {
            return self.branches(*condition, *then, *otherwise);
        }
        let mut whole = Shape::new();
        for (position, right) in operands.iter().enumerate() {
            let next = self.shape(right.1);
            if let Some(back) = mismatch(&whole, &next) {
                let earlier = operands.get(..position).unwrap_or(&[]);
                let left = self.with_size(earlier, from_end(&whole, back), back)?;
                let sides = [self.side(left, back), self.side(*right, back)];
                let help = self.broadcast_advice(op, left, *right, back);
                let (left, right) = (self.text(left.1), self.text(right.1));
                let name = op.operation().name;
                let report = catalogue::broadcast_mismatch(at, name, &left, &right, sides, help);
                self.diagnostics.report(report);
                return None;
            }
            whole = shape::broadcast(&whole, &next);
        }
        Some(())
    }

    /// The first operand that has this size, so many axes from the end.
    fn with_size(&self, operands: &[Operand], size: Option<Size>, back: usize) -> Option<Operand> {
        let mut operands = operands.iter().copied();
        operands.find(|operand| from_end(&self.shape(operand.1), back) == size)
    }

    /// Whether the branches of an `if` fit each other, and its condition them.
    fn branches(&mut self, condition: Operand, then: Operand, otherwise: Operand) -> Option<()> {
        let (first, second) = (self.shape(then.1), self.shape(otherwise.1));
        if let Some(back) = mismatch(&first, &second) {
            let other = self.other_branch(otherwise, &first);
            let sides = [self.side(then, back), self.side(other, back)];
            let help = self.broadcast_advice(Op::Select, then, other, back);
            let (left, right) = (self.text(then.1), self.text(other.1));
            let place = self.resolved.place(other.0)?;
            let report = catalogue::branch_mismatch(place, &left, &right, sides, help);
            self.diagnostics.report(report);
            return None;
        }
        let value = shape::broadcast(&first, &second);
        if let Some(back) = mismatch(&self.shape(condition.1), &value) {
            let branch = self.with_size(&[then, otherwise], from_end(&value, back), back)?;
            let sides = [self.side(condition, back), self.side(branch, back)];
            let help = self.broadcast_advice(Op::Select, condition, branch, back);
            let text = self.text(condition.1);
            let value = self.signature.shape_text(&value);
            let place = self.resolved.place(condition.0)?;
            let report = catalogue::condition_mismatch(place, &text, &value, sides, help);
            self.diagnostics.report(report);
            return None;
        }
        Some(())
    }

    /// What does not fit `then` in the branches of an `else if`, or all of it.
    fn other_branch(&self, otherwise: Operand, then: &[Size]) -> Operand {
        let mut whole = otherwise;
        loop {
            let step = self.resolved.steps.get(whole.0.index());
            let Some(StepKind::Apply { op, operands, .. }) = step.map(|step| &step.kind) else {
                return whole;
            };
            let (Op::Select, [_, first, rest]) = (*op, operands.as_slice()) else {
                return whole;
            };
            let (Some(node), Some(rest_node)) = (self.value(*first), self.value(*rest)) else {
                return whole;
            };
            if mismatch(then, &self.shape(node)).is_some() {
                return (*first, node);
            }
            whole = (*rest, rest_node);
        }
    }

    /// The value, if it has the shape that `owner` is declared with.
    pub(super) fn expect_shape(
        &mut self,
        step: StepId,
        node: NodeId,
        declared: &Declared,
        owner: &str,
    ) -> Option<NodeId> {
        let Some(expected) = declared.shape() else {
            return Some(node);
        };
        let found = self.shape(node);
        if found == *expected {
            return Some(node);
        }
        let differing = (found.len() == expected.len())
            .then(|| {
                found
                    .iter()
                    .zip(expected)
                    .rposition(|(one, other)| one != other)
            })
            .flatten();
        let side = differing.and_then(|axis| self.side((step, node), found.len() - 1 - axis));
        let help = self.shape_advice(&found, expected, owner);
        let (expected, found) = (self.words(expected), self.words(&found));
        let place = self.resolved.place(step)?;
        let report = catalogue::shape_mismatch(place, &expected, &found, owner, side, help);
        self.diagnostics.report(report);
        None
    }

    /// The value, unless it has more elements than an array can have.
    pub(super) fn limited(&mut self, node: NodeId, place: Place) -> Option<NodeId> {
        let too_many = self
            .builder
            .read(|graph| too_many_elements(&graph.node(node).shape));
        if too_many {
            self.diagnostics.report(catalogue::too_many_elements(place));
            return None;
        }
        Some(node)
    }

    /// A node's shape for messages.
    pub(super) fn text(&self, node: NodeId) -> String {
        self.words(&self.shape(node))
    }

    /// A shape for messages.
    pub(super) fn words(&self, shape: &[Size]) -> String {
        if shape.is_empty() {
            "a scalar".to_owned()
        } else {
            self.signature.shape_text(shape)
        }
    }
}

/// How many axes from the end the innermost sizes stand that do not broadcast, if there are such.
pub(super) fn mismatch(left: &[Size], right: &[Size]) -> Option<usize> {
    let mut pairs = left.iter().rev().zip(right.iter().rev());
    pairs.position(|(left, right)| broadcast_size(*left, *right).is_none())
}

/// The size that stands so many axes from the end.
pub(super) fn from_end(shape: &[Size], back: usize) -> Option<Size> {
    shape.iter().rev().nth(back).copied()
}
