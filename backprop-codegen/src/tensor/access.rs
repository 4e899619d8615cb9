//! Views: how the elements of a sliced, transposed, padded or broadcast value lie in memory.

use crate::ir::{Attribute, Graph, NodeId};
use crate::ops::Op;
use crate::shape::{Extent, Shape, Size, Window};

/// Where the elements of a node are: in a row-major array, an index for each axis of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Access {
    /// The node whose elements the array holds.
    pub(crate) source: NodeId,
    /// The sizes of the array, which a `reshape` may have changed.
    pub(crate) sizes: Shape,
    pub(crate) indices: Vec<Index>,
    /// The axes of the view on which zeros surround what is there, each once.
    pub(crate) paddings: Vec<(usize, Padding)>,
}

/// The index on one axis of an array: `start`, plus the position on an axis of the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Index {
    pub(crate) axis: Option<usize>,
    pub(crate) start: Size,
}

/// Zeros around the `size` positions that are there, `before` of them in front.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Padding {
    pub(crate) before: Size,
    pub(crate) size: Size,
}

impl Access {
    /// All of an array, as it is.
    pub(crate) fn whole(source: NodeId, sizes: &[Size]) -> Self {
        let index = |axis| Index {
            axis: Some(axis),
            start: Size::ZERO,
        };
        Self {
            source,
            sizes: sizes.to_vec(),
            indices: (0..sizes.len()).map(index).collect(),
            paddings: Vec::new(),
        }
    }

    /// Whether the view, which has this shape, has all elements of the array, in order.
    pub(crate) fn is_whole(&self, shape: &[Size]) -> bool {
        let mut next = 0;
        let in_order = self.indices.iter().zip(&self.sizes).all(|(index, size)| {
            let plain = index.start == Size::ZERO;
            let own = index.axis.is_none_or(|axis| {
                let ordered = axis >= next && shape.get(axis) == Some(size);
                next = axis + 1;
                ordered
            });
            plain && own && (index.axis.is_some() || *size == Size::ONE)
        });
        // Other axes of the view have one position.
        let once = (0..shape.len()).all(|axis| {
            let read = self.indices.iter().any(|index| index.axis == Some(axis));
            read || shape.get(axis) == Some(&Size::ONE)
        });
        self.paddings.is_empty() && in_order && once
    }

    /// The distance in memory between neighbours on an axis of the array.
    pub(crate) fn stride(&self, position: usize) -> Extent {
        Extent::of(self.sizes.get(position + 1..).unwrap_or(&[]))
    }

    /// The same with other numbers for the axes of the view; an axis that is padded must have one.
    fn renumbered(mut self, number: impl Fn(usize) -> Option<usize>) -> Option<Self> {
        for index in &mut self.indices {
            index.axis = index.axis.and_then(&number);
        }
        for (axis, _) in &mut self.paddings {
            *axis = number(*axis)?;
        }
        Some(self)
    }

    fn is_padded(&self, axis: usize) -> bool {
        self.paddings.iter().any(|(padded, _)| *padded == axis)
    }
}

/// How the elements of `node` are read, where `available` says which nodes are in memory. None where they are not in
/// memory, or not at regular places in it.
pub(crate) fn access(
    graph: &Graph,
    available: &dyn Fn(NodeId) -> bool,
    node: NodeId,
) -> Option<Access> {
    let viewed = graph.node(node);
    if available(node) {
        return Some(Access::whole(node, &viewed.shape));
    }
    if !viewed.operation().moves_elements() {
        return None;
    }
    let operand = *viewed.operands.first()?;
    let inner = access(graph, available, operand)?;
    let (shape, own) = (&graph.node(operand).shape, &viewed.shape);
    match (viewed.op, viewed.attribute) {
        (Op::InsertAxis, Attribute::Integer(inserted)) => {
            let inserted = usize::try_from(inserted).ok()?;
            inner.renumbered(|axis| Some(axis + usize::from(axis >= inserted)))
        }
        (Op::RemoveAxis, Attribute::Integer(removed)) => {
            let removed = usize::try_from(removed).ok()?;
            inner.renumbered(|axis| (axis != removed).then(|| axis - usize::from(axis > removed)))
        }
        (Op::Transpose, _) => {
            let last = own.len().checked_sub(1)?;
            inner.renumbered(|axis| last.checked_sub(axis))
        }
        (Op::Broadcast, _) => {
            let missing = own.len().checked_sub(shape.len())?;
            inner.renumbered(|axis| {
                let kept = shape.get(axis) == own.get(axis + missing);
                kept.then_some(axis + missing)
            })
        }
        (Op::Slice, Attribute::Window(window)) => sliced(inner, window),
        (Op::Pad, Attribute::Window(window)) => {
            let padding = Padding {
                before: window.start,
                size: *shape.get(window.axis)?,
            };
            let mut padded = inner;
            let once = !padded.is_padded(window.axis);
            padded.paddings.push((window.axis, padding));
            once.then_some(padded)
        }
        (Op::Reshape, _) => inner
            .is_whole(shape)
            .then(|| Access::whole(inner.source, own)),
        _ => None,
    }
}

fn sliced(mut inner: Access, window: Window) -> Option<Access> {
    if inner.is_padded(window.axis) {
        return None;
    }
    for index in &mut inner.indices {
        if index.axis == Some(window.axis) {
            index.start = index.start.plus_size(window.start)?;
        }
    }
    Some(inner)
}
