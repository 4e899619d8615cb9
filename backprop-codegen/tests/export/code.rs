//! Code with comments.

use backprop_codegen::export::{Exported, Stage, Tie, layout, load};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;

use crate::without_comments;

const GRAPHS: &str = "
    pub struct Bill(apple: f64, apples: f64, orange: f64, oranges: f64, tax: f64) -> f64 {
        let fruit = apple * apples + orange * oranges;
        fruit * tax
    }

    struct Branches<F>(x: F, const y: F) -> (a: F, const b: F) {
        let root = sqrt(x);
        let low = exp(y) * LIMIT;
        (if x > 1 { root * y } else if x > 0 && !(y == 0) { root } else { low }, gelu(x) + x)
    }

    struct Mlp<F>(
        const x: [F; batch, inputs],
        const labels: [F; batch, 10],
        w1: [F; inputs, hidden], b1: [F; hidden],
        w2: [F; hidden, 10],     b2: [F; 10],
    ) -> (loss: F, const logits: [F; batch, 10]) {
        let h = relu(x @ w1 + b1);
        let logits = h @ w2 + b2;
        let loss = -mean(sum_axis(labels * log_softmax(logits), 1));
        (loss, logits)
    }

    struct Parts(x: [f64; n, 3], s: f64) -> [f64; n - 1] {
        product_axis(x[1.., ..2] - x[..-1, 1..], 1) * x[0, 2] + s + (x @ x.t())[0, 1..]
    }
";

fn exported() -> Vec<Exported> {
    load(GRAPHS.parse().expect("the source is tokens")).expect("the graphs are correct")
}

/// The items without those that are there for editors, and how many those were.
fn without_names(tokens: TokenStream) -> (TokenStream, usize) {
    let mut file: syn::File = syn::parse2(tokens).expect("the expansion is Rust");
    let all = file.items.len();
    file.items.retain(|item| {
        let names = item.to_token_stream().to_string().contains("fn __names");
        !(names && matches!(item, syn::Item::Const(item) if item.ident == "_"))
    });
    let left = file.items.len();
    (file.into_token_stream(), all - left)
}

/// Where no comment is any more, blanks are not the same.
fn without_blanks(tokens: &TokenStream) -> String {
    tokens.to_string().split_whitespace().collect()
}

#[test]
fn comments_and_names_for_editors_are_all_that_sets_shown_code_apart() {
    let compiled = backprop_codegen::compile(GRAPHS.parse().expect("the source is tokens"));
    let (compiled, names) = without_names(compiled);
    assert_eq!(names, exported().len());
    let mut comments = 0;
    let shown: TokenStream = exported().iter().map(Exported::rust).collect();
    let shown = without_comments(shown, &mut comments);
    let (shown, names) = without_names(shown);
    assert_eq!(names, 0);
    assert_eq!(without_blanks(&shown), without_blanks(&compiled));
    assert!(comments > 100, "only {comments} comments");
}

/// Whether each `let` that applies an operation has a comment is a matter of tokens: what computes is a call or an
/// operator behind `=`.
#[test]
fn every_statement_of_numbers_has_a_comment() {
    let bill = exported().swap_remove(0).rust();
    let mut open = vec![bill];
    let mut seen = 0;
    while let Some(tokens) = open.pop() {
        let mut before: Option<TokenTree> = None;
        for tree in tokens {
            if let TokenTree::Ident(word) = &tree
                && word == "let"
            {
                let commented = matches!(
                    &before,
                    Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Bracket
                        && group.stream().to_string().starts_with("comment =")
                );
                assert!(commented, "a `let` has no comment");
                seen += 1;
            }
            if let TokenTree::Group(group) = &tree {
                open.push(group.stream());
            }
            before = Some(tree);
        }
    }
    assert_eq!(seen, 4, "`fruit` three times, and `d_fruit`");
}

/// The statements of a text, each with the line before it.
fn statements(text: &str) -> Vec<(&str, String)> {
    let mut statements = Vec::new();
    let mut open: Option<(&str, String)> = None;
    let mut before = "";
    for line in text.lines().map(str::trim) {
        let starts = ["let ", "at.", "product."];
        let folds = line.starts_with('t') && (line.contains(".add(") || line.contains(".push("));
        if open.is_none() && (folds || starts.iter().any(|start| line.starts_with(start))) {
            open = Some((before, String::new()));
        }
        if let Some((_, statement)) = &mut open {
            statement.push_str(line);
        }
        if line.ends_with(';') {
            statements.extend(open.take());
        }
        before = line;
    }
    statements
}

