//! What rustc says where a graph is right, and something around it is not. The programs and the errors are those of
//! `tests/compile_fail`.

use std::fmt::Write;

use super::render::{indent, wrapped};

pub(super) const TITLE: &str = "What rustc says";

/// A file of `tests/compile_fail`, what is wrong in it, how to mend it, and the program mended.
struct Case {
    title: &'static str,
    file: &'static str,
    source: &'static str,
    errors: &'static str,
    mend: &'static str,
    mended: &'static str,
}

impl Case {
    /// The first of the errors.
    fn first_error(&self) -> &str {
        let errors = self.errors.trim_end();
        let more = errors.find("\n\nerror");
        more.map_or(errors, |end| &errors[..end])
    }
}

macro_rules! case {
    ($title:literal, $file:literal, $mend:literal, $mended:literal) => {
        Case {
            title: $title,
            file: $file,
            source: include_str!(concat!("../../../../../tests/compile_fail/", $file, ".rs")),
            errors: include_str!(concat!(
                "../../../../../tests/compile_fail/",
                $file,
                ".stderr"
            )),
            mend: $mend,
            mended: $mended,
        }
    };
}

const CASES: [Case; 6] = [
    case!(
        "A `let` that is never used",
        "unused_let",
        "It is a warning at the name, as in Rust. Remove the `let`, or let its name begin with an underscore.",
        "backprop::graph! {\n    pub struct A(x: f64) -> f64 {\n        let _twice = 2 * x;\n        x * x\n    }\n}"
    ),
    case!(
        "A constant of the wrong type",
        "constant_of_the_wrong_type",
        "A constant has the element type of the graph; in a graph with a parameter it is an `f64`. A cast, as rustc \
         proposes it, has its place where the constant is declared, not in the graph.",
        "const COUNT: f64 = 3.0;\n\nbackprop::graph! {\n    pub struct A(x: f64) -> f64 { COUNT * x }\n}"
    ),
    case!(
        "`backward` without a pass",
        "backward_before_forward",
        "`forward` gives the pass that has the method. Where the value and the gradient are wanted together, \
         `value_and_grad` gives both.",
        "backprop::graph! {\n    pub struct A(x: f64) -> f64 { x * x }\n}\n\npub fn run() {\n    let _ = A::new().forward(2.0).backward(1.0);\n}"
    ),
    case!(
        "`backward` twice",
        "backward_twice",
        "A pass is used up by its `backward`. Run `forward` again, or keep the gradient.",
        "backprop::graph! {\n    pub struct A(x: f64) -> f64 { x * x }\n}\n\npub fn run() {\n    let gradient = A::new().forward(2.0).backward(1.0);\n    println!(\"{} {}\", gradient.x, gradient.x);\n}"
    ),
    case!(
        "A graph of tensors that is called while something of it is held",
        "tensor_called_while_borrowed",
        "The graph has the buffers that its results lie in. Read them before the next call, or keep a copy: \
         `to_owned()` of an array, `clone()` of a gradient. Two graphs of one type do not share buffers.",
        "use backprop::graph;\n\ngraph! {\n    pub struct Twice(x: [f64; n]) -> [f64; n] { 2 * x }\n}\n\npub fn run() -> Result<(), backprop::ShapeError> {\n    let mut graph = Twice::new();\n    let first = graph.value(&[1.0])?.to_owned();\n    let second = graph.value(&[2.0])?;\n    assert!(first != second);\n    Ok(())\n}"
    ),
    case!(
        "Inputs that change while a pass is held",
        "tensor_inputs_while_pass",
        "A pass reads the inputs once more, in `backward`. The gradient does not: it is there when inputs change.",
        "use backprop::graph;\nuse backprop::ndarray::array;\n\ngraph! {\n    pub struct Square(x: [f64; n]) -> f64 { sum(x * x) }\n}\n\npub fn run() -> Result<(), backprop::ShapeError> {\n    let mut x = array![1.0, 2.0];\n    let mut graph = Square::new();\n    let gradient = graph.forward(&x)?.backward(1.0);\n    x -= &(0.1 * &gradient.x);\n    Ok(())\n}"
    ),
];

pub(super) fn ids() -> impl Iterator<Item = &'static str> {
    CASES.iter().map(|case| case.file)
}

pub(super) fn contents() -> Vec<String> {
    let lines = CASES
        .iter()
        .map(|case| format!("  - [{}](#{})\n", case.title, case.file));
    lines.collect()
}

pub(super) fn section() -> String {
    let mut section = format!(
        "\n## {TITLE}\n\nWhat is generated is Rust, and rustc checks how it is used. Its errors stand at your tokens, \
         too.\n"
    );
    for case in &CASES {
        // The first line says what the file is for.
        let (_, source) = case.source.split_once("\n\n").unwrap_or_default();
        _ = writeln!(
            section,
            "\n<a id=\"{}\"></a>\n\n### {}\n\n```rust\n{}\n```\n\n```text\n{}\n```\n\n{}\n\n```rust\n{}\n```",
            case.file,
            case.title,
            source.trim_end(),
            case.first_error(),
            wrapped(case.mend),
            case.mended
        );
    }
    section
}

pub(super) fn mended() -> String {
    let modules = CASES
        .iter()
        .map(|case| format!("\nmod {} {{\n{}\n}}\n", case.file, indent(case.mended)));
    modules.collect()
}
