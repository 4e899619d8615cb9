//! Tokens that others are made of: expressions, paths that stand in many places.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt};

/// Tokens one by one. A stream in a stream is rustc's business, and costs as much as hundreds of tokens do; these are
/// put into a stream without asking.
#[derive(Clone, Debug, Default)]
pub(super) struct Trees(Vec<TokenTree>);

impl Trees {
    /// `path(arguments)`
    pub(super) fn call(path: Self, arguments: impl IntoIterator<Item = Self>) -> Self {
        let mut inside = Self::default();
        for (position, argument) in arguments.into_iter().enumerate() {
            if position > 0 {
                inside.punctuation(",");
            }
            inside.append(argument);
        }
        let mut call = path;
        call.append(inside.in_parentheses());
        call
    }

    /// The punctuation of an operator or a path.
    pub(super) fn punctuation(&mut self, text: &str) {
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            let spacing = match characters.peek() {
                Some(_) => Spacing::Joint,
                None => Spacing::Alone,
            };
            let mut punct = Punct::new(character, spacing);
            punct.set_span(Span::call_site());
            self.0.push(punct.into());
        }
    }

    pub(super) fn push(&mut self, tree: impl Into<TokenTree>) {
        self.0.push(tree.into());
    }

    pub(super) fn append(&mut self, behind: Self) {
        self.0.extend(behind.0);
    }

    pub(super) fn in_parentheses(self) -> Self {
        let inside = self.0.into_iter().collect();
        Group::new(Delimiter::Parenthesis, inside).into()
    }

    /// The name, where it is nothing but a name.
    pub(super) fn name(&self) -> Option<&Ident> {
        match self.0.as_slice() {
            [TokenTree::Ident(name)] => Some(name),
            _ => None,
        }
    }
}

/// `'graph` by that name, wherever the user has one of the same name, too.
pub(super) fn lifetime(name: &str) -> Trees {
    let span = Span::mixed_site();
    let mut apostrophe = Punct::new('\'', Spacing::Joint);
    apostrophe.set_span(span);
    let name = Ident::new(name.trim_start_matches('\''), span);
    Trees(vec![apostrophe.into(), name.into()])
}

impl Extend<Self> for Trees {
    fn extend<I: IntoIterator<Item = Self>>(&mut self, behind: I) {
        for trees in behind {
            self.append(trees);
        }
    }
}

impl From<Ident> for Trees {
    fn from(name: Ident) -> Self {
        Self(vec![name.into()])
    }
}

impl From<Group> for Trees {
    fn from(group: Group) -> Self {
        Self(vec![group.into()])
    }
}

impl From<TokenStream> for Trees {
    fn from(tokens: TokenStream) -> Self {
        Self(tokens.into_iter().collect())
    }
}

impl ToTokens for Trees {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append_all(self.0.iter().cloned());
    }
}
