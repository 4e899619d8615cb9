//! The graph as it was written, in the language of Graphviz.

use super::nodes;
use crate::differentiate::Differentiated;
use crate::ir::{Attribute, Graph, NodeId};
use crate::notation::notation;
use crate::ops::Op;
use crate::signature::Signature;

/// The graph of the value: a circle for each operation, a box for each input and output. The nodes have the numbers
/// that they have in the text of [`Stage::Infer`](super::Stage::Infer).
pub(super) fn dot(signature: &Signature, source: &Differentiated) -> String {
    let value = nodes::value(source);
    let graph = &value.graph;
    let mut lines = vec![
        format!("digraph {} {{", quoted(&signature.name.text)),
        "  rankdir=LR".to_owned(),
        "  node [shape=circle]".to_owned(),
    ];
    lines.extend(graph.ids().map(|id| node(id, graph, signature)));
    for (position, output) in signature.outputs.iter().enumerate() {
        let style = dashed(output.constant);
        let name = quoted(output.text());
        lines.push(format!("  out{position} [label={name}, shape=box{style}]"));
    }
    for id in graph.ids() {
        let operands = graph.node(id).operands.iter();
        lines.extend(
            operands.map(|operand| edge(*operand, &format!("n{}", id.index()), graph, signature)),
        );
    }
    let outputs = value.outputs.iter().enumerate();
    lines.extend(
        outputs.map(|(position, id)| edge(*id, &format!("out{position}"), graph, signature)),
    );
    lines.push("}\n".to_owned());
    lines.join("\n")
}

fn node(id: NodeId, graph: &Graph, signature: &Signature) -> String {
    let node = graph.node(id);
    let constant = match (node.op, node.attribute) {
        (Op::Input, Attribute::Index(input)) => {
            let input = signature.inputs.get(input);
            input.map(|input| input.constant)
        }
        _ => None,
    };
    let label = if node.operands.is_empty() {
        notation(graph, signature, id)
    } else {
        node.operation().name.to_owned()
    };
    let shape = constant.map_or(String::new(), |constant| {
        format!(", shape=box{}", dashed(constant))
    });
    format!("  n{} [label={}{shape}]", id.index(), quoted(&label))
}

fn dashed(constant: bool) -> &'static str {
    if constant { ", style=dashed" } else { "" }
}

/// An edge, with the name and the shape of what flows along it. An input and a constant bear their names themselves.
fn edge(from: NodeId, to: &str, graph: &Graph, signature: &Signature) -> String {
    let node = graph.node(from);
    let label = node.label.as_ref().filter(|_| !node.operands.is_empty());
    let name = label.map(|label| label.name.clone());
    let shape = (!node.shape.is_empty()).then(|| signature.shape_text(&node.shape));
    let words: Vec<String> = name.into_iter().chain(shape).collect();
    let label = if words.is_empty() {
        String::new()
    } else {
        format!(" [label={}]", quoted(&words.join(" ")))
    };
    format!("  n{} -> {to}{label}", from.index())
}

fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}
