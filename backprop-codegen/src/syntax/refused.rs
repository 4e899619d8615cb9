//! What Rust has and this language does not: it is reported, and read as far as it goes.

use proc_macro2::{Delimiter, TokenTree};

use super::ast::{Expr, ExprKind, TypeAst};
use super::cursor::{Broken, Parsed, Parser};
use super::expression::{self, expr, hole};
use super::types;
use crate::diag::catalogue;
use crate::place::Place;

/// `|a| b`, which is reported; its body has names that nothing here knows.
pub(super) fn closure(parser: &mut Parser<'_, '_>) -> Parsed<Box<Expr>> {
    let start = parser.here();
    parser.diagnostics.report(catalogue::closure(start));
    if parser.symbol("||").is_none() {
        parser.symbol("|");
        parser.skip_to(&['|', ';']);
        parser.symbol("|");
    }
    if parser.symbol("->").is_some() {
        let _: Parsed<TypeAst> = types::ty(parser);
    }
    parser.descend(start)?;
    let body = expr(parser);
    parser.depth -= 1;
    body?;
    Ok(Box::new(hole(start)))
}

/// `!(tokens)` behind the name of a macro, which is reported.
pub(super) fn macro_call(parser: &mut Parser<'_, '_>, start: Place) -> Expr {
    parser.symbol("!");
    let place = parser.behind(start);
    parser.diagnostics.report(catalogue::macro_call(place));
    if parser.cursor.any_group().is_some() {
        parser.skip();
    }
    hole(place)
}

/// `self`, which is reported, and the field or the method behind it.
pub(super) fn self_value(parser: &mut Parser<'_, '_>, place: Place) -> Parsed<Expr> {
    let mut field = None;
    let mut arguments = Vec::new();
    if parser.symbol(".").is_some()
        && let Some((ident, rest)) = parser.cursor.ident()
    {
        parser.cursor = rest;
        if parser.peek_group(Delimiter::Parenthesis) {
            (arguments, _) = expression::arguments(parser)?;
        } else {
            field = Some(ident.to_string());
        }
    }
    let report = catalogue::self_value(place, field.as_deref());
    parser.diagnostics.report(report);
    Ok(Expr {
        kind: ExprKind::Hole(arguments),
        place,
    })
}

/// `Name { fields }`, which is reported.
pub(super) fn struct_literal(parser: &mut Parser<'_, '_>, start: Place) -> Expr {
    parser.skip();
    let place = parser.behind(start);
    parser.diagnostics.report(catalogue::struct_literal(place));
    hole(place)
}

/// `'a:` in front of a block or a loop. A loop is reported anyway.
pub(super) fn label(parser: &mut Parser<'_, '_>) -> Parsed<()> {
    let Some((label, rest)) = parser.cursor.lifetime() else {
        return Ok(());
    };
    let place = parser.here();
    parser.cursor = rest;
    let labelled = parser.symbol(":").is_some();
    let repeated = ["for", "while", "loop"]
        .iter()
        .any(|word| parser.peek_keyword(word));
    if !labelled || !repeated {
        let report = catalogue::not_allowed(place, &format!("'{label}"));
        parser.diagnostics.report(report);
    }
    if labelled { Ok(()) } else { Err(Broken) }
}

/// An expression that starts with a keyword other than `if`. It is reported, and read as far as it goes.
pub(super) fn keyword(parser: &mut Parser<'_, '_>, word: &str) -> Parsed<Box<Expr>> {
    if word == "move" {
        parser.skip();
        return closure(parser);
    }
    let place = parser.here();
    report_keyword(parser, word)?;
    let takes_operand = matches!(
        word,
        "return" | "break" | "unsafe" | "async" | "ref" | "mut" | "const" | "yield"
    );
    if !takes_operand || ends_here(parser) {
        return Ok(Box::new(hole(place)));
    }
    parser.descend(place)?;
    let operand = expr(parser);
    parser.depth -= 1;
    let kind = ExprKind::Hole(vec![*operand?]);
    Ok(Box::new(Expr { kind, place }))
}

/// Reports a keyword, and skips it and a construct that it begins.
fn report_keyword(parser: &mut Parser<'_, '_>, word: &str) -> Parsed<()> {
    let place = parser.here();
    let report = match word {
        "true" | "false" => catalogue::boolean_literal(place, word),
        "for" | "while" | "loop" => catalogue::no_loops(place, word),
        "match" => catalogue::no_match(place),
        "return" => catalogue::no_return(place),
        "mut" => catalogue::mutable_let(place),
        "break" | "continue" | "unsafe" | "async" | "fn" | "struct" | "const" | "static"
        | "use" | "ref" | "mod" | "impl" | "enum" | "type" | "trait" | "dyn" | "yield" => {
            catalogue::not_allowed(place, word)
        }
        _ => return parser.expected("an expression"),
    };
    parser.diagnostics.report(report);
    parser.skip();
    if matches!(
        word,
        "for"
            | "while"
            | "loop"
            | "match"
            | "fn"
            | "struct"
            | "static"
            | "use"
            | "mod"
            | "impl"
            | "enum"
            | "type"
            | "trait"
    ) || (word == "const" && !parser.peek_group(Delimiter::Brace))
    {
        skip_construct(parser);
    }
    Ok(())
}

/// Whether no operand can follow.
pub(super) fn ends_here(parser: &Parser<'_, '_>) -> bool {
    parser.at_end()
        || parser.peek_symbol(";")
        || parser.peek_symbol(",")
        || parser.condition && parser.peek_group(Delimiter::Brace)
}

/// Skips to behind the block of a loop or an item, or to its `;`.
fn skip_construct(parser: &mut Parser<'_, '_>) {
    while let Some((tree, rest)) = parser.cursor.token_tree() {
        match &tree {
            TokenTree::Punct(punct) if matches!(punct.as_char(), ';' | ',') => break,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                parser.cursor = rest;
                break;
            }
            _ => parser.cursor = rest,
        }
    }
}
