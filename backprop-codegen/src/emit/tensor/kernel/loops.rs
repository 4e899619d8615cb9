//! The loops over the outer axes, and the passes over the inner ones.

use super::super::super::template::text;
use super::super::super::text::Text;
use super::Writer;
use crate::sorted::Set;
use crate::tensor::{ItemId, ItemKind};

impl Writer<'_> {
    /// What stands inside of the loops over the first `depth` axes.
    pub(super) fn depth(&mut self, depth: usize) -> Text {
        let bound = self.bound.clone();
        let at_passes = depth == self.passes.depth;
        let mut code = self.rows(depth, 0);
        if at_passes {
            code.push(self.identities(depth, None));
            code.push(self.all_passes());
        } else {
            code.push(self.accumulators(depth, None));
            code.push(self.identities(depth, None));
            let inner = self.depth(depth + 1);
            code.push(self.loop_over(depth, &inner));
            code.push(self.settled(depth, None));
            code.push(self.finished(depth, None));
        }
        self.bound = bound;
        code
    }

    pub(super) fn loop_over(&mut self, axis: usize, body: &Text) -> Text {
        let index = self.loops.get(axis).cloned();
        if axis == 0 {
            let position = index
                .as_ref()
                .is_some_and(|index| body.mentions(index.as_str()));
            let position = position.then(|| text!(let #index = rows.start + row;));
            return text!(for row in 0..count { #position #body });
        }
        let length = self.sizes.extent(&self.length(axis));
        if index
            .as_ref()
            .is_some_and(|index| body.mentions(index.as_str()))
        {
            text!(for #index in 0..#length { #body })
        } else {
            text!(for _ in 0..#length { #body })
        }
    }

    /// All passes over the inner axes, and the rows' own values between them.
    pub(super) fn all_passes(&mut self) -> Text {
        let depth = self.passes.depth;
        let mut code = Text::new();
        if depth + 1 == self.rank() {
            let all: Set<ItemId> = self.passes.needed.iter().copied().collect();
            let slices = self.slices(&all);
            let outs = self.out_slices(None);
            code.push(self.parts(text!(#slices #outs)));
        }
        for stage in 0..=self.passes.last {
            if stage > 0 {
                code.push(self.rows(depth, stage));
            }
            if self.passes.is_empty(stage) {
                continue;
            }
            code.push(self.accumulators(depth, Some(stage)));
            let body = self.pass(depth, stage);
            code.push(body);
            code.push(self.finished(depth, Some(stage)));
        }
        code
    }

    /// Statements that take the parts of arrays that a row reads and writes.
    fn parts(&self, slices: Text) -> Text {
        let comments = self.context.comments;
        comments.before(slices, "The row's part of each array.")
    }

    /// One pass over the axes from `axis` on.
    pub(super) fn pass(&mut self, axis: usize, stage: usize) -> Text {
        let bound = self.bound.clone();
        let mut code = Text::new();
        if axis > self.passes.depth {
            // Loads of what has fewer axes than the nest and more than its rows.
            let loads: Vec<ItemId> = self
                .passes
                .of(stage)
                .filter(|id| {
                    let item = self.item(*id);
                    item.level == axis && matches!(item.kind, ItemKind::Load(_))
                })
                .collect();
            for id in loads {
                code.push(self.bind_number(id));
            }
            code.push(self.accumulators(axis, Some(stage)));
            code.push(self.identities(axis, Some(stage)));
        }
        if axis + 1 < self.rank() {
            let inner = self.pass(axis + 1, stage);
            code.push(self.loop_over(axis, &inner));
            code.push(self.settled(axis, Some(stage)));
        } else {
            if axis > self.passes.depth {
                let mine: Set<ItemId> = self.passes.of(stage).collect();
                let slices = self.slices(&mine);
                let outs = self.out_slices(Some(stage));
                code.push(self.parts(text!(#slices #outs)));
            }
            code.push(self.lanes(stage));
        }
        if axis > self.passes.depth {
            code.push(self.finished(axis, Some(stage)));
        }
        self.bound = bound;
        code
    }
}
