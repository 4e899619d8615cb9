//! A walk over the tokens of one group, with places and error reports.

use proc_macro2::{Delimiter, Ident, Spacing, Span, TokenStream, TokenTree};
use syn::buffer::Cursor;
use syn::ext::IdentExt;

use super::ast::Name;
use crate::diag::{Diagnostics, catalogue};
use crate::place::Place;

/// How many parentheses, blocks and signs may stand inside each other.
pub(super) const NESTING_LIMIT: usize = 256;

/// What could not be read has been reported; the caller skips to where it can go on.
pub(super) struct Broken;

pub(super) type Parsed<T> = Result<T, Broken>;

/// The parser's state: where it stands, and what it has reported.
pub(super) struct Parser<'t, 'd> {
    pub(super) cursor: Cursor<'t>,
    /// Where the group that is being read ends.
    end: Span,
    order: usize,
    pub(super) depth: usize,
    pub(super) diagnostics: &'d mut Diagnostics,
}

impl<'t, 'd> Parser<'t, 'd> {
    pub(super) fn new(cursor: Cursor<'t>, diagnostics: &'d mut Diagnostics) -> Self {
        Self {
            cursor,
            end: Span::call_site(),
            order: 0,
            depth: 0,
            diagnostics,
        }
    }

    /// A new place at `span`, after all earlier ones.
    pub(super) fn place(&mut self, span: Span) -> Place {
        self.order += 1;
        Place::new(span, self.order)
    }

    /// The place of the next token, or of the end of the group.
    pub(super) fn here(&mut self) -> Place {
        let span = if self.cursor.eof() {
            self.end
        } else {
            self.cursor.span()
        };
        self.place(span)
    }

    pub(super) fn at_end(&self) -> bool {
        self.cursor.eof()
    }

    /// The next token in words, for "found ..".
    pub(super) fn found(&self) -> String {
        if let Some((_, delimiter, _, _)) = self.cursor.any_group() {
            return match delimiter {
                Delimiter::Parenthesis => "`(`".into(),
                Delimiter::Brace => "`{`".into(),
                Delimiter::Bracket => "`[`".into(),
                Delimiter::None => "an expression".into(),
            };
        }
        if let Some((text, _)) = self.operator() {
            return format!("`{text}`");
        }
        match self.cursor.token_tree() {
            Some((TokenTree::Ident(ident), _)) if is_keyword(&ident) => {
                format!("keyword `{ident}`")
            }
            Some((tree, _)) => format!("`{tree}`"),
            None => "the end".into(),
        }
    }

    /// Reports that `what` was expected here.
    pub(super) fn expected<T>(&mut self, what: &str) -> Parsed<T> {
        let place = self.here();
        let found = self.found();
        self.diagnostics
            .report(catalogue::expected(place, what, &found));
        Err(Broken)
    }

    /// The next identifier if it is exactly `word`.
    pub(super) fn keyword(&mut self, word: &str) -> Option<Place> {
        let (ident, rest) = self.cursor.ident()?;
        if ident != word {
            return None;
        }
        self.cursor = rest;
        Some(self.place(ident.span()))
    }

    pub(super) fn peek_keyword(&self, word: &str) -> bool {
        self.cursor.ident().is_some_and(|(ident, _)| ident == word)
    }

    /// A name that the user may choose: an identifier that is no keyword.
    pub(super) fn name(&mut self, what: &str) -> Parsed<Name> {
        let Some((ident, rest)) = self.cursor.ident() else {
            return self.expected(what);
        };
        if is_keyword(&ident) {
            return self.expected(what);
        }
        self.cursor = rest;
        Ok(self.named(ident))
    }

    pub(super) fn named(&mut self, ident: Ident) -> Name {
        let place = self.place(ident.span());
        Name {
            text: ident.unraw().to_string(),
            ident,
            place,
        }
    }

