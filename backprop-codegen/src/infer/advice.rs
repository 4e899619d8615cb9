//! What would fit in place of what does not: the help of errors about shapes.

use super::nodes::Build;
use super::shapes::{Operand, from_end, mismatch};
use crate::ops::Op;
use crate::resolve::{StepId, StepKind};
use crate::shape::{Extent, Shape, Size};

impl Build<'_> {
    /// What would make two operands broadcast that differ so many axes from the end.
    pub(super) fn broadcast_advice(
        &self,
        op: Op,
        left: Operand,
        right: Operand,
        back: usize,
    ) -> String {
        let (one, other) = (self.shape(left.1), self.shape(right.1));
        if op == Op::Mul && multiplies(&one, &other) {
            let (left, right) = (self.word(left), self.word(right));
            return format!("a matrix product is written with `@`: `{left} @ {right}`");
        }
        if let Some(advice) = self.inserted(left, right) {
            return advice;
        }
        for (operand, shape, other) in [(right, &other, &one), (left, &one, &other)] {
            let transposed: Shape = shape.iter().rev().copied().collect();
            if shape.len() == 2 && mismatch(&transposed, other).is_none() {
                return format!("transposed it would fit: `{}.t()`", self.word(operand));
            }
        }
        if let (
            Some(Size::Named { dim, offset: 0 }),
            Some(Size::Named {
                dim: other,
                offset: 0,
            }),
        ) = (from_end(&one, back), from_end(&other, back))
        {
            let (one, other) = (self.signature.dim_name(dim), self.signature.dim_name(other));
            return format!("if `{one}` and `{other}` are always equal, give them one name");
        }
        "sizes fit where they are written equal, or one of them is the literal 1".to_owned()
    }

    /// The operand of lower rank with an axis more, if that fits the other: `x.insert_axis(1)`.
    fn inserted(&self, left: Operand, right: Operand) -> Option<String> {
        let (mut low, mut high) = ((left, self.shape(left.1)), (right, self.shape(right.1)));
        if low.1.len() > high.1.len() {
            std::mem::swap(&mut low, &mut high);
        }
        let ((operand, mut shape), (_, other)) = (low, high);
        let axis = shape.len();
        shape.push(Size::ONE);
        let fits = shape.len() <= other.len() && mismatch(&shape, &other).is_none();
        let word = self.word(operand);
        fits.then(|| {
            format!("axes are aligned from the last: `{word}.insert_axis({axis})` would fit")
        })
    }

    /// What would make the operands of a matrix product fit.
    pub(super) fn product_advice(&self, left: Operand, right: Operand) -> String {
        let (rows, columns) = (self.shape(left.1), self.shape(right.1));
        let transposed = |side: &str, operand: Operand| {
            let name = self.name_of(operand.0);
            let written = name.map_or_else(String::new, |name| format!(": `{name}.t()`"));
            format!("transpose the {side} operand{written}")
        };
        match (rows.as_slice(), columns.as_slice()) {
            ([.., last], [_, first]) if last == first => transposed("right", right),
            ([last, _], [first, ..]) if last == first => transposed("left", left),
            ([_], [_]) => {
                let (left, right) = (self.word(left), self.word(right));
                format!("all products of their elements are `{left}.insert_axis(1) * {right}`")
            }
            _ => "the last size of the left operand is the first of the right".to_owned(),
        }
    }

    /// What would give a value the shape that `owner` is declared with.
    pub(super) fn shape_advice(&self, found: &[Size], expected: &[Size], owner: &str) -> String {
        if expected.is_empty() {
            return "reduce it to one number: `sum(..)`".to_owned();
        }
        if found.iter().rev().eq(expected) {
            return "transpose it: `(..).t()`".to_owned();
        }
        if let Some(axis) = without_one(expected, found)
            && expected.get(axis) == Some(&Size::ONE)
        {
            return format!("insert an axis: `(..).insert_axis({axis})`");
        }
        if let Some(axis) = without_one(found, expected) {
            return format!("reduce it along an axis: `(..).sum_axis({axis})`");
        }
        if Extent::of(found) == Extent::of(expected) {
            let sizes = self.words(expected);
            return format!("give it this shape: `(..).reshape({sizes})`");
        }
        let element = self.signature.element.text();
        if found.is_empty() {
            return format!("declare {owner} as `{element}`");
        }
        let sizes: Vec<String> = found
            .iter()
            .map(|size| self.signature.size_text(*size))
            .collect();
        format!("declare {owner} as `[{element}; {}]`", sizes.join(", "))
    }

    /// The name of an operand, or what stands for it.
    fn word(&self, operand: Operand) -> &str {
        self.name_of(operand.0).unwrap_or("(..)")
    }

    /// The name of an input, if the step reads one.
    pub(super) fn input_of(&self, step: StepId) -> Option<&str> {
        let kind = &self.resolved.steps.get(step.index())?.kind;
        let name = self.name_of(step);
        name.filter(|_| matches!(kind, StepKind::Input(_)))
    }
}

/// Whether two shapes are those of the operands of a matrix product.
fn multiplies(left: &[Size], right: &[Size]) -> bool {
    match (left, right) {
        ([.., last], [first, ..]) => last == first && left.len() <= 2 && right.len() <= 2,
        _ => false,
    }
}

/// The axis without which `long` is `short`, if there is one.
fn without_one(long: &[Size], short: &[Size]) -> Option<usize> {
    if long.len() != short.len() + 1 {
        return None;
    }
    let axis = long
        .iter()
        .zip(short)
        .take_while(|(one, other)| one == other)
        .count();
    let rest = (long.get(axis + 1..), short.get(axis..));
    (rest.0 == rest.1).then_some(axis)
}
