//! Groups to loop nests: each operand becomes a value of the same nest, a number from outside, or a load.

use super::group::{Core, Group, GroupId, Groups};
use super::merge::merge;
use super::nest::{Fold, Item, ItemId, ItemKind, Nest, Sink, SinkKind, Strided, Target};
use super::plan::target;
use crate::ir::NodeId;
use crate::ops::Op;
use crate::shape::Extent;
use crate::sorted::Map;

/// Writes a group as a loop nest.
pub(crate) fn lower(groups: &Groups<'_>, id: GroupId, group: &Group) -> Nest {
    let mut lowering = Lowering {
        groups,
        id,
        rank: group.space.len(),
        inner: group.inner.unwrap_or(0),
        items: Vec::new(),
        known: Map::new(),
        sinks: Vec::new(),
    };
    for member in &group.members {
        lowering.member(*member);
    }
    for position in &group.copies {
        lowering.copy(*position);
    }
    merge(Nest {
        axes: group
            .space
            .iter()
            .map(|size| Extent::of(std::slice::from_ref(size)))
            .collect(),
        inner: lowering.inner,
        product: group.product,
        items: lowering.items,
        sinks: lowering.sinks,
    })
}

struct Lowering<'g> {
    groups: &'g Groups<'g>,
    id: GroupId,
    rank: usize,
    inner: usize,
    items: Vec<Item>,
    known: Map<(NodeId, Vec<Option<usize>>), ItemId>,
    sinks: Vec<Sink>,
}

