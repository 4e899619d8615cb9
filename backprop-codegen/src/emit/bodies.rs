//! What the methods do: the statements of each program, and the structs that they end in.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use super::Methods;
use super::formula::{Printer, local};
use super::items::Frame;
use super::trees::Trees;
use crate::ir::NodeId;
use crate::names::OUTPUT;
use crate::plan::Body;
use crate::sorted::Map;
use crate::split::Program;

impl Frame<'_> {
    fn printer<'p>(
        &'p self,
        program: &Program<'p>,
        saved: &'p dyn Fn(NodeId) -> TokenStream,
    ) -> Printer<'p> {
        Printer {
            signature: self.signature,
            graph: program.graph,
            parameters: &self.parameters,
            saved,
            runtime: &self.runtime,
            comments: self.comments,
        }
    }

    pub(super) fn value(&self, methods: Option<&Methods<'_>>) -> TokenStream {
        let Some(methods) = methods else {
            // The constants are read all the same, so that what they are imported by is in use.
            let paths = self.signature.paths.iter().map(|path| &path.tokens);
            return quote!(#(let _ = #paths;)* ::core::unreachable!());
        };
        let nothing = |_| TokenStream::new();
        let printer = self.printer(&methods.programs.value, &nothing);
        let statements = printer.statements(&methods.value);
        let (comment, output) = self.outputs(&printer, &methods.value, &methods.programs.value);
        quote!(#statements #comment #output)
    }

    pub(super) fn value_and_grad(&self, methods: Option<&Methods<'_>>) -> TokenStream {
        let parts = methods.and_then(|methods| {
            Some((
                methods.programs.value_and_grad.as_ref()?,
                methods.value_and_grad.as_ref()?,
            ))
        });
        let Some((program, body)) = parts else {
            return unreachable_body();
        };
        let nothing = |_| TokenStream::new();
        let printer = self.printer(program, &nothing);
        let statements = printer.statements(body);
        let (comment, output) = self.outputs(&printer, body, program);
        let grads = self.gradients(&printer, body, program, self.signature.outputs.len());
        quote!(#statements (#comment #output, #grads))
    }

    pub(super) fn forward(&self, methods: Option<&Methods<'_>>) -> TokenStream {
        let Some(methods) = methods else {
            return unreachable_body();
        };
        let nothing = |_| TokenStream::new();
        let printer = self.printer(&methods.programs.forward, &nothing);
        let body = &methods.forward;
        let statements = printer.statements(body);
        let fields = saved_beside_outputs(methods)
            .zip(body.results.iter().skip(self.signature.outputs.len()))
            .map(|(id, result)| {
                let (comment, value) = printer.result(id, result);
                let field = assign(&field(methods, id), &value);
                quote!(#comment #field)
            });
        let (comment, output) = self.outputs(&printer, body, &methods.programs.forward);
        let output = assign(&local(OUTPUT), &output);
        let kept = self
            .comments
            .text(|| "The output, and what `backward` reads.".to_owned());
        let pass = &self.pass;
        quote!(#statements #kept #pass { #(#fields,)* #comment #output })
    }

    pub(super) fn backward(&self, methods: &Methods<'_>) -> TokenStream {
        let outputs = methods.programs.value.results.iter().enumerate().rev();
        let outputs: Map<NodeId, usize> = outputs.map(|(place, id)| (*id, place)).collect();
        let output = local(OUTPUT);
        let saved = |id: NodeId| {
            let position = outputs.get(&id).copied();
            match position.and_then(|position| self.signature.outputs.get(position)) {
                Some(signature) => match &signature.name {
                    Some(name) => {
                        let name = &name.ident;
                        quote!(self.#output.#name)
                    }
                    None => quote!(self.#output),
                },
                None => {
                    let field = field(methods, id);
                    quote!(self.#field)
                }
            }
        };
        let printer = self.printer(&methods.programs.backward, &saved);
        let statements = printer.statements(&methods.backward);
        let grads = self.gradients(&printer, &methods.backward, &methods.programs.backward, 0);
        quote!(#statements #grads)
    }

    /// The first results as the graph's output, and a comment on it.
    fn outputs(
        &self,
        printer: &Printer<'_>,
        body: &Body,
        program: &Program<'_>,
    ) -> (TokenStream, Trees) {
        let results = program.results.iter().zip(&body.results);
        let results = self.signature.outputs.iter().zip(results);
        if !self.signature.has_named_outputs() {
            return results
                .map(|(_, (id, result))| printer.result(*id, result))
                .unzip();
        }
        let fields = results.filter_map(|(output, (id, result))| {
            let name = &output.name.as_ref()?.ident;
            let (comment, value) = printer.result(*id, result);
            let field = assign(name, &value);
            Some(quote!(#comment #field))
        });
        let output = &self.output;
        (TokenStream::new(), quote!(#output { #(#fields),* }).into())
    }

    /// The results behind the first `skipped` as the gradient.
    fn gradients(
        &self,
        printer: &Printer<'_>,
        body: &Body,
        program: &Program<'_>,
        skipped: usize,
    ) -> TokenStream {
        let results = program.results.iter().zip(&body.results);
        let fields = self
            .signature
            .inputs
            .iter()
            .filter(|input| !input.constant)
            .zip(results.skip(skipped))
            .map(|(input, (id, result))| {
                let (comment, value) = printer.result(*id, result);
                let field = assign(&input.name.ident, &value);
                quote!(#comment #field)
            });
        let grads = &self.grads;
        quote!(#grads { #(#fields),* })
    }
}

/// The field of the pass in which a value is saved.
pub(super) fn field(methods: &Methods<'_>, id: NodeId) -> Ident {
    local(&methods.names.known(id))
}

/// The names of what is saved, for the description.
pub(super) fn saved_names(methods: &Methods<'_>) -> Vec<String> {
    let kept = methods.programs.forward.graph;
    let saved = methods.programs.saved.iter();
    saved
        .map(|id| {
            let label = kept.node(*id).label.as_ref();
            label.map_or_else(|| methods.names.known(*id), |label| label.name.clone())
        })
        .collect()
}

/// What is saved and is not an output.
pub(super) fn saved_beside_outputs<'m>(
    methods: &'m Methods<'_>,
) -> impl Iterator<Item = NodeId> + 'm {
    let outputs = &methods.programs.value.results;
    let saved = methods.programs.saved.iter().copied();
    saved.filter(|id| !outputs.contains(id))
}

/// `field: value`, or `field` alone where the value is a variable of that name.
pub(super) fn assign(field: &Ident, value: &Trees) -> TokenStream {
    if value.name() == Some(field) {
        value.to_token_stream()
    } else {
        quote!(#field: #value)
    }
}

/// The body of a method after an error.
pub(super) fn unreachable_body() -> TokenStream {
    quote!(::core::unreachable!())
}
