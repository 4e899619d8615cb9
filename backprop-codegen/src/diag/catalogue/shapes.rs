//! Operands and results whose shapes do not fit.

use super::super::Diagnostic;
use crate::place::Place;

/// Operands that do not broadcast; `sides` says where the sizes that differ come from, `help` what would fit.
pub(crate) fn broadcast_mismatch(
    place: Place,
    operation: &str,
    left: &str,
    right: &str,
    sides: [Option<String>; 2],
    help: String,
) -> Diagnostic {
    let message = format!("`{operation}` cannot broadcast {left} and {right}");
    Diagnostic::new(place, message).notes(sides).help(help)
}

pub(crate) fn branch_mismatch(
    place: Place,
    then: &str,
    otherwise: &str,
    sides: [Option<String>; 2],
    help: String,
) -> Diagnostic {
    let message = format!("`if` and `else` have incompatible shapes: {then} and {otherwise}");
    Diagnostic::new(place, message).notes(sides).help(help)
}

pub(crate) fn condition_mismatch(
    place: Place,
    condition: &str,
    value: &str,
    sides: [Option<String>; 2],
    help: String,
) -> Diagnostic {
    let message = format!("the condition is {condition}, which does not broadcast with {value}");
    Diagnostic::new(place, message).notes(sides).help(help)
}

/// A matrix product whose inner sizes differ; `help` is what would fit.
pub(crate) fn product_mismatch(
    place: Place,
    shapes: [&str; 2],
    inner: [&str; 2],
    sides: [Option<String>; 2],
    help: String,
) -> Diagnostic {
    let [left, right] = shapes;
    let [last, first] = inner;
    Diagnostic::new(
        place,
        format!("cannot multiply {left} by {right}: the inner sizes are {last} and {first}"),
    )
    .notes(sides)
    .help(help)
}

pub(crate) fn product_rank(place: Place, left: &str, right: &str) -> Diagnostic {
    Diagnostic::new(place, format!("cannot multiply {left} by {right}"))
        .note("a matrix product takes matrices and vectors")
        .help("make an operand a matrix with `reshape`, or take a part of it: `x[0, .., ..]`")
}

/// A matrix product with a scalar; `other` is the other operand, if it is a tensor.
pub(crate) fn scalar_in_product(place: Place, other: Option<&str>) -> Diagnostic {
    let help = match other {
        None => "the product of two scalars is `*`".to_owned(),
        Some(other) => format!("the product of a scalar and {other} is `*`"),
    };
    Diagnostic::new(place, "a matrix product needs a tensor, found a scalar").help(help)
}

/// A value of another shape than the one that is declared for it, by `owner`; `help` is what would fit.
pub(crate) fn shape_mismatch(
    place: Place,
    expected: &str,
    found: &str,
    owner: &str,
    side: Option<String>,
    help: String,
) -> Diagnostic {
    Diagnostic::new(place, format!("expected {expected}, found {found}"))
        .note(format!("{owner} is declared as {expected}"))
        .notes([side])
        .help(help)
}
