//! Operands: signs, values and parentheses, and the method calls and indices behind them.

use proc_macro2::{Delimiter, TokenTree};

use super::ast::{Block, Expr, ExprKind, Name, Suffix};
use super::conditional::conditional;
use super::cursor::{Broken, Parsed, Parser, is_keyword};
use super::expression::{arguments, expr, hole, items};
use super::index::indices;
use super::refused::ends_here;
use super::tokens::Cursor;
use super::word::{Word, turbofish, word};
use super::{refused, statement};
use crate::diag::catalogue;
use crate::place::Place;

/// A sign in front of an operand.
type Sign = (fn(Box<Expr>) -> ExprKind, Place);

/// An operand with the signs in front of it. A reference and the like is reported, and read as what it
/// refers to.
pub(super) fn operand(parser: &mut Parser<'_, '_>) -> Parsed<Box<Expr>> {
    let depth = parser.depth;
    let mut signs = Vec::new();
    let operand = signs_before(parser, &mut signs).and_then(|()| postfix(parser));
    parser.depth = depth;
    let mut operand = operand?;
    while let Some((kind, place)) = signs.pop() {
        let place = place.to(operand.place);
        operand = Box::new(Expr {
            kind: kind(operand),
            place,
        });
    }
    Ok(operand)
}

fn signs_before(parser: &mut Parser<'_, '_>, signs: &mut Vec<Sign>) -> Parsed<()> {
    word_before(parser);
    while let Some((text, _)) = parser.operator() {
        let kind: Option<fn(Box<Expr>) -> ExprKind> = match text {
            "-" => Some(ExprKind::Negate),
            "!" => Some(ExprKind::Not),
            "~" | ".." | "..=" => Some(|operand| ExprKind::Hole(vec![*operand])),
            "&" | "&&" | "*" | "+" => None,
            _ => break,
        };
        let start = parser.here();
        parser.symbol(text);
        let place = parser.behind(start);
        parser.descend(place)?;
        if let Some(kind) = kind {
            signs.push((kind, place));
        }
        let report = match text {
            "-" | "!" => continue,
            "*" => catalogue::dereference(place),
            "+" => catalogue::leading_plus(place),
            "~" => catalogue::unknown_operator(place, text),
            ".." | "..=" => catalogue::range(place),
            _ => {
                parser.keyword("mut");
                catalogue::reference(place)
            }
        };
        parser.diagnostics.report(report);
        if text.starts_with("..") && ends_here(parser) {
            return Err(Broken);
        }
    }
    Ok(())
}

/// `not` in front of an operand, which is reported.
fn word_before(parser: &mut Parser<'_, '_>) {
    let word = parser.cursor.ident().filter(|(word, _)| word == "not");
    let Some((word, rest)) = word.filter(|_| !parser.names.contains("not")) else {
        return;
    };
    if rest.ident().is_none() && rest.literal().is_none() {
        return;
    }
    parser.cursor = rest;
    let place = parser.place(word.span());
    let report = catalogue::word_operator(place, "!");
    parser.diagnostics.report(report);
}

/// An operand with the method calls and indices behind it.
fn postfix(parser: &mut Parser<'_, '_>) -> Parsed<Box<Expr>> {
    let base = primary(parser)?;
    let start = base.place;
    let mut suffixes = Vec::new();
    while suffix(parser, start, &mut suffixes)? {}
    if suffixes.is_empty() {
        return Ok(base);
    }
    let place = suffixes.iter().fold(start, |place, suffix| match suffix {
        Suffix::Method { place: end, .. } | Suffix::Index { place: end, .. } => place.to(*end),
        Suffix::Hole(_) => place,
    });
    let kind = ExprKind::Postfix { base, suffixes };
    Ok(Box::new(Expr { kind, place }))
}

