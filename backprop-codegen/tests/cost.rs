//! What graphs of tensors cost: formulas against numbers worked out by hand, and against their generated text.

mod tally;

use backprop_codegen::export::{self, GraphCost, MethodCost};

/// The cost of the one graph that `source` declares; what its text holds is compared.
#[track_caller]
fn cost(source: &str) -> GraphCost {
    tally::agrees(source);
    let tokens = source.parse().expect("the source is tokens");
    let graphs = export::load(tokens).expect("the source has no mistake");
    let graph = graphs.first().expect("there is a graph");
    graph.cost()
}

/// Compares the kinds of operations of a method, `name: formula` in any order, and the numbers that it reads and writes.
#[track_caller]
fn check(cost: &MethodCost, kinds: &[(&str, &str)], [read, written]: [&str; 2]) {
    let mut found: Vec<(&str, String)> = cost
        .kinds
        .iter()
        .map(|kind| (kind.name, kind.count.to_string()))
        .collect();
    let mut expected: Vec<(&str, String)> = kinds
        .iter()
        .map(|(name, formula)| (*name, (*formula).to_owned()))
        .collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    assert_eq!(cost.read.to_string(), read, "read");
    assert_eq!(cost.written.to_string(), written, "written");
}

/// Each element is multiplied, added to and cut off. Backward computes the value again for the mask, and gives the
/// cotangent to three gradients, one of which is summed over the rows.
#[test]
fn layer_with_a_broadcast_bias() {
    let cost = cost(
        "struct Layer(x: [f32; n, m], w: [f32; n, m], b: [f32; m]) -> [f32; n, m] {
            relu(x * w + b)
        }",
    );
    let forward = [
        ("multiplications", "n·m"),
        ("additions", "n·m"),
        ("relu", "n·m"),
    ];
    check(&cost.forward, &forward, ["2·n·m + m", "n·m"]);
    check(&cost.value, &forward, ["2·n·m + m", "n·m"]);
    let backward = [
        // x * w, and the cotangent with each of them.
        ("multiplications", "3·n·m"),
        // + b, and the sum over the rows.
        ("additions", "2·n·m"),
        // The mask is read off the result.
        ("relu", "n·m"),
        ("conditions", "n·m"),
        ("selections", "n·m"),
    ];
    check(&cost.backward, &backward, ["3·n·m + m", "2·n·m + m"]);
    assert_eq!(cost.value.operations.to_string(), "3·n·m");
    assert_eq!(cost.backward.operations.to_string(), "6·n·m");
    // The inputs are borrowed.
    assert_eq!(cost.saved.to_string(), "0");
    assert_eq!(cost.value.held.to_string(), "n·m");
    assert_eq!(cost.forward.held.to_string(), "3·n·m + m");
    assert_eq!(cost.gradient.to_string(), "2·n·m + m");
}

/// Two passes over a row: its largest element, then the exponentials and their sum, which divides them in a third. A
/// largest element that is infinite is not subtracted: that is found out once for a row.
#[test]
fn softmax_of_rows() {
    let cost = cost("struct Softmax(x: [f64; n, m]) -> [f64; n, m] { softmax(x) }");
    let kinds = [
        ("max", "n·m"),
        ("abs", "n"),
        ("conditions", "n"),
        ("selections", "n"),
        // The largest element off, and the sum.
        ("additions", "2·n·m"),
        ("exp", "n·m"),
        ("divisions", "n·m"),
    ];
    check(&cost.value, &kinds, ["n·m", "n·m"]);
    // y * (g - sum(g * y))
    let backward = [("multiplications", "2·n·m"), ("additions", "2·n·m")];
    check(&cost.backward, &backward, ["2·n·m", "n·m"]);
    assert_eq!(cost.saved.to_string(), "n·m");
    assert_eq!(cost.forward.held.to_string(), "2·n·m");
}

