//! Expressions: literals, operators, conditions and calls.

use super::{Row, Topic, row};

pub(super) const VALUES: Topic = Topic {
    title: "Numbers and other values",
    introduction: "Numbers are written as in Rust, without a suffix: `2`, `0.5`, `1e-3`. Every value is a number or a \
        tensor.",
    rows: VALUE_ROWS,
};

const VALUE_ROWS: &[Row] = &[
    row(
        "number-with-suffix",
        "a number in a graph has no suffix, found `…`",
        "struct Double(x: f64) -> f64 { 2.0f64 * x }",
        "Remove the suffix: a number has the element type of the graph. (`2x` is read as a number with a suffix, too; \
         a product has a star.)",
        "struct Double(x: f64) -> f64 { 2.0 * x }",
    ),
    row(
        "number-without-integer-part",
        "float literals must have an integer part",
        "struct Half(x: f64) -> f64 { .5 * x }",
        "Write a zero in front of the point.",
        "struct Half(x: f64) -> f64 { 0.5 * x }",
    ),
    row(
        "number-out-of-range",
        "literal out of range for `…`",
        "struct Large(x: f64) -> f64 { x * 1e999 }",
        "No number of this type is so large. Infinity is a constant.",
        "struct Large(x: f64) -> f64 { min(x, f64::INFINITY) }",
    ),
    row(
        "not-a-number",
        "expected a number, found `…`",
        "struct Double(x: f64) -> f64 { x * \"2\" }",
        "Strings and characters are no values of a graph.",
        "struct Double(x: f64) -> f64 { x * 2 }",
    ),
    row(
        "boolean-literal",
        "expected a number or a comparison, found `…`",
        "struct Step(x: f64) -> f64 { if x > 0 { true } else { 0 } }",
        "Numbers stand for truth: 1 and 0. A condition is a comparison.",
        "struct Step(x: f64) -> f64 { if x > 0 { 1 } else { 0 } }",
    ),
    row(
        "list-as-value",
        "expected a value, found a list",
        "struct Total(x: f64) -> f64 { sum([x, 2 * x, 3 * x]) }",
        "Values cannot be joined to a tensor. Write the sum out, take a tensor as an input, or give each value as an \
         output of its own.",
        "struct Total(x: f64) -> f64 { x + 2 * x + 3 * x }",
    ),
    row(
        "tuple",
        "expected one value, found a tuple",
        "struct Sum(x: f64) -> f64 { let both = (x, 2 * x); both }",
        "Several values in parentheses stand only at the end of a body, one for each output. Name each with a `let`.",
        "struct Sum(x: f64) -> f64 { let a = x; let b = 2 * x; a + b }",
    ),
    row(
        "tuple-in-branch",
        "expected one value, found a tuple — in a branch",
        r"
        struct Sorted(x: f64, y: f64) -> (least: f64, greatest: f64) {
            if x < y { (x, y) } else { (y, x) }
        }
        ",
        "An `if` chooses one value. Write one for each.",
        r"
        struct Sorted(x: f64, y: f64) -> (least: f64, greatest: f64) {
            (if x < y { x } else { y }, if x < y { y } else { x })
        }
        ",
    ),
    row(
        "struct-literal",
        "a struct literal is not allowed in a graph",
        "struct Both(x: f64) -> (a: f64, b: f64) { Both { a: x, b: 2 * x } }",
        "The results stand in parentheses, in the order of the outputs; the struct that holds them is generated.",
        "struct Both(x: f64) -> (a: f64, b: f64) { (x, 2 * x) }",
    ),
    row(
        "field",
        "a value in a graph has no field `…`",
        "struct Norm(point: [f64; 2]) -> f64 { hypot(point.x, point[1]) }",
        "A value is a number or a tensor. An element of a tensor is taken by its index; a method needs its \
         parentheses.",
        "struct Norm(point: [f64; 2]) -> f64 { hypot(point[0], point[1]) }",
    ),
    row(
        "tuple-field",
        "a value in a graph has no fields",
        "struct Norm(point: [f64; 2]) -> f64 { hypot(point.0, point[1]) }",
        "Write the index in brackets.",
        "struct Norm(point: [f64; 2]) -> f64 { hypot(point[0], point[1]) }",
    ),
    row(
        "closure",
        "a closure is not allowed in a graph",
        "struct Cube(x: f64) -> f64 { let square = |a| a * a; x * square(x) }",
        "Write its body where it is called.",
        "struct Cube(x: f64) -> f64 { let square = x * x; x * square }",
    ),
    row(
        "macro-call",
        "a macro call is not allowed in a graph",
        "struct Square(x: f64) -> f64 { assert!(x > 0); x * x }",
        "A graph only computes. Check and print outside of it, and take what a macro gives as an input.",
        "struct Square(x: f64) -> f64 { x * x }",
    ),
    row(
        "nested-too-deeply",
        "parentheses, blocks and signs are nested more than … levels deep",
        super::TOO_DEEP,
        "Name a part of the expression with `let`. How *long* a sum or a product is does not matter.",
        "struct Square(x: f64) -> f64 { x * x }",
    ),
];

