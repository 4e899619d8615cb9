//! Graphs: what one is made of, and what must hold of it as a whole.

use super::{Row, Topic, row};

pub(super) const FORM: Topic = Topic {
    title: "The form of a graph",
    introduction: "A graph is written `struct Name(inputs) -> outputs { body }`; a `graph!` holds any number of \
        them, one behind the other. A small one may be written as an expression, `graph!(|x| x * x)`.",
    rows: FORM_ROWS,
};

const FORM_ROWS: &[Row] = &[
    row(
        "empty-macro",
        "`graph!` holds no graph",
        "",
        "Write a graph into it.",
        "struct Square(x: f64) -> f64 { x * x }",
    ),
    row(
        "not-a-graph",
        "expected a graph, found …",
        "x * x",
        "What stands there begins neither a graph nor an expression. An expression begins with its inputs, between bars.",
        "|x| x * x",
    ),
    row(
        "other-item",
        "expected a graph, found keyword `…`",
        r"
        use std::f64::consts::PI;
        struct Circle(radius: f64) -> f64 { PI * radius * radius }
        ",
        "Write other items, such as `use`, `const` or `fn`, in front of `graph!` or behind it. The graph sees constants \
         of the module that it stands in; or give their whole path.",
        "struct Circle(radius: f64) -> f64 { std::f64::consts::PI * radius * radius }",
    ),
    row(
        "missing-struct",
        "expected `struct`, found …",
        "fn square(x: f64) -> f64 { x * x }",
        "A graph begins with the word `struct`, since a struct of its name is what comes of it.",
        "struct Square(x: f64) -> f64 { x * x }",
    ),
    row(
        "missing-name",
        "expected the graph's name, found …",
        "struct (x: f64) -> f64 { x * x }",
        "Give the graph a name. This is one of many errors of the form *expected …, found …*: the first is what the \
         language has at this place, the second what stands there.",
        "struct Square(x: f64) -> f64 { x * x }",
    ),
    row(
        "missing-inputs",
        "expected the inputs of `…`, found …",
        "struct Square -> f64 { x * x }",
        "Write the inputs behind the name, in parentheses, each with its type.",
        "struct Square(x: f64) -> f64 { x * x }",
    ),
    row(
        "missing-output",
        "expected `->` and an output, found …",
        "struct Square(x: f64) { x * x }",
        "Write the type of the output behind the inputs.",
        "struct Square(x: f64) -> f64 { x * x }",
    ),
    row(
        "output-expected",
        "expected the type of …, found …",
        "struct Square(x: f64) -> { x * x }",
        "Write the type of the output behind the arrow.",
        "struct Square(x: f64) -> f64 { x * x }",
    ),
    row(
        "missing-body",
        "expected the body of `…`, found …",
        "struct Square(x: f64) -> f64 = x * x;",
        "The body stands in braces, without `=` and without a semicolon behind it.",
        "struct Square(x: f64) -> f64 { x * x }",
    ),
    row(
        "separator-behind-graph",
        "expected `struct`, found `;`",
        r"
        struct Square(x: f64) -> f64 { x * x };
        struct Cube(x: f64) -> f64 { x * x * x }
        ",
        "Graphs stand one behind the other, with nothing between them.",
        r"
        struct Square(x: f64) -> f64 { x * x }
        struct Cube(x: f64) -> f64 { x * x * x }
        ",
    ),
    row(
        "statement-in-expression",
        "expected an expression, found keyword `let`",
        "|x| let y = x * x; y + 1",
        "An expression form is one expression. With braces around it, it may have statements.",
        "|x| { let y = x * x; y + 1 }",
    ),
    row(
        "too-many-nodes",
        "the graph has more than … operations",
        super::TOO_LONG,
        "Split it into several graphs. It may be the work of a macro that repeats something very often.",
        "struct Square(x: f64) -> f64 { x * x }",
    ),
];

pub(super) const INPUTS: Topic = Topic {
    title: "Inputs and outputs",
    introduction: "An input is `name: type`. With `const` in front it takes part in the value and gets no \
        gradient. A single output is a type; several stand in parentheses, each with a name, and `const` in front of \
        one says that it is only read.",
    rows: INPUT_ROWS,
};

