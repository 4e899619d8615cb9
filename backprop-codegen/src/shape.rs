//! Shapes: lists of sizes that are literal, or named with an offset, and the shape of what an operation gives.

use crate::ir::Attribute;
use crate::ops::{Op, ShapeRule};
use crate::sorted::Map;

/// How many elements a tensor may have: more bytes than an array can have belong to more.
pub(crate) const ELEMENT_LIMIT: usize = usize::MAX >> 4;

/// A named size of a graph: a position in its list of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct DimId(pub(crate) usize);

/// One size of a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Size {
    Literal(usize),
    /// The size of a name, plus an offset that may be negative.
    Named {
        dim: DimId,
        offset: i64,
    },
}

impl Size {
    pub(crate) const ONE: Self = Self::Literal(1);
    pub(crate) const ZERO: Self = Self::Literal(0);

    /// The size plus `change`, if it is one.
    pub(crate) fn plus(self, change: i64) -> Option<Self> {
        match self {
            Self::Literal(size) => {
                let size = i64::try_from(size).ok()?.checked_add(change)?;
                usize::try_from(size).ok().map(Self::Literal)
            }
            Self::Named { dim, offset } => Some(Self::Named {
                dim,
                offset: offset.checked_add(change)?,
            }),
        }
    }

    /// The sum of two sizes, if it is one: at most one of them has a name.
    pub(crate) fn plus_size(self, other: Self) -> Option<Self> {
        match (self, other) {
            (size, Self::Literal(change)) | (Self::Literal(change), size) => {
                size.plus(i64::try_from(change).ok()?)
            }
            _ => None,
        }
    }

    /// The difference of two sizes, if it is known: both are literal, or of one name.
    pub(crate) fn minus(self, other: Self) -> Option<i64> {
        match (self, other) {
            (Self::Literal(one), Self::Literal(other)) => i64::try_from(one)
                .ok()?
                .checked_sub(i64::try_from(other).ok()?),
            (
                Self::Named { dim, offset },
                Self::Named {
                    dim: other,
                    offset: back,
                },
            ) if dim == other => offset.checked_sub(back),
            _ => None,
        }
    }
}

/// The sizes of a node, outermost first; a scalar has none.
pub(crate) type Shape = Vec<Size>;

/// A set of axes; axis 31 is the last that can be in one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Axes(u32);

impl Axes {
    pub(crate) const LIMIT: usize = 31;

    pub(crate) fn one(axis: usize) -> Self {
        Self::default().with(axis)
    }

    /// All axes of a value of this rank.
    pub(crate) fn all(rank: usize) -> Self {
        (0..rank).fold(Self::default(), Self::with)
    }

    pub(crate) fn with(self, axis: usize) -> Self {
        let bit = u32::try_from(axis)
            .ok()
            .and_then(|axis| 1_u32.checked_shl(axis));
        Self(self.0 | bit.unwrap_or(0))
    }

    pub(crate) fn contains(self, axis: usize) -> bool {
        let axis = u32::try_from(axis).ok();
        axis.and_then(|axis| self.0.checked_shr(axis)).unwrap_or(0) & 1 == 1
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The axes, from the outermost.
    pub(crate) fn iter(self) -> impl DoubleEndedIterator<Item = usize> {
        (0..=Self::LIMIT).filter(move |axis| self.contains(*axis))
    }
}

/// A part of an axis: `size` positions from `start` on. A slice gives this part alone; a padding has its operand at
/// `start` and zeros around it, and is `size` long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Window {
    pub(crate) axis: usize,
    pub(crate) start: Size,
    pub(crate) size: Size,
}

/// A shape that is the attribute of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ShapeId(usize);

/// The shapes that are attributes in one graph, each once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shapes {
    shapes: Vec<Shape>,
    ids: Map<Shape, ShapeId>,
}

impl Shapes {
    pub(crate) fn id(&mut self, shape: &[Size]) -> ShapeId {
        if let Some(id) = self.ids.get(shape) {
            return *id;
        }
        let id = ShapeId(self.shapes.len());
        self.shapes.push(shape.to_vec());
        self.ids.insert(shape.to_vec(), id);
        id
    }

    pub(crate) fn get(&self, id: ShapeId) -> &[Size] {
        self.shapes.get(id.0).map_or(&[], Vec::as_slice)
    }
}