impl Lowering<'_> {
    fn push(&mut self, key: (NodeId, Vec<Option<usize>>), item: Item) -> ItemId {
        let id = ItemId(self.items.len());
        self.items.push(item);
        self.known.insert(key, id);
        id
    }

    /// A node that the nest computes, and where its value goes.
    fn member(&mut self, node: NodeId) {
        let map = self.groups.map_of(node);
        let item = self.computed(node, &map);
        let graph = self.groups.graph();
        let axes: Vec<usize> = map.iter().flatten().copied().collect();
        let reduces = self.groups.reduced(node).is_some();
        if graph.node(node).shape.is_empty() && reduces {
            self.sinks.push(Sink {
                item,
                kind: SinkKind::Scalar,
            });
            return;
        }
        if !self.groups.is_stored(node) {
            return;
        }
        let target = target(self.groups, node);
        let first = (0..axes.len()).eq(axes.iter().copied());
        let kind = if reduces && !(first && self.is_suffix(node)) {
            SinkKind::Array { target, axes }
        } else {
            SinkKind::Store { target, axes }
        };
        self.sinks.push(Sink { item, kind });
    }

    /// Whether a reduction is over the innermost axes.
    fn is_suffix(&self, node: NodeId) -> bool {
        self.groups.reduced(node).is_some_and(|axes| {
            let first = self.rank.saturating_sub(axes.len());
            (first..self.rank).all(|axis| axes.contains(&axis))
        })
    }

    /// A result that is there already.
    fn copy(&mut self, position: usize) {
        let Some(result) = self.groups.program.results.get(position) else {
            return;
        };
        let core = self.groups.core(*result);
        // It has the first axes of the nest, or all of them.
        let rank = self.groups.graph().node(*result).rank();
        let axes: Vec<Option<usize>> = (0..rank).map(Some).collect();
        let item = self.operand(&core, &axes);
        self.sinks.push(Sink {
            item,
            kind: SinkKind::Store {
                target: Target::Result(position),
                axes: (0..rank).collect(),
            },
        });
    }

    /// A computed node at the positions of `map`.
    fn computed(&mut self, node: NodeId, map: &[Option<usize>]) -> ItemId {
        let key = (node, map.to_vec());
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let graph = self.groups.graph();
        let computed = graph.node(node);
        if computed.op == Op::Dot {
            let item = Item {
                node,
                kind: ItemKind::Product,
                operands: Vec::new(),
                level: self.rank,
                stage: 0,
                boolean: false,
            };
            return self.push(key, item);
        }
        if self.groups.is_copied(node) {
            let behind = self.groups.behind(node);
            let item = if behind.node == node {
                self.load_view(node, map)
            } else {
                self.operand(&behind, map)
            };
            self.known.insert(key, item);
            return item;
        }
        if let Some(reduced) = self.groups.reduced(node) {
            return self.reduction(key, &reduced);
        }
        let operands: Vec<ItemId> = computed
            .operands
            .iter()
            .map(|operand| {
                let core = self.groups.aligned(*operand, &computed.shape);
                self.operand(&core, map)
            })
            .collect();
        let parts = operands
            .iter()
            .filter_map(|operand| self.items.get(operand.0));
        let (level, stage) = parts.fold((0, 0), |(level, stage), part| {
            (part.level.max(level), part.stage.max(stage))
        });
        let item = Item {
            node,
            kind: ItemKind::Apply(computed.op),
            operands,
            level,
            stage,
            boolean: computed.boolean,
        };
        self.push(key, item)
    }

    fn reduction(&mut self, key: (NodeId, Vec<Option<usize>>), reduced: &[usize]) -> ItemId {
        let graph = self.groups.graph();
        let node = graph.node(key.0);
        let operand = node.operands.first().copied().unwrap_or(key.0);
        let core = self.groups.core(operand);
        let map = self.groups.runs_over(key.0);
        let item = self.operand(&core, &map);
        let stage = self.items.get(item.0).map_or(0, |item| item.stage);
        // All axes of the nest, or the first ones of a value that has fewer.
        let level = map.iter().flatten().count();
        let kept = level.saturating_sub(reduced.len());
        let again = self.inner == reduced.len() && level == self.rank;
        let item = Item {
            node: key.0,
            kind: ItemKind::Reduce {
                fold: Fold::of(node.op),
                axes: reduced.to_vec(),
                level,
            },
            operands: vec![item],
            level: kept,
            stage: stage + usize::from(again),
            boolean: false,
        };
        self.push(key, item)
    }

    /// An operand, where `map` gives for each axis of its reader that of the nest.
    fn operand(&mut self, core: &Core, map: &[Option<usize>]) -> ItemId {
        let axes: Vec<Option<usize>> = core
            .axes
            .iter()
            .map(|axis| map.get((*axis)?).copied().flatten())
            .collect();
        let graph = self.groups.graph();
        let node = graph.node(core.node);
        if node.shape.is_empty() {
            let key = (core.node, Vec::new());
            if let Some(known) = self.known.get(&key) {
                return *known;
            }
            // A condition over numbers is a number, too.
            let item = Item {
                node: core.node,
                kind: ItemKind::Number,
                operands: Vec::new(),
                level: 0,
                stage: 0,
                boolean: node.boolean,
            };
            return self.push(key, item);
        }
        let here = self.groups.group_of(core.node) == Some(self.id);
        if self.groups.is_computed(core.node) && (here || self.groups.is_again(core.node)) {
            return self.computed(core.node, &axes);
        }
        self.load(core.node, &axes)
    }

    fn load(&mut self, node: NodeId, axes: &[Option<usize>]) -> ItemId {
        let key = (node, axes.to_vec());
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let Some(access) = self.groups.access(node) else {
            return self.push(key, number(node));
        };
        let strided = Strided::new(&access, axes);
        self.push_load(key, strided)
    }

    /// A copied view, which is read by its own access.
    fn load_view(&mut self, node: NodeId, map: &[Option<usize>]) -> ItemId {
        let key = (node, map.to_vec());
        match self.groups.access_behind(node) {
            Some(access) => {
                let strided = Strided::new(&access, map);
                self.push_load(key, strided)
            }
            None => self.push(key, number(node)),
        }
    }

    fn push_load(&mut self, key: (NodeId, Vec<Option<usize>>), strided: Strided) -> ItemId {
        let item = Item {
            node: key.0,
            level: strided.level(),
            kind: ItemKind::Load(strided),
            operands: Vec::new(),
            stage: 0,
            boolean: false,
        };
        self.push(key, item)
    }
}

/// What cannot be read stands as a number, which is reported where it would be printed.
fn number(node: NodeId) -> Item {
    Item {
        node,
        kind: ItemKind::Number,
        operands: Vec::new(),
        level: 0,
        stage: 0,
        boolean: false,
    }
}
