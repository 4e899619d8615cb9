//! Values of rows: numbers that are computed once for each position of the outer axes.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::super::formula::{self, local};
use super::super::super::trees::Trees;
use super::super::expression::Mode;
use super::super::sizes::sum;
use super::Writer;
use crate::shape::{Extent, Size};
use crate::tensor::{ItemId, ItemKind, SinkKind, Strided, Target};

impl Writer<'_> {
    /// The values that stand at `depth` before the pass `stage`, and what becomes of them.
    pub(super) fn rows(&mut self, depth: usize, stage: usize) -> TokenStream {
        let mut code = TokenStream::new();
        for id in self.passes.needed.clone() {
            let item = self.item(id);
            let here = item.level == depth && item.stage == stage && depth < self.rank();
            match item.kind {
                ItemKind::Load(_) if here => code.extend(self.bind_number(id)),
                ItemKind::Apply(_) if here && depth > 0 => {
                    let value = self.compute(id, Mode::Number).tokens;
                    let name = self.name(id);
                    let comment = self.comment(id, &value);
                    self.bound.insert(id);
                    code.extend(quote!(#comment let #name = #value;));
                }
                _ => {}
            }
        }
        for sink in self.nest.sinks.clone() {
            let item = self.item(sink.item);
            match (&sink.kind, &item.kind) {
                (SinkKind::Store { target, axes }, kind)
                    if axes.len() == depth
                        && depth < self.rank()
                        && item.stage == stage
                        && !matches!(kind, ItemKind::Reduce { .. }) =>
                {
                    let value = if item.level > depth {
                        let what = "a value stands inside of a loop: this is a bug in backprop";
                        quote!(::core::compile_error!(#what)).into()
                    } else {
                        self.operand(sink.item, Mode::Number).tokens
                    };
                    let comment = self.comment_on_write(sink.item, &value);
                    let put = self.put(*target, axes, &value);
                    code.extend(quote!(#comment #put));
                }
                (SinkKind::Scalar, ItemKind::Reduce { level, .. })
                    if *level == depth && depth < self.rank() && item.stage == stage =>
                {
                    let Some(operand) = item.operands.first().copied() else {
                        continue;
                    };
                    let value = self.operand(operand, Mode::Number).tokens;
                    let comment = self.comment_on_write(operand, &value);
                    let name = self.name(sink.item);
                    code.extend(quote!(#comment #name.push(#value);));
                }
                _ => {}
            }
        }
        code
    }

    /// `out[position] = value;`
    pub(super) fn put(&mut self, target: Target, axes: &[usize], value: &Trees) -> TokenStream {
        let out = self.out(target);
        let position = self.written(axes);
        quote!(#out[#position] = #value;)
    }

    /// The position in an array over `axes` of the nest.
    pub(super) fn written(&mut self, axes: &[usize]) -> TokenStream {
        let mut terms = Vec::new();
        for (order, axis) in axes.iter().enumerate() {
            let behind = axes.get(order + 1..).unwrap_or(&[]);
            let stride = behind.iter().fold(Extent::ONE, |stride, axis| {
                stride.times(&self.length(*axis))
            });
            let position = self.position(*axis, true);
            terms.push(self.sizes.times(&position, &stride));
        }
        sum(&terms)
    }

    /// A load of one number.
    pub(super) fn bind_number(&mut self, id: ItemId) -> TokenStream {
        let ItemKind::Load(strided) = &self.item(id).kind else {
            return TokenStream::new();
        };
        let source = local(&(self.context.variable)(strided.source));
        let (offset, condition) = self.offset(strided, self.rank());
        let name = self.name(id);
        let value = match condition {
            None => quote!(#source[#offset]),
            Some(condition) => {
                let zero = self.number(0.0);
                quote!(if #condition { #source[#offset] } else { #zero })
            }
        };
        let comment = self.comment_on_load(id, &value);
        self.bound.insert(id);
        quote!(#comment let #name = #value;)
    }

    pub(super) fn number(&self, value: f64) -> Trees {
        formula::constant(self.context.element, value.into()).tokens
    }

    /// Where a load begins, the axes from `inner` on aside, and the condition under which it is inside of what is
    /// padded.
    pub(super) fn offset(
        &mut self,
        strided: &Strided,
        inner: usize,
    ) -> (TokenStream, Option<TokenStream>) {
        let mut terms = Vec::new();
        let mut conditions = Vec::new();
        for (axis, padding) in strided.paddings.iter().filter(|(axis, _)| *axis < inner) {
            let position = self.position(*axis, false);
            let before = self.sizes.size(padding.before);
            let end = match padding.before.plus_size(padding.size) {
                Some(end) => self.sizes.size(end),
                None => {
                    let size = self.sizes.size(padding.size);
                    quote!(#before + #size)
                }
            };
            conditions.push(quote!((#before..#end).contains(&#position)));
        }
        for (axis, stride) in strided.steps.iter().filter(|(axis, _)| *axis < inner) {
            let mut position = self.position(*axis, false);
            let padding = strided.paddings.iter().find(|(padded, _)| padded == axis);
            if let Some((_, padding)) = padding.filter(|(_, padding)| padding.before != Size::ZERO)
            {
                let before = self.sizes.size(padding.before);
                position = quote!((#position - (#before)));
            }
            terms.push(self.sizes.times(&position, stride));
        }
        for (start, stride) in &strided.offset {
            terms.push(self.sizes.start(*start, stride));
        }
        let condition = (!conditions.is_empty()).then(|| quote!(#(#conditions)&&*));
        (sum(&terms), condition)
    }
}
