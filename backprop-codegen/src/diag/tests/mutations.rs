//! Programs that are changed at random: an error or an expansion that is Rust, and never a panic.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};

use super::catalogue::all_fixtures;

/// How many programs are tried.
const PROGRAMS: usize = 4_000;

/// Marsaglia's xorshift generator.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let bound = u64::try_from(bound.max(1)).unwrap();
        usize::try_from(self.0 % bound).unwrap()
    }
}

/// Tokens in a row; a group is its opening and its closing token.
#[derive(Clone, Debug)]
enum Token {
    Open(Delimiter),
    Close,
    Tree(TokenTree),
}

fn flat(tokens: TokenStream, row: &mut Vec<Token>) {
    for tree in tokens {
        match tree {
            TokenTree::Group(group) => {
                row.push(Token::Open(group.delimiter()));
                flat(group.stream(), row);
                row.push(Token::Close);
            }
            tree => row.push(Token::Tree(tree)),
        }
    }
}

/// The tokens as a stream; groups that are not closed end at the end, closing tokens too many are left out.
fn nested(row: &[Token]) -> TokenStream {
    let mut open = vec![(Delimiter::None, TokenStream::new())];
    for token in row {
        match token {
            Token::Open(delimiter) => open.push((*delimiter, TokenStream::new())),
            Token::Tree(tree) => open.last_mut().unwrap().1.extend([tree.clone()]),
            Token::Close if open.len() > 1 => close(&mut open),
            Token::Close => {}
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().unwrap().1
}

fn close(open: &mut Vec<(Delimiter, TokenStream)>) {
    let (delimiter, tokens) = open.pop().unwrap();
    let group = TokenTree::Group(Group::new(delimiter, tokens));
    open.last_mut().unwrap().1.extend([group]);
}

/// A token that a program may not have.
fn foreign(random: &mut Random) -> Token {
    const WORDS: [&str; 24] = [
        "let", "if", "else", "struct", "pub", "const", "x", "f64", "F", "fn", "for", "match",
        "return", "self", "mut", "as", "where", "powi", "crate", "_", "n", "sum_axis", "reshape",
        "t",
    ];
    const MARKS: [char; 24] = [
        '+', '-', '*', '/', '@', '<', '>', '=', '!', '&', '|', '^', '%', '?', '.', ',', ';', ':',
        '#', '$', '\'', '~', '+', '=',
    ];
    const DELIMITERS: [Delimiter; 4] = [
        Delimiter::Parenthesis,
        Delimiter::Brace,
        Delimiter::Bracket,
        Delimiter::None,
    ];
    match random.below(5) {
        0 => {
            let word = WORDS[random.below(WORDS.len())];
            Token::Tree(TokenTree::Ident(Ident::new(word, Span::call_site())))
        }
        1 | 2 => {
            let spacing = if random.below(2) == 0 {
                Spacing::Joint
            } else {
                Spacing::Alone
            };
            let mark = MARKS[random.below(MARKS.len())];
            // A quote alone is no token.
            let mark = if mark == '\'' { '!' } else { mark };
            Token::Tree(TokenTree::Punct(Punct::new(mark, spacing)))
        }
        3 => Token::Open(DELIMITERS[random.below(DELIMITERS.len())]),
        _ => Token::Close,
    }
}

fn mutate(row: &mut Vec<Token>, random: &mut Random) {
    let (here, there) = (random.below(row.len()), random.below(row.len()));
    match random.below(6) {
        0 => {
            row.remove(here);
        }
        1 => row.swap(here, there),
        2 => row.insert(there, row[here].clone()),
        3 => row[here] = foreign(random),
        4 => row.insert(here, foreign(random)),
        _ => {
            let end = (here + random.below(8)).min(row.len());
            let part: Vec<Token> = row[here..end].to_vec();
            row.splice(there..there, part);
        }
    }
}

#[test]
fn a_changed_program_is_an_error_or_rust() {
    let mut rows = Vec::new();
    for source in all_fixtures() {
        let mut row = Vec::new();
        flat(source.parse().unwrap(), &mut row);
        rows.push(row);
    }
    let mut random = Random(0x5eed_cafe);
    for number in 0..PROGRAMS {
        let mut row = rows[number % rows.len()].clone();
        for _ in 0..=random.below(4) {
            if !row.is_empty() {
                mutate(&mut row, &mut random);
            }
        }
        let tokens = nested(&row);
        let text = tokens.to_string();
        let code = std::panic::catch_unwind(|| crate::compile(tokens));
        let code = code.unwrap_or_else(|_| panic!("{number}: a panic for\n{text}"));
        let wrong = code.to_string().contains("compile_error");
        let rust = syn::parse2::<syn::File>(code.clone()).map(|_| ());
        let rust = rust.or_else(|error| {
            syn::parse2::<syn::Expr>(code)
                .map(|_| ())
                .map_err(|_| error)
        });
        assert!(wrong || rust.is_ok(), "{number}: {rust:?} of\n{text}");
        // Errors stand beside items that are Rust all the same, whatever attributes they bear.
        assert!(
            rust.is_ok() || text.contains('#'),
            "{number}: {rust:?} beside the errors of\n{text}"
        );
    }
}