pub(super) const OPERATORS: Topic = Topic {
    title: "Operators",
    introduction: "There are `+ - * /` with a sign in front, `@` for matrix products, comparisons, and `&& || !` in \
        conditions. They bind as in Rust, `@` as tightly as `*`.",
    rows: OPERATOR_ROWS,
};

const OPERATOR_ROWS: &[Row] = &[
    row(
        "missing-operand",
        "expected an expression, found …",
        "struct Sum(x: f64, y: f64) -> f64 { x + y + }",
        "An operator stands between two operands.",
        "struct Sum(x: f64, y: f64) -> f64 { x + y }",
    ),
    row(
        "missing-operator",
        "expected an operator, `;` or `}`, found …",
        "struct Product(x: f64, y: f64) -> f64 { x y }",
        "Nothing is multiplied by standing side by side. Write the star.",
        "struct Product(x: f64, y: f64) -> f64 { x * y }",
    ),
    row(
        "power-operator",
        "there is no operator `**` in a graph",
        "struct Cube(x: f64) -> f64 { x ** 3 }",
        "`powi` takes a whole exponent, as a literal; `powf` any. (In Rust `^` is the exclusive or of integers.)",
        "struct Cube(x: f64) -> f64 { x.powi(3) }",
    ),
    row(
        "unknown-operator",
        "there is no operator `%` in a graph",
        "struct Rest(x: f64) -> f64 { x % 2 }",
        "Write it with those that there are; the help says how. This is the remainder that is never negative.",
        "struct Rest(x: f64) -> f64 { x - 2 * floor(x / 2) }",
    ),
    row(
        "other-comparison",
        "there is no operator `<>` in a graph",
        "struct Step(x: f64) -> f64 { if x <> 0 { 1 } else { 0 } }",
        "Comparisons are Rust's: `== != < <= > >=`.",
        "struct Step(x: f64) -> f64 { if x != 0 { 1 } else { 0 } }",
    ),
    row(
        "word-operator",
        "`…` is not a logical operator",
        "struct Inside(x: f64) -> f64 { if x > 0 and x < 1 { 1 } else { 0 } }",
        "Write `&&` for *and*, `||` for *or*, `!` for *not*.",
        "struct Inside(x: f64) -> f64 { if x > 0 && x < 1 { 1 } else { 0 } }",
    ),
    row(
        "chained-comparison",
        "comparison operators cannot be chained",
        "struct Inside(x: f64) -> f64 { if 0 < x < 1 { 1 } else { 0 } }",
        "Write two comparisons.",
        "struct Inside(x: f64) -> f64 { if 0 < x && x < 1 { 1 } else { 0 } }",
    ),
    row(
        "condition-with-assignment",
        "expected `==`, found `=`",
        "struct Step(x: f64) -> f64 { if x = 0 { 1 } else { 0 } }",
        "Two signs compare.",
        "struct Step(x: f64) -> f64 { if x == 0 { 1 } else { 0 } }",
    ),
    row(
        "leading-plus",
        "leading `+` is not supported",
        "struct Same(x: f64) -> f64 { +x }",
        "Remove the sign.",
        "struct Same(x: f64) -> f64 { x }",
    ),
    row(
        "reference",
        "a reference is not allowed in a graph",
        "struct Square(x: f64) -> f64 { &x * x }",
        "Remove the `&`. A value can be used as often as you like, a tensor too; nothing is copied.",
        "struct Square(x: f64) -> f64 { x * x }",
    ),
    row(
        "dereference",
        "a dereference is not allowed in a graph",
        "struct Square(x: f64) -> f64 { x * *x }",
        "Remove the star.",
        "struct Square(x: f64) -> f64 { x * x }",
    ),
    row(
        "cast",
        "a cast is not allowed in a graph",
        "struct Double<F>(x: F) -> F { x * 2.0 as F }",
        "Remove it: all values have the element type, and numbers take it.",
        "struct Double<F>(x: F) -> F { x * 2.0 }",
    ),
    row(
        "question-mark",
        "the `?` operator is not allowed in a graph",
        "struct Step(x: f64) -> f64 { x > 0 ? x : 0 }",
        "Nothing in a graph can fail, and a choice is written with `if`.",
        "struct Step(x: f64) -> f64 { if x > 0 { x } else { 0 } }",
    ),
    row(
        "range",
        "a range is not a value",
        "struct Clamped(x: f64) -> f64 { x.clamp(0..1) }",
        "A range stands only in the brackets behind a tensor. Here the bounds are two arguments.",
        "struct Clamped(x: f64) -> f64 { x.clamp(0, 1) }",
    ),
    row(
        "arrow",
        "expected `.`, found `->`",
        "struct Wave(x: f64) -> f64 { x->sin() }",
        "A method is called with a dot.",
        "struct Wave(x: f64) -> f64 { x.sin() }",
    ),
];

