//! How many loops and matrix products a graph over tensors becomes. A number that rises is a lost fusion.

mod loops;

use loops::Counts;

/// The counts of a method of the only graph in `source`.
#[track_caller]
fn counts(source: &str, method: &str) -> Counts {
    let code = backprop_codegen::compile(source.parse().expect("the source is tokens"));
    let file: syn::File = syn::parse2(code).expect("the expansion is Rust");
    let mut found = None;
    for item in &file.items {
        let syn::Item::Impl(implementation) = item else {
            continue;
        };
        for item in &implementation.items {
            if let syn::ImplItem::Fn(function) = item
                && function.sig.ident == method
            {
                found = Some(Counts::of(&function.block));
            }
        }
    }
    found.expect("the method is there")
}

/// Loops, passes and products of one method.
#[track_caller]
fn check(source: &str, method: &str, loops: usize, passes: usize, products: usize) {
    let counts = counts(source, method);
    assert_eq!(
        (counts.loops, counts.passes, counts.products),
        (loops, passes, products),
        "loops, passes and products of `{method}`: {counts:?}"
    );
}

const LAYER: &str = "struct Layer(x: [f32; n, m], w: [f32; n, m], b: [f32; m]) -> [f32; n, m] {
    relu(x * w + b)
}";

const MLP: &str = "struct Mlp<F>(
    const x: [F; batch, inputs],
    const labels: [F; batch, 10],
    w1: [F; inputs, hidden], b1: [F; hidden],
    w2: [F; hidden, 10],     b2: [F; 10],
) -> (loss: F, const logits: [F; batch, 10]) {
    let h = relu(x @ w1 + b1);
    let logits = h @ w2 + b2;
    let loss = -mean(sum_axis(labels * log_softmax(logits), 1));
    (loss, logits)
}";

#[test]
fn a_layer_is_one_loop_in_each_direction() {
    check(LAYER, "value", 1, 1, 0);
    check(LAYER, "forward", 1, 1, 0);
    check(LAYER, "backward", 1, 1, 0);
}

#[test]
fn the_classifier_is_two_products_forward_and_three_backward() {
    // The hidden layer in one pass; of the logits: the largest, the sum of exponentials, the loss.
    check(MLP, "value", 2, 4, 2);
    check(MLP, "forward", 2, 4, 2);
    // The gradient of the logits and the bias; of the hidden layer and its bias. None by the constant images.
    check(MLP, "backward", 2, 3, 3);
    check(MLP, "value_and_grad", 3, 5, 5);
}

#[test]
fn softmax_goes_row_by_row() {
    let softmax = "struct A(x: [f64; n, m]) -> [f64; n, m] { softmax(x) }";
    check(softmax, "forward", 1, 3, 0);
    check(softmax, "backward", 1, 2, 0);
    let log_softmax = "struct A(x: [f64; n, m]) -> [f64; n, m] { log_softmax(x) }";
    check(log_softmax, "forward", 1, 3, 0);
    check(log_softmax, "backward", 1, 2, 0);
    let logsumexp = "struct A(x: [f64; n, m]) -> [f64; n] { logsumexp(x) }";
    check(logsumexp, "forward", 1, 2, 0);
    check(logsumexp, "backward", 1, 1, 0);
}

/// The seed is known: one pass, and nothing is saved or even stored but the gradient.
#[test]
fn a_loss_over_elements_is_one_pass() {
    let losses = [
        "struct A(x: [f64; n, m], const y: [f64; n, m]) -> f64 { mean(square(x - y)) }",
        "struct A(x: [f32; n, m], y: [f32; n, m], z: [f32; m]) -> f32 {
            mean(square(relu(x * y + z) / (1 + square(y)) - x))
        }",
        "struct A(x: [f64; n, m], s: f64) -> f64 { sum(exp(-square(x / s))) }",
        "struct A(x: [f64; n], y: [f64; m]) -> f64 { sum(exp(x.insert_axis(1) * y)) }",
        "struct A(x: [f64; n, m], c: [f64; n]) -> f64 { sum(square(x * c.insert_axis(1))) }",
        "struct A(x: [f64; a, b, c], w: [f64; b, 1]) -> f64 { mean(tanh(x * w)) }",
    ];
    for loss in losses {
        check(loss, "value", 1, 1, 0);
        check(loss, "value_and_grad", 1, 1, 0);
        assert_eq!(counts(loss, "value_and_grad").arrays, 0, "{loss}");
    }
}

#[test]
fn bias_and_activation_stand_beside_the_product() {
    let affine = "struct A(x: [f64; n, k], w: [f64; k, m], b: [f64; m]) -> [f64; n, m] {
        tanh(x @ w + b)
    }";
    check(affine, "forward", 1, 1, 1);
    check(affine, "backward", 1, 1, 2);
    let squares = "struct A(const x: [f64; n, m], const y: [f64; n, k], w: [f64; m, k]) -> f64 {
        mean(square(x @ w - y))
    }";
    check(squares, "value_and_grad", 1, 1, 2);
    assert_eq!(counts(squares, "value_and_grad").arrays, 1);
}

#[test]
fn a_product_alone_has_no_loop() {
    let product = "struct A(x: [f64; n, k], w: [f64; k, m]) -> [f64; n, m] { x @ w }";
    check(product, "forward", 0, 0, 1);
    check(product, "backward", 0, 0, 2);
    let constant = "struct A(const x: [f64; n, k], w: [f64; k, m]) -> [f64; n, m] { x @ w }";
    check(constant, "backward", 0, 0, 1);
}

/// The rows' own values are computed between two passes over the row, while it is in cache.
#[test]
fn rows_are_normalised_in_one_loop() {
    let rows = "struct A(x: [f64; n, m], g: [f64; m]) -> [f64; n, m] {
        let d = x - mean_axis(x, 1).insert_axis(1);
        d / sqrt(mean_axis(square(d), 1).insert_axis(1) + 0.00001) * g
    }";
    check(rows, "forward", 1, 3, 0);
    check(rows, "backward", 1, 3, 0);
}

#[test]
fn attention_is_two_products_and_a_loop() {
    let attention = "struct A(q: [f64; n, 8], k: [f64; m, 8], v: [f64; m, 3]) -> [f64; n, 3] {
        softmax(q @ k.t() / sqrt(8)) @ v
    }";
    check(attention, "value", 1, 3, 2);
    check(attention, "forward", 1, 3, 2);
    assert_eq!(counts(attention, "backward").products, 4);
}

/// A matrix times a vector is a sum along rows, and its gradient follows in the same loop.
#[test]
fn logistic_regression_is_one_loop() {
    let logistic = "struct A(const x: [f64; n, m], const y: [f64; n], w: [f64; m]) -> f64 {
        mean(softplus(-y * (x @ w)))
    }";
    check(logistic, "value", 1, 1, 0);
    check(logistic, "value_and_grad", 1, 2, 0);
}

/// The gradient of a slice is read with zeros around it; no array of zeros is made.
#[test]
fn slices_and_their_gradients() {
    let stencil = "struct A(x: [f64; n]) -> f64 { sum(square(x[1..] - x[..-1])) }";
    check(stencil, "value", 1, 1, 0);
    check(stencil, "value_and_grad", 2, 2, 0);
}

/// A mean over the rows has to be known before the rows are looked at again.
#[test]
fn columns_are_normalised_in_three_loops() {
    let columns = "struct A(x: [f64; n, m]) -> [f64; n, m] {
        let d = x - mean_axis(x, 0);
        d / sqrt(mean_axis(square(d), 0) + 0.00001)
    }";
    check(columns, "value", 3, 3, 0);
}
