//! What names a value without `let`, as other languages do.

use proc_macro2::{Spacing, TokenTree};

use super::cursor::{Parser, is_keyword};
use super::statement::{Head, annotation};
use super::tokens::Cursor;
use crate::diag::catalogue;

/// Reports a name that is given a value without `let`, and reads it up to its `=`: `y = x`, `y: f64 = x`,
/// `const y = x`, `float y = x`.
pub(super) fn declaration(parser: &mut Parser<'_, '_>) -> Option<Box<Head>> {
    let (first, behind) = parser.cursor.ident()?;
    let place = parser.here();
    let found = parser.found();
    let declares = !is_keyword(&first) || ["const", "mut", "static"].iter().any(|w| first == w);
    let second = behind.ident().filter(|(name, rest)| {
        declares && !is_keyword(name) && (is_equals(*rest) || is_annotation(*rest))
    });
    let (name, rest) = second.unwrap_or((first.clone(), behind));
    if is_keyword(&name) || !(is_equals(rest) || is_annotation(rest)) {
        return None;
    }
    parser.cursor = rest;
    let assigned = name == first && is_equals(rest);
    let report = if assigned {
        let text = if parser.peek_symbol("=") { "=" } else { ":=" };
        catalogue::assignment(parser.here(), text, false)
    } else {
        catalogue::missing_let(place, &found, &name.to_string())
    };
    parser.diagnostics.report(report);
    let name = parser.named(name);
    let ty = if assigned { None } else { annotation(parser) };
    Some(Head::of(name, ty))
}

/// Whether `=` or `:=` stands here.
fn is_equals(cursor: Cursor<'_>) -> bool {
    let Some((first, rest)) = cursor.punct() else {
        return false;
    };
    let second = rest.punct().map(|(punct, _)| punct.as_char());
    let joined = second.filter(|_| first.spacing() == Spacing::Joint);
    match first.as_char() {
        '=' => !matches!(joined, Some('=' | '>' | '<')),
        ':' => joined == Some('='),
        _ => false,
    }
}

/// Whether `:` and a type stand here, and an `=` behind them.
fn is_annotation(cursor: Cursor<'_>) -> bool {
    let Some((first, mut rest)) = cursor.punct() else {
        return false;
    };
    if first.as_char() != ':' || first.spacing() == Spacing::Joint {
        return false;
    }
    while let Some((tree, next)) = rest.token_tree() {
        match tree {
            TokenTree::Punct(punct) if punct.as_char() == '=' => return true,
            TokenTree::Punct(punct) if matches!(punct.as_char(), ';' | ',') => return false,
            _ => rest = next,
        }
    }
    false
}
