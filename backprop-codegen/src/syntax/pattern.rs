//! The name of a `let`, and patterns, which stand for several.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::ast::Name;
use super::cursor::{Parsed, Parser, is_keyword};
use super::statement::nameless;
use super::tokens::Cursor;
use crate::diag::catalogue;

/// The name of a `let`; a pattern is reported, and all of its names are given.
pub(super) fn names(parser: &mut Parser<'_, '_>) -> Parsed<Vec<Name>> {
    if parser.peek_keyword("_") {
        let place = parser.here();
        parser.skip();
        parser.diagnostics.report(catalogue::nameless_let(place));
        return Ok(vec![nameless(place)]);
    }
    if !is_pattern(parser) {
        return Ok(vec![parser.name("a name")?]);
    }
    let start = parser.here();
    let mut tokens = TokenStream::new();
    while let Some((tree, rest)) = parser.cursor.token_tree() {
        if parser.symbol("::").is_some() {
            continue;
        }
        let end = matches!(&tree, TokenTree::Punct(punct) if matches!(punct.as_char(), '=' | ';'));
        if end || is_annotation(parser) {
            break;
        }
        tokens.extend([tree]);
        parser.cursor = rest;
    }
    let report = catalogue::pattern(parser.behind(start));
    parser.diagnostics.report(report);
    parser.skip_to(&['=', ';']);
    let mut names = Vec::new();
    bound(parser, tokens, &mut names);
    Ok(names)
}

/// Whether the name of a `let` stands here, or a pattern, and a value behind it.
pub(super) fn starts(parser: &Parser<'_, '_>) -> bool {
    let named = parser.cursor.ident().filter(|_| parser.peek_name());
    let behind = named.and_then(|(_, rest)| rest.punct());
    behind.is_some_and(|(punct, _)| matches!(punct.as_char(), '=' | ':'))
}

/// Whether what stands here is more than a name.
fn is_pattern(parser: &Parser<'_, '_>) -> bool {
    let Some((_, rest)) = parser.cursor.ident() else {
        let group = parser
            .cursor
            .any_group()
            .map(|(_, delimiter, ..)| delimiter);
        let list = matches!(group, Some(Delimiter::Parenthesis | Delimiter::Bracket));
        return list || parser.peek_symbol("&");
    };
    let named = rest.ident().is_some() && parser.peek_keyword("ref");
    let grouped = matches!(
        rest.any_group(),
        Some((_, Delimiter::Parenthesis | Delimiter::Brace, ..))
    );
    let joined = rest.punct().is_some_and(|(punct, behind)| {
        matches!(punct.as_char(), '@' | '|') || (punct.as_char() == ':' && is_colon(behind))
    });
    named || grouped || joined
}

/// Whether the type of a `let` begins here: a `:` that is not part of `::`.
fn is_annotation(parser: &Parser<'_, '_>) -> bool {
    parser.peek_symbol(":")
}

fn is_colon(cursor: Cursor<'_>) -> bool {
    cursor
        .punct()
        .is_some_and(|(punct, _)| punct.as_char() == ':')
}

/// The names that a pattern binds: those in lower case.
fn bound(parser: &mut Parser<'_, '_>, tokens: TokenStream, names: &mut Vec<Name>) {
    let mut streams = vec![tokens.into_iter()];
    while let Some(stream) = streams.last_mut() {
        match stream.next() {
            Some(TokenTree::Group(group)) => streams.push(group.stream().into_iter()),
            Some(TokenTree::Ident(ident)) if !is_keyword(&ident) => {
                let name = parser.named(ident);
                if !name.text.starts_with(char::is_uppercase) {
                    names.push(name);
                }
            }
            Some(_) => {}
            None => {
                streams.pop();
            }
        }
    }
}
