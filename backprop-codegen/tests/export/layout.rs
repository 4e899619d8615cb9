//! Generated code as text: the same tokens, in lines that can be read.

use std::fs;
use std::path::Path;

use backprop_codegen::export::{layout, load};
use expect_test::expect;
use proc_macro2::{Spacing, TokenStream, TokenTree};

use crate::without_comments;

fn tokens(text: &str) -> TokenStream {
    text.parse().expect("the text is tokens")
}

#[track_caller]
fn laid_out(source: &str) -> String {
    let graphs = load(tokens(source)).expect("the graphs are correct");
    graphs.iter().map(|graph| layout(graph.rust())).collect()
}

/// The operators of several signs, two of them at a time.
const OPERATORS: [&str; 19] = [
    "==", "!=", "<=", ">=", "&&", "||", "->", "=>", "::", "..", ".=", "+=", "-=", "*=", "/=", "|=",
    "&=", "%=", "<<",
];

/// Each token as it is written, and whether the sign that it is begins an operator of several.
fn spelled(tokens: TokenStream) -> Vec<(String, bool)> {
    let mut spelled = Vec::new();
    let mut trees = tokens.into_iter().peekable();
    while let Some(tree) = trees.next() {
        match tree {
            TokenTree::Group(group) => {
                spelled.push((format!("{:?}", group.delimiter()), false));
                spelled.extend(self::spelled(group.stream()));
                spelled.push(("end".to_owned(), false));
            }
            TokenTree::Punct(punct) => {
                let next = trees.peek().map(ToString::to_string).unwrap_or_default();
                let pair = format!("{}{next}", punct.as_char());
                let begins = OPERATORS.contains(&pair.as_str());
                let joint = punct.spacing() == Spacing::Joint && begins;
                spelled.push((punct.as_char().to_string(), joint));
            }
            tree => spelled.push((tree.to_string(), false)),
        }
    }
    spelled
}

/// Checks that a text has these tokens. A sign that begins an operator must do so again; `,*` and the like may be
/// closer than they were.
#[track_caller]
fn same(before: TokenStream, text: &str, what: &str) {
    let (before, after) = (spelled(before), spelled(tokens(text)));
    for (position, (before, after)) in before.iter().zip(&after).enumerate() {
        assert_eq!(before.0, after.0, "token {position} of {what}:\n{text}");
        assert!(
            after.1 || !before.1,
            "token {position}, `{}` of {what}:\n{text}",
            before.0
        );
    }
    assert_eq!(before.len(), after.len(), "{what}");
}

/// Any file of Rust, which this is not made for, keeps its tokens.
#[test]
fn tokens_stay_what_they_are() {
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut files = 0;
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).expect("the folder can be read");
            open.extend(entries.map(|entry| entry.expect("the entry can be read").path()));
            continue;
        }
        let before = tokens(&fs::read_to_string(&path).expect("the file can be read"));
        let text = layout(before.clone());
        same(before, &text, &path.display().to_string());
        files += 1;
    }
    assert!(files > 100, "only {files} files");
}

const NET: &str = "
    struct Net<F>(const x: [F; n, m], w: [F; m], b: F) -> (loss: F, const y: [F; n]) {
        let s = sqrt(b);
        let y = sigmoid(x @ w + if b > 0 { s } else { -0.5 });
        (mean(square(y)), y)
    }
    struct Choice(x: f64, y: f64) -> f64 {
        let root = sqrt(x);
        if x > 1 { root * y } else if x < y && y != 0 { max(x, y) } else { exp(y) - -2 }
    }
";

#[test]
fn generated_code_stays_what_it_is() {
    let graphs = load(tokens(NET)).expect("the graphs are correct");
    for graph in graphs {
        let text = layout(graph.rust());
        let mut comments = 0;
        let before = without_comments(graph.rust(), &mut comments);
        same(before, &text, "the code");
        let lines = text.lines().filter(|line| line.trim().starts_with("// "));
        assert_eq!(lines.count(), comments, "{text}");
    }
}

#[test]
fn lines_are_short_where_they_can_be() {
    let text = laid_out(NET);
    let long = text.lines().filter(|line| line.len() > 100).count();
    assert!(
        long * 20 < text.lines().count(),
        "{long} long lines in\n{text}"
    );
    let longest = text.lines().max_by_key(|line| line.len());
    assert!(longest.is_some_and(|line| line.len() <= 140), "{longest:?}");
}

#[test]
fn numbers() {
    let text = laid_out(
        "struct Choice(x: f64, y: f64) -> f64 {
        let root = sqrt(x);
        if x > 1 { root * y } else { exp(y) - -2 }
    }",
    );
    let (text, _) = text
        .split_once("#[automatically_derived]")
        .expect("an implementation");
    expect![[r#"
        /// The graph `Choice`.
        struct Choice {}

        #[allow(clippy::approx_constant, reason = "numbers are as the graph means them")]
        impl Choice {
            /// A graph that is ready to run.
            #[inline]
            #[must_use]
            pub const fn new() -> Self { Self {} }

            /// The output for these inputs; nothing is kept. 4 operations.
            #[inline(always)]
            #[must_use]
            pub fn value(&self, x: f64, y: f64) -> f64 {
                // if x > 1 { root * y } else { exp(y) - -2 }
                if x > 1.0_f64 {
                    // sqrt(x)
                    let root = ::backprop::__private::Float::sqrt(x);
                    root * y
                } else {
                    ::backprop::__private::Float::exp(y) - -2.0_f64
                }
            }

            /// The output and its gradient, in one fused pass. 6 operations.
            #[inline(always)]
            #[must_use]
            pub fn value_and_grad(&self, x: f64, y: f64) -> (f64, ChoiceGrads) {
                // if x > 1 { root * y } else { exp(y) - -2 }; through sqrt(x), from its result
                let (t2, d_y, d_x) = if x > 1.0_f64 {
                    // sqrt(x)
                    let root = ::backprop::__private::Float::sqrt(x);
                    (root * y, root, y / root * 0.5_f64)
                } else {
                    // exp(y)
                    let t1 = ::backprop::__private::Float::exp(y);
                    (t1 - -2.0_f64, t1, 0.0_f64)
                };
                (t2, ChoiceGrads { x: d_x, y: d_y })
            }

            /// Runs the forward pass and keeps what `backward` needs. 4 operations.
            #[inline(always)]
            #[must_use]
            pub fn forward(&self, x: f64, y: f64) -> ChoicePass {
                // sqrt(x)
                let root = ::backprop::__private::Float::sqrt(x);
                // exp(y)
                let t1 = ::backprop::__private::Float::exp(y);
                // The output, and what `backward` reads.
                ChoicePass {
                    x,
                    y,
                    root,
                    t1,
                    // if x > 1 { root * y } else { exp(y) - -2 }
                    output: if x > 1.0_f64 { root * y } else { t1 - -2.0_f64 }
                }
            }
        }

    "#]]
    .assert_eq(text);
}
