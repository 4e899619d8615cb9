//! Expressions: literals, conditions, and what is no value.

use super::super::Diagnostic;
use super::{form, instead_of_operation, is_number_type};
use crate::place::Place;

pub(crate) fn nested_too_deeply(place: Place, limit: usize) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("parentheses, blocks and signs are nested more than {limit} levels deep"),
    )
    .help("name a part with `let`")
}

// Literals.

pub(crate) fn not_a_number(place: Place, text: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected a number, found `{text}`"))
        .help("write a number, such as `2` or `0.5`, or a name without quotes")
}

pub(crate) fn boolean_literal(place: Place, word: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("expected a number or a comparison, found `{word}`"),
    )
    .help("a number is `1` or `0`, a condition a comparison: `x > 0`")
}

pub(crate) fn number_with_suffix(place: Place, bare: &str, suffix: &str) -> Diagnostic {
    let help = if is_number_type(suffix) {
        format!("write `{bare}`: it takes the element type of the graph")
    } else {
        format!("a product is written with a star: `{bare} * {suffix}`")
    };
    Diagnostic::new(
        place,
        format!("a number in a graph has no suffix, found `{suffix}`"),
    )
    .help(help)
}

/// `.5`
pub(crate) fn number_without_integer_part(place: Place, digits: &str) -> Diagnostic {
    Diagnostic::new(place, "float literals must have an integer part")
        .help(format!("write `0.{digits}`"))
}

pub(crate) fn number_out_of_range(place: Place, element: &str) -> Diagnostic {
    Diagnostic::new(place, format!("literal out of range for `{element}`"))
        .help("infinity is the constant `f64::INFINITY`".replace("f64", element))
}

// Conditions.

pub(crate) fn comparison_as_number(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected a number, found a condition")
        .note("a condition stands in an `if`")
        .help("as a number it is `if condition { 1 } else { 0 }`")
}

pub(crate) fn number_as_condition(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected a condition, found a number").help("compare it: `x != 0`")
}

pub(crate) fn if_let(place: Place) -> Diagnostic {
    Diagnostic::new(place, "`if let` is not allowed in a graph")
        .help("compare numbers: `if x > 0 { .. } else { .. }`")
}

pub(crate) fn missing_else(place: Place) -> Diagnostic {
    Diagnostic::new(place, "`if` may be missing an `else` clause")
        .note("an `if` in a graph is a value, whatever the condition")
        .help("add `else { .. }`")
}

/// `elif` and the like.
pub(crate) fn else_if(place: Place, word: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected `else if`, found `{word}`")).help("write `else if`")
}

pub(crate) fn missing_braces(place: Place, what: &str, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected {what}, found {found}"))
        .help("branches stand in braces: `if condition { a } else { b }`")
}

/// `x if condition else y`
pub(crate) fn if_behind_value(place: Place, what: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected {what}, found keyword `if`"))
        .help("an `if` stands in front of its values: `if condition { a } else { b }`")
}

// What is no value.

pub(crate) fn closure(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a closure is not allowed in a graph")
        .help("write its body where it is called, or name a part with `let`")
}

pub(crate) fn macro_call(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a macro call is not allowed in a graph")
        .help("remove it, or take its value as an input")
}

pub(crate) fn struct_literal(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a struct literal is not allowed in a graph")
        .note("all values of a graph are numbers or tensors")
        .help("name each value with `let`; several results stand in parentheses: `(a, b)`")
}

pub(crate) fn list_as_value(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected a value, found a list")
        .note("a list of sizes is the argument of `reshape`")
        .help("take an array as an input; several results stand in parentheses: `(a, b)`")
}

/// Several values in parentheses where one must stand.
pub(crate) fn tuple(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected one value, found a tuple")
        .note("several values in parentheses are the result of a graph with several outputs")
        .help("name each value with a `let` of its own")
}

/// The same as a branch of an `if`.
pub(crate) fn tuple_in_branch(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected one value, found a tuple")
        .note("an `if` chooses one value")
        .help("write an `if` for each value")
}

pub(crate) fn field(place: Place, name: Option<&str>) -> Diagnostic {
    let Some(name) = name else {
        return Diagnostic::new(place, "a value in a graph has no fields")
            .help("an element of a tensor is `x[0]`; any other value is an input of its own");
    };
    let diagnostic = Diagnostic::new(place, format!("a value in a graph has no field `{name}`"));
    let renamed = super::foreign::renamed(name);
    diagnostic.help(match crate::ops::find(renamed.unwrap_or(name)) {
        Some(op) => format!("a method is called: `{}`", form(op, true)),
        None => instead_of_operation(name)
            .unwrap_or_else(|| "an input is one value: make it an input of its own".to_owned()),
    })
}

pub(crate) fn self_value(place: Place, field: Option<&str>) -> Diagnostic {
    let help = field.map_or_else(
        || "inputs are read by their names".to_owned(),
        |field| format!("inputs are read by their names: `{field}`"),
    );
    Diagnostic::new(place, "there is no `self` in a graph").help(help)
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
