//! The computational graph as it was written, as textbooks draw it: what stands in each circle, and what runs along
//! each edge.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::Span;

use super::Exported;
use super::size::{self, Size};
use super::symbol::symbol;
use super::together::{Together, together};
use crate::differentiate::{Differentiated, Trace, trace};
use crate::ir::{Attribute, Graph, NodeId, NodeMap};
use crate::notation::{notation, short, subscript};
use crate::ops::Op;
use crate::shape;
use crate::signature::Signature;

/// A graph as it was written. A constant stands at each place where it is used.
#[derive(Debug)]
pub struct Drawing {
    /// What is drawn, operands before what uses them: inputs first, outputs last.
    pub nodes: Vec<Vertex>,
    /// From operands to what uses them, in the order of what uses them.
    pub edges: Vec<Edge>,
    /// What `forward` computes together.
    pub groups: Vec<Group>,
    pub(super) trace: Trace,
}

/// What a node is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// An input; a constant one has no gradient.
    Input {
        /// Whether it has no gradient.
        constant: bool,
    },
    /// A number in the source, or a Rust constant.
    Constant,
    /// What is computed.
    Operation,
    /// An output; a constant one has no cotangent.
    Output {
        /// Whether it has no cotangent.
        constant: bool,
    },
}

/// A node of a drawing.
#[derive(Clone, Debug)]
pub struct Vertex {
    /// What it is for.
    pub role: Role,
    /// The operation by its name in the language; `input`, `constant`, `path` and `output` for others.
    pub operation: &'static str,
    /// What stands in its circle: `×`. For what is no operation, its name or its value.
    pub symbol: String,
    /// What the source calls it.
    pub name: Option<String>,
    /// The operation with the names of its operands, as the source writes it.
    pub formula: String,
    /// Its sizes, outermost first; none for a number.
    pub shape: Vec<Size>,
    /// Whether it is a condition.
    pub condition: bool,
    /// Its first and its last token in the source.
    pub place: Option<(Span, Span)>,
    /// Its number in the text of [`Stage::Infer`](super::Stage::Infer).
    pub number: Option<usize>,
    /// Whether `backward` is given it, or something that is computed on the way to it.
    pub saved: bool,
    /// The group in which `forward` computes it, in the list of groups.
    pub group: Option<usize>,
    pub(super) value: Option<NodeId>,
    pub(super) adjoint: Option<NodeId>,
}

/// An edge of a drawing.
#[derive(Clone, Debug)]
pub struct Edge {
    /// The node where it starts.
    pub from: usize,
    /// The node where it ends.
    pub to: usize,
    /// Which operand it is, from 0 on.
    pub operand: usize,
    /// The derivative of the operation by this operand, as the source would write it; absent where no gradient flows
    /// and where an element of the result depends on several of the operand.
    pub derivative: Option<String>,
    /// What flows back along the edge, if `g` flows back to the operation; absent where no gradient flows.
    pub rule: Option<String>,
    pub(super) local: Option<NodeId>,
    pub(super) gradient: Option<NodeId>,
}

impl Edge {
    /// Whether a gradient flows back along it.
    #[must_use]
    pub fn carries_gradient(&self) -> bool {
        self.gradient.is_some()
    }
}

/// Operations that are computed together, in one loop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What the loop runs over, outermost first.
    pub shape: Vec<Size>,
    /// Whether it works on a matrix product row by row, as that is computed.
    pub product: bool,
}

impl Group {
    /// What is done: `one loop over [batch, 10]`. The names of sizes that are known are replaced by numbers.
    #[must_use]
    pub fn title(&self, sizes: &BTreeMap<String, usize>) -> String {
        let product = if self.product {
            "a matrix product and "
        } else {
            ""
        };
        format!("{product}one loop over {}", size::text(&self.shape, sizes))
    }
}

