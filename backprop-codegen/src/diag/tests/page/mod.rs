//! `docs/errors.md`: every message with a program that gives it and the program mended, written from the rows of the
//! topics. The programs are compiled, and what is said of them is what the compiler says.
//!
//! ```sh
//! UPDATE_EXPECT=1 cargo test --package backprop-codegen page
//! ```
//!
//! writes the page and `tests/compile_pass/mended.rs` anew; read the difference before it is committed.

mod expressions;
mod graphs;
mod names;
mod render;
mod rustc;
mod shapes;
mod statements;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use expect_test::expect_file;

use super::catalogue::{BUGS, constructor, constructors};
use super::{errors, limits};
use crate::diag::{Diagnostic, foreign};

/// A part of the page.
struct Topic {
    title: &'static str,
    introduction: &'static str,
    rows: &'static [Row],
}

/// A message, a program that gives it and no other, and the program mended.
struct Row {
    /// The anchor on the page.
    id: &'static str,
    /// The message, with `…` for what varies, and behind a dash where it is given.
    message: &'static str,
    wrong: &'static str,
    /// How to mend it, in words.
    mend: &'static str,
    mended: &'static str,
}

const fn row(
    id: &'static str,
    message: &'static str,
    wrong: &'static str,
    mend: &'static str,
    mended: &'static str,
) -> Row {
    Row {
        id,
        message,
        wrong,
        mend,
        mended,
    }
}

const TOPICS: [&Topic; 14] = [
    &graphs::FORM,
    &graphs::INPUTS,
    &graphs::ATTRIBUTES,
    &types::TYPES,
    &names::NAMES,
    &statements::STATEMENTS,
    &expressions::VALUES,
    &expressions::OPERATORS,
    &expressions::CONDITIONS,
    &expressions::CALLS,
    &shapes::SHAPES,
    &shapes::SIZES,
    &shapes::AXES,
    &shapes::SLICES,
];

/// Programs that are too long for the page.
const TOO_DEEP: &str = "too deep";
const TOO_LONG: &str = "too long";

impl Row {
    /// The program that gives the message.
    fn source(&self) -> String {
        match self.wrong {
            TOO_DEEP => limits::too_deep(),
            TOO_LONG => limits::too_long(),
            source => dedent(source),
        }
    }

    /// Whether the program can be shown.
    fn is_short(&self) -> bool {
        !matches!(self.wrong, TOO_DEEP | TOO_LONG)
    }
}

fn rows() -> impl Iterator<Item = &'static Row> {
    TOPICS.iter().flat_map(|topic| topic.rows)
}

/// The programs of the page, wrong and mended.
pub(super) fn programs() -> impl Iterator<Item = String> {
    rows().flat_map(|row| [row.source(), dedent(row.mended)])
}

/// The lines without the indentation that they have in common.
fn dedent(text: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let depth = |line: &&str| line.len() - line.trim_start().len();
    let common = lines.iter().map(depth).min().unwrap_or(0);
    let lines: Vec<&str> = lines.iter().map(|line| &line[common..]).collect();
    lines.join("\n")
}

/// Whether a message is that of a row, in which `…` stands for anything.
fn matches(pattern: &str, message: &str) -> bool {
    let mut rest = message;
    for (position, part) in pattern.split('…').enumerate() {
        let found = if position == 0 {
            rest.starts_with(part).then_some(0)
        } else {
            rest.find(part)
        };
        let Some(start) = found else {
            return false;
        };
        rest = &rest[start + part.len()..];
    }
    rest.is_empty() || pattern.ends_with('…')
}

#[test]
fn every_row_has_a_program_that_gives_its_message() {
    let wrong: Vec<String> = rows().filter_map(what_is_wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What keeps a row from being one.
fn what_is_wrong(row: &Row) -> Option<String> {
    let errors = errors(&row.source());
    let texts: Vec<String> = errors.iter().map(Diagnostic::text).collect();
    let [error] = errors.as_slice() else {
        return Some(format!("{}: one error expected, found {texts:#?}", row.id));
    };
    let lines = (super::start(error).line, super::end(error).line);
    let pattern = row.message.split(" — ").next().unwrap_or_default();
    let wrong = if !matches(pattern, error.message()) {
        format!("`{}` is not the message `{}`", row.message, error.message())
    } else if lines.0 != lines.1 {
        "the error has more than a line".to_owned()
    } else {
        return None;
    };
    Some(format!("{}: {wrong}", row.id))
}

#[test]
fn every_mended_program_compiles() {
    for row in rows() {
        let code = crate::compile(dedent(row.mended).parse().unwrap()).to_string();
        assert!(
            !code.contains("compile_error"),
            "{}: {:#?}",
            row.id,
            errors(row.mended)
        );
    }
}

#[test]
fn every_error_has_a_row() {
    let mut explained: BTreeSet<&str> = BUGS.into_iter().collect();
    for row in rows() {
        explained.extend(errors(&row.source()).iter().map(constructor));
    }
    let missing: Vec<&str> = constructors()
        .filter(|name| !explained.contains(name))
        .collect();
    assert!(missing.is_empty(), "these errors have no row: {missing:?}");
}

#[test]
fn anchors_are_distinct() {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for id in rows().map(|row| row.id).chain(rustc::ids()) {
        *counts.entry(id).or_default() += 1;
    }
    counts.retain(|_, count| *count > 1);
    assert!(counts.is_empty(), "{counts:?}");
}

/// What is written for names of other libraries can be written.
#[test]
fn names_of_other_libraries_have_an_answer() {
    for (ours, theirs) in foreign::RENAMED {
        assert!(crate::ops::find(ours).is_some(), "`{ours}` is no operation");
        for name in theirs.split_whitespace() {
            assert!(crate::ops::find(name).is_none(), "`{name}` is an operation");
        }
    }
    for (text, _) in foreign::WRITTEN {
        let value = text.replace("condition", "x > y");
        let condition = errors(&graph_of(&format!("if {value} {{ x }} else {{ y }}"))).is_empty();
        let number = errors(&graph_of(&value)).is_empty();
        assert!(condition || number, "`{text}` is no expression");
    }
}

/// A graph that uses its inputs whatever the expression is.
fn graph_of(expression: &str) -> String {
    format!(
        "struct A(x: [f64; n, n], y: [f64; n, n], w: [f64; n, n], b: [f64; n]) -> f64 {{ \
         sum(x) + sum(y) + sum(w) + sum(b) + sum({expression}) }}"
    )
}

#[test]
fn the_page_is_fresh() {
    expect_file!["../../../../../docs/errors.md"].assert_eq(&render::page());
    expect_file!["../../../../../tests/compile_pass/mended.rs"].assert_eq(&render::mended());
}
