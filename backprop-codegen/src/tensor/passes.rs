//! What each pass over the inner axes of a nest computes: a value that a later pass needs is loaded again, computed
//! again where that is cheap, or kept in a row of its own.

use super::nest::{Item, ItemId, ItemKind, Nest, SinkKind, Target};
use crate::ir::Graph;
use crate::sorted::{Map, Set};

/// How many operations are computed again rather than kept.
const AGAIN_LIMIT: usize = 3;

/// The passes of a nest.
#[derive(Clone, Debug)]
pub(crate) struct Passes {
    /// Inside of how many loops the passes follow each other.
    pub(crate) depth: usize,
    /// The last pass.
    pub(crate) last: usize,
    /// The items that something becomes of, operands first.
    pub(crate) needed: Vec<ItemId>,
    /// The items that are kept in a row from pass to pass.
    pub(crate) kept: Set<ItemId>,
    /// The array that the matrix product is written to, before anything else.
    pub(crate) product: Option<Target>,
    /// For each pass, the items inside of its loops.
    stages: Vec<Set<ItemId>>,
    /// For each pass, the items that it only loads.
    loaded: Vec<Set<ItemId>>,
    busy: Vec<bool>,
    /// For each pass, how often it reads each item.
    reads: Vec<Map<ItemId, usize>>,
}

/// Where a pass finds what an earlier one has computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Again {
    /// In the array that it is stored in.
    Array(Target),
    /// In a row of its own.
    Row,
}

/// Finds what each pass computes.
pub(crate) fn passes(nest: &Nest, graph: &Graph) -> Passes {
    let rank = nest.rank();
    let needed = needed(nest);
    let last = needed
        .iter()
        .filter_map(|id| nest.item(*id))
        .map(|item| item.stage)
        .max()
        .unwrap_or(0);
    let inner = nest.inner.max(1);
    let mut passes = Passes {
        depth: rank.saturating_sub(inner),
        last,
        needed,
        kept: Set::new(),
        product: product(nest),
        stages: vec![Set::new(); last + 1],
        loaded: vec![Set::new(); last + 1],
        busy: vec![false; last + 1],
        reads: Vec::new(),
    };
    for stage in (0..=last).rev() {
        passes.fill(nest, graph, stage);
    }
    passes.product = passes.in_place(nest).or(passes.product);
    passes.reads = (0..=last)
        .map(|stage| passes.count_reads(nest, stage))
        .collect();
    passes
}

/// The items that sinks depend on, operands first.
fn needed(nest: &Nest) -> Vec<ItemId> {
    let mut needed = Set::new();
    let mut open: Vec<ItemId> = nest.sinks.iter().map(|sink| sink.item).collect();
    while let Some(id) = open.pop() {
        if needed.insert(id)
            && let Some(item) = nest.item(id)
        {
            open.extend(&item.operands);
        }
    }
    needed.into_iter().collect()
}

/// The array of the product's own.
fn product(nest: &Nest) -> Option<Target> {
    let node = nest.product?;
    let own = nest.sinks.iter().find(|sink| {
        nest.item(sink.item)
            .is_some_and(|item| matches!(item.kind, ItemKind::Product))
    });
    match own.map(|sink| &sink.kind) {
        Some(SinkKind::Store { target, .. }) => Some(*target),
        _ => Some(Target::Buffer(node)),
    }
}

