//! The type parameter of a graph, and what else may stand in angle brackets.

use proc_macro2::{Ident, Spacing, TokenTree};

use super::ast::Name;
use super::cursor::{Broken, Parsed, Parser, is_keyword};
use crate::diag::catalogue;

/// What the angle brackets behind a graph's name declare.
#[derive(Default)]
pub(super) struct Parameters {
    pub(super) element: Option<Name>,
    /// Type parameters that have been reported.
    pub(super) refused: Vec<String>,
}

/// `<F>`, if it stands here.
pub(super) fn parameters(parser: &mut Parser<'_, '_>) -> Parameters {
    let mut parameters = Parameters::default();
    if parser.symbol("<").is_none() {
        return parameters;
    }
    if parser.peek_symbol(">") {
        let _: Parsed<()> = parser.expected("the name of the element type");
    }
    while !parser.at_end() && !close(parser) {
        let start = parser.cursor;
        if parameter(parser, &mut parameters).is_err() {
            skip(parser);
        }
        if parser.symbol(",").is_none() && start == parser.cursor {
            break;
        }
    }
    parameters
}

/// Steps over one `>`, even if another one follows at once.
fn close(parser: &mut Parser<'_, '_>) -> bool {
    let punct = parser.cursor.punct();
    let close = punct.filter(|(punct, _)| punct.as_char() == '>');
    if let Some((_, rest)) = close {
        parser.cursor = rest;
    }
    close.is_some()
}

/// Skips to behind what is left of a parameter, with the angle brackets in it.
fn skip(parser: &mut Parser<'_, '_>) {
    let mut open = 0_usize;
    while let Some((tree, rest)) = parser.cursor.token_tree() {
        if let TokenTree::Punct(punct) = &tree {
            match punct.as_char() {
                '<' => open += 1,
                ',' | '>' if open == 0 => return,
                '>' => open -= 1,
                ';' => return,
                // The `>` of an arrow closes nothing.
                '-' if punct.spacing() == Spacing::Joint => {
                    parser.cursor = rest;
                    parser.skip();
                    continue;
                }
                _ => {}
            }
        }
        parser.cursor = rest;
    }
}

/// One parameter. Anything but the first type is reported.
fn parameter(parser: &mut Parser<'_, '_>, parameters: &mut Parameters) -> Parsed<()> {
    let start = parser.here();
    if let Some((_, rest)) = parser.cursor.lifetime() {
        parser.cursor = rest;
        let report = catalogue::lifetime_parameter(parser.behind(start));
        parser.diagnostics.report(report);
        return Err(Broken);
    }
    if parser.keyword("const").is_some() {
        skip(parser);
        let report = catalogue::const_parameter(parser.behind(start));
        parser.diagnostics.report(report);
        return Ok(());
    }
    if let Some(first) = &parameters.element {
        let first = first.text.clone();
        return second(parser, &first, &mut parameters.refused);
    }
    parameters.element = Some(parser.name("the name of the element type")?);
    behind_name(parser)
}

/// Reports a type parameter behind the first.
fn second(parser: &mut Parser<'_, '_>, first: &str, refused: &mut Vec<String>) -> Parsed<()> {
    let name: Option<Ident> = parser.cursor.ident().map(|(name, _)| name);
    let Some(name) = name.filter(|name| !is_keyword(name)) else {
        return parser.expected("`>`");
    };
    let place = parser.here();
    let report = catalogue::second_parameter(place, &name.to_string(), first);
    parser.diagnostics.report(report);
    refused.push(name.to_string());
    Err(Broken)
}

/// What stands behind the name of the element type, which is to be nothing.
fn behind_name(parser: &mut Parser<'_, '_>) -> Parsed<()> {
    if parser.peek_symbol(",") || parser.peek_symbol(">") {
        return Ok(());
    }
    let place = parser.here();
    if parser.peek_symbol(":") {
        let report = catalogue::parameter_bounds(place);
        parser.diagnostics.report(report);
    } else if parser.peek_symbol("=") {
        let report = catalogue::parameter_default(place);
        parser.diagnostics.report(report);
    } else {
        return parser.expected("`>`");
    }
    Err(Broken)
}
