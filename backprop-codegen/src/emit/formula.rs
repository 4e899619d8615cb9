//! Formulas and statements as Rust.

use proc_macro2::Ident;

use super::comments::Comments;
use super::marks::Mark;
use super::template::text;
use super::text::{Text, local};
use crate::constant::Constant;
use crate::ir::{Graph, NodeId};
use crate::ops::{Op, Print};
use crate::plan::{Body, Formula, Statement};
use crate::signature::{Element, Signature};

/// How tightly an atom or a call binds.
pub(super) const ATOM: u8 = 7;
/// How tightly a sign binds.
pub(super) const PREFIX: u8 = 6;

/// Prints the formulas of one method.
pub(super) struct Printer<'p> {
    pub(super) signature: &'p Signature,
    pub(super) graph: &'p Graph,
    /// The names of the parameters, inputs first.
    pub(super) parameters: &'p [String],
    /// How a saved value is read.
    pub(super) saved: &'p dyn Fn(NodeId) -> Text,
    pub(super) runtime: &'p Text,
    pub(super) comments: Comments<'p>,
}

/// Tokens, and how tightly they bind.
#[derive(Clone)]
pub(super) struct Printed {
    pub(super) tokens: Text,
    pub(super) precedence: u8,
}

impl Printed {
    pub(super) fn atom(tokens: Text) -> Self {
        Self {
            tokens,
            precedence: ATOM,
        }
    }

    /// The tokens, in parentheses where they bind less tightly than `needed`.
    pub(super) fn at_least(self, needed: u8) -> Text {
        if self.precedence < needed {
            self.tokens.in_parentheses()
        } else {
            self.tokens
        }
    }

    /// `left operator right`; comparisons are not associative, everything else is from the left.
    pub(super) fn infix(left: Self, operator: &str, precedence: u8, right: Self) -> Self {
        let lowest = precedence + u8::from(precedence == 3);
        let (left, right) = (left.at_least(lowest), right.at_least(precedence + 1));
        Self {
            tokens: Text::of(format!("{left} {operator} {right}")),
            precedence,
        }
    }

    /// `operator operand`
    pub(super) fn prefix(operator: &str, operand: Self) -> Self {
        let operand = operand.at_least(PREFIX);
        Self {
            tokens: Text::of(format!("{operator} {operand}")),
            precedence: PREFIX,
        }
    }
}

