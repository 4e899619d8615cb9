//! The intermediate form of every stage from `infer` to `emit`: one interned graph for value and gradient.

mod index;

use index::{Index, mixed};

use crate::constant::Constant;
use crate::ops::{Kind, Op, Operation, ShapeRule};
use crate::place::Place;
use crate::shape::{self, Axes, Shape, ShapeId, Shapes, Size, Window};

/// A node of a [`Graph`]. Operands have smaller ids than what uses them, so that the order of ids is a
/// topological order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct NodeId(usize);

impl NodeId {
    pub(crate) const FIRST: Self = Self(0);

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
    /// The exponent of `powi`, or an axis.
    Integer(i32),
    Constant(Constant),
    /// The axes of a reduction.
    Axes(Axes),
    /// The shape of the result, or the sizes that are counted.
    Shape(ShapeId),
    /// The part of an axis that a slice takes or a padding fills.
    Window(Window),
}

impl Attribute {
    /// The axes of a reduction.
    pub(crate) fn axes(self) -> Axes {
        match self {
            Self::Axes(axes) => axes,
            _ => Axes::default(),
        }
    }
}

/// What a node is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) name: String,
    /// Whether the name is the user's own; otherwise it is that of an adjoint.
    pub(crate) own: bool,
}

/// What a node is for: a node of the source, and what is done with it. It changes nothing that is computed; it is
/// for whoever reads what is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// It is the value of this node.
    Value(NodeId),
    /// It is on the way to the value of this node.
    Part(NodeId),
    /// It takes an adjoint through this node, to one of its operands.
    Through(NodeId),
    /// It adds up what flows back to this node.
    Sum(NodeId),
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Node {
    pub(crate) op: Op,
    pub(crate) attribute: Attribute,
    pub(crate) operands: Vec<NodeId>,
    pub(crate) shape: Shape,
    /// Whether it is a condition.
    pub(crate) boolean: bool,
    pub(crate) label: Option<Label>,
    pub(crate) place: Option<Place>,
    pub(crate) role: Option<Role>,
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

    /// How many axes the value has; a scalar has none.
    pub(crate) fn rank(&self) -> usize {
        self.shape.len()
    }

    pub(crate) fn is_boolean(&self) -> bool {
        self.boolean
    }

    /// Whether it computes each element of its result from those in the same place.
    pub(crate) fn is_elementwise(&self) -> bool {
        self.operation().shape == ShapeRule::Broadcast && !self.operands.is_empty()
    }
}

/// Interned nodes in topological order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Graph {
    nodes: Vec<Node>,
    index: Index,
    shapes: Shapes,
}

impl Graph {
    /// A graph without nodes, in which the shapes of `other` have the same ids.
    pub(crate) fn like(other: &Self) -> Self {
        Self {
            shapes: other.shapes.clone(),
            ..Self::default()
        }
    }

    /// The id of a shape, for the attribute of a node.
    pub(crate) fn shape_id(&mut self, shape: &[Size]) -> ShapeId {
        self.shapes.id(shape)
    }

    /// The shape that an attribute names.
    pub(crate) fn shape(&self, id: ShapeId) -> &[Size] {
        self.shapes.get(id)
    }

    /// The node with this operation, attribute and operands; made if it is not there yet.
    pub(crate) fn intern(&mut self, op: Op, attribute: Attribute, operands: &[NodeId]) -> NodeId {
        let mixed = mixed(op, attribute, operands);
        if let Some(id) = self.known(mixed, op, attribute, operands) {
            return id;
        }
        let shape = self.shape_of(op, attribute, operands);
        let boolean = match (op.operation().moves_elements(), operands.first()) {
            (true, Some(operand)) => self.node(*operand).boolean,
            _ => op.operation().result == Kind::Boolean,
        };
        self.index.push(mixed);
        self.nodes.push(Node {
            op,
            attribute,
            operands: operands.to_vec(),
            shape,
            boolean,
            ..Node::default()
        });
        NodeId(self.nodes.len() - 1)
    }

    /// The node with this operation, attribute and operands, if it is there.
    pub(crate) fn find(&self, op: Op, attribute: Attribute, operands: &[NodeId]) -> Option<NodeId> {
        self.known(mixed(op, attribute, operands), op, attribute, operands)
    }

    fn known(
        &self,
        mixed: u64,
        op: Op,
        attribute: Attribute,
        operands: &[NodeId],
    ) -> Option<NodeId> {
        let swapped = match (op.operation().commutative, operands) {
            (true, [first, second]) => Some([*second, *first]),
            _ => None,
        };
        self.index.find(mixed, |id| {
            let node = self.node(id);
            node.op == op
                && node.attribute == attribute
                && (node.operands == operands
                    || swapped.is_some_and(|swapped| node.operands == swapped))
        })
    }

    /// The shape of what an operation would give.
    pub(crate) fn shape_of(&self, op: Op, attribute: Attribute, operands: &[NodeId]) -> Shape {
        let shapes: Vec<&[Size]> = operands
            .iter()
            .map(|operand| self.node(*operand).shape.as_slice())
            .collect();
        shape::of(op, attribute, &shapes, &self.shapes)
    }

    /// The leaf of this shape: an input or a cotangent.
    pub(crate) fn leaf(&mut self, op: Op, index: usize, shape: &[Size]) -> NodeId {
        let id = self.intern(op, Attribute::Index(index), &[]);
        if let Some(node) = self.nodes.get_mut(id.0) {
            node.shape = shape.to_vec();
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
            boolean: false,
            label: None,
            place: None,
            role: None,
        };
        match self.nodes.get(id.0) {
            Some(node) => node,
            None => POISON,
        }
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

    /// Gives a node its role, unless it has one already; to be a value is more than anything else.
    pub(crate) fn cast(&mut self, id: NodeId, role: Option<Role>) {
        if let Some(node) = self.nodes.get_mut(id.0)
            && !matches!(node.role, Some(Role::Value(_)))
        {
            node.role = match role {
                Some(Role::Value(_)) => role,
                _ => node.role.or(role),
            };
        }
    }

    /// The part of the graph that `roots` depend on, and the new id of each of its nodes.
    pub(crate) fn only(
        &self,
        roots: impl IntoIterator<Item = NodeId>,
    ) -> (Self, NodeMap<Option<NodeId>>) {
        let needed = self.reachable(roots);
        let mut part = Self::like(self);
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
pub(crate) struct NodeSet(Box<[bool]>);

impl NodeSet {
    pub(crate) fn new(graph: &Graph) -> Self {
        Self(vec![false; graph.len()].into_boxed_slice())
    }

    pub(crate) fn insert(&mut self, id: NodeId) {
        if let Some(member) = self.0.get_mut(id.0) {
            *member = true;
        }
    }

    pub(crate) fn contains(&self, id: NodeId) -> bool {
        matches!(self.0.get(id.0), Some(true))
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
        match self.0.get(id.0) {
            Some(value) => value.clone(),
            None => T::default(),
        }
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