/// The shape that two sizes broadcast to, if they fit: equal, or one of them the literal 1.
pub(crate) fn broadcast_size(left: Size, right: Size) -> Option<Size> {
    match (left, right) {
        _ if left == right => Some(left),
        (Size::ONE, other) | (other, Size::ONE) => Some(other),
        _ => None,
    }
}

/// The shape that two shapes broadcast to, aligned from the last axis; where two sizes do not fit, the first is
/// taken: `infer` has reported it.
pub(crate) fn broadcast(left: &[Size], right: &[Size]) -> Shape {
    let rank = left.len().max(right.len());
    (0..rank)
        .map(
            |axis| match (aligned(left, rank, axis), aligned(right, rank, axis)) {
                (Some(left), Some(right)) => broadcast_size(left, right).unwrap_or(left),
                (Some(size), None) | (None, Some(size)) => size,
                (None, None) => Size::ONE,
            },
        )
        .collect()
}

/// The size that stands on `axis` of a shape of `rank` axes that `shape` is broadcast to.
pub(crate) fn aligned(shape: &[Size], rank: usize, axis: usize) -> Option<Size> {
    let missing = rank.checked_sub(shape.len())?;
    shape.get(axis.checked_sub(missing)?).copied()
}

/// A product of sizes: how many elements a shape has, or a stride. The literal factor ends at the largest number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Extent {
    pub(crate) literal: usize,
    /// The named factors, sorted.
    pub(crate) named: Vec<Size>,
}

impl Extent {
    pub(crate) const ONE: Self = Self {
        literal: 1,
        named: Vec::new(),
    };

    pub(crate) fn of(shape: &[Size]) -> Self {
        let mut extent = Self::ONE;
        for size in shape {
            match size {
                Size::Literal(size) => extent.literal = extent.literal.saturating_mul(*size),
                Size::Named { .. } => extent.named.push(*size),
            }
        }
        extent.named.sort_unstable();
        extent
    }

    pub(crate) fn times(&self, other: &Self) -> Self {
        let mut named: Vec<Size> = self.named.iter().chain(&other.named).copied().collect();
        named.sort_unstable();
        Self {
            literal: self.literal.saturating_mul(other.literal),
            named,
        }
    }

    pub(crate) fn is_one(&self) -> bool {
        *self == Self::ONE
    }

    /// The number, where no name has a part in it.
    pub(crate) fn known(&self) -> Option<usize> {
        self.named.is_empty().then_some(self.literal)
    }
}

/// The shape of a result. Operands that do not fit have been reported by `infer`.
pub(crate) fn of(op: Op, attribute: Attribute, operands: &[&[Size]], shapes: &Shapes) -> Shape {
    let first = operands.first().copied().unwrap_or(&[]);
    match (op.operation().shape, attribute) {
        (ShapeRule::Broadcast, _) => operands
            .iter()
            .fold(Shape::new(), |shape, operand| broadcast(&shape, operand)),
        (ShapeRule::Reduced, Attribute::Axes(axes)) => first
            .iter()
            .enumerate()
            .filter(|(axis, _)| !axes.contains(*axis))
            .map(|(_, size)| *size)
            .collect(),
        (ShapeRule::WithoutLast, _) => first
            .split_last()
            .map_or(&[][..], |(_, rest)| rest)
            .to_vec(),
        (ShapeRule::Product, _) => {
            let rows = first.first();
            let columns = operands.get(1).and_then(|right| right.get(1));
            rows.into_iter().chain(columns).copied().collect()
        }
        (ShapeRule::Reversed, _) => first.iter().rev().copied().collect(),
        (ShapeRule::Inserted, Attribute::Integer(axis)) => {
            let mut shape = first.to_vec();
            let axis = usize::try_from(axis).unwrap_or(0).min(shape.len());
            shape.insert(axis, Size::ONE);
            shape
        }
        (ShapeRule::Removed, Attribute::Integer(removed)) => first
            .iter()
            .enumerate()
            .filter(|(axis, _)| usize::try_from(removed) != Ok(*axis))
            .map(|(_, size)| *size)
            .collect(),
        (ShapeRule::Given, Attribute::Shape(id)) => shapes.get(id).to_vec(),
        (ShapeRule::Windowed, Attribute::Window(window)) => {
            let mut shape = first.to_vec();
            if let Some(size) = shape.get_mut(window.axis) {
                *size = window.size;
            }
            shape
        }
        (ShapeRule::Scalar, _) => Shape::new(),
        // The operand's own shape, also where an attribute is missing.
        _ => first.to_vec(),
    }
}
