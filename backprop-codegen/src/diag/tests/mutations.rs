//! Programs that are changed at random: an error or an expansion that is Rust, never a panic, and always an end.

use proc_macro2::{Delimiter, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};

use super::catalogue::all_fixtures;
use super::rows::{Token, expanded, nested, row, row_of};
use crate::export::{Stage, layout, load};

/// How many changed fixtures are tried.
const FIXTURES: usize = 10_000;

/// How many changed programs are tried that were correct: of numbers, and of arrays.
const PROGRAMS: [usize; 2] = [6_000, 4_000];

/// How many changed programs of each kind are shown.
const SHOWN: usize = 500;

/// How many tokens a program has at most: more of them are tried in the same time, and each change is more of them.
const LENGTH: usize = 120;

/// Files with correct programs.
const SOURCES: [&str; 10] = [
    include_str!("../../../../examples/attention.rs"),
    include_str!("../../../../examples/digits.rs"),
    include_str!("../../../../examples/iris.rs"),
    include_str!("../../../../examples/linear.rs"),
    include_str!("../../../../examples/rosenbrock.rs"),
    include_str!("../../../../tests/strict/src/conditions.rs"),
    include_str!("../../../../tests/strict/src/lib.rs"),
    include_str!("../../../../tests/strict/src/names.rs"),
    include_str!("../../../../tests/strict/src/operations.rs"),
    include_str!("../../../../tests/strict/src/tensors.rs"),
];

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

    fn one_of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }
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

/// A token of the same kind: a program that is changed like this may well be correct.
fn similar(token: &Token, row: &[Token], random: &mut Random) -> Token {
    const OPERATORS: [char; 10] = ['+', '-', '*', '/', '@', '<', '>', '!', '.', ','];
    const NUMBERS: [&str; 8] = ["0", "1", "2", "3", "0.5", "1e300", "4294967296", "2.0_f32"];
    match token {
        Token::Tree(TokenTree::Ident(_)) => {
            let words: Vec<&Token> = row
                .iter()
                .filter(|token| matches!(token, Token::Tree(TokenTree::Ident(_))))
                .collect();
            (*random.one_of(&words)).clone()
        }
        Token::Tree(TokenTree::Literal(_)) => {
            let number: Literal = random.one_of(&NUMBERS).parse().unwrap();
            Token::Tree(TokenTree::Literal(number))
        }
        Token::Tree(TokenTree::Punct(punct)) => {
            let mark = *random.one_of(&OPERATORS);
            Token::Tree(TokenTree::Punct(Punct::new(mark, punct.spacing())))
        }
        token => token.clone(),
    }
}

/// Some tokens in a row.
fn part(row: &[Token], random: &mut Random) -> Vec<Token> {
    let start = random.below(row.len());
    let end = (start + random.below(8)).min(row.len());
    row[start..end].to_vec()
}

/// Changes a program that is not empty; `other` is another program.
fn mutate(row: &mut Vec<Token>, other: &[Token], random: &mut Random) {
    let (here, there) = (random.below(row.len()), random.below(row.len()));
    match random.below(12) {
        0 => {
            row.remove(here);
        }
        1 => row.swap(here, there),
        2 => row.insert(there, row[here].clone()),
        3 => row[here] = foreign(random),
        4 => row.insert(here, foreign(random)),
        5 => {
            let part = part(row, random);
            row.splice(there..there, part);
        }
        6 => {
            let part = part(other, random);
            row.splice(there..there, part);
        }
        7 => {
            let end = (here + random.below(8)).min(row.len());
            row.drain(here..end);
        }
        _ => row[here] = similar(&row[here], row, random),
    }
}

/// Tries so many programs, each one of `rows` with a few changes; gives how many of them are correct.
#[track_caller]
fn try_changed(
    rows: &[Vec<Token>],
    programs: usize,
    seed: u64,
    is_correct: fn(&[Token]) -> bool,
) -> usize {
    let mut random = Random(seed);
    let mut correct = 0;
    for number in 0..programs {
        let mut row = rows[number % rows.len()].clone();
        for _ in 0..=random.below(4) {
            if !row.is_empty() {
                let other = random.below(rows.len());
                mutate(&mut row, &rows[other], &mut random);
            }
        }
        correct += usize::from(is_correct(&row));
    }
    correct
}

