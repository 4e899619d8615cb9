//! The outputs of a graph.

use proc_macro2::{Delimiter, Ident};

use super::ast::{Name, OutputAst, OutputsAst, TypeAst};
use super::attributes;
use super::cursor::{Broken, Parsed, Parser, is_keyword};
use super::inputs::{annotation, placeholder};
use super::types::ty;
use crate::diag::catalogue;

/// `-> outputs`; what is missing or broken is a hole.
pub(super) fn outputs(
    parser: &mut Parser<'_, '_>,
    graph: &Name,
    parameter: Option<&Name>,
) -> OutputsAst {
    if parser.symbol("->").is_none() {
        let place = parser.here();
        let found = parser.found();
        let element = parameter.map_or("f64", |parameter| &parameter.text);
        let report = catalogue::missing_output(place, &found, element);
        parser.diagnostics.report(report);
        if !other_arrow(parser)
            && parser
                .cursor
                .ident()
                .is_none_or(|(word, _)| is_keyword(&word))
        {
            return OutputsAst::Hole;
        }
    }
    output_types(parser, &format!("the output of `{}`", graph.text))
}

/// Steps over what may be meant for `->`.
fn other_arrow(parser: &mut Parser<'_, '_>) -> bool {
    let torn = parser.symbol("-").is_some() && parser.symbol(">").is_some();
    torn || parser.symbol("=>").is_some() || parser.symbol(":").is_some()
}

/// What stands behind `->`.
pub(super) fn output_types(parser: &mut Parser<'_, '_>, owner: &str) -> OutputsAst {
    if !parser.peek_group(Delimiter::Parenthesis) {
        if parser.peek_group(Delimiter::Brace) || parser.at_end() {
            let place = parser.here();
            let found = parser.found();
            let report = catalogue::output_expected(place, owner, &found);
            parser.diagnostics.report(report);
            return OutputsAst::Hole;
        }
        return single(parser);
    }
    let start = parser.here();
    let before = parser.diagnostics.count();
    let outputs = parser.group(Delimiter::Parenthesis, "`(`", |inside| {
        let mut nameless = false;
        Ok(inside.list(|item| output(item, &mut nameless)))
    });
    match outputs {
        Ok((outputs, _)) if !outputs.is_empty() => OutputsAst::Named(outputs),
        Ok((_, place)) if parser.diagnostics.count() == before => {
            let report = catalogue::no_outputs(start.to(place));
            parser.diagnostics.report(report);
            OutputsAst::Hole
        }
        _ => OutputsAst::Hole,
    }
}

/// One type without parentheses. Another one, or a name in front of it, is reported.
fn single(parser: &mut Parser<'_, '_>) -> OutputsAst {
    let named = parser.cursor.ident().and_then(|(_, rest)| rest.punct());
    let named = named.is_some_and(|(colon, rest)| {
        colon.as_char() == ':' && rest.punct().is_none_or(|(next, _)| next.as_char() != ':')
    });
    if named {
        parser.skip();
    }
    let place = parser.here();
    let found = parser.found();
    let mut ty = if named { None } else { ty(parser).ok() };
    let separator = if named {
        Some((place, found))
    } else if parser.peek_symbol(",") {
        Some((parser.here(), parser.found()))
    } else {
        None
    };
    if let Some((place, found)) = separator {
        let report = catalogue::outputs_without_parentheses(place, &found);
        parser.diagnostics.report(report);
        ty = None;
    }
    if ty.is_none() {
        parser.skip_to_body();
    }
    ty.map_or(OutputsAst::Hole, OutputsAst::Single)
}

/// `const? name: type`. The first of the outputs that have no names is reported.
fn output(parser: &mut Parser<'_, '_>, nameless: &mut bool) -> Parsed<OutputAst> {
    attributes::of_output(parser);
    let constant = parser.keyword("const").is_some();
    let start = parser.here();
    let alone = match parser.cursor.ident() {
        Some((ident, rest)) if looks_like_a_type(&ident) => !matches!(
            rest.punct(),
            Some((punct, _)) if punct.as_char() == ':'
        ),
        _ => parser.peek_group(Delimiter::Bracket),
    };
    if alone {
        let name = placeholder(parser, "output");
        let ty = ty(parser)?;
        if !*nameless {
            let place = parser.behind(start);
            let report = catalogue::nameless_output(place);
            parser.diagnostics.report(report);
        }
        *nameless = true;
        return Ok(OutputAst { constant, name, ty });
    }
    // An output whose name cannot be read is still one of them.
    let name = parser.name("an output's name").or_else(|Broken| {
        parser.skip_to(&[':', ',']);
        if parser.peek_symbol(":") {
            Ok(placeholder(parser, "output"))
        } else {
            Err(Broken)
        }
    })?;
    if parser.symbol(":").is_none() {
        let report = catalogue::missing_type(name.place, &name.text);
        parser.diagnostics.report(report);
        let ty = TypeAst::Hole;
        return Ok(OutputAst { constant, name, ty });
    }
    let ty = annotation(parser, &name.text);
    Ok(OutputAst { constant, name, ty })
}

fn looks_like_a_type(ident: &Ident) -> bool {
    ident == "f64" || ident == "f32" || ident.to_string().starts_with(char::is_uppercase)
}
