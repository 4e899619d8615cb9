//! A walk over the tokens of one group, with places and error reports.

use proc_macro2::{Delimiter, Ident, Spacing, Span, TokenTree};

use super::ast::{Expr, ExprKind, Name};
use super::tokens::Cursor;
use crate::diag::{Diagnostics, catalogue};
use crate::keyword;
use crate::place::Place;
use crate::sorted::Set;

/// How many parentheses, blocks and signs may stand inside each other.
pub(super) const NESTING_LIMIT: usize = 256;

/// What could not be read has been reported; the caller skips to where it can go on.
pub(super) struct Broken;

pub(super) type Parsed<T> = Result<T, Broken>;

/// The parser's state: where it stands, and what it has reported.
pub(super) struct Parser<'t, 'd> {
    pub(super) cursor: Cursor<'t>,
    /// The group that is being read, and where it ends; none outside of all groups.
    group: Option<(Delimiter, Span)>,
    order: usize,
    pub(super) depth: usize,
    /// Whether the expression that is being read is the condition of an `if`.
    pub(super) condition: bool,
    /// Whether the graph has an input whose name could not be read.
    pub(super) lost_inputs: bool,
    /// The keywords that the graph uses as names, and that have been reported.
    pub(super) escaped: Vec<String>,
    /// What has been read of an expression that broke off.
    pub(super) lost: Vec<Expr>,
    /// The names of inputs and `let`s of the graph so far.
    pub(super) names: Set<String>,
    pub(super) diagnostics: &'d mut Diagnostics,
}

impl<'t, 'd> Parser<'t, 'd> {
    pub(super) fn new(cursor: Cursor<'t>, diagnostics: &'d mut Diagnostics) -> Self {
        Self {
            cursor,
            group: None,
            order: 0,
            depth: 0,
            condition: false,
            lost_inputs: false,
            escaped: Vec::new(),
            lost: Vec::new(),
            names: Set::new(),
            diagnostics,
        }
    }

    /// A new place at `span`, after all earlier ones.
    pub(super) fn place(&mut self, span: Span) -> Place {
        self.order += 1;
        Place::new(span, self.order)
    }

    /// The place of the next token or operator, of a group its opening delimiter; at the end of a group its closing
    /// delimiter, and at the end of everything the last token.
    pub(super) fn here(&mut self) -> Place {
        let span = match (self.cursor.any_group(), self.group) {
            (Some((_, _, span, _)), _) => span.open(),
            (None, _) if !self.cursor.eof() => self.cursor.span(),
            (None, Some((_, end))) => end,
            (None, None) => self.cursor.prev_span(),
        };
        let rest = self.operator().map(|(_, rest)| rest);
        let rest = rest.or_else(|| self.lifetime());
        let end = rest.map_or(span, Cursor::prev_span);
        Place {
            end,
            ..self.place(span)
        }
    }

    /// The place of the last token that has been read.
    pub(super) fn last(&mut self) -> Place {
        self.place(self.cursor.prev_span())
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
        if self.peek_symbol("#") {
            return if self.peek_doc_comment() {
                "a doc comment".into()
            } else {
                "an attribute".into()
            };
        }
        if let Some((text, _)) = self.operator() {
            return format!("`{text}`");
        }
        if let Some((lifetime, _)) = self.cursor.lifetime() {
            return format!("`'{lifetime}`");
        }
        match self.cursor.token_tree() {
            Some((TokenTree::Ident(ident), _)) if is_keyword(&ident) && ident != "_" => {
                format!("keyword `{ident}`")
            }
            Some((tree, _)) => format!("`{tree}`"),
            None => self.closing().into(),
        }
    }

