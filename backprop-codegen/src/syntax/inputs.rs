//! The inputs of a graph.

use proc_macro2::{Delimiter, Ident, Span};

use super::ast::{InputAst, Name, TypeAst};
use super::cursor::{Broken, Parsed, Parser, is_keyword};
use super::tokens::Cursor;
use super::{attributes, types};
use crate::diag::catalogue;

pub(super) fn inputs(parser: &mut Parser<'_, '_>, graph: &Name) -> Parsed<Vec<InputAst>> {
    let mut delimiter = Delimiter::Parenthesis;
    if !parser.peek_group(delimiter) {
        let place = parser.here();
        let found = parser.found();
        let report = catalogue::missing_inputs(place, &graph.text, &found);
        parser.diagnostics.report(report);
        // They may stand in other brackets, in front of the output.
        let other = parser.cursor.any_group();
        let (_, found, _, behind) = other.ok_or(Broken)?;
        let arrow = behind.punct().filter(|(punct, _)| punct.as_char() == '-');
        arrow.ok_or(Broken)?;
        delimiter = found;
    }
    let (inputs, _) = parser.group(delimiter, "`(`", |inside| {
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
    let (name, ty) = match type_first(parser) {
        Some(read) => read?,
        None => named(parser, inferable)?,
    };
    parser.names.insert(name.text.clone());
    default_value(parser);
    Ok(InputAst {
        docs,
        constant,
        name,
        ty,
    })
}

/// `name: type`
fn named(parser: &mut Parser<'_, '_>, inferable: bool) -> Parsed<(Name, TypeAst)> {
    let name = input_name(parser).or_else(|Broken| {
        parser.lost_inputs = true;
        parser.skip_to(&[':', ',', '|']);
        if parser.peek_symbol(":") {
            Ok(placeholder(parser, "input"))
        } else {
            Err(Broken)
        }
    })?;
    if parser.symbol(":").is_some() {
        let ty = annotation(parser, &name.text);
        return Ok((name, ty));
    }
    if inferable {
        return Ok((name, TypeAst::Inferred));
    }
    let report = catalogue::missing_type(name.place, &name.text);
    parser.diagnostics.report(report);
    if !parser.at_end() && !parser.peek_symbol(",") && parser.cursor.ident().is_some() {
        parser.skip();
    }
    Ok((name, TypeAst::Hole))
}

/// The name of an input; anything else is reported.
fn input_name(parser: &mut Parser<'_, '_>) -> Parsed<Name> {
    if parser.cursor.ident().is_some() {
        return parser.name("an input's name");
    }
    let mut place = parser.here();
    let mut found = parser.found();
    let behind = parser.punctuation("&").and_then(Cursor::ident);
    if let Some((_, rest)) = behind.filter(|(word, _)| word == "self") {
        found = "`&self`".into();
        parser.cursor = rest;
        place = parser.behind(place);
    }
    let report = catalogue::input_expected(place, &found);
    parser.diagnostics.report(report);
    Err(Broken)
}

/// A type in front of the name, as in `f64 x`, or without one, which is reported.
fn type_first(parser: &mut Parser<'_, '_>) -> Option<Parsed<(Name, TypeAst)>> {
    let (ident, rest) = parser.cursor.ident()?;
    let element = ident == "f64" || ident == "f32";
    let name = rest.ident().filter(|(name, _)| !is_keyword(name));
    if !element || (name.is_none() && !rest.eof() && !is_comma(rest)) {
        return None;
    }
    let place = parser.here();
    let (found, text) = (
        ident.to_string(),
        name.as_ref().map(|(name, _)| name.to_string()),
    );
    let report = catalogue::type_before_name(place, &found, text.as_deref());
    parser.diagnostics.report(report);
    let ty = TypeAst::Scalar(parser.named(ident));
    let Some((name, rest)) = name else {
        parser.lost_inputs = true;
        parser.cursor = rest;
        return Some(Ok((placeholder(parser, "input"), ty)));
    };
    parser.cursor = rest;
    Some(Ok((parser.named(name), ty)))
}

fn is_comma(cursor: Cursor<'_>) -> bool {
    let punct = cursor.punct();
    punct.is_some_and(|(punct, _)| matches!(punct.as_char(), ',' | '|'))
}

/// Reports and skips what stands behind the `=` of an input.
fn default_value(parser: &mut Parser<'_, '_>) {
    let start = parser.here();
    if parser.symbol("=").is_none() {
        return;
    }
    parser.skip_to(&[',', '|']);
    let report = catalogue::default_value(parser.behind(start));
    parser.diagnostics.report(report);
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
