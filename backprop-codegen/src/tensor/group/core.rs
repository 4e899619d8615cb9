//! A node without the views that are no work: those that insert, remove or broadcast axes.

use super::Groups;
use crate::ir::{Attribute, NodeId};
use crate::ops::Op;
use crate::shape::Size;

/// A node as its readers see it, without the views that are no work.
#[derive(Clone, Debug)]
pub(crate) struct Core {
    pub(crate) node: NodeId,
    /// For each axis of `node`, the axis of the view.
    pub(crate) axes: Vec<Option<usize>>,
}

impl Groups<'_> {
    /// A node without the views that are no work.
    pub(crate) fn core(&self, id: NodeId) -> Core {
        let graph = self.graph();
        let mut core = Core {
            node: id,
            axes: (0..graph.node(id).rank()).map(Some).collect(),
        };
        while !self.is_given(core.node) && !self.copied.contains(core.node) {
            let node = graph.node(core.node);
            let Some(operand) = node.operands.first() else {
                break;
            };
            let inner = graph.node(*operand);
            let outer = |axis: usize| -> Option<usize> {
                match (node.op, node.attribute) {
                    (Op::InsertAxis, Attribute::Integer(inserted)) => {
                        let inserted = usize::try_from(inserted).ok()?;
                        Some(axis + usize::from(axis >= inserted))
                    }
                    (Op::RemoveAxis, Attribute::Integer(removed)) => {
                        let removed = usize::try_from(removed).ok()?;
                        (axis != removed).then(|| axis - usize::from(axis > removed))
                    }
                    _ => {
                        let outer = axis + node.rank().checked_sub(inner.rank())?;
                        (inner.shape.get(axis) == node.shape.get(outer)).then_some(outer)
                    }
                }
            };
            if !matches!(node.op, Op::InsertAxis | Op::RemoveAxis | Op::Broadcast) {
                break;
            }
            let axes = (0..inner.rank())
                .map(|axis| core.axes.get(outer(axis)?).copied().flatten())
                .collect();
            core = Core {
                node: *operand,
                axes,
            };
        }
        core
    }

    /// The node that a number is read from: without views of numbers, but an element of an array as itself.
    pub(crate) fn number(&self, id: NodeId) -> NodeId {
        let core = self.core(id).node;
        if self.graph().node(core).shape.is_empty() {
            core
        } else {
            id
        }
    }

    /// What a copied view shows.
    pub(crate) fn behind(&self, id: NodeId) -> Core {
        let node = self.graph().node(id);
        let soft = matches!(node.op, Op::InsertAxis | Op::RemoveAxis | Op::Broadcast);
        let Some(operand) = node.operands.first().filter(|_| soft) else {
            // Its elements are not those of its operand in the same places: it is read by its access.
            return Core {
                node: id,
                axes: (0..node.rank()).map(Some).collect(),
            };
        };
        let inner = self.core(*operand);
        let own = self.graph().node(*operand);
        let outer = |axis: usize| -> Option<usize> {
            match (node.op, node.attribute) {
                (Op::InsertAxis, Attribute::Integer(inserted)) => {
                    let inserted = usize::try_from(inserted).ok()?;
                    Some(axis + usize::from(axis >= inserted))
                }
                (Op::RemoveAxis, Attribute::Integer(removed)) => {
                    let removed = usize::try_from(removed).ok()?;
                    (axis != removed).then(|| axis - usize::from(axis > removed))
                }
                _ => {
                    let outer = axis + node.rank().checked_sub(own.rank())?;
                    (own.shape.get(axis) == node.shape.get(outer)).then_some(outer)
                }
            }
        };
        Core {
            node: inner.node,
            axes: inner.axes.iter().map(|axis| outer((*axis)?)).collect(),
        }
    }

    /// The core of an operand, its axes those of the shape that the operand is broadcast to.
    pub(crate) fn aligned(&self, operand: NodeId, shape: &[Size]) -> Core {
        let own = &self.graph().node(operand).shape;
        let missing = shape.len().saturating_sub(own.len());
        let core = self.core(operand);
        let outer = |axis: usize| {
            let outer = axis + missing;
            (own.get(axis) == shape.get(outer)).then_some(outer)
        };
        Core {
            node: core.node,
            axes: core.axes.iter().map(|axis| outer((*axis)?)).collect(),
        }
    }
}
