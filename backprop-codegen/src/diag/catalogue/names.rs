//! Names, operations with their arguments, and element types.

use super::super::{Diagnostic, foreign, similar};
use super::{ONLY_OPERATIONS, form, instead_of_operation, is_number_type, one_of};
use crate::ops::Op;
use crate::place::Place;

// Names.

pub(crate) fn defined_twice(place: Place, name: &str, what: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("the name `{name}` is defined multiple times"),
    )
    .note(format!("`{name}` is already {what}"))
}

/// An unknown name; `known` are the names in scope, the likeliest first.
pub(crate) fn unknown_name(
    place: Place,
    name: &str,
    graph: Option<&str>,
    known: &[&str],
) -> Diagnostic {
    let help = if let Some(candidate) = similar(name, known.iter().copied()) {
        Some(format!(
            "a name with a similar spelling exists: `{candidate}`"
        ))
    } else if let Some(op) = crate::ops::find(name) {
        Some(format!("`{name}` is an operation: `{}`", form(op, false)))
    } else if let Some(constant) = foreign::constant(name) {
        Some(format!("write `{constant}`"))
    } else {
        one_of("the names in scope are", known)
    };
    let graph = graph.map_or_else(
        || "this graph".to_owned(),
        |graph| format!("graph `{graph}`"),
    );
    Diagnostic::new(place, format!("cannot find `{name}` in {graph}")).help_if(help)
}

/// The name of a size where a value must stand.
pub(crate) fn size_as_value(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected a value, found size `{name}`"))
        .note("the values of a graph do not depend on its sizes")
        .help(format!(
            "a mean is written `x.mean_axis({name})`; any other number is an input"
        ))
}

pub(crate) fn used_before_let(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(place, format!("`{name}` is used before its `let`")).help("move the `let` up")
}

pub(crate) fn unknown_operation(place: Place, name: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(place, format!("cannot find operation `{name}`"));
    match instead_of_operation(name) {
        Some(help) => diagnostic.help(help),
        None => diagnostic.note(ONLY_OPERATIONS),
    }
}

pub(crate) fn call_of_value(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("expected an operation, found value `{name}`"),
    )
    .help(format!("a product is written with a star: `{name} * (..)`"))
}

pub(crate) fn call_of_path(place: Place, text: &str, last: &str) -> Diagnostic {
    let help = match crate::ops::find(last) {
        Some(_) => Some(format!("write `{last}`, without a path")),
        None => foreign::operation(last),
    };
    Diagnostic::new(place, format!("cannot call `{text}` in a graph"))
        .note(ONLY_OPERATIONS)
        .help_if(help)
}

pub(crate) fn unknown_element(place: Place, name: &str, parameter: Option<&str>) -> Diagnostic {
    let elements: Vec<&str> = parameter.into_iter().chain(["f64", "f32"]).collect();
    let array = ["Array", "Vec", "Tensor", "Matrix", "ndarray::"];
    let help = if array.iter().any(|array| name.starts_with(array)) {
        let element = parameter.unwrap_or("f64");
        format!("a tensor is written with its sizes: `[{element}; rows, columns]`")
    } else if let Some(parameter) = parameter {
        format!("the element type of this graph is `{parameter}`")
    } else if let Some(candidate) = similar(name, elements).filter(|_| !is_number_type(name)) {
        format!("a type with a similar spelling exists: `{candidate}`")
    } else if name.len() == 1 && name.chars().all(char::is_uppercase) {
        format!("declare it behind the graph's name: `struct Name<{name}>(..)`")
    } else {
        "the element type is `f64` or `f32`, or a parameter: `struct Name<F>(..)`".to_owned()
    };
    Diagnostic::new(place, format!("expected an element type, found `{name}`")).help(help)
}

// Types and arguments.

pub(crate) fn mixed_elements(place: Place, found: &str, expected: &str, owner: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected `{expected}`, found `{found}`")).note(format!(
        "a graph has one element type, and {owner} has `{expected}`"
    ))
}

/// The type of an input of an expression form that is left out.
pub(crate) fn inferred_element(place: Place, name: &str, expected: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected `{expected}`, found `f64`"))
        .note("a type that is left out is `f64`")
        .help(format!("write `{name}: {expected}`"))
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

pub(crate) fn number_out_of_range(place: Place, element: &str) -> Diagnostic {
    Diagnostic::new(place, format!("literal out of range for `{element}`"))
        .help("infinity is the constant `f64::INFINITY`".replace("f64", element))
}

pub(crate) fn comparison_as_number(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected a number, found a condition")
        .note("a condition stands in an `if`")
        .help("as a number it is `if condition { 1 } else { 0 }`")
}

pub(crate) fn number_as_condition(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected a condition, found a number").help("compare it: `x != 0`")
}

pub(crate) fn list_as_value(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected a value, found a list")
        .note("a list of sizes is the argument of `reshape`")
}

pub(crate) fn result_count(place: Place, expected: usize, found: usize) -> Diagnostic {
    let plural = |count: usize| if count == 1 { "value" } else { "values" };
    let help = (expected == 1 && found > 1)
        .then(|| "name the outputs: `-> (first: f64, second: f64)`".to_owned());
    Diagnostic::new(
        place,
        format!(
            "expected {expected} {}, found {found} {}",
            plural(expected),
            plural(found)
        ),
    )
    .note("the result has one value for each output, in order")
    .help_if(help)
}