impl Printer<'_> {
    pub(super) fn statements(&self, body: &Body) -> Text {
        body.statements
            .iter()
            .map(|statement| self.statement(statement))
            .collect()
    }

    fn statement(&self, statement: &Statement) -> Text {
        let pattern = tuple(statement.names.iter().map(|name| local(name)));
        let value = self.formula(&statement.value);
        let comment = self.comments.of(self.graph, &statement.nodes, &value, || {
            statement.value.operations()
        });
        if let Formula::Path(path) = &statement.value {
            let typed = Mark::Typed(*path);
            return text!(#comment let #pattern #typed;);
        }
        text!(#comment let #pattern = #value;)
    }

    pub(super) fn formula(&self, formula: &Formula) -> Text {
        self.print(formula).tokens
    }

    /// A result as it is written, with a comment where it is computed in its place.
    pub(super) fn result(&self, id: NodeId, formula: &Formula) -> (Text, Text) {
        let value = self.formula(formula);
        let comment = match formula {
            Formula::Apply { .. } | Formula::If { .. } => {
                self.comments
                    .of(self.graph, &[id], &value, || formula.operations())
            }
            _ => Text::new(),
        };
        (comment, value)
    }

    fn print(&self, formula: &Formula) -> Printed {
        match formula {
            Formula::Local(name) => Printed::atom(local(name)),
            Formula::Input(input) => self.parameter(*input),
            Formula::Cotangent(output) => self.parameter(self.signature.inputs.len() + output),
            Formula::Saved(node) => Printed::atom((self.saved)(*node)),
            Formula::Constant(node) => match self.graph.node(*node).constant() {
                Some(value) => constant(&self.signature.element, value),
                None => Printed::atom(Text::new()),
            },
            Formula::Path(path) => Printed::atom(Mark::Path(*path).into()),
            Formula::Apply { op, operands, .. } => self.apply(*op, operands),
            Formula::Block(body) => {
                let block = self.block(body);
                Printed::atom(text!({ #block }))
            }
            Formula::If {
                condition,
                then,
                otherwise,
            } => Printed {
                tokens: self.conditional(condition, then, otherwise),
                precedence: 0,
            },
        }
    }

    fn parameter(&self, position: usize) -> Printed {
        let name = self.parameters.get(position).map(|name| local(name));
        Printed::atom(name.unwrap_or_default())
    }

    fn apply(&self, op: Op, operands: &[Formula]) -> Printed {
        let operation = op.operation();
        match (operation.print, operands) {
            (Print::Infix(operator, precedence), [left, right]) => {
                Printed::infix(self.print(left), operator, precedence, self.print(right))
            }
            (Print::Prefix(operator), [operand]) => Printed::prefix(operator, self.print(operand)),
            _ => {
                let function = function(operation.name, &self.signature.element, self.runtime);
                let operands = operands.iter().map(|operand| self.formula(operand));
                Printed::atom(Text::call(&function, operands))
            }
        }
    }

    fn conditional(&self, condition: &Formula, then: &Body, otherwise: &Body) -> Text {
        let condition = self.formula(condition);
        let then = self.block(then);
        let otherwise = match (
            otherwise.statements.as_slice(),
            otherwise.results.as_slice(),
        ) {
            (
                [],
                [
                    Formula::If {
                        condition,
                        then,
                        otherwise,
                    },
                ],
            ) => self.conditional(condition, then, otherwise),
            _ => {
                let block = self.block(otherwise);
                text!({ #block })
            }
        };
        text!(if #condition { #then } else #otherwise)
    }

    fn block(&self, body: &Body) -> Text {
        let statements = self.statements(body);
        let results = body.results.iter();
        let results = tuple(results.map(|result| self.formula(result)));
        text!(#statements #results)
    }
}

/// A number of the element type.
pub(super) fn constant(element: &Element, constant: Constant) -> Printed {
    let negative = constant.double().is_sign_negative();
    let tokens = match element {
        Element::Single => single(constant),
        Element::Double => double(constant),
        Element::Parameter(parameter) => {
            return Printed::atom(generic_constant(parameter, constant));
        }
    };
    Printed {
        tokens,
        precedence: if negative { PREFIX } else { ATOM },
    }
}

/// A function of `Float`.
pub(super) fn function(name: &str, element: &Element, runtime: &Text) -> Text {
    let name = Text::word(name);
    match element {
        Element::Parameter(parameter) => text!(#parameter::#name),
        Element::Single | Element::Double => text!(#runtime::Float::#name),
    }
}

/// A constant of a type parameter, which rounds its `f64` on its own where that gives the right `f32`.
fn generic_constant(element: &Ident, constant: Constant) -> Text {
    if constant.is(0.0) {
        return text!(#element::ZERO);
    }
    if constant.is(1.0) {
        return text!(#element::ONE);
    }
    let wide = double(constant);
    if constant.agrees() {
        return text!(#element::from_f64(#wide));
    }
    let narrow = single(constant);
    text!(#element::from_literal(#narrow, #wide))
}

fn single(constant: Constant) -> Text {
    match constant.single() {
        f32::INFINITY => text!(::core::primitive::f32::INFINITY),
        f32::NEG_INFINITY => text!(::core::primitive::f32::NEG_INFINITY),
        number => literal(number.is_finite(), &format!("{number:?}_f32")),
    }
}

fn double(constant: Constant) -> Text {
    match constant.double() {
        f64::INFINITY => text!(::core::primitive::f64::INFINITY),
        f64::NEG_INFINITY => text!(::core::primitive::f64::NEG_INFINITY),
        number => literal(number.is_finite(), &format!("{number:?}_f64")),
    }
}

/// A number as generated code spells it, with a sign in front where it is negative.
fn literal(finite: bool, number: &str) -> Text {
    if finite {
        Text::word(number)
    } else {
        let what = format!("`{number}` is no literal: this is a bug in backprop");
        text!(::core::compile_error!(#what))
    }
}

/// One item as it is, or several in parentheses.
pub(super) fn tuple(items: impl ExactSizeIterator<Item = Text>) -> Text {
    if items.len() == 1 {
        items.collect()
    } else {
        text!((#(#items),*))
    }
}
