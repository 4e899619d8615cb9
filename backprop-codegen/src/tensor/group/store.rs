//! What must be in memory: operands of products and of views that move elements, and what one group computes and
//! another reads.

use super::{GroupId, Groups};
use crate::ir::{NodeId, NodeMap};
use crate::ops::Op;
use crate::sorted::Set;

/// How long a chain of views gets before it is copied.
const CHAIN_LIMIT: usize = 64;

/// How many operations and loads a value takes at most that is computed again instead of kept.
const OPERATIONS_AGAIN: usize = 3;

const LOADS_AGAIN: usize = 2;

impl Groups<'_> {
    /// Marks what must be in memory whatever is fused: operands of products and of views that move elements.
    pub(super) fn require(&mut self) {
        let graph = self.graph();
        let mut chain: NodeMap<usize> = NodeMap::new(graph);
        for id in graph.ids() {
            let node = graph.node(id);
            if !self.needed.contains(id) || self.is_given(id) {
                continue;
            }
            if node.operation().moves_elements() {
                let longest = node.operands.iter().map(|operand| chain.get(*operand));
                let length = 1 + longest.max().unwrap_or(0);
                if length > CHAIN_LIMIT && !node.boolean {
                    self.store_base(id);
                    self.copied.insert(id);
                    self.stored.insert(id);
                } else {
                    chain.set(id, length);
                }
                let soft = matches!(node.op, Op::InsertAxis | Op::RemoveAxis | Op::Broadcast);
                if !soft || node.shape.is_empty() {
                    self.store_base(id);
                    if self.access(id).is_none() {
                        // What is in memory as it is can be viewed in any way.
                        for operand in &node.operands {
                            self.copied.insert(*operand);
                            self.stored.insert(*operand);
                        }
                    }
                }
            }
            match node.op {
                Op::Dot | Op::Exclusive => {
                    for operand in &node.operands {
                        self.store_base(*operand);
                        let access = self.access(*operand);
                        let broadcast = access.as_ref().is_none_or(|access| {
                            let axes = access.indices.iter().filter_map(|index| index.axis);
                            axes.count() < graph.node(*operand).rank()
                                || !access.paddings.is_empty()
                        });
                        let whole = access
                            .is_some_and(|access| access.is_whole(&graph.node(*operand).shape));
                        if broadcast || (node.op == Op::Exclusive && !whole) {
                            self.copied.insert(*operand);
                            self.stored.insert(*operand);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Marks the value that a chain of views shows; a view of a number is copied.
    pub(super) fn store_base(&mut self, id: NodeId) {
        let mut base = id;
        while !self.is_given(base)
            && !self.copied.contains(base)
            && self.graph().node(base).operation().moves_elements()
        {
            let Some(operand) = self.graph().node(base).operands.first().copied() else {
                return;
            };
            if self.graph().node(operand).shape.is_empty() {
                self.copied.insert(base);
                self.stored.insert(base);
                return;
            }
            base = operand;
        }
        if !self.is_given(base) {
            self.stored.insert(base);
        }
    }

    /// Marks what one group computes and another reads.
    pub(super) fn store_what_crosses(&mut self) {
        for (number, group) in self.list.clone().iter().enumerate() {
            let id = GroupId(number);
            let results = &self.program.results;
            let copied = group
                .copies
                .iter()
                .filter_map(|position| results.get(*position));
            let mut open: Vec<NodeId> = copied.map(|result| self.core(*result).node).collect();
            for member in &group.members {
                open.extend(self.reads(*member));
            }
            let mut seen = Set::new();
            while let Some(core) = open.pop() {
                let node = self.graph().node(core);
                let here = self.group_of(core) == Some(id);
                if here || node.shape.is_empty() || !self.is_computed(core) || !seen.insert(core) {
                    continue;
                }
                if node.boolean || self.is_cheap(core) {
                    self.again.insert(core);
                    open.extend(self.reads(core));
                } else {
                    self.stored.insert(core);
                }
            }
        }
        for result in &self.program.results {
            if self.is_computed(*result) && !self.graph().node(*result).shape.is_empty() {
                self.stored.insert(*result);
            }
        }
    }

    /// Whether a value is computed again where another group reads it: that takes few operations, and reads no more
    /// than to keep it would.
    pub(super) fn is_cheap(&self, id: NodeId) -> bool {
        let rank = self.graph().node(id).rank();
        if self.stored.contains(id) || self.result(id).is_some() {
            return false;
        }
        let mut loads = Set::new();
        let mut operations = 0;
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            let node = self.graph().node(id);
            if node.shape.is_empty() {
                continue;
            }
            let source = self.access(id).map(|access| access.source);
            if let Some(source) = source {
                if self.graph().node(source).rank() == rank {
                    loads.insert(source);
                }
                if loads.len() > LOADS_AGAIN {
                    return false;
                }
                continue;
            }
            operations += usize::from(!node.boolean);
            let elementwise = node.is_elementwise() && !node.operation().is_costly();
            if !elementwise || operations > OPERATIONS_AGAIN {
                return false;
            }
            open.extend(self.reads(id));
        }
        true
    }
}
