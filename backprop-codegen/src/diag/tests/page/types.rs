//! Types of inputs, outputs and `let`s.

use super::{Row, Topic, row};

pub(super) const TYPES: Topic = Topic {
    title: "Types",
    introduction: "A type is an element type, `f64` or `f32`, or a tensor of it: `[f64; rows, columns]`. A graph has \
        one element type. With a parameter, `struct Name<F>(..)`, it is written once and runs in both.",
    rows: ROWS,
};

const ROWS: &[Row] = &[
    row(
        "unknown-element",
        "expected an element type, found `…`",
        "struct Square(x: i32) -> f64 { x * x }",
        "Write `f64` or `f32`, or declare a parameter behind the name of the graph. Integers have no derivative.",
        "struct Square(x: f64) -> f64 { x * x }",
    ),
    row(
        "undeclared-parameter",
        "expected an element type, found `F`",
        "struct Square(x: F) -> F { x * x }",
        "A parameter stands in angle brackets behind the name.",
        "struct Square<F>(x: F) -> F { x * x }",
    ),
    row(
        "array-type",
        "expected an element type, found `Array2<..>`",
        "struct Total(x: Array2<f64>) -> f64 { sum(x) }",
        "The type of a tensor has its sizes, so that shapes can be checked while compiling. The methods take \
         ndarray's arrays, views and slices all the same.",
        "struct Total(x: [f64; rows, columns]) -> f64 { sum(x) }",
    ),
    row(
        "mixed-elements",
        "expected `…`, found `…`",
        "struct Sum(x: f64, y: f32) -> f64 { x + y }",
        "Write one element type everywhere. Convert what is of another type before you call the graph.",
        "struct Sum(x: f64, y: f64) -> f64 { x + y }",
    ),
    row(
        "inferred-element",
        "expected `…`, found `f64`",
        "|x: f32, y| x + y",
        "In an expression form a type that is left out is `f64`. Write it where that is not meant.",
        "|x: f32, y: f32| x + y",
    ),
    row(
        "type-expected",
        "expected a type, found …",
        "struct Sum(xy: (f64, f64)) -> f64 { xy * 2 }",
        "An input is one number or one tensor. What belongs together may be a tensor.",
        "struct Sum(x: f64, y: f64) -> f64 { x + y }",
    ),
    row(
        "reference-type",
        "expected a type, found `&`",
        "struct Total(x: &[f64]) -> f64 { sum(x) }",
        "Remove the `&`, and give a tensor its sizes. The methods of the graph borrow their arguments.",
        "struct Total(x: [f64; n]) -> f64 { sum(x) }",
    ),
    row(
        "sizes-missing",
        "expected `;` and the sizes, found …",
        "struct Total(x: [f64]) -> f64 { sum(x) }",
        "Behind the element type stand a semicolon and a size for each axis. One that is known when the graph is \
         called has a name.",
        "struct Total(x: [f64; n]) -> f64 { sum(x) }",
    ),
    row(
        "sizes-behind-type",
        "expected `,`, found `[`",
        "struct Total(x: f64[3]) -> f64 { sum(x) }",
        "The brackets stand around the element type and the sizes.",
        "struct Total(x: [f64; 3]) -> f64 { sum(x) }",
    ),
    row(
        "nested-type",
        "expected an element type, found `[`",
        "struct Total(x: [[f64; 3]; 2]) -> f64 { sum(x) }",
        "The sizes stand in one list, the outermost first.",
        "struct Total(x: [f64; 2, 3]) -> f64 { sum(x) }",
    ),
    row(
        "element-expected",
        "expected an element type, found `3`",
        "struct Total(x: [3; f64]) -> f64 { sum(x) }",
        "The element type comes first, then the sizes.",
        "struct Total(x: [f64; 3]) -> f64 { sum(x) }",
    ),
    row(
        "second-parameter",
        "a graph has one type parameter, found a second one: `…`",
        "struct Sum<F, G>(x: F, y: G) -> F { x + y }",
        "A graph has one element type. Remove the second parameter.",
        "struct Sum<F>(x: F, y: F) -> F { x + y }",
    ),
    row(
        "const-parameter",
        "a graph has no const parameters",
        "struct Total<const N: usize>(x: [f64; N]) -> f64 { sum(x) }",
        "Sizes are not declared: they have their names from the types of the inputs.",
        "struct Total(x: [f64; n]) -> f64 { sum(x) }",
    ),
    row(
        "lifetime-parameter",
        "a graph has no lifetime parameters",
        "struct Square<'a>(x: f64) -> f64 { x * x }",
        "Remove it. The methods have the lifetimes that they need.",
        "struct Square(x: f64) -> f64 { x * x }",
    ),
    row(
        "parameter-bounds",
        "expected `>`, found `:`",
        "struct Square<F: Float>(x: F) -> F { x * x }",
        "Remove the bounds: the parameter is always a `Float`, which is `f32` or `f64`.",
        "struct Square<F>(x: F) -> F { x * x }",
    ),
    row(
        "where-clause",
        "expected the body of `…`, found keyword `where`",
        "struct Square<F>(x: F) -> F where F: Float { x * x }",
        "Remove the clause, for the same reason.",
        "struct Square<F>(x: F) -> F { x * x }",
    ),
    row(
        "parameter-default",
        "expected `>`, found `=`",
        "struct Square<F = f64>(x: F) -> F { x * x }",
        "Remove the default. Rust infers the type from the arguments, or it is written: `Square::<f32>::new()`.",
        "struct Square<F>(x: F) -> F { x * x }",
    ),
    row(
        "parameter-hides-element",
        "the type parameter cannot be called `…`",
        "struct Square<f32>(x: f32) -> f32 { x * x }",
        "Remove the parameter, if you mean the type; otherwise call it something else.",
        "struct Square(x: f32) -> f32 { x * x }",
    ),
    row(
        "unused-parameter",
        "type parameter `…` is never used",
        "struct Square<F>(x: f64) -> f64 { x * x }",
        "Remove it, or make it the type of all inputs and outputs.",
        "struct Square<F>(x: F) -> F { x * x }",
    ),
];
