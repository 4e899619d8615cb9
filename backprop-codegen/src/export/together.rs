//! What `forward` computes together and what it keeps, for each node of the source.

use std::collections::{BTreeMap, BTreeSet};

use super::drawing::Group;
use super::size::Size;
use crate::Simplified;
use crate::ir::{Graph, NodeId, NodeMap, Role};
use crate::signature::Signature;
use crate::split::{Programs, split, split_tensors};
use crate::tensor::{self, GroupKind, Groups};

/// Nodes of the source by what becomes of them in `forward`.
#[derive(Debug, Default)]
pub(super) struct Together {
    /// Those that `backward` is given, or something on the way to them.
    pub(super) saved: BTreeSet<NodeId>,
    pub(super) groups: Vec<Group>,
    /// For each node that is computed in a group, its place in the list of groups.
    pub(super) group_of: BTreeMap<NodeId, usize>,
}

/// What becomes of the nodes of the source. Numbers are computed one by one, and have no groups.
pub(super) fn together(signature: &Signature, simplified: &Simplified) -> Together {
    let Simplified { separate, joint } = simplified;
    let tensors = signature.has_tensors();
    let programs: Programs<'_> = if tensors {
        split_tensors(separate, joint.as_ref())
    } else {
        split(separate, joint.as_ref())
    };
    let mut together = Together::default();
    for id in &programs.saved {
        if let Some((source, _)) = source(&separate.graph, *id) {
            together.saved.insert(source);
        }
    }
    if tensors {
        together.add(signature, &tensor::group(&programs.forward));
    }
    together
}

/// The node of the source that a node of the simplified graph is for, and whether it is its value.
fn source(graph: &Graph, id: NodeId) -> Option<(NodeId, bool)> {
    match graph.node(id).role {
        Some(Role::Value(source)) => Some((source, true)),
        Some(Role::Part(source)) => Some((source, false)),
        _ => None,
    }
}

impl Together {
    fn add(&mut self, signature: &Signature, groups: &Groups<'_>) {
        for id in groups.order() {
            let Some(group) = groups.get(id).filter(|group| group.kind == GroupKind::Nest) else {
                continue;
            };
            let place = self.groups.len();
            let members = group.members.iter();
            let sources: Vec<(NodeId, bool)> = members
                .filter_map(|member| source(groups.graph(), *member))
                .collect();
            for (source, is_value) in sources {
                if is_value {
                    self.group_of.insert(source, place);
                } else {
                    self.group_of.entry(source).or_insert(place);
                }
            }
            let shape = group.space.iter();
            self.groups.push(Group {
                shape: shape.map(|size| Size::new(*size, signature)).collect(),
                product: group.product.is_some(),
            });
        }
    }

    /// The same for a graph in which the nodes have these ids.
    pub(super) fn renew(&mut self, renewed: &NodeMap<Option<NodeId>>) {
        let saved = self.saved.iter().filter_map(|id| renewed.get(*id));
        self.saved = saved.collect();
        let group_of = self.group_of.iter();
        let group_of = group_of.filter_map(|(id, group)| Some((renewed.get(*id)?, *group)));
        self.group_of = group_of.collect();
    }
}
