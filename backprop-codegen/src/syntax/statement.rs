//! Blocks: `let` statements and the result behind them.

use proc_macro2::{Delimiter, Ident, TokenTree};

use super::ast::{Block, Expr, ExprKind, Let, Name, TypeAst};
use super::cursor::{Broken, Parsed, Parser, is_keyword};
use super::{expression, types};
use crate::diag::catalogue;
use crate::place::Place;

/// `{ let* result }`
pub(super) fn block(parser: &mut Parser<'_, '_>) -> Parsed<Box<Block>> {
    let outer = parser.enter(Delimiter::Brace, "`{`")?;
    let mut block = Box::new(Block {
        lets: Vec::new(),
        results: Vec::new(),
        place: parser.here(),
    });
    // Whether something is missing that has been reported.
    let mut broken = false;
    while !parser.at_end() {
        if parser.peek_keyword("let") {
            broken = !binding(parser, &mut block.lets);
        } else if let Some(place) = parser.symbol(";") {
            parser.diagnostics.report(catalogue::stray_semicolon(place));
        } else {
            let place = parser.here();
            let results = expression::results(parser);
            broken |= !result(parser, results, place, &mut block);
        }
    }
    without_result(parser, broken, &mut block);
    block.place = parser.leave(outer);
    Ok(block)
}

/// Gives a block without a result a hole, and reports it if nothing else says why.
fn without_result(parser: &mut Parser<'_, '_>, broken: bool, block: &mut Block) {
    if block.results.is_empty() {
        let end = parser.here();
        if !broken {
            parser.diagnostics.report(catalogue::missing_result(end));
        }
        block.results.push(expression::hole(end));
    }
}

/// Keeps the result of a block. What stands before the end of the block is no result, and is reported.
fn result(
    parser: &mut Parser<'_, '_>,
    results: Parsed<Vec<Expr>>,
    place: Place,
    block: &mut Block,
) -> bool {
    let results = results.unwrap_or_else(|Broken| {
        skip_statement(parser);
        vec![parser.hole(place)]
    });
    if parser.at_end() {
        block.results = results;
        return true;
    }
    after_result(parser, &results, place);
    block.lets.push(unnamed(results, place));
    false
}

/// A `let` without a name, for what is no statement: the names in it are still looked up.
fn unnamed(parts: Vec<Expr>, place: Place) -> Let {
    Let {
        name: nameless(place),
        ty: None,
        value: Expr {
            kind: ExprKind::Hole(parts),
            place,
        },
    }
}

/// A name that nothing can use.
fn nameless(place: Place) -> Name {
    Name {
        ident: Ident::new("_unnamed", place.start),
        text: "_".into(),
        place,
    }
}

/// Reports what stands behind an expression that should have been the last of its block, unless the
/// expression has been reported itself.
fn after_result(parser: &mut Parser<'_, '_>, results: &[Expr], start: Place) {
    let reported = matches!(
        results,
        [Expr {
            kind: ExprKind::Hole(_),
            ..
        }]
    );
    if let Some(semicolon) = parser.symbol(";") {
        if reported {
            return;
        }
        let report = if parser.at_end() {
            catalogue::semicolon_behind_result(semicolon)
        } else {
            let end = results.last().map_or(start, |result| result.place);
            catalogue::unused_expression(start.to(end))
        };
        parser.diagnostics.report(report);
        return;
    }
    if reported {
        return;
    }
    parser.expected_operator("an operator, `;` or `}`");
    if !parser.peek_keyword("let") {
        skip_statement(parser);
    }
}

/// `let name: type = expr;`. Gives whether the statement is complete, or else skipped.
fn binding(parser: &mut Parser<'_, '_>, lets: &mut Vec<Let>) -> bool {
    let Some(head) = head(parser) else {
        return skip_statement(parser);
    };
    let value = value(parser, head.pattern());
    bind(parser, head, value, lets)
}

/// What stands in front of the `=` of a `let`.
struct Head {
    names: Vec<Name>,
    ty: Option<TypeAst>,
    place: Place,
}

impl Head {
    /// Whether there is not exactly one name.
    fn pattern(&self) -> bool {
        self.names.len() != 1
    }
}

fn head(parser: &mut Parser<'_, '_>) -> Option<Head> {
    parser.keyword("let");
    if let Some(place) = parser.keyword("mut") {
        parser.diagnostics.report(catalogue::mutable_let(place));
    }
    let names = names(parser).ok()?;
    let place = parser.here();
    let ty = annotation(parser);
    Some(Head { names, ty, place })
}

