//! What each method over tensors does, in order: its buffers, loop nests and products.

use super::nodes::{node, number};
use crate::emit::{Method, TensorMethods};
use crate::ir::{Graph, NodeId};
use crate::shape::Extent;
use crate::signature::Signature;
use crate::tensor::{
    Again, Item, ItemId, ItemKind, Nest, Passes, Sink, SinkKind, Step, Strided, Target,
};

/// What axes are called, outermost first; a name that a size has is left out.
const LETTERS: [&str; 16] = [
    "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w", "x",
];

/// The plan of each method.
pub(super) fn methods(signature: &Signature, methods: &TensorMethods<'_>) -> Vec<String> {
    let joint = methods.value_and_grad.as_ref();
    let named = [
        ("value", &methods.value),
        ("forward", &methods.forward),
        ("backward", &methods.backward),
    ];
    let named = named
        .into_iter()
        .chain(joint.map(|method| ("value_and_grad", method)));
    let mut lines = Vec::new();
    for (name, method) in named {
        lines.push(format!("  {name}"));
        let saved = if name == "forward" {
            methods.saved.as_slice()
        } else {
            &[]
        };
        Written { signature, method }.method(saved, &mut lines);
    }
    lines
}

/// Writes one method.
struct Written<'w> {
    signature: &'w Signature,
    method: &'w Method<'w>,
}

impl Written<'_> {
    fn graph(&self) -> &Graph {
        self.method.plan.groups.program.graph
    }

    fn method(&self, saved: &[NodeId], lines: &mut Vec<String>) {
        let graph = self.graph();
        let mut buffers: Vec<(usize, String)> = Vec::new();
        for (target, slot) in &self.method.slots {
            let shape = self.target_node(*target).map(|id| &graph.node(id).shape);
            let shape = shape.map_or(String::new(), |shape| self.signature.shape_text(shape));
            buffers.push((*slot, format!("{}: {shape}", self.target(*target))));
        }
        for (id, slot) in &self.method.kept {
            let shape = self.signature.shape_text(&graph.node(*id).shape);
            buffers.push((*slot, format!("{}: {shape}, from forward", self.name(*id))));
        }
        buffers.sort();
        let buffers = buffers.into_iter();
        lines.extend(buffers.map(|(slot, text)| format!("    buffer {slot} {text}")));
        if !saved.is_empty() {
            let saved: Vec<String> = saved.iter().map(|id| self.name(*id)).collect();
            lines.push(format!("    saved for backward: {}", saved.join(", ")));
        }
        for step in &self.method.plan.steps {
            match step {
                Step::Number(id) => {
                    lines.push(format!("    number {}", node(*id, graph, self.signature)));
                }
                Step::Product { node, target } => lines.push(format!(
                    "    {} to {}",
                    self.product(*node),
                    self.target(*target)
                )),
                Step::Exclusive { node: id, target } => lines.push(format!(
                    "    products of all other elements {} to {}",
                    node(*id, graph, self.signature),
                    self.target(*target)
                )),
                Step::Nest(nest) => Loops::new(self, &nest.0, &nest.1).nest(lines),
            }
        }
    }

    fn product(&self, id: NodeId) -> String {
        format!("product {}", node(id, self.graph(), self.signature))
    }

    fn target_node(&self, target: Target) -> Option<NodeId> {
        match target {
            Target::Buffer(node) => Some(node),
            Target::Result(position) => {
                let results = &self.method.plan.groups.program.results;
                results.get(position).copied()
            }
        }
    }

    /// The name of an array that is written.
    fn target(&self, target: Target) -> String {
        match target {
            Target::Buffer(node) => self.name(node),
            Target::Result(position) => {
                let name = self.method.results.get(position);
                name.map_or(String::new(), Clone::clone)
            }
        }
    }

    /// A node by its number, and by its name where it has one.
    fn name(&self, id: NodeId) -> String {
        match &self.graph().node(id).label {
            Some(label) => format!("{} {}", number(id), label.name),
            None => number(id),
        }
    }
}

