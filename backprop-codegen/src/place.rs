//! Where in the user's source something stands.

use proc_macro2::Span;

/// A range of tokens, and its rank among all the ranges of one expansion.
///
/// Spans cannot be compared on stable Rust, so the parser numbers the tokens as it meets them; errors
/// are sorted by that number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) start: Span,
    pub(crate) end: Span,
    pub(crate) order: usize,
}

impl Place {
    /// The place of one token.
    pub(crate) fn new(span: Span, order: usize) -> Self {
        Self {
            start: span,
            end: span,
            order,
        }
    }

    /// The range from the start of `self` to the end of `last`.
    pub(crate) fn to(self, last: Self) -> Self {
        Self {
            end: last.end,
            ..self
        }
    }

    /// A span for generated code that points here and means what the same name in a text means.
    pub(crate) fn local(self) -> Span {
        Span::call_site().located_at(self.start)
    }
}
