//! Statements and the result of a body.

use super::{Row, Topic, row};

pub(super) const STATEMENTS: Topic = Topic {
    title: "Statements",
    introduction: "A body is made of `let` statements and, at its end and without a semicolon, its value.",
    rows: ROWS,
};

const ROWS: &[Row] = &[
    row(
        "missing-semicolon",
        "expected `;`, found …",
        r"
        struct Cube(x: f64) -> f64 {
            let side = x * x
            side * x
        }
        ",
        "A `let` ends with a semicolon.",
        r"
        struct Cube(x: f64) -> f64 {
            let side = x * x;
            side * x
        }
        ",
    ),
    row(
        "missing-let",
        "expected `let`, found …",
        "struct Cube(x: f64) -> f64 { double side = x * x; side * x }",
        "A value gets a name with `let`, whatever its type.",
        "struct Cube(x: f64) -> f64 { let side = x * x; side * x }",
    ),
    row(
        "missing-value",
        "expected `=` and a value, found …",
        "struct Cube(x: f64) -> f64 { let side; side * x }",
        "A `let` has its value from the start.",
        "struct Cube(x: f64) -> f64 { let side = x * x; side * x }",
    ),
    row(
        "mutable-let",
        "a `let` in a graph cannot be mutable",
        "struct Double(x: f64) -> f64 { let mut y = x; y + x }",
        "Remove `mut`. A value never changes; a later `let` may bear its name.",
        "struct Double(x: f64) -> f64 { let y = x; let y = y + x; y }",
    ),
    row(
        "assignment",
        "a graph has no assignments, found `…`",
        "struct Double(x: f64) -> f64 { let y = x; y += x; y }",
        "Bind the new value with `let`. It may bear the old name.",
        "struct Double(x: f64) -> f64 { let y = x; let y = y + x; y }",
    ),
    row(
        "comma-behind-let",
        "expected `;`, found `,`",
        "struct Sum(x: f64) -> f64 { let a = x, b = 2; a + b }",
        "Write one `let` for each value.",
        "struct Sum(x: f64) -> f64 { let a = x; let b = 2; a + b }",
    ),
    row(
        "pattern",
        "expected a name, found a pattern",
        "struct Sum(x: f64) -> f64 { let (a, b) = (x, 2 * x); a + b }",
        "Write one `let` for each value.",
        "struct Sum(x: f64) -> f64 { let a = x; let b = 2 * x; a + b }",
    ),
    row(
        "nameless-let",
        "expected a name, found `_`",
        "struct Square(x: f64) -> f64 { let _ = 2 * x; x * x }",
        "A `let` without a name does nothing. Remove it, or let its name begin with an underscore.",
        "struct Square(x: f64) -> f64 { let _twice = 2 * x; x * x }",
    ),
    row(
        "let-else",
        "`let .. else` is not allowed in a graph",
        "struct Root(x: f64) -> f64 { let y = sqrt(x) else { 0 }; y }",
        "Choose a value with `if`.",
        "struct Root(x: f64) -> f64 { let y = if x > 0 { sqrt(x) } else { 0 }; y }",
    ),
    row(
        "missing-result",
        "expected an expression, found `}`",
        "struct Square(x: f64) -> f64 { let y = x * x; }",
        "A body ends with its value, and so does every block.",
        "struct Square(x: f64) -> f64 { let y = x * x; y }",
    ),
    row(
        "semicolon-behind-result",
        "expected `}`, found `;`",
        "struct Square(x: f64) -> f64 { x * x; }",
        "Remove the semicolon.",
        "struct Square(x: f64) -> f64 { x * x }",
    ),
    row(
        "comma-behind-result",
        "expected `}`, found `,`",
        "struct Both(x: f64, y: f64) -> (sum: f64, product: f64) { x + y, x * y }",
        "Several results stand in parentheses.",
        "struct Both(x: f64, y: f64) -> (sum: f64, product: f64) { (x + y, x * y) }",
    ),
    row(
        "stray-semicolon",
        "expected `let` or an expression, found `;`",
        "struct Square(x: f64) -> f64 { let y = x * x;; y }",
        "Remove the semicolon.",
        "struct Square(x: f64) -> f64 { let y = x * x; y }",
    ),
    row(
        "unused-expression",
        "this value is not used",
        "struct Square(x: f64) -> f64 { sin(x); x * x }",
        "Nothing comes of a value that stands alone. Name it with `let` and use it, or remove it.",
        "struct Square(x: f64) -> f64 { let y = sin(x); x * x + y }",
    ),
    row(
        "no-loops",
        "a `…` loop is not allowed in a graph",
        "struct Power(x: f64) -> f64 { let y = x; for _ in 0..2 { y = y * y; } y }",
        "A graph says what is computed from what, once for every call. Write the steps out, or let an operation on \
         tensors do them: `sum`, `product` and the like run over an axis.",
        "struct Power(x: f64) -> f64 { let y = x * x; let y = y * y; y }",
    ),
    row(
        "no-match",
        "`match` is not allowed in a graph",
        "struct Step(x: f64) -> f64 { match x { 0 => 1, _ => x } }",
        "Choose with `if`.",
        "struct Step(x: f64) -> f64 { if x == 0 { 1 } else { x } }",
    ),
    row(
        "no-return",
        "`return` is not allowed in a graph",
        "struct Square(x: f64) -> f64 { return x * x; }",
        "A body ends with its value. Remove `return` and the semicolon.",
        "struct Square(x: f64) -> f64 { x * x }",
    ),
    row(
        "not-allowed",
        "`…` is not allowed in a graph",
        r"
        struct Cube(x: f64) -> f64 {
            fn square(x: f64) -> f64 { x * x }
            x * square(x)
        }
        ",
        "A graph is made of `let`, `if`, arithmetic and operations; it cannot see into a function, and so cannot \
         differentiate one. Write its formula where it is called.",
        r"
        struct Cube(x: f64) -> f64 {
            let square = x * x;
            x * square
        }
        ",
    ),
];
