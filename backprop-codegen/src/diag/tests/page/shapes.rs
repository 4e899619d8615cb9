//! Shapes, sizes, axes and slices.

use super::{Row, Topic, row};

pub(super) const SHAPES: Topic = Topic {
    title: "Shapes that do not fit",
    introduction: "A message has both shapes, and says where each size comes from. Broadcasting is NumPy's: axes are \
        aligned from the last, and two sizes fit where they are written equal, or one is the literal 1.",
    rows: SHAPE_ROWS,
};

const SHAPE_ROWS: &[Row] = &[
    row(
        "broadcast-mismatch",
        "`…` cannot broadcast … and …",
        "struct Shifted(x: [f64; n, m], b: [f64; n]) -> [f64; n, m] { x + b }",
        "Here the help knows what would fit: a column is added with an axis more. Where two names stand for the same \
         size, write one of them.",
        "struct Shifted(x: [f64; n, m], b: [f64; n]) -> [f64; n, m] { x + b.insert_axis(1) }",
    ),
    row(
        "branch-mismatch",
        "`if` and `else` have incompatible shapes: … and …",
        "struct Choice(x: [f64; n], y: [f64; m]) -> f64 { sum(if sum(x) > 0 { x } else { y }) }",
        "The branches broadcast like operands. Reduce them, or give them one size.",
        "struct Choice(x: [f64; n], y: [f64; m]) -> f64 { if sum(x) > 0 { sum(x) } else { sum(y) } }",
    ),
    row(
        "condition-mismatch",
        "the condition is …, which does not broadcast with …",
        "struct Masked(x: [f64; n], y: [f64; 3]) -> f64 { sum(if x > 0 { y } else { 0 }) }",
        "On tensors the condition chooses for each element, and so has the shape of the value, or one that broadcasts \
         to it.",
        "struct Masked(x: [f64; 3], y: [f64; 3]) -> f64 { sum(if x > 0 { y } else { 0 }) }",
    ),
    row(
        "product-mismatch",
        "cannot multiply … by …: the inner sizes are … and …",
        "struct Dense(x: [f64; batch, inputs], w: [f64; outputs, inputs]) -> [f64; batch, outputs] { x @ w }",
        "The last size of the left operand is the first of the right one. Where that is so of the transposed operand, \
         the help says so.",
        "struct Dense(x: [f64; batch, inputs], w: [f64; outputs, inputs]) -> [f64; batch, outputs] { x @ w.t() }",
    ),
    row(
        "product-rank",
        "cannot multiply … by …",
        "struct Dense(x: [f64; 2, n, k], w: [f64; k, m]) -> f64 { sum(x @ w) }",
        "Products are of matrices and vectors. Make several axes one, or take a part.",
        "struct Dense(x: [f64; 2, n, k], w: [f64; k, m]) -> f64 { sum(x[0, .., ..] @ w) + sum(x[1, .., ..] @ w) }",
    ),
    row(
        "scalar-in-product",
        "a matrix product needs a tensor, found a scalar",
        "struct Scaled(x: [f64; n], c: f64) -> [f64; n] { c @ x }",
        "A scalar multiplies with a star.",
        "struct Scaled(x: [f64; n], c: f64) -> [f64; n] { c * x }",
    ),
    row(
        "shape-mismatch",
        "expected a scalar, found …",
        "struct Loss(x: [f64; n]) -> f64 { square(x) }",
        "The value has another shape than the output, or the `let`, is declared with. Change one of the two.",
        "struct Loss(x: [f64; n]) -> f64 { mean(square(x)) }",
    ),
];

pub(super) const SIZES: Topic = Topic {
    title: "Sizes",
    introduction: "A size is a whole number or a name, with or without an offset: `3`, `n`, `n + 1`. What a name stands \
        for is known when the graph is called; the types of the inputs give the names.",
    rows: SIZE_ROWS,
};