    /// The operator that stands here as rustc would read it: the longest one of joined characters.
    pub(super) fn operator(&self) -> Option<(&'static str, Cursor<'t>)> {
        const OPERATORS: [&str; 44] = [
            "<<=", ">>=", "...", "..=", "->", "=>", "::", "..", "<=", ">=", "==", "!=", "&&", "||",
            "+=", "-=", "*=", "/=", "%=", "^=", "&=", "|=", "<<", ">>", "+", "-", "*", "/", "@",
            "<", ">", "=", "!", "&", "|", "^", "%", "?", ".", ",", ";", ":", "#", "$",
        ];
        OPERATORS
            .iter()
            .find_map(|text| Some((*text, self.punctuation(text)?)))
    }

    /// The cursor behind `text`, if exactly these joined characters stand here.
    pub(super) fn punctuation(&self, text: &str) -> Option<Cursor<'t>> {
        let mut cursor = self.cursor;
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            let (punct, rest) = cursor.punct()?;
            let joined = punct.spacing() == Spacing::Joint || characters.peek().is_none();
            if punct.as_char() != character || !joined {
                return None;
            }
            cursor = rest;
        }
        Some(cursor)
    }

    /// Steps over `text` if it is the operator that stands here.
    pub(super) fn symbol(&mut self, text: &str) -> Option<Place> {
        let (found, rest) = self.operator()?;
        if found != text {
            return None;
        }
        let start = self.here();
        self.cursor = rest;
        Some(self.behind(start))
    }

    /// From `start` to the token before the cursor.
    pub(super) fn behind(&mut self, start: Place) -> Place {
        Place {
            end: self.cursor.prev_span(),
            ..start
        }
    }

    pub(super) fn peek_symbol(&self, text: &str) -> bool {
        self.operator().is_some_and(|(found, _)| found == text)
    }

    pub(super) fn peek_group(&self, delimiter: Delimiter) -> bool {
        self.cursor
            .any_group()
            .is_some_and(|(_, found, _, _)| found == delimiter)
    }

    /// Reads the group that stands here with `read`, and gives its result with the place of the whole
    /// group. A group nested too deeply is reported and skipped.
    pub(super) fn group<T>(
        &mut self,
        delimiter: Delimiter,
        what: &str,
        read: impl FnOnce(&mut Self) -> Parsed<T>,
    ) -> Parsed<(T, Place)> {
        let found = self.cursor.any_group();
        let Some((inside, found, span, rest)) = found else {
            return self.expected(what);
        };
        if found != delimiter {
            return self.expected(what);
        }
        let open = self.place(span.open());
        if self.depth >= NESTING_LIMIT {
            self.diagnostics
                .report(catalogue::nested_too_deeply(open, NESTING_LIMIT));
            self.cursor = rest;
            return Err(Broken);
        }
        let outer_end = self.end;
        (self.cursor, self.end) = (inside, span.close());
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        (self.cursor, self.end) = (rest, outer_end);
        let place = Place {
            end: span.close(),
            ..open
        };
        Ok((result?, place))
    }

    /// Skips to behind the next `separator` of this group, or to its end.
    pub(super) fn skip_behind(&mut self, separator: char) {
        while let Some((tree, rest)) = self.cursor.token_tree() {
            self.cursor = rest;
            if matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == separator) {
                break;
            }
        }
    }

    /// The tokens from the cursor up to `separator` or the end of the group, stepped over.
    pub(super) fn take_until(&mut self, separator: char) -> TokenStream {
        let mut taken = Vec::new();
        while let Some((tree, rest)) = self.cursor.token_tree() {
            if matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == separator) {
                break;
            }
            self.cursor = rest;
            taken.push(tree);
        }
        taken.into_iter().collect()
    }

    /// A list separated by commas, up to the end of the group; an item that is broken is left out.
    pub(super) fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Parsed<T>) -> Vec<T> {
        let mut items = Vec::new();
        while !self.at_end() {
            let read = item(self);
            let broken = read.is_err();
            items.extend(read);
            if self.symbol(",").is_some() || self.at_end() {
                continue;
            }
            if !broken {
                let _: Parsed<()> = self.expected("`,`");
            }
            self.skip_behind(',');
        }
        items
    }
}

/// Whether `ident` is a word of Rust's grammar, and so not a name.
pub(super) fn is_keyword(ident: &Ident) -> bool {
    ident == "_"
        || (!ident.to_string().starts_with("r#")
            && syn::parse_str::<Ident>(&ident.to_string()).is_err())
}
