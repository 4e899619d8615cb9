//! What is nested deeply, in every way in which things nest: an error or a result, on a small stack.

use super::errors;
use super::limits::{graph, on_a_small_stack, tensors, texts};

/// A form, and a program that is as deep as wanted.
type Deep = (&'static str, String);

/// All that nests, so many levels deep.
fn deep(levels: usize) -> Vec<Deep> {
    [values(levels), of_rust(levels), types(levels)].concat()
}

/// `x` in the middle of so many levels.
fn nested(levels: usize, open: &str, close: &str) -> String {
    graph(&format!("{}x{}", open.repeat(levels), close.repeat(levels)))
}

/// What a graph can have.
fn values(levels: usize) -> Vec<Deep> {
    let nested = |open: &str, close: &str| nested(levels, open, close);
    vec![
        ("parentheses", nested("(", ")")),
        ("signs", nested("- ", "")),
        ("negations", nested("if !", " { x } else { x }")),
        ("blocks", nested("{ ", " }")),
        ("blocks of a `let`", nested("{ let a = ", "; a }")),
        ("calls", nested("sin(", ")")),
        ("second operands", nested("max(x, ", ")")),
        ("methods", nested("x.max(", ")")),
        ("all operators", nested("x < x + x * (", ")")),
        ("conditions", nested("if x > { ", " } { x } else { x }")),
        ("branches", nested("if x > 0 { ", " } else { x }")),
        (
            "else if",
            graph(&format!("{}{{ x }}", "if x > 0 { x } else ".repeat(levels))),
        ),
        ("lists", nested("[", "]")),
        ("references", nested("& ", "")),
        ("pluses", nested("+ ", "")),
        ("unknown operators", nested("x ^ (", ")")),
        ("assignments", nested("(x = ", ")")),
        ("closures", nested("|x| ", "")),
        ("returns", nested("return ", "")),
        ("indices", tensors(&nested("x[", "]"))),
        ("transpositions", tensors(&nested("t(", ")"))),
        ("lists of sizes", tensors(&nested("x.reshape([", "])"))),
        ("macros", nested("f!(", ")")),
        (
            "attributes",
            format!(
                "#[a({}{})] {}",
                "(".repeat(levels),
                ")".repeat(levels),
                graph("x")
            ),
        ),
        (
            "expression forms",
            format!("|x| {}x{}", "(".repeat(levels), ")".repeat(levels)),
        ),
    ]
}

/// What Rust has and a graph has not.
fn of_rust(levels: usize) -> Vec<Deep> {
    let nested = |open: &str, close: &str| nested(levels, open, close);
    vec![
        ("loops", nested("for i in ", "")),
        ("conditions of loops", nested("while ", "")),
        ("bodies of loops", nested("loop { ", " }")),
        ("matches", nested("match x { x => ", " }")),
        ("scrutinees", nested("match ", " {}")),
        ("unsafe blocks", nested("unsafe { ", " }")),
        ("dereferences", nested("*", "")),
        ("moved closures", nested("move || ", "")),
        ("breaks", nested("break ", "")),
        ("awaits", nested("", ".await")),
        ("question marks", nested("", "?")),
        ("casts", nested("", " as f64")),
        ("fields of structs", nested("A { a: ", " }")),
        ("arguments of types", nested("x.f::<f::<", ">>()")),
        ("ranges", nested("..", "")),
        ("chained assignments", nested("x = ", "")),
        ("conditions that bind", nested("if let a = ", " { x }")),
        ("`let`s as values", nested("let a = ", "")),
    ]
}

/// Types, and what stands in front of a body.
fn types(levels: usize) -> Vec<Deep> {
    let ty = format!("{}f64{}", "[".repeat(levels), "]".repeat(levels));
    vec![
        ("types", format!("struct A(x: {ty}) -> f64 {{ x }}")),
        ("types of casts", graph(&format!("x as {ty}"))),
        (
            "patterns",
            graph(&format!(
                "let {}a{} = x; a",
                "(".repeat(levels),
                ")".repeat(levels)
            )),
        ),
        ("types of `let`s", graph(&format!("let a: {ty} = x; a"))),
        ("outputs", format!("struct A(x: f64) -> {ty} {{ x }}")),
        (
            "lists of outputs",
            format!(
                "struct A(x: f64) -> {}y: f64{} {{ x }}",
                "(".repeat(levels + 1),
                ")".repeat(levels + 1)
            ),
        ),
        (
            "generic types",
            format!(
                "struct A(x: {}f64{}) -> f64 {{ x }}",
                "Vec<".repeat(levels),
                ">".repeat(levels)
            ),
        ),
        (
            "references to types",
            format!("struct A(x: {}f64) -> f64 {{ x }}", "& ".repeat(levels)),
        ),
        (
            "parameters",
            format!(
                "struct A<{}F{}>(x: F) -> F {{ x }}",
                "F<".repeat(levels),
                ">".repeat(levels)
            ),
        ),
        (
            "visibilities",
            format!(
                "pub({}) struct A(x: f64) -> f64 {{ y }}",
                "(".repeat(levels) + &")".repeat(levels)
            ),
        ),
        (
            "sizes",
            format!(
                "struct A(x: [f64; {}n{}]) -> f64 {{ sum(x) }}",
                "(".repeat(levels),
                ")".repeat(levels)
            ),
        ),
        (
            "methods in a row",
            graph(&format!("x{} + y", ".sin()".repeat(levels))),
        ),
        (
            "indices in a row",
            graph(&format!("x{}", "[0]".repeat(levels))),
        ),
        ("paths", graph(&format!("a{}(x)", "::a".repeat(levels)))),
    ]
}

#[test]
fn deep_nesting_is_an_error() {
    on_a_small_stack(|| {
        for (what, source) in deep(10_000) {
            let texts = texts(&source);
            assert!(
                !texts.is_empty() || what == "attributes",
                "{what}: no error"
            );
            if deep(1)
                .iter()
                .any(|(other, source)| *other == what && errors(source).is_empty())
            {
                assert!(texts.len() <= 1, "{what}: {texts:#?}");
            }
        }
    });
}

#[test]
fn what_is_nested_less_deeply_is_read() {
    on_a_small_stack(|| {
        for (what, source) in deep(250) {
            let texts = texts(&source);
            if deep(1)
                .iter()
                .any(|(other, source)| *other == what && errors(source).is_empty())
            {
                assert!(texts.is_empty(), "{what}: {texts:#?}");
            }
        }
    });
}
