//! What is written at the nodes and edges of a drawing, whoever draws it.

use std::collections::BTreeMap;

use super::drawing::{Drawing, Edge, Role, Vertex};
use super::size;

/// What is written in a drawing, beside numbers.
#[derive(Clone, Debug)]
pub struct Captions {
    /// For each node.
    pub nodes: Vec<NodeCaption>,
    /// For each edge.
    pub edges: Vec<EdgeCaption>,
    /// The titles of the groups of at least two nodes.
    pub groups: Vec<String>,
}

/// What is written at a node.
#[derive(Clone, Debug)]
pub struct NodeCaption {
    /// In it.
    pub symbol: String,
    /// What it computes, for whoever points at it.
    pub description: String,
    /// Its group, in the list of titles.
    pub group: Option<usize>,
}

/// What is written at an edge.
#[derive(Clone, Debug, Default)]
pub struct EdgeCaption {
    /// The name of what runs along it, where that stands at neither of its ends.
    pub name: Option<String>,
    /// Its shape, if it has axes.
    pub shape: Option<String>,
}

impl EdgeCaption {
    /// Both, as one text; none where there is neither.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        match (&self.name, &self.shape) {
            (Some(name), Some(shape)) => Some(format!("{name} {shape}")),
            (Some(text), None) | (None, Some(text)) => Some(text.clone()),
            (None, None) => None,
        }
    }
}

impl Drawing {
    /// What is written in it; the names of sizes that are known are replaced by numbers.
    #[must_use]
    pub fn captions(&self, sizes: &BTreeMap<String, usize>) -> Captions {
        let (groups, places) = groups(self, sizes);
        let nodes = self.nodes.iter().map(|vertex| NodeCaption {
            symbol: symbol(vertex).to_owned(),
            description: description(vertex, sizes),
            group: vertex.group.and_then(|group| places.get(&group).copied()),
        });
        let mut uses = vec![0; self.nodes.len()];
        for edge in &self.edges {
            if let Some(uses) = uses.get_mut(edge.from) {
                *uses += 1;
            }
        }
        let edges = self.edges.iter().map(|edge| {
            let shared = uses.get(edge.from) > Some(&1);
            self.caption(edge, shared, sizes)
        });
        Captions {
            nodes: nodes.collect(),
            edges: edges.collect(),
            groups,
        }
    }

    /// The caption of an edge. A shared start has other edges, too.
    fn caption(&self, edge: &Edge, shared: bool, sizes: &BTreeMap<String, usize>) -> EdgeCaption {
        let ends = (self.nodes.get(edge.from), self.nodes.get(edge.to));
        let (Some(from), Some(to)) = ends else {
            return EdgeCaption::default();
        };
        let is_input = matches!(from.role, Role::Input { .. });
        let own = is_input && !shared || from.name == to.name;
        EdgeCaption {
            name: from.name.clone().filter(|_| !own),
            shape: (!from.shape.is_empty()).then(|| size::text(&from.shape, sizes)),
        }
    }
}

/// What stands at a node. A constant of Rust's standard library is known by its name alone.
fn symbol(vertex: &Vertex) -> &str {
    let symbol = vertex.symbol.as_str();
    let path = symbol.strip_prefix("::").unwrap_or(symbol);
    let standard = path.starts_with("std::") || path.starts_with("core::");
    match path.rsplit_once("::consts::") {
        Some((_, name)) if standard => name,
        _ => symbol,
    }
}

fn description(vertex: &Vertex, sizes: &BTreeMap<String, usize>) -> String {
    let name = vertex.name.as_deref();
    let what = match (vertex.role, name) {
        (Role::Input { constant: true }, _) => format!("constant input {}", vertex.symbol),
        (Role::Input { constant: false }, _) => format!("input {}", vertex.symbol),
        (Role::Constant, _) => format!("constant {}", vertex.symbol),
        (Role::Output { .. }, Some(name)) => format!("output {name}"),
        (Role::Output { .. }, None) => "output".to_owned(),
        (Role::Operation, Some(name)) => format!("{name} = {}", vertex.formula),
        (Role::Operation, None) => vertex.formula.clone(),
    };
    if vertex.shape.is_empty() {
        what
    } else {
        format!("{what}: {}", size::text(&vertex.shape, sizes))
    }
}

/// The titles of the groups of several nodes, and the place of each of these groups among them.
fn groups(
    drawing: &Drawing,
    sizes: &BTreeMap<String, usize>,
) -> (Vec<String>, BTreeMap<usize, usize>) {
    let mut titles = Vec::new();
    let mut places = BTreeMap::new();
    for (index, group) in drawing.groups.iter().enumerate() {
        let nodes = drawing.nodes.iter();
        let members = nodes.filter(|node| node.group == Some(index));
        if members.count() > 1 {
            places.insert(index, titles.len());
            titles.push(group.title(sizes));
        }
    }
    (titles, places)
}
