//! What the methods do: the statements of each program, and the structs that they end in.

use super::Methods;
use super::formula::Printer;
use super::items::Frame;
use super::marks::Mark;
use super::template::text;
use super::text::{Text, local};
use crate::ir::NodeId;
use crate::names::OUTPUT;
use crate::plan::Body;
use crate::sorted::Map;
use crate::split::Program;

impl Frame<'_> {
    fn printer<'p>(
        &'p self,
        program: &Program<'p>,
        saved: &'p dyn Fn(NodeId) -> Text,
    ) -> Printer<'p> {
        Printer {
            signature: self.signature,
            graph: program.graph,
            parameters: &self.locals.parameters,
            saved,
            runtime: &self.runtime,
            comments: self.comments,
        }
    }

    pub(super) fn value(&self, methods: Option<&Methods<'_>>) -> Text {
        let Some(methods) = methods else {
            // The constants are read all the same, so that what they are imported by is in use.
            let paths = 0..self.signature.paths.len();
            let mut body: Text = paths
                .map(|path| {
                    let path = Mark::Path(path);
                    text!(let _ = #path;)
                })
                .collect();
            body.push(unreachable_body());
            return body;
        };
        let nothing = |_| Text::new();
        let printer = self.printer(&methods.programs.value, &nothing);
        let statements = printer.statements(&methods.value);
        let (comment, output) = self.outputs(&printer, &methods.value, &methods.programs.value);
        text!(#statements #comment #output)
    }

    pub(super) fn value_and_grad(&self, methods: Option<&Methods<'_>>) -> Text {
        let parts = methods.and_then(|methods| {
            Some((
                methods.programs.value_and_grad.as_ref()?,
                methods.value_and_grad.as_ref()?,
            ))
        });
        let Some((program, body)) = parts else {
            return unreachable_body();
        };
        let nothing = |_| Text::new();
        let printer = self.printer(program, &nothing);
        let statements = printer.statements(body);
        let (comment, output) = self.outputs(&printer, body, program);
        let grads = self.gradients(&printer, body, program, self.signature.outputs.len());
        text!(#statements (#comment #output, #grads))
    }

    pub(super) fn forward(&self, methods: Option<&Methods<'_>>) -> Text {
        let Some(methods) = methods else {
            return unreachable_body();
        };
        let nothing = |_| Text::new();
        let printer = self.printer(&methods.programs.forward, &nothing);
        let body = &methods.forward;
        let statements = printer.statements(body);
        let fields = saved_beside_outputs(methods)
            .zip(body.results.iter().skip(self.signature.outputs.len()))
            .map(|(id, result)| {
                let (comment, value) = printer.result(id, result);
                let field = assign(&field(methods, id), &value);
                text!(#comment #field,)
            });
        let (comment, output) = self.outputs(&printer, body, &methods.programs.forward);
        let output = assign(&local(OUTPUT), &output);
        let kept = self
            .comments
            .text(|| "The output, and what `backward` reads.".to_owned());
        let pass = &self.pass;
        text!(#statements #kept #pass { #(#fields)* #comment #output })
    }

    pub(super) fn backward(&self, methods: &Methods<'_>) -> Text {
        let outputs = methods.programs.value.results.iter().enumerate().rev();
        let outputs: Map<NodeId, usize> = outputs.map(|(place, id)| (*id, place)).collect();
        let output = local(OUTPUT);
        let saved = |id: NodeId| {
            let position = outputs.get(&id).copied();
            match position.and_then(|position| self.signature.outputs.get(position)) {
                Some(signature) => match &signature.name {
                    Some(name) => {
                        let name = local(&name.text);
                        text!(self.#output.#name)
                    }
                    None => text!(self.#output),
                },
                None => {
                    let field = field(methods, id);
                    text!(self.#field)
                }
            }
        };
        let printer = self.printer(&methods.programs.backward, &saved);
        let statements = printer.statements(&methods.backward);
        let grads = self.gradients(&printer, &methods.backward, &methods.programs.backward, 0);
        text!(#statements #grads)
    }

    /// The first results as the graph's output, and a comment on it.
    fn outputs(&self, printer: &Printer<'_>, body: &Body, program: &Program<'_>) -> (Text, Text) {
        let results = program.results.iter().zip(&body.results);
        let results = self.signature.outputs.iter().zip(results);
        if !self.signature.has_named_outputs() {
            let (comments, values): (Vec<Text>, Vec<Text>) = results
                .map(|(_, (id, result))| printer.result(*id, result))
                .unzip();
            return (comments.into_iter().collect(), values.into_iter().collect());
        }
        let fields = results.filter_map(|(output, (id, result))| {
            let name = local(&output.name.as_ref()?.text);
            let (comment, value) = printer.result(*id, result);
            let field = assign(&name, &value);
            Some(text!(#comment #field))
        });
        let output = &self.output;
        (Text::new(), text!(#output { #(#fields),* }))
    }

    /// The results behind the first `skipped` as the gradient.
    fn gradients(
        &self,
        printer: &Printer<'_>,
        body: &Body,
        program: &Program<'_>,
        skipped: usize,
    ) -> Text {
        let results = program.results.iter().zip(&body.results);
        let fields = self
            .signature
            .inputs
            .iter()
            .filter(|input| !input.constant)
            .zip(results.skip(skipped))
            .map(|(input, (id, result))| {
                let (comment, value) = printer.result(*id, result);
                let field = assign(&local(&input.name.text), &value);
                text!(#comment #field)
            });
        let grads = &self.grads;
        text!(#grads { #(#fields),* })
    }
}

/// The field of the pass in which a value is saved.
pub(super) fn field(methods: &Methods<'_>, id: NodeId) -> Text {
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
pub(super) fn assign(field: &Text, value: &Text) -> Text {
    if value.is(field) {
        value.clone()
    } else {
        text!(#field: #value)
    }
}

/// The body of a method after an error.
pub(super) fn unreachable_body() -> Text {
    text!(::core::unreachable!())
}
