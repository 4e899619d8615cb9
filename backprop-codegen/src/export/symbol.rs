//! What stands in circles.

use crate::ir::Attribute;
use crate::ops::Op;
use crate::shape;

/// What stands in the circle of an operation: its symbol, with an exponent above or the axes of a reduction below.
pub(super) fn symbol(op: Op, attribute: Attribute, shape: &[shape::Size]) -> String {
    let symbol = op.operation().symbol;
    match (op, attribute) {
        (Op::Powi, Attribute::Integer(exponent)) => {
            let digits = exponent.to_string();
            format!("x{}", digits.chars().map(raised).collect::<String>())
        }
        (_, Attribute::Integer(axis)) => format!("{symbol}({axis})"),
        (_, Attribute::Axes(axes)) if !shape.is_empty() => {
            let axes: Vec<String> = axes.iter().map(|axis| axis.to_string()).collect();
            let digits: String = axes.join(",").chars().map(lowered).collect();
            format!("{symbol}{digits}")
        }
        _ => symbol.to_owned(),
    }
}

fn raised(character: char) -> char {
    match character {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        digit => shifted(digit, '⁰'),
    }
}

fn lowered(character: char) -> char {
    shifted(character, '₀')
}

/// The digit in a row of ten others.
fn shifted(character: char, zero: char) -> char {
    let digit = character.to_digit(10);
    let shifted = digit.and_then(|digit| char::from_u32(u32::from(zero) + digit));
    shifted.unwrap_or(character)
}