/// n·k·m multiply-adds, and as many for each gradient.
#[test]
fn matrix_product() {
    let cost = cost("struct P(a: [f32; n, k], b: [f32; k, m]) -> [f32; n, m] { a @ b }");
    check(
        &cost.value,
        &[("multiply-adds", "n·k·m")],
        ["n·k + k·m", "n·m"],
    );
    let backward = [("multiply-adds", "2·n·k·m")];
    check(
        &cost.backward,
        &backward,
        ["n·k + 2·n·m + k·m", "n·k + k·m"],
    );
    assert_eq!(cost.value.operations.to_string(), "2·n·k·m");
    assert_eq!(cost.forward.held.to_string(), "n·k + n·m + k·m");
}

/// The step of a product, and a `mul_add` that is written, count as two operations.
#[test]
fn multiply_adds() {
    let cost = cost(
        "struct Fused(x: [f64; n], const s: f64, const t: f64) -> [f64; n] { x.mul_add(s, t) }",
    );
    check(&cost.value, &[("multiply-adds", "n")], ["n + 2", "n"]);
    assert_eq!(cost.value.operations.to_string(), "2·n");
    check(&cost.backward, &[("multiplications", "n")], ["n + 1", "n"]);
}

/// A line through points, in one loop: the residual is computed once for the error and for both gradients.
#[test]
fn line_through_points() {
    let cost = cost(
        "struct Line(const x: [f64; n], const y: [f64; n], slope: f64, offset: f64) -> f64 {
            mean(square(slope * x + offset - y))
        }",
    );
    let value = [
        ("multiplications", "2·n"),
        ("additions", "3·n"),
        ("divisions", "1"),
    ];
    check(&cost.value, &value, ["2·n + 2", "1"]);
    assert_eq!(cost.gradient.to_string(), "2");
}

/// The sum over the rows takes in each element, and ends in an array.
#[test]
fn sums_over_an_outer_axis() {
    let cost = cost("struct Sums(x: [f64; n, m]) -> [f64; m] { sum_axis(exp(x), 0) }");
    check(
        &cost.value,
        &[("exp", "n·m"), ("additions", "n·m")],
        ["n·m", "m"],
    );
    // The exponentials are kept.
    check(
        &cost.forward,
        &[("exp", "n·m"), ("additions", "n·m")],
        ["n·m", "n·m + m"],
    );
    check(
        &cost.backward,
        &[("multiplications", "n·m")],
        ["n·m + m", "n·m"],
    );
    assert_eq!(cost.saved.to_string(), "n·m");
}

/// Two views of one array have n - 1 elements each.
#[test]
fn differences_of_neighbours() {
    let cost =
        cost("struct Differences(x: [f64; n]) -> f64 { let d = x[1..] - x[..-1]; sum(d * d) }");
    let value = [("additions", "2·n - 2"), ("multiplications", "n - 1")];
    check(&cost.value, &value, ["2·n - 2", "1"]);
}

/// The product of all others is three multiplications for each element, and one with the cotangent.
#[test]
fn products_along_an_axis() {
    let cost = cost("struct Products(x: [f64; n, 4]) -> [f64; n] { product_axis(x, 1) }");
    check(&cost.value, &[("multiplications", "4·n")], ["4·n", "n"]);
    // The exclusive products are written, and read again.
    let backward = [("multiplications", "16·n")];
    check(&cost.backward, &backward, ["9·n", "8·n"]);
}

/// Each element of the shorter arrays is read once.
#[test]
fn outer_product() {
    let cost = cost(
        "struct Outer(const x: [f64; n], y: [f64; m]) -> [f64; n, m] { x.insert_axis(1) * y }",
    );
    check(&cost.value, &[("multiplications", "n·m")], ["n + m", "n·m"]);
    let backward = [("multiplications", "n·m"), ("additions", "n·m")];
    check(&cost.backward, &backward, ["n·m + n", "m"]);
}