/// Reads the end of a `let`, and keeps what it binds.
fn bind(
    parser: &mut Parser<'_, '_>,
    head: Head,
    value: Parsed<Box<Expr>>,
    lets: &mut Vec<Let>,
) -> bool {
    let pattern = head.pattern();
    let Head { names, ty, place } = head;
    let (value, complete) = match value {
        Ok(value) => (*value, end(parser)),
        Err(Broken) => (parser.hole(place), skip_statement(parser)),
    };
    if pattern {
        // What each name is cannot be said; the names in the value are still looked up.
        lets.push(unnamed(vec![value], place));
        lets.extend(names.into_iter().map(|name| Let {
            value: expression::hole(name.place),
            name,
            ty: None,
        }));
    } else {
        lets.extend(names.into_iter().zip([value]).map(|(name, value)| Let {
            name,
            ty: ty.clone(),
            value,
        }));
    }
    complete
}

/// The name of a `let`; a pattern is reported, and all of its names are given.
fn names(parser: &mut Parser<'_, '_>) -> Parsed<Vec<Name>> {
    if let Some((ident, rest)) = parser.cursor.ident()
        && ident == "_"
    {
        let place = parser.here();
        parser.cursor = rest;
        parser.diagnostics.report(catalogue::nameless_let(place));
        return Ok(vec![nameless(place)]);
    }
    let pattern = parser.cursor.any_group();
    let Some((_, Delimiter::Parenthesis | Delimiter::Bracket, span, rest)) = pattern else {
        return Ok(vec![parser.name("a name")?]);
    };
    let place = Place {
        end: span.close(),
        ..parser.here()
    };
    parser.diagnostics.report(catalogue::pattern(place));
    let mut names = Vec::new();
    if let Some((inside, ..)) = pattern {
        parser.cursor = inside;
        while !parser.at_end() {
            match parser.cursor.ident() {
                Some((ident, rest)) if !is_keyword(&ident) => {
                    parser.cursor = rest;
                    names.push(parser.named(ident));
                }
                _ => parser.skip(),
            }
        }
    }
    parser.cursor = rest;
    Ok(names)
}

/// `: type`, if it stands here.
fn annotation(parser: &mut Parser<'_, '_>) -> Option<TypeAst> {
    parser.symbol(":")?;
    Some(types::ty(parser).unwrap_or_else(|Broken| {
        parser.skip_to(&['=', ';']);
        TypeAst::Hole
    }))
}

/// `= expr`; a tuple is a value only for a pattern.
fn value(parser: &mut Parser<'_, '_>, pattern: bool) -> Parsed<Box<Expr>> {
    if parser.symbol("=").is_none() {
        return parser.expected("`=` and a value");
    }
    if !pattern {
        return expression::expr(parser);
    }
    let place = parser.here();
    let parts = expression::tuple_or_value(parser)?;
    Ok(Box::new(Expr {
        kind: ExprKind::Hole(parts),
        place,
    }))
}

/// The `;` of a `let`. One that is missing is reported, and what stands in its place is skipped unless it
/// can be the next statement or the result. Gives whether a result may still follow.
fn end(parser: &mut Parser<'_, '_>) -> bool {
    if parser.symbol(";").is_some() {
        return true;
    }
    if parser.peek_keyword("else") {
        let place = parser.here();
        parser.diagnostics.report(catalogue::let_else(place));
        skip_statement(parser);
    } else if semicolon_ahead(parser) {
        parser.expected_operator("an operator or `;`");
        skip_statement(parser);
    } else {
        let found = parser.found();
        let last = parser.last();
        let report = catalogue::missing_semicolon(last, &found);
        parser.diagnostics.report(report);
        return !parser.at_end();
    }
    true
}

/// Whether a `;` ends what stands here, before the next `let` or the end of the block.
fn semicolon_ahead(parser: &Parser<'_, '_>) -> bool {
    let mut cursor = parser.cursor;
    while let Some((tree, rest)) = cursor.token_tree() {
        match &tree {
            TokenTree::Punct(punct) if punct.as_char() == ';' => return true,
            TokenTree::Ident(ident) if ident == "let" => return false,
            _ => cursor = rest,
        }
    }
    false
}

/// Skips a broken statement: to behind its `;`, or to the next `let`. Gives whether one of them stands
/// there.
fn skip_statement(parser: &mut Parser<'_, '_>) -> bool {
    while let Some((tree, rest)) = parser.cursor.token_tree() {
        if parser.peek_keyword("let") {
            return true;
        }
        parser.cursor = rest;
        if matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == ';') {
            return true;
        }
    }
    false
}
