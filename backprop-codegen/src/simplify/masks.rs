//! Large conditions on tensors as numbers: 1 where they hold, 0 where not.
//!
//! Numbers can be kept in memory, conditions cannot: whoever reads one computes it again. What many `if`s guard
//! stands under a condition of as many parts, and program and graph would grow with the square of their number.

use crate::differentiate::Differentiated;
use crate::ir::{Attribute, Graph, NodeId, NodeMap};
use crate::ops::Op;
use crate::term::Builder;

/// How many operations a condition takes at most that is computed again wherever it is read.
const AGAIN_LIMIT: usize = 8;

/// The same graph, in which every condition takes few operations.
pub(super) fn masks(differentiated: Differentiated) -> Differentiated {
    let old = &differentiated.graph;
    if !old.ids().any(|id| is_connective(old, id)) {
        return differentiated;
    }
    let builder = Builder::plain(Graph::like(old));
    let mut renewed: NodeMap<Option<NodeId>> = NodeMap::new(old);
    // How many operations each new node is, if it is a condition.
    let mut operations: NodeMap<usize> = NodeMap::new(old);
    for id in old.ids() {
        let node = old.node(id);
        let operands = node.operands.iter();
        let operands: Vec<NodeId> = operands
            .filter_map(|operand| renewed.get(*operand))
            .collect();
        let mut new = match (node.op, node.attribute) {
            (Op::Input | Op::Cotangent, Attribute::Index(index)) => {
                builder.leaf(node.op, index, &node.shape).id
            }
            _ => builder.intern(node.op, node.attribute, &operands),
        };
        builder.write(|graph| {
            if let Some(label) = &node.label {
                graph.label(new, label.clone());
            }
            graph.locate(new, node.place);
            graph.cast(new, node.role);
        });
        if node.boolean {
            let parts = operands.iter().map(|operand| operations.get(*operand));
            let own = usize::from(!node.operation().moves_elements());
            let mut count = own + parts.sum::<usize>();
            if count > AGAIN_LIMIT && !node.shape.is_empty() {
                builder.play(node.role);
                let one = builder.constant(1.0.into());
                let zero = builder.constant(0.0.into());
                let mask = builder.term(new).select(one, zero);
                new = mask.with(Op::NotEqual, zero).id;
                count = 1;
            }
            operations.set(new, count);
        }
        renewed.set(id, Some(new));
    }
    differentiated.renewed(builder.finish(), &renewed)
}

/// Whether a node is a condition on tensors that is made of others.
fn is_connective(graph: &Graph, id: NodeId) -> bool {
    let node = graph.node(id);
    matches!(node.op, Op::And | Op::Or) && !node.shape.is_empty()
}