/// Positions in arrays are no operations of the graph.
fn computes(statement: &str) -> bool {
    let mut depth = 0_usize;
    let outside = statement.chars().filter(|character| {
        depth = match character {
            '[' => depth + 1,
            ']' => depth.saturating_sub(1),
            _ => depth,
        };
        depth == 0
    });
    let outside: String = outside.collect();
    let place = ["let count =", "let i ="];
    let operations = [" + ", " - ", " * ", " / ", "F::", ".exp()", "product.rows("];
    !place.iter().any(|place| outside.starts_with(place))
        && operations
            .iter()
            .any(|operation| outside.contains(operation))
}

#[test]
fn every_statement_of_arrays_that_computes_has_a_comment() {
    let source = "struct Net<F>(const x: [F; batch, n], const labels: [F; batch, 10], w: [F; n, 10], b: [F; 10]) -> F {
        -mean(sum_axis(labels * log_softmax(x @ w + b), 1))
    }";
    let graphs = load(source.parse().expect("the source is tokens")).expect("it is correct");
    let [graph] = graphs.as_slice() else {
        panic!("there is one graph");
    };
    let text = layout(graph.rust());
    let kernels = text
        .split("use __tensor::each;")
        .skip(1)
        .filter_map(|kernel| kernel.split("struct ").next());
    let mut seen = 0;
    for kernel in kernels {
        for (before, statement) in statements(kernel) {
            let commented = before.starts_with("//");
            seen += usize::from(computes(&statement));
            assert!(commented || !computes(&statement), "{statement}\n{text}");
        }
    }
    assert!(seen > 30, "only {seen}");
    assert!(
        text.contains("// exp, on the way to log_softmax(x @ w + b)"),
        "{text}"
    );
}

/// An operation that the graph has as several is one to whoever reads: the bounds of `clamp` as well.
#[test]
fn comments_are_in_the_operations_of_the_source() {
    let source = "struct C(x: f64, low: f64, high: f64) -> f64 { square(clamp(x, low, high)) }";
    let graphs = load(source.parse().expect("the source is tokens")).expect("it is correct");
    let text = layout(graphs[0].rust());
    let comments = text.lines().filter(|line| line.contains("// through"));
    let comments: Vec<&str> = comments.map(str::trim).collect();
    assert!(
        comments
            .iter()
            .any(|comment| comment.contains("clamp(x, low, high)")),
        "{comments:?}"
    );
    assert!(
        comments.iter().all(|comment| !comment.contains("if ")),
        "{comments:?}"
    );
}

/// What flows back to one value through both operands of an operation is added up for that value.
#[test]
fn a_sum_is_of_what_flows_back_to_the_operand() {
    let source = "struct S(x: f64, y: f64) -> f64 { let p = x + y; powf(p, p) }";
    let graphs = load(source.parse().expect("the source is tokens")).expect("it is correct");
    let text = layout(graphs[0].rust());
    let sums = text.lines().filter(|line| line.contains("flows back"));
    let sums: Vec<&str> = sums.map(str::trim).collect();
    assert!(!sums.is_empty(), "{text}");
    assert!(
        sums.iter()
            .all(|comment| *comment == "// what flows back to p, added up"),
        "{sums:?}"
    );
}

#[test]
fn ties_of_lines() {
    let bill = exported().swap_remove(0);
    let written = bill.lines(Stage::Infer);
    for (number, line) in written.iter().skip(1).take(9).enumerate() {
        let tie = Tie {
            node: number,
            backward: false,
        };
        assert_eq!(line.ties, [tie], "{}", line.text);
    }
    // %5 is apple * apples, %7 the sum, %8 the output.
    let ties = |stage: Stage, text: &str| -> Vec<(usize, bool)> {
        let lines = bill.lines(stage);
        let line = lines.iter().find(|line| line.text.contains(text));
        let ties = line.expect("the line is there").ties.iter();
        ties.map(|tie| (tie.node, tie.backward)).collect()
    };
    assert_eq!(ties(Stage::Infer, "-> output"), [(8, false)]);
    assert_eq!(ties(Stage::Differentiate, "d_fruit"), [(8, true)]);
    assert_eq!(ties(Stage::Simplify, "-> d_apple"), [(5, true)]);
    assert_eq!(ties(Stage::Seeded, "-> d_apples"), [(5, true)]);
}
