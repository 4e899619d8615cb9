//! What stands in the brackets behind a value: a position or a range for each axis.

use super::ast::IndexAst;
use super::cursor::{Broken, Parsed, Parser};
use super::literal;
use crate::diag::catalogue;

/// Positions and ranges separated by commas; one that cannot be read is a hole.
pub(super) fn indices(parser: &mut Parser<'_, '_>) -> Vec<IndexAst> {
    parser.list(|item| {
        Ok(index(item).unwrap_or_else(|Broken| {
            item.skip_to(&[',']);
            IndexAst::Hole
        }))
    })
}

/// A position or a range with literal bounds, and nothing behind it.
fn index(parser: &mut Parser<'_, '_>) -> Parsed<IndexAst> {
    let place = parser.here();
    let start = bound(parser)?;
    if let Some(position) = start
        && (parser.at_end() || parser.peek_symbol(","))
    {
        return Ok(IndexAst::Position(position, parser.behind(place)));
    }
    if parser.peek_symbol("..=") {
        let place = parser.here();
        parser.diagnostics.report(catalogue::inclusive_range(place));
        return Err(Broken);
    }
    if parser.symbol("..").is_none() {
        return not_literal(parser, start.is_none());
    }
    let end = bound(parser)?;
    if !parser.at_end() && !parser.peek_symbol(",") {
        return not_literal(parser, end.is_none());
    }
    Ok(IndexAst::Range {
        start,
        end,
        place: parser.behind(place),
    })
}

/// An integer with its sign, if one stands here.
fn bound(parser: &mut Parser<'_, '_>) -> Parsed<Option<i64>> {
    let negative = parser.symbol("-").is_some();
    if parser.cursor.literal().is_none() {
        return if negative {
            not_literal(parser, true)
        } else {
            Ok(None)
        };
    }
    let value = literal::offset(parser)?;
    Ok(Some(if negative { -value } else { value }))
}

/// Reports what stands where a literal, or the end of the item, is expected.
fn not_literal<T>(parser: &mut Parser<'_, '_>, bound: bool) -> Parsed<T> {
    let place = parser.here();
    let found = parser.found();
    let colon = [":", "::"]
        .into_iter()
        .find(|text| parser.peek_symbol(text));
    let report = if parser.peek_symbol(";") {
        catalogue::step(place)
    } else if let Some(colon) = colon {
        catalogue::colon_range(place, colon)
    } else if bound {
        catalogue::index_literal(place, &found)
    } else {
        let what = format!("`..`, `,` or {}", parser.closing());
        catalogue::expected(place, &what, &found)
    };
    parser.diagnostics.report(report);
    Err(Broken)
}
