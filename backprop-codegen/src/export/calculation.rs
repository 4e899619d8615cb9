//! How to calculate the numbers in a drawing: steps that a page can follow for other inputs.

use super::Exported;
use super::drawing::Drawing;
use super::size::Size;
use crate::ir::{Attribute, Graph, Node, NodeId, NodeMap};
use crate::shape;
use crate::signature::{Element, Signature};

/// The steps to the numbers in a drawing, and where these are among their results.
#[derive(Clone, Debug, PartialEq)]
pub struct Calculation {
    /// What is computed, operands before what uses them.
    pub steps: Vec<Step>,
    /// Whether each result is rounded to `f32`.
    pub single: bool,
    /// The step that gives the value of each node.
    pub nodes: Vec<Option<usize>>,
    /// The step that gives what flows back to each node; none where nothing does.
    pub gradients: Vec<Option<usize>>,
    /// The step that gives what flows back along each edge.
    pub edges: Vec<Option<usize>>,
    /// The step that gives the derivative of the operation at the end of each edge by this operand.
    pub derivatives: Vec<Option<usize>>,
}

/// An operation on the results of earlier steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The operation by its name in dumps: `+`, `sum`, `select`.
    pub operation: &'static str,
    /// What else it needs.
    pub detail: Detail,
    /// The steps whose results it takes, in order.
    pub operands: Vec<usize>,
}

/// What an operation needs beside its operands.
#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    /// Nothing.
    None,
    /// Which input, output or Rust constant it is.
    Index(usize),
    /// An exponent or an axis.
    Integer(i32),
    /// The number that it is.
    Number(f64),
    /// The axes of a reduction.
    Axes(Vec<usize>),
    /// The shape of the result, or the sizes that are counted.
    Shape(Vec<Size>),
    /// `size` positions of an axis from `start` on: those that a slice takes; a padding is `size` long, and its operand
    /// stands at `start`.
    Window {
        /// The axis.
        axis: usize,
        /// The first position.
        start: Size,
        /// How many there are.
        size: Size,
    },
}

impl Exported {
    /// How to calculate the numbers in a drawing of this graph.
    #[must_use]
    pub fn calculation(&self, drawing: &Drawing) -> Calculation {
        let graph = &drawing.trace.graph;
        let single = matches!(self.signature.element, Element::Single);
        let values: Vec<_> = drawing.nodes.iter().map(|node| node.value).collect();
        let gradients: Vec<_> = drawing.nodes.iter().map(|node| node.adjoint).collect();
        let edges: Vec<_> = drawing.edges.iter().map(|edge| edge.gradient).collect();
        let derivatives: Vec<_> = drawing.edges.iter().map(|edge| edge.local).collect();
        let lists = [&values, &gradients, &edges, &derivatives];
        let needed = graph.reachable(lists.into_iter().flatten().flatten().copied());
        let mut places: NodeMap<Option<usize>> = NodeMap::new(graph);
        let mut steps = Vec::new();
        for id in graph.ids().filter(|id| needed.contains(*id)) {
            let node = graph.node(id);
            let operands = node.operands.iter();
            places.set(id, Some(steps.len()));
            steps.push(Step {
                operation: node.operation().name,
                detail: detail(node, graph, &self.signature, single),
                operands: operands.filter_map(|id| places.get(*id)).collect(),
            });
        }
        let found = |ids: &[Option<NodeId>]| -> Vec<Option<usize>> {
            let ids = ids.iter();
            ids.map(|id| id.and_then(|id| places.get(id))).collect()
        };
        Calculation {
            single,
            nodes: found(&values),
            gradients: found(&gradients),
            edges: found(&edges),
            derivatives: found(&derivatives),
            steps,
        }
    }
}

fn detail(node: &Node, graph: &Graph, signature: &Signature, single: bool) -> Detail {
    let size = |size: shape::Size| Size::new(size, signature);
    match node.attribute {
        Attribute::None => Detail::None,
        // Cotangents are counted as outputs are, constant ones too.
        Attribute::Index(index) => Detail::Index(index),
        Attribute::Integer(integer) => Detail::Integer(integer),
        Attribute::Constant(constant) if single => Detail::Number(constant.single().into()),
        Attribute::Constant(constant) => Detail::Number(constant.double()),
        Attribute::Axes(axes) => Detail::Axes(axes.iter().collect()),
        Attribute::Shape(shape) => {
            Detail::Shape(graph.shape(shape).iter().copied().map(size).collect())
        }
        Attribute::Window(window) => Detail::Window {
            axis: window.axis,
            start: size(window.start),
            size: size(window.size),
        },
    }
}
