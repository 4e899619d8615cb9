//! Which operations on tensors are computed together: loop nests, each over one index space.
//!
//! Nodes are taken in their order, and put into the nest of an operand where that is possible: the index space is
//! the same, or a part of it in front; nothing outside of the nest lies between; a reduction that is read there is over the
//! innermost axes, so that its readers follow row by row. Views that only insert, remove or broadcast axes are no work:
//! their readers look through them.

mod core;
mod join;
mod order;
mod store;

use self::order::Order;
use super::access::{Access, access};
use crate::ir::{Attribute, Graph, NodeId, NodeMap, NodeSet};
use crate::ops::Op;
use crate::shape::Shape;
use crate::sorted::{Map, Set};
use crate::split::Program;

pub(crate) use self::core::Core;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct GroupId(usize);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GroupKind {
    /// One number.
    Scalar,
    Nest,
    /// The products of all other elements.
    Exclusive,
}

/// What is computed together.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) kind: GroupKind,
    /// The index space of a nest, outermost first.
    pub(crate) space: Shape,
    /// In topological order.
    pub(crate) members: Vec<NodeId>,
    /// The results that are copies of what is in memory already, by position.
    pub(crate) copies: Vec<usize>,
    /// How many of the innermost axes are run through once more for what reads a reduction over them.
    pub(crate) inner: Option<usize>,
    pub(crate) product: Option<NodeId>,
    /// How many of the first axes its members have.
    levels: Set<usize>,
    /// How much code its members are.
    weight: usize,
}

/// The groups of a program.
#[derive(Debug)]
pub(crate) struct Groups<'g> {
    pub(crate) program: &'g Program<'g>,
    pub(crate) given: NodeSet,
    list: Vec<Group>,
    /// The nests over each index space, in order.
    nests: Map<Shape, Vec<GroupId>>,
    group_of: NodeMap<Option<GroupId>>,
    /// For each axis of a member, the axis of its nest.
    map_of: NodeMap<Vec<Option<usize>>>,
    /// For each axis of what a reduction runs over, the axis of its nest.
    runs_over: NodeMap<Vec<Option<usize>>>,
    /// The nodes that must be in memory for others to read.
    stored: NodeSet,
    /// The views that are copied, since their elements are not at regular places.
    copied: NodeSet,
    /// The values that are computed again in each group that reads them.
    again: NodeSet,
    needed: NodeSet,
    /// The first result that a node is.
    results: NodeMap<Option<usize>>,
    order: Order,
}

/// Puts every node that `program` computes into a group.
pub(crate) fn group<'g>(program: &'g Program<'g>) -> Groups<'g> {
    let graph = program.graph;
    let given = program.given_set();
    let mut groups = Groups {
        program,
        needed: needed(program, &given),
        results: results(program),
        given,
        list: Vec::new(),
        nests: Map::new(),
        group_of: NodeMap::new(graph),
        map_of: NodeMap::new(graph),
        runs_over: NodeMap::new(graph),
        stored: NodeSet::new(graph),
        copied: NodeSet::new(graph),
        again: NodeSet::new(graph),
        order: Order::default(),
    };
    groups.require();
    for id in graph.ids() {
        if groups.needed.contains(id) {
            groups.place(id);
        }
    }
    groups.copy_results();
    groups.store_what_crosses();
    groups
}

/// For each node, the first result that it is.
fn results(program: &Program<'_>) -> NodeMap<Option<usize>> {
    let mut results = NodeMap::new(program.graph);
    for (position, result) in program.results.iter().enumerate().rev() {
        results.set(*result, Some(position));
    }
    results
}

/// What the results depend on, up to what is given.
fn needed(program: &Program<'_>, given: &NodeSet) -> NodeSet {
    let mut needed = NodeSet::new(program.graph);
    for result in &program.results {
        needed.insert(*result);
    }
    for id in program.graph.ids().rev() {
        if needed.contains(id) && !given.contains(id) {
            for operand in &program.graph.node(id).operands {
                needed.insert(*operand);
            }
        }
    }
    needed
}