/// Writes one loop nest.
struct Loops<'l> {
    written: &'l Written<'l>,
    nest: &'l Nest,
    passes: &'l Passes,
}

impl<'l> Loops<'l> {
    fn new(written: &'l Written<'l>, nest: &'l Nest, passes: &'l Passes) -> Self {
        Self {
            written,
            nest,
            passes,
        }
    }

    fn nest(&self, lines: &mut Vec<String>) {
        let axes: Vec<String> = (0..self.nest.rank()).map(|axis| self.range(axis)).collect();
        lines.push(format!("    loop nest {}", axes.join(", ")));
        if let Some(product) = self.nest.product {
            let to = self
                .passes
                .product
                .map(|target| self.written.target(target));
            let to = to.map_or(String::new(), |to| format!(" to {to}"));
            lines.push(format!("      {}{to}", self.written.product(product)));
        }
        for stage in 0..=self.passes.last {
            let rows = self.rows(stage);
            if !rows.is_empty() {
                lines.push(format!(
                    "      each row{}",
                    self.letters(0, self.passes.depth)
                ));
                lines.extend(rows);
            }
            let body = self.pass(stage);
            if !body.is_empty() {
                let letters = self.letters(self.passes.depth, self.nest.rank());
                lines.push(format!("      pass {}{letters}", stage + 1));
                lines.extend(body);
            }
        }
    }

    /// What is computed once for each row, before a pass.
    fn rows(&self, stage: usize) -> Vec<String> {
        let here = |item: &Item| self.is_of_row(item) && self.nest.stage(item) == stage;
        let known = |item: &Item| !matches!(item.kind, ItemKind::Number | ItemKind::Product);
        let needed = self.passes.needed.iter().copied();
        let mut lines: Vec<String> = needed
            .filter(|id| self.item(*id).is_some_and(|item| here(item) && known(item)))
            .map(|id| self.line(id, stage))
            .collect();
        for sink in &self.nest.sinks {
            if self.item(sink.item).is_some_and(here) {
                lines.extend(self.sink(sink));
            }
        }
        lines
    }

    /// Whether an item stands outside of the passes: a value of a row, or a reduction of such values.
    fn is_of_row(&self, item: &Item) -> bool {
        match item.kind {
            ItemKind::Reduce { level, .. } => level <= self.passes.depth,
            _ => item.level <= self.passes.depth,
        }
    }

    /// What a pass does to each element.
    fn pass(&self, stage: usize) -> Vec<String> {
        let here = |item: &Item| !self.is_of_row(item) && self.nest.stage(item) == stage;
        let reduces = |item: &Item| matches!(item.kind, ItemKind::Reduce { .. });
        let mut lines: Vec<String> = self
            .passes
            .of(stage)
            .map(|id| self.line(id, stage))
            .collect();
        for id in &self.passes.needed {
            if self
                .item(*id)
                .is_some_and(|item| here(item) && reduces(item))
            {
                lines.push(self.line(*id, stage));
            }
            if self.passes.keeps(*id, stage, self.nest) {
                lines.push(format!("        keep #{} in a row of its own", id.0));
            }
        }
        for sink in &self.nest.sinks {
            if self.item(sink.item).is_some_and(here) {
                lines.extend(self.sink(sink));
            }
        }
        lines
    }

