//! The graph after each stage that changes it: a line for each node.

use std::fmt::Write;

use crate::differentiate::Differentiated;
use crate::ir::{Attribute, Graph, Node, NodeId};
use crate::signature::Signature;

/// The value without the adjoints.
pub(super) fn value(differentiated: &Differentiated) -> Differentiated {
    let roots = differentiated.outputs.iter().copied();
    let (graph, renewed) = differentiated.graph.only(roots);
    let without = Differentiated {
        gradients: Vec::new(),
        ..differentiated.clone()
    };
    without.renewed(graph, &renewed)
}

/// The first line of a graph.
pub(super) fn heading(signature: &Signature) -> String {
    format!(
        "graph {}: {}",
        signature.name.text,
        signature.element.text()
    )
}

/// The nodes of a graph, its outputs and its gradients: lines, each with the node that it is about.
pub(super) fn nodes(
    signature: &Signature,
    graph: &Differentiated,
) -> Vec<(String, Option<NodeId>)> {
    let mut lines = vec![(heading(signature), None)];
    for (name, minimum) in signature.dims.iter().zip(&signature.minima) {
        if *minimum > 0 {
            lines.push((format!("  {} >= {minimum}", name.text), None));
        }
    }
    for id in graph.graph.ids() {
        let text = format!("  {}", node(id, &graph.graph, signature));
        lines.push((text, Some(id)));
    }
    for (output, id) in signature.outputs.iter().zip(&graph.outputs) {
        let text = format!("  {} -> {}", number(*id), output.text());
        lines.push((text, Some(*id)));
    }
    for (input, id) in signature.inputs.iter().zip(&graph.gradients) {
        if let Some(id) = id {
            let text = format!("  {} -> d_{}", number(*id), input.name.text);
            lines.push((text, Some(*id)));
        }
    }
    lines
}

/// A node with its operation, its name and its shape.
pub(super) fn node(id: NodeId, graph: &Graph, signature: &Signature) -> String {
    let node = graph.node(id);
    let name = node
        .label
        .as_ref()
        .map_or(String::new(), |label| format!(" {}", label.name));
    let shape = if node.shape.is_empty() {
        String::new()
    } else {
        format!(": {}", signature.shape_text(&node.shape))
    };
    let operation = operation(node, graph, signature);
    format!("{} = {operation}{name}{shape}", number(id))
}

pub(super) fn number(id: NodeId) -> String {
    format!("%{}", id.index())
}

/// The operation, what it needs, and its operands.
fn operation(node: &Node, graph: &Graph, signature: &Signature) -> String {
    let mut text = node.operation().name.to_owned();
    let attribute = match node.attribute {
        Attribute::None => None,
        Attribute::Integer(exponent) => Some(exponent.to_string()),
        Attribute::Constant(constant) => Some(format!("{:?}", constant.double())),
        Attribute::Axes(axes) => Some(format!("{:?}", axes.iter().collect::<Vec<_>>())),
        Attribute::Shape(shape) => Some(signature.shape_text(graph.shape(shape))),
        Attribute::Window(window) => Some(format!(
            "{}: {} .. {}",
            window.axis,
            signature.size_text(window.start),
            signature.size_text(window.size)
        )),
        Attribute::Index(index) => Some(match node.op {
            crate::ops::Op::Path => signature
                .paths
                .get(index)
                .map_or_else(|| index.to_string(), |path| path.text.clone()),
            _ => index.to_string(),
        }),
    };
    for part in attribute
        .into_iter()
        .chain(node.operands.iter().map(|id| number(*id)))
    {
        // Writing to a string cannot fail.
        let _ = write!(text, " {part}");
    }
    text
}
