//! Expressions: operands and the operators between them.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::ast::{Expr, ExprKind};
use super::cursor::{Broken, Parsed, Parser};
use super::operand::operand;
use super::operator::{COMPARISON, Pending, next_operator};
use crate::diag::catalogue;
use crate::place::Place;

pub(super) fn hole(place: Place) -> Expr {
    Expr {
        kind: ExprKind::Hole(Vec::new()),
        place,
    }
}

/// The result of a block: an expression, or several in parentheses.
pub(super) fn results(parser: &mut Parser<'_, '_>) -> Parsed<Vec<Expr>> {
    let alone = parser
        .cursor
        .group(Delimiter::Parenthesis)
        .is_some_and(|(_, _, rest)| rest.eof());
    if alone {
        return tuple_or_value(parser);
    }
    let result = expr(parser)?;
    Ok(vec![*result])
}

/// An expression, or several in parentheses with nothing behind them.
pub(super) fn tuple_or_value(parser: &mut Parser<'_, '_>) -> Parsed<Vec<Expr>> {
    let tuple = parser
        .cursor
        .group(Delimiter::Parenthesis)
        .is_some_and(|(inside, _, _)| has_comma(inside.token_stream()));
    if tuple {
        let (results, _) = arguments(parser)?;
        return Ok(results);
    }
    let result = expr(parser)?;
    Ok(vec![*result])
}

fn has_comma(tokens: TokenStream) -> bool {
    tokens
        .into_iter()
        .any(|tree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ','))
}

/// Expressions in parentheses, and the place of it all.
pub(super) fn arguments(parser: &mut Parser<'_, '_>) -> Parsed<(Vec<Expr>, Place)> {
    let outer = parser.enter(Delimiter::Parenthesis, "`(`")?;
    let arguments = items(parser);
    Ok((arguments, parser.leave(outer)))
}

/// Expressions separated by commas; one that cannot be read is a hole.
pub(super) fn items(parser: &mut Parser<'_, '_>) -> Vec<Expr> {
    let mut items = Vec::new();
    while !parser.at_end() {
        let start = parser.here();
        let item = argument(parser);
        let broken = item.is_err();
        items.push(item.map_or_else(|Broken| parser.hole(start), |item| *item));
        if !parser.comma(broken) {
            // What has been skipped may have been items.
            items.push(hole(start));
        }
    }
    items
}

/// One of several expressions. A name in front of it, as in `axis = 0`, is reported.
fn argument(parser: &mut Parser<'_, '_>) -> Parsed<Box<Expr>> {
    match argument_name(parser) {
        Some(place) => {
            let mut value = expr(parser)?;
            refuse(&mut value, place);
            Ok(value)
        }
        None => expr(parser),
    }
}

/// Reports and skips the name in front of an argument, if one stands here.
fn argument_name(parser: &mut Parser<'_, '_>) -> Option<Place> {
    let start = parser.cursor;
    let (name, rest) = start.ident().filter(|_| parser.peek_name())?;
    parser.cursor = rest;
    if parser.symbol("=").is_none() && parser.symbol(":").is_none() {
        parser.cursor = start;
        return None;
    }
    let place = parser.place(name.span());
    let report = catalogue::named_argument(place, &name.to_string());
    parser.diagnostics.report(report);
    Some(place)
}

/// Takes its meaning from an expression; the names in it are still looked up.
fn refuse(expr: &mut Expr, place: Place) {
    let value = std::mem::replace(expr, hole(place));
    expr.kind = ExprKind::Hole(vec![value]);
}

/// An operand of the expression that is being read, and the level of the operator that it is the result
/// of, if it does not stand for itself.
struct Operand {
    expr: Box<Expr>,
    level: Option<u8>,
}

/// An expression. Operators wait on a stack of their own, so that they take no recursion.
pub(super) fn expr(parser: &mut Parser<'_, '_>) -> Parsed<Box<Expr>> {
    let mut operands: Vec<Operand> = Vec::new();
    let mut pending: Vec<Pending> = Vec::new();
    loop {
        let Ok(expr) = operand(parser) else {
            return lose(parser, operands);
        };
        operands.push(Operand { expr, level: None });
        let Some(operator) = next_operator(parser) else {
            break;
        };
        reduce(parser, &mut operands, &mut pending, operator.level);
        pending.push(operator);
    }
    reduce(parser, &mut operands, &mut pending, 0);
    operands.pop().map(|operand| operand.expr).ok_or(Broken)
}

/// Keeps what has been read of an expression that broke off.
fn lose<T>(parser: &mut Parser<'_, '_>, operands: Vec<Operand>) -> Parsed<T> {
    let parts = operands.into_iter().map(|operand| *operand.expr);
    parser.lost.extend(parts);
    Err(Broken)
}

/// Applies the operators that bind at least as tightly as one of `level` that follows them.
fn reduce(
    parser: &mut Parser<'_, '_>,
    operands: &mut Vec<Operand>,
    pending: &mut Vec<Pending>,
    level: u8,
) {
    while let Some(last) = pending.pop_if(|last| last.level >= level)
        && let (Some(right), Some(left)) = (operands.pop(), operands.pop())
    {
        operands.push(join(parser, left, &last, *right.expr));
    }
}

/// Two operands and the operator between them.
fn join(
    parser: &mut Parser<'_, '_>,
    mut left: Operand,
    operator: &Pending,
    right: Expr,
) -> Operand {
    let level = Some(operator.level);
    let whole = left.expr.place.to(right.place);
    let mut known = operator.operator;
    if left.level == level {
        match &mut left.expr.kind {
            ExprKind::Chain { rest, .. } if operator.level != COMPARISON => {
                if let Some(known) = known {
                    rest.push((known, operator.place, right));
                    left.expr.place = whole;
                    return left;
                }
            }
            ExprKind::Chain { .. } => {
                let report = catalogue::chained_comparison(operator.place);
                parser.diagnostics.report(report);
                known = None;
            }
            // What has no meaning takes in what follows on its level, so that the tree grows no deeper.
            ExprKind::Hole(parts) => {
                parts.push(right);
                left.expr.place = whole;
                return left;
            }
            _ => {}
        }
    }
    let kind = match known {
        Some(known) => ExprKind::Chain {
            first: left.expr,
            rest: vec![(known, operator.place, right)],
        },
        None => ExprKind::Hole(vec![*left.expr, right]),
    };
    let place = whole;
    Operand {
        expr: Box::new(Expr { kind, place }),
        level,
    }
}
