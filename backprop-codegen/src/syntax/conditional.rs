//! `if` and its arms.

use proc_macro2::Delimiter;

use super::ast::{Block, Expr, ExprKind};
use super::cursor::{Broken, Parsed, Parser};
use super::expression::expr;
use super::statement;
use crate::diag::catalogue;
use crate::place::Place;

/// `if c { a } else if d { b } else { e }`
pub(super) fn conditional(parser: &mut Parser<'_, '_>) -> Parsed<Box<Expr>> {
    let outer = (parser.depth, parser.condition);
    let start = parser.here();
    let mut arms = Vec::new();
    let otherwise = branches(parser, &mut arms);
    (parser.depth, parser.condition) = outer;
    match otherwise {
        Ok(otherwise) => Ok(of_arms(arms, otherwise, start)),
        Err(Broken) => lose(parser, arms),
    }
}

/// An `if`; one without `else` has no value.
fn of_arms(arms: Vec<(Expr, Block)>, otherwise: Option<Box<Block>>, start: Place) -> Box<Expr> {
    let last = otherwise.as_deref().or(arms.last().map(|(_, block)| block));
    let place = last.map_or(start, |last| start.to(last.place));
    let kind = match otherwise {
        Some(otherwise) => ExprKind::If { arms, otherwise },
        None => ExprKind::Hole(arms.into_iter().flat_map(parts_of_arm).collect()),
    };
    Box::new(Expr { kind, place })
}

/// Keeps what has been read of an `if` that broke off.
fn lose<T>(parser: &mut Parser<'_, '_>, arms: Vec<(Expr, Block)>) -> Parsed<T> {
    let parts = arms.into_iter().flat_map(parts_of_arm);
    parser.lost.extend(parts);
    Err(Broken)
}

/// The condition and the block of an arm that has no `if`.
fn parts_of_arm((condition, block): (Expr, Block)) -> [Expr; 2] {
    let place = block.place;
    let kind = ExprKind::Block(Box::new(block));
    [condition, Expr { kind, place }]
}

/// The arms of an `if`, and its last `else`; one that is missing is reported.
fn branches(
    parser: &mut Parser<'_, '_>,
    arms: &mut Vec<(Expr, Block)>,
) -> Parsed<Option<Box<Block>>> {
    loop {
        let word = parser.here();
        parser.keyword("if");
        condition_begins(parser)?;
        let condition = expr(parser)?;
        parser.condition = false;
        let Ok(block) = branch(parser, "an operator or `{`") else {
            parser.lost.push(*condition);
            return Err(Broken);
        };
        arms.push((*condition, *block));
        if !other_else_if(parser) {
            if parser.keyword("else").is_none() {
                parser.diagnostics.report(catalogue::missing_else(word));
                return Ok(None);
            }
            if !parser.peek_keyword("if") {
                return branch(parser, "`{`").map(Some);
            }
        }
        // An `else if` is a block inside the block of its `else`.
        let word = parser.here();
        parser.descend(word)?;
    }
}

/// What follows is a condition, and no `let`.
fn condition_begins(parser: &mut Parser<'_, '_>) -> Parsed<()> {
    parser.condition = true;
    if !parser.peek_keyword("let") {
        return Ok(());
    }
    let place = parser.here();
    parser.diagnostics.report(catalogue::if_let(place));
    parser.skip();
    Err(Broken)
}

/// The block of a branch; `what` is what may stand there.
fn branch(parser: &mut Parser<'_, '_>, what: &str) -> Parsed<Box<Block>> {
    if parser.peek_group(Delimiter::Brace) {
        return statement::block(parser);
    }
    missing_braces(parser, what);
    Err(Broken)
}

fn missing_braces(parser: &mut Parser<'_, '_>, what: &str) {
    let place = parser.here();
    let found = parser.found();
    let report = catalogue::missing_braces(place, what, &found);
    parser.diagnostics.report(report);
}

/// `elif` and the like, which is reported and read as `else if`.
fn other_else_if(parser: &mut Parser<'_, '_>) -> bool {
    let word = ["elif", "elseif", "elsif"]
        .into_iter()
        .find(|word| parser.peek_keyword(word));
    let report = word.and_then(|word| {
        let place = parser.keyword(word)?;
        Some(catalogue::else_if(place, word))
    });
    report.is_some_and(|report| {
        parser.diagnostics.report(report);
        true
    })
}
