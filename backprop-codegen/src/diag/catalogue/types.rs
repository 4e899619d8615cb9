//! Types: element types, type parameters, and what is none.

use super::super::{Diagnostic, similar};
use super::is_number_type;
use crate::place::Place;

const KINDS: &str = "a type is `f64`, `f32`, or a tensor of them: `[f64; rows, columns]`";

pub(crate) fn missing_type(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(place, format!("missing type for `{name}`"))
        .help(format!("write `{name}: f64`, or another element type"))
}

/// A type in front of the name, or without one.
pub(crate) fn type_before_name(place: Place, found: &str, name: Option<&str>) -> Diagnostic {
    let help = match name {
        Some(name) => format!("the name comes first: `{name}: {found}`"),
        None => format!("an input has a name: `x: {found}`"),
    };
    Diagnostic::new(
        place,
        format!("expected an input's name, found type `{found}`"),
    )
    .help(help)
}

pub(crate) fn type_expected(place: Place, found: &str) -> Diagnostic {
    let help = match found {
        "`(`" => "an input is one number or one tensor: write one input for each value",
        "keyword `const`" => "`const` stands in front of the name: `const x: f64`",
        _ => KINDS,
    };
    Diagnostic::new(place, format!("expected a type, found {found}")).help(help)
}

/// `slice` says whether it refers to a slice: `&[f64]`.
pub(crate) fn reference_type(place: Place, slice: bool) -> Diagnostic {
    let help = if slice {
        "write the tensor with its sizes: `[f64; n]`; the methods of the graph borrow it"
    } else {
        "remove the `&`: the methods of the graph borrow what they need"
    };
    Diagnostic::new(place, "expected a type, found `&`").help(help)
}

pub(crate) fn sizes_missing(place: Place, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected `;` and the sizes, found {found}"))
        .help("the element type comes first, then the sizes: `[f64; rows, columns]`")
}

/// `f64[3]`
pub(crate) fn sizes_behind_type(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected `,`, found `[`")
        .help("a tensor is written in brackets: `[f64; 3]`")
}

pub(crate) fn nested_type(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected an element type, found `[`")
        .help("the sizes of a tensor stand in one list: `[f64; rows, columns]`")
}

/// What is no name where the element type of a tensor must stand.
pub(crate) fn element_expected(place: Place, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected an element type, found {found}"))
        .help("the element type comes first, then the sizes: `[f64; rows, columns]`")
}

pub(crate) fn unknown_element(place: Place, name: &str, parameter: Option<&str>) -> Diagnostic {
    let elements: Vec<&str> = parameter.into_iter().chain(["f64", "f32"]).collect();
    let array = [
        "Array",
        "Vec",
        "Tensor",
        "Matrix",
        "ndarray::",
        "DMatrix",
        "CowArray",
        "ArcArray",
    ];
    let help = if array.iter().any(|array| name.starts_with(array)) {
        let element = parameter.unwrap_or("f64");
        format!("a tensor is written with its sizes: `[{element}; rows, columns]`")
    } else if name == "bool" {
        "a condition is a comparison of numbers: `if x > 0 { a } else { b }`".to_owned()
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

pub(crate) fn mixed_elements(place: Place, found: &str, expected: &str, owner: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected `{expected}`, found `{found}`"))
        .note(format!(
            "a graph has one element type, and {owner} has `{expected}`"
        ))
        .help(format!("write `{expected}`"))
}

/// The type of an input of an expression form that is left out.
pub(crate) fn inferred_element(place: Place, name: &str, expected: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected `{expected}`, found `f64`"))
        .note("a type that is left out is `f64`")
        .help(format!("write `{name}: {expected}`"))
}

// Type parameters.

/// A second parameter in angle brackets; `first` is the element type.
pub(crate) fn second_parameter(place: Place, name: &str, first: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("a graph has one type parameter, found a second one: `{name}`"),
    )
    .note("all inputs and outputs have one element type")
    .help(format!("remove `{name}`, and write `{first}` in its place"))
}

pub(crate) fn const_parameter(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a graph has no const parameters")
        .help("remove it: a size is named where an input has it: `x: [f64; n]`")
}

pub(crate) fn lifetime_parameter(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a graph has no lifetime parameters")
        .help("remove it: the methods of the graph borrow what they need")
}

pub(crate) fn parameter_bounds(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected `>`, found `:`")
        .note("the type parameter of a graph is always a `Float`")
        .help("remove the bounds")
}

pub(crate) fn where_clause(place: Place, graph: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("expected the body of `{graph}`, found keyword `where`"),
    )
    .note("the type parameter of a graph is always a `Float`")
    .help("remove the `where` clause")
}

pub(crate) fn parameter_default(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected `>`, found `=`")
        .help("remove the default: the type is chosen where the graph is used")
}

pub(crate) fn parameter_hides_element(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("the type parameter cannot be called `{name}`"),
    )
    .help("call it `F`, or leave it out")
}

pub(crate) fn unused_parameter(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(place, format!("type parameter `{name}` is never used")).help(format!(
        "remove `<{name}>`, or write `{name}` as the type of the inputs and outputs"
    ))
}