pub(super) const CONDITIONS: Topic = Topic {
    title: "Conditions and `if`",
    introduction: "`if condition { a } else { b }` is a value. Its condition is made of comparisons. On tensors it \
        chooses element by element.",
    rows: CONDITION_ROWS,
};

const CONDITION_ROWS: &[Row] = &[
    row(
        "comparison-as-number",
        "expected a number, found a condition",
        "struct Ramp(x: f64) -> f64 { (x > 0) * x }",
        "A condition stands in an `if` and nowhere else, not in a `let` either.",
        "struct Ramp(x: f64) -> f64 { if x > 0 { x } else { 0 } }",
    ),
    row(
        "number-as-condition",
        "expected a condition, found a number",
        "struct Step(x: f64) -> f64 { if x { 1 } else { 0 } }",
        "Say what the number is compared with.",
        "struct Step(x: f64) -> f64 { if x != 0 { 1 } else { 0 } }",
    ),
    row(
        "missing-else",
        "`if` may be missing an `else` clause",
        "struct Ramp(x: f64) -> f64 { if x > 0 { x } }",
        "Since an `if` is a value, it has one for either case.",
        "struct Ramp(x: f64) -> f64 { if x > 0 { x } else { 0 } }",
    ),
    row(
        "else-if",
        "expected `else if`, found `…`",
        "struct Sign(x: f64) -> f64 { if x > 0 { 1 } elif x < 0 { -1 } else { 0 } }",
        "Write two words.",
        "struct Sign(x: f64) -> f64 { if x > 0 { 1 } else if x < 0 { -1 } else { 0 } }",
    ),
    row(
        "missing-braces",
        "expected an operator or `{`, found …",
        "struct Ramp(x: f64) -> f64 { if x > 0 then x else 0 }",
        "Both branches stand in braces.",
        "struct Ramp(x: f64) -> f64 { if x > 0 { x } else { 0 } }",
    ),
    row(
        "if-behind-value",
        "expected an operator, `;` or `}`, found keyword `if`",
        "struct Ramp(x: f64) -> f64 { x if x > 0 else 0 }",
        "The condition comes first.",
        "struct Ramp(x: f64) -> f64 { if x > 0 { x } else { 0 } }",
    ),
    row(
        "if-let",
        "`if let` is not allowed in a graph",
        "struct Step(x: f64) -> f64 { if let y = x { y } else { 0 } }",
        "There is nothing to match. Compare numbers.",
        "struct Step(x: f64) -> f64 { if x > 0 { x } else { 0 } }",
    ),
];

