//! Operations as Rust, on one number or on the lanes of a chunk.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::super::formula::{ATOM, PREFIX, Printed, operator};
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
    runtime: &TokenStream,
) -> Printed {
    let operation = op.operation();
    let name = Ident::new(method(op), Span::mixed_site());
    let mut operands = operands.into_iter();
    let (first, second, third) = (operands.next(), operands.next(), operands.next());
    match (op, first, second, third) {
        (Op::Select, Some(condition), Some(then), Some(otherwise)) => {
            let (then, otherwise) = (then.tokens, otherwise.tokens);
            match mode {
                Mode::Lanes => {
                    let condition = condition.at_least(ATOM);
                    Printed::atom(quote!(#condition.select(#then, #otherwise)))
                }
                Mode::Number => {
                    let condition = condition.tokens;
                    Printed {
                        tokens: quote!(if #condition { #then } else { #otherwise }),
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
            let operator = operator(text);
            let lowest = precedence + u8::from(precedence == 3);
            let left = left.at_least(lowest);
            let right = right.at_least(precedence + 1);
            Printed {
                tokens: quote!(#left #operator #right),
                precedence,
            }
        }
        (Op::Neg | Op::Not, Some(operand), None, None) => {
            let operator = operator(if op == Op::Neg { "-" } else { "!" });
            let operand = operand.at_least(PREFIX);
            Printed {
                tokens: quote!(#operator #operand),
                precedence: PREFIX,
            }
        }
        (_, first, second, third) => {
            let others: Vec<TokenStream> = second
                .into_iter()
                .chain(third)
                .map(|operand| operand.tokens)
                .collect();
            let first = first.unwrap_or_else(|| Printed::atom(TokenStream::new()));
            match (mode, element) {
                (Mode::Lanes, _) => {
                    let first = first.at_least(ATOM);
                    Printed::atom(quote!(#first.#name(#(#others),*)))
                }
                (Mode::Number, Element::Parameter(element)) => {
                    let first = first.tokens;
                    Printed::atom(quote!(#element::#name(#first #(, #others)*)))
                }
                (Mode::Number, _) => {
                    let first = first.tokens;
                    Printed::atom(quote!(#runtime::Float::#name(#first #(, #others)*)))
                }
            }
        }
    }
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
