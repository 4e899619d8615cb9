//! The items of a graph: the struct, its pass, its gradient, its outputs, and their methods.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use super::bodies::{field, saved_beside_outputs, unreachable_body};
use super::comments::{Comments, Source};
use super::template::text;
use super::text::{Text, bounded, element, generics, ident, local};
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
    pub(super) generics: Option<TokenStream>,
    /// `<F: Float>` or nothing.
    pub(super) bounded: Option<TokenStream>,
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
        frame.bounded.as_ref(),
        frame.generics.as_ref(),
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
                let bounded = quote!(<#parameter: #runtime::Float>);
                (Some(quote!(<#parameter>)), Some(bounded))
            }
            Element::Single | Element::Double => (None, None),
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
            self.default().into_token_stream(),
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
            graph, pass, grads, ..
        } = self;
        let element = &self.signature.element;
        let (bounded, generics) = (bounded(element, &self.runtime), generics(element));
        let inputs = self.input_parameters();
        let inputs = quote!(&self, #inputs);
        let output = self.output_type();
        let cost = methods.map(|methods| &methods.cost);
        let inline = inline(methods);
        let method = |name, doc: &str, cost, result: &Text, body: &Text| {
            let doc = docs::counted(doc, cost);
            let before = text!(#[doc = #doc] #inline #[must_use]);
            self.public(name, &before, &Text::new(), &inputs, result, body)
        };
        let all = [
            Some(self.new_function()),
            Some({
                let body = self.value(methods);
                let cost = cost.map(|cost| &cost.value);
                method("value", docs::VALUE, cost, &output, &body)
            }),
            self.signature.has_value_and_grad().then(|| {
                let body = self.value_and_grad(methods);
                let cost = cost.and_then(|cost| cost.value_and_grad.as_ref());
                let result = text!((#output, #grads #generics));
                let doc = docs::VALUE_AND_GRAD;
                method("value_and_grad", doc, cost, &result, &body)
            }),
            Some({
                let body = self.forward(methods);
                let cost = cost.map(|cost| &cost.forward);
                let result = text!(#pass #generics);
                method("forward", docs::FORWARD, cost, &result, &body)
            }),
        ];
        let allow = lints::of_methods(self.signature, methods, self.signature.inputs.len());
        let head = text!(#allow impl #bounded #graph #generics);
        let all = all.iter().flatten();
        quote!(#head { #(#all)* })
    }

    fn new_function(&self) -> TokenStream {
        let name = self.method("new");
        let doc = docs::NEW;
        let before = text!(#[doc = #doc] #[inline] #[must_use] pub const fn);
        let behind = match self.signature.element {
            Element::Parameter(_) => text! {
                () -> Self { Self { element: ::core::marker::PhantomData } }
            },
            Element::Single | Element::Double => text!(() -> Self { Self {} }),
        };
        quote!(#before #name #behind)
    }

    /// A public method. Its name and its parameters have places in the source; the rest is text.
    pub(super) fn public(
        &self,
        name: &str,
        before: &Text,
        generics: &Text,
        parameters: &TokenStream,
        result: &Text,
        body: &Text,
    ) -> TokenStream {
        let name = self.method(name);
        let before = text!(#before pub fn);
        let behind = text!(-> #result { #body });
        quote!(#before #name #generics (#parameters) #behind)
    }

    pub(super) fn default(&self) -> Text {
        if self.signature.attributes.derives_default {
            return Text::new();
        }
        let (graph, element) = (self.graph, &self.signature.element);
        let (bounded, generics) = (bounded(element, &self.runtime), generics(element));
        let allow = lints::of_impls(self.signature);
        text! {
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
            || text!(output: #output),
            |methods| {
                let saved = saved_beside_outputs(methods).map(|id| {
                    let name = field(methods, id);
                    text!(#name: #element,)
                });
                let name = local(OUTPUT);
                text!(#(#saved)* #name: #output)
            },
        );
        let saved = methods.map_or(0, |methods| methods.programs.saved.len());
        let allow = lints::of_pass(self.signature, saved + 1);
        let head = text! {
            #[doc = #doc]
            #[derive(::core::clone::Clone, ::core::fmt::Debug)]
            #allow
        };
        quote!(#head #visibility struct #pass #generics { #fields })
    }

    fn pass_methods(&self, methods: Option<&Methods<'_>>) -> TokenStream {
        let (pass, grads) = (&self.pass, &self.grads);
        let element = &self.signature.element;
        let (bounded, generics) = (bounded(element, &self.runtime), generics(element));
        let (read, body) = match methods {
            Some(methods) => {
                let name = local(OUTPUT);
                (text!(self.#name), self.backward(methods))
            }
            None => (unreachable_body(), unreachable_body()),
        };
        let doc = docs::OUTPUT;
        let before = text!(#[doc = #doc] #[inline] #[must_use]);
        let nothing = Text::new();
        let output = self.output_type();
        let output = self.public("output", &before, &nothing, &quote!(&self), &output, &read);
        let inline = inline(methods);
        let doc = docs::counted(
            docs::BACKWARD,
            methods.map(|methods| &methods.cost.backward),
        );
        let before = text!(#[doc = #doc] #inline #[must_use]);
        let cotangents = self.cotangents().map(|(position, _)| {
            let (name, element) = (self.parameter(position), &self.element);
            text!(, #name: #element)
        });
        let (receiver, cotangents) = (self.receiver(), cotangents.collect::<Text>());
        let parameters = quote!(#receiver #cotangents);
        let result = text!(#grads #generics);
        let backward = self.public("backward", &before, &nothing, &parameters, &result, &body);
        let cotangents = self.signature.active_outputs().count();
        let allow = lints::of_methods(self.signature, methods, cotangents);
        let head = text!(#allow impl #bounded #pass #generics);
        quote!(#head { #output #backward })
    }

    /// `self` where rustc points when it says that `backward` takes the pass.
    pub(super) fn receiver(&self) -> Ident {
        let place = self.signature.name.place.start;
        Ident::new("self", Span::call_site().located_at(place))
    }

    /// A parameter in a text, by position.
    pub(super) fn parameter(&self, position: usize) -> Text {
        let name = self.locals.parameters.get(position);
        name.map_or_else(Text::new, |name| local(name))
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
        let head = text! {
            #[doc = #doc]
            #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
            #allow
        };
        quote!(#head #visibility struct #grads #generics { #(#fields),* })
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
        let head = text! {
            #[doc = #doc]
            #[derive(
                ::core::clone::Clone,
                ::core::marker::Copy,
                ::core::fmt::Debug,
                ::core::cmp::PartialEq,
            )]
            #allow
        };
        quote!(#head #visibility struct #output #arguments { #(#fields),* })
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
                let element = self.signature.element.ident(span);
                return quote!(#name: #element);
            }
            let view = self.view_type(input.shape.len(), &text!('input));
            quote_spanned!(span=> #name: impl ::core::convert::Into<#view>)
        });
        quote!(#(#parameters),*)
    }

    fn output_type(&self) -> Text {
        if self.signature.has_named_outputs() {
            let (output, generics) = (&self.output, generics(&self.signature.element));
            text!(#output #generics)
        } else {
            self.element.clone()
        }
    }
}

/// How large a graph may be whose methods are always inlined.
const INLINED_NODES: usize = 1_000;

/// Whether a method is compiled into whatever calls it. LLVM would do so by itself for a method that is called once;
/// but a Jacobian has a `backward` for each row, and what rows have in common is computed once only where all of them
/// are inlined.
fn inline(methods: Option<&Methods<'_>>) -> Text {
    let small = |methods: &Methods<'_>| {
        let programs = &methods.programs;
        programs.value.graph.len() <= INLINED_NODES
            && programs.backward.graph.len() <= INLINED_NODES
    };
    if methods.is_some_and(small) {
        text!(#[inline(always)])
    } else {
        text!(#[inline])
    }
}
