//! A drawing in the language of Graphviz.

use std::collections::BTreeMap;

use super::captions::{EdgeCaption, NodeCaption};
use super::drawing::{Drawing, Edge, Role, Vertex};

/// Colours on white paper.
#[derive(Clone, Copy, Debug)]
pub struct Colours {
    /// Of values.
    pub value: &'static str,
    /// Of gradients.
    pub gradient: &'static str,
    /// Behind groups, in turn.
    pub groups: [&'static str; 4],
}

/// The colours of all drawings.
pub const LIGHT: Colours = Colours {
    value: "#0b5cad",
    gradient: "#b5360f",
    groups: ["#e6defa", "#cdeee2", "#fbe7b4", "#f9d7e3"],
};

/// Numbers that stand in a drawing, as people write them. What is absent is not drawn.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    /// What runs forward along each edge.
    pub values: Vec<Option<String>>,
    /// What flows back along each edge.
    pub gradients: Vec<Option<String>>,
    /// What flows back to each node, where that is not on a single edge.
    pub sums: Vec<Option<String>>,
}

impl Drawing {
    /// The drawing in the language of Graphviz: a circle for each operation, a box for each input and output, dashed
    /// where it is constant; a double line around what is kept for the gradient, a colour behind what is computed
    /// together. The names of sizes that are known are replaced by numbers.
    #[must_use]
    pub fn dot(&self, title: &str, sizes: &BTreeMap<String, usize>, numbers: &Numbers) -> String {
        let captions = self.captions(sizes);
        let mut lines = vec![
            format!("digraph {} {{", quoted(title)),
            "  rankdir=LR".to_owned(),
            "  node [shape=circle, fontname=\"Helvetica\"]".to_owned(),
            "  edge [fontname=\"Helvetica\"]".to_owned(),
        ];
        let nodes = self.nodes.iter().zip(&captions.nodes).enumerate();
        lines.extend(nodes.map(|(index, (vertex, caption))| {
            let attributes = node(vertex, caption, text(&numbers.sums, index));
            format!("  n{index} [{attributes}]")
        }));
        let edges = self.edges.iter().zip(&captions.edges).enumerate();
        lines.extend(edges.map(|(index, (edge, caption))| {
            let value = text(&numbers.values, index);
            arrow(edge, caption, value, text(&numbers.gradients, index))
        }));
        lines.push("}\n".to_owned());
        lines.join("\n")
    }
}

fn text(texts: &[Option<String>], index: usize) -> Option<&str> {
    texts.get(index)?.as_deref()
}

fn node(vertex: &Vertex, caption: &NodeCaption, sum: Option<&str>) -> String {
    let mut label = escaped(&caption.symbol);
    if let Some(sum) = sum {
        label = label + "<br/>" + &coloured(&format!("Σ {sum}"), LIGHT.gradient);
    }
    let tooltip = quoted(&caption.description);
    let mut attributes = vec![format!("label=<{label}>"), format!("tooltip={tooltip}")];
    let mut add = |attribute: &str| attributes.push(attribute.to_owned());
    match vertex.role {
        Role::Operation => {}
        Role::Constant => add("shape=plain"),
        Role::Input { constant } | Role::Output { constant } => {
            add("shape=box");
            if constant {
                add("style=dashed");
            }
        }
    }
    if vertex.saved {
        add("peripheries=2");
    }
    let mut groups = LIGHT.groups.iter().cycle();
    if let Some(colour) = caption.group.and_then(|group| groups.nth(group)) {
        add("style=filled");
        add(&format!("fillcolor={}", quoted(colour)));
    }
    attributes.join(", ")
}

/// An edge with the value, the name and the gradient, below each other.
fn arrow(
    edge: &Edge,
    caption: &EdgeCaption,
    value: Option<&str>,
    gradient: Option<&str>,
) -> String {
    let value = value.map(|value| coloured(value, LIGHT.value));
    let name = caption.text().map(|name| escaped(&name));
    let gradient = gradient.map(|gradient| coloured(gradient, LIGHT.gradient));
    let lines: Vec<String> = value.into_iter().chain(name).chain(gradient).collect();
    let label = if lines.is_empty() {
        String::new()
    } else {
        format!(" [label=<{}>]", lines.join("<br/>"))
    };
    format!("  n{} -> n{}{label}", edge.from, edge.to)
}

fn coloured(text: &str, colour: &str) -> String {
    format!("<font color=\"{colour}\">{}</font>", escaped(text))
}

/// Text in a label, in which Graphviz reads tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}
