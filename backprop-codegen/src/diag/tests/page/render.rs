//! The page as Markdown, and its mended programs as Rust.

use std::fmt::Write;

use super::super::{end, errors, start};
use super::{Row, TOPICS, Topic, dedent, rows, rustc};
use crate::diag::{Diagnostic, foreign};

const INTRODUCTION: &str = "\
# Errors of `graph!`

What `graph!` does not know is an error, at the word that is wrong. This page has every message, the smallest program
that gives it, and the program mended. It is written by a test, from the compiler itself.

An error has up to three parts:

```text
error: cannot find size `bacth` in graph `Same`         what is wrong
       note: sizes are named in the types of the inputs  what one has to know
       help: a size with a similar spelling exists: ...  the way out
  |
4 |     struct Same(x: [f64; batch]) -> [f64; bacth] { x }
  |                                           ^^^^^
```

All the mistakes of a `graph!` are reported at once, in the order of the source; from the twentieth on they are
counted. What follows from a mistake is not reported, and what is generated for the graph is there all the same, so
that the rest of the crate has no errors of its own.

The programs below stand in a file that begins with `use backprop::graph;`. In the messages `…` stands for what
varies.
";

const BUG: &str = "\
## Errors of the compiler

A message that ends with `note: this is a bug in backprop` is one: the graph is right, and the compiler is not. Nothing
wrong is generated. Please report it with the graph.
";

pub(super) fn page() -> String {
    let mut page = format!("{INTRODUCTION}\n## Contents\n\n");
    for topic in TOPICS {
        _ = writeln!(page, "- [{}](#{})", topic.title, anchor(topic.title));
        for row in topic.rows {
            _ = writeln!(page, "  - [{}](#{})", row.message, row.id);
        }
    }
    for (title, rows) in [
        ("Names of other libraries", Vec::new()),
        (rustc::TITLE, rustc::contents()),
        ("Errors of the compiler", Vec::new()),
    ] {
        _ = writeln!(page, "- [{title}](#{})", anchor(title));
        page.extend(rows);
    }
    page.extend(TOPICS.iter().map(|topic| section(topic)));
    page.push_str(&names());
    page.push_str(&rustc::section());
    page.push('\n');
    page.push_str(BUG);
    page
}

/// The anchor that a heading has by itself.
pub(super) fn anchor(title: &str) -> String {
    let letters = title.to_lowercase();
    let kept = letters
        .chars()
        .filter(|letter| letter.is_alphanumeric() || *letter == ' ');
    kept.map(|letter| if letter == ' ' { '-' } else { letter })
        .collect()
}

fn section(topic: &Topic) -> String {
    let mut section = format!("\n## {}\n\n{}\n", topic.title, wrapped(topic.introduction));
    section.extend(topic.rows.iter().map(entry));
    section
}

fn entry(row: &Row) -> String {
    let Row {
        id, message, mend, ..
    } = row;
    let mut entry = format!("\n<a id=\"{id}\"></a>\n\n### {message}\n\n");
    if row.is_short() {
        let source = row.source();
        let answers: Vec<String> = errors(&source)
            .iter()
            .map(|error| answer(&source, error))
            .collect();
        _ = writeln!(entry, "```rust\n{}\n```\n", call(&source));
        _ = writeln!(entry, "```text\n{}\n```\n", answers.join("\n\n"));
    }
    _ = writeln!(entry, "{}\n", wrapped(mend));
    _ = writeln!(entry, "```rust\n{}\n```", call(&dedent(row.mended)));
    entry
}

/// Text in lines that are not too long.
pub(super) fn wrapped(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        if let Some(line) = lines
            .last_mut()
            .filter(|line| line.len() + word.len() < 100)
        {
            let space = if line.is_empty() { "" } else { " " };
            line.extend([space, word]);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.join("\n")
}

/// The line of the file in which `graph!` stands.
const FIRST_LINE: usize = 3;

/// A program in its `graph!`.
fn call(source: &str) -> String {
    if source.is_empty() {
        return "graph! {}".to_owned();
    }
    if source.starts_with('|') || source.starts_with("move") {
        return format!("let graph = graph!({source});");
    }
    let mut call = "graph! {\n".to_owned();
    for line in source.lines() {
        _ = writeln!(call, "    {line}");
    }
    call.push('}');
    call
}

/// What rustc prints of an error.
fn answer(source: &str, error: &Diagnostic) -> String {
    let shown = call(source);
    let expression = !shown.starts_with("graph!");
    // Where the source stands in what is shown.
    let (below, right) = if expression {
        (0, "let graph = graph!(".len())
    } else {
        (1, 4)
    };
    let (from, to) = if source.is_empty() {
        ((0, 0), shown.len())
    } else {
        let (start, end) = (start(error), end(error));
        (
            (start.line - 1 + below, start.column + right),
            end.column + right,
        )
    };
    let (line, column) = from;
    let number = (FIRST_LINE + line).to_string();
    let mut text = format!("error: {}", error.text().replace('\n', "\n       "));
    let blank = " ".repeat(number.len());
    let shown = shown.lines().nth(line).unwrap_or_default();
    let carets = "^".repeat(to - column);
    let underline = format!("{}{carets}", " ".repeat(column));
    _ = write!(
        text,
        "\n{blank} |\n{number} | {shown}\n{blank} | {underline}"
    );
    text
}

/// What is written for names of other libraries.
fn names() -> String {
    let quoted = |names: &str| {
        let names: Vec<String> = names
            .split_whitespace()
            .map(|name| format!("`{name}`"))
            .collect();
        names.join(", ")
    };
    let mut section = "\n## Names of other libraries\n\n\
        Operations have the names that Rust and ndarray have for them, and otherwise the usual ones. Those of other \
        libraries are known as well, and the help of [cannot find operation](#unknown-operation) says what is written \
        here.\n\n\
        | elsewhere | here |\n| --- | --- |\n"
        .to_owned();
    for (ours, names) in foreign::RENAMED {
        _ = writeln!(section, "| {} | `{ours}` |", quoted(names));
    }
    for (ours, names) in foreign::WRITTEN {
        let ours = ours.replace('|', "\\|");
        _ = writeln!(section, "| {} | `{ours}` |", quoted(names));
    }
    for (remark, names) in foreign::REMARKS {
        _ = writeln!(section, "| {} | {remark} |", quoted(names));
    }
    section
}

/// All mended programs in one file.
pub(super) fn mended() -> String {
    let mut file = "\
        //! The mended programs of `docs/errors.md`, which a test of `backprop-codegen` writes.\n\
        #![allow(dead_code)]\n"
        .to_owned();
    for row in rows() {
        let name = row.id.replace('-', "_");
        let source = dedent(row.mended);
        let call = call(&source);
        let body = if call.starts_with("graph!") {
            format!("use backprop::graph;\n\n{call}")
        } else {
            format!(
                "pub fn run() {{\n    {}\n}}",
                call.replace("let graph = graph!", "let _ = backprop::graph!")
            )
        };
        _ = writeln!(file, "\nmod {name} {{\n{}\n}}", indent(&body));
    }
    file.push_str(&rustc::mended());
    file.push_str("\nfn main() {}\n");
    file
}

/// The lines with an indentation.
pub(super) fn indent(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| {
            if line.is_empty() {
                String::new()
            } else {
                format!("    {line}")
            }
        })
        .collect();
    lines.join("\n")
}
