//! A loop nest as Rust: a struct of what it reads, and its `LoopNest`.

mod folds;
mod item;
mod lanes;
mod loops;
mod rows;
mod slices;

use super::super::comments::Comments;
use super::super::template::text;
use super::super::text::{Text, local};
use super::sizes::Sizes;
use crate::ir::{Graph, NodeId};
use crate::names::{OWN, Taken};
use crate::shape::{DimId, Extent};
use crate::signature::Element;
use crate::sorted::{Map, Set};
use crate::tensor::{Fold, Item, ItemId, ItemKind, Nest, Passes, Sink, SinkKind, Target};

/// What the code of all kernels of a method has in common.
pub(in crate::emit::tensor) struct Context<'c> {
    pub(in crate::emit::tensor) graph: &'c Graph,
    pub(in crate::emit::tensor) element: &'c Element,
    /// `::backprop::__private`
    pub(in crate::emit::tensor) runtime: &'c Text,
    /// The variables of the named sizes.
    pub(in crate::emit::tensor) dims: &'c [String],
    /// The variable of a node.
    pub(in crate::emit::tensor) variable: &'c dyn Fn(NodeId) -> String,
    /// The variable of an array that is written.
    pub(in crate::emit::tensor) target: &'c dyn Fn(Target) -> String,
    pub(in crate::emit::tensor) comments: Comments<'c>,
}

/// A kernel, and how it is called.
pub(in crate::emit::tensor) struct Kernel {
    pub(in crate::emit::tensor) items: Text,
    /// The field of the matrix product, where there is one.
    pub(in crate::emit::tensor) product: String,
    /// The arrays that it reads.
    pub(in crate::emit::tensor) sources: Vec<NodeId>,
    /// The numbers that it reads.
    pub(in crate::emit::tensor) numbers: Vec<NodeId>,
    pub(in crate::emit::tensor) dims: Set<DimId>,
    /// The arrays that it writes row by row, with the size of a row.
    pub(in crate::emit::tensor) outputs: Vec<(Target, Extent)>,
    /// Those that it writes element by element and does not read.
    pub(in crate::emit::tensor) written: Vec<(Target, Extent)>,
    /// The arrays that it folds into.
    pub(in crate::emit::tensor) vectors: Vec<(Target, Fold)>,
    /// The numbers that it gives.
    pub(in crate::emit::tensor) scalars: Vec<(NodeId, Fold)>,
    pub(in crate::emit::tensor) scratch: Vec<Extent>,
}

/// Writes `nest` as a struct called `name`.
pub(in crate::emit::tensor) fn kernel(
    context: &Context<'_>,
    nest: &Nest,
    passes: &Passes,
    name: &Text,
) -> Kernel {
    let mut writer = Writer::new(context, nest, passes);
    let mut body = writer.scratch_rows();
    body.push(writer.depth(0));
    writer.finish(name, &body)
}

/// An array of sums with rounding errors beside them, so that long sums are exact: for each position, as many numbers
/// are added one after the other as the reduced axes are long.
#[derive(Clone)]
struct Summed {
    item: ItemId,
    target: Target,
    /// The axes of the array.
    axes: Vec<usize>,
    /// The first axis that is summed over.
    first: usize,
}

struct Writer<'w> {
    context: &'w Context<'w>,
    nest: &'w Nest,
    passes: &'w Passes,
    sizes: Sizes<'w>,
    taken: Taken,
    /// The variable of the matrix product.
    product: String,
    /// The variable of each item.
    names: Map<ItemId, String>,
    /// The items that have a variable where code is being written.
    bound: Set<ItemId>,
    sources: Vec<NodeId>,
    numbers: Vec<NodeId>,
    outputs: Vec<(Target, Extent)>,
    written: Vec<(Target, Extent)>,
    vectors: Vec<(Target, Fold)>,
    scalars: Vec<(NodeId, Fold)>,
    /// The items that are kept from pass to pass.
    scratch: Vec<ItemId>,
    /// The sums over axes that are not the innermost.
    sums: Vec<Summed>,
    /// The variable of each array that is written.
    outs: Map<Target, String>,
    /// The rounding errors of each array of sums.
    errors: Map<Target, String>,
    /// The row in which each item is kept.
    rows: Map<ItemId, String>,
    /// What becomes of each item.
    sinks: Map<ItemId, Vec<Sink>>,
    /// The variables of the loops, outermost first.
    loops: Vec<Text>,
    /// Whether it has an inner loop.
    loops_over_lanes: bool,
}

