//! Statements: `let`, the result of a block, and what a body has no place for.

use super::super::Diagnostic;
use crate::place::Place;

// `let`.

pub(crate) fn missing_semicolon(place: Place, found: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected `;`, found {found}")).help("add `;` behind this")
}

/// A name is given a value as in other languages: `y: f64 = x;`, `const y = x;`, `float y = x;`
pub(crate) fn missing_let(place: Place, found: &str, name: &str) -> Diagnostic {
    Diagnostic::new(place, format!("expected `let`, found {found}"))
        .help(format!("a value is named with `let`: `let {name} = ..;`"))
}

pub(crate) fn missing_value(place: Place, found: &str) -> Diagnostic {
    let help = if found == "`:=`" {
        "write `=`"
    } else {
        "a `let` has its value from the start: `let x = ..;`"
    };
    Diagnostic::new(place, format!("expected `=` and a value, found {found}")).help(help)
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

pub(crate) fn comma_behind_let(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected `;`, found `,`").help("write one `let` for each value")
}

pub(crate) fn assignment(place: Place, text: &str, condition: bool) -> Diagnostic {
    if condition && text == "=" {
        return Diagnostic::new(place, "expected `==`, found `=`")
            .help("values are compared with `==`");
    }
    let operator = text.strip_suffix('=').filter(|text| !text.is_empty());
    let help = match operator {
        None | Some(":") => "bind the new value with `let`; it may bear the old name".to_owned(),
        Some(operator) => format!("bind the new value with `let`: `let x = x {operator} ..;`"),
    };
    Diagnostic::new(place, format!("a graph has no assignments, found `{text}`")).help(help)
}

// The result.

pub(crate) fn missing_result(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected an expression, found `}`")
        .note("a block ends with its value, without a `;`")
}

pub(crate) fn semicolon_behind_result(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected `}`, found `;`")
        .help("remove this semicolon: a block ends with its value")
}

pub(crate) fn comma_behind_result(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected `}`, found `,`")
        .help("several results stand in parentheses: `(a, b)`")
}

pub(crate) fn stray_semicolon(place: Place) -> Diagnostic {
    Diagnostic::new(place, "expected `let` or an expression, found `;`")
        .help("remove this semicolon")
}

pub(crate) fn unused_expression(place: Place) -> Diagnostic {
    Diagnostic::new(place, "this value is not used").help("bind it with `let`, or remove it")
}

// What is no statement.

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

pub(crate) fn attribute_in_body(place: Place, doc: bool) -> Diagnostic {
    let (what, help) = if doc {
        (
            "a doc comment",
            "write `//`: doc comments are for the graph and its inputs",
        )
    } else {
        (
            "an attribute",
            "remove it: attributes stand in front of the graph",
        )
    };
    Diagnostic::new(
        place,
        format!("{what} is not allowed in the body of a graph"),
    )
    .help(help)
}

/// Any other keyword of Rust, or a label.
pub(crate) fn not_allowed(place: Place, word: &str) -> Diagnostic {
    let help = match word {
        "fn" => "write its body where it is called, or name a part with `let`",
        "use" => "write the whole path where it is used, or the `use` outside of `graph!`",
        "const" | "static" | "struct" | "enum" | "impl" | "mod" | "trait" | "type" => {
            "write it outside of `graph!`"
        }
        _ => "remove it",
    };
    Diagnostic::new(place, format!("`{word}` is not allowed in a graph"))
        .note("a graph is made of `let`, `if`, arithmetic and operations")
        .help(help)
}
