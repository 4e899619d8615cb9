//! Types: an element, or a tensor with its sizes.

use proc_macro2::Delimiter;

use super::ast::{SizeAst, TypeAst};
use super::cursor::{Parsed, Parser, is_keyword};
use super::literal;
use crate::diag::catalogue;

/// `f64`, `F`, or `[F; batch, 10]`
pub(super) fn ty(parser: &mut Parser<'_, '_>) -> Parsed<TypeAst> {
    if parser.peek_group(Delimiter::Bracket) {
        let ((element, sizes), place) = parser.group(Delimiter::Bracket, "`[`", |inside| {
            let element = inside.name("an element type")?;
            if inside.symbol(";").is_none() {
                return inside.expected("`;` and the sizes");
            }
            if inside.at_end() {
                return inside.expected("a size");
            }
            Ok((element, inside.list(size)))
        })?;
        return Ok(TypeAst::Tensor {
            element,
            sizes,
            place,
        });
    }
    if parser.peek_symbol("&") {
        let place = parser.here();
        parser.symbol("&");
        parser.diagnostics.report(catalogue::reference_type(place));
        parser.keyword("mut");
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

/// A literal, or a name with an offset.
fn size(parser: &mut Parser<'_, '_>) -> Parsed<SizeAst> {
    if parser.cursor.literal().is_some() {
        let (value, place) = literal::integer(parser)?;
        let Ok(value) = usize::try_from(value) else {
            return parser.expected("a size");
        };
        return Ok(SizeAst::Literal(value, place));
    }
    let name = parser.name("a size")?;
    let sign = if parser.symbol("+").is_some() {
        1
    } else if parser.symbol("-").is_some() {
        -1
    } else {
        return Ok(SizeAst::Named { name, offset: 0 });
    };
    let (offset, _) = literal::integer(parser)?;
    Ok(SizeAst::Named {
        name,
        offset: sign * offset,
    })
}
