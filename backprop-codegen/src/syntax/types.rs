//! Types: an element, or a tensor with its sizes.

use proc_macro2::Delimiter;

use super::ast::{Name, SizeAst, TypeAst};
use super::cursor::{Broken, Parsed, Parser, is_keyword};
use super::literal;
use super::tokens::Cursor;
use crate::diag::catalogue;

/// `f64`, `F`, or `[F; batch, 10]`
pub(super) fn ty(parser: &mut Parser<'_, '_>) -> Parsed<TypeAst> {
    if parser.peek_symbol("&") {
        reference(parser)?;
    }
    if parser.peek_group(Delimiter::Bracket) {
        let ((element, sizes), place) = parser.group(Delimiter::Bracket, "`[`", tensor)?;
        return Ok(TypeAst::Tensor {
            element,
            sizes,
            place,
        });
    }
    let name = scalar(parser)?;
    if parser.peek_group(Delimiter::Bracket) {
        let place = parser.here();
        parser.skip();
        let report = catalogue::sizes_behind_type(place);
        parser.diagnostics.report(report);
        return Ok(TypeAst::Hole);
    }
    Ok(TypeAst::Scalar(name))
}

/// `&`, which is reported, with the lifetime and the `mut` behind it. A slice that it refers to is part of the
/// same mistake.
fn reference(parser: &mut Parser<'_, '_>) -> Parsed<()> {
    let place = parser.here();
    parser.symbol("&");
    if let Some((_, rest)) = parser.cursor.lifetime() {
        parser.cursor = rest;
    }
    parser.keyword("mut");
    let list = parser.cursor.group(Delimiter::Bracket);
    let slice = list.is_some_and(|(inside, ..)| {
        let element = inside.ident().map(|(_, rest)| rest);
        element.is_some_and(Cursor::eof)
    });
    let report = catalogue::reference_type(place, slice);
    parser.diagnostics.report(report);
    if slice {
        parser.skip();
        return Err(Broken);
    }
    Ok(())
}

/// `F; batch, 10`
fn tensor(inside: &mut Parser<'_, '_>) -> Parsed<(Name, Vec<SizeAst>)> {
    let place = inside.here();
    if inside.peek_group(Delimiter::Bracket) {
        inside.diagnostics.report(catalogue::nested_type(place));
        return Err(Broken);
    }
    if inside.cursor.ident().is_none() {
        let found = inside.found();
        let report = catalogue::element_expected(place, &found);
        inside.diagnostics.report(report);
        return Err(Broken);
    }
    let element = inside.name("an element type")?;
    let separated = inside.symbol(";").is_some();
    if !separated || inside.at_end() {
        let place = inside.here();
        let found = inside.found();
        inside.diagnostics.report(if separated {
            catalogue::size_expected(place, &found)
        } else {
            catalogue::sizes_missing(place, &found)
        });
        return Err(Broken);
    }
    Ok((element, sizes(inside)))
}

/// The name of an element type. A path or a generic type is one name, which is no element type.
fn scalar(parser: &mut Parser<'_, '_>) -> Parsed<Name> {
    let Some((ident, rest)) = parser.cursor.ident().filter(|(word, _)| !is_keyword(word)) else {
        let place = parser.here();
        let found = parser.found();
        let report = catalogue::type_expected(place, &found);
        parser.diagnostics.report(report);
        return Err(Broken);
    };
    parser.cursor = rest;
    let mut name = parser.named(ident);
    while parser.peek_symbol("<") || parser.peek_symbol("::") {
        if parser.peek_symbol("<") {
            parser.skip_angles();
            name.text.push_str("<..>");
        } else {
            parser.symbol("::");
            name.text.push_str("::");
            if let Some((segment, rest)) = parser.cursor.ident() {
                parser.cursor = rest;
                name.text.push_str(&segment.to_string());
            }
        }
        name.place = parser.behind(name.place);
    }
    Ok(name)
}

/// Sizes separated by commas; one that cannot be read is a hole.
fn sizes(parser: &mut Parser<'_, '_>) -> Vec<SizeAst> {
    parser.list(|item| {
        Ok(size(item).unwrap_or_else(|Broken| {
            item.skip_to(&[',']);
            SizeAst::Hole
        }))
    })
}

/// A literal, or a name with an offset, and nothing behind it.
fn size(parser: &mut Parser<'_, '_>) -> Parsed<SizeAst> {
    let start = parser.here();
    if parser.peek_symbol("-") {
        let found = parser.found();
        parser.symbol("-");
        let literal = parser.cursor.literal().is_some();
        if literal {
            parser.skip();
        }
        let place = parser.behind(start);
        parser.diagnostics.report(if literal {
            catalogue::negative_size(place)
        } else {
            catalogue::size_expected(place, &found)
        });
        return Err(Broken);
    }
    let size = if parser.cursor.literal().is_some() {
        SizeAst::Literal(literal::size(parser)?)
    } else {
        named_size(parser)?
    };
    if !parser.at_end() && !parser.peek_symbol(",") {
        let place = parser.here();
        let found = parser.found();
        let what = format!("`,` or {}", parser.closing());
        let report = catalogue::behind_size(place, &what, &found);
        parser.diagnostics.report(report);
        return Err(Broken);
    }
    Ok(size)
}

/// `n`, `n + 1` or `n - 1`
fn named_size(parser: &mut Parser<'_, '_>) -> Parsed<SizeAst> {
    let place = parser.here();
    let found = parser.found();
    if !parser.peek_name() && (parser.cursor.ident().is_none() || parser.peek_keyword("_")) {
        let report = catalogue::size_expected(place, &found);
        parser.diagnostics.report(report);
        return Err(Broken);
    }
    let name = parser.name("a size")?;
    let sign = if parser.symbol("+").is_some() {
        1
    } else if parser.symbol("-").is_some() {
        -1
    } else {
        return Ok(SizeAst::Named { name, offset: 0 });
    };
    if parser.cursor.literal().is_none() {
        let place = parser.here();
        let found = parser.found();
        let report = catalogue::behind_size(place, "an integer", &found);
        parser.diagnostics.report(report);
        return Err(Broken);
    }
    let offset = literal::offset(parser)?;
    Ok(SizeAst::Named {
        name,
        offset: sign * offset,
    })
}
