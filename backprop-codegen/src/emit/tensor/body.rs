//! What the methods of a graph over tensors do: the steps of each program.

use std::cell::RefCell;

use super::super::comments::Comments;
use super::super::formula::{self, Printed};
use super::super::marks::Mark;
use super::super::template::text;
use super::super::text::{Text, element, local};
use super::expression::{Mode, apply};
use super::kernel::{Context, Kernel, kernel};
use super::sizes::{Sizes, number, sum};
use crate::ir::{Attribute, Graph, NodeId};
use crate::names::Names;
use crate::ops::Op;
use crate::shape::{DimId, Extent, Size};
use crate::signature::Signature;
use crate::sorted::{Map, Set};
use crate::tensor::{Access, Fold, Nest, Passes, Plan, Step, Target};

/// A program of a graph, and where it keeps its arrays.
#[derive(Debug)]
pub(crate) struct Method<'g> {
    pub(crate) plan: Plan<'g>,
    /// The variable of each result.
    pub(crate) results: Vec<String>,
    /// How many of the results are outputs; they are the first.
    pub(crate) outputs: usize,
    /// The buffer of each array, by position among the graph's.
    pub(crate) slots: Map<Target, usize>,
    /// The buffers that hold what is given.
    pub(crate) kept: Map<NodeId, usize>,
}

/// The code of a program.
pub(super) struct Body {
    /// The structs of its loop nests.
    pub(super) items: Text,
    pub(super) statements: Text,
    pub(super) dims: Set<DimId>,
    /// The arrays that it reads and does not compute.
    pub(super) read: Set<NodeId>,
    pub(super) products: bool,
    pub(super) workspace: bool,
}

/// Writes the steps of a program.
pub(super) struct Steps<'s> {
    pub(super) signature: &'s Signature,
    pub(super) runtime: &'s Text,
    pub(super) method: &'s Method<'s>,
    pub(super) names: &'s RefCell<Names>,
    pub(super) dims: &'s [String],
    /// What the structs of the loop nests are called, before their number.
    pub(super) prefix: &'s str,
    pub(super) comments: Comments<'s>,
}

