//! Names: what is defined twice, not at all, or later.

use super::super::{Diagnostic, foreign, similar};
use super::{form, in_graph, one_of};
use crate::place::Place;

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
    let message = format!("cannot find `{name}` in {}", in_graph(graph));
    Diagnostic::new(place, message).help_if(help)
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

pub(crate) fn used_in_own_let(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(place, format!("`{name}` is used in its own `let`"))
        .note("the value of a `let` is made of inputs and earlier `let`s")
        .help(format!("make `{name}` an input, or use another name here"))
}

pub(crate) fn keyword_as_name(place: Place, what: &str, word: &str) -> Diagnostic {
    let help = match word {
        "_" => "a name may begin with an underscore: `_unused`".to_owned(),
        "self" if what == "an input's name" => "remove it: a graph has no `self`".to_owned(),
        "crate" | "self" | "super" | "Self" => "choose another name".to_owned(),
        _ => format!("write `r#{word}` to use it as a name"),
    };
    let found = if word == "_" { "" } else { "keyword " };
    Diagnostic::new(place, format!("expected {what}, found {found}`{word}`")).help(help)
}
