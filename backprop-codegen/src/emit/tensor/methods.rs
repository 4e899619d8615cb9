//! The methods of a graph over tensors and of its pass: their signatures.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::super::bodies::unreachable_body;
use super::super::items::Frame;
use super::super::template::text;
use super::super::text::{Text, bounded, generics, local};
use super::super::{docs, lints};
use super::TensorMethods;
use crate::signature::Element;

impl Frame<'_> {
    pub(super) fn tensor_methods(&self, methods: Option<&TensorMethods<'_>>) -> TokenStream {
        let Self {
            graph,
            pass,
            grads,
            runtime,
            ..
        } = self;
        let element = &self.signature.element;
        let (bounded, generics) = (bounded(element, runtime), generics(element));
        let parameters = self.input_parameters();
        let parameters = quote!(&'graph mut self, #parameters);
        let lifetimes = text!(<'graph, 'input>);
        let errors = docs::errors(docs::INPUT_ERRORS);
        let cost = methods.map(|methods| &methods.cost);
        let method = |name, doc: &str, cost, result: &Text, body: &Text| {
            let doc = docs::counted(doc, cost);
            let before = text!(#[doc = #doc] #errors);
            let result = text!(::core::result::Result<#result, #runtime::ShapeError>);
            self.public(name, &before, &lifetimes, &parameters, &result, body)
        };
        let unreachable = unreachable_body;
        let output = self.tensor_output_type("'graph");
        let all = [
            Some(self.new_tensor_function(methods)),
            Some({
                let body = methods.map_or_else(unreachable, |methods| self.value_body(methods));
                let cost = cost.map(|cost| &cost.value);
                method("value", docs::VALUE, cost, &output, &body)
            }),
            self.signature.has_value_and_grad().then(|| {
                let body = methods.map_or_else(unreachable, |methods| self.joint_body(methods));
                let cost = cost.and_then(|cost| cost.value_and_grad.as_ref());
                let result = text!((#output, &'graph #grads #generics));
                let doc = docs::VALUE_AND_GRAD;
                method("value_and_grad", doc, cost, &result, &body)
            }),
            Some({
                let body = methods.map_or_else(unreachable, |methods| self.forward_body(methods));
                let cost = cost.map(|cost| &cost.forward);
                let arguments = self.with_lifetimes(&["'graph", "'input"]);
                let result = text!(#pass #arguments);
                method("forward", docs::FORWARD, cost, &result, &body)
            }),
            methods.map(|_| self.size_check().into_token_stream()),
        ];
        let allow = lints::of_tensor_methods(self.signature, methods, self.signature.inputs.len());
        let head = text!(#allow impl #bounded #graph #generics);
        let all = all.iter().flatten();
        quote!(#head { #(#all)* })
    }

    fn new_tensor_function(&self, methods: Option<&TensorMethods<'_>>) -> TokenStream {
        let doc = docs::NEW;
        let before = text!(#[doc = #doc] #[must_use]);
        let (nothing, body) = (Text::new(), self.new_body(methods));
        let result = text!(Self);
        self.public(
            "new",
            &before,
            &nothing,
            &TokenStream::new(),
            &result,
            &body,
        )
    }

    pub(super) fn tensor_pass_methods(&self, methods: Option<&TensorMethods<'_>>) -> TokenStream {
        let Self {
            pass,
            grads,
            runtime,
            ..
        } = self;
        let element = &self.signature.element;
        let generics = generics(element);
        let (read, body) = match methods {
            Some(methods) => (self.output_body(methods), self.backward_body(methods)),
            None => (unreachable_body(), unreachable_body()),
        };
        let doc = docs::OUTPUT;
        let before = text!(#[doc = #doc] #[must_use]);
        let result = self.tensor_output_type("'_");
        let nothing = Text::new();
        let output = self.public("output", &before, &nothing, &quote!(&self), &result, &read);
        let cotangents = self.cotangents().map(|(position, rank)| {
            let name = self.parameter(position);
            if rank == 0 {
                let element = &self.element;
                return text!(, #name: #element);
            }
            let view = self.view_type(rank, &text!('cotangent));
            text!(, #name: impl ::core::convert::Into<#view>)
        });
        let (receiver, cotangents) = (self.receiver(), cotangents.collect::<Text>());
        let parameters = quote!(#receiver #cotangents);
        let gradient = text!(&'graph #grads #generics);
        let tensors = self.cotangents().any(|(_, rank)| rank > 0);
        let (lifetime, result, errors) = if tensors {
            (
                text!(<'cotangent>),
                text!(::core::result::Result<#gradient, #runtime::ShapeError>),
                docs::errors(docs::COTANGENT_ERRORS),
            )
        } else {
            (Text::new(), gradient, text!(#[must_use]))
        };
        let doc = docs::counted(
            docs::BACKWARD,
            methods.map(|methods| &methods.cost.backward),
        );
        let before = text!(#[doc = #doc] #errors);
        let backward = self.public("backward", &before, &lifetime, &parameters, &result, &body);
        let allow = lints::of_tensor_methods(self.signature, methods, self.cotangents().count());
        let parameter = match element {
            Element::Parameter(parameter) => text!(, #parameter: #runtime::Float),
            Element::Single | Element::Double => Text::new(),
        };
        let arguments = self.with_lifetimes(&["'graph", "'_"]);
        let head = text!(#allow impl<'graph #parameter> #pass #arguments);
        quote!(#head { #output #backward })
    }

    /// The parameters' positions and ranks of the outputs that take a cotangent.
    pub(in crate::emit) fn cotangents(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
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
