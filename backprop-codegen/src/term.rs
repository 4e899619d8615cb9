//! Writing expressions into a graph: derivatives and expansions are Rust arithmetic over [`Term`]s.

use std::cell::{Cell, RefCell};
use std::ops::{Add, Div, Mul, Neg, Sub};

use crate::constant::Constant;
use crate::ir::{Attribute, Graph, NodeId, Role};
use crate::ops::Op;
use crate::shape::{self, Axes, Extent, Shape, Size, Window};
use crate::simplify::rewrite;

/// A graph that grows while terms over it are written.
#[derive(Debug)]
pub(crate) struct Builder {
    graph: RefCell<Graph>,
    mode: Mode,
    /// What new nodes are for.
    role: Cell<Option<Role>>,
}

/// Which new nodes are simplified on the way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    None,
    Conditions,
    /// All, and no operation is written out in terms of others.
    Short,
    All,
}

impl Builder {
    fn new(graph: Graph, mode: Mode) -> Self {
        Self {
            graph: RefCell::new(graph),
            mode,
            role: Cell::new(None),
        }
    }

    /// Interns nodes as they are written.
    pub(crate) fn plain(graph: Graph) -> Self {
        Self::new(graph, Mode::None)
    }

    /// Interns nodes as they are written, and simplifies conditions.
    pub(crate) fn rewriting_conditions(graph: Graph) -> Self {
        Self::new(graph, Mode::Conditions)
    }

    /// Simplifies nodes as they are written.
    pub(crate) fn rewriting(graph: Graph) -> Self {
        Self::new(graph, Mode::All)
    }

    /// Simplifies nodes as they are written, and writes none out in terms of others: for people.
    pub(crate) fn shortening(graph: Graph) -> Self {
        Self::new(graph, Mode::Short)
    }

    /// Whether operations are written out in terms of others.
    pub(crate) fn expands(&self) -> bool {
        self.mode == Mode::All
    }

    /// Whether what is written is for people, who know a rule by its form.
    pub(crate) fn shortens(&self) -> bool {
        self.mode == Mode::Short
    }

    /// Whether what is written is part of an adjoint alone.
    pub(crate) fn writes_adjoints(&self) -> bool {
        matches!(self.role.get(), Some(Role::Through(_) | Role::Sum(_)))
    }

    pub(crate) fn finish(self) -> Graph {
        self.graph.into_inner()
    }

    pub(crate) fn term(&self, id: NodeId) -> Term<'_> {
        Term { builder: self, id }
    }

    pub(crate) fn apply(&self, op: Op, attribute: Attribute, operands: &[NodeId]) -> Term<'_> {
        let id = match self.mode {
            Mode::Short | Mode::All => rewrite::node(self, op, attribute, operands),
            Mode::Conditions if matches!(op, Op::And | Op::Or | Op::Not) => {
                rewrite::condition(self, op, operands)
            }
            Mode::None | Mode::Conditions => self.intern(op, attribute, operands),
        };
        self.term(id)
    }

    /// A node as it is, not simplified.
    pub(crate) fn intern(&self, op: Op, attribute: Attribute, operands: &[NodeId]) -> NodeId {
        self.write(|graph| {
            let id = graph.intern(op, attribute, operands);
            graph.cast(id, self.role.get());
            id
        })
    }

    /// Says what the nodes are for that are written from now on.
    pub(crate) fn play(&self, role: Option<Role>) {
        self.role.set(role);
    }

    /// An input or a cotangent.
    pub(crate) fn leaf(&self, op: Op, index: usize, shape: &[Size]) -> Term<'_> {
        let id = self.write(|graph| graph.leaf(op, index, shape));
        self.term(id)
    }

    pub(crate) fn constant(&self, constant: Constant) -> Term<'_> {
        let id = self.graph.borrow_mut().constant(constant);
        self.term(id)
    }

    /// The number of elements of a shape, as a number.
    pub(crate) fn count(&self, sizes: &[Size]) -> Term<'_> {
        if let Some(literal) = Extent::of(sizes).known() {
            #[expect(clippy::cast_precision_loss, reason = "larger arrays do not exist")]
            let literal = literal as f64;
            return self.constant(literal.into());
        }
        let mut sizes = sizes.to_vec();
        sizes.sort_unstable();
        let id = self.write(|graph| graph.shape_id(&sizes));
        self.apply(Op::Count, Attribute::Shape(id), &[])
    }

    pub(crate) fn read<T>(&self, read: impl FnOnce(&Graph) -> T) -> T {
        read(&self.graph.borrow())
    }

    pub(crate) fn write<T>(&self, write: impl FnOnce(&mut Graph) -> T) -> T {
        write(&mut self.graph.borrow_mut())
    }
}

