//! Numbers.

use syn::Lit;

use super::cursor::{Broken, Parsed, Parser};
use crate::diag::{Diagnostic, catalogue};
use crate::place::Place;
use crate::shape::ELEMENT_LIMIT;

/// A number's digits as Rust parses them, and whether it is an integer.
pub(super) struct Number {
    pub(super) digits: String,
    pub(super) integer: bool,
    pub(super) place: Place,
}

/// The number that stands here; any other literal is reported.
pub(super) fn number(parser: &mut Parser<'_, '_>) -> Parsed<Number> {
    literal(parser, catalogue::number_with_suffix)
}

fn literal(
    parser: &mut Parser<'_, '_>,
    with_suffix: fn(Place, &str, &str) -> Diagnostic,
) -> Parsed<Number> {
    let Some((literal, rest)) = parser.cursor.literal() else {
        return parser.expected("a number");
    };
    let place = parser.here();
    parser.cursor = rest;
    let text = literal.to_string();
    let (digits, suffix, integer) = match Lit::new(literal) {
        Lit::Int(int) => (
            int.base10_digits().to_owned(),
            int.suffix().to_owned(),
            true,
        ),
        Lit::Float(float) => (
            float.base10_digits().to_owned(),
            float.suffix().to_owned(),
            false,
        ),
        _ => {
            parser
                .diagnostics
                .report(catalogue::not_a_number(place, &text));
            return Err(Broken);
        }
    };
    if !suffix.is_empty() {
        let bare = text.trim_end_matches(suffix.as_str()).trim_end_matches('_');
        parser.diagnostics.report(with_suffix(place, bare, &suffix));
    }
    Ok(Number {
        digits,
        integer,
        place,
    })
}

/// A size: a whole number that is not 0, and that an array can have.
pub(super) fn size(parser: &mut Parser<'_, '_>) -> Parsed<usize> {
    let number = whole(parser)?;
    match number.digits.parse::<usize>() {
        Ok(0) => {
            parser
                .diagnostics
                .report(catalogue::zero_size(number.place));
            Err(Broken)
        }
        Ok(value) if value <= ELEMENT_LIMIT => Ok(value),
        _ => Err(too_large(parser, number.place)),
    }
}

/// What is added to a named size or taken from it.
pub(super) fn offset(parser: &mut Parser<'_, '_>) -> Parsed<i64> {
    let number = whole(parser)?;
    let value = number.digits.parse::<usize>().ok();
    value
        .filter(|value| *value <= ELEMENT_LIMIT)
        .and_then(|value| i64::try_from(value).ok())
        .ok_or_else(|| too_large(parser, number.place))
}

fn too_large(parser: &mut Parser<'_, '_>, place: Place) -> Broken {
    parser.diagnostics.report(catalogue::size_too_large(place));
    Broken
}

/// An integer literal without sign and suffix.
fn whole(parser: &mut Parser<'_, '_>) -> Parsed<Number> {
    if parser.cursor.literal().is_none() {
        let place = parser.here();
        let found = parser.found();
        let report = catalogue::integer_expected(place, &found);
        parser.diagnostics.report(report);
        return Err(Broken);
    }
    let found = parser.found();
    let before = parser.diagnostics.count();
    let number = literal(parser, catalogue::size_with_suffix)?;
    if parser.diagnostics.count() > before {
        return Err(Broken);
    }
    if !number.integer {
        let report = catalogue::integer_expected(number.place, &found);
        parser.diagnostics.report(report);
        return Err(Broken);
    }
    Ok(number)
}
