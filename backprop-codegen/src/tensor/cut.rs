//! What `forward` keeps for `backward`: a minimum cut between what is known anyway and what backward reads.
//!
//! Every value is an edge whose capacity is its size in memory, named sizes counted as large. Matrix products,
//! reductions and elementary functions are never computed again; inputs, which are borrowed, cost nothing, and cheap
//! elementwise operations are computed again where what they read is there. Of the cuts that cost the least, the one
//! that is closest to backward is taken. Where one takes long to find, every value that backward reads is saved.

use super::flow::{INFINITE, Network};
use crate::ir::{Graph, NodeId, NodeSet};
use crate::ops::Op;
use crate::shape::Size;
use crate::sorted::Set;

/// What a named size counts as.
const NAMED: u64 = 1000;

/// The values that forward saves, in topological order. Inputs are not among them.
pub(crate) fn cut(graph: &Graph, outputs: &[NodeId], gradients: &[NodeId]) -> Vec<NodeId> {
    let values = graph.reachable(outputs.iter().copied());
    let read = read_by_backward(graph, &values, gradients);
    let results: Set<NodeId> = outputs.iter().copied().collect();
    let mut network = Network::new(2 * graph.len() + 2);
    let (source, sink) = (2 * graph.len(), 2 * graph.len() + 1);
    for id in graph.ids().filter(|id| values.contains(*id)) {
        let (before, behind) = (2 * id.index(), 2 * id.index() + 1);
        let node = graph.node(id);
        if read.contains(id) {
            network.edge(behind, sink, INFINITE);
        }
        if is_free(graph, id) {
            continue;
        }
        let hidden = node.boolean || node.operation().moves_elements();
        let size = if hidden {
            INFINITE
        } else if results.contains(&id) {
            1
        } else {
            size(&node.shape)
        };
        network.edge(before, behind, size);
        if node.operation().is_costly() {
            network.edge(source, before, INFINITE);
        } else {
            for operand in &node.operands {
                network.edge(2 * operand.index() + 1, before, INFINITE);
            }
        }
    }
    let Some(reaching) = network.cut(source, sink) else {
        return all(graph, &read);
    };
    let cut = |id: &NodeId| {
        let reaches = |place: usize| reaching.get(place).copied().unwrap_or(false);
        !is_free(graph, *id) && !reaches(2 * id.index()) && reaches(2 * id.index() + 1)
    };
    let values = graph.ids().filter(|id| values.contains(*id));
    values.filter(cut).collect()
}

/// Inputs and numbers that are there anyway.
fn is_free(graph: &Graph, id: NodeId) -> bool {
    graph.node(id).operands.is_empty()
}

/// The values of forward that backward's own operations read, or that are gradients themselves.
fn read_by_backward(graph: &Graph, values: &NodeSet, gradients: &[NodeId]) -> NodeSet {
    let mut read = NodeSet::new(graph);
    let mut own = NodeSet::new(graph);
    for gradient in gradients {
        if values.contains(*gradient) {
            read.insert(*gradient);
        } else {
            own.insert(*gradient);
        }
    }
    for id in graph.ids().rev() {
        if !own.contains(id) {
            continue;
        }
        for operand in &graph.node(id).operands {
            if values.contains(*operand) {
                read.insert(*operand);
            } else {
                own.insert(*operand);
            }
        }
    }
    read
}

/// All numbers that are read, conditions and views by way of what they read.
fn all(graph: &Graph, read: &NodeSet) -> Vec<NodeId> {
    let mut wanted = read.clone();
    let mut saved = Vec::new();
    for id in graph.ids().rev().filter(|id| !is_free(graph, *id)) {
        if !wanted.contains(id) {
            continue;
        }
        let node = graph.node(id);
        if node.boolean || node.operation().moves_elements() {
            for operand in &node.operands {
                wanted.insert(*operand);
            }
        } else {
            saved.push(id);
        }
    }
    saved.reverse();
    saved
}

fn size(shape: &[Size]) -> u64 {
    let sizes = shape.iter().map(|size| match size {
        Size::Literal(size) => u64::try_from(*size).unwrap_or(NAMED).max(1),
        Size::Named { .. } => NAMED,
    });
    // A little more than an output, which is in memory anyway.
    sizes.fold(2, u64::saturating_mul).min(INFINITE / 1024)
}

/// What backward has to know before it begins: saved values and the inputs that it reads.
pub(crate) fn given(graph: &Graph, saved: &[NodeId], gradients: &[NodeId]) -> Vec<NodeId> {
    let mut known = NodeSet::new(graph);
    for id in saved {
        known.insert(*id);
    }
    let mut needed = NodeSet::new(graph);
    for gradient in gradients {
        needed.insert(*gradient);
    }
    let mut given = Vec::new();
    for id in graph.ids().rev() {
        if !needed.contains(id) {
            continue;
        }
        if known.contains(id) || graph.node(id).op == Op::Input {
            given.push(id);
            continue;
        }
        for operand in &graph.node(id).operands {
            needed.insert(*operand);
        }
    }
    given.reverse();
    given
}