impl<'w> Writer<'w> {
    fn new(context: &'w Context<'w>, nest: &'w Nest, passes: &'w Passes) -> Self {
        let mut taken = Taken::default();
        for name in context.dims.iter().map(String::as_str).chain(OWN) {
            taken.fresh(name);
        }
        let mut writer = Self {
            context,
            nest,
            passes,
            sizes: Sizes::new(context.dims),
            taken,
            product: String::new(),
            names: Map::new(),
            bound: Set::new(),
            sources: Vec::new(),
            numbers: Vec::new(),
            outputs: Vec::new(),
            written: Vec::new(),
            vectors: Vec::new(),
            scalars: Vec::new(),
            scratch: passes.kept.iter().copied().collect(),
            sums: Vec::new(),
            outs: Map::new(),
            errors: Map::new(),
            rows: Map::new(),
            sinks: Map::new(),
            loops: Vec::new(),
            loops_over_lanes: false,
        };
        writer.name_all();
        writer
    }

    fn item(&self, id: ItemId) -> &'w Item {
        const NOTHING: &Item = &Item::NOTHING;
        self.nest.item(id).unwrap_or(NOTHING)
    }

    /// The comment on a statement that computes an item by `code`.
    fn comment(&self, id: ItemId, code: &Text) -> Text {
        let node = self.item(id).node;
        let inline = || {
            let mut inline = Vec::new();
            let mut open = vec![id];
            while let Some(id) = open.pop() {
                for operand in &self.item(id).operands {
                    let item = self.item(*operand);
                    if matches!(item.kind, ItemKind::Apply(_)) && !self.bound.contains(operand) {
                        inline.push(item.node);
                        open.push(*operand);
                    }
                }
            }
            inline
        };
        let comments = self.context.comments;
        comments.of(self.context.graph, &[node], code, inline)
    }

    /// The comment on a statement that reads an item from memory, if its variable does not say what it is.
    fn comment_on_load(&self, id: ItemId, code: &Text) -> Text {
        let label = self.context.graph.node(self.item(id).node).label.as_ref();
        if label.is_some_and(|label| label.own) {
            return Text::new();
        }
        self.comment(id, code)
    }

    /// The comment on a statement that writes an item to an array or folds it, if it is computed there.
    fn comment_on_write(&self, id: ItemId, code: &Text) -> Text {
        if self.bound.contains(&id) {
            return Text::new();
        }
        self.comment(id, code)
    }

    /// What becomes of an item.
    fn sinks_of(&self, id: ItemId) -> Vec<Sink> {
        self.sinks.get(&id).cloned().unwrap_or_default()
    }

    fn rank(&self) -> usize {
        self.nest.rank()
    }

    fn length(&self, axis: usize) -> Extent {
        self.nest.axes.get(axis).cloned().unwrap_or(Extent::ONE)
    }

    /// Sources and numbers keep the names that they have outside; a source that is read in one way lends its
    /// name to what is read.
    fn name_all(&mut self) {
        let mut loads: Map<NodeId, usize> = Map::new();
        for id in &self.passes.needed {
            let item = self.item(*id);
            match &item.kind {
                ItemKind::Load(strided) => {
                    loads.change(strided.source, |count| *count += 1);
                    if !self.sources.contains(&strided.source) {
                        self.sources.push(strided.source);
                    }
                }
                ItemKind::Number
                    if self.context.graph.node(item.node).constant().is_none()
                        && !self.numbers.contains(&item.node) =>
                {
                    self.numbers.push(item.node);
                }
                _ => {}
            }
        }
        for node in self.sources.clone().into_iter().chain(self.numbers.clone()) {
            let name = (self.context.variable)(node);
            self.taken.fresh(&name);
        }
        self.product = self.taken.fresh("product");
        for sink in &self.nest.sinks {
            self.sink_target(&sink.kind, sink.item);
            self.sums.extend(self.summed(sink));
            self.sinks
                .change(sink.item, |sinks| sinks.push(sink.clone()));
        }
        if let Some(target) = self.passes.product
            && !self.outputs.iter().any(|(other, _)| *other == target)
        {
            let all: Vec<usize> = (0..self.rank()).collect();
            let width = self.width(&all);
            self.outputs.push((target, width));
            self.name_out(target);
        }
        for id in self.passes.needed.clone() {
            let item = self.item(id);
            let name = match &item.kind {
                ItemKind::Load(strided) if loads.get(&strided.source) == Some(&1) => {
                    (self.context.variable)(strided.source)
                }
                ItemKind::Load(strided) => {
                    self.taken.fresh(&(self.context.variable)(strided.source))
                }
                ItemKind::Number => (self.context.variable)(item.node),
                ItemKind::Apply(_) | ItemKind::Reduce { .. } | ItemKind::Product => {
                    self.taken.fresh(&(self.context.variable)(item.node))
                }
            };
            self.names.insert(id, name);
        }
        for id in self.scratch.clone() {
            let name = self.names.get(&id).map_or("unnamed", String::as_str);
            let name = self.taken.fresh(&format!("{name}_row"));
            self.rows.insert(id, name);
        }
        for summed in self.sums.clone() {
            let name = (self.context.target)(summed.target);
            let name = self.taken.fresh(&format!("{name}_error"));
            self.errors.insert(summed.target, name);
        }
        for letter in ["i", "j", "k", "l", "m", "n"]
            .into_iter()
            .cycle()
            .take(self.rank())
        {
            let name = self.taken.fresh(letter);
            self.loops.push(local(&name));
        }
    }

    fn sink_target(&mut self, kind: &SinkKind, item: ItemId) {
        let fold = match &self.item(item).kind {
            ItemKind::Reduce { fold, .. } => *fold,
            _ => Fold::Sum,
        };
        match kind {
            SinkKind::Store { target, axes } => {
                let output = (*target, self.width(axes));
                if axes.len() == self.rank() && self.passes.only_writes(*target, self.nest) {
                    self.written.push(output);
                } else {
                    self.outputs.push(output);
                }
            }
            SinkKind::Array { target, axes } if axes.contains(&0) => {
                let width = self.width(axes);
                self.outputs.push((*target, width));
            }
            SinkKind::Array { target, .. } => self.vectors.push((*target, fold)),
            SinkKind::Scalar => self.scalars.push((self.item(item).node, fold)),
        }
        if let SinkKind::Store { target, .. } | SinkKind::Array { target, .. } = kind {
            self.name_out(*target);
        }
    }

    /// How many numbers of an array belong to one row.
    fn width(&self, axes: &[usize]) -> Extent {
        let behind = axes.iter().filter(|axis| **axis > 0);
        behind.fold(Extent::ONE, |width, axis| width.times(&self.length(*axis)))
    }

    fn name_out(&mut self, target: Target) {
        if !self.outs.contains_key(&target) {
            let name = format!("{}_out", (self.context.target)(target));
            let name = self.taken.fresh(&name);
            self.outs.insert(target, name);
        }
    }

    fn out(&self, target: Target) -> Text {
        let name = self.outs.get(&target);
        Text::word(name.map_or("unnamed", String::as_str))
    }

    fn name(&self, id: ItemId) -> Text {
        local(self.names.get(&id).map_or("unnamed", String::as_str))
    }

    fn row(&self, id: ItemId) -> Text {
        Text::word(self.rows.get(&id).map_or("unnamed", String::as_str))
    }

    /// The position on an axis: of the whole in what is read, of the leaf in what is written.
    fn position(&self, axis: usize, written: bool) -> Text {
        match (axis, self.rank(), written) {
            (0, 1, true) => text!(0),
            (0, 1, false) => text!(rows.start),
            (0, _, true) => text!(row),
            _ => {
                let name = self.loops.get(axis);
                text!(#name)
            }
        }
    }
}
