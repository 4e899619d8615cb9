//! The steps of a program over tensors, and the arrays that they need.

use super::group::{Group, GroupKind, Groups, group};
use super::lower::lower;
use super::nest::{Nest, SinkKind, Target};
use super::passes::{Passes, passes};
use crate::ir::{Graph, NodeId, NodeSet};
use crate::split::Program;

/// What a program does, step by step.
#[derive(Debug)]
pub(crate) struct Plan<'g> {
    pub(crate) groups: Groups<'g>,
    pub(crate) steps: Vec<Step>,
    /// The nodes that have an array of their own beside the results.
    pub(crate) buffers: Vec<NodeId>,
}

#[derive(Debug)]
pub(crate) enum Step {
    /// One number.
    Number(NodeId),
    Nest(Box<(Nest, Passes)>),
    /// A matrix product, with nothing to follow while it is in cache.
    Product {
        node: NodeId,
        target: Target,
    },
    /// The products of all other elements.
    Exclusive {
        node: NodeId,
        target: Target,
    },
}

/// Finds the steps of a program and their order.
pub(crate) fn plan<'g>(program: &'g Program<'g>) -> Plan<'g> {
    let groups = group(program);
    let mut steps = Vec::new();
    let mut buffers = Buffers::new(groups.graph());
    for id in groups.order() {
        let Some(group) = groups.get(id) else {
            continue;
        };
        match group.kind {
            GroupKind::Scalar => steps.extend(group.members.iter().copied().map(Step::Number)),
            GroupKind::Exclusive => steps.extend(group.members.iter().map(|node| {
                let target = target(&groups, *node);
                buffers.note(target);
                Step::Exclusive {
                    node: *node,
                    target,
                }
            })),
            GroupKind::Nest => steps.extend(nest(&groups, id, group, &mut buffers)),
        }
    }
    Plan {
        groups,
        steps,
        buffers: buffers.nodes,
    }
}

fn nest(
    groups: &Groups<'_>,
    id: super::group::GroupId,
    group: &Group,
    buffers: &mut Buffers,
) -> Option<Step> {
    let nest = lower(groups, id, group);
    if nest.sinks.is_empty() {
        // All of it is computed again by those that read it.
        return None;
    }
    let passes = passes(&nest, groups.graph());
    for sink in &nest.sinks {
        if let SinkKind::Store { target, .. } | SinkKind::Array { target, .. } = &sink.kind {
            buffers.note(*target);
        }
    }
    let Some(node) = nest.product else {
        return Some(Step::Nest(Box::new((nest, passes))));
    };
    let target = passes.product.unwrap_or(Target::Buffer(node));
    buffers.note(target);
    let alone = (0..=passes.last).all(|stage| passes.is_empty(stage)) && nest.sinks.len() == 1;
    Some(if alone {
        Step::Product { node, target }
    } else {
        Step::Nest(Box::new((nest, passes)))
    })
}

/// The nodes that have an array of their own, each once.
struct Buffers {
    nodes: Vec<NodeId>,
    known: NodeSet,
}

impl Buffers {
    fn new(graph: &Graph) -> Self {
        Self {
            nodes: Vec::new(),
            known: NodeSet::new(graph),
        }
    }

    fn note(&mut self, target: Target) {
        if let Target::Buffer(node) = target
            && !self.known.contains(node)
        {
            self.known.insert(node);
            self.nodes.push(node);
        }
    }
}

/// Where a computed node is stored.
pub(crate) fn target(groups: &Groups<'_>, node: NodeId) -> Target {
    match groups.result(node) {
        Some(position) => Target::Result(position),
        None => Target::Buffer(node),
    }
}
