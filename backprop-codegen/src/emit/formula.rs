//! Formulas and statements as Rust.

use std::str::FromStr;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use super::comments::Comments;
use super::trees::Trees;
use crate::constant::Constant;
use crate::ir::{Graph, NodeId};
use crate::keyword::is_keyword;
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
    pub(super) saved: &'p dyn Fn(NodeId) -> TokenStream,
    pub(super) runtime: &'p Trees,
    pub(super) comments: Comments<'p>,
}

/// Tokens, and how tightly they bind.
#[derive(Clone)]
pub(super) struct Printed {
    pub(super) tokens: Trees,
    pub(super) precedence: u8,
}

impl Printed {
    pub(super) fn atom(tokens: impl Into<Trees>) -> Self {
        Self {
            tokens: tokens.into(),
            precedence: ATOM,
        }
    }

    /// The tokens, in parentheses where they bind less tightly than `needed`.
    pub(super) fn at_least(self, needed: u8) -> Trees {
        if self.precedence < needed {
            self.tokens.in_parentheses()
        } else {
            self.tokens
        }
    }

    /// `left operator right`; comparisons are not associative, everything else is from the left.
    pub(super) fn infix(left: Self, operator: &str, precedence: u8, right: Self) -> Self {
        let lowest = precedence + u8::from(precedence == 3);
        let mut tokens = left.at_least(lowest);
        tokens.punctuation(operator);
        tokens.append(right.at_least(precedence + 1));
        Self { tokens, precedence }
    }

    /// `operator operand`
    pub(super) fn prefix(operator: &str, operand: Self) -> Self {
        let mut tokens = Trees::default();
        tokens.punctuation(operator);
        tokens.append(operand.at_least(PREFIX));
        Self {
            tokens,
            precedence: PREFIX,
        }
    }
}

