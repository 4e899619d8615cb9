//! Groups that are nested far too deeply are emptied, so that everything after this may recurse.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree, token_stream::IntoIter};

/// The tokens, without what lies below `limit` levels of groups.
pub(super) fn limit(tokens: TokenStream, limit: usize) -> TokenStream {
    if deeper_than(tokens.clone(), limit) {
        cut(tokens, limit)
    } else {
        tokens
    }
}

fn deeper_than(tokens: TokenStream, limit: usize) -> bool {
    let mut open = vec![tokens.into_iter()];
    while let Some(level) = open.last_mut() {
        match level.next() {
            Some(TokenTree::Group(group)) => open.push(group.stream().into_iter()),
            Some(_) => {}
            None => {
                open.pop();
            }
        }
        if open.len() > limit {
            return true;
        }
    }
    false
}

/// A group whose tokens are being copied.
struct Level {
    rest: IntoIter,
    copied: TokenStream,
    delimiter: Delimiter,
    span: Span,
}

impl Level {
    fn new(tokens: TokenStream, delimiter: Delimiter, span: Span) -> Self {
        Self {
            rest: tokens.into_iter(),
            copied: TokenStream::new(),
            delimiter,
            span,
        }
    }
}

fn cut(tokens: TokenStream, limit: usize) -> TokenStream {
    let mut open = Vec::new();
    let mut level = Level::new(tokens, Delimiter::None, Span::call_site());
    loop {
        match level.rest.next() {
            Some(TokenTree::Group(group)) => {
                let tokens = if open.len() < limit {
                    group.stream()
                } else {
                    TokenStream::new()
                };
                // A copy has one span: that of the delimiter where an error is reported.
                let inner = Level::new(tokens, group.delimiter(), group.span_open());
                open.push(std::mem::replace(&mut level, inner));
            }
            Some(tree) => level.copied.extend([tree]),
            None => {
                let Some(outer) = open.pop() else {
                    return level.copied;
                };
                let mut group = Group::new(level.delimiter, level.copied);
                group.set_span(level.span);
                level = outer;
                level.copied.extend([TokenTree::Group(group)]);
            }
        }
    }
}