    /// What ends the group that is being read, in words.
    pub(super) fn closing(&self) -> &'static str {
        match self.group {
            Some((Delimiter::Parenthesis, _)) => "`)`",
            Some((Delimiter::Brace, _)) => "`}`",
            Some((Delimiter::Bracket, _)) => "`]`",
            Some((Delimiter::None, _)) => "the end of a macro's argument",
            None => "the end of `graph!`",
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

    /// Stands for an expression that broke off. The names in what has been read of it are still looked up.
    pub(super) fn hole(&mut self, place: Place) -> Expr {
        let parts = std::mem::take(&mut self.lost);
        Expr {
            kind: ExprKind::Hole(parts),
            place,
        }
    }

    /// Reports that `what` was expected here, behind an operand.
    pub(super) fn expected_operator(&mut self, what: &str) {
        let operand = self.peek_name() || self.cursor.literal().is_some();
        let place = self.here();
        let found = self.found();
        self.diagnostics
            .report(if operand || self.peek_group(Delimiter::Parenthesis) {
                catalogue::missing_operator(place, what, &found)
            } else if self.peek_keyword("if") {
                catalogue::if_behind_value(place, what)
            } else {
                catalogue::expected(place, what, &found)
            });
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

    /// Whether a name stands here that is no keyword.
    pub(super) fn peek_name(&self) -> bool {
        let name = self.cursor.ident();
        name.is_some_and(|(name, _)| !is_keyword(&name))
    }

    /// Whether `#[doc ..]` stands here, which is what a doc comment is.
    pub(super) fn peek_doc_comment(&self) -> bool {
        let attribute = self.punctuation("#").and_then(Cursor::any_group);
        let name = attribute.and_then(|(inside, ..)| inside.ident());
        name.is_some_and(|(name, _)| name == "doc")
    }

    /// The cursor behind the lifetime or label that stands here.
    fn lifetime(&self) -> Option<Cursor<'t>> {
        self.cursor.lifetime().map(|(_, rest)| rest)
    }

    pub(super) fn peek_keyword(&self, word: &str) -> bool {
        self.cursor.ident().is_some_and(|(ident, _)| ident == word)
    }

    /// A name that the user may choose. A keyword is reported, and taken as if it were raw.
    pub(super) fn name(&mut self, what: &str) -> Parsed<Name> {
        let Some((ident, rest)) = self.cursor.ident() else {
            return self.expected(what);
        };
        if !is_keyword(&ident) {
            self.cursor = rest;
            return Ok(self.named(ident));
        }
        let word = ident.to_string();
        let place = self.here();
        let report = catalogue::keyword_as_name(place, what, &word);
        self.diagnostics.report(report);
        if NEVER_RAW.contains(&word.as_str()) {
            return Err(Broken);
        }
        self.cursor = rest;
        self.escaped.push(word.clone());
        Ok(Name {
            ident: Ident::new_raw(&word, ident.span()),
            text: word,
            place,
        })
    }

    pub(super) fn named(&mut self, ident: Ident) -> Name {
        let place = self.place(ident.span());
        let text = unraw(&ident);
        // A name before edition 2024, a keyword since: what is generated may be of the other edition.
        let ident = if text == "gen" {
            Ident::new_raw("gen", ident.span())
        } else {
            ident
        };
        Name { ident, text, place }
    }

    /// The operator that stands here as rustc would read it: the longest one of joined characters.
    pub(super) fn operator(&self) -> Option<(&'static str, Cursor<'t>)> {
        let mut text = String::new();
        let mut longest = None;
        let mut cursor = self.cursor;
        while let Some((punct, rest)) = cursor.punct() {
            text.push(punct.as_char());
            if let Some(operator) = operator_of(&text) {
                longest = Some((operator, rest));
            }
            if punct.spacing() == Spacing::Alone || text.len() == LONGEST_OPERATOR {
                break;
            }
            cursor = rest;
        }
        longest
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

    /// Whether such a group stands here, be it alone in the argument of a macro by example.
    pub(super) fn peek_group(&self, delimiter: Delimiter) -> bool {
        self.cursor.group(delimiter).is_some()
    }

    /// Steps into the group that stands here. One that is nested too deeply is reported and skipped.
    pub(super) fn enter(&mut self, delimiter: Delimiter, what: &str) -> Parsed<Outer<'t>> {
        let Some((inside, span, rest)) = self.cursor.group(delimiter) else {
            return self.expected(what);
        };
        let open = self.place(span.open());
        if let Err(Broken) = self.descend(open) {
            self.cursor = rest;
            return Err(Broken);
        }
        let outer = Outer {
            rest,
            group: self.group,
            condition: self.condition,
            place: Place {
                end: span.close(),
                ..open
            },
        };
        self.cursor = inside;
        (self.group, self.condition) = (Some((delimiter, span.close())), false);
        Ok(outer)
    }

    /// Steps out to behind the group, and gives the place of all of it.
    pub(super) fn leave(&mut self, outer: Outer<'t>) -> Place {
        self.depth -= 1;
        self.cursor = outer.rest;
        (self.group, self.condition) = (outer.group, outer.condition);
        outer.place
    }

    /// One level deeper, if that is not too deep; whoever calls this lowers `depth` again.
    pub(super) fn descend(&mut self, place: Place) -> Parsed<()> {
        if self.depth >= NESTING_LIMIT {
            let report = catalogue::nested_too_deeply(place, NESTING_LIMIT);
            self.diagnostics.report(report);
            return Err(Broken);
        }
        self.depth += 1;
        Ok(())
    }

    /// Reads the group that stands here with `read`, and gives its result with the place of the whole
    /// group.
    pub(super) fn group<T>(
        &mut self,
        delimiter: Delimiter,
        what: &str,
        read: impl FnOnce(&mut Self) -> Parsed<T>,
    ) -> Parsed<(T, Place)> {
        let outer = self.enter(delimiter, what)?;
        let result = read(self);
        let place = self.leave(outer);
        Ok((result?, place))
    }

    /// Steps over one token or group.
    pub(super) fn skip(&mut self) {
        if let Some((_, rest)) = self.cursor.token_tree() {
            self.cursor = rest;
        }
    }

    /// Steps over `=` or `:=`.
    pub(super) fn skip_assignment(&mut self) {
        if self.symbol("=").is_none() {
            self.symbol(":=");
        }
    }

    /// Skips to where one of these characters stands, or to the end of the group.
    pub(super) fn skip_to(&mut self, characters: &[char]) {
        while let Some((tree, rest)) = self.cursor.token_tree() {
            if matches!(&tree, TokenTree::Punct(punct) if characters.contains(&punct.as_char())) {
                break;
            }
            self.cursor = rest;
        }
    }

    /// Skips a balanced pair of angle brackets that begins here.
    pub(super) fn skip_angles(&mut self) {
        let mut open = 0_usize;
        while let Some((tree, rest)) = self.cursor.token_tree() {
            if let TokenTree::Punct(punct) = &tree {
                match punct.as_char() {
                    '<' => open += 1,
                    '>' => open = open.saturating_sub(1),
                    ';' => return,
                    _ => {}
                }
            }
            self.cursor = rest;
            if open == 0 {
                return;
            }
        }
    }

    /// Skips to a body that stands further on in the same item. Gives whether there is one.
    pub(super) fn skip_to_body(&mut self) -> bool {
        while let Some((tree, rest)) = self.cursor.token_tree() {
            match &tree {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return true,
                TokenTree::Punct(punct) if punct.as_char() == ';' => break,
                TokenTree::Ident(ident) if ident == "struct" || ident == "pub" => break,
                _ => self.cursor = rest,
            }
        }
        false
    }

    /// Skips to the end of the group.
    pub(super) fn skip_all(&mut self) {
        while !self.at_end() {
            self.skip();
        }
    }

    /// A list separated by commas, up to the end of the group; an item that is broken is left out, and a
    /// comma that is missing is reported.
    pub(super) fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Parsed<T>) -> Vec<T> {
        let mut items = Vec::new();
        while !self.at_end() {
            let read = item(self);
            let broken = read.is_err();
            items.extend(read);
            self.comma(broken);
        }
        items
    }

