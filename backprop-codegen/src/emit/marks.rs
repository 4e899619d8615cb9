//! The user's own tokens where they stand in text: a mark keeps their place until the text has been read.

use std::fmt;

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use super::template::text;
use super::text::{Text, ToText};
use crate::signature::{Element, Signature};

/// Tokens of the user's in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// The path to the runtime.
    Runtime,
    /// A constant, by number.
    Path(usize),
    /// The same as the value of a variable, `: f64 = RATE`: where its type is wrong, that is reported there.
    Typed(usize),
}

/// A byte string: generated code has no others.
impl ToText for Mark {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Runtime => f.write_str("b\"runtime\""),
            Self::Path(path) => write!(f, "b\"path {path}\""),
            Self::Typed(path) => write!(f, "b\"typed {path}\""),
        }
    }
}

impl Mark {
    fn read(token: &str) -> Option<Self> {
        let text = token.strip_prefix("b\"")?.strip_suffix('"')?;
        match text.split_once(' ') {
            Some(("path", path)) => path.parse().ok().map(Self::Path),
            Some(("typed", path)) => path.parse().ok().map(Self::Typed),
            _ => (text == "runtime").then_some(Self::Runtime),
        }
    }

    fn tokens(self, signature: &Signature) -> TokenStream {
        match self {
            Self::Runtime => {
                let path = &signature.attributes.runtime;
                quote!(#path::__private)
            }
            Self::Path(path) => {
                let (tokens, span) = constant(signature, path);
                match &signature.element {
                    Element::Single | Element::Double => quote!(#tokens),
                    Element::Parameter(element) => {
                        quote_spanned!(span=> #element::from_f64(#tokens))
                    }
                }
            }
            Self::Typed(path) => {
                let (tokens, span) = constant(signature, path);
                match &signature.element {
                    Element::Single => quote_spanned!(span=> : f32 = #tokens),
                    Element::Double => quote_spanned!(span=> : f64 = #tokens),
                    Element::Parameter(element) => {
                        quote_spanned!(span=> = #element::from_f64(#tokens))
                    }
                }
            }
        }
    }
}

/// A constant as the user writes it, and where.
fn constant(signature: &Signature, path: usize) -> (Option<&TokenStream>, Span) {
    let tokens = signature.paths.get(path).map(|path| &path.tokens);
    let first = tokens.and_then(|tokens| tokens.clone().into_iter().next());
    let span = first.map_or_else(Span::call_site, |first| {
        Span::call_site().located_at(first.span())
    });
    (tokens, span)
}

impl From<Mark> for Text {
    fn from(mark: Mark) -> Self {
        text!(#mark)
    }
}

/// The path to the runtime, `::backprop::__private` where the user gives no other.
pub(super) fn runtime(signature: &Signature) -> Text {
    match &signature.attributes.runtime {
        Some(_) => Mark::Runtime.into(),
        None => text!(::backprop::__private),
    }
}

/// Tokens with the user's in place of the marks.
pub(super) fn filled(tokens: TokenStream, signature: &Signature) -> TokenStream {
    if signature.paths.is_empty() && signature.attributes.runtime.is_none() {
        tokens
    } else {
        fill(tokens, signature)
    }
}

fn fill(tokens: TokenStream, signature: &Signature) -> TokenStream {
    let trees = tokens.into_iter().map(|tree| match tree {
        TokenTree::Group(group) => {
            let mut copy = Group::new(group.delimiter(), fill(group.stream(), signature));
            copy.set_span(group.span());
            TokenTree::from(copy).into()
        }
        TokenTree::Literal(literal) => match Mark::read(&literal.to_string()) {
            Some(mark) => mark.tokens(signature),
            None => TokenTree::from(literal).into(),
        },
        tree => tree.into(),
    });
    trees.collect()
}
