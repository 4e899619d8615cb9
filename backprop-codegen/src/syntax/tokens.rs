//! Tokens to walk over: a list of them that a cursor runs through, as often as the parser has to look ahead.

use proc_macro2::extra::DelimSpan;
use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};

enum Entry {
    /// A group, and where its end is. What is inside follows.
    Group(Group, usize),
    Ident(Ident),
    Punct(Punct),
    Literal(Literal),
    /// The end of a group, and where that begins; none at the end of everything.
    End(Option<usize>),
}

/// All tokens of a stream, those inside of groups too.
pub(super) struct Tokens {
    entries: Vec<Entry>,
}

impl Tokens {
    pub(super) fn new(stream: TokenStream) -> Self {
        let mut entries = Vec::new();
        // The groups that have been entered: what is left of each, and where it begins.
        let mut open = vec![(stream.into_iter(), None)];
        while let Some((rest, start)) = open.last_mut() {
            let start = *start;
            let entry = match rest.next() {
                Some(TokenTree::Ident(ident)) => Entry::Ident(ident),
                Some(TokenTree::Punct(punct)) => Entry::Punct(punct),
                Some(TokenTree::Literal(literal)) => Entry::Literal(literal),
                Some(TokenTree::Group(group)) => {
                    let inside = group.stream().into_iter();
                    open.push((inside, Some(entries.len())));
                    Entry::Group(group, 0)
                }
                None => {
                    open.pop();
                    let here = entries.len();
                    if let Some(Entry::Group(_, end)) =
                        start.and_then(|start: usize| entries.get_mut(start))
                    {
                        *end = here;
                    }
                    Entry::End(start)
                }
            };
            entries.push(entry);
        }
        Self { entries }
    }

    /// A cursor at the first token.
    pub(super) fn begin(&self) -> Cursor<'_> {
        Cursor {
            entries: &self.entries,
            at: 0,
        }
    }
}

/// A place among tokens.
///
/// What a macro by example has put in for an argument stands in a group without delimiters. All that is read one by one
/// is looked for inside of it, too; only [`any_group`](Self::any_group) and [`token_tree`](Self::token_tree) see the
/// group.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    /// Up to the end of the group that has been entered.
    entries: &'t [Entry],
    at: usize,
}

/// Both are of the same tokens.
impl PartialEq for Cursor<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
    }
}

impl<'t> Cursor<'t> {
    fn entry(self) -> &'t Entry {
        self.entries.get(self.at).unwrap_or(&Entry::End(None))
    }

    /// At an entry of the same group, or behind the groups that end there.
    fn moved(mut self, at: usize) -> Self {
        self.at = at;
        while !self.eof() && matches!(self.entry(), Entry::End(_)) {
            self.at += 1;
        }
        self
    }

    fn next(self) -> Self {
        self.moved(self.at + 1)
    }

    /// Inside of the groups without delimiters that stand here.
    fn inside(mut self) -> Self {
        while let Entry::Group(group, _) = self.entry()
            && group.delimiter() == Delimiter::None
        {
            self = self.next();
        }
        self
    }

    /// Whether nothing is left of the group that has been entered.
    pub(super) fn eof(self) -> bool {
        self.at + 1 >= self.entries.len()
    }

    /// The identifier that stands here, and what follows.
    pub(super) fn ident(self) -> Option<(Ident, Self)> {
        let here = self.inside();
        match here.entry() {
            Entry::Ident(ident) => Some((ident.clone(), here.next())),
            _ => None,
        }
    }

    /// The character that stands here, and what follows. The apostrophe of a lifetime is none.
    pub(super) fn punct(self) -> Option<(Punct, Self)> {
        let here = self.inside();
        match here.entry() {
            Entry::Punct(punct) if punct.as_char() != '\'' => Some((punct.clone(), here.next())),
            _ => None,
        }
    }

    /// The literal that stands here, and what follows.
    pub(super) fn literal(self) -> Option<(Literal, Self)> {
        let here = self.inside();
        match here.entry() {
            Entry::Literal(literal) => Some((literal.clone(), here.next())),
            _ => None,
        }
    }

    /// The name of the lifetime that stands here, without its apostrophe, and what follows.
    pub(super) fn lifetime(self) -> Option<(Ident, Self)> {
        let here = self.inside();
        match here.entry() {
            Entry::Punct(punct) if punct.as_char() == '\'' && punct.spacing() == Spacing::Joint => {
                here.next().ident()
            }
            _ => None,
        }
    }

    /// What is inside of the group with these delimiters that stands here, and what follows.
    pub(super) fn group(self, delimiter: Delimiter) -> Option<(Self, DelimSpan, Self)> {
        let here = if delimiter == Delimiter::None {
            self
        } else {
            self.inside()
        };
        let (inside, found, span, rest) = here.any_group()?;
        (found == delimiter).then_some((inside, span, rest))
    }

    /// What is inside of the group that stands here, whatever its delimiters, and what follows.
    pub(super) fn any_group(self) -> Option<(Self, Delimiter, DelimSpan, Self)> {
        let Entry::Group(group, end) = self.entry() else {
            return None;
        };
        let entries = self.entries.get(..=*end)?;
        let inside = Self { entries, ..self }.next();
        let (delimiter, span) = (group.delimiter(), group.delim_span());
        Some((inside, delimiter, span, self.moved(*end)))
    }

    /// The token or group that stands here, and what follows.
    pub(super) fn token_tree(self) -> Option<(TokenTree, Self)> {
        let (tree, last) = match self.entry() {
            Entry::Group(group, end) => (group.clone().into(), *end),
            Entry::Ident(ident) => (ident.clone().into(), self.at),
            Entry::Punct(punct) => (punct.clone().into(), self.at),
            Entry::Literal(literal) => (literal.clone().into(), self.at),
            Entry::End(_) => return None,
        };
        Some((tree, self.moved(last + 1)))
    }

    /// All that is left of the group that has been entered.
    pub(super) fn token_stream(mut self) -> TokenStream {
        let mut trees = Vec::new();
        while let Some((tree, rest)) = self.token_tree() {
            trees.push(tree);
            self = rest;
        }
        trees.into_iter().collect()
    }

    /// Where the token that stands here is, or the end of a group.
    pub(super) fn span(self) -> Span {
        match self.entry() {
            Entry::Group(group, _) => group.span(),
            Entry::Ident(ident) => ident.span(),
            Entry::Punct(punct) => punct.span(),
            Entry::Literal(literal) => literal.span(),
            Entry::End(start) => match start.and_then(|start| self.entries.get(start)) {
                Some(Entry::Group(group, _)) => group.span_close(),
                _ => Span::call_site(),
            },
        }
    }

    /// Where the token before this place is; at the very beginning, the one that stands there.
    pub(super) fn prev_span(self) -> Span {
        let at = self.at.saturating_sub(1);
        Self { at, ..self }.span()
    }
}
