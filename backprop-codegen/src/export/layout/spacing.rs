//! Where blanks stand in a line of generated code.

use proc_macro2::{Delimiter, Punct, Spacing, TokenTree};

/// The words of Rust behind which an operand begins.
const KEYWORDS: [&str; 18] = [
    "as", "break", "const", "else", "for", "if", "impl", "in", "let", "match", "mut", "ref",
    "return", "static", "struct", "use", "where", "while",
];

/// Writes tokens on one line.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    last: Last,
    /// For each `<` of generics that is open, whether it stands behind `impl`.
    generics: Vec<bool>,
    /// Whether the parameters of a closure have begun.
    closure: bool,
    /// A sign that is a token of its own.
    alone: Option<char>,
}

/// What has been written last, as far as it matters for what follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Last {
    /// Nothing, or what no blank follows: `(`, `.`, `::`, a sign, `#`.
    #[default]
    Open,
    /// A keyword.
    Keyword,
    /// The name of a type or the like, before which `<` opens generics.
    Type,
    /// Any other operand, or the end of one.
    Operand,
    /// `name!`
    Macro,
    /// `pub`
    Visibility,
    /// An operator, a comma.
    Operator,
    /// The first part of an operator of several signs.
    Part { sign: char, binary: bool },
}

impl Last {
    /// Whether an operand has ended, so that what follows is no sign.
    fn is_operand(self) -> bool {
        matches!(self, Self::Type | Self::Operand)
    }
}

impl Line {
    /// Writes a token that stands before `next`.
    pub(super) fn token(&mut self, tree: &TokenTree, next: Option<&TokenTree>) {
        match tree {
            TokenTree::Ident(ident) => self.word(&ident.to_string()),
            TokenTree::Literal(literal) => {
                self.blank_before_operand();
                self.text.push_str(&literal.to_string());
                self.last = Last::Operand;
            }
            TokenTree::Punct(punct) => {
                let (sign, joint) = (punct.as_char(), is_part(punct, next));
                let alone = self.alone.take();
                let end = self.text.len();
                self.sign(sign, joint);
                let close = self
                    .text
                    .get(end..)
                    .is_some_and(|new| !new.starts_with(' '));
                if close && alone.is_some_and(|before| is_operator(before, sign)) {
                    self.text.insert(end, ' ');
                }
                self.alone = Some(sign).filter(|_| !joint);
                return;
            }
            TokenTree::Group(group) => {
                let (open, close) = delimiters(group.delimiter());
                self.open(group.delimiter());
                self.text.push_str(open);
                let inside = line(group.stream());
                // None in `use a::{b, c}`.
                let blanks = group.delimiter() == Delimiter::Brace
                    && !inside.is_empty()
                    && self.last != Last::Open;
                let blank = if blanks { " " } else { "" };
                self.text.push_str(blank);
                self.text.push_str(&inside);
                self.text.push_str(blank);
                self.close(close);
            }
        }
        self.alone = None;
    }

    /// The blank before an opening delimiter.
    pub(super) fn open(&mut self, delimiter: Delimiter) {
        let blank = match (delimiter, self.last) {
            (Delimiter::None, _) => false,
            (Delimiter::Brace, last) => last != Last::Open,
            (_, Last::Keyword | Last::Operator) => true,
            _ => false,
        };
        if blank {
            self.text.push(' ');
        }
    }

    /// A closing delimiter.
    pub(super) fn close(&mut self, delimiter: &str) {
        self.text.push_str(delimiter);
        self.last = Last::Operand;
    }

    fn word(&mut self, word: &str) {
        let function = self.last == Last::Keyword && self.text.ends_with("fn");
        self.blank_before_operand();
        self.text.push_str(word);
        let is_type = |word: &str| word.starts_with(|first: char| first.is_uppercase());
        // What follows a lifetime stands apart from it, as behind a keyword.
        self.last = if matches!(self.last, Last::Part { sign: '\'', .. }) {
            Last::Keyword
        } else if word == "pub" {
            Last::Visibility
        } else if KEYWORDS.contains(&word) {
            Last::Keyword
        } else if is_type(word) || function {
            Last::Type
        } else {
            Last::Operand
        };
        if matches!(word, "fn" | "mod" | "move" | "unsafe" | "dyn") {
            self.last = Last::Keyword;
        }
    }

