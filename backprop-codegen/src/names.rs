//! The names of locals and fields in generated code: those of the source where there are any, each once.

use crate::ir::{Attribute, Graph, NodeId};
use crate::ops::Op;
use crate::resolve::Mention;
use crate::signature::Signature;
use crate::sorted::{Map, Set};

/// The field of a pass that holds the outputs; an input of this name is saved under another.
pub(crate) const OUTPUT: &str = "output";

/// What methods over tensors and their loop nests name for themselves.
pub(crate) const OWN: [&str; 9] = [
    "at",
    "count",
    "graph",
    "grads",
    "products",
    "row",
    "rows",
    "scratch",
    "workspace",
];

/// The names that are the same in every method of a graph, each once.
#[derive(Debug)]
pub(crate) struct Locals {
    taken: Taken,
    /// The parameters: of each input, then of the cotangent of each output.
    pub(crate) parameters: Vec<String>,
    /// The variable of each input: its parameter, if methods name nothing of their own so.
    pub(crate) variables: Vec<String>,
    /// The variables of the named sizes.
    pub(crate) dims: Vec<String>,
    /// The view of what each parameter gives.
    pub(crate) views: Vec<String>,
    /// Where it is copied to.
    pub(crate) packed: Vec<String>,
}

impl Locals {
    pub(crate) fn new(signature: &Signature) -> Self {
        let mut taken = Taken::default();
        let inputs = signature.inputs.iter().map(|input| input.name.text.clone());
        let outputs = signature
            .outputs
            .iter()
            .map(|output| format!("d_{}", output.text()));
        let parameters: Vec<String> = inputs
            .chain(outputs)
            .map(|wanted| taken.fresh(&wanted))
            .collect();
        let own: &[&str] = if signature.has_tensors() { &OWN } else { &[] };
        taken
            .names
            .extend(own.iter().map(|name| (*name).to_owned()));
        let variables = parameters.iter().take(signature.inputs.len());
        let variables = variables
            .map(|parameter| {
                if own.contains(&parameter.as_str()) {
                    taken.fresh(parameter)
                } else {
                    parameter.clone()
                }
            })
            .collect();
        let dims = signature.dims.iter();
        let dims = dims.map(|dim| taken.fresh(&dim.text)).collect();
        let mut derived = |suffix: &str| -> Vec<String> {
            if own.is_empty() {
                return Vec::new();
            }
            let names = parameters.iter();
            names
                .map(|name| taken.fresh(&format!("{name}_{suffix}")))
                .collect()
        };
        let (views, packed) = (derived("view"), derived("packed"));
        Self {
            taken,
            parameters,
            variables,
            dims,
            views,
            packed,
        }
    }
}

/// Names for the nodes of one graph, each used once, the same in every method.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    taken: Taken,
    nodes: Map<NodeId, String>,
    /// What adjoints are called if they get a name at all.
    adjoints: Map<NodeId, String>,
    /// Names that follow from others.
    derived: Map<String, String>,
    temporaries: usize,
}

/// Names of locals that are in use.
#[derive(Clone, Debug, Default)]
pub(crate) struct Taken {
    names: Set<String>,
    /// The last number that was put behind each name.
    numbers: Map<String, usize>,
}

impl Taken {
    /// The wanted name, with a number behind it if it is taken.
    pub(crate) fn fresh(&mut self, wanted: &str) -> String {
        let wanted = local_name(wanted);
        let mut name = wanted.clone();
        while !self.names.insert(name.clone()) {
            let number = self.numbers.get(&wanted).map_or(2, |last| last + 1);
            self.numbers.insert(wanted.clone(), number);
            name = format!("{wanted}_{number}");
        }
        name
    }
}

