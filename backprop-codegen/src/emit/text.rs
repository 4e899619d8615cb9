//! Rust as text: what bodies are made of, and all else that has no place in the user's source.
//!
//! Tokens are rustc's business: each costs a call, and a body has thousands. rustc reads a text at once. Names that
//! have a place in the source are tokens: those of items, of methods, of parameters, and what marks stand for
//! (`marks.rs`).

extern crate proc_macro;

use std::cell::Cell;
use std::fmt;
use std::str::FromStr;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use super::template::text;
use crate::keyword::is_keyword;
use crate::signature::Element;

/// Whole tokens of Rust, in which every bracket is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Text(String);

impl Text {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// What has been written.
    pub(super) fn of(text: String) -> Self {
        Self(text)
    }

    /// One word, a keyword too.
    pub(super) fn word(word: &str) -> Self {
        Self(word.to_owned())
    }

    /// `path(arguments)`
    pub(super) fn call(path: &Self, arguments: impl IntoIterator<Item = Self>) -> Self {
        let arguments = joined(arguments, ", ");
        Self(format!("{path}({arguments})"))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Tokens behind the others.
    pub(super) fn push(&mut self, behind: Self) {
        if self.0.is_empty() {
            self.0 = behind.0;
        } else {
            self.0.push_str(&behind.0);
        }
    }

    pub(super) fn in_parentheses(self) -> Self {
        Self(format!("({self})"))
    }

    /// Whether both are the same but for blanks around them.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.0.trim() == other.0.trim()
    }

    /// Whether a word stands in it.
    pub(super) fn mentions(&self, word: &str) -> bool {
        let part_of_word = |byte: Option<&u8>| {
            byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80)
        };
        let bytes = self.0.as_bytes();
        self.0.match_indices(word).any(|(start, word)| {
            let before = start.checked_sub(1).and_then(|before| bytes.get(before));
            !part_of_word(before) && !part_of_word(bytes.get(start + word.len()))
        })
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromIterator<Self> for Text {
    fn from_iter<I: IntoIterator<Item = Self>>(parts: I) -> Self {
        Self(joined(parts, "").to_string())
    }
}

impl ToTokens for Text {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if self.0.is_empty() {
            return;
        }
        match read(&self.0) {
            Some(read) if tokens.is_empty() => *tokens = read,
            Some(read) => tokens.extend(read),
            None => {
                let what = "generated code is no Rust: this is a bug in backprop";
                tokens.extend(quote!(::core::compile_error!(#what)));
            }
        }
    }
}

/// The tokens of a text. Inside of rustc, rustc reads it: `proc_macro2` would read it first, to see whether it may.
fn read(text: &str) -> Option<TokenStream> {
    if proc_macro::is_available() {
        let tokens = proc_macro::TokenStream::from_str(text);
        tokens.ok().map(Into::into)
    } else {
        TokenStream::from_str(text).ok()
    }
}

/// What can stand in a template.
pub(super) trait ToText {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

/// A part of a template as it is written.
pub(super) struct Part<'p, T: ?Sized>(pub(super) &'p T);

impl<T: ToText + ?Sized> fmt::Display for Part<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write(f)
    }
}

impl<T: ToText + ?Sized> ToText for &T {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).write(f)
    }
}

impl<T: ToText> ToText for Option<T> {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Some(value) => value.write(f),
            None => Ok(()),
        }
    }
}

