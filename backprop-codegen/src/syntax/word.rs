//! What begins with a word, or is one: numbers, names, paths, and the names of operations.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

use super::ast::{Expr, ExprKind, Name};
use super::cursor::{Broken, Parsed, Parser, is_keyword};
use super::expression::hole;
use super::literal;
use super::refused::{macro_call, self_value};
use crate::diag::catalogue;
use crate::place::Place;

/// What begins with a word or is one.
pub(super) enum Word {
    If,
    /// Another keyword.
    Other(String),
    /// The name of an operation, with its arguments behind it.
    Call(Box<Name>),
    /// A number, a name, a path, or a hole.
    Expr(Box<Expr>),
}

pub(super) fn word(parser: &mut Parser<'_, '_>) -> Parsed<Word> {
    if parser.cursor.literal().is_some() {
        return Ok(Word::Expr(Box::new(number(parser))));
    }
    if parser.peek_symbol("::") {
        return path(parser);
    }
    let Some((ident, rest)) = parser.cursor.ident() else {
        return parser.expected("an expression");
    };
    let word = ident.to_string();
    let path_root = is_path_root(&ident);
    // `where` is the name of an operation elsewhere.
    let called = word == "where" && rest.group(Delimiter::Parenthesis).is_some();
    if is_keyword(&ident) && !path_root && !called && !parser.escaped.contains(&word) {
        return Ok(if word == "if" {
            Word::If
        } else {
            Word::Other(word)
        });
    }
    let here = parser.cursor;
    parser.cursor = rest;
    turbofish(parser);
    if parser.peek_symbol("::") || path_root {
        parser.cursor = here;
        return path(parser);
    }
    let name = parser.named(ident);
    if parser.peek_symbol("!") {
        return Ok(Word::Expr(Box::new(macro_call(parser, name.place))));
    }
    if parser.peek_group(Delimiter::Parenthesis) {
        return Ok(Word::Call(Box::new(name)));
    }
    let place = name.place;
    let kind = ExprKind::Name(name);
    Ok(Word::Expr(Box::new(Expr { kind, place })))
}

/// A number; any other literal is reported, and a hole.
fn number(parser: &mut Parser<'_, '_>) -> Expr {
    let start = parser.here();
    match literal::number(parser) {
        Ok(number) => Expr {
            kind: ExprKind::Number {
                digits: number.digits,
                integer: number.integer,
            },
            place: number.place,
        },
        Err(Broken) => hole(start),
    }
}

/// Reports and skips `::<..>`.
pub(super) fn turbofish(parser: &mut Parser<'_, '_>) {
    let Some(rest) = parser.punctuation("::") else {
        return;
    };
    if rest.punct().is_none_or(|(punct, _)| punct.as_char() != '<') {
        return;
    }
    let start = parser.here();
    parser.cursor = rest;
    parser.skip_angles();
    let report = catalogue::generic_arguments(parser.behind(start));
    parser.diagnostics.report(report);
}

/// A path of several segments: a Rust constant.
fn path(parser: &mut Parser<'_, '_>) -> Parsed<Word> {
    let start = parser.here();
    let mut text = String::new();
    let mut tokens = TokenStream::new();
    let mut last = None;
    colons(parser, &mut text, &mut tokens);
    let mut more = true;
    while more {
        let Some((segment, rest)) = parser.cursor.ident().filter(|(word, _)| is_segment(word))
        else {
            return parser.expected("a path segment");
        };
        parser.cursor = rest;
        text.push_str(&segment.to_string());
        tokens.extend([TokenTree::Ident(segment.clone())]);
        last = Some(segment);
        turbofish(parser);
        more = colons(parser, &mut text, &mut tokens);
    }
    let place = parser.behind(start);
    if parser.peek_symbol("!") {
        return Ok(Word::Expr(Box::new(macro_call(parser, place))));
    }
    if text == "self" {
        return Ok(Word::Expr(Box::new(self_value(parser, place))));
    }
    if let Some(last) = last.filter(|_| parser.peek_group(Delimiter::Parenthesis)) {
        return Ok(call_of_path(parser, place, &text, last));
    }
    let kind = ExprKind::Path { tokens, text };
    Ok(Word::Expr(Box::new(Expr { kind, place })))
}

/// Steps over `::`, and adds it to a path.
fn colons(parser: &mut Parser<'_, '_>, text: &mut String, tokens: &mut TokenStream) -> bool {
    let first = parser.cursor.punct();
    if parser.symbol("::").is_none() {
        return false;
    }
    text.push_str("::");
    let second = first.as_ref().and_then(|(_, rest)| rest.punct());
    let colons = [first, second].into_iter().flatten();
    tokens.extend(colons.map(|(colon, _)| TokenTree::Punct(colon)));
    true
}

/// Whether a word may be part of a path.
pub(super) fn is_segment(word: &Ident) -> bool {
    !is_keyword(word) || is_path_root(word)
}

/// Whether a word is a keyword that a path may begin with.
pub(super) fn is_path_root(word: &Ident) -> bool {
    ["crate", "self", "super", "Self"]
        .iter()
        .any(|root| word == root)
}

/// A path in front of arguments, which is reported; its last segment may be an operation all the same.
fn call_of_path(parser: &mut Parser<'_, '_>, place: Place, text: &str, last: Ident) -> Word {
    let name = parser.named(last);
    let report = catalogue::call_of_path(place, text, &name.text);
    parser.diagnostics.report(report);
    if crate::ops::find(&name.text).is_some() {
        return Word::Call(Box::new(name));
    }
    parser.skip();
    Word::Expr(Box::new(hole(place)))
}
