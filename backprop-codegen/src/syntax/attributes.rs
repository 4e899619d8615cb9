//! The attributes of a graph and the doc comments of an input.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;

use super::ast::Attributes;
use super::cursor::{Broken, Parsed, Parser};
use super::word::is_segment;
use crate::diag::catalogue;
use crate::place::Place;

/// The attributes in front of a graph, each sent to where it belongs.
pub(super) fn of_graph(parser: &mut Parser<'_, '_>) -> Attributes {
    let mut attributes = Attributes::default();
    while parser.peek_symbol("#") {
        let Ok(attribute) = attribute(parser) else {
            continue;
        };
        let Attribute {
            name,
            content,
            runtime,
            place,
        } = attribute;
        let whole = quote!(#[#content]);
        match name.as_str() {
            "graph" if runtime.is_some() && attributes.runtime.is_some() => {
                let report = catalogue::repeated_option(place);
                parser.diagnostics.report(report);
            }
            "graph" => attributes.runtime = runtime.or(attributes.runtime),
            "cfg" => attributes.cfg.push(whole),
            _ => {
                attributes.documented |= name == "doc";
                attributes.deprecated |= name == "deprecated";
                attributes.derives_default |= name == "derive" && names_default(&content);
                attributes.on_struct.push(whole);
            }
        }
    }
    attributes
}

/// The doc comments in front of an input; any other attribute is reported.
pub(super) fn of_input(parser: &mut Parser<'_, '_>) -> Vec<TokenStream> {
    let mut docs = Vec::new();
    while parser.peek_symbol("#") {
        let Ok(Attribute {
            name,
            content,
            place,
            ..
        }) = attribute(parser)
        else {
            continue;
        };
        if name == "doc" {
            docs.push(quote!(#[#content]));
        } else {
            let report = catalogue::attribute_on_input(place, &name);
            parser.diagnostics.report(report);
        }
    }
    docs
}

/// Reports the attributes in front of an output, which takes none.
pub(super) fn of_output(parser: &mut Parser<'_, '_>) {
    while parser.peek_symbol("#") {
        if let Ok(Attribute { name, place, .. }) = attribute(parser) {
            let report = catalogue::attribute_on_output(place, name == "doc");
            parser.diagnostics.report(report);
        }
    }
}

/// One `#[...]`.
struct Attribute {
    /// Its first word.
    name: String,
    content: TokenStream,
    /// The path of `#[graph(crate = path)]`.
    runtime: Option<TokenStream>,
    place: Place,
}

/// Reads the attribute that begins at the `#` that stands here.
fn attribute(parser: &mut Parser<'_, '_>) -> Parsed<Attribute> {
    let start = parser.here();
    parser.symbol("#");
    if let Some(place) = parser.symbol("!") {
        let report = catalogue::inner_attribute(place);
        parser.diagnostics.report(report);
    }
    let ((name, content, runtime), place) = parser.group(Delimiter::Bracket, "`[`", |inside| {
        let content = inside.cursor.token_stream();
        let name = inside.cursor.ident();
        let name = name.map_or_else(String::new, |(name, _)| name.to_string());
        let runtime = if inside.keyword("graph").is_some() {
            runtime(inside).ok()
        } else {
            well_formed(inside)?;
            None
        };
        Ok((name, content, runtime))
    })?;
    Ok(Attribute {
        name,
        content,
        runtime,
        place: start.to(place),
    })
}

/// `path`, `path(..)` or `path = value`. What is inside of it is rustc's business, but of what is no attribute rustc could
/// read nothing at all.
fn well_formed(parser: &mut Parser<'_, '_>) -> Parsed<()> {
    segments(parser)?;
    if parser.symbol("=").is_some() {
        if parser.cursor.literal().is_some() {
            parser.skip();
        } else {
            segments(parser)?;
            if parser.symbol("!").is_none() {
                return parser.expected("`!`");
            }
            if !at_group(parser) {
                return parser.expected("`(`");
            }
            parser.skip();
        }
    } else if at_group(parser) {
        parser.skip();
    }
    if parser.at_end() {
        Ok(())
    } else {
        parser.expected("`]`")
    }
}

/// Whether a group with delimiters of its own stands here.
fn at_group(parser: &Parser<'_, '_>) -> bool {
    let group = parser.cursor.any_group();
    group.is_some_and(|(_, delimiter, ..)| delimiter != Delimiter::None)
}

/// Steps over `a::b`.
fn segments(parser: &mut Parser<'_, '_>) -> Parsed<()> {
    loop {
        parser.symbol("::");
        let Some((_, rest)) = parser.cursor.ident().filter(|(word, _)| is_segment(word)) else {
            return parser.expected("a path");
        };
        parser.cursor = rest;
        if !parser.peek_symbol("::") {
            return Ok(());
        }
    }
}

/// `(crate = path)`
fn runtime(parser: &mut Parser<'_, '_>) -> Parsed<TokenStream> {
    if !parser.peek_group(Delimiter::Parenthesis) {
        return option_expected(parser, "`(crate = path)`");
    }
    let (path, _) = parser.group(Delimiter::Parenthesis, "`(`", |inside| {
        if inside.keyword("crate").is_none() {
            return option_expected(inside, "`crate = path`");
        }
        if inside.symbol("=").is_none() {
            return option_expected(inside, "`=`");
        }
        let path = path(inside)?;
        if !inside.at_end() {
            return option_expected(inside, "`)`");
        }
        Ok(path)
    })?;
    Ok(path)
}

/// Reports what is no option of `#[graph(..)]`.
fn option_expected<T>(parser: &mut Parser<'_, '_>, what: &str) -> Parsed<T> {
    let place = parser.here();
    let found = parser.found();
    let report = catalogue::graph_option(place, what, &found);
    parser.diagnostics.report(report);
    Err(Broken)
}

/// `a::b`
fn path(parser: &mut Parser<'_, '_>) -> Parsed<TokenStream> {
    let mut path = TokenStream::new();
    loop {
        if parser.symbol("::").is_some() {
            path.extend(quote!(::));
        } else if !path.is_empty() {
            return Ok(path);
        }
        let Some((segment, rest)) = parser.cursor.ident().filter(|(word, _)| is_segment(word))
        else {
            return option_expected(parser, "a path");
        };
        parser.cursor = rest;
        path.extend([TokenTree::Ident(segment)]);
    }
}

/// Whether a derive names `Default`, bare or by its path.
fn names_default(content: &TokenStream) -> bool {
    content.clone().into_iter().any(|tree| match tree {
        TokenTree::Group(list) => list
            .stream()
            .into_iter()
            .any(|item| matches!(item, TokenTree::Ident(ident) if ident == "Default")),
        _ => false,
    })
}
