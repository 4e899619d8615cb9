//! Operations as Rust, on one number or on the lanes of a chunk.

use super::super::formula::{ATOM, Printed, function};
use super::super::template::text;
use super::super::text::Text;
use crate::ops::{Op, Print};
use crate::signature::Element;

/// What an expression computes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Number,
    Lanes,
}

/// An operation on operands that have been printed.
pub(super) fn apply(
    op: Op,
    operands: Vec<Printed>,
    mode: Mode,
    element: &Element,
    runtime: &Text,
) -> Printed {
    let operation = op.operation();
    let mut operands = operands.into_iter();
    let (first, second, third) = (operands.next(), operands.next(), operands.next());
    match (op, first, second, third) {
        (Op::Select, Some(condition), Some(then), Some(otherwise)) => {
            let (then, otherwise) = (then.tokens, otherwise.tokens);
            match mode {
                Mode::Lanes => {
                    let select = on(condition, "select");
                    Printed::atom(Text::call(&select, [then, otherwise]))
                }
                Mode::Number => {
                    let condition = condition.tokens;
                    Printed {
                        tokens: text!(if #condition { #then } else { #otherwise }),
                        precedence: 0,
                    }
                }
            }
        }
        (_, Some(left), Some(right), None) if is_infix(op, mode) => {
            let (text, precedence) = match (operation.print, op, mode) {
                (_, Op::And, Mode::Lanes) => ("&", 2),
                (_, Op::Or, Mode::Lanes) => ("|", 1),
                (Print::Infix(text, precedence), ..) => (text, precedence),
                _ => ("", 0),
            };
            Printed::infix(left, text, precedence, right)
        }
        (Op::Neg | Op::Not, Some(operand), None, None) => {
            Printed::prefix(if op == Op::Neg { "-" } else { "!" }, operand)
        }
        (_, first, second, third) => {
            let first = first.unwrap_or_else(|| Printed::atom(Text::new()));
            let others = second.into_iter().chain(third);
            let others = others.map(|operand| operand.tokens);
            Printed::atom(match mode {
                Mode::Lanes => Text::call(&on(first, method(op)), others),
                Mode::Number => {
                    let function = function(method(op), element, runtime);
                    Text::call(&function, std::iter::once(first.tokens).chain(others))
                }
            })
        }
    }
}

/// `value.method`
pub(super) fn on(value: Printed, method: &str) -> Text {
    let value = value.at_least(ATOM);
    Text::of(format!("{value}.{method}"))
}

fn is_infix(op: Op, mode: Mode) -> bool {
    let comparison = matches!(
        op,
        Op::Less | Op::LessEqual | Op::Greater | Op::GreaterEqual | Op::Equal | Op::NotEqual
    );
    matches!(op.operation().print, Print::Infix(..)) && !(comparison && mode == Mode::Lanes)
}

/// The name of a method on lanes, or of a function of `Float`.
fn method(op: Op) -> &'static str {
    match op {
        Op::Less => "less",
        Op::LessEqual => "less_equal",
        Op::Greater => "greater",
        Op::GreaterEqual => "greater_equal",
        Op::Equal => "equal",
        Op::NotEqual => "not_equal",
        _ => match op.operation().print {
            Print::Function => op.operation().name,
            _ => "value",
        },
    }
}
