//! Generated code grows with the length of a graph, not with its square.

use proc_macro2::{TokenStream, TokenTree};

/// A statement that is repeated, over `x`, `y` and what the last one has made of `h`.
type Statement<'s> = &'s str;

/// What holds for numbers as for tensors.
const STATEMENTS: [Statement<'_>; 18] = [
    "let h = h + y;",
    "let h = h * h;",
    "let h = h / y;",
    "let h = sin(h) + x;",
    "let h = h.powf(y);",
    "let h = h.powi(3) - x;",
    "let h = atan2(h, y);",
    "let h = gelu(h);",
    "let h = relu(h) - 0.5;",
    "let h = max(h, y) * 1.5;",
    "let h = clamp(h, 0, 1) * 2;",
    "let h = h + stop_gradient(h) * y;",
    "let h = h + if h > 0 { 1 } else { 0 };",
    "let h = if h > 0 { h * y } else { h + y };",
    "let h = if y > h { sin(h) } else { y };",
    "let h = if y > 0 { h * 2 } else { sin(h) };",
    "let h = if h > 0.5 && y < h || x > 1 { y } else { h * 2 };",
    "let h = if h > 1 { h * 2 } else if h < -1 { y } else { h + 1 };",
];

/// What tensors alone have.
const OF_TENSORS: [Statement<'_>; 10] = [
    "let h = h * sum(h);",
    "let h = h - max_all(h);",
    "let h = softmax(h) * y;",
    "let h = if h > mean(h) { h } else { y * h };",
    "let h = h * sum_axis(h, 0);",
    "let h = h - max_axis(h, 1).insert_axis(1);",
    "let h = if h > sum_axis(h, 1).insert_axis(1) { h } else { y };",
    "let h = h.t() * y;",
    "let h = relu(h @ x);",
    "let h = h + x[0, ..] * y[.., -1];",
];

/// How many tokens the graph with so many of a statement becomes.
#[track_caller]
fn tokens(ty: &str, statement: Statement<'_>, count: usize) -> usize {
    let statements = statement.repeat(count);
    let source =
        format!("struct A(x: {ty}, y: {ty}) -> f64 {{ let h = x; {statements} sum(h * x * y) }}");
    let code = backprop_codegen::compile(source.parse().unwrap());
    // Errors are written in front of everything else.
    let mut start = code.clone().into_iter().take(20);
    let error = start.any(|tree| matches!(tree, TokenTree::Ident(word) if word == "compile_error"));
    assert!(!error, "{statement}: {code}");
    length(code)
}

fn length(tokens: TokenStream) -> usize {
    let lengths = tokens.into_iter().map(|tree| match tree {
        TokenTree::Group(group) => 2 + length(group.stream()),
        _ => 1,
    });
    lengths.sum()
}

/// Twice as many statements are at most twice as much code, and a little more.
#[track_caller]
fn check(ty: &str, statements: &[Statement<'_>], count: usize) {
    for statement in statements {
        let (once, twice) = (
            tokens(ty, statement, count),
            tokens(ty, statement, 2 * count),
        );
        assert!(
            10 * twice <= 22 * once,
            "{ty}: {statement}: {once} tokens for {count}, {twice} for {}",
            2 * count
        );
    }
}

#[test]
fn chains_of_numbers() {
    check("f64", &STATEMENTS, 100);
}

#[test]
fn chains_of_tensors() {
    // One after the other: each alone would take longer.
    let all = [STATEMENTS.concat(), OF_TENSORS.concat()].concat();
    check("[f64; n, n]", &[&all], 10);
}

#[test]
fn chains_of_conditions_on_tensors() {
    check("[f64; n, n]", &STATEMENTS[13..], 120);
}
