//! Numbers.

use syn::Lit;

use super::cursor::{Parsed, Parser};
use crate::diag::catalogue;
use crate::place::Place;

/// A number's digits as Rust parses them, and whether it is an integer.
pub(super) struct Number {
    pub(super) digits: String,
    pub(super) integer: bool,
    pub(super) place: Place,
}

/// The number that stands here; any other literal is reported.
pub(super) fn number(parser: &mut Parser<'_, '_>) -> Parsed<Number> {
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
            return Err(super::cursor::Broken);
        }
    };
    if !suffix.is_empty() {
        let bare = text.trim_end_matches(suffix.as_str()).trim_end_matches('_');
        parser
            .diagnostics
            .report(catalogue::number_with_suffix(place, bare, &suffix));
    }
    Ok(Number {
        digits,
        integer,
        place,
    })
}

/// An integer literal that fits.
pub(super) fn integer(parser: &mut Parser<'_, '_>) -> Parsed<(i64, Place)> {
    let found = parser.found();
    let number = number(parser)?;
    match number.digits.parse::<i64>() {
        Ok(value) if number.integer => Ok((value, number.place)),
        _ => {
            let report = catalogue::expected(number.place, "an integer", &found);
            parser.diagnostics.report(report);
            Err(super::cursor::Broken)
        }
    }
}
