//! Tokens to a tree. Parsing never fails: what cannot be read is reported, skipped to the end of its
//! statement or item, and kept as a hole.

pub(crate) mod ast;
mod attributes;
mod cursor;
mod expression;
mod header;
mod literal;
mod statement;

use proc_macro2::{Span, TokenStream};
use syn::buffer::TokenBuffer;

use crate::diag::Diagnostics;
use ast::GraphAst;
use cursor::Parser;

/// Reads the contents of one `graph!` call.
pub(crate) fn parse(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Vec<GraphAst> {
    let buffer = TokenBuffer::new2(tokens);
    let mut parser = Parser::new(buffer.begin(), diagnostics);
    if parser.at_end() {
        parser
            .diagnostics
            .report(crate::diag::catalogue::empty_macro(Span::call_site()));
        return Vec::new();
    }
    if parser.peek_symbol("|") || parser.peek_symbol("||") {
        return header::expression_form(&mut parser).into_iter().collect();
    }
    let mut graphs = Vec::new();
    while !parser.at_end() {
        graphs.extend(header::graph(&mut parser));
    }
    graphs
}