impl ToText for Text {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A literal.
impl ToText for str {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// A literal.
impl ToText for String {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl ToText for bool {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A literal without suffix.
impl ToText for usize {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A literal without suffix, behind a sign where it is negative.
impl ToText for i64 {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A literal without suffix.
impl ToText for u64 {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The name of an item or a field, which Rust finds from everywhere.
impl ToText for Ident {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Parts one after the other, with something in between. They are written once, without being put together before.
pub(super) struct Joined<'b, I> {
    parts: Cell<Option<I>>,
    between: &'b str,
}

pub(super) fn joined<I: IntoIterator>(parts: I, between: &str) -> Joined<'_, I::IntoIter> {
    let parts = Cell::new(Some(parts.into_iter()));
    Joined { parts, between }
}

impl<I: Iterator<Item: ToText>> fmt::Display for Joined<'_, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before = "";
        for part in self.parts.take().into_iter().flatten() {
            f.write_str(before)?;
            part.write(f)?;
            f.write_str(" ")?;
            before = self.between;
        }
        Ok(())
    }
}

/// A local variable of generated code.
pub(super) fn local(name: &str) -> Text {
    if is_raw(name) {
        Text(format!("r#{name}"))
    } else {
        Text::word(name)
    }
}

/// The element type.
pub(super) fn element(element: &Element) -> Text {
    Text(element.text())
}

/// `<F>` or nothing.
pub(super) fn generics(element: &Element) -> Text {
    match element {
        Element::Parameter(parameter) => text!(<#parameter>),
        Element::Single | Element::Double => Text::new(),
    }
}

/// `<F: Float>` or nothing.
pub(super) fn bounded(element: &Element, runtime: &Text) -> Text {
    match element {
        Element::Parameter(parameter) => text!(<#parameter: #runtime::Float>),
        Element::Single | Element::Double => Text::new(),
    }
}

/// A name as a token with a place in the source.
pub(super) fn ident(name: &str, span: Span) -> Ident {
    if is_raw(name) {
        Ident::new_raw(name, span)
    } else {
        Ident::new(name, span)
    }
}

/// Whether a name is written raw: a keyword, one since edition 2024 too.
fn is_raw(name: &str) -> bool {
    is_keyword(name) || name == "gen"
}

#[cfg(test)]
mod tests {
    use quote::{ToTokens, format_ident, quote};

    use super::super::template::text;
    use super::{Text, joined, local};

    /// Tokens without the blanks between them.
    fn tokens(code: &impl ToTokens) -> String {
        code.to_token_stream()
            .to_string()
            .split_whitespace()
            .collect()
    }

    /// A template with words, and the same for `quote!`.
    macro_rules! check {
        ([$($name:ident = $word:literal),*] $($template:tt)*) => {{
            let expected = {
                $(let $name = format_ident!($word);)*
                quote!($($template)*)
            };
            $(let $name = Text::word($word);)*
            assert_eq!(tokens(&text!($($template)*)), tokens(&expected));
        }};
    }

    #[test]
    fn templates_say_the_same_as_quasi_quotation() {
        check!([]);
        check!([] let mut x: &'a [f64; 3] = &mut y[..n - -1];);
        check!([x = "left"] #x);
        check!([x = "left"] #x.abs());
        check!([x = "left", y = "right"] #x #y #x::#y(#x, #y) #x: #y, [#x] { #x; #y } #x? #x..#y);
        check!([x = "left"] if #x { #x } else { return #x } match #x { _ => #x });
        check!([x = "left"] #[doc = "say \"#x\""] #[inline] pub fn #x<'a>(&'a self) -> &'a #x { {} });
        check!([x = "left"] ::core::option::Option::<#x>::Some(-#x as usize + 1.5_f64 * #x << 2));
    }

    #[test]
    fn what_an_iterator_gives() {
        let names = ["a", "b", "c"];
        let words = || names.iter().map(|name| Text::word(name));
        let list = words();
        assert_eq!(tokens(&text!(f(#(#list),*))), "f(a,b,c)");
        let list = words();
        assert_eq!(tokens(&text!(let x = #(#list)+*;)), "letx=a+b+c;");
        assert_eq!(tokens(&text!([#(#names),*])), r#"["a","b","c"]"#);
        let none: [Text; 0] = [];
        assert_eq!(tokens(&text!(f(#(#none),*))), "f()");
        assert_eq!(tokens(&words().collect::<Text>()), "abc");
        assert_eq!(joined(words(), "&&").to_string(), "a &&b &&c ");
        assert_eq!(tokens(&Text::call(&Text::word("f"), words())), "f(a,b,c)");
    }

    /// Words that meet stay apart, whatever a text ends in.
    #[test]
    fn texts_behind_each_other() {
        let (word, nothing) = (local("x"), Text::new());
        let parts = [
            text!(#word),
            text!(let #word),
            text!(#word.y),
            text!(#nothing),
            text!(f(#word)),
        ];
        for first in &parts {
            for second in &parts {
                let mut both = first.clone();
                both.push(second.clone());
                let expected = tokens(first) + &tokens(second);
                assert_eq!(tokens(&both), expected);
                let trees = |code: &Text| code.to_token_stream().into_iter().count();
                assert_eq!(trees(&both), trees(first) + trees(second), "{both}");
            }
        }
    }

    #[test]
    fn literals() {
        let hard = "\"quoted\" {braces} \\ \n \u{e9}\u{200b}'";
        let code = text!(#hard);
        let read: syn::LitStr = syn::parse2(code.to_token_stream()).expect("it is a text");
        assert_eq!(read.value(), hard);
        let (count, offset, yes) = (7_usize, -3_i64, true);
        assert_eq!(tokens(&text!(#count #offset #yes)), "7-3true");
        assert_eq!(tokens(&local("type")), "r#type");
        assert_eq!(tokens(&local("gen")), "r#gen");
    }

    #[test]
    fn words() {
        let code = text!(let xs = x2 + a.x[i_1];);
        for word in ["let", "xs", "x2", "a", "x", "i_1"] {
            assert!(code.mentions(word), "{word}");
        }
        for word in ["l", "s", "x1", "i", "_1", "et"] {
            assert!(!code.mentions(word), "{word}");
        }
        let word = Text::word("x");
        assert!(text!(#word).is(&word) && !text!(#word.y).is(&word));
    }
}