impl Passes {
    /// The items inside of the loops of a pass, operands first.
    pub(crate) fn of(&self, stage: usize) -> impl Iterator<Item = ItemId> + '_ {
        self.stages.get(stage).into_iter().flatten().copied()
    }

    /// Whether a pass has nothing to do inside of its loops.
    pub(crate) fn is_empty(&self, stage: usize) -> bool {
        !self.busy.get(stage).copied().unwrap_or(false)
    }

    /// Whether a pass only loads an item: from the array that it has been stored in, or from its row.
    pub(crate) fn again(&self, id: ItemId, stage: usize, nest: &Nest) -> Option<Again> {
        let loaded = self.loaded.get(stage)?.contains(&id);
        loaded.then(|| stored(nest, id).map_or(Again::Row, Again::Array))
    }

    /// Whether an array is only written, element by element, by a nest that does little else than read and write: its
    /// stores may go past the caches. Elementary functions leave the memory time enough.
    pub(crate) fn only_writes(&self, target: Target, nest: &Nest) -> bool {
        let costly =
            |item: &Item| matches!(item.kind, ItemKind::Apply(op) if op.operation().is_costly());
        nest.product.is_none()
            // The rows of an array are then the loops' rows.
            && nest.rank() <= 2
            && !nest.items.iter().any(costly)
            && !self.loaded.iter().flatten().any(|id| stored(nest, *id) == Some(target))
    }

    /// Whether a pass writes an item to its row.
    pub(crate) fn keeps(&self, id: ItemId, stage: usize, nest: &Nest) -> bool {
        self.kept.contains(&id) && nest.item(id).is_some_and(|item| item.stage == stage)
    }

    /// How often an item is read in a pass.
    pub(crate) fn uses(&self, stage: usize, id: ItemId) -> usize {
        let reads = self.reads.get(stage).and_then(|reads| reads.get(&id));
        reads.copied().unwrap_or(0)
    }

    /// Counts how often each item is read in a pass.
    fn count_reads(&self, nest: &Nest, stage: usize) -> Map<ItemId, usize> {
        let computed = self
            .of(stage)
            .filter(|id| self.again(*id, stage, nest).is_none());
        let folded = self.needed.iter().copied().filter(|id| {
            nest.item(*id).is_some_and(|item| {
                matches!(item.kind, ItemKind::Reduce { .. }) && nest.stage(item) == stage
            })
        });
        let operands = computed
            .chain(folded)
            .filter_map(|id| nest.item(id))
            .flat_map(|item| item.operands.iter().copied());
        let stored = nest.sinks.iter().map(|sink| sink.item);
        let stored = stored.filter(|id| nest.item(*id).is_some_and(|item| item.stage == stage));
        let mut reads = Map::new();
        for id in operands.chain(stored) {
            reads.change(id, |count| *count += 1);
        }
        reads
    }

    /// Finds what a pass computes, once those behind it are known.
    fn fill(&mut self, nest: &Nest, graph: &Graph, stage: usize) {
        let rank = nest.rank();
        let mut open: Vec<ItemId> = Vec::new();
        for sink in &nest.sinks {
            if let SinkKind::Store { axes, target } = &sink.kind
                && axes.len() == rank
                && nest.item(sink.item).is_some_and(|item| item.stage == stage)
            {
                let product = nest
                    .item(sink.item)
                    .is_some_and(|item| matches!(item.kind, ItemKind::Product));
                if !(product && self.product == Some(*target)) {
                    open.push(sink.item);
                    self.be_busy(stage);
                }
            }
        }
        for id in self.needed.clone() {
            let Some(item) = nest.item(id) else {
                continue;
            };
            if let ItemKind::Reduce { level, .. } = &item.kind
                && *level == rank
                && nest.stage(item) == stage
            {
                open.extend(&item.operands);
                self.be_busy(stage);
            }
        }
        open.extend(
            self.kept
                .iter()
                .filter(|id| nest.item(**id).is_some_and(|item| item.stage == stage)),
        );
        while let Some(id) = open.pop() {
            let Some(item) = nest.item(id) else {
                continue;
            };
            // Values of rows stand outside.
            if item.level <= self.depth {
                continue;
            }
            let new = self
                .stages
                .get_mut(stage)
                .is_some_and(|items| items.insert(id));
            if !new {
                continue;
            }
            self.be_busy(stage);
            let load = matches!(item.kind, ItemKind::Load(_) | ItemKind::Product);
            let again = !load && item.stage < stage;
            let in_memory = stored(nest, id).is_some();
            if !again || (!in_memory && is_cheap(nest, graph, id)) {
                open.extend(&item.operands);
                continue;
            }
            if let Some(loaded) = self.loaded.get_mut(stage) {
                loaded.insert(id);
            }
            if !in_memory {
                self.kept.insert(id);
            }
        }
    }

    /// Where the product is written in place of what each of its elements becomes, after it has been read last.
    fn in_place(&self, nest: &Nest) -> Option<Target> {
        let is_product = |id: &ItemId| {
            nest.item(*id)
                .is_some_and(|item| matches!(item.kind, ItemKind::Product))
        };
        if nest.product.is_none() || nest.sinks.iter().any(|sink| is_product(&sink.item)) {
            return None;
        }
        let last = (0..=self.last)
            .rev()
            .find(|stage| self.of(*stage).any(|id| is_product(&id)));
        nest.sinks.iter().find_map(|sink| match &sink.kind {
            SinkKind::Store { target, axes }
                if axes.len() == nest.rank() && Some(nest.item(sink.item)?.stage) >= last =>
            {
                Some(*target)
            }
            _ => None,
        })
    }

    fn be_busy(&mut self, stage: usize) {
        if let Some(busy) = self.busy.get_mut(stage) {
            *busy = true;
        }
    }
}

/// The array that an item is stored in, element by element.
fn stored(nest: &Nest, id: ItemId) -> Option<Target> {
    nest.sinks.iter().find_map(|sink| match &sink.kind {
        SinkKind::Store { target, axes } if sink.item == id && axes.len() == nest.rank() => {
            Some(*target)
        }
        _ => None,
    })
}

/// Whether an item is computed again where it is needed again.
fn is_cheap(nest: &Nest, graph: &Graph, id: ItemId) -> bool {
    if nest.item(id).is_some_and(|item| item.boolean) {
        // A condition has no array to be kept in; what it compares may have one.
        return true;
    }
    let mut cost = 0;
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        let Some(item) = nest.item(id) else {
            continue;
        };
        if item.level < nest.rank() || !matches!(item.kind, ItemKind::Apply(_)) {
            continue;
        }
        cost += 1;
        if graph.node(item.node).operation().is_costly() || cost > AGAIN_LIMIT {
            return false;
        }
        open.extend(&item.operands);
    }
    true
}
