//! Errors as the user sees them: fixtures are graphs with what is wrong underlined, and the message below.
//!
//! ```text
//! struct A(x: f64) -> f64 { x * y }
//!                               ^ cannot find `y` in graph `A`
//!                               = help: the names in scope are `x`
//! ```

mod calls;
mod catalogue;
mod corpus;
mod expressions;
mod fragments;
mod graphs;
mod limits;
mod mutations;
mod names;
mod nesting;
mod operators;
mod page;
mod prefixes;
mod rows;
mod shapes;
mod sizes;
mod statements;
mod stubs;
mod types;

use proc_macro2::{LineColumn, TokenStream};

use super::{Diagnostic, Diagnostics};

/// Compiles the source of a fixture, which is what is left without the annotations, and compares the
/// annotations with the errors: what is underlined, every word, and the order.
#[track_caller]
fn check(fixture: &str) {
    let source = without_annotations(fixture);
    let errors = errors(&source);
    assert!(
        errors.is_sorted_by_key(|error| (position(start(error)), position(end(error)))),
        "the errors are not in the order of the source: {errors:#?}"
    );
    let actual = annotate(&source, &errors);
    assert!(actual == fixture, "expected:\n{fixture}\nfound:\n{actual}");
}

fn without_annotations(fixture: &str) -> String {
    fixture
        .split_inclusive('\n')
        .filter(|line| !line.trim_start().starts_with(['^', '=']))
        .collect()
}

fn errors(source: &str) -> Vec<Diagnostic> {
    let tokens: TokenStream = source.parse().unwrap();
    let mut diagnostics = Diagnostics::default();
    crate::analyse(tokens, &mut diagnostics);
    diagnostics.sorted()
}

fn start(error: &Diagnostic) -> LineColumn {
    error.place.start.start()
}

fn end(error: &Diagnostic) -> LineColumn {
    error.place.end.end()
}

fn position(place: LineColumn) -> (usize, usize) {
    (place.line, place.column)
}

/// The source with the errors below the lines that they are in.
fn annotate(source: &str, errors: &[Diagnostic]) -> String {
    let mut annotated = String::new();
    for (number, line) in source.split_inclusive('\n').enumerate() {
        annotated.push_str(line);
        for error in errors
            .iter()
            .filter(|error| start(error).line == number + 1)
        {
            let (start, end) = (start(error), end(error));
            let indent = " ".repeat(start.column);
            let carets = if end.line == start.line {
                "^".repeat(end.column - start.column)
            } else {
                format!("^.. to line {}", end.line)
            };
            let text = error.text().replace('\n', &format!("\n{indent}= "));
            annotated.extend([&indent, &carets, " ", &text, "\n"]);
        }
    }
    annotated
}
