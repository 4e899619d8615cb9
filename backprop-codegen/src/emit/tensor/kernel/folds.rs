//! Reductions: accumulators, what becomes of them, and arrays that are folded into.

use super::super::super::template::text;
use super::super::super::text::{Text, local};
use super::super::expression::Mode;
use super::super::sizes::sum;
use super::{Summed, Writer};
use crate::shape::Extent;
use crate::tensor::{Fold, ItemId, ItemKind, Sink, SinkKind};

impl Writer<'_> {
    /// The reductions whose accumulators stand at `depth`: those of one pass, or those that span all passes.
    pub(super) fn folds_at(&self, depth: usize, stage: Option<usize>) -> Vec<ItemId> {
        let needed = self.passes.needed.iter().copied();
        needed
            .filter(|id| {
                let ItemKind::Reduce { level, .. } = &self.item(*id).kind else {
                    return false;
                };
                let accumulated = self.nest.accumulated(*id);
                let spans = if *level < self.rank() {
                    0
                } else {
                    self.rank() - accumulated
                };
                let own = self
                    .item(*id)
                    .operands
                    .first()
                    .map(|operand| self.item(*operand).stage);
                let counts = accumulated > 0 || *level < self.rank();
                let of_stage = match stage {
                    Some(stage) => {
                        *level == self.rank() && spans >= self.passes.depth && own == Some(stage)
                    }
                    None => spans < self.passes.depth || *level < self.rank(),
                };
                counts && spans == depth && of_stage
            })
            .collect()
    }

    pub(super) fn accumulators(&mut self, depth: usize, stage: Option<usize>) -> Text {
        let mut code = Text::new();
        for id in self.folds_at(depth, stage) {
            if let ItemKind::Reduce { fold, .. } = &self.item(id).kind {
                let name = self.name(id);
                let fold = Text::word(fold.name());
                let start = text!(__tensor::#fold::new());
                let comment = self.comment(id, &start);
                code.push(text!(#comment let mut #name = #start;));
            }
        }
        code
    }

    /// What becomes of the accumulators of `depth`.
    pub(super) fn finished(&mut self, depth: usize, stage: Option<usize>) -> Text {
        let mut code = Text::new();
        for id in self.folds_at(depth, stage) {
            let name = self.name(id);
            code.push(text!(let #name = #name.finish();));
            self.bound.insert(id);
            for sink in self.sinks_of(id) {
                match &sink.kind {
                    SinkKind::Store { target, axes } => {
                        code.push(self.put(*target, axes, &name.clone()));
                    }
                    SinkKind::Array { target, axes } => {
                        let out = self.out(*target);
                        let position = self.written(axes);
                        let ItemKind::Reduce { fold, .. } = &self.item(id).kind else {
                            continue;
                        };
                        let place = text!(#out[#position]);
                        let summed = self.sums.iter().find(|summed| summed.item == id).cloned();
                        if let Some(summed) = summed {
                            let error = self.error(&summed);
                            let position = self.error_position(&summed);
                            code.push(
                                text!(__tensor::accumulate(&mut #place, &mut #error[#position], #name);),
                            );
                            continue;
                        }
                        code.push(match fold {
                            Fold::Sum => text!(#place += #name;),
                            Fold::Product => text!(#place *= #name;),
                            Fold::Max | Fold::Min => {
                                let name = text!(#name);
                                let combined = combined(*fold, &place, &name, Mode::Number);
                                text!(#place = #combined;)
                            }
                        });
                    }
                    SinkKind::Scalar => {}
                }
            }
        }
        code
    }

    /// Arrays that are folded into, row by row, before the first of their loops.
    pub(super) fn identities(&mut self, depth: usize, stage: Option<usize>) -> Text {
        let mut code = Text::new();
        for sink in self.nest.sinks.clone() {
            let SinkKind::Array { target, axes } = &sink.kind else {
                continue;
            };
            let ItemKind::Reduce {
                fold,
                axes: reduced,
                ..
            } = &self.item(sink.item).kind
            else {
                continue;
            };
            let first = reduced.iter().min().copied();
            let mine = stage.is_none_or(|stage| self.nest.sink_stage(&sink) == stage);
            if !axes.contains(&0) || first != Some(depth) || !mine {
                continue;
            }
            let (offset, length) = self.part(axes, depth);
            let (out, fold) = (self.out(*target), local(fold.name()));
            let fill = text!(#out[#offset..][..#length].fill(__tensor::Fold::#fold.identity()););
            let comments = self.context.comments;
            code.push(comments.before(fill, "Nothing is in it yet."));
        }
        for summed in self.sums.clone() {
            let mine = stage.is_none_or(|stage| self.own_stage(summed.item) == stage);
            if summed.first == depth && mine {
                let error = self.error(&summed);
                let zero = self.number(0.0);
                code.push(text!(#error.fill(#zero);));
            }
        }
        code
    }

    /// The rounding errors of sums, added to them behind the loop over their first axis.
    pub(super) fn settled(&mut self, depth: usize, stage: Option<usize>) -> Text {
        let mut code = Text::new();
        for summed in self.sums.clone() {
            let mine = stage.is_none_or(|stage| self.own_stage(summed.item) == stage);
            if summed.first != depth || !mine {
                continue;
            }
            let (offset, length) = self.part(&summed.axes, depth);
            let (out, error) = (self.out(summed.target), self.error(&summed));
            let settle = text!(__tensor::settle(&mut #out[#offset..][..#length], #error););
            let comments = self.context.comments;
            code.push(comments.before(settle, "Its rounding errors, added to it."));
        }
        code
    }

    fn own_stage(&self, id: ItemId) -> usize {
        self.nest.stage(self.item(id))
    }

    /// Whether a sink sums over other axes than the innermost, and not over the rows of a leaf alone, which are few.
    pub(super) fn summed(&self, sink: &Sink) -> Option<Summed> {
        let (
            SinkKind::Array { target, axes },
            ItemKind::Reduce {
                fold,
                axes: reduced,
                ..
            },
        ) = (&sink.kind, &self.item(sink.item).kind)
        else {
            return None;
        };
        let inner = self.rank() - self.nest.accumulated(sink.item);
        let in_order = reduced.iter().filter(|axis| **axis < inner);
        let long = *fold == Fold::Sum && in_order.clone().any(|axis| *axis > 0);
        long.then(|| Summed {
            item: sink.item,
            target: *target,
            axes: axes.clone(),
            first: in_order.min().copied().unwrap_or(0),
        })
    }

    /// The array of rounding errors.
    pub(super) fn error(&self, summed: &Summed) -> Text {
        let name = self.errors.get(&summed.target);
        Text::word(name.map_or("unnamed", String::as_str))
    }

    /// How many rounding errors there are.
    pub(super) fn error_length(&self, summed: &Summed) -> Extent {
        let inner = summed.axes.iter().filter(|axis| **axis > summed.first);
        inner.fold(Extent::ONE, |length, axis| {
            length.times(&self.length(*axis))
        })
    }

    /// The position of a number's rounding error.
    fn error_position(&mut self, summed: &Summed) -> Text {
        let inner: Vec<usize> = summed
            .axes
            .iter()
            .copied()
            .filter(|axis| *axis > summed.first)
            .collect();
        self.written(&inner)
    }

    /// Where the part of an array begins that is behind the loops that are open, and how long it is.
    fn part(&mut self, axes: &[usize], depth: usize) -> (Text, Text) {
        let outer: Vec<usize> = axes.iter().copied().filter(|axis| *axis < depth).collect();
        let inner = axes.iter().copied().filter(|axis| *axis >= depth);
        let length = inner.fold(Extent::ONE, |length, axis| length.times(&self.length(axis)));
        let mut terms = Vec::new();
        for (order, axis) in outer.iter().enumerate() {
            let behind = outer.get(order + 1..).unwrap_or(&[]);
            let stride = behind.iter().fold(length.clone(), |stride, axis| {
                stride.times(&self.length(*axis))
            });
            let position = self.position(*axis, true);
            terms.push(self.sizes.times(&position, &stride));
        }
        (sum(&terms), self.sizes.extent(&length))
    }
}

/// Two numbers, or lanes, folded into one.
pub(super) fn combined(fold: Fold, left: &Text, right: &Text, mode: Mode) -> Text {
    match (fold, mode) {
        (Fold::Sum, _) => text!(#left + #right),
        (Fold::Product, _) => text!(#left * (#right)),
        (Fold::Max, Mode::Lanes) => text!(#left.maximum(#right)),
        (Fold::Min, Mode::Lanes) => text!(#left.minimum(#right)),
        (Fold::Max | Fold::Min, Mode::Number) => {
            let fold = Text::word(fold.name());
            text!(__tensor::Fold::#fold.combine(#left, #right))
        }
    }
}
