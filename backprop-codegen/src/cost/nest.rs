//! What a loop nest costs: what stands inside of each of its loops, as often as that runs.

use super::Tally;
use super::polynomial::Polynomial;
use super::tensors::{product, target_elements};
use crate::emit::Method;
use crate::ops::Work;
use crate::shape::Extent;
use crate::sorted::Set;
use crate::tensor::{Fold, Item, ItemId, ItemKind, Nest, Passes, SinkKind, Strided};

/// Counts a nest of a method.
pub(super) fn nest(tally: &mut Tally, method: &Method<'_>, nest: &Nest, passes: &Passes) {
    if let Some(node) = nest.product {
        product(tally, method.plan.groups.program.graph, node);
    }
    let mut counter = Counter {
        tally,
        nest,
        passes,
    };
    counter.rows();
    for stage in 0..=passes.last {
        if !passes.is_empty(stage) {
            counter.pass(stage);
        }
    }
    counter.memory(method);
}

struct Counter<'c> {
    tally: &'c mut Tally,
    nest: &'c Nest,
    passes: &'c Passes,
}

impl<'c> Counter<'c> {
    fn item(&self, id: ItemId) -> Option<&'c Item> {
        self.nest.item(id)
    }

    /// How often what stands inside of the loops over the first `level` axes is done.
    fn times(&self, level: usize) -> Polynomial {
        let axes = self.nest.axes.iter().take(level);
        let extent = axes.fold(Extent::ONE, |extent, axis| extent.times(axis));
        Polynomial::extent(&extent)
    }

    /// Whether an item is computed once for each row, and kept in a variable.
    fn is_of_rows(&self, item: &Item) -> bool {
        (1..=self.passes.depth).contains(&item.level) && item.level < self.nest.rank()
    }

    /// The values of rows, and what is folded and stored of them.
    fn rows(&mut self) {
        for id in &self.passes.needed {
            let Some(item) = self.item(*id) else {
                continue;
            };
            match item.kind {
                ItemKind::Apply(_) if self.is_of_rows(item) => self.apply(item, item.level),
                ItemKind::Reduce { fold, level, .. } if level < self.nest.rank() => {
                    self.fold(item, fold, level);
                }
                _ => {}
            }
        }
        for sink in &self.nest.sinks {
            if let SinkKind::Store { axes, .. } = &sink.kind
                && axes.len() < self.nest.rank()
            {
                self.read(sink.item, axes.len());
            }
        }
    }

    /// A pass over the inner axes: what it computes, folds and stores for each element.
    fn pass(&mut self, stage: usize) {
        let rank = self.nest.rank();
        for id in self.passes.of(stage) {
            if let Some(item) = self.item(id)
                && item.level == rank
                && self.passes.again(id, stage, self.nest).is_none()
            {
                self.apply(item, rank);
            }
        }
        for id in &self.passes.needed {
            if let Some(item) = self.item(*id)
                && let ItemKind::Reduce { fold, level, .. } = item.kind
                && level == rank
                && self.nest.stage(item) == stage
            {
                self.fold(item, fold, rank);
            }
        }
        for sink in &self.nest.sinks {
            if let SinkKind::Store { axes, .. } = &sink.kind
                && axes.len() == rank
                && self.item(sink.item).map(|item| item.stage) == Some(stage)
            {
                self.read(sink.item, rank);
            }
        }
    }

    /// An operation inside of the loops over the first `level` axes.
    fn apply(&mut self, item: &Item, level: usize) {
        if let ItemKind::Apply(op) = item.kind {
            let times = self.times(level);
            self.tally.work(op.operation().work, &times);
            for operand in &item.operands {
                self.read(*operand, level);
            }
        }
    }

    fn fold(&mut self, item: &Item, fold: Fold, level: usize) {
        let times = self.times(level);
        self.tally.work(folded(fold), &times);
        for operand in &item.operands {
            self.read(*operand, level);
        }
    }

    /// An item that is read inside of the loops over the first `level` axes: one that stands outside of them and has
    /// no variable is computed there.
    fn read(&mut self, id: ItemId, level: usize) {
        if let Some(item) = self.item(id)
            && item.level < self.nest.rank()
            && !self.is_of_rows(item)
        {
            self.apply(item, level);
        }
    }

    /// What is loaded and stored, each array once.
    fn memory(&mut self, method: &Method<'_>) {
        let items = self.passes.needed.iter();
        let loads: Set<&Strided> = items
            .filter_map(|id| match &self.item(*id)?.kind {
                ItemKind::Load(strided) => Some(strided),
                _ => None,
            })
            .collect();
        for strided in loads {
            let elements = self.loaded(strided);
            self.tally.read.add(&elements);
        }
        let sinks = self.nest.sinks.iter();
        let stored = sinks.filter_map(|sink| match &sink.kind {
            SinkKind::Store { target, .. } | SinkKind::Array { target, .. } => Some(*target),
            SinkKind::Scalar => None,
        });
        let targets: Set<_> = stored.chain(self.passes.product).collect();
        for target in targets {
            self.tally.written.add(&target_elements(method, target));
        }
    }

    /// How many elements a load takes in; zeros around them are not in memory.
    fn loaded(&self, strided: &Strided) -> Polynomial {
        let mut extent = Extent::ONE;
        for (axis, _) in &strided.steps {
            let padding = strided.paddings.iter().find(|(padded, _)| padded == axis);
            let length = match padding {
                Some((_, padding)) => Extent::of(&[padding.size]),
                None => self.nest.axes.get(*axis).cloned().unwrap_or(Extent::ONE),
            };
            extent = extent.times(&length);
        }
        Polynomial::extent(&extent)
    }
}

/// What a reduction does with each element.
fn folded(fold: Fold) -> Work {
    match fold {
        Fold::Sum => Work::Addition,
        Fold::Product => Work::Multiplication,
        Fold::Max => Work::Function("max"),
        Fold::Min => Work::Function("min"),
    }
}