const SIZE_ROWS: &[Row] = &[
    row(
        "unknown-size",
        "cannot find size `…` in graph `…`",
        "struct Same(x: [f64; batch]) -> [f64; bacth] { x }",
        "Only the types of inputs name sizes. Correct the name, or give it to an input.",
        "struct Same(x: [f64; batch]) -> [f64; batch] { x }",
    ),
    row(
        "zero-size",
        "a size cannot be 0",
        "struct Total(x: [f64; 0]) -> f64 { sum(x) }",
        "An array that may be empty has a named size.",
        "struct Total(x: [f64; n]) -> f64 { sum(x) }",
    ),
    row(
        "negative-size",
        "a size cannot be negative",
        "struct Total(x: [f64; -1]) -> f64 { sum(x) }",
        "A size that is not known yet has a name.",
        "struct Total(x: [f64; n]) -> f64 { sum(x) }",
    ),
    row(
        "size-too-large",
        "literal out of range for a size",
        "struct Total(x: [f64; 99999999999999999999]) -> f64 { sum(x) }",
        "No memory has so many elements.",
        "struct Total(x: [f64; n]) -> f64 { sum(x) }",
    ),
    row(
        "size-with-suffix",
        "a size or index has no suffix, found `…`",
        "struct Total(x: [f64; 3usize]) -> f64 { sum(x) }",
        "Write the number alone.",
        "struct Total(x: [f64; 3]) -> f64 { sum(x) }",
    ),
    row(
        "size-expected",
        "expected a size, found …",
        "struct Total(x: [f64; _]) -> f64 { sum(x) }",
        "Name the size.",
        "struct Total(x: [f64; n]) -> f64 { sum(x) }",
    ),
    row(
        "behind-size",
        "expected `,` or `]`, found …",
        "struct Total(x: [f64; 2 * n]) -> f64 { sum(x) }",
        "A size is not calculated but for an offset. What comes in twos may be an axis of its own.",
        "struct Total(x: [f64; 2, n]) -> f64 { sum(x) }",
    ),
    row(
        "integer-expected",
        "expected an integer, found …",
        "struct Total(x: [f64; 2.5]) -> f64 { sum(x) }",
        "Write a whole number.",
        "struct Total(x: [f64; 3]) -> f64 { sum(x) }",
    ),
    row(
        "too-many-elements",
        "the tensor has more elements than an array can have",
        "struct Total(x: [f64; 4294967296, 4294967296]) -> f64 { sum(x) }",
        "No memory has so many.",
        "struct Total(x: [f64; 4096, 4096]) -> f64 { sum(x) }",
    ),
    row(
        "rank-of-array",
        "an input or output has at most … axes, found …",
        "struct Total(x: [f64; a, b, c, d, e, f, g]) -> f64 { sum(x) }",
        "An array of ndarray has a type of its own for up to six axes. Make several axes one.",
        "struct Total(x: [f64; a, b, c, d, e, fg]) -> f64 { sum(x) }",
    ),
    row(
        "rank-of-value",
        "a tensor has at most … axes",
        "struct Total(x: [f64; n]) -> f64 { sum(x.reshape([n, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, \
         1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])) }",
        "Make several axes one.",
        "struct Total(x: [f64; n]) -> f64 { sum(x.reshape([n, 1])) }",
    ),
    row(
        "rank-of-result",
        "an output has at most … axes, found …",
        "|x: [f64; n]| x.reshape([n, 1, 1, 1, 1, 1, 1])",
        "Leave out some of them.",
        "|x: [f64; n]| x.reshape([n, 1, 1, 1, 1, 1])",
    ),
];

pub(super) const AXES: Topic = Topic {
    title: "Axes and `reshape`",
    introduction: "An axis is given by the name of its size, where that occurs once in the shape, or by its number, from \
        0 on.",
    rows: AXIS_ROWS,
};

const AXIS_ROWS: &[Row] = &[
    row(
        "unknown-axis",
        "cannot find axis `…` in …",
        "struct Sums(x: [f64; batch, 10]) -> [f64; 10] { x.sum_axis(rows) }",
        "Write the name that the size has in the shape, or the number of the axis.",
        "struct Sums(x: [f64; batch, 10]) -> [f64; 10] { x.sum_axis(batch) }",
    ),
    row(
        "ambiguous-axis",
        "`…` occurs … in …",
        "struct Sums(x: [f64; n, n]) -> [f64; n] { x.sum_axis(n) }",
        "Give the number of the axis that you mean.",
        "struct Sums(x: [f64; n, n]) -> [f64; n] { x.sum_axis(0) }",
    ),
    row(
        "axis-out-of-range",
        "axis out of range for …",
        "struct Sums(x: [f64; n, m]) -> [f64; n] { x.sum_axis(2) }",
        "The first axis is 0.",
        "struct Sums(x: [f64; n, m]) -> [f64; n] { x.sum_axis(1) }",
    ),
    row(
        "new-axis-out-of-range",
        "axis out of range for … — of a new axis",
        "struct Column(x: [f64; n]) -> [f64; n, 1] { x.insert_axis(2) }",
        "A new axis stands in front of an old one, or behind the last.",
        "struct Column(x: [f64; n]) -> [f64; n, 1] { x.insert_axis(1) }",
    ),
    row(
        "negative-axis",
        "expected an axis, found `-…`",
        "struct Sums(x: [f64; n, m]) -> [f64; n] { x.sum_axis(-1) }",
        "Axes are not counted from the end.",
        "struct Sums(x: [f64; n, m]) -> [f64; n] { x.sum_axis(1) }",
    ),
    row(
        "axis-expected",
        "expected an axis, found …",
        "struct Sums(x: [f64; n, m]) -> [f64; n] { x.sum_axis(Axis(1)) }",
        "Write a name or a number alone.",
        "struct Sums(x: [f64; n, m]) -> [f64; n] { x.sum_axis(1) }",
    ),
    row(
        "reshape-count",
        "cannot reshape … to …",
        "struct Folded(x: [f64; n, 4]) -> [f64; n, 2] { x.reshape([n, 2]) }",
        "The new shape has as many elements, name by name.",
        "struct Folded(x: [f64; n, 4]) -> [f64; n, 2, 2] { x.reshape([n, 2, 2]) }",
    ),
    row(
        "sizes-expected",
        "expected a list of sizes, found …",
        "struct Flat(x: [f64; 2, 3]) -> [f64; 6] { x.reshape(6) }",
        "The sizes stand in brackets.",
        "struct Flat(x: [f64; 2, 3]) -> [f64; 6] { x.reshape([6]) }",
    ),
    row(
        "inferred-size",
        "a size cannot be negative — in `reshape`",
        "struct Flat(x: [f64; 2, 3]) -> [f64; 6] { x.reshape([-1]) }",
        "No size is inferred. Write it.",
        "struct Flat(x: [f64; 2, 3]) -> [f64; 6] { x.reshape([6]) }",
    ),
];

