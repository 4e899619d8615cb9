//! Tokens to a tree. Parsing never fails: what cannot be read is reported, skipped to the end of its
//! statement or item, and kept as a hole.

#![allow(
    clippy::unnecessary_box_returns,
    reason = "expressions are read recursively, and what is boxed does not weigh on the stack"
)]

pub(crate) mod ast;
mod attributes;
mod conditional;
mod cursor;
mod declaration;
mod depth;
mod expression;
mod header;
mod index;
mod inputs;
mod literal;
mod operand;
mod operator;
mod outputs;
mod parameters;
mod pattern;
mod refused;
mod statement;
mod tokens;
mod types;
mod word;

use proc_macro2::{Span, TokenStream};

use crate::diag::{Diagnostics, catalogue};
use ast::GraphAst;
use cursor::{NESTING_LIMIT, Parser};
use tokens::Tokens;

/// What one `graph!` call holds.
#[derive(Debug, Default)]
pub(crate) struct Call {
    pub(crate) graphs: Vec<GraphAst>,
    /// Whether the call is an expression, and so must expand to one.
    pub(crate) expression: bool,
}

/// Reads the contents of one `graph!` call.
pub(crate) fn parse(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Call {
    let buffer = Tokens::new(depth::limit(tokens, 2 * NESTING_LIMIT));
    let mut parser = Parser::new(buffer.begin(), diagnostics);
    if parser.at_end() {
        parser
            .diagnostics
            .report(catalogue::empty_macro(Span::call_site()));
        return Call::default();
    }
    if parser.peek_symbol("|") || parser.peek_symbol("||") {
        return Call {
            graphs: vec![header::expression_form(&mut parser)],
            expression: true,
        };
    }
    let mut graphs = Vec::new();
    let mut first = true;
    while !parser.at_end() {
        let separator = [";", ","].iter().find(|text| parser.peek_symbol(text));
        if let Some(text) = separator.filter(|_| !first)
            && let Some(place) = parser.symbol(text)
        {
            let report = catalogue::separator_behind_graph(place, text);
            parser.diagnostics.report(report);
            continue;
        }
        graphs.extend(header::graph(&mut parser, first));
        first = false;
    }
    Call {
        graphs,
        expression: false,
    }
}
