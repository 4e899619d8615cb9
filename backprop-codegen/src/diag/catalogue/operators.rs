//! Operators that Rust or another language has and a graph has not.

use super::super::Diagnostic;
use crate::place::Place;

/// Two operands without an operator; `what` is what may stand there.
pub(crate) fn missing_operator(place: Place, what: &str, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected {what}, found {found}"))
        .help("a product is written with a star: `x * y`")
}

pub(crate) fn power_operator(place: Place, text: &str) -> Diagnostic {
    unknown(place, text).help("write `x.powi(2)` for a whole exponent, `x.powf(p)` for any other")
}

pub(crate) fn unknown_operator(place: Place, text: &str) -> Diagnostic {
    let help = match text {
        "%" => Some("the remainder of `x / y` is `x - y * floor(x / y)`"),
        "&" => Some("conditions are joined by `&&`"),
        "|" => Some("conditions are joined by `||`"),
        "~" => Some("a condition is negated by `!`, a number by `-`"),
        "<<" | ">>" => Some("multiply or divide by a power of two"),
        "++" => Some("bind the new value with `let`: `let x = x + 1;`"),
        "--" => Some("bind the new value with `let`: `let x = x - 1;`"),
        _ => None,
    };
    unknown(place, text).help_if(help.map(str::to_owned))
}

/// A comparison as another language writes it.
pub(crate) fn other_comparison(place: Place, text: &str, ours: &str) -> Diagnostic {
    unknown(place, text).help(format!("write `{ours}`"))
}

#[cfg_attr(test, track_caller)]
fn unknown(place: Place, text: &str) -> Diagnostic {
    Diagnostic::new(place, format!("there is no operator `{text}` in a graph"))
}

pub(crate) fn word_operator(place: Place, instead: &str) -> Diagnostic {
    let word = match instead {
        "&&" => "and",
        "||" => "or",
        _ => "not",
    };
    Diagnostic::new(place, format!("`{word}` is not a logical operator"))
        .help(format!("write `{instead}`"))
}

pub(crate) fn chained_comparison(place: Place) -> Diagnostic {
    Diagnostic::new(place, "comparison operators cannot be chained")
        .help("split the comparison: `a < b && b < c`")
}

pub(crate) fn leading_plus(place: Place) -> Diagnostic {
    Diagnostic::new(place, "leading `+` is not supported").help("remove the `+`")
}

pub(crate) fn reference(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a reference is not allowed in a graph")
        .help("remove the `&`: a value may be used any number of times")
}

pub(crate) fn dereference(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a dereference is not allowed in a graph")
        .help("remove the `*`: a graph has no references")
}

pub(crate) fn cast(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a cast is not allowed in a graph")
        .note("all values of a graph have one element type, numbers too")
        .help("remove the cast")
}

pub(crate) fn question_mark(place: Place) -> Diagnostic {
    Diagnostic::new(place, "the `?` operator is not allowed in a graph")
        .help("choose a value with `if condition { a } else { b }`")
}

pub(crate) fn range(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a range is not a value")
        .help("a range takes a part of a tensor: `x[1..3]`")
}

pub(crate) fn arrow(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected `.`, found `->`")
        .help("a method is called with a dot: `x.sin()`")
}
