//! Graphs that are deep or long: an error or a result, soon, and on a small stack.

use super::errors;
use crate::diag::Diagnostic;

/// A graph over `x` with this body.
pub(super) fn graph(body: &str) -> String {
    format!("struct A(x: f64) -> f64 {{ {body} }}")
}

/// The same graph over a matrix.
pub(super) fn tensors(graph: &str) -> String {
    graph.replace("x: f64", "x: [f64; n, n]")
}

/// What is long, of so many parts.
fn long(parts: usize) -> Vec<(&'static str, String)> {
    let repeated = |first: &str, link: &str, last: &str| {
        let body = format!("{first}{}{last}", link.repeat(parts));
        format!("struct A(x: f64, y: f64) -> f64 {{ {body} }}")
    };
    let numbered = |part: fn(usize) -> String| (0..parts).map(part).collect::<String>();
    let lets = numbered(|i| format!("let a{} = a{i} * y; ", i + 1));
    let renamed = numbered(|i| format!("let a{} = a{i}; ", i + 1));
    let inputs = numbered(|i| format!("x{i}: f64, "));
    let terms = numbered(|i| format!("x{i} + "));
    vec![
        ("sum", repeated("x", " + y", "")),
        ("product", repeated("x", " * y", "")),
        ("quotient", repeated("x", " / y", "")),
        ("sum of products", repeated("x", " + y * x", "")),
        ("methods", repeated("(x * y)", ".sin()", "")),
        ("methods with arguments", repeated("x", ".max(y)", "")),
        ("shadowed", repeated("", "let x = x * y; ", "x")),
        (
            "conjunction",
            repeated("if x > 0", " && y > 0", " { x } else { y }"),
        ),
        (
            "lets",
            format!("struct A(a0: f64, y: f64) -> f64 {{ {lets} a{parts} }}"),
        ),
        (
            "renamed",
            format!("struct A(a0: f64, y: f64) -> f64 {{ {renamed} a{parts} * y }}"),
        ),
        (
            "inputs",
            format!("struct A({inputs}) -> f64 {{ {terms} 2 }}"),
        ),
    ]
}

/// What is long and made of tensors.
fn long_tensors(parts: usize) -> Vec<(&'static str, String)> {
    let repeated = |suffix: &str| tensors(&graph(&format!("sum(x{})", suffix.repeat(parts))));
    let numbered = |part: fn(usize) -> String| (0..parts).map(part).collect::<String>();
    let inputs = numbered(|i| format!("x{i}: [f64; n{i}], "));
    let terms = numbered(|i| format!("sum(x{i}) + "));
    let lets = numbered(|i| format!("let a{}: [f64; n, n] = a{i} + y; ", i + 1));
    vec![
        ("products", repeated(" @ x")),
        ("transpositions", repeated(".t()")),
        (
            "slices and axes",
            repeated("[..-1, ..].insert_axis(0)[0, 0.., ..]"),
        ),
        (
            "inputs",
            format!("struct A({inputs}) -> f64 {{ {terms} 2 }}"),
        ),
        (
            "types",
            format!("struct A(a0: [f64; n, n], y: [f64; n]) -> [f64; n, n] {{ {lets} a{parts} }}"),
        ),
    ]
}

/// Many mistakes.
fn wrong(parts: usize) -> Vec<(&'static str, String)> {
    let numbered = |part: fn(usize) -> String| (0..parts).map(part).collect::<String>();
    vec![
        (
            "unknown names",
            graph(&format!("{}2", numbered(|i| format!("unknown{i} + ")))),
        ),
        (
            "unknown names in `let`s",
            graph(&numbered(|i| format!("let a{i} = b{i} * x; "))),
        ),
        (
            "unknown operations",
            graph(&format!("x{}", ".sinn()".repeat(parts))),
        ),
        ("powers", graph(&format!("x{}", " ^ 2".repeat(parts)))),
        ("comparisons", graph(&format!("x{}", " < 2".repeat(parts)))),
        ("missing semicolons", graph(&"let a = x ".repeat(parts))),
        ("missing operators", graph(&"let a = x x; ".repeat(parts))),
        (
            "the same graph",
            "struct A(x: f64) -> f64 { x } ".repeat(parts),
        ),
        (
            "the same input",
            format!("struct A({}) -> f64 {{ x }}", "x: f64, ".repeat(parts)),
        ),
        ("stray semicolons", ";".repeat(parts)),
        ("stray keywords", "struct ".repeat(parts)),
        (
            "unknown types",
            format!(
                "struct A({}) -> f64 {{ x }}",
                numbered(|i| format!("x{i}: t{i}, "))
            ),
        ),
        (
            "sizes",
            format!(
                "struct A(x: f64) -> [f64; {}] {{ x }}",
                numbered(|i| format!("n{i}, "))
            ),
        ),
        (
            "shapes",
            tensors(&graph(&format!(
                "let h = x{}; {} sum(h)",
                " * x".repeat(parts),
                "let a = h + h[1.., ..]; ".repeat(parts)
            ))),
        ),
        (
            "axes",
            tensors(&graph(&format!("{} 2", "sum_axis(x, m) * ".repeat(parts)))),
        ),
        (
            "indices",
            tensors(&graph(&format!("x[{}]", "i, ".repeat(parts)))),
        ),
        (
            "types of `let`s",
            tensors(&graph(&format!(
                "{}2",
                "let a: [f64; n] = x; ".repeat(parts)
            ))),
        ),
        (
            "inputs with the names of sizes",
            format!(
                "struct A({}) -> f64 {{ 2 }}",
                numbered(|i| format!("x{i}: [f64; x{}], ", i + 1))
            ),
        ),
    ]
}