/// A node of the graph that is being written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Term<'b> {
    pub(crate) builder: &'b Builder,
    pub(crate) id: NodeId,
}

impl<'b> Term<'b> {
    pub(crate) fn number(self, value: f64) -> Self {
        self.builder.constant(Constant::from(value))
    }

    pub(crate) fn apply(self, op: Op) -> Self {
        self.builder.apply(op, Attribute::None, &[self.id])
    }

    pub(crate) fn with(self, op: Op, other: Term<'b>) -> Self {
        self.builder
            .apply(op, Attribute::None, &[self.id, other.id])
    }

    pub(crate) fn shape(self) -> Shape {
        self.builder.read(|graph| graph.node(self.id).shape.clone())
    }

    fn attributed(self, op: Op, attribute: Attribute) -> Self {
        self.builder.apply(op, attribute, &[self.id])
    }

    /// The sum over `axes`, which are removed.
    pub(crate) fn sum(self, axes: Axes) -> Self {
        self.attributed(Op::Sum, Attribute::Axes(axes))
    }

    /// The product of all others along `axes`, for each element.
    pub(crate) fn exclusive(self, axes: Axes) -> Self {
        self.attributed(Op::Exclusive, Attribute::Axes(axes))
    }

    /// The number of elements along `axes`.
    pub(crate) fn count(self, axes: Axes) -> Self {
        let shape = self.shape();
        let sizes: Shape = axes
            .iter()
            .filter_map(|axis| shape.get(axis).copied())
            .collect();
        self.builder.count(&sizes)
    }

    /// What a reduction of `like` over `axes` has given, for each of its elements.
    pub(crate) fn over(self, like: Term<'b>, axes: Axes) -> Self {
        let shape = like.shape();
        let mut kept = self;
        // Axes in front of all that are kept come by broadcasting.
        let first = (0..shape.len()).find(|axis| !axes.contains(*axis));
        for axis in axes
            .iter()
            .filter(|axis| Some(*axis) > first && first.is_some())
        {
            let behind = axes.iter().filter(|other| Some(*other) < first).count();
            kept = kept.at_axis(Op::InsertAxis, axis_number(axis - behind));
        }
        kept.broadcast(&shape)
    }

    /// The value at each position of a larger shape.
    pub(crate) fn broadcast(self, shape: &[Size]) -> Self {
        if self.shape() == shape {
            return self;
        }
        let id = self.builder.write(|graph| graph.shape_id(shape));
        self.attributed(Op::Broadcast, Attribute::Shape(id))
    }

    pub(crate) fn reshape(self, shape: &[Size]) -> Self {
        let id = self.builder.write(|graph| graph.shape_id(shape));
        self.attributed(Op::Reshape, Attribute::Shape(id))
    }

    /// With an axis of size 1 more or less.
    pub(crate) fn at_axis(self, op: Op, axis: i32) -> Self {
        self.attributed(op, Attribute::Integer(axis))
    }

    pub(crate) fn last_axis(self) -> Axes {
        self.shape()
            .len()
            .checked_sub(1)
            .map_or_else(Axes::default, Axes::one)
    }

    pub(crate) fn with_last_axis(self) -> Self {
        let rank = self.shape().len();
        self.at_axis(Op::InsertAxis, axis_number(rank))
    }

    pub(crate) fn without_last_axis(self) -> Self {
        let rank = self.shape().len();
        self.at_axis(Op::RemoveAxis, axis_number(rank.saturating_sub(1)))
    }

    /// The adjoint of a slice of `whole`: zeros around it.
    pub(crate) fn pad_like(self, whole: Term<'b>, slice: Attribute) -> Self {
        self.windowed(Op::Pad, whole, slice)
    }

    /// The adjoint of a padding of `part`.
    pub(crate) fn slice_like(self, part: Term<'b>, padding: Attribute) -> Self {
        self.windowed(Op::Slice, part, padding)
    }

    /// The window of `attribute`, which gives the axis the size that it has in `like`.
    fn windowed(self, op: Op, like: Term<'b>, attribute: Attribute) -> Self {
        let Attribute::Window(window) = attribute else {
            return self;
        };
        let size = like
            .shape()
            .get(window.axis)
            .copied()
            .unwrap_or(window.size);
        self.attributed(op, Attribute::Window(Window { size, ..window }))
    }

    /// The largest element along the last axis, which stays with size 1; 0 where that is not finite. It is a
    /// constant: what is shifted by it does not depend on it.
    pub(crate) fn shift(self) -> Self {
        let largest = self
            .attributed(Op::MaxAll, Attribute::Axes(self.last_axis()))
            .with_last_axis();
        let finite = largest
            .apply(Op::Abs)
            .with(Op::Less, self.number(f64::INFINITY));
        largest.or_zero(finite)
    }