/// Whether a program is correct; what it expands to is Rust either way.
fn compiles(row: &[Token]) -> bool {
    expanded(row).correct
}

/// Whether a program is correct; if so, everything that tools see of it is there, and its code as text is tokens again.
fn is_shown(row: &[Token]) -> bool {
    const STAGES: [Stage; 6] = [
        Stage::Syntax,
        Stage::Infer,
        Stage::Differentiate,
        Stage::Simplify,
        Stage::Fuse,
        Stage::Plan,
    ];
    let program = nested(row);
    let Ok(graphs) = load(program.clone()) else {
        return false;
    };
    for graph in graphs {
        for stage in STAGES {
            assert!(graph.ir(stage).starts_with("graph "), "{program}");
        }
        assert!(graph.dot().ends_with("}\n"), "{program}");
        let text = layout(graph.rust());
        let tokens: Result<TokenStream, _> = text.parse();
        assert!(tokens.is_ok(), "{program}\n{text}");
    }
    true
}

/// The graphs of the `graph!` calls in a file, one by one.
fn graphs(file: TokenStream) -> Vec<Vec<Token>> {
    let trees: Vec<TokenTree> = file.into_iter().collect();
    let mut found = Vec::new();
    for (position, tree) in trees.iter().enumerate() {
        let TokenTree::Group(group) = tree else {
            continue;
        };
        let called = position > 1
            && matches!(&trees[position - 2], TokenTree::Ident(word) if word == "graph");
        if !called {
            found.extend(graphs(group.stream()));
            continue;
        }
        let mut graph = Vec::new();
        for tree in group.stream() {
            let body =
                matches!(&tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
            graph.push(tree);
            if body {
                found.push(row_of(graph.drain(..).collect()));
            }
        }
        if !graph.is_empty() {
            found.push(row_of(graph.into_iter().collect()));
        }
    }
    found
}

/// The correct programs, of numbers or of arrays.
fn programs(arrays: bool) -> Vec<Vec<Token>> {
    let sources = SOURCES
        .iter()
        .flat_map(|file| graphs(file.parse().unwrap()));
    let rows: Vec<Vec<Token>> = sources
        .filter(|row| {
            let sizes = row.iter().any(|token| matches!(token, Token::Tree(TokenTree::Punct(punct)) if punct.as_char() == ';'));
            let brackets = row.iter().any(|token| matches!(token, Token::Open(Delimiter::Bracket)));
            (sizes && brackets) == arrays && row.len() <= LENGTH
        })
        .collect();
    assert!(rows.len() > 20, "only {} programs", rows.len());
    rows
}

#[test]
fn a_changed_fixture_is_an_error_or_rust() {
    let rows = all_fixtures();
    let rows = rows.iter().map(|source| row(source));
    let rows: Vec<Vec<Token>> = rows.filter(|row| row.len() <= LENGTH).collect();
    try_changed(&rows, FIXTURES, 0x5eed_cafe, compiles);
}

#[test]
fn a_changed_program_of_numbers_is_an_error_or_rust() {
    let correct = try_changed(&programs(false), PROGRAMS[0], 0x00de_cade, compiles);
    assert!(correct > PROGRAMS[0] / 20, "only {correct} are correct");
}

#[test]
fn a_changed_program_of_arrays_is_an_error_or_rust() {
    let correct = try_changed(&programs(true), PROGRAMS[1], 0x0bad_cafe, compiles);
    assert!(correct > PROGRAMS[1] / 20, "only {correct} are correct");
}

#[test]
fn a_changed_program_can_be_shown() {
    for (arrays, seed) in [(false, 0x0cab_ba9e), (true, 0x0fab_1ed0)] {
        let correct = try_changed(&programs(arrays), SHOWN, seed, is_shown);
        assert!(correct > SHOWN / 20, "only {correct} are correct");
    }
}
