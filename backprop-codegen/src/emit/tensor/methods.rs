//! The methods of a graph over tensors and of its pass: their signatures.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::super::bodies::unreachable_body;
use super::super::items::Frame;
use super::super::text::{Text, local, text};
use super::super::{docs, lints};
use super::TensorMethods;

impl Frame<'_> {
    pub(super) fn tensor_methods(&self, methods: Option<&TensorMethods<'_>>) -> TokenStream {
        let Self {
            graph,
            pass,
            grads,
            generics,
            bounded,
            runtime,
            ..
        } = self;
        let parameters = self.input_parameters();
        let cost = methods.map(|methods| &methods.cost);
        let [new_name, value_name, forward_name] =
            ["new", "value", "forward"].map(|name| self.method(name));
        let new = self.new_body(methods);
        let new_doc = docs::NEW;
        let value_doc = docs::counted(docs::VALUE, cost.map(|cost| &cost.value));
        let forward_doc = docs::counted(docs::FORWARD, cost.map(|cost| &cost.forward));
        let errors = docs::errors(docs::INPUT_ERRORS);
        let unreachable = unreachable_body;
        let value = methods.map_or_else(unreachable, |methods| self.value_body(methods));
        let forward = methods.map_or_else(unreachable, |methods| self.forward_body(methods));
        let output = self.tensor_output_type("'graph");
        let pass_arguments = self.with_lifetimes(&["'graph", "'input"]);
        let error = quote!(#runtime::ShapeError);
        let value_and_grad = self.signature.has_value_and_grad().then(|| {
            let name = self.method("value_and_grad");
            let body = methods.map_or_else(unreachable, |methods| self.joint_body(methods));
            let cost = cost.and_then(|cost| cost.value_and_grad.as_ref());
            let doc = docs::counted(docs::VALUE_AND_GRAD, cost);
            quote! {
                #[doc = #doc]
                #errors
                pub fn #name<'graph, 'input>(&'graph mut self, #parameters)
                    -> ::core::result::Result<(#output, &'graph #grads #generics), #error>
                { #body }
            }
        });
        let allow = lints::of_tensor_methods(self.signature, methods, self.signature.inputs.len());
        let checks = methods.map(|_| self.size_check());
        quote! {
            #allow
            impl #bounded #graph #generics {
                #[doc = #new_doc]
                #[must_use]
                pub fn #new_name() -> Self { #new }

                #[doc = #value_doc]
                #errors
                pub fn #value_name<'graph, 'input>(&'graph mut self, #parameters)
                    -> ::core::result::Result<#output, #error>
                { #value }

                #value_and_grad

                #[doc = #forward_doc]
                #errors
                pub fn #forward_name<'graph, 'input>(&'graph mut self, #parameters)
                    -> ::core::result::Result<#pass #pass_arguments, #error>
                { #forward }

                #checks
            }
        }
    }

    pub(super) fn tensor_pass_methods(&self, methods: Option<&TensorMethods<'_>>) -> TokenStream {
        let Self {
            pass,
            grads,
            generics,
            runtime,
            ..
        } = self;
        let output = self.tensor_output_type("'_");
        let cotangents = self.cotangents().map(|(position, rank)| {
            let name = self.locals.parameters.get(position).map(|name| local(name));
            let ty = if rank == 0 {
                self.element.clone()
            } else {
                let view = self.view_type(rank, &text!('cotangent));
                text!(impl ::core::convert::Into<#view>)
            };
            text!(#name: #ty)
        });
        let tensors = self.cotangents().any(|(_, rank)| rank > 0);
        let (read, backward) = match methods {
            Some(methods) => (self.output_body(methods), self.backward_body(methods)),
            None => (unreachable_body(), unreachable_body()),
        };
        let [output_name, backward_name] = ["output", "backward"].map(|name| self.method(name));
        let place = self.signature.name.place.start;
        let receiver = Ident::new("self", Span::call_site().located_at(place));
        let output_doc = docs::OUTPUT;
        let cost = methods.map(|methods| &methods.cost.backward);
        let backward_doc = docs::counted(docs::BACKWARD, cost);
        let gradient = quote!(&'graph #grads #generics);
        let (lifetime, result, errors) = if tensors {
            let errors = docs::errors(docs::COTANGENT_ERRORS);
            (
                Some(quote!(<'cotangent>)),
                quote!(::core::result::Result<#gradient, #runtime::ShapeError>),
                errors,
            )
        } else {
            (None, gradient, quote!(#[must_use]))
        };
        let allow = lints::of_tensor_methods(self.signature, methods, self.cotangents().count());
        let parameter = match &self.signature.element {
            crate::signature::Element::Parameter(parameter) => {
                Some(quote!(, #parameter: #runtime::Float))
            }
            _ => None,
        };
        let arguments = self.with_lifetimes(&["'graph", "'_"]);
        quote! {
            #allow
            impl<'graph #parameter> #pass #arguments {
                #[doc = #output_doc]
                #[must_use]
                pub fn #output_name(&self) -> #output { #read }

                #[doc = #backward_doc]
                #errors
                pub fn #backward_name #lifetime (#receiver, #(#cotangents),*) -> #result
                { #backward }
            }
        }
    }

    /// The parameters' positions and ranks of the outputs that take a cotangent.
    pub(super) fn cotangents(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let first = self.signature.inputs.len();
        let outputs = self.signature.outputs.iter().enumerate();
        outputs
            .filter(|(_, output)| !output.constant)
            .map(move |(position, output)| (first + position, output.shape.len()))
    }

    pub(super) fn new_body(&self, methods: Option<&TensorMethods<'_>>) -> Text {
        if methods.is_none() {
            return unreachable_body();
        }
        let (runtime, grads) = (&self.runtime, &self.grads);
        let fields = self.signature.inputs.iter().filter(|input| !input.constant);
        let fields = fields.map(|input| {
            let name = local(&input.name.text);
            let element = &self.element;
            if input.shape.is_empty() {
                text!(#name: <#element as #runtime::Float>::ZERO)
            } else {
                text!(#name: __tensor::empty())
            }
        });
        let import = self.import();
        text! {
            #import
            Self {
                inputs: ::core::array::from_fn(|_| __tensor::Vec::new()),
                buffers: ::core::array::from_fn(|_| __tensor::Vec::new()),
                products: __tensor::Vec::new(),
                workspace: __tensor::Vec::new(),
                grads: #grads { #(#fields),* },
            }
        }
    }
}
