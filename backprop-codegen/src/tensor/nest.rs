//! A loop nest: its axes, what each element takes, and where results go.

use super::access::{Access, Padding};
use crate::ir::{Graph, NodeId};
use crate::ops::Op;
use crate::shape::{Extent, Size};

/// A position in [`Nest::items`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ItemId(pub(crate) usize);

/// A loop nest over an index space.
#[derive(Clone, Debug)]
pub(crate) struct Nest {
    /// How long each axis is, outermost first; neighbours in memory have been merged.
    pub(crate) axes: Vec<Extent>,
    /// How many of the innermost axes are run through in several passes.
    pub(crate) inner: usize,
    /// The matrix product whose rows are computed first.
    pub(crate) product: Option<NodeId>,
    /// What is computed, operands first.
    pub(crate) items: Vec<Item>,
    pub(crate) sinks: Vec<Sink>,
}

/// A value at each position of some of the first axes of a nest.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) node: NodeId,
    pub(crate) kind: ItemKind,
    pub(crate) operands: Vec<ItemId>,
    /// It depends on this many of the first axes at most.
    pub(crate) level: usize,
    /// In which pass over the inner axes it can be computed first.
    pub(crate) stage: usize,
    pub(crate) boolean: bool,
}

impl Item {
    /// What stands for an item that does not exist.
    pub(crate) const NOTHING: Self = Self {
        node: NodeId::FIRST,
        kind: ItemKind::Number,
        operands: Vec::new(),
        level: 0,
        stage: 0,
        boolean: false,
    };
}

#[derive(Clone, Debug)]
pub(crate) enum ItemKind {
    Load(Strided),
    /// A number that is known before the nest runs.
    Number,
    Apply(Op),
    /// A reduction over these axes of the nest, of what stands at `level` of them.
    Reduce {
        fold: Fold,
        axes: Vec<usize>,
        level: usize,
    },
    /// An element of the matrix product.
    Product,
}

/// How a reduction combines two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fold {
    Sum,
    Product,
    Max,
    Min,
}

impl Fold {
    pub(crate) fn of(op: Op) -> Self {
        match op {
            Op::Product => Self::Product,
            Op::MaxAll => Self::Max,
            Op::MinAll => Self::Min,
            _ => Self::Sum,
        }
    }

    /// The name of the variant, and of the accumulator.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sum => "Sum",
            Self::Product => "Product",
            Self::Max => "Max",
            Self::Min => "Min",
        }
    }
}

/// What becomes of an item.
#[derive(Clone, Debug)]
pub(crate) struct Sink {
    pub(crate) item: ItemId,
    pub(crate) kind: SinkKind,
}

#[derive(Clone, Debug)]
pub(crate) enum SinkKind {
    /// Each value is written to an array over these axes of the nest.
    Store { target: Target, axes: Vec<usize> },
    /// A reduction to one number.
    Scalar,
    /// A reduction to an array over these axes of the nest, which are not the first ones.
    Array { target: Target, axes: Vec<usize> },
}

/// An array that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Target {
    /// A result of the program, by position.
    Result(usize),
    /// A buffer of the graph.
    Buffer(NodeId),
}

/// Where the element for a position of a nest is in memory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Strided {
    pub(crate) source: NodeId,
    /// Where the first is: positions on axes of the array, times their strides.
    pub(crate) offset: Vec<(Size, Extent)>,
    /// Axes of the nest, and how far apart neighbours on them are.
    pub(crate) steps: Vec<(usize, Extent)>,
    /// Axes of the nest on which zeros surround what is there.
    pub(crate) paddings: Vec<(usize, Padding)>,
}

impl Strided {
    /// An access, where `axes` gives for each axis of the view that of the nest.
    pub(crate) fn new(access: &Access, axes: &[Option<usize>]) -> Self {
        let mut strided = Self {
            source: access.source,
            offset: Vec::new(),
            steps: Vec::new(),
            paddings: Vec::new(),
        };
        for (position, index) in access.indices.iter().enumerate() {
            let stride = access.stride(position);
            if index.start != Size::ZERO {
                strided.offset.push((index.start, stride.clone()));
            }
            let axis = index
                .axis
                .and_then(|axis| axes.get(axis).copied().flatten());
            if let Some(axis) = axis {
                strided.steps.push((axis, stride));
            }
        }
        for (axis, padding) in &access.paddings {
            let axis = axes.get(*axis).copied().flatten();
            strided.paddings.extend(axis.map(|axis| (axis, *padding)));
        }
        strided.steps.sort_by_key(|(axis, _)| *axis);
        strided
    }

    pub(crate) fn step(&self, axis: usize) -> Option<&Extent> {
        let found = self.steps.iter().find(|(other, _)| *other == axis);
        found.map(|(_, stride)| stride)
    }

    /// How many of the first axes it depends on at most.
    pub(crate) fn level(&self) -> usize {
        let padded = self.paddings.iter().map(|(axis, _)| axis);
        let axes = self.steps.iter().map(|(axis, _)| axis).chain(padded);
        axes.map(|axis| axis + 1).max().unwrap_or(0)
    }
}

impl Nest {
    pub(crate) fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.get(id.0)
    }

    /// The nodes that it computes; what it loads is there already.
    pub(crate) fn computed(&self) -> impl Iterator<Item = NodeId> {
        let items = self.items.iter();
        items
            .filter(|item| !matches!(item.kind, ItemKind::Load(_) | ItemKind::Number))
            .map(|item| item.node)
    }

    /// How many arithmetic operations one element takes, elementary functions counted as several, but without those
    /// of a matrix product.
    pub(crate) fn work(&self) -> usize {
        let items = self.items.iter();
        items
            .map(|item| match item.kind {
                ItemKind::Apply(op) if op.operation().is_costly() => 10,
                ItemKind::Apply(_) | ItemKind::Load(_) | ItemKind::Reduce { .. } => 1,
                ItemKind::Number | ItemKind::Product => 0,
            })
            .sum()
    }

    /// The inner size of its matrix product.
    pub(crate) fn inner_size(&self, graph: &Graph) -> Option<Size> {
        let factor = graph.node(self.product?).operands.first();
        let shape = factor.map(|factor| &graph.node(*factor).shape);
        shape.and_then(|shape| shape.get(1).copied())
    }

    /// The pass in which an item is first known, or folded.
    pub(crate) fn stage(&self, item: &Item) -> usize {
        match (&item.kind, item.operands.first()) {
            (ItemKind::Reduce { .. }, Some(operand)) => {
                self.item(*operand).map_or(0, |operand| operand.stage)
            }
            _ => item.stage,
        }
    }

    /// The pass in which a sink takes its item.
    pub(crate) fn sink_stage(&self, sink: &Sink) -> usize {
        self.item(sink.item).map_or(0, |item| self.stage(item))
    }

    /// How many of the innermost axes a reduction is over: they are folded in an accumulator.
    pub(crate) fn accumulated(&self, id: ItemId) -> usize {
        let rank = self.rank();
        match self.item(id).map(|item| &item.kind) {
            Some(ItemKind::Reduce { axes, level, .. }) if *level == rank => (0..rank)
                .rev()
                .take_while(|axis| axes.contains(axis))
                .count(),
            _ => 0,
        }
    }

    /// How many axes it has.
    pub(crate) fn rank(&self) -> usize {
        self.axes.len()
    }
}
