//! `--emit dot`: the picture in Graphviz's language, for those who lay it out themselves.

use std::fmt::Write;

use super::single;
use super::svg::style::{self, GRADIENT, VALUE};
use super::svg::write::escaped;
use crate::arguments::Show;
use crate::picture::{self, Edge, Form, Node, Picture};
use crate::report::Failure;
use crate::show::Graph;

pub(super) fn dot(graphs: &[Graph], request: &Show) -> Result<String, Failure> {
    let graph = single(graphs)?;
    let picture = picture::of(graph, request)?;
    let title = graph.exported.name().unwrap_or("graph");
    Ok(written(title, &picture))
}

fn written(title: &str, picture: &Picture) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(out, "digraph {} {{", quoted(title));
    out.push_str("  rankdir=LR\n");
    let _ = writeln!(
        out,
        "  node [shape=circle, fontname={}]",
        quoted("Helvetica")
    );
    let _ = writeln!(out, "  edge [fontname={}]", quoted("Helvetica"));
    for (index, node) in picture.nodes.iter().enumerate() {
        let _ = writeln!(out, "  n{index} [{}]", attributes(node));
    }
    for edge in &picture.edges {
        let label = label(edge);
        let label = if label.is_empty() {
            String::new()
        } else {
            format!(" [label=<{label}>]")
        };
        let _ = writeln!(out, "  n{} -> n{}{label}", edge.from, edge.to);
    }
    out.push_str("}\n");
    out
}

fn attributes(node: &Node) -> String {
    let mut label = escaped(&node.symbol);
    if let Some(sum) = &node.sum {
        let sum = coloured(&format!("Σ {sum}"), GRADIENT.0);
        let _ = write!(label, "<br/>{sum}");
    }
    let mut text = format!("label=<{label}>, tooltip={}", quoted(&node.tooltip));
    text.push_str(match node.form {
        Form::Operation => "",
        Form::Input { constant: true } => ", shape=box, style=dashed",
        Form::Input { constant: false } | Form::Output => ", shape=box",
        Form::Constant => ", shape=plain",
    });
    if node.saved {
        text.push_str(", peripheries=2");
    }
    if let Some(group) = node.group {
        let colour = quoted(style::tint(group));
        let _ = write!(text, ", style=filled, fillcolor={colour}");
    }
    text
}

/// The value, the name and the gradient, below each other.
fn label(edge: &Edge) -> String {
    let value = edge.value.as_deref().map(|value| coloured(value, VALUE.0));
    let name = edge.inline().map(|name| escaped(&name));
    let gradient = edge.gradient.as_deref();
    let gradient = gradient.map(|gradient| coloured(gradient, GRADIENT.0));
    let lines: Vec<String> = value.into_iter().chain(name).chain(gradient).collect();
    lines.join("<br/>")
}

fn coloured(text: &str, colour: &str) -> String {
    format!("<font color=\"{colour}\">{}</font>", escaped(text))
}

fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{text}\"")
}
