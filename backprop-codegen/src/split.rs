//! Which method computes what, and what is saved between `forward` and `backward`.

use crate::differentiate::Differentiated;
use crate::ir::{Graph, NodeId, NodeSet};
use crate::ops::Op;
use crate::sorted::Set;
use crate::tensor;

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
    /// What `backward` reads and does not compute: inputs, and what `forward` keeps; in topological order.
    pub(crate) saved: Vec<NodeId>,
}

/// Splits the graph with cotangents into forward and backward, and takes the graph with a seed of one as a
/// whole.
pub(crate) fn split<'g>(
    separate: &'g Differentiated,
    joint: Option<&'g Differentiated>,
) -> Programs<'g> {
    let gradients: Vec<NodeId> = separate.gradients.iter().flatten().copied().collect();
    let saved = saved(&separate.graph, &separate.outputs, &gradients);
    let outputs = separate.outputs.clone();
    programs(separate, joint, &outputs, &saved, &saved)
}

/// The same for a graph over tensors: what is saved is a minimum cut.
pub(crate) fn split_tensors<'g>(
    separate: &'g Differentiated,
    joint: Option<&'g Differentiated>,
) -> Programs<'g> {
    let gradients: Vec<NodeId> = separate.gradients.iter().flatten().copied().collect();
    let outputs: Vec<NodeId> = in_memory(&separate.graph, separate.outputs.iter().copied());
    let saved = tensor::cut(&separate.graph, &outputs, &gradients);
    let given = tensor::given(&separate.graph, &saved, &gradients);
    let mut programs = programs(separate, joint, &outputs, &saved, &given);
    let parts = [
        &mut programs.value,
        &mut programs.forward,
        &mut programs.backward,
    ];
    for program in parts.into_iter().chain(&mut programs.value_and_grad) {
        let results = std::mem::take(&mut program.results);
        program.results = in_memory(program.graph, results.into_iter());
    }
    programs
}

/// The nodes that are computed to fill arrays: a result that is another node with axes of size 1, or with other
/// sizes, has the same elements in the same order.
fn in_memory(graph: &Graph, results: impl Iterator<Item = NodeId>) -> Vec<NodeId> {
    results
        .map(|result| {
            let mut base = result;
            while let node = graph.node(base)
                && let Op::InsertAxis | Op::RemoveAxis | Op::Reshape = node.op
                && let Some(operand) = node.operands.first()
                && graph.node(*operand).rank() > 0
                && node.rank() > 0
            {
                base = *operand;
            }
            let computed = graph.node(base);
            let view = computed.operation().moves_elements() || computed.operands.is_empty();
            if view { result } else { base }
        })
        .collect()
}

/// The programs, where forward keeps `kept` and backward knows `given`.
fn programs<'g>(
    separate: &'g Differentiated,
    joint: Option<&'g Differentiated>,
    outputs: &[NodeId],
    kept: &[NodeId],
    given: &[NodeId],
) -> Programs<'g> {
    let graph = &separate.graph;
    let gradients: Vec<NodeId> = separate.gradients.iter().flatten().copied().collect();
    let first: Set<NodeId> = outputs.iter().copied().collect();
    let program = |results: Vec<NodeId>, given: Vec<NodeId>| Program {
        graph,
        results,
        given,
    };
    Programs {
        value: program(outputs.to_vec(), Vec::new()),
        forward: program(
            outputs
                .iter()
                .chain(kept.iter().filter(|id| !first.contains(*id)))
                .copied()
                .collect(),
            Vec::new(),
        ),
        backward: program(gradients, given.to_vec()),
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
        saved: given.to_vec(),
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