const INPUT_ROWS: &[Row] = &[
    row(
        "input-expected",
        "expected an input's name, found …",
        "struct Sum(&x: f64, y: f64) -> f64 { x + y }",
        "An input is a name and a type. What the methods of the graph borrow, they borrow by themselves.",
        "struct Sum(x: f64, y: f64) -> f64 { x + y }",
    ),
    row(
        "word-before-input",
        "expected an input's name, found keyword `…`",
        "struct Double(mut x: f64) -> f64 { 2 * x }",
        "Remove the word. A value never changes; a `let` in the body may bear the name of an input.",
        "struct Double(x: f64) -> f64 { let x = 2 * x; x }",
    ),
    row(
        "missing-type",
        "missing type for `…`",
        "struct Sum(x, y: f64) -> f64 { x + y }",
        "Write the type behind the name. (In an expression form it may be left out, and then is `f64`.)",
        "struct Sum(x: f64, y: f64) -> f64 { x + y }",
    ),
    row(
        "type-before-name",
        "expected an input's name, found type `…`",
        "struct Sum(f64 x, y: f64) -> f64 { x + y }",
        "The name comes first, then a colon, then the type.",
        "struct Sum(x: f64, y: f64) -> f64 { x + y }",
    ),
    row(
        "default-value",
        "an input has no default value",
        "struct Scale(x: f64, factor: f64 = 2) -> f64 { factor * x }",
        "Remove the value. What is the same in every call may be a number in the body.",
        "struct Scale(x: f64) -> f64 { let factor = 2; factor * x }",
    ),
    row(
        "unused-input",
        "input `…` reaches no output",
        "struct Square(x: f64, y: f64) -> f64 { x * x }",
        "Remove the input, or use it. Where it has to be there all the same, let its name begin with an underscore: its \
         gradient is 0 then. Being `const` is no excuse: it would still be asked for in every call.",
        "struct Square(x: f64, _y: f64) -> f64 { x * x }",
    ),
    row(
        "inactive-output",
        "output `…` depends on no input that has a gradient",
        "struct Line(const x: f64, a: f64) -> (y: f64, twice: f64) { (a * x, 2 * x) }",
        "Nothing flows back from this output, so that a cotangent for it would be in vain. Declare it `const`: it can be \
         read, and `backward` asks for no cotangent.",
        "struct Line(const x: f64, a: f64) -> (y: f64, const twice: f64) { (a * x, 2 * x) }",
    ),
    row(
        "all-inputs-constant",
        "the graph has no input to differentiate by",
        "struct Product(const x: f64, const y: f64) -> f64 { x * y }",
        "Remove the `const` of what you want the gradient of. Without any, a function does what the graph would do.",
        "struct Product(x: f64, const y: f64) -> f64 { x * y }",
    ),
    row(
        "all-outputs-constant",
        "the graph has no output to differentiate",
        "struct Square(x: f64) -> (const y: f64) { x * x }",
        "Remove the `const` of what you want to differentiate.",
        "struct Square(x: f64) -> (y: f64) { x * x }",
    ),
    row(
        "no-outputs",
        "a graph needs an output",
        "struct Square(x: f64) -> () { x * x }",
        "Write the type of the output, or a name and a type for each of several.",
        "struct Square(x: f64) -> f64 { x * x }",
    ),
    row(
        "nameless-output",
        "outputs in parentheses need names",
        "struct Both(x: f64, y: f64) -> (f64, f64) { (x + y, x * y) }",
        "Name each output: these are the fields of the struct that holds them.",
        "struct Both(x: f64, y: f64) -> (sum: f64, product: f64) { (x + y, x * y) }",
    ),
    row(
        "outputs-without-parentheses",
        "expected the body, found …",
        "struct Both(x: f64, y: f64) -> f64, f64 { (x + y, x * y) }",
        "Several outputs stand in parentheses, and each has a name.",
        "struct Both(x: f64, y: f64) -> (sum: f64, product: f64) { (x + y, x * y) }",
    ),
    row(
        "result-count",
        "expected … values, found … value",
        "struct Both(x: f64, y: f64) -> (sum: f64, product: f64) { x + y }",
        "The body ends with one value for each output, in their order, in parentheses.",
        "struct Both(x: f64, y: f64) -> (sum: f64, product: f64) { (x + y, x * y) }",
    ),
];

pub(super) const ATTRIBUTES: Topic = Topic {
    title: "Attributes and comments",
    introduction: "Attributes and doc comments in front of a graph go to the struct that is generated, doc comments \
        of an input to the field of the gradient. `#[graph(crate = path)]` names the runtime crate where it is not \
        called `backprop`.",
    rows: ATTRIBUTE_ROWS,
};

const ATTRIBUTE_ROWS: &[Row] = &[
    row(
        "attribute-on-input",
        "expected a doc comment, found attribute `…`",
        "struct Square(#[allow(unused)] x: f64) -> f64 { x * x }",
        "Remove the attribute, or put it in front of the graph.",
        "#[allow(unused)] struct Square(x: f64) -> f64 { x * x }",
    ),
    row(
        "attribute-on-output",
        "expected an output's name, found a doc comment",
        r"
        struct Both(x: f64, y: f64) -> (
            /// The sum.
            sum: f64,
            product: f64,
        ) { (x + y, x * y) }
        ",
        "Describe the outputs in front of the graph.",
        r"
        /// The sum and the product.
        struct Both(x: f64, y: f64) -> (sum: f64, product: f64) { (x + y, x * y) }
        ",
    ),
    row(
        "inner-attribute",
        "an inner attribute is not permitted in this context",
        r"
        #![allow(dead_code)]
        struct Square(x: f64) -> f64 { x * x }
        ",
        "Remove the `!`: an attribute is for the graph behind it.",
        r"
        #[allow(dead_code)]
        struct Square(x: f64) -> f64 { x * x }
        ",
    ),
    row(
        "attribute-in-body",
        "a doc comment is not allowed in the body of a graph",
        r"
        struct Cube(x: f64) -> f64 {
            /// The area of a side.
            let side = x * x;
            side * x
        }
        ",
        "Write an ordinary comment, with two slashes. Remove other attributes.",
        r"
        struct Cube(x: f64) -> f64 {
            // The area of a side.
            let side = x * x;
            side * x
        }
        ",
    ),
    row(
        "graph-option",
        "expected `crate = path`, found …",
        r"
        #[graph(runtime = backprop)]
        struct Square(x: f64) -> f64 { x * x }
        ",
        "The one option of `#[graph(..)]` is `crate`, the path under which the crate that calls `graph!` knows \
         `backprop`. Nobody needs it who has not renamed the crate.",
        r"
        #[graph(crate = backprop)]
        struct Square(x: f64) -> f64 { x * x }
        ",
    ),
    row(
        "repeated-option",
        "the runtime crate is named multiple times",
        r"
        #[graph(crate = backprop)]
        #[graph(crate = other)]
        struct Square(x: f64) -> f64 { x * x }
        ",
        "Leave one of them.",
        r"
        #[graph(crate = backprop)]
        struct Square(x: f64) -> f64 { x * x }
        ",
    ),
];
