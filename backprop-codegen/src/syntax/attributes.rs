//! The attributes of a graph and the doc comments of an input.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;

use super::ast::Attributes;
use super::cursor::{Parsed, Parser};
use crate::diag::catalogue;
use crate::place::Place;

/// The attributes in front of a graph, each sent to where it belongs.
pub(super) fn of_graph(parser: &mut Parser<'_, '_>) -> Parsed<Attributes> {
    let mut attributes = Attributes::default();
    while let Some(attribute) = attribute(parser)? {
        let Attribute {
            name,
            content,
            runtime,
            ..
        } = attribute;
        let whole = quote!(#[#content]);
        match name.as_str() {
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
    Ok(attributes)
}

/// The doc comments in front of an input; any other attribute is reported.
pub(super) fn of_input(parser: &mut Parser<'_, '_>) -> Parsed<Vec<TokenStream>> {
    let mut docs = Vec::new();
    while let Some(Attribute {
        name,
        content,
        place,
        ..
    }) = attribute(parser)?
    {
        if name == "doc" {
            docs.push(quote!(#[#content]));
        } else {
            let report = catalogue::attribute_on_input(place, &name);
            parser.diagnostics.report(report);
        }
    }
    Ok(docs)
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

fn attribute(parser: &mut Parser<'_, '_>) -> Parsed<Option<Attribute>> {
    let Some(start) = parser.symbol("#") else {
        return Ok(None);
    };
    let ((name, content, runtime), place) = parser.group(Delimiter::Bracket, "`[`", |inside| {
        let content = inside.cursor.token_stream();
        let name = match content.clone().into_iter().next() {
            Some(TokenTree::Ident(ident)) => ident.to_string(),
            _ => String::new(),
        };
        let runtime = if inside.keyword("graph").is_some() {
            runtime(inside).ok()
        } else {
            None
        };
        Ok((name, content, runtime))
    })?;
    Ok(Some(Attribute {
        name,
        content,
        runtime,
        place: start.to(place),
    }))
}

/// `(crate = path)`
fn runtime(parser: &mut Parser<'_, '_>) -> Parsed<TokenStream> {
    let (path, _) = parser.group(Delimiter::Parenthesis, "`(crate = path)`", |inside| {
        if inside.keyword("crate").is_none() {
            return inside.expected("`crate = path`, the only option of `graph`");
        }
        if inside.symbol("=").is_none() {
            return inside.expected("`=`");
        }
        let path = inside.take_until(',');
        if path.is_empty() {
            return inside.expected("a path");
        }
        Ok(path)
    })?;
    Ok(path)
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
