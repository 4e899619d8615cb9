//! Numbers.

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
    let Some((digits, suffix, integer)) = split(&text) else {
        let report = catalogue::not_a_number(place, &text);
        parser.diagnostics.report(report);
        return Err(Broken);
    };
    if !suffix.is_empty() {
        let bare = text.trim_end_matches(suffix).trim_end_matches('_');
        parser.diagnostics.report(with_suffix(place, bare, suffix));
    }
    Ok(Number {
        digits,
        integer,
        place,
    })
}

/// The decimal digits of a literal, its suffix, and whether it is an integer; nothing if it is no number.
fn split(text: &str) -> Option<(String, &str, bool)> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let radix = match rest.get(..2) {
        Some("0x") => 16,
        Some("0o") => 8,
        Some("0b") => 2,
        _ => 10,
    };
    let start = if radix == 10 { 0 } else { 2 };
    let (mut number, mut suffix) = digits(rest.get(start..)?, radix);
    if number.is_empty() || suffix.starts_with(|next: char| next.is_ascii_digit()) {
        return None;
    }
    let mut integer = true;
    if radix == 10 {
        if let Some(rest) = suffix.strip_prefix('.') {
            let (fraction, rest) = digits(rest, radix);
            number = format!("{number}.{fraction}");
            (suffix, integer) = (rest, false);
        }
        if let Some(rest) = suffix.strip_prefix(['e', 'E']) {
            let rest = rest.trim_start_matches('_');
            let sign = if rest.starts_with('-') { "-" } else { "" };
            let (exponent, rest) = digits(rest.strip_prefix(['-', '+']).unwrap_or(rest), radix);
            if !exponent.is_empty() {
                number = format!("{number}e{sign}{exponent}");
                (suffix, integer) = (rest, false);
            }
        }
    }
    if integer {
        number = decimal(&number, radix)?;
    }
    Some((format!("{sign}{number}"), suffix, integer))
}

/// The digits that a text begins with, without underscores, and the rest.
fn digits(text: &str, radix: u32) -> (String, &str) {
    let is_part = |character: char| character.is_digit(radix) || character == '_';
    let end = text.find(|character| !is_part(character));
    let (digits, rest) = text.split_at(end.unwrap_or(text.len()));
    (digits.replace('_', ""), rest)
}

/// Eighteen decimal digits: so many that sixteen times as much is a `u64`.
const PLACE: u64 = 10_u64.pow(18);

/// The digits of an integer in base ten, without leading zeros, however long it is.
fn decimal(digits: &str, radix: u32) -> Option<String> {
    let digits = digits.trim_start_matches('0');
    if radix == 10 && !digits.is_empty() {
        return Some(digits.to_owned());
    }
    // The last eighteen of them first, and so on.
    let mut places: Vec<u64> = vec![0];
    for digit in digits.chars() {
        let mut carry = u64::from(digit.to_digit(radix)?);
        for place in &mut places {
            let sum = *place * u64::from(radix) + carry;
            (*place, carry) = (sum % PLACE, sum / PLACE);
        }
        if carry > 0 {
            places.push(carry);
        }
    }
    let mut decimal = String::new();
    for place in places.iter().rev() {
        decimal = if decimal.is_empty() {
            place.to_string()
        } else {
            decimal + &format!("{place:018}")
        };
    }
    Some(decimal)
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

#[cfg(test)]
mod tests {
    use proc_macro2::Literal;
    use syn::Lit;

    use super::split;

    /// The same by `syn`.
    fn by_syn(text: &str) -> Option<(String, String, bool)> {
        let owned = |digits: &str, suffix: &str| (digits.to_owned(), suffix.to_owned());
        match Lit::new(text.parse::<Literal>().expect("it is a literal")) {
            Lit::Int(int) => {
                let (digits, suffix) = owned(int.base10_digits(), int.suffix());
                Some((digits, suffix, true))
            }
            Lit::Float(float) => {
                let (digits, suffix) = owned(float.base10_digits(), float.suffix());
                Some((digits, suffix, false))
            }
            _ => None,
        }
    }

    #[test]
    fn a_number_is_digits_and_a_suffix() {
        for text in [
            "0",
            "00",
            "7",
            "007",
            "1_000",
            "1__0_",
            "42u8",
            "1f32",
            "1_f64",
            "0xff",
            "0xFF_u16",
            "0x1f32",
            "0b1011",
            "0b10_i32",
            "0o17",
            "0o17usize",
            "-3",
            "-0x10",
            "1.",
            "1.5",
            "0.10",
            "1_0.2_5f64",
            "1.5_f32",
            "1e3",
            "1E3",
            "1e+3",
            "1e-3",
            "1e_3",
            "1_e3",
            "007e2",
            "2.5e-10f64",
            "-1.5",
            "-1e5",
            "1em",
            "3e",
            "12.0e+1_0_f32",
            "340282366920938463463374607431768211456",
            "0xfffffffffffffffffffffffffffffffffffffffffff",
            "0xde0b6b3a763ffff",
            "0xde0b6b3a7640000",
            "0xc097ce7bc90715b34b9f1000000000",
            "\"1\"",
            "'1'",
            "b'1'",
            "b\"1\"",
            "c\"1\"",
            "r\"1\"",
            "r#\"1\"#",
        ] {
            let found = split(text);
            let found = found.map(|(digits, suffix, integer)| (digits, suffix.to_owned(), integer));
            assert_eq!(found, by_syn(text), "{text}");
        }
    }
}