impl<'g> Groups<'g> {
    pub(crate) fn graph(&self) -> &'g Graph {
        self.program.graph
    }

    /// Whether a node is there before the program runs.
    pub(crate) fn is_given(&self, id: NodeId) -> bool {
        self.given.contains(id) || self.graph().node(id).operands.is_empty()
    }

    /// Whether a node's elements are computed by this program.
    pub(crate) fn is_computed(&self, id: NodeId) -> bool {
        !self.is_given(id)
            && (!self.graph().node(id).operation().moves_elements() || self.copied.contains(id))
    }

    pub(crate) fn is_needed(&self, id: NodeId) -> bool {
        self.needed.contains(id)
    }

    /// The first result that a node is.
    pub(crate) fn result(&self, id: NodeId) -> Option<usize> {
        self.results.get(id)
    }

    pub(crate) fn is_stored(&self, id: NodeId) -> bool {
        self.stored.contains(id)
    }

    /// Whether a node is a view whose elements are copied.
    pub(crate) fn is_copied(&self, id: NodeId) -> bool {
        self.copied.contains(id)
    }

    /// Whether a value is computed again in each group that reads it.
    pub(crate) fn is_again(&self, id: NodeId) -> bool {
        self.again.contains(id)
    }

    pub(crate) fn group_of(&self, id: NodeId) -> Option<GroupId> {
        self.group_of.get(id)
    }

    pub(crate) fn get(&self, id: GroupId) -> Option<&Group> {
        self.list.get(id.0)
    }

    pub(crate) fn map_of(&self, id: NodeId) -> Vec<Option<usize>> {
        self.map_of.get(id)
    }

    /// The groups, each behind those that it needs, and else in the order of the source.
    pub(crate) fn order(&self) -> Vec<GroupId> {
        let mut order = Vec::new();
        let mut seen = vec![false; self.list.len()];
        let mut open: Vec<(GroupId, bool)> = (0..self.list.len())
            .rev()
            .map(|group| (GroupId(group), false))
            .collect();
        while let Some((id, ready)) = open.pop() {
            if ready {
                order.push(id);
            } else if let Some(slot) = seen.get_mut(id.0)
                && !*slot
            {
                *slot = true;
                open.push((id, true));
                open.extend(self.order.needs(id).rev().map(|need| (need, false)));
            }
        }
        order
    }

    /// How a view is read, once what must be in memory is known.
    pub(crate) fn access(&self, id: NodeId) -> Option<Access> {
        let available = |id| self.is_given(id) || self.stored.contains(id);
        access(self.graph(), &available, id)
    }

    /// How a view is read where it is copied: not from its copy.
    pub(crate) fn access_behind(&self, id: NodeId) -> Option<Access> {
        let available =
            |other| self.is_given(other) || (self.stored.contains(other) && other != id);
        access(self.graph(), &available, id)
    }

    /// For each axis of what a reduction runs over, the axis of its nest.
    pub(crate) fn runs_over(&self, id: NodeId) -> Vec<Option<usize>> {
        self.runs_over.get(id)
    }

    /// The axes of its nest that a reduction has removed.
    pub(crate) fn reduced(&self, id: NodeId) -> Option<Vec<usize>> {
        let node = self.graph().node(id);
        let Attribute::Axes(axes) = node.attribute else {
            return None;
        };
        if node.op == Op::Exclusive {
            return None;
        }
        let runs_over = self.runs_over.get(id);
        let reduced = axes
            .iter()
            .filter_map(|axis| runs_over.get(axis).copied().flatten());
        Some(reduced.collect())
    }

    /// The cores that a computed node reads.
    pub(crate) fn reads(&self, id: NodeId) -> Vec<NodeId> {
        if self.copied.contains(id) {
            return vec![self.behind(id).node];
        }
        let operands = self.graph().node(id).operands.clone();
        operands
            .into_iter()
            .map(|operand| self.core(operand).node)
            .collect()
    }
}
