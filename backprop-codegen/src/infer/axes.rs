//! Reductions, operations at an axis, and `reshape`.

use super::nodes::Build;
use super::shapes::Operand;
use crate::diag::catalogue;
use crate::ir::{Attribute, NodeId};
use crate::ops::{Op, Scope};
use crate::place::Place;
use crate::resolve::{AxisAst, StepId};
use crate::shape::{Axes, Extent, Size};

impl Build<'_> {
    /// A reduction over all axes; a scalar is its own.
    pub(super) fn reduce(&self, op: Op, node: NodeId) -> NodeId {
        let rank = self.shape(node).len();
        if rank == 0 {
            return node;
        }
        let axes = Attribute::Axes(Axes::all(rank));
        self.builder.apply(op, axes, &[node]).id
    }

    /// An operation on one tensor that takes no axis: `t`, `softmax` and the like.
    pub(super) fn of_tensor(&mut self, op: Op, (step, node): Operand, at: Place) -> Option<NodeId> {
        match self.shape(node).len() {
            0 => {
                let input = self.input_of(step);
                let report = catalogue::needs_a_tensor(at, op.operation().name, input);
                self.diagnostics.report(report);
                None
            }
            1 if op == Op::Transpose => Some(node),
            _ => Some(self.builder.apply(op, Attribute::None, &[node]).id),
        }
    }

    /// A reduction along an axis, or `insert_axis`.
    pub(super) fn at_axis(
        &mut self,
        op: Op,
        (step, node): Operand,
        axis: &AxisAst,
        at: Place,
    ) -> Option<NodeId> {
        let shape = self.shape(node);
        if let Scope::Along(reduction) = op.operation().scope {
            if shape.is_empty() {
                let input = self.input_of(step);
                let report = catalogue::needs_a_tensor(at, op.operation().name, input);
                self.diagnostics.report(report);
                return None;
            }
            let axes = Axes::one(self.axis(axis, &shape, shape.len())?);
            let attribute = Attribute::Axes(axes);
            return Some(self.builder.apply(reduction, attribute, &[node]).id);
        }
        let axis = self.axis(axis, &shape, shape.len() + 1)?;
        if shape.len() >= Axes::LIMIT {
            let report = catalogue::rank_of_value(at, Axes::LIMIT);
            self.diagnostics.report(report);
            return None;
        }
        let attribute = Attribute::Integer(i32::try_from(axis).ok()?);
        Some(self.builder.apply(op, attribute, &[node]).id)
    }

    /// The number of an axis that is less than `count`; another one is reported.
    fn axis(&mut self, axis: &AxisAst, shape: &[Size], count: usize) -> Option<usize> {
        let name = match axis {
            AxisAst::Number(axis, _) if *axis < count => return Some(*axis),
            AxisAst::Number(_, place) => {
                let text = self.words(shape);
                let report = if count > shape.len() {
                    catalogue::new_axis_out_of_range(*place, &text, shape.len())
                } else {
                    catalogue::axis_out_of_range(*place, &text, count)
                };
                self.diagnostics.report(report);
                return None;
            }
            AxisAst::Negative(back, place) => {
                let text = self.words(shape);
                let meant = count.checked_sub(*back).filter(|_| *back > 0);
                let report = catalogue::negative_axis(*place, *back, &text, meant);
                self.diagnostics.report(report);
                return None;
            }
            AxisAst::Name(name) => name,
        };
        let wanted = self.dims.find(&name.text);
        let has_name =
            |size: &Size| matches!(size, Size::Named { dim, .. } if Some(*dim) == wanted);
        let positions: Vec<usize> = (0..shape.len())
            .filter(|axis| shape.get(*axis).is_some_and(has_name))
            .collect();
        if let [axis] = *positions.as_slice() {
            return Some(axis);
        }
        let text = self.words(shape);
        let report = if positions.is_empty() {
            let mut known: Vec<&str> = Vec::new();
            for size in shape.iter().rev() {
                if let Size::Named { dim, .. } = size
                    && !known.contains(&self.signature.dim_name(*dim))
                {
                    known.push(self.signature.dim_name(*dim));
                }
            }
            catalogue::unknown_axis(name.place, &name.text, &text, &known)
        } else {
            catalogue::ambiguous_axis(name.place, &name.text, &text, positions.len())
        };
        self.diagnostics.report(report);
        None
    }

    /// The same elements in another shape, if it has as many.
    pub(super) fn reshape(
        &mut self,
        step: StepId,
        node: NodeId,
        wanted: &[Size],
        place: Place,
    ) -> Option<NodeId> {
        let shape = self.shape(node);
        if shape == wanted {
            return Some(node);
        }
        if wanted.len() > Axes::LIMIT {
            let report = catalogue::rank_of_value(place, Axes::LIMIT);
            self.diagnostics.report(report);
            return None;
        }
        if Extent::of(&shape) == Extent::of(wanted) {
            return Some(self.builder.term(node).reshape(wanted).id);
        }
        let from = [self.words(&shape), self.elements(&shape)];
        let to = [self.words(wanted), self.elements(wanted)];
        let changed = shape.iter().rev().position(|size| !wanted.contains(size));
        let side = changed.and_then(|back| self.side((step, node), back));
        let report = catalogue::reshape_count(
            place,
            from.each_ref().map(String::as_str),
            to.each_ref().map(String::as_str),
            side,
        );
        self.diagnostics.report(report);
        None
    }

    /// The number of elements of a shape for messages: `6 * n * (m - 1)`.
    fn elements(&self, shape: &[Size]) -> String {
        let Extent { literal, named } = Extent::of(shape);
        let literal = if literal == usize::MAX {
            "too many".to_owned()
        } else {
            literal.to_string()
        };
        let mut factors = Vec::new();
        if named.is_empty() || literal != "1" {
            factors.push(literal);
        }
        let several = factors.len() + named.len() > 1;
        for size in named {
            let text = self.signature.size_text(size);
            factors.push(match size {
                Size::Named { offset, .. } if offset != 0 && several => format!("({text})"),
                _ => text,
            });
        }
        let plural = if factors == ["1"] { "" } else { "s" };
        format!("{} element{plural}", factors.join(" * "))
    }
}
