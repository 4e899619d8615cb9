//! The inner loop: loads, expressions over lanes, stores and folds.

use super::super::super::formula::{self, Printed};
use super::super::super::template::text;
use super::super::super::text::Text;
use super::super::expression::{Mode, apply, on};
use super::super::sizes::number;
use super::Writer;
use super::folds::combined;
use crate::shape::{Extent, Size};
use crate::sorted::Map;
use crate::tensor::{Again, ItemId, ItemKind, SinkKind, Strided};

/// How many operations one expression holds at most.
const WEIGHT_LIMIT: usize = 6;

impl Writer<'_> {
    pub(super) fn lanes(&mut self, stage: usize) -> Text {
        let bound = self.bound.clone();
        let rank = self.rank();
        let mut body = Text::new();
        let mine: Vec<ItemId> = self
            .passes
            .of(stage)
            .filter(|id| self.item(*id).level == rank)
            .collect();
        for id in &mine {
            let name = self.name(*id);
            let load = match &self.item(*id).kind {
                ItemKind::Load(strided) => Some(self.load(strided, &name)),
                ItemKind::Product => {
                    let out = self.passes.product.map(|target| self.out(target));
                    Some(text!(at.load(#out)))
                }
                _ => match self.passes.again(*id, stage, self.nest) {
                    Some(Again::Array(target)) => {
                        let out = self.out(target);
                        Some(text!(at.load(#out)))
                    }
                    Some(Again::Row) => {
                        let row = self.kept(*id, false);
                        Some(text!(at.load(#row)))
                    }
                    None => None,
                },
            };
            if let Some(load) = load {
                let comment = self.comment_on_load(*id, &load);
                body.push(text!(#comment let #name = #load;));
                self.bound.insert(*id);
            }
        }
        let mut weights: Map<ItemId, usize> = Map::new();
        for id in &mine {
            if self.bound.contains(id) || !matches!(self.item(*id).kind, ItemKind::Apply(_)) {
                continue;
            }
            let item = self.item(*id);
            let weight = 1 + item
                .operands
                .iter()
                .filter(|operand| !self.bound.contains(operand))
                .map(|operand| weights.get(operand).copied().unwrap_or(0))
                .sum::<usize>();
            weights.insert(*id, weight);
            let label = self.context.graph.node(item.node).label.as_ref();
            let kept = self.passes.keeps(*id, stage, self.nest);
            let own = label.is_some_and(|label| label.own) && !item.boolean;
            let uses = self.passes.uses(stage, *id);
            if own || kept || weight > WEIGHT_LIMIT || uses > 1 {
                let value = self.compute(*id, Mode::Lanes).tokens;
                let name = self.name(*id);
                let comment = self.comment(*id, &value);
                body.push(text!(#comment let #name = #value;));
                self.bound.insert(*id);
                if kept {
                    let row = self.kept(*id, true);
                    body.push(text!(at.store(#row, #name);));
                }
            }
        }
        let (sinks, folding) = self.lane_sinks(stage);
        body.push(sinks);
        self.bound = bound;
        self.loops_over_lanes = true;
        let length = self.lanes_length();
        // An elementary function is called for as many numbers at once as can be; anything else is fastest with as few as
        // fit in registers.
        let calls = mine.iter().any(
            |id| matches!(self.item(*id).kind, ItemKind::Apply(op) if op.operation().is_costly()),
        );
        let chunks = if calls { text!(lanes) } else { text!(eights) };
        if folding.is_empty() {
            text!(each! { for at in #chunks(#length) { #body } })
        } else {
            text!(each! { for at in #chunks(#length).folding(#(#folding),*) { #body } })
        }
    }

    pub(super) fn load(&mut self, strided: &Strided, name: &Text) -> Text {
        let last = self.rank().saturating_sub(1);
        let still = Extent::of(&[Size::ZERO]);
        let step = strided.step(last).cloned().unwrap_or(still);
        let padding = strided.paddings.iter().find(|(axis, _)| *axis == last);
        let window = match padding {
            Some((_, padding)) => Some((
                self.sizes.size(padding.before),
                self.sizes.size(padding.size),
            )),
            None if !strided.paddings.is_empty() => Some((number(0), self.lanes_length())),
            None => None,
        };
        match (window, step.is_one()) {
            (None, true) => text!(at.load(#name)),
            (None, false) => {
                let stride = self.sizes.extent(&step);
                text!(at.gather(#name, #stride))
            }
            (Some((before, _)), true) => {
                let at = self.in_whole();
                text!(#at.window(#name, #before))
            }
            (Some((before, size)), false) => {
                let stride = self.sizes.extent(&step);
                let at = self.in_whole();
                text!(#at.window_of(#name, #before, #size, #stride))
            }
        }
    }

    /// The chunk in all of the row that is padded: a nest of one axis has a part of it.
    pub(super) fn in_whole(&self) -> Text {
        if self.rank() == 1 {
            text!(at.behind(rows.start))
        } else {
            text!(at)
        }
    }

    /// What a pass writes and folds, and the names of what it folds into.
    pub(super) fn lane_sinks(&mut self, stage: usize) -> (Text, Vec<Text>) {
        let rank = self.rank();
        let mut code = Text::new();
        let mut folding = Vec::new();
        for sink in self.nest.sinks.clone() {
            if let SinkKind::Store { target, axes } = &sink.kind
                && axes.len() == rank
                && self.item(sink.item).stage == stage
            {
                let value = self.operand(sink.item, Mode::Lanes).tokens;
                let out = self.out(*target);
                if self.passes.product == Some(*target)
                    && matches!(self.item(sink.item).kind, ItemKind::Product)
                {
                    continue;
                }
                let comment = self.comment_on_write(sink.item, &value);
                code.push(text!(#comment at.store(#out, #value);));
            }
        }
        for id in self.passes.needed.clone() {
            let item = self.item(id);
            let ItemKind::Reduce { fold, level, .. } = &item.kind else {
                continue;
            };
            let Some(operand) = item.operands.first().copied() else {
                continue;
            };
            if *level < rank || self.item(operand).stage != stage {
                continue;
            }
            let value = self.operand(operand, Mode::Lanes).tokens;
            if self.nest.accumulated(id) > 0 {
                let name = self.name(id);
                let comment = self.comment_on_write(operand, &value);
                code.push(text!(#comment #name.add(at, #value);));
                folding.push(name);
                continue;
            }
            for sink in self.sinks_of(id) {
                if let SinkKind::Array { target, .. } = &sink.kind {
                    let out = self.out(*target);
                    let comment = self.comment(id, &value);
                    let summed = self.sums.iter().find(|summed| summed.item == id);
                    if let Some(error) = summed.map(|summed| self.error(summed)) {
                        code.push(text!(#comment at.accumulate(#out, #error, #value);));
                        continue;
                    }
                    let old = text!(at.load(#out));
                    let new = combined(*fold, &old, &value, Mode::Lanes);
                    code.push(text!(#comment at.store(#out, #new);));
                }
            }
        }
        (code, folding)
    }

    /// An item as it is read: by its variable, if it has one.
    pub(super) fn operand(&mut self, id: ItemId, mode: Mode) -> Printed {
        let item = self.item(id);
        let node = self.context.graph.node(item.node);
        let lanes = item.level == self.rank();
        if let (ItemKind::Number, Some(constant)) = (&item.kind, node.constant()) {
            let printed = formula::constant(self.context.element, constant);
            return splat(printed, mode, false);
        }
        if matches!(item.kind, ItemKind::Number) && !node.shape.is_empty() {
            let what = format!(
                "node {} is not in memory: this is a bug in backprop",
                item.node.index()
            );
            return Printed::atom(text!(::core::compile_error!(#what)));
        }
        let name = self.name(id);
        let named = self.bound.contains(&id) || matches!(item.kind, ItemKind::Number);
        match (named, lanes) {
            (true, true) => Printed::atom(name),
            (true, false) => splat(Printed::atom(name), mode, item.boolean),
            (false, _) => self.compute(id, mode),
        }
    }

    /// An item as it is computed.
    pub(super) fn compute(&mut self, id: ItemId, mode: Mode) -> Printed {
        let item = self.item(id);
        let ItemKind::Apply(op) = item.kind else {
            return Printed::atom(self.name(id));
        };
        let operands = item
            .operands
            .iter()
            .map(|operand| self.operand(*operand, mode))
            .collect();
        apply(
            op,
            operands,
            mode,
            self.context.element,
            self.context.runtime,
        )
    }
}

/// A number, in every lane.
fn splat(value: Printed, mode: Mode, boolean: bool) -> Printed {
    let method = match (mode, boolean) {
        (Mode::Number, _) => return value,
        (Mode::Lanes, false) => "splat",
        (Mode::Lanes, true) => "splat_mask",
    };
    let at = Printed::atom(text!(at));
    Printed::atom(Text::call(&on(at, method), [value.tokens]))
}
