//! What must hold of a graph after `differentiate` and after `simplify`, checked in debug builds.

use crate::diag::{Diagnostics, catalogue};
use crate::differentiate::Differentiated;
use crate::ir::{Attribute, Graph, Node};
use crate::ops::{Kind, Op, Parameter};
use crate::shape::{Axes, aligned, broadcast_size};
use crate::signature::Signature;

/// Reports a node that breaks an invariant of the graph, as a bug in this compiler.
pub(crate) fn verify(
    stage: &str,
    signature: &Signature,
    differentiated: &Differentiated,
    diagnostics: &mut Diagnostics,
) {
    if !cfg!(debug_assertions) || diagnostics.any() {
        return;
    }
    let graph = &differentiated.graph;
    let active = signature.inputs.iter().map(|input| !input.constant);
    let complete = differentiated.outputs.len() == signature.outputs.len()
        && differentiated
            .gradients
            .iter()
            .map(Option::is_some)
            .eq(active);
    if !complete {
        let what = format!("an output or a gradient is lost after `{stage}`");
        diagnostics.report(catalogue::bug(signature.name.place, &what));
    }
    for id in graph.ids() {
        let node = graph.node(id);
        let operation = node.operation();
        let boolean = |position: usize| {
            node.operands
                .get(position)
                .is_some_and(|operand| graph.node(*operand).is_boolean())
        };
        let values = operation.parameters.iter();
        let expected = values
            .filter(|parameter| **parameter == Parameter::Value)
            .count();
        let shapes = node.shape.len() <= Axes::LIMIT && fits(graph, node);
        let conditions = match node.op {
            Op::And | Op::Or => boolean(0) && boolean(1),
            Op::Not => boolean(0),
            Op::Select => boolean(0) && !boolean(1) && !boolean(2),
            _ if operation.moves_elements() => node.boolean == boolean(0),
            _ => !(0..node.operands.len()).any(boolean),
        };
        let leaf_kind = operation.result == Kind::Number || !node.operands.is_empty();
        let well_formed = node.op != Op::Poison
            && node.operands.len() == expected
            && node.operands.iter().all(|operand| *operand < id)
            && (node.op == Op::Constant) == matches!(node.attribute, Attribute::Constant(_))
            && conditions
            && shapes
            && leaf_kind;
        if !well_formed {
            let what = format!("node {} is malformed after `{stage}`", id.index());
            diagnostics.report(catalogue::bug(signature.name.place, &what));
        }
    }
}

/// Whether the operands of an elementwise operation broadcast to its shape.
fn fits(graph: &Graph, node: &Node) -> bool {
    let rank = node.shape.len();
    !node.is_elementwise()
        || node.operands.iter().all(|operand| {
            let shape = &graph.node(*operand).shape;
            shape.len() <= rank
                && node.shape.iter().enumerate().all(|(axis, size)| {
                    aligned(shape, rank, axis)
                        .is_none_or(|mine| broadcast_size(mine, *size) == Some(*size))
                })
        })
}
