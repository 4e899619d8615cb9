//! Blocks: `let` statements and the result behind them.

use proc_macro2::{Delimiter, TokenTree};

use super::ast::{Block, Expr, Let};
use super::cursor::{Broken, Parsed, Parser};
use super::{expression, header};
use crate::diag::catalogue;
use crate::place::Place;

/// `{ let* result }`
pub(super) fn block(parser: &mut Parser<'_, '_>) -> Parsed<Block> {
    let (mut block, place) =
        parser.group(Delimiter::Brace, "`{`", |inside| Ok(contents(inside)))?;
    if block.results.is_empty() {
        let end = Place {
            start: place.end,
            ..place
        };
        parser.diagnostics.report(catalogue::missing_result(end));
        block.results.push(expression::hole(place));
    }
    Ok(Block { place, ..block })
}

/// What stands between the braces. A block that is empty for another reason than a mistake that has
/// been reported has no results.
fn contents(parser: &mut Parser<'_, '_>) -> Block {
    let start = parser.here();
    let mut block = Block {
        lets: Vec::new(),
        results: Vec::new(),
        place: start,
    };
    while !parser.at_end() {
        let place = parser.here();
        if parser.peek_keyword("let") {
            block.lets.extend(binding(parser));
            continue;
        }
        let block_like = starts_with_block(parser);
        if let Some(place) = parser.symbol(";") {
            parser.diagnostics.report(catalogue::stray_semicolon(place));
            continue;
        }
        match expression::results(parser) {
            Ok(results) if parser.at_end() => block.results = results,
            Ok(results) => {
                after_result(parser, &results, place);
                block.results = vec![expression::hole(place)];
            }
            Err(Broken) => {
                skip_statement(parser, block_like);
                block.results = vec![expression::hole(place)];
            }
        }
    }
    block
}

/// Reports what stands behind an expression that should have been the last of its block.
fn after_result(parser: &mut Parser<'_, '_>, results: &[Expr], start: Place) {
    if let Some(semicolon) = parser.symbol(";") {
        let report = if parser.at_end() {
            catalogue::semicolon_behind_result(semicolon)
        } else {
            let end = results.last().map_or(start, |result| result.place);
            catalogue::unused_expression(start.to(end))
        };
        parser.diagnostics.report(report);
        return;
    }
    let _: Parsed<()> = if parser.peek_keyword("let") {
        parser.expected("`;`")
    } else {
        parser.expected("an operator, `;` or the end of the block")
    };
    if !parser.peek_keyword("let") {
        skip_statement(parser, false);
    }
}

/// `let name: type = expr;`
fn binding(parser: &mut Parser<'_, '_>) -> Option<Let> {
    parser.keyword("let")?;
    if let Some(place) = parser.keyword("mut") {
        parser.diagnostics.report(catalogue::mutable_let(place));
    }
    let Ok(name) = parser.name("a name") else {
        parser.skip_behind(';');
        return None;
    };
    let (ty, value) = match annotated(parser) {
        Ok((ty, value)) => (ty, value),
        Err(Broken) => {
            skip_to_let(parser);
            (None, expression::hole(name.place))
        }
    };
    Some(Let { name, ty, value })
}

/// What follows the name of a `let`, up to and with its `;`.
fn annotated(parser: &mut Parser<'_, '_>) -> Parsed<(Option<super::ast::TypeAst>, Expr)> {
    let ty = if parser.symbol(":").is_some() {
        Some(header::ty(parser)?)
    } else {
        None
    };
    if parser.symbol("=").is_none() {
        return parser.expected("`=` and a value");
    }
    let value = expression::expr(parser)?;
    if parser.symbol(";").is_some() {
        return Ok((ty, value));
    }
    if parser.peek_keyword("else") {
        let place = parser.here();
        let report = catalogue::not_in_language(place, "`let .. else`");
        parser.diagnostics.report(report);
        return Err(Broken);
    }
    let _: Parsed<()> = if parser.at_end() || parser.peek_keyword("let") {
        parser.expected("`;`")
    } else {
        let _: Parsed<()> = parser.expected("an operator or `;`");
        skip_to_let(parser);
        Err(Broken)
    };
    Ok((ty, value))
}

/// Skips to behind the `;` of a broken statement, or to the next `let`.
fn skip_to_let(parser: &mut Parser<'_, '_>) {
    while let Some((tree, rest)) = parser.cursor.token_tree() {
        if parser.peek_keyword("let") {
            break;
        }
        parser.cursor = rest;
        if matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == ';') {
            break;
        }
    }
}

/// Whether the statement that starts here ends with a block and needs no `;`.
fn starts_with_block(parser: &Parser<'_, '_>) -> bool {
    [
        "for", "while", "loop", "match", "unsafe", "fn", "struct", "mod", "impl",
    ]
    .iter()
    .any(|word| parser.peek_keyword(word))
}

/// Skips a broken statement: to behind its `;`, or behind its block if it is a statement that ends so.
fn skip_statement(parser: &mut Parser<'_, '_>, block_like: bool) {
    while let Some((tree, rest)) = parser.cursor.token_tree() {
        if parser.peek_keyword("let") {
            break;
        }
        parser.cursor = rest;
        let end = match &tree {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => block_like && group.delimiter() == Delimiter::Brace,
            _ => false,
        };
        if end {
            break;
        }
    }
}
