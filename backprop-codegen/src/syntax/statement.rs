//! Blocks: `let` statements and the result behind them.

use proc_macro2::{Delimiter, Ident, TokenTree};

use super::ast::{Block, Expr, ExprKind, Let, Name, TypeAst};
use super::cursor::{Broken, Parsed, Parser};
use super::declaration::declaration;
use super::{expression, pattern, types};
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
        if parser.peek_symbol("#") {
            attribute(parser);
        } else if parser.peek_keyword("let") {
            broken = !binding(parser, &mut block.lets);
        } else if let Some(head) = declaration(parser) {
            broken = !declared(parser, *head, &mut block.lets);
        } else if parser.peek_symbol(";") {
            semicolon(parser);
        } else {
            function(parser, &mut block.lets);
            let place = parser.here();
            let results = expression::results(parser);
            broken |= !result(parser, results, place, &mut block);
        }
    }
    without_result(parser, broken, &mut block);
    block.place = parser.leave(outer);
    Ok(block)
}

/// Reports and skips an attribute.
fn attribute(parser: &mut Parser<'_, '_>) {
    let start = parser.here();
    let doc = parser.peek_doc_comment();
    parser.symbol("#");
    parser.symbol("!");
    if parser.peek_group(Delimiter::Bracket) {
        parser.skip();
    }
    let report = catalogue::attribute_in_body(parser.behind(start), doc);
    parser.diagnostics.report(report);
}

/// Keeps the name of a function that begins here, so that its calls are no mistakes of their own.
fn function(parser: &mut Parser<'_, '_>, lets: &mut Vec<Let>) {
    let word = parser.cursor.ident().filter(|(word, _)| word == "fn");
    if let Some((name, _)) = word.and_then(|(_, rest)| rest.ident()) {
        let name = parser.named(name);
        lets.push(unknown(name));
    }
}

/// Reports and skips a `;` that ends nothing.
fn semicolon(parser: &mut Parser<'_, '_>) {
    let report = parser.symbol(";").map(catalogue::stray_semicolon);
    if let Some(report) = report {
        parser.diagnostics.report(report);
    }
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
pub(super) fn nameless(place: Place) -> Name {
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
    if parser.peek_symbol(",") {
        let place = parser.here();
        parser
            .diagnostics
            .report(catalogue::comma_behind_result(place));
    } else {
        parser.expected_operator("an operator, `;` or `}`");
    }
    if !parser.peek_keyword("let") {
        skip_statement(parser);
    }
}

/// `let name: type = expr;`. Gives whether the statement is complete, or else skipped.
fn binding(parser: &mut Parser<'_, '_>, lets: &mut Vec<Let>) -> bool {
    parser.keyword("let");
    if let Some(place) = parser.keyword("mut") {
        parser.diagnostics.report(catalogue::mutable_let(place));
    }
    loop {
        let Some(head) = head(parser) else {
            return skip_statement(parser);
        };
        let value = value(parser, head.pattern());
        match bind(parser, head, value, lets) {
            End::Another => {}
            end => return end == End::Complete,
        }
    }
}

/// A value that is named without `let`, which has been reported. Gives whether the statement is complete.
fn declared(parser: &mut Parser<'_, '_>, head: Head, lets: &mut Vec<Let>) -> bool {
    parser.skip_assignment();
    match expression::expr(parser) {
        // What is missing behind it is part of the same mistake.
        Ok(value) if parser.at_end() => {
            keep(head, *value, lets);
            false
        }
        value => bind(parser, head, value, lets) == End::Complete,
    }
}

/// What stands in front of the `=` of a `let`.
pub(super) struct Head {
    names: Vec<Name>,
    ty: Option<TypeAst>,
    place: Place,
}

impl Head {
    pub(super) fn of(name: Name, ty: Option<TypeAst>) -> Box<Self> {
        let place = name.place;
        Box::new(Self {
            names: vec![name],
            ty,
            place,
        })
    }

    /// Whether there is not exactly one name.
    fn pattern(&self) -> bool {
        self.names.len() != 1
    }
}

fn head(parser: &mut Parser<'_, '_>) -> Option<Head> {
    let names = pattern::names(parser).ok()?;
    let place = parser.here();
    let ty = annotation(parser);
    Some(Head { names, ty, place })
}

/// How a `let` ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// A result may follow.
    Complete,
    Incomplete,
    /// A comma and another name follow.
    Another,
}