/// Reads one suffix, if one stands here.
fn suffix(parser: &mut Parser<'_, '_>, start: Place, suffixes: &mut Vec<Suffix>) -> Parsed<bool> {
    if parser.symbol(".").is_some() || arrow(parser) {
        suffixes.push(match method_name(parser) {
            Some(name) => of_method(name, start, arguments(parser)?),
            None => Suffix::Hole(start),
        });
    } else if parser.peek_group(Delimiter::Bracket) {
        let (items, place) =
            parser.group(Delimiter::Bracket, "`[`", |inside| Ok(indices(inside)))?;
        suffixes.push(Suffix::Index { items, place });
    } else if let Some(mark) = parser.symbol("?") {
        parser.diagnostics.report(catalogue::question_mark(mark));
        // What follows may be the branches of C's conditional.
        if !parser.at_end() && !parser.peek_symbol(";") && !parser.peek_symbol(".") {
            return Err(Broken);
        }
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// `->` in place of a dot, which is reported.
fn arrow(parser: &mut Parser<'_, '_>) -> bool {
    let name = parser.punctuation("->").and_then(Cursor::ident);
    if name.is_none_or(|(name, _)| is_keyword(&name)) {
        return false;
    }
    let place = parser.symbol("->");
    let report = place.map(catalogue::arrow);
    report.is_some_and(|report| {
        parser.diagnostics.report(report);
        true
    })
}

fn of_method(name: Name, start: Place, (arguments, end): (Vec<Expr>, Place)) -> Suffix {
    Suffix::Method {
        name,
        arguments,
        place: start.to(end),
    }
}

/// The name behind a dot, if it is that of a method. Anything else is reported.
fn method_name(parser: &mut Parser<'_, '_>) -> Option<Name> {
    if parser.cursor.literal().is_some() {
        let place = parser.here();
        parser.skip();
        parser.diagnostics.report(catalogue::field(place, None));
        return None;
    }
    let Some((ident, _)) = parser.cursor.ident() else {
        let _: Parsed<()> = parser.expected("the name of an operation");
        return None;
    };
    parser.skip();
    let name = parser.named(ident);
    turbofish(parser);
    if !parser.peek_group(Delimiter::Parenthesis) {
        let report = catalogue::field(name.place, Some(&name.text));
        parser.diagnostics.report(report);
        return None;
    }
    Some(name)
}

/// A name, number, call, parenthesis, block or `if`.
fn primary(parser: &mut Parser<'_, '_>) -> Parsed<Box<Expr>> {
    refused::label(parser)?;
    match parser.cursor.any_group() {
        Some((_, Delimiter::Brace, ..)) => return statement::block(parser).map(of_block),
        Some((_, Delimiter::Bracket, ..)) => return list(parser),
        Some((_, delimiter, ..)) => return parenthesis(parser, delimiter),
        None => {}
    }
    if parser.peek_symbol("|") || parser.peek_symbol("||") {
        return refused::closure(parser);
    }
    match word(parser)? {
        Word::If => conditional(parser),
        Word::Other(word) => refused::keyword(parser, &word),
        Word::Expr(expr) => Ok(expr),
        Word::Call(name) => {
            let arguments = arguments(parser)?;
            Ok(call(*name, arguments))
        }
    }
}

fn of_block(block: Box<Block>) -> Box<Expr> {
    let place = block.place;
    let kind = ExprKind::Block(block);
    Box::new(Expr { kind, place })
}

fn call(name: Name, (arguments, end): (Vec<Expr>, Place)) -> Box<Expr> {
    let place = name.place.to(end);
    let kind = ExprKind::Call { name, arguments };
    Box::new(Expr { kind, place })
}

/// `[d, ...]`
fn list(parser: &mut Parser<'_, '_>) -> Parsed<Box<Expr>> {
    if let Some(place) = repeated(parser) {
        return Ok(Box::new(hole(place)));
    }
    let outer = parser.enter(Delimiter::Bracket, "`[`")?;
    let items = items(parser);
    Ok(Box::new(Expr {
        kind: ExprKind::List(items),
        place: parser.leave(outer),
    }))
}

/// Reports and skips `[value; count]`.
fn repeated(parser: &mut Parser<'_, '_>) -> Option<Place> {
    let (inside, ..) = parser.cursor.group(Delimiter::Bracket)?;
    let mut tokens = inside.token_stream().into_iter();
    let semicolon = |tree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ';');
    if !tokens.any(semicolon) {
        return None;
    }
    let start = parser.here();
    parser.skip();
    let place = parser.behind(start);
    parser.diagnostics.report(catalogue::list_as_value(place));
    Some(place)
}

/// One expression in parentheses, or a fragment that a macro by example has passed on.
fn parenthesis(parser: &mut Parser<'_, '_>, delimiter: Delimiter) -> Parsed<Box<Expr>> {
    let outer = parser.enter(delimiter, "an expression")?;
    let start = parser.here();
    let inner = match expr(parser) {
        Ok(inner) => inner,
        Err(Broken) => boxed_hole(parser, start),
    };
    let broken = matches!(inner.kind, ExprKind::Hole(_));
    let mut inner = if parser.symbol(",").is_some() {
        tuple(parser, *inner)
    } else {
        inner
    };
    if !parser.at_end() {
        if !broken {
            let what = format!("an operator or {}", parser.closing());
            parser.expected_operator(&what);
        }
        parser.skip_all();
        inner.kind = ExprKind::Hole(Vec::new());
    }
    inner.place = parser.leave(outer);
    Ok(inner)
}

fn boxed_hole(parser: &mut Parser<'_, '_>, place: Place) -> Box<Expr> {
    Box::new(parser.hole(place))
}

/// The rest of a tuple, behind its first comma.
fn tuple(parser: &mut Parser<'_, '_>, first: Expr) -> Box<Expr> {
    let place = first.place;
    let mut parts = vec![first];
    parts.extend(items(parser));
    let kind = ExprKind::Tuple(parts);
    Box::new(Expr { kind, place })
}