pub(super) const SLICES: Topic = Topic {
    title: "Indices and slices",
    introduction: "Behind a tensor stands in brackets one index or range for each axis, of literals: `x[0, .., 1..-1]`. A \
        negative one counts from the end.",
    rows: SLICE_ROWS,
};

const SLICE_ROWS: &[Row] = &[
    row(
        "index-count",
        "expected … indices for …, found …",
        "struct First(x: [f64; n, m]) -> [f64; m] { x[0] }",
        "Write `..` for an axis of which you want all.",
        "struct First(x: [f64; n, m]) -> [f64; m] { x[0, ..] }",
    ),
    row(
        "index-literal",
        "expected an integer literal, found …",
        "struct Last(x: [f64; n]) -> f64 { x[n - 1] }",
        "What is taken is known when the graph is compiled. From the end one counts with negative numbers; what is only \
         known when the graph is called is chosen by a `const` input, such as a row of zeros with a one in it.",
        "struct Last(x: [f64; n]) -> f64 { x[-1] }",
    ),
    row(
        "index-out-of-bounds",
        "index out of bounds: the size is … but the index is …",
        "struct Third(x: [f64; 3]) -> f64 { x[3] }",
        "The first index is 0.",
        "struct Third(x: [f64; 3]) -> f64 { x[2] }",
    ),
    row(
        "range-out-of-bounds",
        "range index … out of range for size …",
        "struct Tail(x: [f64; 3]) -> [f64; 3] { x[1..4] }",
        "A range ends at most at the size.",
        "struct Tail(x: [f64; 3]) -> [f64; 2] { x[1..3] }",
    ),
    row(
        "range-order",
        "range starts at … but ends at …",
        "struct Middle(x: [f64; 5]) -> [f64; 2] { x[3..1] }",
        "A range runs upwards.",
        "struct Middle(x: [f64; 5]) -> [f64; 2] { x[1..3] }",
    ),
    row(
        "inclusive-range",
        "expected `..`, found `..=`",
        "struct Head(x: [f64; 5]) -> [f64; 3] { x[0..=2] }",
        "The end of a range is left out.",
        "struct Head(x: [f64; 5]) -> [f64; 3] { x[0..3] }",
    ),
    row(
        "colon-range",
        "expected `..`, found `:`",
        "struct Middle(x: [f64; 5]) -> [f64; 2] { x[1:3] }",
        "A range is written with two dots.",
        "struct Middle(x: [f64; 5]) -> [f64; 2] { x[1..3] }",
    ),
    row(
        "step",
        "a slice in a graph has no step",
        "struct Even(x: [f64; 4]) -> f64 { sum(x[0..4;2]) }",
        "Take elements one by one; or make the step an axis, with `reshape`.",
        "struct Even(x: [f64; 4]) -> f64 { sum(x.reshape([2, 2])[.., 0]) }",
    ),
    row(
        "unknown-slice-size",
        "the size of this slice of `…` is not known",
        "struct Part(x: [f64; n]) -> f64 { sum(x[-3..2]) }",
        "How long it is would depend on the size. Count both bounds from the same end.",
        "struct Part(x: [f64; n]) -> f64 { sum(x[-3..-1]) }",
    ),
];