impl Exported {
    /// The computational graph as it was written.
    #[must_use]
    pub fn drawing(&self) -> Drawing {
        let signature = &self.signature;
        let roots = self.source.outputs.iter().copied();
        let (graph, renewed) = self.source.graph.only(roots);
        let value = Differentiated {
            gradients: Vec::new(),
            ..self.source.clone()
        };
        let value = value.renewed(graph, &renewed);
        let trace = trace(&value, signature);
        let mut together = together(signature, &self.simplified);
        together.renew(&renewed);
        let mut draft = Draft {
            signature,
            graph: &value.graph,
            trace: &trace,
            together: &together,
            drawn: NodeMap::new(&value.graph),
            folded: folded(&value),
            nodes: Vec::new(),
            edges: Vec::new(),
        };
        draft.inputs();
        draft.operations();
        draft.outputs(&value.outputs);
        let Draft { nodes, edges, .. } = draft;
        Drawing {
            nodes,
            edges,
            groups: together.groups,
            trace,
        }
    }
}

/// The steps of an index that only a further step reads: `x[1.., 0]` is one node.
fn folded(value: &Differentiated) -> BTreeSet<NodeId> {
    let is_step = |id: NodeId| matches!(value.graph.node(id).op, Op::Slice | Op::RemoveAxis);
    let mut uses: BTreeMap<NodeId, usize> = BTreeMap::new();
    for id in &value.outputs {
        *uses.entry(*id).or_default() += 1;
    }
    for id in value.graph.ids() {
        for operand in &value.graph.node(id).operands {
            *uses.entry(*operand).or_default() += 1;
        }
    }
    let steps = value.graph.ids().filter(|id| is_step(*id));
    steps
        .filter_map(|id| value.graph.node(id).operands.first().copied())
        .filter(|operand| {
            let named = value.graph.node(*operand).label.as_ref();
            is_step(*operand)
                && uses.get(operand) == Some(&1)
                && !named.is_some_and(|label| label.own)
        })
        .collect()
}

/// A drawing that is being made.
struct Draft<'d> {
    signature: &'d Signature,
    graph: &'d Graph,
    trace: &'d Trace,
    together: &'d Together,
    /// The vertex of each node but constants.
    drawn: NodeMap<Option<usize>>,
    folded: BTreeSet<NodeId>,
    nodes: Vec<Vertex>,
    edges: Vec<Edge>,
}

