//! Positions and ranges of an axis: which part they take, and what must hold of a size for them to exist.

use super::nodes::Build;
use crate::diag::catalogue;
use crate::ir::{Attribute, NodeId};
use crate::ops::Op;
use crate::place::Place;
use crate::resolve::StepId;
use crate::shape::{Size, Window};
use crate::syntax::ast::IndexAst;

/// The part of an axis that an item takes.
enum Part {
    All,
    Window { start: Size, size: Size },
    Position { start: Size },
}

/// An axis that is sliced: the operand, the axis and its size.
#[derive(Clone, Copy)]
struct Sliced {
    operand: (StepId, NodeId),
    axis: usize,
    size: Size,
}

impl Build<'_> {
    /// The part of a tensor that the items take, one of each axis; an axis with a position is removed.
    pub(super) fn slice(
        &mut self,
        step: StepId,
        node: NodeId,
        items: &[IndexAst],
        at: Place,
    ) -> Option<NodeId> {
        let shape = self.shape(node);
        if shape.is_empty() {
            let report = catalogue::needs_a_tensor(at, "[..]", self.input_of(step));
            self.diagnostics.report(report);
            return None;
        }
        if items.len() != shape.len() {
            let text = self.words(&shape);
            let whole = completed(items, shape.len());
            let report = catalogue::index_count(at, &text, shape.len(), items.len(), whole);
            self.diagnostics.report(report);
            return None;
        }
        let mut parts = Vec::new();
        for (axis, (item, size)) in items.iter().zip(&shape).enumerate() {
            let sliced = Sliced {
                operand: (step, node),
                axis,
                size: *size,
            };
            parts.push(self.part(sliced, *item));
        }
        let parts: Vec<Part> = parts.into_iter().collect::<Option<_>>()?;
        let mut sliced = node;
        for (axis, part) in parts.iter().enumerate() {
            let (start, size) = match part {
                Part::All => continue,
                Part::Window { start, size } => (*start, *size),
                Part::Position { start } => (*start, Size::ONE),
            };
            // All of an axis of one element.
            if start == Size::ZERO && shape.get(axis) == Some(&size) {
                continue;
            }
            let window = Attribute::Window(Window { axis, start, size });
            sliced = self.builder.apply(Op::Slice, window, &[sliced]).id;
        }
        for (axis, part) in parts.iter().enumerate().rev() {
            if matches!(part, Part::Position { .. }) {
                let axis = Attribute::Integer(i32::try_from(axis).ok()?);
                sliced = self.builder.apply(Op::RemoveAxis, axis, &[sliced]).id;
            }
        }
        Some(sliced)
    }

    /// The part of an axis that one item takes; what is out of bounds is reported.
    fn part(&mut self, sliced: Sliced, item: IndexAst) -> Option<Part> {
        match item {
            IndexAst::Hole => None,
            IndexAst::Position(index, place) => self.position(sliced, index, place),
            IndexAst::Range { start, end, place } => {
                let start = start.unwrap_or(0);
                let first = self.bound(sliced, start, place)?;
                let last = match end {
                    Some(end) => self.bound(sliced, end, place)?,
                    None => sliced.size,
                };
                let size = self.difference(last, first);
                if size.is_none() {
                    self.report_order(sliced, (start, first), (end, last), place);
                }
                let (start, size) = (first, size?);
                if start == Size::ZERO && size == sliced.size {
                    return Some(Part::All);
                }
                Some(Part::Window { start, size })
            }
        }
    }

    fn position(&mut self, sliced: Sliced, index: i64, place: Place) -> Option<Part> {
        // The element behind it is within bounds, too.
        let start = from(sliced.size, index);
        let behind = start.and_then(|start| start.plus(1));
        let inside = behind.and_then(|behind| self.difference(sliced.size, behind));
        if let (Some(start), Some(_)) = (start, inside) {
            self.dims.at_least_zero(start);
            return Some(Part::Position { start });
        }
        if let Size::Literal(size) = sliced.size {
            let side = self.sliced_side(sliced);
            let report = catalogue::index_out_of_bounds(place, index, size, side);
            self.diagnostics.report(report);
        } else {
            self.diagnostics.report(catalogue::size_too_large(place));
        }
        None
    }

    /// Where a bound of a range stands, if that is within the axis.
    fn bound(&mut self, sliced: Sliced, bound: i64, place: Place) -> Option<Size> {
        let start = from(sliced.size, bound);
        let inside = start.and_then(|start| self.difference(sliced.size, start));
        if let (Some(start), Some(_)) = (start, inside) {
            self.dims.at_least_zero(start);
            return Some(start);
        }
        if let Size::Literal(size) = sliced.size {
            let side = self.sliced_side(sliced);
            let report = catalogue::range_out_of_bounds(place, bound, size, side);
            self.diagnostics.report(report);
        } else {
            self.diagnostics.report(catalogue::size_too_large(place));
        }
        None
    }

    /// `left - right` as a size, which must not be negative; none where it is, or is not known.
    fn difference(&mut self, left: Size, right: Size) -> Option<Size> {
        let size = match (left.minus(right), right) {
            (Some(size), _) => Size::Literal(usize::try_from(size).ok()?),
            (None, Size::Literal(right)) => left.plus(-i64::try_from(right).ok()?)?,
            (None, Size::Named { .. }) => return None,
        };
        self.dims.at_least_zero(size);
        Some(size)
    }

    /// Reports a range whose bounds are in order nowhere, or not known to be.
    fn report_order(
        &mut self,
        sliced: Sliced,
        (start, first): (i64, Size),
        (end, last): (Option<i64>, Size),
        place: Place,
    ) {
        let report = match last.minus(first) {
            Some(_) => {
                let end = end.unwrap_or(0);
                let counted = [counted(start, first), counted(end, last)];
                catalogue::range_order(place, start, end, counted)
            }
            None => {
                let size = self.signature.size_text(sliced.size);
                catalogue::unknown_slice_size(place, &size)
            }
        };
        self.diagnostics.report(report);
    }

    fn sliced_side(&self, sliced: Sliced) -> Option<String> {
        let rank = self.shape(sliced.operand.1).len();
        self.side(sliced.operand, rank.checked_sub(sliced.axis + 1)?)
    }
}

/// The items, with `..` for each axis that is missing.
fn completed(items: &[IndexAst], count: usize) -> Option<String> {
    let bound = |bound: Option<i64>| bound.map_or_else(String::new, |bound| bound.to_string());
    let mut texts = Vec::new();
    for item in items {
        texts.push(match *item {
            IndexAst::Position(index, _) => index.to_string(),
            IndexAst::Range { start, end, .. } => format!("{}..{}", bound(start), bound(end)),
            IndexAst::Hole => return None,
        });
    }
    let missing = count.checked_sub(items.len())?;
    texts.extend(std::iter::repeat_n("..".to_owned(), missing));
    Some(texts.join(", "))
}

/// What a bound is that counts from the end of a literal size.
fn counted(bound: i64, position: Size) -> Option<String> {
    match position {
        Size::Literal(position) if bound < 0 => {
            Some(format!("`{bound}` counts from the end: it is {position}"))
        }
        _ => None,
    }
}

/// A position counted from the start, or from the end if it is negative.
fn from(size: Size, position: i64) -> Option<Size> {
    if position < 0 {
        size.plus(position)
    } else {
        usize::try_from(position).ok().map(Size::Literal)
    }
}
