//! A graph's memory: views of inputs and cotangents, their packing, buffers and the arrays of the gradient.

use super::super::items::Frame;
use super::super::template::text;
use super::super::text::{Text, local};
use super::bodies::input_node;
use super::body::{Body, Method, Steps};
use super::owner::Owners;
use super::sizes::{Sizes, number};
use super::{TensorMethods, written};
use crate::ir::Attribute;
use crate::ops::Op;
use crate::shape::{DimId, Shape};
use crate::sorted::{Map, Set};
use crate::tensor::Target;

impl Frame<'_> {
    /// Conversions of inputs, the check of sizes, and the graph's memory taken apart.
    pub(super) fn prologue(
        &self,
        methods: &TensorMethods<'_>,
        body: &Body,
        steps: &Steps<'_>,
        dims: &Set<DimId>,
        grads: bool,
        later: Option<&Method<'_>>,
    ) -> Text {
        let graph_name = &self.signature.name.text;
        let mut code = Text::new();
        let mut views = Vec::new();
        for (position, rank) in self.tensor_inputs() {
            let view = self.view_name(position);
            let ty = self.view_type_within(rank, &text!('input));
            let parameter = self.locals.parameters.get(position).map(|name| local(name));
            code.push(text!(let #view: __tensor::#ty = ::core::convert::Into::into(#parameter);));
            views.push(text!(&#view));
        }
        code.push(self.renamed(steps));
        let mut code = self
            .comments
            .before(code, "The arguments, and their sizes, which must fit.");
        let pattern = self.dims_pattern(dims).unwrap_or_else(|| text!(_));
        code.push(if self.locals.dims.is_empty() {
            text!(Self::__sizes(#(#views),*)?;)
        } else {
            text!(let #pattern = Self::__sizes(#(#views),*)?;)
        });
        let mut wanted: Map<usize, Text> = written(steps.method)
            .into_iter()
            .map(|(slot, target)| (slot, local(&steps.target(target))))
            .collect();
        if let Some(later) = later {
            let later_steps = self.steps(later, steps.names, "");
            for (slot, target) in written(later) {
                let name = later_steps.later(target);
                if !wanted.contains_key(&slot) {
                    wanted.insert(slot, name);
                }
            }
        }
        let buffers = (!wanted.is_empty()).then(|| {
            let pattern = array_pattern(methods.buffers, &wanted);
            text!(buffers: #pattern,)
        });
        let mut packed: Map<usize, Text> = Map::new();
        let mut packs = Text::new();
        for (position, _) in self.tensor_inputs() {
            let Some(node) = input_node(steps.method, position) else {
                continue;
            };
            if !body.read.contains(&node) {
                continue;
            }
            let buffer = self.packed_name(position);
            if let Some(slot) = self.packed_slot(position) {
                packed.insert(slot, buffer.clone());
            }
            let input = self.signature.inputs.get(position);
            let text = input.map_or("input", |input| input.name.text.as_str());
            let (view, name) = (self.view_name(position), local(&steps.variable(node)));
            packs.push(text! {
                let #name = __tensor::pack(&#view, #buffer, #graph_name, #text)?;
            });
        }
        let inputs = (!packed.is_empty()).then(|| {
            let pattern = array_pattern(self.packed_count(), &packed);
            text!(inputs: #pattern,)
        });
        let products = body.products.then(|| text!(products,));
        let workspace = body.workspace.then(|| text!(workspace,));
        let grads = grads.then(|| text!(grads,));
        let fields = text!(#inputs #buffers #products #workspace #grads);
        if !fields.is_empty() {
            let fields = text!(let Self { #fields .. } = self;);
            let comment = "The memory that the graph keeps from call to call.";
            code.push(self.comments.before(fields, comment));
        }
        let comment = "What is not in the standard order is copied.";
        code.push(self.comments.before(packs, comment));
        code
    }

    /// Numbers whose parameters bear names that methods have for something else, under their other names.
    fn renamed(&self, steps: &Steps<'_>) -> Text {
        let both = self.locals.parameters.iter().zip(&self.locals.variables);
        let renamed = both
            .enumerate()
            .filter(|(position, (parameter, variable))| {
                let node = input_node(steps.method, *position);
                let read = node.is_some_and(|node| steps.method.plan.groups.is_needed(node));
                let input = self.signature.inputs.get(*position);
                parameter != variable && read && input.is_some_and(|input| input.shape.is_empty())
            });
        renamed
            .map(|(_, (parameter, variable))| {
                let (parameter, variable) = (local(parameter), local(variable));
                text!(let #variable = #parameter;)
            })
            .collect()
    }

    /// The conversion and the check of cotangents, their packing, and which buffers it needs.
    pub(super) fn cotangent_checks(
        &self,
        sizes: &mut Sizes<'_>,
        body: &Body,
        method: &Method<'_>,
    ) -> ((Text, Text), Map<usize, Text>, bool) {
        let graph_name = &self.signature.name.text;
        let (mut checks, mut packs) = (Text::new(), Text::new());
        let mut packed = Map::new();
        let mut fallible = false;
        let graph = method.plan.groups.program.graph;
        for (position, rank) in self.cotangents().collect::<Vec<_>>() {
            if rank == 0 {
                continue;
            }
            fallible = true;
            let output = position - self.signature.inputs.len();
            let Some(signature) = self.signature.outputs.get(output) else {
                continue;
            };
            let parameter = self.locals.parameters.get(position).map(|name| local(name));
            let (view, name) = (self.view_name(position), signature.text());
            let ty = self.view_type_within(rank, &text!('cotangent));
            checks.push(text!(let #view: __tensor::#ty = ::core::convert::Into::into(#parameter);));
            for (axis, size) in signature.shape.iter().enumerate() {
                let (axis, size) = (number(axis), sizes.size(*size));
                checks.push(text! {
                    __tensor::cotangent(#graph_name, #name, #axis, #size, #view.shape()[#axis])?;
                });
            }
            let read = body.read.iter().any(|id| {
                let node = graph.node(*id);
                node.op == Op::Cotangent && node.attribute == Attribute::Index(output)
            });
            if !read {
                continue;
            }
            let buffer = self.packed_name(position);
            if let Some(slot) = self.packed_slot(position) {
                packed.insert(slot, buffer.clone());
            }
            let what = match &signature.name {
                Some(name) => format!("the cotangent of `{}`", name.text),
                None => "the cotangent".to_owned(),
            };
            packs.push(text! {
                let #parameter = __tensor::pack(&#view, #buffer, #graph_name, #what)?;
            });
        }
        let comment = "The cotangents, and their sizes, which must be those of the outputs.";
        let checks = self.comments.before(checks, comment);
        let comment = "What is not in the standard order is copied.";
        let packs = self.comments.before(packs, comment);
        ((checks, packs), packed, fallible)
    }

    /// `tensor::grow` for each buffer that a method writes.
    pub(super) fn grows(
        &self,
        method: &Method<'_>,
        steps: &Steps<'_>,
        sizes: &mut Sizes<'_>,
        later: Option<(&Method<'_>, &Steps<'_>)>,
    ) -> Text {
        let graph_name = &self.signature.name.text;
        let mut code = Text::new();
        let mut done = Set::new();
        let both = [(method, steps, false)].into_iter();
        let both = both.chain(later.map(|(method, steps)| (method, steps, true)));
        for (method, steps, later) in both {
            let owners = Owners::new(self.signature, method);
            for (slot, target) in written(method) {
                if !done.insert(slot) {
                    continue;
                }
                let shape = shape_of(method, target);
                // In parentheses, since clippy would take `n - 1` in an array for two elements without a comma.
                let lengths: Vec<Text> = shape.iter().map(|size| sizes.factor(*size)).collect();
                let name = if later {
                    steps.later(target)
                } else {
                    local(&steps.target(target))
                };
                let what = owners.text(target);
                code.push(text! {
                    __tensor::grow(#name, #graph_name, #what, &[#(#lengths),*])?;
                });
            }
        }
        let comment = "Arrays for outputs, for what is saved, and for what is on the way.";
        self.comments.before(code, comment)
    }

    /// `tensor::resize` for each array of the gradient.
    pub(super) fn resizes(&self, sizes: &mut Sizes<'_>) -> Text {
        let graph_name = &self.signature.name.text;
        let mut code = Text::new();
        for input in self.signature.inputs.iter().filter(|input| !input.constant) {
            if input.shape.is_empty() {
                continue;
            }
            let name = local(&input.name.text);
            let dim = dim(&input.shape, sizes);
            let what = format!("the gradient of `{}`", input.name.text);
            code.push(text! {
                __tensor::resize(&mut grads.#name, #dim, #graph_name, #what)?;
            });
        }
        self.comments.before(code, "Arrays for the gradient.")
    }

    pub(super) fn packed_name(&self, position: usize) -> Text {
        let name = self.locals.packed.get(position);
        name.map_or_else(Text::new, |name| Text::word(name))
    }

    /// The buffer for an input, or for a cotangent behind the inputs.
    pub(super) fn packed_slot(&self, position: usize) -> Option<usize> {
        let inputs: Vec<usize> = self.tensor_inputs().map(|(position, _)| position).collect();
        let cotangents = self.cotangents().filter(|(_, rank)| *rank > 0);
        let mut all = inputs
            .into_iter()
            .chain(cotangents.map(|(position, _)| position));
        all.position(|other| other == position)
    }

    /// `[batch, _, hidden]`, if any of them is used.
    pub(super) fn dims_pattern(&self, used: &Set<DimId>) -> Option<Text> {
        if used.is_empty() {
            return None;
        }
        let names = self.locals.dims.iter().enumerate().map(|(position, name)| {
            if used.contains(&DimId(position)) {
                let name = local(name);
                text!(#name)
            } else {
                text!(_)
            }
        });
        Some(text!([#(#names),*]))
    }
}

/// `Ix2(a, b)`
pub(super) fn dim(shape: &[crate::shape::Size], sizes: &mut Sizes<'_>) -> Text {
    let name = Text::word(&format!("Ix{}", shape.len()));
    let lengths: Vec<Text> = shape.iter().map(|size| sizes.size(*size)).collect();
    text!(__tensor::#name(#(#lengths),*))
}

/// The shape of an array that a method writes.
fn shape_of(method: &Method<'_>, target: Target) -> Shape {
    let program = method.plan.groups.program;
    let node = match target {
        Target::Result(position) => program.results.get(position).copied(),
        Target::Buffer(node) => Some(node),
    };
    node.map_or_else(Shape::new, |node| program.graph.node(node).shape.clone())
}

/// `[a, _, b, ..]`
pub(super) fn array_pattern(length: usize, names: &Map<usize, Text>) -> Text {
    let last = names.keys().next_back().map_or(0, |last| last + 1);
    let parts = (0..last).map(|position| match names.get(&position) {
        Some(name) => text!(#name),
        None => text!(_),
    });
    let rest = (last < length).then(|| text!(..));
    let parts = parts.chain(rest);
    text!([#(#parts),*])
}
