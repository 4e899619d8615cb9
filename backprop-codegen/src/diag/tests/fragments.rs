//! Tokens that come through a macro by example stand in groups without delimiters.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The tokens, in which `fragment { .. }` is a group without delimiters.
fn grouped(tokens: TokenStream) -> TokenStream {
    let mut trees = tokens.into_iter().peekable();
    let mut grouped = TokenStream::new();
    while let Some(tree) = trees.next() {
        let tree = match (tree, trees.peek()) {
            (TokenTree::Ident(word), Some(TokenTree::Group(group))) if word == "fragment" => {
                let stream = group.stream();
                trees.next();
                TokenTree::Group(Group::new(Delimiter::None, self::grouped(stream)))
            }
            (TokenTree::Group(group), _) => {
                TokenTree::Group(Group::new(group.delimiter(), self::grouped(group.stream())))
            }
            (tree, _) => tree,
        };
        grouped.extend([tree]);
    }
    grouped
}

/// What is written with fragments is what is written without them.
#[track_caller]
fn same(with: &str, without: &str) {
    let with = crate::compile(grouped(with.parse().unwrap())).to_string();
    let without = crate::compile(without.parse().unwrap()).to_string();
    assert!(!without.contains("compile_error"), "{without}");
    assert!(with == without, "expected:\n{without}\n\nfound:\n{with}");
}

#[test]
fn expressions() {
    same(
        "struct A(x: f64) -> f64 { fragment { x + 1 } * 2 }",
        "struct A(x: f64) -> f64 { (x + 1) * 2 }",
    );
    same(
        "struct A(x: f64) -> f64 { -fragment { x + 1 }.sin() * max(fragment { x }, fragment { fragment { 2 } }) }",
        "struct A(x: f64) -> f64 { -(x + 1).sin() * max(x, 2) }",
    );
    same(
        "struct A(x: f64) -> f64 { let a = fragment { if x > 0 { x } else { 2 } }; a.powi(fragment { 2 }) }",
        "struct A(x: f64) -> f64 { let a = if x > 0 { x } else { 2 }; a.powi(2) }",
    );
    same(
        "struct A(x: f64) -> f64 { x.powi(fragment { -2 }) }",
        "struct A(x: f64) -> f64 { x.powi(-2) }",
    );
}

#[test]
fn types_names_and_visibilities() {
    same(
        "fragment { pub } struct fragment { A }(fragment { x }: fragment { f64 }) -> fragment { f64 } { x }",
        "pub struct A(x: f64) -> f64 { x }",
    );
    same(
        "fragment { } struct A(x: f64) -> (y: fragment { f64 }) { let a: fragment { f64 } = x; a }",
        "struct A(x: f64) -> (y: f64) { let a: f64 = x; a }",
    );
    same(
        "fragment { pub(crate) } struct A(x: f64) -> f64 { x }",
        "pub(crate) struct A(x: f64) -> f64 { x }",
    );
}

#[test]
fn blocks_results_and_paths() {
    same(
        "struct A(x: f64) -> f64 fragment { { let a = x; a } }",
        "struct A(x: f64) -> f64 { let a = x; a }",
    );
    same(
        "struct A(x: f64) -> (a: f64, b: f64) { fragment { (x, 2 * x) } }",
        "struct A(x: f64) -> (a: f64, b: f64) { (x, 2 * x) }",
    );
    same(
        "struct A(x: f64) -> f64 { if fragment { x > 0 } fragment { { x } } else fragment { { 2 } } }",
        "struct A(x: f64) -> f64 { if x > 0 { x } else { 2 } }",
    );
}

#[test]
fn attributes() {
    same(
        "#[fragment { cfg(test) }] #[fragment { doc = \"A.\" }] struct A(#[fragment { doc = \"X.\" }] x: f64) -> f64 { x }",
        "#[cfg(test)] #[doc = \"A.\"] struct A(#[doc = \"X.\"] x: f64) -> f64 { x }",
    );
    same(
        "#[graph(crate = fragment { a::b })] struct A(x: f64) -> f64 { x }",
        "#[graph(crate = a::b)] struct A(x: f64) -> f64 { x }",
    );
}

#[test]
fn an_attribute_needs_delimiters_of_its_own() {
    for attribute in ["cfg fragment { any() }", "doc = a! fragment { b }"] {
        let source = format!("#[{attribute}] struct A(x: f64) -> f64 {{ x }}");
        let code = crate::compile(grouped(source.parse().unwrap())).to_string();
        assert!(code.contains("compile_error"), "{code}");
    }
}

#[test]
fn sizes_axes_and_indices() {
    same(
        "struct A(x: [fragment { f64 }; fragment { n }, fragment { 3 }]) -> fragment { [f64; n - fragment { 1 }] } { x[fragment { 1 }.., fragment { -1 }] }",
        "struct A(x: [f64; n, 3]) -> [f64; n - 1] { x[1.., -1] }",
    );
    same(
        "|x: [f64; n, 2]| x.reshape([fragment { 2 }, fragment { n }]).sum_axis(fragment { n }).insert_axis(fragment { 1 })[.., fragment { 0 }]",
        "|x: [f64; n, 2]| x.reshape([2, n]).sum_axis(n).insert_axis(1)[.., 0]",
    );
    same(
        "|x: [f64; n, 2]| fragment { x }.reshape(fragment { [2, n] })[fragment { 0 }, fragment { .. }]",
        "|x: [f64; n, 2]| x.reshape([2, n])[0, ..]",
    );
}
