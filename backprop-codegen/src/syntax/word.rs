//! What begins with a word, or is one: numbers, names, paths, and the names of operations.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

use super::ast::{Expr, ExprKind, Name};
use super::cursor::{Broken, Parsed, Parser, is_keyword, unraw};
use super::expression::{arguments, hole};
use super::literal;
use super::refused::{macro_call, self_value, struct_literal};
use crate::diag::catalogue;
use crate::ops::Op;
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
    if parser.peek_symbol(".") && decimals(parser).is_some() {
        return Ok(Word::Expr(Box::new(without_integer_part(parser))));
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
    if peek_macro(parser) {
        return Ok(Word::Expr(Box::new(macro_call(parser, name.place))));
    }
    if parser.peek_group(Delimiter::Parenthesis) {
        return Ok(Word::Call(Box::new(name)));
    }
    let upper_case = name.text.starts_with(char::is_uppercase);
    if upper_case && !parser.condition && parser.peek_group(Delimiter::Brace) {
        return Ok(Word::Expr(Box::new(struct_literal(parser, name.place))));
    }
    if let Some(op) = crate::ops::find(&name.text)
        && peek_argument(parser)
        && !parser.names.contains(&name.text)
    {
        return Ok(Word::Expr(Box::new(bare_call(parser, op, name.place))));
    }
    let place = name.place;
    let kind = ExprKind::Name(name);
    Ok(Word::Expr(Box::new(Expr { kind, place })))
}

/// Whether `!` and a group stand here, behind a name.
fn peek_macro(parser: &Parser<'_, '_>) -> bool {
    let behind = parser.punctuation("!").filter(|_| parser.peek_symbol("!"));
    behind.is_some_and(|rest| rest.any_group().is_some())
}

/// Whether a word stands here that can be an argument.
fn peek_argument(parser: &Parser<'_, '_>) -> bool {
    let operator = parser.peek_keyword("and") || parser.peek_keyword("or");
    parser.cursor.literal().is_some() || (parser.peek_name() && !operator)
}

/// An operation whose arguments stand behind it without parentheses, which is reported; those that are words
/// are read.
fn bare_call(parser: &mut Parser<'_, '_>, op: Op, place: Place) -> Expr {
    let report = catalogue::missing_parentheses(place, op);
    parser.diagnostics.report(report);
    let mut arguments = Vec::new();
    while peek_argument(parser) {
        let Some((ident, rest)) = parser.cursor.ident() else {
            arguments.push(number(parser));
            continue;
        };
        parser.cursor = rest;
        let name = parser.named(ident);
        arguments.push(Expr {
            place: name.place,
            kind: ExprKind::Name(name),
        });
    }
    Expr {
        kind: ExprKind::Hole(arguments),
        place,
    }
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

/// The digits behind a dot that stands here.
fn decimals(parser: &Parser<'_, '_>) -> Option<String> {
    let (literal, _) = parser.punctuation(".")?.literal()?;
    let text = literal.to_string();
    text.starts_with(|first: char| first.is_ascii_digit())
        .then_some(text)
}

/// `.5`, which is reported.
fn without_integer_part(parser: &mut Parser<'_, '_>) -> Expr {
    let start = parser.here();
    let digits = decimals(parser).unwrap_or_default();
    parser.skip();
    parser.skip();
    let place = parser.behind(start);
    let report = catalogue::number_without_integer_part(place, &digits);
    parser.diagnostics.report(report);
    hole(place)
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
    if peek_macro(parser) {
        return Ok(Word::Expr(Box::new(macro_call(parser, place))));
    }
    if text == "self" {
        return self_value(parser, place).map(|value| Word::Expr(Box::new(value)));
    }
    if let Some(last) = last.filter(|_| parser.peek_group(Delimiter::Parenthesis)) {
        return call_of_path(parser, place, &text, &last);
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

/// A path in front of arguments, which is reported; the names in them are still looked up.
fn call_of_path(
    parser: &mut Parser<'_, '_>,
    place: Place,
    text: &str,
    last: &Ident,
) -> Parsed<Word> {
    let last = unraw(last);
    let (arguments, _) = arguments(parser)?;
    let report = catalogue::call_of_path(place, text, &last, !arguments.is_empty());
    parser.diagnostics.report(report);
    let kind = ExprKind::Hole(arguments);
    Ok(Word::Expr(Box::new(Expr { kind, place })))
}