    /// The sum over all positions that `self` has been broadcast to from `shape`.
    pub(crate) fn sum_to(self, shape: &[Size]) -> Self {
        self.reduce_to(Op::Sum, shape)
    }

    /// A reduction over all positions that `self` has been broadcast to from `shape`.
    pub(crate) fn reduce_to(self, op: Op, shape: &[Size]) -> Self {
        let full = self.shape();
        let missing = full.len().saturating_sub(shape.len());
        let mut axes = Axes::all(missing);
        let mut kept = Vec::new();
        for (axis, (size, wanted)) in full.iter().skip(missing).zip(shape).enumerate() {
            if size != wanted {
                axes = axes.with(axis + missing);
                kept.push(axis);
            }
        }
        if axes.is_empty() {
            return self;
        }
        // From the outermost on, so that each number is that of the result.
        let reduced = self.attributed(op, Attribute::Axes(axes));
        kept.into_iter().fold(reduced, |reduced, axis| {
            reduced.at_axis(Op::InsertAxis, axis_number(axis))
        })
    }

    /// The largest number among those that stand where one position of `own` is broadcast to in `full`.
    pub(crate) fn largest_within(self, full: &[Size], own: &[Size]) -> Self {
        let (shape, rank) = (self.shape(), full.len());
        let missing = rank.saturating_sub(shape.len());
        let target: Shape = shape
            .iter()
            .enumerate()
            .map(|(axis, size)| (axis + missing, *size))
            .filter(|(axis, _)| axis + own.len() >= rank)
            .map(|(axis, size)| {
                let kept = shape::aligned(own, rank, axis) == full.get(axis).copied();
                if kept { size } else { Size::ONE }
            })
            .collect();
        self.reduce_to(Op::MaxAll, &target)
    }

    /// The value without leading axes that `own` has not, if it is the same at all positions that `own` is broadcast
    /// to in `full`.
    pub(crate) fn narrowed(self, full: &[Size], own: &[Size]) -> Option<Self> {
        let shape = self.shape();
        let rank = full.len();
        let same = (0..rank).all(|axis| {
            let kept = shape::aligned(own, rank, axis) == full.get(axis).copied();
            kept || shape::aligned(&shape, rank, axis).is_none_or(|size| size == Size::ONE)
        });
        let surplus = shape.len().saturating_sub(own.len());
        same.then(|| (0..surplus).fold(self, |narrowed, _| narrowed.at_axis(Op::RemoveAxis, 0)))
    }

    pub(crate) fn powi(self, exponent: i32) -> Self {
        self.builder
            .apply(Op::Powi, Attribute::Integer(exponent), &[self.id])
    }

    pub(crate) fn is_zero(self) -> Self {
        self.with(Op::Equal, self.number(0.0))
    }

    pub(crate) fn not_positive(self) -> Self {
        self.with(Op::LessEqual, self.number(0.0))
    }

    /// `if self { then } else { otherwise }`; `self` is a condition.
    pub(crate) fn select(self, then: Term<'b>, otherwise: Term<'b>) -> Self {
        self.builder.apply(
            Op::Select,
            Attribute::None,
            &[self.id, then.id, otherwise.id],
        )
    }

    pub(crate) fn or_zero(self, condition: Term<'b>) -> Self {
        condition.select(self, self.number(0.0))
    }

    /// `if condition { 0 } else { self }`
    pub(crate) fn unless(self, condition: Term<'b>) -> Self {
        condition.select(self.number(0.0), self)
    }
}

macro_rules! arithmetic {
    ($($method:ident $trait:ident $op:ident),*) => {$(
        impl<'b> $trait for Term<'b> {
            type Output = Term<'b>;

            fn $method(self, other: Term<'b>) -> Term<'b> {
                self.with(Op::$op, other)
            }
        }

        impl<'b> $trait<f64> for Term<'b> {
            type Output = Term<'b>;

            fn $method(self, other: f64) -> Term<'b> {
                self.with(Op::$op, self.number(other))
            }
        }

        impl<'b> $trait<Term<'b>> for f64 {
            type Output = Term<'b>;

            fn $method(self, other: Term<'b>) -> Term<'b> {
                other.number(self).with(Op::$op, other)
            }
        }
    )*};
}

arithmetic!(add Add Add, sub Sub Sub, mul Mul Mul, div Div Div);

impl<'b> Neg for Term<'b> {
    type Output = Term<'b>;

    fn neg(self) -> Term<'b> {
        self.apply(Op::Neg)
    }
}

/// An axis as the attribute of a node.
fn axis_number(axis: usize) -> i32 {
    i32::try_from(axis).unwrap_or(i32::MAX)
}
