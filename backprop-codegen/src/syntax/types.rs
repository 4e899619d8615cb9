//! Types: an element, or a tensor with its sizes.

use proc_macro2::Delimiter;

use super::ast::{SizeAst, TypeAst};
use super::cursor::{Broken, Parsed, Parser, is_keyword};
use super::literal;
use crate::diag::catalogue;

/// `f64`, `F`, or `[F; batch, 10]`
pub(super) fn ty(parser: &mut Parser<'_, '_>) -> Parsed<TypeAst> {
    if parser.peek_symbol("&") {
        let place = parser.here();
        parser.symbol("&");
        parser.diagnostics.report(catalogue::reference_type(place));
        parser.keyword("mut");
    }
    if parser.peek_group(Delimiter::Bracket) {
        let ((element, sizes), place) = parser.group(Delimiter::Bracket, "`[`", |inside| {
            if inside.peek_group(Delimiter::Bracket) {
                let place = inside.here();
                inside.diagnostics.report(catalogue::nested_type(place));
                return Err(Broken);
            }
            let element = inside.name("an element type")?;
            if inside.symbol(";").is_none() {
                return inside.expected("`;` and the sizes");
            }
            if inside.at_end() {
                return inside.expected("a size");
            }
            Ok((element, sizes(inside)))
        })?;
        return Ok(TypeAst::Tensor {
            element,
            sizes,
            place,
        });
    }
    let Some((ident, rest)) = parser.cursor.ident().filter(|(word, _)| !is_keyword(word)) else {
        return parser.expected("a type");
    };
    parser.cursor = rest;
    let mut name = parser.named(ident);
    // A path or a generic type is one name, which is no element type.
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
    Ok(TypeAst::Scalar(name))
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
    if parser.symbol("-").is_some() {
        let literal = parser.cursor.literal().is_some();
        if literal {
            parser.skip();
        }
        let place = parser.behind(start);
        parser.diagnostics.report(if literal {
            catalogue::negative_size(place)
        } else {
            catalogue::expected(place, "a size", "`-`")
        });
        return Err(Broken);
    }
    let size = if parser.cursor.literal().is_some() {
        SizeAst::Literal(literal::size(parser)?)
    } else {
        named_size(parser)?
    };
    if !parser.at_end() && !parser.peek_symbol(",") {
        let what = format!("`,` or {}", parser.closing());
        return parser.expected(&what);
    }
    Ok(size)
}

/// `n`, `n + 1` or `n - 1`
fn named_size(parser: &mut Parser<'_, '_>) -> Parsed<SizeAst> {
    let name = parser.name("a size")?;
    let sign = if parser.symbol("+").is_some() {
        1
    } else if parser.symbol("-").is_some() {
        -1
    } else {
        return Ok(SizeAst::Named { name, offset: 0 });
    };
    let offset = literal::offset(parser)?;
    Ok(SizeAst::Named {
        name,
        offset: sign * offset,
    })
}
