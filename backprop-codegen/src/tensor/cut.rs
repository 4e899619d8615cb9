//! What `forward` keeps for `backward`: a minimum cut between what is known anyway and what backward reads.
//!
//! Every value is an edge whose capacity is its size in memory, named sizes counted as large. Matrix products,
//! reductions and elementary functions are never computed again; inputs, which are borrowed, cost nothing, and cheap
//! elementwise operations are computed again where what they read is there. Of the cuts that cost the least, the one
//! that is closest to backward is taken.

use std::collections::VecDeque;

use crate::ir::{Graph, NodeId, NodeSet};
use crate::ops::Op;
use crate::shape::Size;

/// What a named size counts as.
const NAMED: u64 = 1000;

/// More than any graph can hold.
const INFINITE: u64 = u64::MAX / 4;

/// Beyond so many nodes every value that backward reads is saved.
const NODE_LIMIT: usize = 1 << 12;

/// The values that forward saves, in topological order. Inputs are not among them.
pub(crate) fn cut(graph: &Graph, outputs: &[NodeId], gradients: &[NodeId]) -> Vec<NodeId> {
    let values = graph.reachable(outputs.iter().copied());
    let read = read_by_backward(graph, &values, gradients);
    if graph.len() > NODE_LIMIT {
        return all(graph, &read);
    }
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
        } else if outputs.contains(&id) {
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
    let reaching = network.cut(source, sink);
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

/// A flow network: edges in pairs, each with what can still flow.
struct Network {
    /// The edges that leave each place.
    edges: Vec<Vec<usize>>,
    target: Vec<usize>,
    left: Vec<u64>,
}

impl Network {
    fn new(places: usize) -> Self {
        Self {
            edges: vec![Vec::new(); places],
            target: Vec::new(),
            left: Vec::new(),
        }
    }

    fn edge(&mut self, from: usize, to: usize, capacity: u64) {
        for (from, to, capacity) in [(from, to, capacity), (to, from, 0)] {
            if let Some(edges) = self.edges.get_mut(from) {
                edges.push(self.target.len());
            }
            self.target.push(to);
            self.left.push(capacity);
        }
    }

    fn left(&self, edge: usize) -> u64 {
        self.left.get(edge).copied().unwrap_or(0)
    }

    /// Sends as much as flows from `source` to `sink` by shortest paths (J. Edmonds and R. Karp, 1972); gives for
    /// each place whether more could flow from it to `sink`.
    fn cut(&mut self, source: usize, sink: usize) -> Vec<bool> {
        while let Some(path) = self.path(source, sink) {
            let amount = path.iter().map(|edge| self.left(*edge)).min().unwrap_or(0);
            for edge in path {
                if let Some(left) = self.left.get_mut(edge) {
                    *left -= amount;
                }
                if let Some(left) = self.left.get_mut(edge ^ 1) {
                    *left = left.saturating_add(amount);
                }
            }
        }
        let mut reaching = vec![false; self.edges.len()];
        let mut open = vec![sink];
        while let Some(place) = open.pop() {
            match reaching.get_mut(place) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            for edge in self.edges.get(place).into_iter().flatten() {
                // The partner of an edge that leaves here arrives here.
                if self.left(edge ^ 1) > 0 {
                    open.extend(self.target.get(*edge));
                }
            }
        }
        reaching
    }

    /// The edges of a shortest path on which something can flow.
    fn path(&self, source: usize, sink: usize) -> Option<Vec<usize>> {
        let mut arrived: Vec<Option<usize>> = vec![None; self.edges.len()];
        let mut open = VecDeque::from([source]);
        while let Some(place) = open.pop_front() {
            for edge in self.edges.get(place).into_iter().flatten() {
                let target = *self.target.get(*edge)?;
                let slot = arrived.get_mut(target)?;
                if self.left(*edge) > 0 && target != source && slot.is_none() {
                    *slot = Some(*edge);
                    open.push_back(target);
                }
            }
        }
        let mut path = Vec::new();
        let mut place = sink;
        while place != source {
            let edge = (*arrived.get(place)?)?;
            path.push(edge);
            place = *self.target.get(edge ^ 1)?;
        }
        Some(path)
    }
}