impl Printer<'_> {
    pub(super) fn statements(&self, body: &Body) -> TokenStream {
        body.statements
            .iter()
            .map(|statement| self.statement(statement))
            .collect()
    }

    fn statement(&self, statement: &Statement) -> TokenStream {
        let pattern = tuple(
            statement
                .names
                .iter()
                .map(|name| local(name).into_token_stream()),
        );
        let value = self.formula(&statement.value);
        // The type stands beside a constant of the user's, so that a wrong one is reported there.
        let ty = match (&statement.value, &self.signature.element) {
            (Formula::Path(path), Element::Single) => {
                let span = self.path_span(*path);
                quote_spanned!(span=> : f32)
            }
            (Formula::Path(path), Element::Double) => {
                let span = self.path_span(*path);
                quote_spanned!(span=> : f64)
            }
            _ => TokenStream::new(),
        };
        let comment = self.comments.of(self.graph, &statement.nodes, &value, || {
            statement.value.operations()
        });
        quote!(#comment let #pattern #ty = #value;)
    }

    /// Where the user has written a constant.
    fn path_span(&self, path: usize) -> Span {
        let tokens = self
            .signature
            .paths
            .get(path)
            .map(|path| path.tokens.clone());
        let first = tokens.and_then(|tokens| tokens.into_iter().next());
        first.map_or_else(Span::mixed_site, |first| {
            Span::mixed_site().located_at(first.span())
        })
    }

    pub(super) fn formula(&self, formula: &Formula) -> Trees {
        self.print(formula).tokens
    }

    /// A result as it is written, with a comment where it is computed in its place.
    pub(super) fn result(&self, id: NodeId, formula: &Formula) -> (TokenStream, Trees) {
        let value = self.formula(formula);
        let comment = match formula {
            Formula::Apply { .. } | Formula::If { .. } => {
                self.comments
                    .of(self.graph, &[id], &value, || formula.operations())
            }
            _ => TokenStream::new(),
        };
        (comment, value)
    }

    fn print(&self, formula: &Formula) -> Printed {
        match formula {
            Formula::Local(name) => Printed::atom(local(name)),
            Formula::Input(input) => self.input(*input),
            Formula::Cotangent(output) => {
                self.parameter(self.signature.inputs.len() + output, Span::mixed_site())
            }
            Formula::Saved(node) => Printed::atom((self.saved)(*node)),
            Formula::Constant(node) => match self.graph.node(*node).constant() {
                Some(value) => constant(&self.signature.element, value),
                None => Printed::atom(Trees::default()),
            },
            Formula::Path(path) => {
                let tokens = self.signature.paths.get(*path).map(|path| &path.tokens);
                Printed::atom(match &self.signature.element {
                    Element::Parameter(element) => {
                        let span = self.path_span(*path);
                        quote_spanned!(span=> #element::from_f64(#tokens))
                    }
                    Element::Single | Element::Double => quote!(#tokens),
                })
            }
            Formula::Apply { op, operands, .. } => self.apply(*op, operands),
            Formula::Block(body) => {
                let block = self.block(body);
                Printed::atom(quote!({ #block }))
            }
            Formula::If {
                condition,
                then,
                otherwise,
            } => Printed {
                tokens: self.conditional(condition, then, otherwise).into(),
                precedence: 0,
            },
        }
    }

    fn input(&self, input: usize) -> Printed {
        let span = self
            .signature
            .inputs
            .get(input)
            .map_or_else(Span::mixed_site, |input| input.name.place.local());
        self.parameter(input, span)
    }

    fn parameter(&self, position: usize, span: Span) -> Printed {
        let name = self.parameters.get(position).map(|name| ident(name, span));
        Printed::atom(name.map_or_else(Trees::default, Trees::from))
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
                Printed::atom(Trees::call(function, operands))
            }
        }
    }

    fn conditional(&self, condition: &Formula, then: &Body, otherwise: &Body) -> TokenStream {
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
                quote!({ #block })
            }
        };
        quote!(if #condition { #then } else #otherwise)
    }

    fn block(&self, body: &Body) -> TokenStream {
        let statements = self.statements(body);
        let results = body.results.iter();
        let results = tuple(results.map(|result| self.formula(result).into_token_stream()));
        quote!(#statements #results)
    }
}

/// `: type = value` of a constant of the user's. The type stands beside it, so that a wrong one is reported there.
pub(super) fn path(signature: &Signature, path: usize) -> TokenStream {
    let tokens = signature.paths.get(path).map(|path| path.tokens.clone());
    let first = tokens.clone().and_then(|tokens| tokens.into_iter().next());
    let span = first.map_or_else(Span::mixed_site, |first| {
        Span::mixed_site().located_at(first.span())
    });
    match &signature.element {
        Element::Single => quote_spanned!(span=> : f32 = #tokens),
        Element::Double => quote_spanned!(span=> : f64 = #tokens),
        Element::Parameter(element) => quote_spanned!(span=> = #element::from_f64(#tokens)),
    }
}

/// A number of the element type.
pub(super) fn constant(element: &Element, constant: Constant) -> Printed {
    let negative = constant.double().is_sign_negative();
    let tokens = match element {
        Element::Single => single(constant),
        Element::Double => double(constant),
        Element::Parameter(element) => {
            return Printed::atom(generic_constant(element, constant));
        }
    };
    Printed {
        tokens: tokens.into(),
        precedence: if negative { PREFIX } else { ATOM },
    }
}

/// A function of `Float`.
pub(super) fn function(name: &str, element: &Element, runtime: &Trees) -> Trees {
    let mut path = match element {
        Element::Parameter(element) => element.clone().into(),
        Element::Single | Element::Double => {
            let mut path = runtime.clone();
            path.punctuation("::");
            path.push(Ident::new("Float", Span::call_site()));
            path
        }
    };
    path.punctuation("::");
    path.push(Ident::new(name, Span::mixed_site()));
    path
}

/// A constant of a type parameter, which rounds its `f64` on its own where that gives the right `f32`.
fn generic_constant(element: &Ident, constant: Constant) -> TokenStream {
    if constant.is(0.0) {
        return quote!(#element::ZERO);
    }
    if constant.is(1.0) {
        return quote!(#element::ONE);
    }
    let wide = double(constant);
    if constant.agrees() {
        return quote!(#element::from_f64(#wide));
    }
    let narrow = single(constant);
    quote!(#element::from_literal(#narrow, #wide))
}

fn single(constant: Constant) -> TokenStream {
    match constant.single() {
        f32::INFINITY => quote!(::core::primitive::f32::INFINITY),
        f32::NEG_INFINITY => quote!(::core::primitive::f32::NEG_INFINITY),
        number => literal(&format!("{number:?}_f32")),
    }
}

fn double(constant: Constant) -> TokenStream {
    match constant.double() {
        f64::INFINITY => quote!(::core::primitive::f64::INFINITY),
        f64::NEG_INFINITY => quote!(::core::primitive::f64::NEG_INFINITY),
        number => literal(&format!("{number:?}_f64")),
    }
}

/// A number as generated code spells it, with a sign in front where it is negative.
fn literal(text: &str) -> TokenStream {
    let (sign, magnitude) = match text.strip_prefix('-') {
        Some(magnitude) => (quote!(-), magnitude),
        None => (TokenStream::new(), text),
    };
    let number = Literal::from_str(magnitude).map(|mut number| {
        number.set_span(Span::mixed_site());
        number
    });
    match number {
        Ok(number) => quote!(#sign #number),
        Err(_) => {
            let what = format!("`{text}` is no literal: this is a bug in backprop");
            quote!(::core::compile_error!(#what))
        }
    }
}

/// One item as it is, or several in parentheses.
pub(super) fn tuple(items: impl ExactSizeIterator<Item = TokenStream>) -> TokenStream {
    if items.len() == 1 {
        items.collect()
    } else {
        quote!((#(#items),*))
    }
}

/// A local variable of generated code.
pub(super) fn local(name: &str) -> Ident {
    ident(name, Span::mixed_site())
}

/// An identifier; a keyword is written raw, one that is a keyword since edition 2024 too.
pub(super) fn ident(name: &str, span: Span) -> Ident {
    if name == "gen" || is_keyword(name) {
        Ident::new_raw(name, span)
    } else {
        Ident::new(name, span)
    }
}
