//! Calls of operations, and their arguments.

use super::super::{Diagnostic, foreign};
use super::{LISTED, ONLY_OPERATIONS, form, instead_of_operation};
use crate::ops::Op;
use crate::place::Place;

pub(crate) fn unknown_operation(place: Place, name: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(place, format!("cannot find operation `{name}`"));
    match instead_of_operation(name) {
        Some(help) => diagnostic.help(help),
        None => diagnostic.note(ONLY_OPERATIONS).help(LISTED),
    }
}

/// `tensors` says whether the graph has any, so that an element may be meant.
pub(crate) fn call_of_value(place: Place, name: &str, tensors: bool) -> Diagnostic {
    let element = if tensors {
        format!("; an element is `{name}[0]`")
    } else {
        String::new()
    };
    Diagnostic::new(
        place,
        format!("expected an operation, found value `{name}`"),
    )
    .help(format!(
        "a product is written with a star: `{name} * (..)`{element}"
    ))
}

/// `last` is the last segment of the path; `arguments` says whether there are any.
pub(crate) fn call_of_path(place: Place, text: &str, last: &str, arguments: bool) -> Diagnostic {
    let help = match crate::ops::find(last) {
        Some(_) if arguments => format!("write `{last}(..)`, without a path"),
        Some(op) => format!("a method is called with a dot: `{}`", form(op, true)),
        None => foreign::operation(last).unwrap_or_else(|| LISTED.to_owned()),
    };
    Diagnostic::new(place, format!("cannot call `{text}` in a graph"))
        .note(ONLY_OPERATIONS)
        .help(help)
}

/// An operation with its argument behind it, as in `sin x`.
pub(crate) fn missing_parentheses(place: Place, op: Op) -> Diagnostic {
    let name = op.operation().name;
    Diagnostic::new(
        place,
        format!("the arguments of `{name}` stand in parentheses"),
    )
    .help(format!("write `{}`", form(op, false)))
}

pub(crate) fn generic_arguments(place: Place) -> Diagnostic {
    Diagnostic::new(place, "generic arguments are not allowed in a graph").help("remove them")
}

/// `axis = 0`
pub(crate) fn named_argument(place: Place, name: &str) -> Diagnostic {
    let help = match name {
        "axis" | "axes" | "dim" => "write the number alone: `sum_axis(x, 0)`",
        _ => "write the value alone",
    };
    Diagnostic::new(
        place,
        format!("an argument has no name in a graph, found `{name}`"),
    )
    .help(help)
}

/// `tensors` says whether the graph has any, so that an operation on one may be meant.
pub(crate) fn argument_count(
    place: Place,
    op: Op,
    found: usize,
    method: bool,
    tensors: bool,
) -> Diagnostic {
    let expected = op.operation().parameters.len() - usize::from(method);
    let plural = |count: usize| if count == 1 { "argument" } else { "arguments" };
    let was = if found == 1 { "was" } else { "were" };
    let this = if method { "method" } else { "operation" };
    Diagnostic::new(
        place,
        format!(
            "this {this} takes {expected} {} but {found} {} {was} supplied",
            plural(expected),
            plural(found)
        ),
    )
    .help(how_to_call(
        op,
        found + usize::from(method),
        method,
        tensors,
    ))
}

/// How an operation is called, or what may be meant by so many values.
fn how_to_call(op: Op, values: usize, method: bool, tensors: bool) -> String {
    let written = form(op, method);
    if let (Some(along), 2) = (crate::ops::along_axis(op), values) {
        return format!("along an axis it is `{}`", form(along, method));
    }
    let (which, all) = match op {
        Op::Max if values == 1 && tensors => ("largest", Op::MaxAll),
        Op::Min if values == 1 && tensors => ("least", Op::MinAll),
        Op::Softmax | Op::LogSoftmax | Op::LogSumExp if values == 2 => {
            return format!("write `{written}`; it runs over the last axis");
        }
        _ => return format!("write `{written}`"),
    };
    let all = form(all, method);
    format!("write `{written}`; the {which} element of a tensor is `{all}`")
}

pub(crate) fn integer_literal(place: Place, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected an integer literal, found {found}"))
        .note("the exponent of `powi` is known when the graph is compiled")
        .help("for any other exponent write `powf`")
}

pub(crate) fn integer_too_large(place: Place) -> Diagnostic {
    Diagnostic::new(place, "literal out of range for `i32`")
        .note("the exponent of `powi` is an `i32`")
        .help("for any other exponent write `powf`")
}

/// A scalar where an operation of tensors is called; `name` is the input that it is, if it is one.
pub(crate) fn needs_a_tensor(place: Place, op: &str, name: Option<&str>) -> Diagnostic {
    let help = name.map(|name| format!("the type of a tensor has its sizes: `{name}: [f64; n]`"));
    Diagnostic::new(place, format!("`{op}` needs a tensor, found a scalar"))
        .note("a scalar has no axes")
        .help_if(help)
}
