//! The struct of a kernel and its implementation of `LoopNest`.

use super::super::super::template::text;
use super::super::super::text::{Text, element, local};
use super::super::sizes::number;
use super::{Kernel, Writer};
use crate::signature::Element;
use crate::tensor::SinkKind;

/// What the struct holds.
struct Fields {
    /// `name: type`
    declared: Vec<Text>,
    names: Vec<Text>,
    /// Whether one of them is a reference.
    borrows: bool,
    /// Whether one of them is of the element type.
    typed: bool,
}

impl Writer<'_> {
    /// The struct and its implementation around `body`.
    pub(super) fn finish(self, name: &Text, body: &Text) -> Kernel {
        let items = self.items(name, body);
        let scratch = self.scratch_parts();
        Kernel {
            items,
            product: self.product,
            dims: self.sizes.used,
            sources: self.sources,
            numbers: self.numbers,
            outputs: self.outputs,
            written: self.written,
            vectors: self.vectors,
            scalars: self.scalars,
            scratch: scratch.into_iter().map(|(_, length)| length).collect(),
        }
    }

    fn comment_on_product(&self) -> Text {
        let comments = self.context.comments;
        let graph = self.context.graph;
        let product = self.nest.product;
        let purpose = product.and_then(|product| comments.purpose(graph, product));
        purpose.map_or_else(Text::new, |purpose| {
            comments.text(|| format!("{purpose}, these rows of it"))
        })
    }

    fn fields(&self) -> Fields {
        let element = element(self.context.element);
        let mut fields = Fields {
            declared: Vec::new(),
            names: Vec::new(),
            borrows: !self.sources.is_empty() || self.nest.product.is_some(),
            typed: !self.sources.is_empty() || self.nest.product.is_some(),
        };
        let mut field = |name: Text, ty: Text| {
            fields.declared.push(text!(#name: #ty));
            fields.names.push(name);
        };
        if self.nest.product.is_some() {
            let ty = text!(__tensor::MatrixProduct<'a, #element>);
            field(local(&self.product), ty);
        }
        for node in &self.sources {
            field(
                local(&(self.context.variable)(*node)),
                text!(&'a [#element]),
            );
        }
        for node in &self.numbers {
            let boolean = self.context.graph.node(*node).boolean;
            let ty = if boolean {
                text!(bool)
            } else {
                element.clone()
            };
            field(local(&(self.context.variable)(*node)), ty);
        }
        for dim in &self.sizes.used {
            field(self.sizes.variable(*dim), text!(usize));
        }
        let graph = self.context.graph;
        fields.typed |= self.numbers.iter().any(|node| !graph.node(*node).boolean);
        fields
    }

    fn items(&self, name: &Text, body: &Text) -> Text {
        let runtime = self.context.runtime;
        let element = element(self.context.element);
        let Fields {
            declared,
            names,
            borrows,
            typed,
        } = self.fields();
        let bounded = match self.context.element {
            Element::Parameter(parameter) => Some(text!(<#parameter: #runtime::Float>)),
            Element::Single | Element::Double => None,
        };
        let parameter = bounded.is_some() && typed;
        let arguments = |lifetime: Text| {
            let parts = [
                borrows.then_some(lifetime),
                parameter.then(|| element.clone()),
            ];
            let parts: Vec<Text> = parts.into_iter().flatten().collect();
            (!parts.is_empty()).then(|| text!(<#(#parts),*>))
        };
        let (own, elided) = (arguments(text!('a)), arguments(text!('_)));
        let outs: Vec<Text> = self
            .outputs
            .iter()
            .map(|(target, _)| self.out(*target))
            .collect();
        let written: Vec<Text> = self
            .written
            .iter()
            .map(|(target, _)| self.out(*target))
            .collect();
        let folded: Vec<Text> = self
            .vectors
            .iter()
            .map(|(target, _)| self.out(*target))
            .collect();
        let sinks = self.nest.sinks.iter();
        let scalars: Vec<Text> = sinks
            .filter(|sink| matches!(sink.kind, SinkKind::Scalar))
            .map(|sink| self.name(sink.item))
            .collect();
        let (output_count, written_count, vector_count, scalar_count) = (
            number(outs.len()),
            number(written.len()),
            number(folded.len()),
            number(scalars.len()),
        );
        let multiply = self.passes.product.map(|target| {
            let (product, out) = (local(&self.product), self.out(target));
            let comment = self.comment_on_product();
            text!(#comment #product.rows(rows.start..rows.end, #out);)
        });
        let scratch = if self.scratch_parts().is_empty() {
            text!(_)
        } else {
            text!(scratch)
        };
        let import = self.loops_over_lanes.then(|| {
            text!(
                use __tensor::each;
            )
        });
        let fields = (!names.is_empty()).then(|| text!(let &Self { #(#names),* } = self;));
        text! {
            struct #name #own { #(#declared),* }

            impl #bounded __tensor::LoopNest<
                #element, #output_count, #written_count, #vector_count, #scalar_count
            > for #name #elided {
                #[inline(always)]
                fn run(
                    &self,
                    rows: ::core::ops::Range<usize>,
                    [#(#outs),*]: [&mut [#element]; #output_count],
                    [#(#written),*]: [&mut (impl __tensor::Written<#element> + ?::core::marker::Sized); #written_count],
                    [#(#folded),*]: [&mut [#element]; #vector_count],
                    #scratch: &mut [#element],
                ) -> [#element; #scalar_count] {
                    #import
                    #fields
                    let count = rows.end - rows.start;
                    #multiply
                    #body
                    [#(#scalars),*]
                }
            }
        }
    }
}
