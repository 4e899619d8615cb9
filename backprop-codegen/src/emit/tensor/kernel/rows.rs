//! Values of rows: numbers that are computed once for each position of the outer axes.

use super::super::super::formula;
use super::super::super::template::text;
use super::super::super::text::{Text, local};
use super::super::expression::Mode;
use super::super::sizes::sum;
use super::Writer;
use crate::shape::{Extent, Size};
use crate::tensor::{ItemId, ItemKind, SinkKind, Strided, Target};

impl Writer<'_> {
    /// The values that stand at `depth` before the pass `stage`, and what becomes of them.
    pub(super) fn rows(&mut self, depth: usize, stage: usize) -> Text {
        let mut code = Text::new();
        for id in self.passes.needed.clone() {
            let item = self.item(id);
            let here = item.level == depth && item.stage == stage && depth < self.rank();
            match item.kind {
                ItemKind::Load(_) if here => code.push(self.bind_number(id)),
                ItemKind::Apply(_) if here && depth > 0 => {
                    let value = self.compute(id, Mode::Number).tokens;
                    let name = self.name(id);
                    let comment = self.comment(id, &value);
                    self.bound.insert(id);
                    code.push(text!(#comment let #name = #value;));
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
                        text!(::core::compile_error!(#what))
                    } else {
                        self.operand(sink.item, Mode::Number).tokens
                    };
                    let comment = self.comment_on_write(sink.item, &value);
                    let put = self.put(*target, axes, &value);
                    code.push(text!(#comment #put));
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
                    code.push(text!(#comment #name.push(#value);));
                }
                _ => {}
            }
        }
        code
    }

    /// `out[position] = value;`
    pub(super) fn put(&mut self, target: Target, axes: &[usize], value: &Text) -> Text {
        let out = self.out(target);
        let position = self.written(axes);
        text!(#out[#position] = #value;)
    }

    /// The position in an array over `axes` of the nest.
    pub(super) fn written(&mut self, axes: &[usize]) -> Text {
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
    pub(super) fn bind_number(&mut self, id: ItemId) -> Text {
        let ItemKind::Load(strided) = &self.item(id).kind else {
            return Text::new();
        };
        let source = local(&(self.context.variable)(strided.source));
        let (offset, condition) = self.offset(strided, self.rank());
        let name = self.name(id);
        let value = match condition {
            None => text!(#source[#offset]),
            Some(condition) => {
                let zero = self.number(0.0);
                text!(if #condition { #source[#offset] } else { #zero })
            }
        };
        let comment = self.comment_on_load(id, &value);
        self.bound.insert(id);
        text!(#comment let #name = #value;)
    }

    pub(super) fn number(&self, value: f64) -> Text {
        formula::constant(self.context.element, value.into()).tokens
    }

    /// Where a load begins, the axes from `inner` on aside, and the condition under which it is inside of what is
    /// padded.
    pub(super) fn offset(&mut self, strided: &Strided, inner: usize) -> (Text, Option<Text>) {
        let mut terms = Vec::new();
        let mut conditions = Vec::new();
        for (axis, padding) in strided.paddings.iter().filter(|(axis, _)| *axis < inner) {
            let position = self.position(*axis, false);
            let before = self.sizes.size(padding.before);
            let end = match padding.before.plus_size(padding.size) {
                Some(end) => self.sizes.size(end),
                None => {
                    let size = self.sizes.size(padding.size);
                    text!(#before + #size)
                }
            };
            conditions.push(text!((#before..#end).contains(&#position)));
        }
        for (axis, stride) in strided.steps.iter().filter(|(axis, _)| *axis < inner) {
            let mut position = self.position(*axis, false);
            let padding = strided.paddings.iter().find(|(padded, _)| padded == axis);
            if let Some((_, padding)) = padding.filter(|(_, padding)| padding.before != Size::ZERO)
            {
                let before = self.sizes.size(padding.before);
                position = text!((#position - (#before)));
            }
            terms.push(self.sizes.times(&position, stride));
        }
        for (start, stride) in &strided.offset {
            terms.push(self.sizes.start(*start, stride));
        }
        let condition = (!conditions.is_empty()).then(|| text!(#(#conditions)&&*));
        (sum(&terms), condition)
    }
}