    /// The comma behind an item of a list, if it is not the last. Gives whether nothing has been skipped.
    pub(super) fn comma(&mut self, broken: bool) -> bool {
        if self.symbol(",").is_some() || self.at_end() {
            return true;
        }
        if !broken {
            let what = format!("`,` or {}", self.closing());
            let _: Parsed<()> = self.expected(&what);
            if self.cursor.ident().is_some() {
                return true;
            }
        }
        self.skip_to(&[',']);
        self.symbol(",");
        false
    }
}

/// Where the parser was before it stepped into a group.
#[derive(Clone, Copy)]
pub(super) struct Outer<'t> {
    rest: Cursor<'t>,
    group: Option<(Delimiter, Span)>,
    condition: bool,
    place: Place,
}

/// What stands for one operator where the characters are joined, sorted.
const OPERATORS: [&str; 49] = [
    "!", "!=", "!==", "#", "$", "%", "%=", "&", "&&", "&=", "*", "*=", "+", "+=", ",", "-", "-=",
    "->", ".", "..", "...", "..=", "/", "/=", ":", "::", ":=", ";", "<", "<<", "<<=", "<=", "=",
    "=<", "==", "===", "=>", ">", ">=", ">>", ">>=", "?", "@", "^", "^=", "|", "|=", "||", "~",
];

const LONGEST_OPERATOR: usize = 3;

fn operator_of(text: &str) -> Option<&'static str> {
    let position = OPERATORS.binary_search(&text).ok()?;
    OPERATORS.get(position).copied()
}

/// The keywords that cannot be written raw.
const NEVER_RAW: [&str; 5] = ["_", "crate", "self", "super", "Self"];

/// The name that is meant: `r#fn` is `fn`.
pub(super) fn unraw(ident: &Ident) -> String {
    let text = ident.to_string();
    match text.strip_prefix("r#") {
        Some(name) => name.to_owned(),
        None => text,
    }
}

/// Whether `ident` is a word of Rust's grammar, and so not a name.
pub(super) fn is_keyword(ident: &Ident) -> bool {
    keyword::is_keyword(&ident.to_string())
}
