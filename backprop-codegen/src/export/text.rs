//! The graph as text, after each stage that changes it: a line for each node.

use std::fmt::Write;

use proc_macro2::TokenStream;

use super::Stage;
use crate::differentiate::Differentiated;
use crate::ir::{Attribute, Graph, Node, NodeId};
use crate::signature::Signature;
use crate::simplify::{self, Seed};

/// The graphs of a `graph!` call as text, a line for each node.
///
/// # Errors
///
/// The messages of all mistakes, in the order of the source.
pub fn text(source: TokenStream, stage: Stage) -> Result<String, String> {
    let graphs = crate::read(source)?;
    let texts = graphs
        .iter()
        .map(|(signature, source)| of(signature, source, stage));
    Ok(texts.collect())
}

/// A graph after a stage, from what `differentiate` gives.
pub(super) fn of(signature: &Signature, source: &Differentiated, stage: Stage) -> String {
    let seen = match stage {
        Stage::Infer => value(source),
        Stage::Differentiate => source.clone(),
        Stage::Simplify => simplify::simplify(source, Seed::Argument),
        Stage::Seeded => simplify::simplify(source, Seed::One),
    };
    let mut dump = String::new();
    lines(signature, &seen, &mut dump);
    dump
}

/// The value without the adjoints.
fn value(differentiated: &Differentiated) -> Differentiated {
    let roots = differentiated.outputs.iter().copied();
    let (graph, renewed) = differentiated.graph.only(roots);
    let without = Differentiated {
        gradients: Vec::new(),
        ..differentiated.clone()
    };
    without.renewed(graph, &renewed)
}

fn lines(signature: &Signature, graph: &Differentiated, dump: &mut String) {
    let mut line = |text: String| {
        dump.push_str(&text);
        dump.push('\n');
    };
    line(format!(
        "graph {}: {}",
        signature.name.text,
        signature.element.text()
    ));
    for (name, minimum) in signature.dims.iter().zip(&signature.minima) {
        if *minimum > 0 {
            line(format!("  {} >= {minimum}", name.text));
        }
    }
    for id in graph.graph.ids() {
        let node = graph.graph.node(id);
        let name = node
            .label
            .as_ref()
            .map_or(String::new(), |label| format!(" {}", label.name));
        let shape = if node.shape.is_empty() {
            String::new()
        } else {
            format!(": {}", signature.shape_text(&node.shape))
        };
        line(format!(
            "  {} = {}{name}{shape}",
            number(id),
            operation(node, &graph.graph, signature)
        ));
    }
    for (output, id) in signature.outputs.iter().zip(&graph.outputs) {
        line(format!("  {} -> {}", number(*id), output.text()));
    }
    for (input, id) in signature.inputs.iter().zip(&graph.gradients) {
        if let Some(id) = id {
            line(format!("  {} -> d_{}", number(*id), input.name.text));
        }
    }
}

fn number(id: NodeId) -> String {
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
