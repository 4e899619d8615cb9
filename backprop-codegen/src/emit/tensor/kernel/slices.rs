//! The parts of arrays that the inner loop runs over.

use super::super::super::template::text;
use super::super::super::text::{Text, local};
use super::super::sizes::sum;
use super::Writer;
use crate::shape::{Extent, Size};
use crate::sorted::Set;
use crate::tensor::{ItemId, ItemKind, SinkKind, Target};

impl Writer<'_> {
    pub(super) fn slices(&mut self, wanted: &Set<ItemId>) -> Text {
        let mut code = Text::new();
        let last = self.rank().saturating_sub(1);
        for id in wanted {
            let item = self.item(*id);
            let ItemKind::Load(strided) = &item.kind else {
                continue;
            };
            if item.level < self.rank() {
                continue;
            }
            // Without a step the same element is everywhere but in the zeros around it.
            let still = Extent::of(&[Size::ZERO]);
            let step = strided.step(last).unwrap_or(&still);
            let source = local(&(self.context.variable)(strided.source));
            let name = self.name(*id);
            let (mut offset, condition) = self.offset(strided, last);
            let padding = strided.paddings.iter().find(|(axis, _)| *axis == last);
            let length = match padding {
                Some((_, padding)) => self.sizes.size(padding.size),
                None => self.lanes_length(),
            };
            if self.rank() == 1 && padding.is_none() {
                // The leaf's part.
                let start = self.sizes.times(&text!(rows.start), step);
                offset = if strided.offset.is_empty() {
                    start
                } else {
                    text!(#offset + #start)
                };
            }
            let row = if !step.is_one() {
                text!(#source.get(#offset..).unwrap_or_default())
            } else if offset.is(&text!(0)) {
                text!(&#source[..#length])
            } else {
                text!(&#source[#offset..][..#length])
            };
            code.push(match condition {
                Some(condition) => text!(let #name = if #condition { #row } else { &[] };),
                None => text!(let #name = #row;),
            });
        }
        code
    }

    /// How long the inner loop is.
    pub(super) fn lanes_length(&mut self) -> Text {
        if self.rank() == 1 {
            text!(count)
        } else {
            let length = self.length(self.rank() - 1);
            self.sizes.extent(&length)
        }
    }

    /// The parts of the arrays that the inner loop writes.
    pub(super) fn out_slices(&mut self, stage: Option<usize>) -> Text {
        let last = self.rank().saturating_sub(1);
        let mut code = Text::new();
        let mut parts: Vec<(Target, Vec<usize>)> = Vec::new();
        for sink in &self.nest.sinks {
            let (SinkKind::Store { target, axes } | SinkKind::Array { target, axes }) = &sink.kind
            else {
                continue;
            };
            let mine = stage.is_none_or(|stage| self.nest.sink_stage(sink) == stage);
            if axes.contains(&last) && mine {
                parts.push((*target, axes.clone()));
            }
        }
        if let Some(target) = self.passes.product
            && parts.iter().all(|(other, _)| *other != target)
        {
            // The product has an array of its own, which is read and not written here.
            parts.push((target, (0..self.rank()).collect()));
        }
        let mut parts: Vec<(Text, Vec<usize>)> = parts
            .into_iter()
            .map(|(target, axes)| (self.out(target), axes))
            .collect();
        for summed in &self.sums {
            let mine = stage.is_none_or(|stage| self.nest.stage(self.item(summed.item)) == stage);
            let inner = summed
                .axes
                .iter()
                .copied()
                .filter(|axis| *axis > summed.first);
            let inner: Vec<usize> = inner.collect();
            if inner.contains(&last) && mine {
                parts.push((self.error(summed), inner));
            }
        }
        for (out, axes) in parts {
            let mut terms = Vec::new();
            for (order, axis) in axes.iter().enumerate().filter(|(_, axis)| **axis != last) {
                let behind = axes.get(order + 1..).unwrap_or(&[]);
                let stride = behind.iter().fold(Extent::ONE, |stride, axis| {
                    stride.times(&self.length(*axis))
                });
                let position = self.position(*axis, true);
                terms.push(self.sizes.times(&position, &stride));
            }
            let length = self.lanes_length();
            code.push(if terms.is_empty() {
                text!(let #out = &mut #out[..#length];)
            } else {
                let offset = sum(&terms);
                text!(let #out = &mut #out[#offset..][..#length];)
            });
        }
        code
    }

    /// The rows in which values are kept from pass to pass.
    pub(super) fn scratch_rows(&mut self) -> Text {
        let rows = self.scratch_parts();
        let mut code = Text::new();
        let count = rows.len();
        for (order, (row, length)) in rows.into_iter().enumerate() {
            let length = self.sizes.extent(&length);
            if order + 1 == count {
                code.push(text!(let #row = &mut scratch[..#length];));
            } else {
                code.push(text!(let (#row, scratch) = scratch.split_at_mut(#length);));
            }
        }
        code
    }

    /// The rows of the memory that a leaf has for itself, and their lengths.
    pub(super) fn scratch_parts(&self) -> Vec<(Text, Extent)> {
        let kept = self
            .scratch
            .iter()
            .map(|id| (self.row(*id), self.inner_extent()));
        let errors = self
            .sums
            .iter()
            .map(|summed| (self.error(summed), self.error_length(summed)));
        kept.chain(errors).collect()
    }

    pub(super) fn inner_extent(&self) -> Extent {
        (self.passes.depth..self.rank())
            .fold(Extent::ONE, |extent, axis| extent.times(&self.length(axis)))
    }

    /// A row in which a value is kept, where the inner loop is.
    pub(super) fn kept(&mut self, id: ItemId, written: bool) -> Text {
        let row = self.row(id);
        let mut terms = Vec::new();
        for axis in self.passes.depth..self.rank().saturating_sub(1) {
            let stride = (axis + 1..self.rank())
                .fold(Extent::ONE, |stride, axis| stride.times(&self.length(axis)));
            let position = self.position(axis, false);
            terms.push(self.sizes.times(&position, &stride));
        }
        let offset = sum(&terms);
        match (terms.is_empty(), written) {
            (true, _) => text!(#row),
            (false, false) => text!(&#row[#offset..]),
            (false, true) => text!(&mut #row[#offset..]),
        }
    }
}