    fn blank_before_operand(&mut self) {
        let blank = match self.last {
            Last::Open | Last::Part { .. } => false,
            Last::Keyword
            | Last::Type
            | Last::Operand
            | Last::Macro
            | Last::Visibility
            | Last::Operator => true,
        };
        if blank {
            self.text.push(' ');
        }
    }

    fn sign(&mut self, sign: char, joint: bool) {
        if let Last::Part {
            sign: first,
            binary,
        } = self.last
        {
            self.text.push(sign);
            self.last = match (first, sign) {
                (':' | '.', _) => Last::Open,
                _ if joint => Last::Part { sign, binary },
                ('-', '>') => Last::Operator,
                _ if binary => Last::Operator,
                _ => Last::Open,
            };
            return;
        }
        match sign {
            ',' | ';' => self.push(sign, Last::Operator),
            ':' | '.' | '?' => self.path(sign, joint),
            '\'' => {
                self.blank_before_operand();
                let binary = false;
                self.push(sign, Last::Part { sign, binary });
            }
            '!' if self.last.is_operand() && !joint => self.push(sign, Last::Macro),
            '<' if !joint && self.opens_generics() => {
                self.generics.push(self.text.ends_with("impl"));
                let blank = if self.last == Last::Operator { " " } else { "" };
                self.text.push_str(blank);
                self.push(sign, Last::Open);
            }
            '>' if !self.generics.is_empty() => {
                let behind_impl = self.generics.pop().unwrap_or(false);
                let last = if behind_impl {
                    Last::Keyword
                } else {
                    Last::Type
                };
                self.push(sign, last);
            }
            '|' if self.closure => {
                self.closure = false;
                self.push(sign, Last::Operator);
            }
            _ => self.operator(sign, joint),
        }
    }

    fn push(&mut self, sign: char, last: Last) {
        self.text.push(sign);
        self.last = last;
    }

    /// `:` and `::`, `.` and `..`, `?`
    fn path(&mut self, sign: char, joint: bool) {
        let begins = match sign {
            ':' => matches!(self.last, Last::Keyword | Last::Operator | Last::Visibility),
            _ => self.last == Last::Operator,
        };
        if joint && begins {
            self.text.push(' ');
        }
        let last = match sign {
            _ if joint => Last::Part {
                sign,
                binary: false,
            },
            ':' => Last::Operator,
            '.' => Last::Open,
            _ => Last::Operand,
        };
        self.push(sign, last);
    }

    /// An operator between its operands, or in front of its operand.
    fn operator(&mut self, sign: char, joint: bool) {
        if self.last.is_operand() || joint && !matches!(sign, '&' | '*') {
            self.text.push(' ');
            let binary = true;
            let part = Last::Part { sign, binary };
            self.push(sign, if joint { part } else { Last::Operator });
            return;
        }
        self.blank_before_operand();
        self.closure |= sign == '|';
        self.push(sign, Last::Open);
    }

    /// Whether `<` behind what has been written opens generics: behind a type, `impl`, `::`, or where an operand begins.
    fn opens_generics(&self) -> bool {
        match self.last {
            Last::Type | Last::Open | Last::Operator => true,
            Last::Keyword => self.text.ends_with("impl"),
            _ => false,
        }
    }
}

/// Whether a sign is a part of an operator or of a lifetime that goes on.
fn is_part(punct: &Punct, next: Option<&TokenTree>) -> bool {
    let sign = punct.as_char();
    punct.spacing() == Spacing::Joint
        && match next {
            Some(TokenTree::Punct(next)) => {
                let next = next.as_char();
                is_operator(sign, next) || (sign, next) == ('>', '>')
            }
            _ => sign == '\'',
        }
}

/// Whether two signs would be read as one operator.
fn is_operator(first: char, second: char) -> bool {
    match second {
        '=' => "=!<>+-*/%^&|".contains(first),
        '>' => "-=".contains(first),
        '&' | '|' | '.' | ':' | '<' => first == second,
        _ => false,
    }
}

/// Tokens on one line.
pub(super) fn line(tokens: impl IntoIterator<Item = TokenTree>) -> String {
    let mut line = Line::default();
    let mut trees = tokens.into_iter().peekable();
    while let Some(tree) = trees.next() {
        line.token(&tree, trees.peek());
    }
    line.text
}

pub(super) fn delimiters(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}