pub(super) const CALLS: Topic = Topic {
    title: "Operations and their arguments",
    introduction: "The operations are those that the documentation of `graph!` lists, and no others: a graph can only \
        differentiate what it knows. Each is called as a function or as a method, `sin(x)` or `x.sin()`.",
    rows: CALL_ROWS,
};

const CALL_ROWS: &[Row] = &[
    row(
        "unknown-operation",
        "cannot find operation `…`",
        "struct Logistic(x: f64) -> f64 { sgmoid(x) }",
        "Correct the name, or write the formula with the operations that there are. For the names of other libraries \
         see [below](#names-of-other-libraries).",
        "struct Logistic(x: f64) -> f64 { sigmoid(x) }",
    ),
    row(
        "call-of-value",
        "expected an operation, found value `…`",
        "struct Product(x: f64, y: f64) -> f64 { x (y + 1) }",
        "A value in front of parentheses is no product. Write the star.",
        "struct Product(x: f64, y: f64) -> f64 { x * (y + 1) }",
    ),
    row(
        "call-of-path",
        "cannot call `…` in a graph",
        "struct Root(x: f64) -> f64 { f64::sqrt(x) }",
        "Operations have no path. A function of your own cannot be called: its derivative is not known.",
        "struct Root(x: f64) -> f64 { sqrt(x) }",
    ),
    row(
        "missing-parentheses",
        "the arguments of `…` stand in parentheses",
        "struct Wave(x: f64) -> f64 { sin x }",
        "Write the parentheses.",
        "struct Wave(x: f64) -> f64 { sin(x) }",
    ),
    row(
        "generic-arguments",
        "generic arguments are not allowed in a graph",
        "struct Wave(x: f64) -> f64 { x.sin::<f64>() }",
        "Remove them: the type is that of the graph.",
        "struct Wave(x: f64) -> f64 { x.sin() }",
    ),
    row(
        "named-argument",
        "an argument has no name in a graph, found `…`",
        "struct Sums(x: [f64; n, m]) -> [f64; m] { x.sum_axis(axis = 0) }",
        "Write the value alone.",
        "struct Sums(x: [f64; n, m]) -> [f64; m] { x.sum_axis(0) }",
    ),
    row(
        "argument-count",
        "this … takes … argument… but … argument… supplied",
        "struct Larger(x: f64, y: f64) -> f64 { max(x) + y }",
        "Give as many arguments as the operation has. Of a method the first stands in front of the dot.",
        "struct Larger(x: f64, y: f64) -> f64 { max(x, y) }",
    ),
    row(
        "integer-literal",
        "expected an integer literal, found …",
        "struct Power(x: f64, p: f64) -> f64 { x.powi(p) }",
        "The exponent of `powi` is written as a literal, so that the power becomes a few products. `powf` takes any.",
        "struct Power(x: f64, p: f64) -> f64 { x.powf(p) }",
    ),
    row(
        "integer-too-large",
        "literal out of range for `i32`",
        "struct Power(x: f64) -> f64 { x.powi(3000000000) }",
        "Use `powf`.",
        "struct Power(x: f64) -> f64 { x.powf(3000000000) }",
    ),
    row(
        "needs-a-tensor",
        "`…` needs a tensor, found a scalar",
        "struct Total(x: f64) -> f64 { x.sum_axis(0) }",
        "Give the input a shape, or leave out the operation. (`sum`, `mean` and the like are defined for a scalar: \
         itself.)",
        "struct Total(x: [f64; n]) -> f64 { x.sum_axis(0) }",
    ),
];
