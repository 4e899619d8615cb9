//! The intermediate form of every stage from `infer` to `emit`: one interned graph for value and gradient.

use std::collections::HashMap;

use crate::constant::Constant;
use crate::ops::{Kind, Op, Operation};
use crate::place::Place;

/// A node of a [`Graph`]. Operands have smaller ids than what uses them, so that the order of ids is a
/// topological order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct NodeId(usize);

impl NodeId {
    pub(crate) fn index(self) -> usize {
        self.0
    }
}

/// What an operation needs beside its operands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Attribute {
    #[default]
    None,
    /// Which input, path or cotangent.
    Index(usize),
    /// The exponent of `powi`.
    Integer(i32),
    Constant(Constant),
}

/// One size of a shape.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(dead_code, reason = "sizes are made when tensors come")]
pub(crate) enum Size {
    Literal(usize),
    Named { name: String, offset: i64 },
}

/// The sizes of a node, outermost first; a scalar has none.
pub(crate) type Shape = Vec<Size>;

/// What a node is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) name: String,
    /// Whether the name is the user's own; otherwise it is that of an adjoint.
    pub(crate) own: bool,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Node {
    pub(crate) op: Op,
    pub(crate) attribute: Attribute,
    pub(crate) operands: Vec<NodeId>,
    pub(crate) shape: Shape,
    pub(crate) label: Option<Label>,
    pub(crate) place: Option<Place>,
}

impl Node {
    pub(crate) fn operation(&self) -> &'static Operation {
        self.op.operation()
    }

    pub(crate) fn constant(&self) -> Option<Constant> {
        match self.attribute {
            Attribute::Constant(constant) => Some(constant),
            _ => None,
        }
    }

    pub(crate) fn is_boolean(&self) -> bool {
        self.operation().result == Kind::Boolean
    }
}

/// A node's key: two nodes with the same key are one.
type Key = (Op, Attribute, Vec<NodeId>);

/// Interned nodes in topological order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Graph {
    nodes: Vec<Node>,
    index: HashMap<Key, NodeId>,
}

impl Graph {
    /// The node with this operation, attribute and operands; made if it is not there yet.
    pub(crate) fn intern(&mut self, op: Op, attribute: Attribute, operands: &[NodeId]) -> NodeId {
        let mut key = operands.to_vec();
        if op.operation().commutative {
            key.sort_unstable();
        }
        let next = NodeId(self.nodes.len());
        let id = *self.index.entry((op, attribute, key)).or_insert(next);
        if id == next {
            self.nodes.push(Node {
                op,
                attribute,
                operands: operands.to_vec(),
                ..Node::default()
            });
        }
        id
    }

    pub(crate) fn constant(&mut self, constant: Constant) -> NodeId {
        self.intern(Op::Constant, Attribute::Constant(constant), &[])
    }

    /// The node `id`. An id of another graph gives a poison node, which the verifier reports.
    pub(crate) fn node(&self, id: NodeId) -> &Node {
        const POISON: &Node = &Node {
            op: Op::Poison,
            attribute: Attribute::None,
            operands: Vec::new(),
            shape: Vec::new(),
            label: None,
            place: None,
        };
        self.nodes.get(id.0).unwrap_or(POISON)
    }

    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// All ids, operands before what uses them.
    pub(crate) fn ids(&self) -> impl DoubleEndedIterator<Item = NodeId> + use<> {
        (0..self.nodes.len()).map(NodeId)
    }

    /// Names a node, unless it has a name already.
    pub(crate) fn label(&mut self, id: NodeId, label: Label) {
        if let Some(node) = self.nodes.get_mut(id.0) {
            node.label.get_or_insert(label);
        }
    }

    /// Says where a node comes from, unless that is known already.
    pub(crate) fn locate(&mut self, id: NodeId, place: Option<Place>) {
        if let Some(node) = self.nodes.get_mut(id.0) {
            node.place = node.place.or(place);
        }
    }

    /// The part of the graph that `roots` depend on, and the new id of each of its nodes.
    pub(crate) fn only(
        &self,
        roots: impl IntoIterator<Item = NodeId>,
    ) -> (Self, NodeMap<Option<NodeId>>) {
        let needed = self.reachable(roots);
        let mut part = Self::default();
        let mut renewed: NodeMap<Option<NodeId>> = NodeMap::new(self);
        for id in self.ids().filter(|id| needed.contains(*id)) {
            let mut node = self.node(id).clone();
            node.operands = node
                .operands
                .iter()
                .filter_map(|operand| renewed.get(*operand))
                .collect();
            let new = part.intern(node.op, node.attribute, &node.operands);
            if let Some(slot) = part.nodes.get_mut(new.0) {
                *slot = node;
            }
            renewed.set(id, Some(new));
        }
        (part, renewed)
    }

    /// For each node, whether one of `roots` depends on it.
    pub(crate) fn reachable(&self, roots: impl IntoIterator<Item = NodeId>) -> NodeSet {
        let mut reached = NodeSet::new(self);
        for root in roots {
            reached.insert(root);
        }
        for id in self.ids().rev() {
            if reached.contains(id) {
                for operand in &self.node(id).operands {
                    reached.insert(*operand);
                }
            }
        }
        reached
    }
}

/// A set of the nodes of one graph.
#[derive(Clone, Debug)]
pub(crate) struct NodeSet(Vec<bool>);

impl NodeSet {
    pub(crate) fn new(graph: &Graph) -> Self {
        Self(vec![false; graph.len()])
    }

    pub(crate) fn insert(&mut self, id: NodeId) {
        if let Some(member) = self.0.get_mut(id.0) {
            *member = true;
        }
    }

    pub(crate) fn contains(&self, id: NodeId) -> bool {
        self.0.get(id.0).copied().unwrap_or(false)
    }
}

/// A value for each node of one graph; a node without one has the default.
#[derive(Clone, Debug)]
pub(crate) struct NodeMap<T>(Vec<T>);

impl<T: Clone + Default> NodeMap<T> {
    pub(crate) fn new(graph: &Graph) -> Self {
        Self(vec![T::default(); graph.len()])
    }

    pub(crate) fn get(&self, id: NodeId) -> T {
        self.0.get(id.0).cloned().unwrap_or_default()
    }

    /// Sets the value of `id`, which may have been made after the map.
    pub(crate) fn set(&mut self, id: NodeId, value: T) {
        if id.0 >= self.0.len() {
            self.0.resize(id.0 + 1, T::default());
        }
        if let Some(slot) = self.0.get_mut(id.0) {
            *slot = value;
        }
    }
}
