//! The inputs of a graph.

use proc_macro2::{Delimiter, Ident, Span};

use super::ast::{InputAst, Name, TypeAst};
use super::cursor::{Broken, Parsed, Parser};
use super::{attributes, types};
use crate::diag::catalogue;

pub(super) fn inputs(parser: &mut Parser<'_, '_>, graph: &Name) -> Parsed<Vec<InputAst>> {
    if !parser.peek_group(Delimiter::Parenthesis) {
        let place = parser.here();
        let found = parser.found();
        let report = catalogue::missing_inputs(place, &graph.text, &found);
        parser.diagnostics.report(report);
        return Err(Broken);
    }
    let (inputs, _) = parser.group(Delimiter::Parenthesis, "`(`", |inside| {
        Ok(inside.list(|item| input(item, false)))
    })?;
    Ok(inputs)
}

/// The inputs between the bars of an expression form; the first bar has been read.
pub(super) fn closure_inputs(parser: &mut Parser<'_, '_>) -> Vec<InputAst> {
    let mut inputs = Vec::new();
    while !bar(parser) {
        if parser.at_end() {
            let _: Parsed<()> = parser.expected("`|` behind the inputs");
            parser.lost_inputs = true;
            break;
        }
        let read = input(parser, true);
        let broken = read.is_err();
        inputs.extend(read);
        if parser.symbol(",").is_some() || parser.peek_symbol("|") || parser.at_end() {
            continue;
        }
        if !broken {
            let _: Parsed<()> = parser.expected("`,` or `|`");
        }
        parser.skip_to(&[',', '|']);
        parser.symbol(",");
    }
    inputs
}

/// Steps over one `|`, even if another one follows at once.
pub(super) fn bar(parser: &mut Parser<'_, '_>) -> bool {
    let bar = parser
        .cursor
        .punct()
        .filter(|(punct, _)| punct.as_char() == '|');
    if let Some((_, rest)) = bar {
        parser.cursor = rest;
    }
    bar.is_some()
}

/// `attr* const? name: type`; where `inferable`, the type may be left out.
fn input(parser: &mut Parser<'_, '_>, inferable: bool) -> Parsed<InputAst> {
    let docs = attributes::of_input(parser);
    for word in ["pub", "mut", "ref"] {
        if let Some(place) = parser.keyword(word) {
            let report = catalogue::word_before_input(place, word);
            parser.diagnostics.report(report);
        }
    }
    let constant = parser.keyword("const").is_some();
    let name = parser.name("an input's name").or_else(|Broken| {
        parser.lost_inputs = true;
        parser.skip_to(&[':', ',', '|']);
        if parser.peek_symbol(":") {
            Ok(placeholder(parser, "input"))
        } else {
            Err(Broken)
        }
    })?;
    let ty = if parser.symbol(":").is_some() {
        annotation(parser, &name.text)
    } else {
        if !inferable {
            let report = catalogue::missing_type(name.place, &name.text);
            parser.diagnostics.report(report);
            if !parser.at_end() && !parser.peek_symbol(",") && parser.cursor.ident().is_some() {
                parser.skip();
            }
        }
        if inferable {
            TypeAst::Inferred
        } else {
            TypeAst::Hole
        }
    };
    Ok(InputAst {
        docs,
        constant,
        name,
        ty,
    })
}

/// A name that stands for one that could not be read.
pub(super) fn placeholder(parser: &mut Parser<'_, '_>, what: &str) -> Name {
    let place = parser.here();
    let text = format!("_{what}_{}", place.order);
    Name {
        ident: Ident::new(&text, Span::mixed_site()),
        text,
        place,
    }
}

/// The type behind the `:` of an input or an output; one that cannot be read is a hole.
pub(super) fn annotation(parser: &mut Parser<'_, '_>, owner: &str) -> TypeAst {
    if parser.at_end() || parser.peek_symbol(",") || parser.peek_symbol("|") {
        let place = parser.last();
        parser
            .diagnostics
            .report(catalogue::missing_type(place, owner));
        return TypeAst::Hole;
    }
    types::ty(parser).unwrap_or_else(|Broken| {
        parser.skip_to(&[',', '|']);
        TypeAst::Hole
    })
}
