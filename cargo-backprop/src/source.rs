//! The `graph!` calls of a Rust file, wherever they stand.
//!
//! A call may stand where rustc would not look before it has expanded something else, as in
//! `assert!(graph!(..).value(1.0) > 0.0)`. So the file is not parsed as Rust: its tokens are searched.

use std::ops::Range;

use proc_macro2::{Delimiter, Group, Ident, LexError, Span, TokenStream, TokenTree, token_stream};

/// A source file, and how it is called in messages.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// One `graph!` call.
#[derive(Debug)]
pub(crate) struct Call {
    /// The bytes from the name of the macro to the last delimiter.
    pub(crate) range: Range<usize>,
    /// What stands between the delimiters.
    pub(crate) tokens: TokenStream,
}

/// Where a text is not made of Rust's tokens, and why.
#[derive(Debug)]
pub(crate) struct NotTokens {
    pub(crate) reason: String,
    pub(crate) range: Range<usize>,
}

impl Source {
    pub(crate) fn new(path: String, text: &str) -> Self {
        // Spans do not count a byte order mark.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
        Self { path, text }
    }

    /// The `graph!` calls, in the order in which they begin.
    ///
    /// A call with a `$` in it is the template of a `macro_rules!` and is left out.
    pub(crate) fn calls(&self) -> Result<Vec<Call>, NotTokens> {
        let tokens: TokenStream = without_shebang(&self.text)
            .parse()
            .map_err(|error: LexError| self.not_tokens(error.span().byte_range().start))?;
        let names = names(&tokens);
        Ok(calls(tokens, &names))
    }

    fn not_tokens(&self, position: usize) -> NotTokens {
        let rest = self.text.get(position..).unwrap_or("");
        let length = rest.chars().next().map_or(0, char::len_utf8);
        let start = self.text.len() - rest.len();
        NotTokens {
            reason: reason(rest),
            range: start..start + length,
        }
    }
}

/// Why no token begins with this text.
fn reason(rest: &str) -> String {
    if rest.starts_with("/*") {
        return "unterminated block comment".to_owned();
    }
    match rest.chars().next() {
        None => "this file ends too early".to_owned(),
        Some('(' | '[' | '{') => "this delimiter is never closed".to_owned(),
        Some(closing @ (')' | ']' | '}')) => format!("unexpected closing delimiter: `{closing}`"),
        Some('"' | '\'' | 'a'..='z' | '0'..='9') => {
            "this literal never ends, or is not one of Rust's".to_owned()
        }
        Some(start) => format!("unknown start of token: `{start}`"),
    }
}

/// The text with blanks in place of a first line such as `#!/usr/bin/env run-cargo-script`.
fn without_shebang(text: &str) -> String {
    let is_shebang = text
        .strip_prefix("#!")
        .is_some_and(|rest| !rest.trim_start().starts_with('['));
    if !is_shebang {
        return text.to_owned();
    }
    let end = text.find('\n').unwrap_or(text.len());
    let (first, rest) = text.split_at(end);
    format!("{}{rest}", " ".repeat(first.len()))
}

/// What the macro is called in this file: `graph`, and `differentiate` after `use backprop::graph as differentiate`.
fn names(tokens: &TokenStream) -> Vec<String> {
    let mut names = vec!["graph".to_owned()];
    let mut last = [String::new(), String::new()];
    let mut open = vec![tokens.clone().into_iter()];
    while let Some(trees) = open.last_mut() {
        match trees.next() {
            None => {
                open.pop();
            }
            Some(TokenTree::Group(group)) => {
                last = Default::default();
                open.push(group.stream().into_iter());
            }
            Some(TokenTree::Ident(ident)) => {
                let word = ident.to_string();
                if last == ["graph", "as"] && word != "_" && !names.contains(&word) {
                    names.push(word.clone());
                }
                let [_, before] = last;
                last = [before, word];
            }
            Some(_) => last = Default::default(),
        }
    }
    names
}

/// Tokens between two delimiters that have not been searched yet, and how far a call has been met.
struct Level {
    trees: token_stream::IntoIter,
    met: Met,
}

enum Met {
    Nothing,
    /// The macro's name.
    Name(Span),
    /// The macro's name and `!`.
    Bang(Span),
}

impl Level {
    fn new(tokens: TokenStream) -> Self {
        Self {
            trees: tokens.into_iter(),
            met: Met::Nothing,
        }
    }
}

fn calls(tokens: TokenStream, names: &[String]) -> Vec<Call> {
    let mut calls = Vec::new();
    let mut open = vec![Level::new(tokens)];
    while let Some(level) = open.last_mut() {
        let Some(tree) = level.trees.next() else {
            open.pop();
            continue;
        };
        let met = std::mem::replace(&mut level.met, Met::Nothing);
        match (met, tree) {
            (_, TokenTree::Ident(name)) if is_named(&name, names) => {
                level.met = Met::Name(name.span());
            }
            (Met::Name(start), TokenTree::Punct(punct)) if punct.as_char() == '!' => {
                level.met = Met::Bang(start);
            }
            (Met::Bang(start), TokenTree::Group(group)) if is_call(&group) => calls.push(Call {
                range: start.byte_range().start..group.span().byte_range().end,
                tokens: group.stream(),
            }),
            (_, TokenTree::Group(group)) => open.push(Level::new(group.stream())),
            _ => {}
        }
    }
    calls
}

fn is_named(ident: &Ident, names: &[String]) -> bool {
    names.iter().any(|name| ident == name)
}

/// Whether delimiters behind `graph!` belong to a call, and not to the template of a `macro_rules!`.
fn is_call(group: &Group) -> bool {
    group.delimiter() != Delimiter::None && !has_metavariables(group)
}

fn has_metavariables(group: &Group) -> bool {
    let mut open = vec![group.stream().into_iter()];
    while let Some(trees) = open.last_mut() {
        match trees.next() {
            None => {
                open.pop();
            }
            Some(TokenTree::Group(group)) => open.push(group.stream().into_iter()),
            Some(TokenTree::Punct(punct)) if punct.as_char() == '$' => return true,
            Some(_) => {}
        }
    }
    false
}