/// Sources for the errors that no short fixture provokes.
pub(super) fn sources() -> Vec<String> {
    vec![String::new(), too_deep(), too_long()]
}

pub(super) fn too_deep() -> String {
    graph(&format!("{}x{}", "(".repeat(300), ")".repeat(300)))
}

pub(super) fn too_long() -> String {
    graph(&format!("x{}", " + x".repeat(crate::infer::NODE_LIMIT)))
}

/// Runs on a stack as small as that of a test.
#[track_caller]
pub(super) fn on_a_small_stack(run: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    thread.spawn(run).unwrap().join().unwrap();
}

pub(super) fn texts(source: &str) -> Vec<String> {
    errors(source).iter().map(Diagnostic::text).collect()
}

#[test]
fn an_empty_call() {
    let help = "declare a graph: `struct Square(x: f64) -> f64 { x * x }`, or write an expression: `|x| x * x`";
    assert_eq!(
        texts(""),
        [format!("`graph!` holds no graph\nhelp: {help}")]
    );
}

#[test]
fn nesting_has_a_limit() {
    let text = "parentheses, blocks and signs are nested more than 256 levels deep\nhelp: name a part with `let`";
    assert_eq!(texts(&too_deep()), [text]);
    let error = errors(&too_deep()).pop().unwrap();
    // The body itself is the first level.
    let column = "struct A(x: f64) -> f64 { ".len() + 255;
    assert_eq!(super::start(&error).column, column);
    assert_eq!(super::end(&error).column, column + 1);
}

#[test]
fn the_number_of_operations_has_a_limit() {
    let text = "the graph has more than 65536 operations\nhelp: split it into several graphs";
    assert_eq!(texts(&too_long()), [text]);
}

#[test]
fn long_graphs_are_read() {
    on_a_small_stack(|| {
        for (what, source) in long(10_000).into_iter().chain(long_tensors(10_000)) {
            let texts = texts(&source);
            assert!(texts.is_empty(), "{what}: {texts:#?}");
        }
    });
}

#[test]
fn long_graphs_compile() {
    on_a_small_stack(|| {
        for (what, source) in long(1_000) {
            let code = crate::compile(source.parse().unwrap()).to_string();
            assert!(!code.contains("compile_error"), "{what}");
        }
    });
}

#[test]
fn many_mistakes_are_reported_soon() {
    on_a_small_stack(|| {
        for (what, source) in wrong(2_000) {
            let errors = errors(&source);
            assert!(!errors.is_empty(), "{what}");
        }
    });
}

#[test]
fn what_is_beyond_twenty_errors_is_counted() {
    let lets = |count| graph(&format!("{}x", "let a = x ^ 2; ".repeat(count)));
    let printed = |source: &str| crate::compile(source.parse().unwrap()).to_string();
    for (count, shown, note) in [
        (20, 20, None),
        (21, 20, Some("1 more error is")),
        (30, 20, Some("10 more errors are")),
    ] {
        let code = printed(&lets(count));
        assert_eq!(code.matches("compile_error").count(), shown, "of {count}");
        assert_eq!(code.contains("not shown"), note.is_some(), "of {count}");
        assert!(
            note.is_none_or(|note| code.contains(&format!("note: {note} not shown"))),
            "of {count}"
        );
    }
}

#[test]
fn the_least_exponent_has_a_derivative() {
    for exponent in [i32::MIN, i32::MIN + 1, i32::MAX] {
        let source = graph(&format!("x.powi({exponent})"));
        let code = crate::compile(source.parse().unwrap()).to_string();
        assert!(!code.contains("compile_error"), "{exponent}");
    }
}