impl Names {
    /// Reserves the parameters' names and gives what the source has named its name.
    pub(crate) fn new(graph: &Graph, signature: &Signature) -> Self {
        let mut names = Self {
            taken: Taken::default(),
            nodes: Map::new(),
            adjoints: Map::new(),
            derived: Map::new(),
            temporaries: 0,
        };
        let Locals {
            taken,
            parameters,
            variables,
            ..
        } = Locals::new(signature);
        names.taken = taken;
        names.taken.names.insert(OUTPUT.to_owned());
        for id in graph.ids() {
            let node = graph.node(id);
            if let (Op::Input, Attribute::Index(input)) = (node.op, node.attribute)
                && let Some(variable) = variables.get(input)
            {
                // The pass of a graph of numbers has a field of this name.
                let name = match variable.as_str() {
                    OUTPUT if !signature.has_tensors() => names.taken.fresh(OUTPUT),
                    _ => variable.clone(),
                };
                names.nodes.insert(id, name);
            }
        }
        for id in graph.ids() {
            let node = graph.node(id);
            if let (Op::Cotangent, Attribute::Index(output)) = (node.op, node.attribute)
                && let Some(parameter) = parameters.get(signature.inputs.len() + output)
            {
                names.nodes.insert(id, parameter.clone());
            }
        }
        for id in graph.ids() {
            let node = graph.node(id);
            let Some(label) = node.label.as_ref().filter(|_| node.op != Op::Input) else {
                continue;
            };
            if label.own {
                let name = names.taken.fresh(&label.name);
                names.nodes.insert(id, name);
            } else {
                names.adjoints.insert(id, label.name.clone());
            }
        }
        names
    }

    /// The name of a node; one without a name in the source is called `t1`, `t2`, …
    pub(crate) fn of(&mut self, id: NodeId) -> String {
        if let Some(name) = self.nodes.get(&id) {
            return name.clone();
        }
        if let Some(wanted) = self.adjoints.get(&id) {
            let name = self.taken.fresh(wanted);
            self.nodes.insert(id, name.clone());
            return name;
        }
        let name = loop {
            self.temporaries += 1;
            let name = format!("t{}", self.temporaries);
            if self.taken.names.insert(name.clone()) {
                break name;
            }
        };
        self.nodes.insert(id, name.clone());
        name
    }

    /// A name that nothing has yet.
    pub(crate) fn fresh(&mut self, wanted: &str) -> String {
        self.taken.fresh(wanted)
    }

    /// The name of what belongs to something else that has a name: `h_later` to `h`.
    pub(crate) fn derived(&mut self, name: &str, suffix: &str) -> String {
        let wanted = format!("{name}_{suffix}");
        if let Some(name) = self.derived.get(&wanted) {
            return name.clone();
        }
        let name = self.taken.fresh(&wanted);
        self.derived.insert(wanted, name.clone());
        name
    }

    /// The name that a node has been given.
    pub(crate) fn known(&self, id: NodeId) -> String {
        let name = self.nodes.get(&id).cloned();
        name.unwrap_or_else(|| format!("unnamed_{}", id.index()))
    }
}

/// A name for a local variable. Names that are not in snake case are put in it: a pattern that bears the
/// name of a constant would be compared with it instead of binding it.
fn local_name(name: &str) -> String {
    let lower = name.to_lowercase();
    if matches!(lower.as_str(), "self" | "super" | "crate" | "_") {
        return format!("{lower}_");
    }
    lower
}

/// The variables that stand for the `let`s in the order of the source, by number. What Rust may take for a
/// variable keeps its name, and hides others as in the source; a `let` that has no name has none here.
pub(crate) fn lets(signature: &Signature) -> Map<usize, String> {
    let mut bindings = Vec::new();
    let mut open: Vec<&Mention> = signature.mentions.iter().rev().collect();
    while let Some(mention) = open.pop() {
        match mention {
            Mention::Let(binding) => {
                bindings.push(binding);
                open.extend(binding.value.iter().rev());
            }
            Mention::Block(inside) => open.extend(inside.iter().rev()),
            _ => {}
        }
    }
    let mut taken = Taken::default();
    taken.names.extend(Locals::new(signature).parameters);
    let texts = bindings.iter().map(|binding| binding.name.text.clone());
    taken.names.extend(texts);
    let named = bindings
        .into_iter()
        .filter(|binding| binding.name.text != "_");
    named
        .map(|binding| {
            let text = &binding.name.text;
            let plain = local_name(text) == *text;
            let name = if plain {
                text.clone()
            } else {
                taken.fresh(text)
            };
            (binding.number, name)
        })
        .collect()
}