/// Sizes with offsets are multiplied out.
#[test]
fn offsets_are_multiplied_out() {
    let cost = cost("struct Inner(x: [f64; n, m]) -> [f64; n - 2, m - 1] { x[1..-1, 1..] * 3 }");
    let product = "n·m - n - 2·m + 2";
    check(
        &cost.value,
        &[("multiplications", product)],
        [product, product],
    );
    // The cotangent is multiplied and kept, and then has zeros around it.
    let twice = "2·n·m - 2·n - 4·m + 4";
    let written = "2·n·m - n - 2·m + 2";
    check(
        &cost.backward,
        &[("multiplications", product)],
        [twice, written],
    );
}

/// Statement by statement: the hidden layer, the logits, and of the loss for each row the largest logit, the
/// exponentials with their sum, and the logarithms with the labels.
#[test]
fn classifier() {
    let cost = cost(
        "struct Mlp<F>(
            const x: [F; batch, inputs],
            const labels: [F; batch, 10],
            w1: [F; inputs, hidden], b1: [F; hidden],
            w2: [F; hidden, 10],     b2: [F; 10],
        ) -> (loss: F, const logits: [F; batch, 10]) {
            let h = relu(x @ w1 + b1);
            let logits = h @ w2 + b2;
            let loss = -mean(sum_axis(labels * log_softmax(logits), 1));
            (loss, logits)
        }",
    );
    let forward = [
        ("multiply-adds", "batch·inputs·hidden + 10·batch·hidden"),
        // Both biases; the largest logit off, twice; the logarithm of the sum off; the sums of the exponentials, of
        // the products with the labels, and of the rows.
        ("additions", "batch·hidden + 61·batch"),
        ("relu", "batch·hidden"),
        ("max", "10·batch"),
        ("abs", "batch"),
        ("conditions", "batch"),
        ("selections", "batch"),
        ("exp", "10·batch"),
        ("ln", "batch"),
        ("multiplications", "10·batch"),
        ("divisions", "1"),
        ("negations", "1"),
    ];
    let read = "batch·inputs + batch·hidden + inputs·hidden + 10·batch + 11·hidden + 10";
    // The hidden layer, the logits, and the loss; for backward the exponentials and their sums, too.
    check(&cost.value, &forward, [read, "batch·hidden + 10·batch + 1"]);
    check(
        &cost.forward,
        &forward,
        [read, "batch·hidden + 21·batch + 1"],
    );
    assert_eq!(cost.saved.to_string(), "batch·hidden + 11·batch");
    let parameters = "inputs·hidden + 11·hidden + 10";
    assert_eq!(cost.gradient.to_string(), parameters);
    // Both layers once more for the weights, and the second one for the hidden layer.
    let products = "batch·inputs·hidden + 20·batch·hidden";
    let mut kinds = cost.backward.kinds.iter();
    let found = kinds.find(|kind| kind.name == "multiply-adds");
    assert_eq!(
        found.map(|kind| kind.count.to_string()),
        Some(products.to_owned())
    );
}

/// A graph of numbers holds nothing, reads each parameter, and gives results and what is saved.
#[test]
fn numbers() {
    let cost = cost(
        "struct Bill(apple: f64, apples: f64, orange: f64, oranges: f64, tax: f64) -> f64 {
            let fruit = apple * apples + orange * oranges;
            fruit * tax
        }",
    );
    let value = [("multiplications", "3"), ("additions", "1")];
    check(&cost.value, &value, ["5", "1"]);
    // Five inputs and the fruit are saved.
    check(&cost.forward, &value, ["5", "7"]);
    assert_eq!(cost.saved.to_string(), "6");
    // Each gradient but that of the tax is two factors; tax and cotangent are multiplied once.
    check(&cost.backward, &[("multiplications", "6")], ["7", "5"]);
    assert_eq!(cost.forward.held.to_string(), "0");
}