/// Reads the end of a `let`, and keeps what it binds.
fn bind(
    parser: &mut Parser<'_, '_>,
    head: Head,
    value: Parsed<Box<Expr>>,
    lets: &mut Vec<Let>,
) -> End {
    let end = match &value {
        Ok(_) => end(parser),
        Err(Broken) if skip_statement(parser) => End::Complete,
        Err(Broken) => End::Incomplete,
    };
    parser
        .names
        .extend(head.names.iter().map(|name| name.text.clone()));
    let value = value.map_or_else(|Broken| parser.hole(head.place), |value| *value);
    keep(head, value, lets);
    end
}

fn keep(head: Head, value: Expr, lets: &mut Vec<Let>) {
    let pattern = head.pattern();
    let Head { names, ty, place } = head;
    if pattern {
        // What each name is cannot be said; the names in the value are still looked up.
        lets.push(unnamed(vec![value], place));
        lets.extend(names.into_iter().map(unknown));
    } else {
        lets.extend(names.into_iter().zip([value]).map(|(name, value)| Let {
            name,
            ty: ty.clone(),
            value,
        }));
    }
}

/// A `let` of which no more is known than its name.
fn unknown(name: Name) -> Let {
    Let {
        value: expression::hole(name.place),
        name,
        ty: None,
    }
}

/// `: type`, if it stands here.
pub(super) fn annotation(parser: &mut Parser<'_, '_>) -> Option<TypeAst> {
    parser.symbol(":")?;
    Some(types::ty(parser).unwrap_or_else(|Broken| {
        parser.skip_to(&['=', ';']);
        TypeAst::Hole
    }))
}

/// `= expr`; a tuple is a value only for a pattern.
fn value(parser: &mut Parser<'_, '_>, pattern: bool) -> Parsed<Box<Expr>> {
    if parser.symbol("=").is_none() {
        let place = parser.here();
        let found = parser.found();
        let walrus = parser.symbol(":=").is_some();
        parser
            .diagnostics
            .report(catalogue::missing_value(place, &found));
        if !walrus {
            return Err(Broken);
        }
    }
    if !pattern {
        return expression::expr(parser);
    }
    let place = parser.here();
    let mut parts = expression::tuple_or_value(parser)?;
    if let [
        Expr {
            kind: ExprKind::List(items),
            ..
        },
    ] = parts.as_mut_slice()
    {
        parts = std::mem::take(items);
    }
    Ok(Box::new(Expr {
        kind: ExprKind::Hole(parts),
        place,
    }))
}

/// The `;` of a `let`. One that is missing is reported, and what stands in its place is skipped unless it
/// can be the next statement or the result.
fn end(parser: &mut Parser<'_, '_>) -> End {
    if parser.symbol(";").is_some() {
        return End::Complete;
    }
    if parser.peek_keyword("else") {
        let place = parser.here();
        parser.diagnostics.report(catalogue::let_else(place));
        skip_statement(parser);
    } else if let Some(comma) = parser.symbol(",") {
        parser
            .diagnostics
            .report(catalogue::comma_behind_let(comma));
        if pattern::starts(parser) {
            return End::Another;
        }
        skip_statement(parser);
    } else if semicolon_ahead(parser) {
        parser.expected_operator("an operator or `;`");
        skip_statement(parser);
    } else {
        let found = parser.found();
        let last = parser.last();
        let report = catalogue::missing_semicolon(last, &found);
        parser.diagnostics.report(report);
        if parser.at_end() {
            return End::Incomplete;
        }
    }
    End::Complete
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
