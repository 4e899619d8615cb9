//! Which `<` and `>` are delimiters and which are comparisons, as far as that can be told without a parser.

use proc_macro2::TokenTree;

/// Follows tokens through generics.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Generics {
    open: usize,
    last: Last,
}

/// What stands before a `<`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Last {
    /// The start, or an operator: an operand begins, which may be `<T as Trait>`.
    #[default]
    Start,
    /// The name of a type, `impl`, `::`, or the name behind `fn`.
    Type,
    /// `fn`
    Function,
    /// `-` or `=`, which make no delimiter of a `>`.
    Arrow,
    /// Any other operand.
    Operand,
}

impl Generics {
    pub(super) fn step(&mut self, tree: &TokenTree) {
        self.last = match tree {
            TokenTree::Ident(word) if word == "fn" => Last::Function,
            TokenTree::Ident(word) => {
                let word = word.to_string();
                let is_type = word.starts_with(|first: char| first.is_uppercase());
                if is_type || word == "impl" || self.last == Last::Function {
                    Last::Type
                } else {
                    Last::Operand
                }
            }
            TokenTree::Punct(punct) => match punct.as_char() {
                '<' if matches!(self.last, Last::Start | Last::Type) => {
                    self.open += 1;
                    Last::Start
                }
                '>' if self.open > 0 && self.last != Last::Arrow => {
                    self.open -= 1;
                    Last::Type
                }
                '-' | '=' => Last::Arrow,
                ':' => Last::Type,
                _ => Last::Start,
            },
            TokenTree::Literal(_) | TokenTree::Group(_) => Last::Operand,
        };
    }

    /// Whether what comes next stands between `<` and `>`.
    pub(super) fn are_open(self) -> bool {
        self.open > 0
    }
}