    fn item(&self, id: ItemId) -> Option<&'l Item> {
        self.nest.item(id)
    }

    /// One item: what it is, and of which node it is the value.
    fn line(&self, id: ItemId, stage: usize) -> String {
        let Some(item) = self.item(id) else {
            return String::new();
        };
        let what = match (&item.kind, self.passes.again(id, stage, self.nest)) {
            (_, Some(Again::Array(target))) => {
                format!("again from {}", self.written.target(target))
            }
            (_, Some(Again::Row)) => "again from its row".to_owned(),
            (ItemKind::Load(strided), None) => format!("load {}", self.load(strided)),
            (ItemKind::Number, None) => "number".to_owned(),
            (ItemKind::Product, None) => "element of the product".to_owned(),
            (ItemKind::Apply(op), None) => op.operation().name.to_owned(),
            (ItemKind::Reduce { fold, axes, .. }, None) => {
                let letters: Vec<&str> = axes.iter().map(|axis| self.letter(*axis)).collect();
                format!("{} over {}", fold.name().to_lowercase(), letters.join(", "))
            }
        };
        let mut words = vec![what];
        if self.passes.again(id, stage, self.nest).is_none() {
            words.extend(item.operands.iter().map(|operand| self.operand(*operand)));
        }
        let name = self.written.name(item.node);
        format!("        #{} = {}  ({name})", id.0, words.join(" "))
    }

    /// An operand: a number from outside by its node.
    fn operand(&self, id: ItemId) -> String {
        let Some(item) = self.item(id) else {
            return String::new();
        };
        match (&item.kind, self.written.graph().node(item.node).constant()) {
            (ItemKind::Number, Some(constant)) => constant.double().to_string(),
            (ItemKind::Number, None) => self.written.name(item.node),
            _ => format!("#{}", id.0),
        }
    }

    fn sink(&self, sink: &Sink) -> Option<String> {
        let item = sink.item.0;
        Some(match &sink.kind {
            SinkKind::Store { target, .. } if self.in_place(sink) == Some(*target) => return None,
            SinkKind::Store { target, axes } => format!(
                "        store #{item} to {}{}",
                self.written.target(*target),
                self.positions(axes)
            ),
            SinkKind::Scalar => format!("        give #{item}"),
            SinkKind::Array { target, axes } => format!(
                "        fold #{item} into {}{}",
                self.written.target(*target),
                self.positions(axes)
            ),
        })
    }

    /// Where an element of the product is already, which is not stored again.
    fn in_place(&self, sink: &Sink) -> Option<Target> {
        let item = self.item(sink.item)?;
        let product = matches!(item.kind, ItemKind::Product);
        self.passes.product.filter(|_| product)
    }

    fn load(&self, strided: &Strided) -> String {
        let signature = self.written.signature;
        let times = |what: &str, stride: &Extent| {
            if stride.is_one() {
                what.to_owned()
            } else {
                format!("{what} * {}", signature.extent_text(stride))
            }
        };
        let start = strided.offset.iter();
        let start = start.map(|(size, stride)| times(&signature.size_text(*size), stride));
        let steps = strided.steps.iter();
        let steps = steps.map(|(axis, stride)| times(self.letter(*axis), stride));
        let terms: Vec<String> = start.chain(steps).collect();
        let terms = if terms.is_empty() {
            "0".to_owned()
        } else {
            terms.join(" + ")
        };
        let mut parts = vec![format!("{}[{terms}]", self.written.name(strided.source))];
        parts.extend(strided.paddings.iter().map(|(axis, padding)| {
            format!(
                "zeros but for {} of {} from {}",
                signature.size_text(padding.size),
                self.letter(*axis),
                signature.size_text(padding.before)
            )
        }));
        parts.join(", ")
    }

    /// An axis and its length.
    fn range(&self, axis: usize) -> String {
        let length = self.nest.axes.get(axis);
        let length = length.map_or(String::new(), |length| {
            self.written.signature.extent_text(length)
        });
        format!("{} < {length}", self.letter(axis))
    }

    fn letter(&self, axis: usize) -> &'static str {
        let dims = &self.written.signature.dims;
        let mut free = LETTERS
            .into_iter()
            .filter(|letter| dims.iter().all(|dim| dim.text != *letter));
        free.nth(axis).unwrap_or("_")
    }

    fn positions(&self, axes: &[usize]) -> String {
        let letters: Vec<&str> = axes.iter().map(|axis| self.letter(*axis)).collect();
        format!("[{}]", letters.join(", "))
    }

    fn letters(&self, from: usize, to: usize) -> String {
        let letters: Vec<&str> = (from..to).map(|axis| self.letter(axis)).collect();
        if letters.is_empty() {
            String::new()
        } else {
            format!(" {}", letters.join(", "))
        }
    }
}
