//! What the methods do around their steps, and what they give.

use std::cell::RefCell;

use super::super::bodies::assign;
use super::super::items::Frame;
use super::super::template::text;
use super::super::text::{Text, local};
use super::body::{Body, Method, Steps};
use super::memory::{array_pattern, dim};
use super::sizes::Sizes;
use super::{TensorMethods, written};
use crate::ir::{Attribute, NodeId};
use crate::names::Names;
use crate::ops::Op;
use crate::shape::DimId;
use crate::sorted::Map;
use crate::tensor::Target;

impl Frame<'_> {
    pub(super) fn steps<'s>(
        &'s self,
        method: &'s Method<'s>,
        names: &'s RefCell<Names>,
        prefix: &'s str,
    ) -> Steps<'s> {
        Steps {
            signature: self.signature,
            runtime: &self.runtime,
            method,
            names,
            dims: &self.locals.dims,
            prefix,
            comments: self.comments,
        }
    }

    pub(super) fn value_body(&self, methods: &TensorMethods<'_>) -> Text {
        let name = format!("{}Value", self.signature.name.text);
        let steps = self.steps(&methods.value, &methods.names, &name);
        let body = steps.body();
        let mut sizes = Sizes::new(&self.locals.dims);
        sizes.used.extend(&body.dims);
        let grows = self.grows(&methods.value, &steps, &mut sizes, None);
        let output = self.tensor_outputs(&methods.value, &steps, &mut sizes);
        let before = self.prologue(methods, &body, &steps, &sizes.used, false, None);
        let Body {
            items, statements, ..
        } = &body;
        let import = self.import();
        text!(#import #items #before #grows #statements ::core::result::Result::Ok(#output))
    }

    pub(super) fn joint_body(&self, methods: &TensorMethods<'_>) -> Text {
        let Some(method) = &methods.value_and_grad else {
            return text!(::core::unreachable!());
        };
        let name = format!("{}ValueAndGrad", self.signature.name.text);
        let steps = self.steps(method, &methods.joint_names, &name);
        let body = steps.body();
        let mut sizes = Sizes::new(&self.locals.dims);
        sizes.used.extend(&body.dims);
        let grows = self.grows(method, &steps, &mut sizes, None);
        let resizes = self.resizes(&mut sizes);
        let first = self.signature.outputs.len();
        let (slices, numbers) = self.gradient_variables(method, &steps, first);
        let output = self.tensor_outputs(method, &steps, &mut sizes);
        let before = self.prologue(methods, &body, &steps, &sizes.used, true, None);
        let Body {
            items, statements, ..
        } = &body;
        let import = self.import();
        text! {
            #import #items #before #grows #resizes #slices #statements #numbers
            ::core::result::Result::Ok((#output, grads))
        }
    }

    pub(super) fn forward_body(&self, methods: &TensorMethods<'_>) -> Text {
        let name = format!("{}Forward", self.signature.name.text);
        let steps = self.steps(&methods.forward, &methods.names, &name);
        let body = steps.body();
        let mut sizes = Sizes::new(&self.locals.dims);
        sizes.used.extend(&body.dims);
        let later = self.steps(&methods.backward, &methods.names, &name);
        let grows = self.grows(
            &methods.forward,
            &steps,
            &mut sizes,
            Some((&methods.backward, &later)),
        );
        let resizes = self.resizes(&mut sizes);
        // All sizes go into the pass.
        sizes.used.extend((0..self.locals.dims.len()).map(DimId));
        let kept = self.kept_inputs(methods);
        let mut read = body;
        read.read.extend(
            kept.iter()
                .filter_map(|position| input_node(&methods.forward, *position)),
        );
        let before = self.prologue(
            methods,
            &read,
            &steps,
            &sizes.used,
            true,
            Some(&methods.backward),
        );
        let views = kept.iter().map(|position| {
            let view = self.view_name(*position);
            text!(#view,)
        });
        let numbers = methods.kept_numbers().into_iter().map(|(id, name)| {
            let (name, value) = (local(&name), steps.read_number(id).tokens);
            text!(#name: #value,)
        });
        let dims = self.locals.dims.iter().map(|name| local(name));
        let pass = &self.pass;
        let Body {
            items, statements, ..
        } = &read;
        let import = self.import();
        text! {
            #import #items #before #grows #resizes #statements
            ::core::result::Result::Ok(#pass {
                graph: self,
                inputs: ::core::marker::PhantomData,
                sizes: [#(#dims),*],
                #(#views)*
                #(#numbers)*
            })
        }
    }

    pub(super) fn output_body(&self, methods: &TensorMethods<'_>) -> Text {
        let steps = self.steps(&methods.forward, &methods.names, "");
        let mut sizes = Sizes::new(&self.locals.dims);
        let kept = methods.kept_numbers();
        let number = |id: NodeId| {
            let name = kept.iter().find(|(other, _)| *other == id);
            let name = name.map(|(_, name)| local(name));
            text!(self.#name)
        };
        let output = self.outputs_with(&methods.forward, &steps, &mut sizes, &number);
        let mut wanted: Map<usize, Text> = Map::new();
        for (position, output) in self.signature.outputs.iter().enumerate() {
            let target = Target::Result(position);
            if let Some(slot) = methods.forward.slots.get(&target)
                && !output.shape.is_empty()
            {
                wanted.insert(*slot, local(&steps.target(target)));
            }
        }
        let pattern = array_pattern(methods.buffers, &wanted);
        let buffers = (!wanted.is_empty()).then(|| text!(let #pattern = &self.graph.buffers;));
        let dims = self.dims_pattern(&sizes.used);
        let dims = dims.map(|dims| text!(let #dims = self.sizes;));
        let tensors = self.signature.outputs.iter().any(|it| !it.shape.is_empty());
        let import = tensors.then(|| self.import());
        text!(#import #dims #buffers #output)
    }

    pub(super) fn backward_body(&self, methods: &TensorMethods<'_>) -> Text {
        let name = format!("{}Backward", self.signature.name.text);
        let method = &methods.backward;
        let steps = self.steps(method, &methods.names, &name);
        let body = steps.body();
        let graph_name = self.graph;
        let mut sizes = Sizes::new(&self.locals.dims);
        sizes.used.extend(&body.dims);
        let (slices, numbers) = self.gradient_variables(method, &steps, 0);
        let (cotangents, packed, fallible) = self.cotangent_checks(&mut sizes, &body, method);
        let kept = self.kept_inputs(methods);
        let views: Vec<Text> = kept
            .iter()
            .map(|position| {
                let view = self.view_name(*position);
                text!(#view,)
            })
            .collect();
        let kept_numbers = methods.kept_numbers().into_iter().filter_map(|(id, name)| {
            let read = methods.saved.contains(&id);
            let (name, variable) = (local(&name), local(&steps.variable(id)));
            read.then(|| text!(#name: #variable,))
        });
        // Arrays: what forward has kept, and what backward makes.
        let mut wanted: Map<usize, Text> = written(method)
            .into_iter()
            .map(|(slot, target)| (slot, local(&steps.target(target))))
            .collect();
        for (id, slot) in &method.kept {
            if body.read.contains(id) {
                wanted.insert(*slot, local(&steps.variable(*id)));
            }
        }
        let buffers = (!wanted.is_empty()).then(|| {
            let pattern = array_pattern(methods.buffers, &wanted);
            text!(buffers: #pattern,)
        });
        let mut inputs: Map<usize, Text> = packed;
        let mut bindings = Text::new();
        for position in &kept {
            let Some(node) = input_node(method, *position) else {
                continue;
            };
            if !body.read.contains(&node) {
                continue;
            }
            let packed = self.packed_name(*position);
            if let Some(slot) = self.packed_slot(*position) {
                inputs.insert(slot, packed.clone());
            }
            let (view, name) = (self.view_name(*position), local(&steps.variable(node)));
            bindings.push(text!(let #name = __tensor::slice(&#view, #packed);));
        }
        let inputs = (!inputs.is_empty()).then(|| {
            let pattern = array_pattern(self.packed_count(), &inputs);
            text!(inputs: #pattern,)
        });
        let products = body.products.then(|| text!(products,));
        let workspace = body.workspace.then(|| text!(workspace,));
        let dims = self
            .dims_pattern(&sizes.used)
            .map(|dims| text!(sizes: #dims,));
        let result = if fallible {
            text!(::core::result::Result::Ok(grads))
        } else {
            text!(grads)
        };
        let comment = "The inputs, as `forward` has read them.";
        let bindings = self.comments.before(bindings, comment);
        let (checks, packs) = cotangents;
        let taken = self.comments.text(|| "What `forward` has kept.".to_owned());
        let Body {
            items, statements, ..
        } = &body;
        let import = self.import();
        text! {
            #import
            #items
            #taken
            let Self { graph, #dims #(#views)* #(#kept_numbers)* .. } = self;
            #checks
            let #graph_name { #inputs #buffers #products #workspace grads, .. } = graph;
            #packs
            #bindings
            #slices
            #statements
            #numbers
            #result
        }
    }

    /// What a body and its loop nests call the runtime by. It shadows nothing that a user would have.
    pub(super) fn import(&self) -> Text {
        let runtime = &self.runtime;
        text!(use #runtime::tensor as __tensor;)
    }

    /// The arrays of the gradient as slices, and the assignment of its numbers.
    pub(super) fn gradient_variables(
        &self,
        method: &Method<'_>,
        steps: &Steps<'_>,
        first: usize,
    ) -> (Text, Text) {
        let (mut slices, mut numbers) = (Text::new(), Text::new());
        let inputs = self.signature.inputs.iter().filter(|input| !input.constant);
        for (order, input) in inputs.enumerate() {
            let name = local(&input.name.text);
            let target = Target::Result(first + order);
            if input.shape.is_empty() {
                let results = &method.plan.groups.program.results;
                let value = results
                    .get(first + order)
                    .map(|id| steps.read_number(method.plan.groups.number(*id)).tokens);
                numbers.push(text!(grads.#name = #value;));
            } else {
                let variable = local(&steps.target(target));
                slices.push(text!(let #variable = __tensor::slice_mut(&mut grads.#name);));
            }
        }
        let comments = self.comments;
        (
            comments.before(slices, "The gradient's arrays."),
            comments.before(numbers, "The gradient's numbers."),
        )
    }

    pub(super) fn tensor_outputs(
        &self,
        method: &Method<'_>,
        steps: &Steps<'_>,
        sizes: &mut Sizes<'_>,
    ) -> Text {
        let number = |id: NodeId| {
            let node = method.plan.groups.number(id);
            steps.read_number(node).tokens
        };
        self.outputs_with(method, steps, sizes, &number)
    }

    pub(super) fn outputs_with(
        &self,
        method: &Method<'_>,
        steps: &Steps<'_>,
        sizes: &mut Sizes<'_>,
        number: &dyn Fn(NodeId) -> Text,
    ) -> Text {
        let results = &method.plan.groups.program.results;
        let mut parts = Vec::new();
        for (position, output) in self.signature.outputs.iter().enumerate() {
            let value = if output.shape.is_empty() {
                results.get(position).map(|id| number(*id))
            } else {
                let name = local(&steps.target(Target::Result(position)));
                let dim = dim(&output.shape, sizes);
                Some(text!(__tensor::view(&#name[..], #dim)))
            };
            parts.push((output, value));
        }
        if !self.signature.has_named_outputs() {
            return parts.into_iter().filter_map(|(_, value)| value).collect();
        }
        let fields = parts.into_iter().filter_map(|(output, value)| {
            let name = local(&output.name.as_ref()?.text);
            Some(assign(&name, &value?))
        });
        let output = &self.output;
        text!(#output { #(#fields),* })
    }
}

/// The node of an input in the graph of a method, if it is there.
pub(super) fn input_node(method: &Method<'_>, position: usize) -> Option<NodeId> {
    let graph = method.plan.groups.program.graph;
    graph.ids().find(|id| {
        let node = graph.node(*id);
        node.op == Op::Input && node.attribute == Attribute::Index(position)
    })
}
