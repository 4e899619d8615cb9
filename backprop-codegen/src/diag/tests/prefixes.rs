//! Programs while they are written: whatever stands there so far, the items of what is complete are generated.

use proc_macro2::{Delimiter, Ident, Punct, Spacing, Span, TokenTree};

use super::rows::{Token, expanded, nested, row};
use super::stubs::outline_of;

const PROGRAMS: [&str; 7] = [
    "/// Documented.
    #[derive(Clone)]
    pub struct Bill(apple: f64, apples: f64, const tax: f64) -> f64 {
        let fruit: f64 = apple * apples;
        fruit * (1 + tax) - -2
    }",
    "pub(crate) struct Mlp<F>(
        /// The images.
        const x: [F; batch, inputs],
        w: [F; inputs, hidden], b: [F; hidden],
        scale: F,
    ) -> (loss: F, const logits: [F; batch, hidden]) {
        let h = relu(x @ w + b).max(scale);
        let logits = log_softmax(h) * { let two = scale * 2; two };
        (-mean(sum_axis(logits, batch)[1..]), logits)
    }",
    "struct Branches(x: f32, y: f32) -> f32 {
        let root = sqrt(x);
        if x > 1 && !(y == 0) { root * y } else if x > 0 { root } else { y.powi(-2) }
    }",
    "struct Views(x: [f64; n, 3], y: [f64; 3, n]) -> [f64; n - 1, 3] {
        (x.t() + y).reshape([n, 3])[1.., ..] * std::f64::consts::PI
    }",
    "pub struct A(x: f64) -> f64 { x * x } struct B<G>(y: G) -> (z: G) { y.exp() }
    #[cfg(test)] struct C(x: [f64; n]) -> f64 { sum(x) }",
    "|x, const y: f64| -> (a: f64, b: f64) { let c = x * y; (c, hypot(c, x)) }",
    "|x: [f64; n], scale| sum(x * scale).sin() + 1",
];

/// Where the bodies of a program begin and end.
fn bodies(row: &[Token]) -> Vec<(usize, usize)> {
    let mut open = Vec::new();
    let mut bodies = Vec::new();
    for (position, token) in row.iter().enumerate() {
        match token {
            Token::Open(delimiter) => open.push((position, *delimiter)),
            Token::Close => {
                let (start, delimiter) = open.pop().unwrap();
                if open.is_empty() && delimiter == Delimiter::Brace {
                    bodies.push((start, position));
                }
            }
            Token::Tree(_) => {}
        }
    }
    bodies
}

/// The outline of the expansion; that of the expression form is in a block.
#[track_caller]
fn outline(row: &[Token]) -> String {
    outline_of(&expanded(row).file)
}

fn word(text: &str) -> Token {
    Token::Tree(TokenTree::Ident(Ident::new(text, Span::call_site())))
}

fn mark(character: char) -> Token {
    Token::Tree(TokenTree::Punct(Punct::new(character, Spacing::Alone)))
}

/// What is there so far, and the same with the last word only half written.
fn prefixes(row: &[Token], length: usize) -> Vec<Vec<Token>> {
    let whole = row[..length].to_vec();
    let mut prefixes = vec![whole.clone()];
    if let Some((Token::Tree(TokenTree::Ident(last)), before)) = whole.split_last() {
        let text = last.to_string();
        let half: String = text.chars().take(text.chars().count() / 2).collect();
        if !half.is_empty() {
            let mut prefix = before.to_vec();
            prefix.push(word(&half));
            prefixes.push(prefix);
        }
    }
    prefixes
}

/// At each point of its writing a program expands to Rust, which has the items of each graph whose header is complete.
#[test]
fn a_program_while_it_is_written() {
    for program in PROGRAMS {
        let row = row(program);
        let bodies = bodies(&row);
        // What there must be behind the beginning of each body.
        let complete: Vec<String> = bodies
            .iter()
            .map(|(_, end)| outline(&row[..=*end]))
            .collect();
        assert!(
            complete.iter().all(|outline| outline.contains("forward")),
            "{program}"
        );
        let item = !program.starts_with('|');
        for length in 0..=row.len() {
            let begun = bodies.iter().filter(|(start, _)| item && *start <= length);
            let expected = begun
                .count()
                .checked_sub(1)
                .map_or("", |last| complete[last].as_str());
            for prefix in prefixes(&row, length) {
                let found = outline(&prefix);
                assert!(
                    found.starts_with(expected),
                    "{}\nexpected:\n{expected}\n\nfound:\n{found}",
                    nested(&prefix)
                );
            }
        }
    }
}

/// A token more or less in a body, and all items are still there.
#[test]
fn a_body_while_it_is_changed() {
    let parts = [
        vec![mark('.')],
        vec![mark('+')],
        vec![mark(';')],
        vec![mark('=')],
        vec![word("let")],
        vec![word("if")],
        vec![word("struct")],
        vec![word("unknown")],
        vec![Token::Open(Delimiter::Parenthesis), Token::Close],
        vec![Token::Open(Delimiter::Brace), Token::Close],
    ];
    for program in PROGRAMS.iter().filter(|program| !program.starts_with('|')) {
        let row = row(program);
        let complete = outline(&row);
        let inside = bodies(&row)
            .into_iter()
            .flat_map(|(start, end)| start + 1..=end);
        for (number, position) in inside.enumerate() {
            let mut more = row.clone();
            more.splice(position..position, parts[number % parts.len()].clone());
            let mut changed = vec![more];
            if let Token::Tree(_) = row[position] {
                let mut less = row.clone();
                less.remove(position);
                changed.push(less);
            }
            for changed in changed {
                let found = outline(&changed);
                assert!(
                    found == complete,
                    "{}\nexpected:\n{complete}\n\nfound:\n{found}",
                    nested(&changed)
                );
            }
        }
    }
}