impl Steps<'_> {
    fn graph(&self) -> &Graph {
        self.method.plan.groups.program.graph
    }

    pub(super) fn variable(&self, node: NodeId) -> String {
        let groups = &self.method.plan.groups;
        if !groups.is_given(node)
            && let Some(position) = groups.result(node)
            && let Some(name) = self.method.results.get(position)
        {
            return name.clone();
        }
        self.names.borrow_mut().of(node)
    }

    pub(super) fn target(&self, target: Target) -> String {
        match target {
            Target::Result(position) => {
                let name = self.method.results.get(position).cloned();
                name.unwrap_or_else(|| "result".to_owned())
            }
            Target::Buffer(node) => self.names.borrow_mut().of(node),
        }
    }

    /// The variable of an array that forward makes ready for backward, whose steps these are.
    pub(super) fn later(&self, target: Target) -> Text {
        let name = self.target(target);
        Text::word(&self.names.borrow_mut().derived(&name, "later"))
    }

    pub(super) fn body(&self) -> Body {
        let mut body = Body {
            items: Text::new(),
            statements: Text::new(),
            dims: Set::new(),
            read: Set::new(),
            products: false,
            workspace: false,
        };
        self.paths(&mut body);
        let mut count = 0;
        for step in &self.method.plan.steps {
            match step {
                Step::Number(node) => self.number(*node, &mut body),
                Step::Nest(nest) => {
                    count += 1;
                    self.nest(nest, count, &mut body);
                }
                Step::Product { node, target } => {
                    body.products = true;
                    let mut sizes = Sizes::new(self.dims);
                    let (a, b) = self.factors(*node, &mut sizes, &mut body);
                    let out = local(&self.target(*target));
                    body.dims.extend(sizes.used);
                    let call = text!(__tensor::multiply(#a, #b, &mut #out[..], products));
                    let comment = self.comments.of(self.graph(), &[*node], &call, Vec::new);
                    body.statements.push(text!(#comment #call;));
                }
                Step::Exclusive { node, target } => self.exclusive(*node, *target, &mut body),
            }
        }
        self.copies(&mut body);
        body
    }

    /// Constants of the user's and counts, which loops read as numbers.
    fn paths(&self, body: &mut Body) {
        let mut statements = Text::new();
        let graph = self.graph();
        let groups = &self.method.plan.groups;
        for id in graph.ids().filter(|id| groups.is_needed(*id)) {
            let node = graph.node(id);
            if !matches!(node.op, Op::Path | Op::Count) {
                continue;
            }
            let name = local(&self.variable(id));
            match (node.op, node.attribute) {
                (Op::Path, Attribute::Index(path)) => {
                    let typed = Mark::Typed(path);
                    statements.push(text!(let #name #typed;));
                }
                (Op::Count, Attribute::Shape(shape)) => {
                    let mut sizes = Sizes::new(self.dims);
                    let extent = sizes.extent(&Extent::of(graph.shape(shape)));
                    let element = element(&self.signature.element);
                    body.dims.extend(sizes.used);
                    statements.push(text!(let #name = __tensor::count::<#element>(#extent);));
                }
                _ => {}
            }
        }
        let comment = "Constants, and numbers of elements.";
        body.statements
            .push(self.comments.before(statements, comment));
    }

    /// A number, as it is read.
    pub(super) fn read_number(&self, node: NodeId) -> Printed {
        let graph = self.graph();
        let element = &self.signature.element;
        if let Some(constant) = graph.node(node).constant() {
            return formula::constant(element, constant);
        }
        Printed::atom(local(&self.variable(node)))
    }

    fn number(&self, id: NodeId, body: &mut Body) {
        let graph = self.graph();
        let node = graph.node(id);
        let name = local(&self.variable(id));
        let groups = &self.method.plan.groups;
        let value = if node.operation().moves_elements() {
            let core = groups.core(id).node;
            match groups.access(id) {
                _ if graph.node(core).shape.is_empty() && core != id => {
                    self.read_number(core).tokens
                }
                Some(access) => self.element(&access, body),
                None => Text::new(),
            }
        } else {
            let operands = node
                .operands
                .iter()
                .map(|operand| self.read_number(groups.number(*operand)))
                .collect();
            apply(
                node.op,
                operands,
                Mode::Number,
                &self.signature.element,
                self.runtime,
            )
            .tokens
        };
        let comment = self.comments.of(graph, &[id], &value, Vec::new);
        body.statements.push(text!(#comment let #name = #value;));
    }

    /// One element of an array.
    fn element(&self, access: &Access, body: &mut Body) -> Text {
        body.read.insert(access.source);
        let mut sizes = Sizes::new(self.dims);
        let source = local(&self.variable(access.source));
        let terms: Vec<Text> = access
            .indices
            .iter()
            .enumerate()
            .filter(|(_, index)| index.start != Size::ZERO)
            .map(|(position, index)| sizes.start(index.start, &access.stride(position)))
            .collect();
        body.dims.extend(sizes.used);
        let offset = sum(&terms);
        text!(#source[#offset])
    }

    fn nest(&self, nest: &(Nest, Passes), count: usize, body: &mut Body) {
        let (nest, passes) = nest;
        let name = Text::word(&format!("{}{count}", self.prefix));
        let variable = |node: NodeId| self.variable(node);
        let target = |target: Target| self.target(target);
        let context = Context {
            graph: self.graph(),
            element: &self.signature.element,
            runtime: self.runtime,
            dims: self.dims,
            variable: &variable,
            target: &target,
            comments: self.comments,
        };
        let kernel = kernel(&context, nest, passes, &name);
        let summary = self.comments.text(|| self.summary(nest, &kernel));
        let items = &kernel.items;
        body.items.push(text!(#summary #items));
        let summary = self.comments.text(|| {
            let ties = self.comments.ties(self.graph(), nest.computed());
            self.summary(nest, &kernel) + &ties
        });
        body.read.extend(&kernel.sources);
        body.workspace = true;
        let call = self.call(nest, &kernel, &name, body);
        let scalars: Vec<Text> = kernel
            .scalars
            .iter()
            .map(|(node, _)| local(&self.variable(*node)))
            .collect();
        if scalars.is_empty() {
            body.statements.push(text!(#summary #call;));
        } else {
            body.statements
                .push(text!(#summary let [#(#scalars),*] = #call;));
        }
    }

    /// What a loop nest runs over and what it gives, in a line.
    fn summary(&self, nest: &Nest, kernel: &Kernel) -> String {
        let axes = nest.axes.iter();
        let axes: Vec<String> = axes.map(|axis| self.signature.extent_text(axis)).collect();
        let product = nest.product.and_then(|node| {
            let purpose = self.comments.purpose(self.graph(), node)?;
            Some(format!("; first the product {purpose}"))
        });
        let arrays = kernel.outputs.iter().chain(&kernel.written);
        let arrays = arrays.map(|(target, _)| self.target(*target));
        let folded = kernel
            .vectors
            .iter()
            .map(|(target, _)| self.target(*target));
        let scalars = kernel.scalars.iter().map(|(node, _)| self.variable(*node));
        let mut given: Vec<String> = Vec::new();
        for name in arrays.chain(folded).chain(scalars) {
            if !given.contains(&name) {
                given.push(name);
            }
        }
        format!(
            "{}, over [{}]{}",
            given.join(", "),
            axes.join(", "),
            product.unwrap_or_default()
        )
    }

    fn call(&self, nest: &Nest, kernel: &Kernel, name: &Text, body: &mut Body) -> Text {
        let mut sizes = Sizes::new(self.dims);
        let mut fields = Vec::new();
        if let Some(node) = nest.product {
            body.products = true;
            let (a, b) = self.factors(node, &mut sizes, body);
            let product = local(&kernel.product);
            fields.push(text!(#product: __tensor::MatrixProduct::new(#a, #b, products)));
        }
        for source in &kernel.sources {
            let source = local(&self.variable(*source));
            fields.push(text!(#source: &#source[..]));
        }
        for number in &kernel.numbers {
            let name = local(&self.variable(*number));
            fields.push(name);
        }
        for dim in &kernel.dims {
            body.dims.insert(*dim);
            fields.push(sizes.variable(*dim));
        }
        let rows = sizes.extent(nest.axes.first().unwrap_or(&Extent::ONE));
        let width = nest
            .axes
            .iter()
            .skip(1)
            .fold(Extent::ONE, |width, axis| width.times(axis));
        let width = sizes.extent(&width);
        // A product does eight multiplications and additions while another operation is done for one number.
        let (work, inner) = (nest.work(), nest.inner_size(self.graph()));
        let work = match inner {
            None => number(work),
            Some(Size::Literal(inner)) => number(work + inner / 8),
            Some(inner) => {
                let (work, inner) = (number(work), sizes.factor(inner));
                text!(#work + #inner / 8)
            }
        };
        let tile = number(if nest.product.is_some() { 48 } else { 1 });
        let scratch: Vec<Text> = kernel
            .scratch
            .iter()
            .map(|extent| sizes.extent(extent))
            .collect();
        let scratch = sum(&scratch);
        let mut output = |(target, width): &(Target, Extent)| {
            let data = local(&self.target(*target));
            let width = sizes.extent(width);
            text!(__tensor::Output { data: &mut #data[..], width: #width })
        };
        let outputs: Vec<Text> = kernel.outputs.iter().map(&mut output).collect();
        let written: Vec<Text> = kernel.written.iter().map(&mut output).collect();
        let fold = |fold: &Fold| {
            let fold = local(fold.name());
            text!(__tensor::Fold::#fold)
        };
        let vectors = kernel.vectors.iter().map(|(target, folded)| {
            let (data, fold) = (local(&self.target(*target)), fold(folded));
            text!(__tensor::Vector { data: &mut #data[..], fold: #fold })
        });
        let scalars = kernel.scalars.iter().map(|(_, folded)| fold(folded));
        let code = text! {
            __tensor::run(
                &#name { #(#fields),* },
                __tensor::Space {
                    rows: #rows,
                    width: #width,
                    work: #work,
                    tile: #tile,
                    scratch: #scratch,
                },
                [#(#outputs),*],
                [#(#written),*],
                [#(#vectors),*],
                [#(#scalars),*],
                workspace,
            )
        };
        body.dims.extend(sizes.used);
        code
    }

    /// The two matrices of a product.
    fn factors(&self, node: NodeId, sizes: &mut Sizes<'_>, body: &mut Body) -> (Text, Text) {
        let operands = &self.graph().node(node).operands;
        let mut matrix = |position: usize| match operands.get(position) {
            Some(operand) => self.matrix(*operand, sizes, body),
            None => Text::new(),
        };
        (matrix(0), matrix(1))
    }

    fn matrix(&self, node: NodeId, sizes: &mut Sizes<'_>, body: &mut Body) -> Text {
        let Some(access) = self.method.plan.groups.access(node) else {
            return Text::new();
        };
        body.read.insert(access.source);
        let source = local(&self.variable(access.source));
        let shape = &self.graph().node(node).shape;
        let (Some(rows), Some(columns)) = (shape.first(), shape.get(1)) else {
            return Text::new();
        };
        let (rows, columns) = (sizes.size(*rows), sizes.size(*columns));
        if access.is_whole(shape) {
            return text!(__tensor::Matrix::new(&#source[..], #rows, #columns));
        }
        let plain = |index: &crate::tensor::Index| index.start == Size::ZERO;
        if let [first, second] = access.indices.as_slice()
            && first.axis == Some(1)
            && second.axis == Some(0)
            && plain(first)
            && plain(second)
        {
            return text!(__tensor::Matrix::new(&#source[..], #columns, #rows).t());
        }
        let terms: Vec<Text> = access
            .indices
            .iter()
            .enumerate()
            .filter(|(_, index)| !plain(index))
            .map(|(position, index)| sizes.start(index.start, &access.stride(position)))
            .collect();
        let offset = sum(&terms);
        let mut stride = |axis: usize| {
            let position = access
                .indices
                .iter()
                .position(|index| index.axis == Some(axis));
            match position {
                Some(position) => sizes.extent(&access.stride(position)),
                None => number(0),
            }
        };
        let (row_stride, column_stride) = (stride(0), stride(1));
        text! {
            __tensor::Matrix::strided(
                #source.get(#offset..).unwrap_or_default(),
                #rows,
                #columns,
                #row_stride,
                #column_stride,
            )
        }
    }

    fn exclusive(&self, node: NodeId, target: Target, body: &mut Body) {
        let graph = self.graph();
        let Some(operand) = graph.node(node).operands.first().copied() else {
            return;
        };
        let Some(access) = self.method.plan.groups.access(operand) else {
            return;
        };
        body.read.insert(access.source);
        let source = local(&self.variable(access.source));
        let out = local(&self.target(target));
        let shape = &graph.node(operand).shape;
        let axes: Vec<usize> = graph.node(node).attribute.axes().iter().collect();
        let first = axes.first().copied().unwrap_or(0);
        let end = axes.last().map_or(0, |last| last + 1);
        let mut sizes = Sizes::new(self.dims);
        let mut part =
            |from: usize, to: usize| sizes.extent(&Extent::of(shape.get(from..to).unwrap_or(&[])));
        let (outer, length, inner) = (part(0, first), part(first, end), part(end, shape.len()));
        body.dims.extend(sizes.used);
        let call = text! {
            __tensor::exclusive_product(
                &#source[..], &mut #out[..], #outer, #length, #inner,
            )
        };
        let comment = self.comments.of(graph, &[node], &call, Vec::new);
        body.statements.push(text!(#comment #call;));
    }

    /// Results that are the same node as an earlier one.
    fn copies(&self, body: &mut Body) {
        let groups = &self.method.plan.groups;
        let results = &groups.program.results;
        for (position, result) in results.iter().enumerate() {
            let first = groups.result(*result);
            let tensor = !self.graph().node(*result).shape.is_empty();
            let computed = groups.is_computed(*result);
            if let Some(first) = first.filter(|first| *first < position && tensor && computed) {
                let from = local(&self.target(Target::Result(first)));
                let to = local(&self.target(Target::Result(position)));
                body.statements
                    .push(text!(#to.copy_from_slice(&#from[..]);));
            }
        }
    }
}