impl Draft<'_> {
    /// All inputs, used or not.
    fn inputs(&mut self) {
        for (position, input) in self.signature.inputs.iter().enumerate() {
            let id = self.graph.ids().find(|id| {
                let node = self.graph.node(*id);
                node.op == Op::Input && node.attribute == Attribute::Index(position)
            });
            let name = input.name.text.clone();
            let role = Role::Input {
                constant: input.constant,
            };
            let place = (input.name.place.start, input.name.place.end);
            self.nodes.push(Vertex {
                name: Some(name.clone()),
                formula: name.clone(),
                place: Some(place),
                ..self.vertex(role, id, "input", name, &input.shape)
            });
            if let Some(id) = id {
                self.drawn.set(id, Some(position));
            }
        }
    }

    fn operations(&mut self) {
        for id in self.graph.ids() {
            let node = self.graph.node(id);
            if !node.operands.is_empty() && !self.folded.contains(&id) {
                self.operation(id);
            }
        }
    }

    fn operation(&mut self, id: NodeId) {
        let node = self.graph.node(id);
        let mut base = id;
        while let [operand] = self.graph.node(base).operands.as_slice()
            && self.folded.contains(operand)
        {
            base = *operand;
        }
        let symbol = match self.graph.node(base).operands.as_slice() {
            [whole] if matches!(node.op, Op::Slice | Op::RemoveAxis) => {
                subscript(self.graph, self.signature, id, *whole)
            }
            _ => symbol(node.op, node.attribute, &node.shape),
        };
        let operands = self.graph.node(base).operands.clone();
        let starts: Vec<usize> = operands
            .into_iter()
            .map(|operand| match self.drawn.get(operand) {
                Some(vertex) => vertex,
                None => self.leaf(operand),
            })
            .collect();
        let vertex = self.nodes.len();
        let operation = node.operation().name;
        self.nodes.push(Vertex {
            name: name(self.graph, id),
            ..self.vertex(Role::Operation, Some(id), operation, symbol, &node.shape)
        });
        self.drawn.set(id, Some(vertex));
        for (operand, from) in starts.into_iter().enumerate() {
            self.edge(base, operand, from, vertex, base == id);
        }
    }

    /// A constant, at one of the places where it is used.
    fn leaf(&mut self, id: NodeId) -> usize {
        let node = self.graph.node(id);
        let text = notation(self.graph, self.signature, id);
        let operation = node.operation().name;
        let vertex = self.vertex(Role::Constant, Some(id), operation, text, &node.shape);
        self.nodes.push(vertex);
        self.nodes.len() - 1
    }

    /// The edge to an operand of a node. What is known of the operation holds for the whole of an index only where that
    /// is one step.
    fn edge(&mut self, node: NodeId, operand: usize, from: usize, to: usize, whole: bool) {
        let edges = self.trace.edges.iter();
        let flow = edges
            .filter(|edge| edge.node == node && edge.position == operand)
            .map(|edge| edge.value)
            .next();
        let text = |id: NodeId| short(&self.trace.graph, self.signature, id);
        let local = flow.and_then(|flow| flow.local);
        self.edges.push(Edge {
            from,
            to,
            operand,
            derivative: local.map(text),
            rule: flow.filter(|_| whole).map(|flow| text(flow.rule)),
            local,
            gradient: flow.map(|flow| flow.value),
        });
    }

    fn outputs(&mut self, outputs: &[NodeId]) {
        let seeds = &self.trace.seeds;
        for ((output, id), seed) in self.signature.outputs.iter().zip(outputs).zip(seeds) {
            let from = match self.drawn.get(*id) {
                Some(vertex) => vertex,
                None => self.leaf(*id),
            };
            let role = Role::Output {
                constant: output.constant,
            };
            let to = self.nodes.len();
            let name = output.text().to_owned();
            let vertex = self.vertex(role, Some(*id), "output", name, &output.shape);
            self.nodes.push(Vertex {
                name: output.name.as_ref().map(|name| name.text.clone()),
                place: output
                    .name
                    .as_ref()
                    .map(|name| (name.place.start, name.place.end)),
                saved: false,
                group: None,
                adjoint: *seed,
                ..vertex
            });
            self.edges.push(Edge {
                from,
                to,
                operand: 0,
                derivative: None,
                rule: None,
                local: None,
                gradient: *seed,
            });
        }
    }

    /// A node of the drawing for one of the graph.
    fn vertex(
        &self,
        role: Role,
        id: Option<NodeId>,
        operation: &'static str,
        symbol: String,
        shape: &[shape::Size],
    ) -> Vertex {
        let node = id.map(|id| self.graph.node(id));
        let place = node.and_then(|node| node.place);
        Vertex {
            role,
            operation,
            symbol,
            name: None,
            formula: id.map_or(String::new(), |id| notation(self.graph, self.signature, id)),
            shape: shape
                .iter()
                .map(|size| Size::new(*size, self.signature))
                .collect(),
            condition: node.is_some_and(|node| node.boolean),
            place: place.map(|place| (place.start, place.end)),
            number: id.map(NodeId::index),
            saved: id.is_some_and(|id| self.together.saved.contains(&id)),
            group: id.and_then(|id| self.together.group_of.get(&id).copied()),
            value: id,
            adjoint: id.and_then(|id| self.trace.adjoints.get(id)),
        }
    }
}

/// The user's name for a node.
fn name(graph: &Graph, id: NodeId) -> Option<String> {
    let label = graph.node(id).label.as_ref();
    let own = label.filter(|label| label.own);
    own.map(|label| label.name.clone())
}
