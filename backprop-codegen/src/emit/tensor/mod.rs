//! The items of a graph over tensors: as those of a graph over numbers, with buffers, borrowed inputs and checks of
//! sizes.

mod bodies;
mod body;
mod checks;
mod expression;
mod kernel;
mod memory;
mod methods;
mod owner;
mod sizes;

use std::cell::RefCell;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::items::Frame;
use super::template::text;
use super::text::{Text, bounded, local};
use super::{docs, lints, text};
use crate::cost::GraphCost;
use crate::differentiate::Differentiated;
use crate::ir::NodeId;
use crate::names::Names;
use crate::signature::Element;
use crate::sorted::Map;
use crate::tensor::Target;

pub(crate) use body::Method;

/// What the methods of a graph over tensors do.
#[derive(Debug)]
pub(crate) struct TensorMethods<'g> {
    /// The graph as it was written.
    pub(crate) source: &'g Differentiated,
    pub(crate) value: Method<'g>,
    pub(crate) forward: Method<'g>,
    pub(crate) backward: Method<'g>,
    pub(crate) value_and_grad: Option<Method<'g>>,
    /// Names in the graph of `value`, `forward` and `backward`.
    pub(crate) names: RefCell<Names>,
    /// Names in the graph of `value_and_grad`.
    pub(crate) joint_names: RefCell<Names>,
    /// What `forward` keeps for `backward`, inputs among them.
    pub(crate) saved: Vec<NodeId>,
    /// How many buffers the graph has.
    pub(crate) buffers: usize,
    pub(crate) cost: GraphCost,
}

impl TensorMethods<'_> {
    /// The names of what is saved; a value without one is called by its operation.
    pub(super) fn saved_names(&self) -> Vec<String> {
        let graph = self.forward.plan.groups.program.graph;
        self.saved
            .iter()
            .map(|id| {
                let node = graph.node(*id);
                let label = node.label.as_ref();
                label.map_or_else(
                    || node.operation().name.to_owned(),
                    |label| label.name.clone(),
                )
            })
            .collect()
    }

    /// The numbers that a pass keeps: outputs, and what `backward` reads.
    pub(super) fn kept_numbers(&self) -> Vec<(NodeId, String)> {
        let program = self.forward.plan.groups.program;
        let mut kept: Vec<(NodeId, String)> = Vec::new();
        for id in program.results.iter().chain(&self.saved) {
            let node = program.graph.node(*id);
            if node.shape.is_empty() && !kept.iter().any(|(other, _)| other == id) {
                kept.push((*id, format!("{}_kept", self.names.borrow_mut().of(*id))));
            }
        }
        kept
    }
}

