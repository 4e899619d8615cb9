//! Statements and expressions that Rust may have and a graph has not.

use super::super::Diagnostic;
use super::{ONLY_OPERATIONS, form, instead_of_operation, is_number_type};
use crate::place::Place;

// Statements.

pub(crate) fn missing_semicolon(place: Place, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected `;`, found {found}")).help("add `;` behind this")
}

pub(crate) fn mutable_let(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a `let` in a graph cannot be mutable")
        .help("remove `mut`; a later `let` may bear the same name")
}

pub(crate) fn nameless_let(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected a name, found `_`")
        .help("remove this `let`, or give it a name that begins with an underscore: `_unused`")
}

pub(crate) fn pattern(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected a name, found a pattern")
        .help("a `let` binds one name: write one `let` for each value")
}

pub(crate) fn let_else(place: Place) -> Diagnostic {
    Diagnostic::new(place, "`let .. else` is not allowed in a graph")
        .help("choose a value with `if condition { a } else { b }`")
}

pub(crate) fn assignment(place: Place, text: &str, condition: bool) -> Diagnostic {
    if condition && text == "=" {
        return Diagnostic::new(place, "expected `==`, found `=`")
            .help("values are compared with `==`");
    }
    Diagnostic::new(place, format!("a graph has no assignments, found `{text}`"))
        .help("bind the new value with `let`; it may bear the old name")
}

pub(crate) fn missing_result(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected an expression, found `}`")
        .note("a block ends with its value, without a `;`")
}

pub(crate) fn semicolon_behind_result(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected `}`, found `;`")
        .help("remove this semicolon: a block ends with its value")
}

pub(crate) fn stray_semicolon(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected `let` or an expression, found `;`")
        .help("remove this semicolon")
}

pub(crate) fn unused_expression(place: Place) -> Diagnostic {
    Diagnostic::new(place, "this value is not used").help("bind it with `let`, or remove it")
}

// Expressions.

pub(crate) fn nested_too_deeply(place: Place, limit: usize) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("parentheses, blocks and signs are nested more than {limit} levels deep"),
    )
    .help("name a part with `let`")
}

pub(crate) fn not_a_number(place: Place, text: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected a number, found `{text}`"))
}

pub(crate) fn boolean_literal(place: Place, word: &str) -> Diagnostic {
    Diagnostic::new(
        place,
        format!("expected a number or a comparison, found `{word}`"),
    )
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

pub(crate) fn power_operator(place: Place, text: &str) -> Diagnostic {
    unknown(place, text).help("write `x.powi(2)` for a whole exponent, `x.powf(p)` for any other")
}

pub(crate) fn unknown_operator(place: Place, text: &str) -> Diagnostic {
    unknown(place, text).help_if(match text {
        "%" => Some("the remainder of `x / y` is `x - y * floor(x / y)`".to_owned()),
        "&" => Some("conditions are joined by `&&`".to_owned()),
        "|" => Some("conditions are joined by `||`".to_owned()),
        "<<" | ">>" => Some("multiply or divide by a power of two".to_owned()),
        "++" => Some("bind the new value with `let`: `let x = x + 1;`".to_owned()),
        _ => None,
    })
}

#[cfg_attr(test, track_caller)]
fn unknown(place: Place, text: &str) -> Diagnostic {
    Diagnostic::new(place, format!("there is no operator `{text}` in a graph"))
}

pub(crate) fn word_operator(place: Place, instead: &str) -> Diagnostic {
    let word = if instead == "&&" { "and" } else { "or" };
    Diagnostic::new(place, format!("`{word}` is not a logical operator"))
        .help(format!("write `{instead}`"))
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

pub(crate) fn closure(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a closure is not allowed in a graph")
        .help("write its body where it is called, or name a part with `let`")
}

pub(crate) fn macro_call(place: Place) -> Diagnostic {
    Diagnostic::new(place, "a macro call is not allowed in a graph").note(ONLY_OPERATIONS)
}

pub(crate) fn generic_arguments(place: Place) -> Diagnostic {
    Diagnostic::new(place, "generic arguments are not allowed in a graph").help("remove them")
}

pub(crate) fn no_loops(place: Place, word: &str) -> Diagnostic {
    let message = if word == "loop" {
        "a loop is not allowed in a graph".to_owned()
    } else {
        format!("a `{word}` loop is not allowed in a graph")
    };
    Diagnostic::new(place, message)
        .note("the operations of a graph are known when it is compiled")
        .help("write the steps one after another, each with its `let`")
}

pub(crate) fn no_match(place: Place) -> Diagnostic {
    Diagnostic::new(place, "`match` is not allowed in a graph")
        .help("write `if a { .. } else if b { .. } else { .. }`")
}

pub(crate) fn no_return(place: Place) -> Diagnostic {
    Diagnostic::new(place, "`return` is not allowed in a graph")
        .help("a block ends with its value: remove `return` and the `;`")
}

pub(crate) fn if_let(place: Place) -> Diagnostic {
    Diagnostic::new(place, "`if let` is not allowed in a graph")
        .help("compare numbers: `if x > 0 { .. } else { .. }`")
}

/// For what no better word can be said of.
pub(crate) fn not_allowed(place: Place, word: &str) -> Diagnostic {
    Diagnostic::new(place, format!("`{word}` is not allowed in a graph"))
        .note("a graph is made of `let`, `if`, arithmetic and operations")
}

pub(crate) fn chained_comparison(place: Place) -> Diagnostic {
    Diagnostic::new(place, "comparison operators cannot be chained")
        .help("split the comparison: `a < b && b < c`")
}

pub(crate) fn field(place: Place, name: Option<&str>) -> Diagnostic {
    let Some(name) = name else {
        return Diagnostic::new(place, "a value in a graph has no fields");
    };
    let diagnostic = Diagnostic::new(place, format!("a value in a graph has no field `{name}`"));
    match crate::ops::find(name) {
        Some(op) => diagnostic.help(format!("a method is called: `{}`", form(op, true))),
        None => diagnostic.help_if(instead_of_operation(name)),
    }
}

pub(crate) fn self_value(place: Place, field: Option<&str>) -> Diagnostic {
    let help = field.map_or_else(
        || "inputs are read by their names".to_owned(),
        |field| format!("inputs are read by their names: `{field}`"),
    );
    Diagnostic::new(place, "there is no `self` in a graph").help(help)
}

pub(crate) fn tuple(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected one value, found a tuple")
        .note("several values in parentheses are the result of a graph with several outputs")
}

pub(crate) fn missing_else(place: Place) -> Diagnostic {
    Diagnostic::new(place, "`if` may be missing an `else` clause")
        .note("an `if` in a graph is a value, whatever the condition")
        .help("add `else { .. }`")
}
