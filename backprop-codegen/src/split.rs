//! Which method computes what, and what is saved between `forward` and `backward`.

use crate::differentiate::Differentiated;
use crate::ir::{Graph, NodeId, NodeSet};
use crate::ops::Op;

/// A part of a graph that is computed in one go.
#[derive(Clone, Debug)]
pub(crate) struct Program<'g> {
    pub(crate) graph: &'g Graph,
    /// What is computed, in order.
    pub(crate) results: Vec<NodeId>,
    /// What is there already.
    pub(crate) given: Vec<NodeId>,
}

impl Program<'_> {
    /// What is there already, as a set.
    pub(crate) fn given_set(&self) -> NodeSet {
        let mut given = NodeSet::new(self.graph);
        for id in &self.given {
            given.insert(*id);
        }
        given
    }
}

/// The programs of a graph's methods.
#[derive(Clone, Debug)]
pub(crate) struct Programs<'g> {
    /// The outputs.
    pub(crate) value: Program<'g>,
    /// The outputs, then what is saved beside them.
    pub(crate) forward: Program<'g>,
    /// The gradient of each input that is not constant.
    pub(crate) backward: Program<'g>,
    /// The outputs, then the gradients, for a cotangent of one.
    pub(crate) value_and_grad: Option<Program<'g>>,
    /// What `forward` keeps for `backward`, in topological order.
    pub(crate) saved: Vec<NodeId>,
}

/// Splits the graph with cotangents into forward and backward, and takes the graph with a seed of one as a
/// whole.
pub(crate) fn split<'g>(
    separate: &'g Differentiated,
    joint: Option<&'g Differentiated>,
) -> Programs<'g> {
    let graph = &separate.graph;
    let outputs = separate.outputs.clone();
    let gradients: Vec<NodeId> = separate.gradients.iter().flatten().copied().collect();
    let saved = saved(graph, &outputs, &gradients);
    let program = |results: Vec<NodeId>, given: Vec<NodeId>| Program {
        graph,
        results,
        given,
    };
    Programs {
        value: program(outputs.clone(), Vec::new()),
        forward: program(
            outputs
                .iter()
                .chain(saved.iter().filter(|id| !outputs.contains(*id)))
                .copied()
                .collect(),
            Vec::new(),
        ),
        backward: program(gradients, saved.clone()),
        value_and_grad: joint.map(|joint| Program {
            graph: &joint.graph,
            results: joint
                .outputs
                .iter()
                .copied()
                .chain(joint.gradients.iter().flatten().copied())
                .collect(),
            given: Vec::new(),
        }),
        saved,
    }
}

/// The values and inputs that backward reads. Conditions, constants and negations are computed again: that
/// costs no more than to read them.
fn saved(graph: &Graph, outputs: &[NodeId], gradients: &[NodeId]) -> Vec<NodeId> {
    let values = graph.reachable(outputs.iter().copied());
    let mut needed = NodeSet::new(graph);
    for gradient in gradients {
        needed.insert(*gradient);
    }
    let mut saved = Vec::new();
    for id in graph.ids().rev() {
        if !needed.contains(id) {
            continue;
        }
        let node = graph.node(id);
        let again = node.is_boolean() || matches!(node.op, Op::Constant | Op::Path | Op::Neg);
        let available = values.contains(id) || node.op == Op::Input;
        if available && !again {
            saved.push(id);
        } else {
            for operand in &node.operands {
                needed.insert(*operand);
            }
        }
    }
    saved.reverse();
    saved
}
