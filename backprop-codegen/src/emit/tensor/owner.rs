//! What an array is to the user, for the error that there is no memory for it: an output, a `let`, a gradient, or
//! a part of one of them.

use super::body::Method;
use crate::ir::{Graph, Label, NodeId, NodeMap};
use crate::signature::Signature;
use crate::tensor::Target;

/// What the arrays of one method are called in errors.
pub(super) struct Owners<'m> {
    signature: &'m Signature,
    method: &'m Method<'m>,
    graph: &'m Graph,
    /// The position of each output.
    outputs: NodeMap<Option<usize>>,
    /// For each node the nearest that has a name: itself, or one that is made of it.
    named: NodeMap<Option<NodeId>>,
}

impl<'m> Owners<'m> {
    pub(super) fn new(signature: &'m Signature, method: &'m Method<'m>) -> Self {
        let program = method.plan.groups.program;
        let graph = program.graph;
        let mut owners = Self {
            signature,
            method,
            graph,
            outputs: NodeMap::new(graph),
            named: NodeMap::new(graph),
        };
        let outputs = program.results.iter().take(method.outputs).enumerate();
        for (position, node) in outputs {
            owners.outputs.set(*node, Some(position));
        }
        let mut ids: Vec<NodeId> = graph.ids().collect();
        ids.reverse();
        for id in ids {
            if owners.name(id).is_some() {
                owners.named.set(id, Some(id));
            }
            // Of several readers the first is the nearest.
            if let Some(owner) = owners.named.get(id) {
                for operand in &graph.node(id).operands {
                    owners.named.set(*operand, Some(owner));
                }
            }
        }
        owners
    }

    /// What the array of a target is: a name, or words with names in backticks.
    pub(super) fn text(&self, target: Target) -> String {
        let node = match target {
            Target::Buffer(node) => Some(node),
            Target::Result(position) => {
                if let Some(name) = self.output(position) {
                    return name;
                }
                let results = &self.method.plan.groups.program.results;
                results.get(position).copied()
            }
        };
        node.and_then(|node| self.of_node(node))
            .unwrap_or_else(|| "a part of the graph".to_owned())
    }

    fn of_node(&self, node: NodeId) -> Option<String> {
        if let Some(name) = self.name(node) {
            return Some(name);
        }
        if let Some(owner) = self.named.get(node) {
            let name = self.name(owner)?;
            let quoted = if name.contains(' ') {
                name
            } else {
                format!("`{name}`")
            };
            return Some(format!("a part of {quoted}"));
        }
        // Nothing that has a name is made of it: what it is made of has.
        let mut node = node;
        loop {
            node = *self.graph.node(node).operands.first()?;
            if let Some(name) = self.name(node).filter(|name| !name.contains(' ')) {
                return Some(format!("a value made of `{name}`"));
            }
        }
    }

    /// The name of a node: that of a `let`, of an input, of what it is the gradient of, or of an output.
    fn name(&self, node: NodeId) -> Option<String> {
        match &self.graph.node(node).label {
            Some(Label { name, own: true }) => return Some(name.clone()),
            Some(Label { name, own: false }) => {
                let of = name.strip_prefix("d_").unwrap_or(name);
                return Some(format!("the gradient of `{of}`"));
            }
            None => {}
        }
        self.output(self.outputs.get(node)?)
    }

    fn output(&self, position: usize) -> Option<String> {
        let output = self.signature.outputs.get(position)?;
        if position >= self.method.outputs {
            return None;
        }
        let name = output.name.as_ref().map(|name| name.text.clone());
        Some(name.unwrap_or_else(|| "the output".to_owned()))
    }
}
