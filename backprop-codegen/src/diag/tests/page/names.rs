//! Names of values and graphs.

use super::{Row, Topic, row};

pub(super) const NAMES: Topic = Topic {
    title: "Names",
    introduction: "The values of a graph are its inputs, its `let`s, and Rust's constants: a path such as \
        `std::f64::consts::PI`, or a name in upper case. Sizes have their names from the types of the inputs, and are \
        no values.",
    rows: ROWS,
};

const ROWS: &[Row] = &[
    row(
        "unknown-name",
        "cannot find `…` in graph `…`",
        "struct Area(width: f64, height: f64) -> f64 { width * heigth }",
        "Correct the name. What is spelled like it, or else the names that can be used here, stand in the help.",
        "struct Area(width: f64, height: f64) -> f64 { width * height }",
    ),
    row(
        "constant-in-lower-case",
        "cannot find `pi` in graph `…`",
        "struct Circle(radius: f64) -> f64 { pi * radius * radius }",
        "Constants are Rust's. One that is in scope is written by its name alone.",
        "struct Circle(radius: f64) -> f64 { std::f64::consts::PI * radius * radius }",
    ),
    row(
        "used-before-let",
        "`…` is used before its `let`",
        r"
        struct Cube(x: f64) -> f64 {
            let volume = side * x;
            let side = x * x;
            volume
        }
        ",
        "A `let` is for what stands behind it. Move it up.",
        r"
        struct Cube(x: f64) -> f64 {
            let side = x * x;
            let volume = side * x;
            volume
        }
        ",
    ),
    row(
        "used-in-own-let",
        "`…` is used in its own `let`",
        "struct Double(x: f64) -> f64 { let total = total + x; total }",
        "A value is made of what is there before it. Begin with an input or with a number.",
        "struct Double(x: f64) -> f64 { let total = x; let total = total + x; total }",
    ),
    row(
        "size-as-value",
        "expected a value, found size `…`",
        "struct Mean(x: [f64; n]) -> f64 { sum(x) / n }",
        "Sizes are for types, axes and `reshape`. What is divided by a size is mostly a mean, which has an operation. \
         Any other number is an input, and may bear the name of the size.",
        "struct Mean(x: [f64; n]) -> f64 { mean(x) }",
    ),
    row(
        "defined-twice",
        "the name `…` is defined multiple times",
        "struct Sum(x: f64, x: f64) -> f64 { x + x }",
        "Inputs have different names, and so have outputs, and the graphs of one `graph!`. (A `let` may bear any name \
         again.)",
        "struct Sum(x: f64, y: f64) -> f64 { x + y }",
    ),
    row(
        "keyword-as-name",
        "expected …, found keyword `…`",
        "struct Square(in: f64) -> f64 { in * in }",
        "Choose another name, or put `r#` in front of the keyword.",
        "struct Square(r#in: f64) -> f64 { r#in * r#in }",
    ),
    row(
        "self-value",
        "there is no `self` in a graph",
        "struct Square(x: f64) -> f64 { self.x * x }",
        "The inputs are read by their names.",
        "struct Square(x: f64) -> f64 { x * x }",
    ),
];
