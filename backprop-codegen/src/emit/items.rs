//! The items of a graph: the struct, its pass, its gradient, its outputs, and their methods.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::bodies::{field, saved_beside_outputs, unreachable_body};
use super::comments::{Comments, Source};
use super::text::{Text, element, ident, local, text};
use super::{Code, Methods, Reader, docs, info, lints, marks};
use crate::names::{Locals, OUTPUT};
use crate::signature::{Element, Signature};
use crate::syntax::ast::Form;

/// What the parts of the generated code have in common.
pub(super) struct Frame<'s> {
    pub(super) signature: &'s Signature,
    /// `::backprop::__private`
    pub(super) runtime: Text,
    pub(super) visibility: TokenStream,
    pub(super) graph: &'s Ident,
    pub(super) pass: Ident,
    pub(super) grads: Ident,
    pub(super) output: Ident,
    /// `f64` or the type parameter.
    pub(super) element: Text,
    /// `<F>` or nothing.
    pub(super) generics: TokenStream,
    /// `<F: Float>` or nothing.
    pub(super) bounded: TokenStream,
    pub(super) locals: Locals,
    pub(super) comments: Comments<'s>,
}

pub(super) fn items(signature: &Signature, code: &Code<'_>, reader: Reader) -> TokenStream {
    let source = code.source();
    let source = source.and_then(|source| Source::new(source, reader));
    let comments = Comments {
        signature,
        source: source.as_ref(),
    };
    let frame = Frame::new(signature, comments);
    let mut parts = match code {
        Code::Numbers(methods) => frame.number_items(Some(methods)),
        Code::Tensors(methods) => frame.tensor_items(Some(methods)),
        Code::Missing if signature.has_tensors() => frame.tensor_items(None),
        Code::Missing => frame.number_items(None),
    };
    parts.push(info::implementation(
        signature,
        code.description().as_ref(),
        &frame.runtime,
        &frame.bounded,
        &frame.generics,
    ));
    parts.push(frame.unused(matches!(code, Code::Missing)));
    if reader == Reader::Compiler {
        parts.push(frame.names());
    }
    let cfg = &signature.attributes.cfg;
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(|part| quote!(#(#cfg)* #part))
        .collect()
}

impl<'s> Frame<'s> {
    fn new(signature: &'s Signature, comments: Comments<'s>) -> Self {
        let name = &signature.name.ident;
        let runtime = marks::runtime(signature);
        let (generics, bounded) = match &signature.element {
            Element::Parameter(parameter) => {
                (quote!(<#parameter>), quote!(<#parameter: #runtime::Float>))
            }
            Element::Single | Element::Double => (TokenStream::new(), TokenStream::new()),
        };
        let named = |suffix: &str| {
            let text = &signature.name.text;
            format_ident!("{text}{suffix}", span = name.span())
        };
        Self {
            signature,
            visibility: match &signature.form {
                Form::Item(visibility) => visibility.clone(),
                Form::Expression => quote!(pub),
            },
            graph: name,
            pass: named("Pass"),
            grads: named("Grads"),
            output: named("Output"),
            element: element(&signature.element),
            generics,
            bounded,
            locals: Locals::new(signature),
            comments,
            runtime,
        }
    }

    fn number_items(&self, methods: Option<&Methods<'_>>) -> Vec<TokenStream> {
        vec![
            self.graph_struct(methods),
            self.graph_methods(methods),
            self.default(),
            self.pass_struct(methods),
            self.pass_methods(methods),
            self.grads_struct(),
            self.output_struct(),
        ]
    }

    /// A method's name, at the graph's: there rustc points when it speaks of the method.
    pub(super) fn method(&self, name: &str) -> Ident {
        ident(name, self.signature.name.place.local())
    }

    fn graph_struct(&self, methods: Option<&Methods<'_>>) -> TokenStream {
        let Self {
            visibility,
            graph,
            generics,
            ..
        } = self;
        let attributes = &self.signature.attributes.on_struct;
        let doc = (!self.signature.attributes.documented).then(|| {
            let text = docs::graph(self.signature);
            quote!(#[doc = #text])
        });
        // Beside an error, rustc's opinion of the name would be one too many.
        let allow = methods
            .is_none()
            .then(|| quote!(#[allow(nonstandard_style)]));
        let field = match &self.signature.element {
            Element::Parameter(parameter) => {
                quote!(element: ::core::marker::PhantomData<#parameter>,)
            }
            Element::Single | Element::Double => TokenStream::new(),
        };
        quote! {
            #doc #(#attributes)* #allow
            #visibility struct #graph #generics { #field }
        }
    }

    fn graph_methods(&self, methods: Option<&Methods<'_>>) -> TokenStream {
        let Self {
            graph,
            pass,
            grads,
            generics,
            bounded,
            ..
        } = self;
        let inputs = self.input_parameters();
        let output = self.output_type();
        let value = self.value(methods);
        let forward = self.forward(methods);
        let new = match self.signature.element {
            Element::Parameter(_) => quote!(Self {
                element: ::core::marker::PhantomData
            }),
            Element::Single | Element::Double => quote!(Self {}),
        };
        let cost = methods.map(|methods| &methods.cost);
        let inline = inline(methods);
        let [new_name, value_name, forward_name] =
            ["new", "value", "forward"].map(|name| self.method(name));
        let new_doc = docs::NEW;
        let value_doc = docs::counted(docs::VALUE, cost.map(|cost| &cost.value));
        let forward_doc = docs::counted(docs::FORWARD, cost.map(|cost| &cost.forward));
        let value_and_grad = self.signature.has_value_and_grad().then(|| {
            let name = self.method("value_and_grad");
            let body = self.value_and_grad(methods);
            let cost = cost.and_then(|cost| cost.value_and_grad.as_ref());
            let doc = docs::counted(docs::VALUE_AND_GRAD, cost);
            quote! {
                #[doc = #doc]
                #inline
                #[must_use]
                pub fn #name(&self, #inputs) -> (#output, #grads #generics) { #body }
            }
        });
        let allow = lints::of_methods(self.signature, methods, self.signature.inputs.len());
        quote! {
            #allow
            impl #bounded #graph #generics {
                #[doc = #new_doc]
                #[inline]
                #[must_use]
                pub const fn #new_name() -> Self { #new }

                #[doc = #value_doc]
                #inline
                #[must_use]
                pub fn #value_name(&self, #inputs) -> #output { #value }

                #value_and_grad

                #[doc = #forward_doc]
                #inline
                #[must_use]
                pub fn #forward_name(&self, #inputs) -> #pass #generics { #forward }
            }
        }
    }

    pub(super) fn default(&self) -> TokenStream {
        if self.signature.attributes.derives_default {
            return TokenStream::new();
        }
        let Self {
            graph,
            generics,
            bounded,
            ..
        } = self;
        let allow = lints::of_impls(self.signature);
        quote! {
            #[automatically_derived]
            #allow
            impl #bounded ::core::default::Default for #graph #generics {
                #[inline]
                fn default() -> Self { Self::new() }
            }
        }
    }

    fn pass_struct(&self, methods: Option<&Methods<'_>>) -> TokenStream {
        let Self {
            visibility,
            pass,
            generics,
            element,
            ..
        } = self;
        let doc = docs::pass(self.signature);
        let output = self.output_type();
        let fields = methods.map_or_else(
            || quote!(output: #output),
            |methods| {
                let saved = saved_beside_outputs(methods).map(|id| field(methods, id));
                let name = local(OUTPUT);
                quote!(#(#saved: #element,)* #name: #output)
            },
        );
        let saved = methods.map_or(0, |methods| methods.programs.saved.len());
        let allow = lints::of_pass(self.signature, saved + 1);
        quote! {
            #[doc = #doc]
            #[derive(::core::clone::Clone, ::core::fmt::Debug)]
            #allow
            #visibility struct #pass #generics { #fields }
        }
    }

    fn pass_methods(&self, methods: Option<&Methods<'_>>) -> TokenStream {
        let Self {
            pass,
            grads,
            generics,
            bounded,
            element,
            ..
        } = self;
        let output = self.output_type();
        let cotangents = self
            .signature
            .outputs
            .iter()
            .zip(
                self.locals
                    .parameters
                    .iter()
                    .skip(self.signature.inputs.len()),
            )
            .filter(|(output, _)| !output.constant)
            .map(|(_, name)| {
                let name = local(name);
                quote!(#name: #element)
            });
        let (read, backward) = match methods {
            Some(methods) => {
                let name = local(OUTPUT);
                (text!(self.#name), self.backward(methods))
            }
            None => (unreachable_body(), unreachable_body()),
        };
        let [output_name, backward_name] = ["output", "backward"].map(|name| self.method(name));
        // Where rustc points when it says that `backward` takes the pass.
        let place = self.signature.name.place.start;
        let receiver = Ident::new("self", Span::call_site().located_at(place));
        let output_doc = docs::OUTPUT;
        let cost = methods.map(|methods| &methods.cost.backward);
        let inline = inline(methods);
        let backward_doc = docs::counted(docs::BACKWARD, cost);
        let cotangents_count = self.signature.active_outputs().count();
        let allow = lints::of_methods(self.signature, methods, cotangents_count);
        quote! {
            #allow
            impl #bounded #pass #generics {
                #[doc = #output_doc]
                #[inline]
                #[must_use]
                pub fn #output_name(&self) -> #output { #read }

                #[doc = #backward_doc]
                #inline
                #[must_use]
                pub fn #backward_name(#receiver, #(#cotangents),*) -> #grads #generics { #backward }
            }
        }
    }

    pub(super) fn grads_struct(&self) -> TokenStream {
        let Self {
            visibility,
            grads,
            generics,
            ..
        } = self;
        let doc = docs::grads(self.signature);
        let fields = self
            .signature
            .inputs
            .iter()
            .filter(|input| !input.constant)
            .map(|input| {
                let name = &input.name.ident;
                let documentation = if input.docs.is_empty() {
                    let text = docs::gradient_field(&input.name.text);
                    quote!(#[doc = #text])
                } else {
                    input.docs.iter().cloned().collect()
                };
                let ty = self.array_type(input.shape.len());
                quote!(#documentation pub #name: #ty)
            });
        let allow = lints::of_structs(self.signature);
        quote! {
            #[doc = #doc]
            #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
            #allow
            #visibility struct #grads #generics { #(#fields),* }
        }
    }

    pub(super) fn output_struct(&self) -> TokenStream {
        if !self.signature.has_named_outputs() {
            return TokenStream::new();
        }
        let Self {
            visibility, output, ..
        } = self;
        let doc = docs::output(self.signature);
        let lifetime = text!('graph);
        let fields = self.signature.outputs.iter().filter_map(|output| {
            let name = &output.name.as_ref()?.ident;
            let text = docs::output_field(&output.name.as_ref()?.text);
            let ty = self.output_part(output.shape.len(), &lifetime);
            Some(quote!(#[doc = #text] pub #name: #ty))
        });
        let arguments = self.output_arguments("'graph");
        let allow = lints::of_structs(self.signature);
        quote! {
            #[doc = #doc]
            #[derive(
                ::core::clone::Clone,
                ::core::marker::Copy,
                ::core::fmt::Debug,
                ::core::cmp::PartialEq,
            )]
            #allow
            #visibility struct #output #arguments { #(#fields),* }
        }
    }

    /// A binding for each `let` that nothing uses, under its own name, so that rustc warns of it. It stands in
    /// a module of its own, where no constant in scope can bear the name.
    fn unused(&self, missing: bool) -> TokenStream {
        if self.signature.unused.is_empty() || missing {
            return TokenStream::new();
        }
        let names = self.signature.unused.iter().map(|name| &name.ident);
        quote! {
            const _: () = {
                #[allow(dead_code, non_snake_case, reason = "only its bindings matter")]
                mod unused {
                    fn bindings() { #(let #names = 0_u8;)* }
                }
            };
        }
    }

    /// `x: f64, y: f64`, or what arrays are made of. rustc shows a parameter from its name to the end of its type; it leaves
    /// the type out, which is nowhere in the source, where the two resolve names in different ways.
    pub(super) fn input_parameters(&self) -> TokenStream {
        let inputs = self.signature.inputs.iter().zip(&self.locals.parameters);
        let parameters = inputs.map(|(input, name)| {
            let name = ident(name, input.name.place.local());
            let span = Span::mixed_site();
            if input.shape.is_empty() {
                let element = ident(&self.signature.element.text(), span);
                return quote!(#name: #element);
            }
            let view = self.view_type(input.shape.len(), &text!('input));
            quote_spanned!(span=> #name: impl ::core::convert::Into<#view>)
        });
        quote!(#(#parameters),*)
    }

    fn output_type(&self) -> TokenStream {
        let Self {
            output,
            generics,
            element,
            ..
        } = self;
        if self.signature.has_named_outputs() {
            quote!(#output #generics)
        } else {
            quote!(#element)
        }
    }
}

/// How large a graph may be whose methods are always inlined.
const INLINED_NODES: usize = 1_000;

/// Whether a method is compiled into whatever calls it. LLVM would do so by itself for a method that is called once;
/// but a Jacobian has a `backward` for each row, and what rows have in common is computed once only where all of them
/// are inlined.
fn inline(methods: Option<&Methods<'_>>) -> TokenStream {
    let small = |methods: &Methods<'_>| {
        let programs = &methods.programs;
        programs.value.graph.len() <= INLINED_NODES
            && programs.backward.graph.len() <= INLINED_NODES
    };
    if methods.is_some_and(small) {
        quote!(#[inline(always)])
    } else {
        quote!(#[inline])
    }
}