impl Frame<'_> {
    pub(super) fn tensor_items(&self, methods: Option<&TensorMethods<'_>>) -> Vec<TokenStream> {
        vec![
            self.tensor_struct(methods),
            self.tensor_methods(methods),
            self.default().into_token_stream(),
            self.tensor_pass(methods),
            self.tensor_pass_debug().into_token_stream(),
            self.tensor_pass_methods(methods),
            self.grads_struct(),
            self.output_struct(),
        ]
    }

    fn tensor_struct(&self, methods: Option<&TensorMethods<'_>>) -> TokenStream {
        let Self {
            visibility,
            graph,
            generics,
            element,
            grads,
            runtime,
            ..
        } = self;
        let attributes = &self.signature.attributes.on_struct;
        let doc = (!self.signature.attributes.documented).then(|| {
            let text = docs::graph(self.signature);
            quote!(#[doc = #text])
        });
        let allow = methods
            .is_none()
            .then(|| quote!(#[allow(nonstandard_style)]));
        let inputs = sizes::number(self.packed_count());
        let buffers = sizes::number(methods.map_or(0, |methods| methods.buffers));
        let vec = text!(#runtime::tensor::Vec<#element>);
        let dead = methods
            .is_none()
            .then(|| quote!(#[allow(dead_code, reason = "there has been an error")]));
        let arguments = text::generics(&self.signature.element);
        let fields = text! {
            inputs: [#vec; #inputs],
            buffers: [#vec; #buffers],
            products: #vec,
            workspace: #vec,
            grads: #grads #arguments,
        };
        quote! {
            #doc #(#attributes)* #allow #dead
            #visibility struct #graph #generics { #fields }
        }
    }

    /// How many arrays may have to be packed: tensor inputs, then tensor cotangents.
    fn packed_count(&self) -> usize {
        let inputs = self.signature.inputs.iter();
        let inputs = inputs.filter(|input| !input.shape.is_empty()).count();
        let outputs = self.signature.active_outputs();
        inputs + outputs.filter(|output| !output.shape.is_empty()).count()
    }

    fn tensor_pass(&self, methods: Option<&TensorMethods<'_>>) -> TokenStream {
        let Self {
            visibility,
            pass,
            graph,
            element,
            ..
        } = self;
        let doc = docs::pass(self.signature);
        let arguments = self.with_lifetimes(&["'graph", "'input"]);
        let fields = methods.map(|methods| {
            let views = self.kept_inputs(methods).into_iter().map(|input| {
                let name = self.view_name(input);
                let shape = self
                    .signature
                    .inputs
                    .get(input)
                    .map(|input| input.shape.len());
                let ty = self.view_type(shape.unwrap_or(0), &text!('input));
                text!(#name: #ty,)
            });
            let numbers = methods.kept_numbers().into_iter().map(|(_, name)| {
                let name = local(&name);
                text!(#name: #element,)
            });
            let dims = sizes::number(self.signature.dims.len());
            text!(sizes: [usize; #dims], #(#views)* #(#numbers)*)
        });
        let allow = lints::of_pass(self.signature, 4);
        let head = text! {
            #[doc = #doc]
            #allow
            #[allow(dead_code, reason = "not all of it is read in every graph")]
        };
        let generics = text::generics(&self.signature.element);
        let fields = text! {
            graph: &'graph mut #graph #generics,
            inputs: ::core::marker::PhantomData<&'input #element>,
            #fields
        };
        quote!(#head #visibility struct #pass #arguments { #fields })
    }

    fn tensor_pass_debug(&self) -> Text {
        let pass = &self.pass;
        let arguments = self.with_lifetimes(&["'_", "'_"]);
        let bounded = bounded(&self.signature.element, &self.runtime);
        let name = pass.to_string();
        let allow = lints::of_impls(self.signature);
        text! {
            #[automatically_derived]
            #allow
            impl #bounded ::core::fmt::Debug for #pass #arguments {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    f.debug_struct(#name).finish_non_exhaustive()
                }
            }
        }
    }

    /// Lifetimes and the type parameter, in angle brackets.
    pub(super) fn with_lifetimes(&self, lifetimes: &[&str]) -> Text {
        let lifetimes = lifetimes.iter().map(|name| Text::word(name));
        let parameter = match &self.signature.element {
            Element::Parameter(_) => Some(self.element.clone()),
            Element::Single | Element::Double => None,
        };
        let arguments = lifetimes.chain(parameter);
        text!(<#(#arguments),*>)
    }

    pub(super) fn view_type(&self, rank: usize, lifetime: &Text) -> Text {
        let (runtime, view) = (&self.runtime, self.view_type_within(rank, lifetime));
        text!(#runtime::ndarray::#view)
    }

    /// The same without a path.
    pub(super) fn view_type_within(&self, rank: usize, lifetime: &Text) -> Text {
        let (name, element) = (Text::word(&format!("ArrayView{rank}")), &self.element);
        text!(#name<#lifetime, #element>)
    }

    pub(in crate::emit) fn array_type(&self, rank: usize) -> Text {
        let (runtime, element) = (&self.runtime, &self.element);
        if rank == 0 {
            return element.clone();
        }
        let name = Text::word(&format!("Array{rank}"));
        text!(#runtime::ndarray::#name<#element>)
    }

    /// The local variable for the view of an input, by position, or of a cotangent behind the inputs.
    pub(super) fn view_name(&self, position: usize) -> Text {
        let name = self.locals.views.get(position);
        name.map_or_else(Text::new, |name| Text::word(name))
    }

    /// The tensor inputs that `backward` reads, by position.
    pub(super) fn kept_inputs(&self, methods: &TensorMethods<'_>) -> Vec<usize> {
        let inputs = self
            .signature
            .inputs
            .iter()
            .zip(&self.signature.input_nodes);
        let graph = methods.forward.plan.groups.program.graph;
        inputs
            .enumerate()
            .filter(|(position, (input, _))| {
                !input.shape.is_empty()
                    && methods.saved.iter().any(|id| {
                        let node = graph.node(*id);
                        node.op == crate::ops::Op::Input
                            && node.attribute == crate::ir::Attribute::Index(*position)
                    })
            })
            .map(|(position, _)| position)
            .collect()
    }

    /// Whether an output is a tensor, so that what holds the outputs borrows.
    pub(super) fn output_borrows(&self) -> bool {
        let mut outputs = self.signature.outputs.iter();
        outputs.any(|output| !output.shape.is_empty())
    }

    pub(in crate::emit) fn output_part(&self, rank: usize, lifetime: &Text) -> Text {
        if rank == 0 {
            self.element.clone()
        } else {
            self.view_type(rank, lifetime)
        }
    }

    pub(in crate::emit) fn output_arguments(&self, lifetime: &str) -> Text {
        if self.output_borrows() {
            self.with_lifetimes(&[lifetime])
        } else {
            text::generics(&self.signature.element)
        }
    }

    /// The type of what `output` gives.
    pub(super) fn tensor_output_type(&self, lifetime: &str) -> Text {
        if self.signature.has_named_outputs() {
            let output = &self.output;
            let arguments = self.output_arguments(lifetime);
            return text!(#output #arguments);
        }
        let rank = self
            .signature
            .outputs
            .first()
            .map_or(0, |output| output.shape.len());
        self.output_part(rank, &Text::word(lifetime))
    }
}

/// Which buffers a program writes, in order.
pub(super) fn written(method: &Method<'_>) -> Map<usize, Target> {
    method
        .slots
        .iter()
        .map(|(target, slot)| (*slot, *target))
        .collect()
}
