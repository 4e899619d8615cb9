//! What each stage makes of a graph, as text: one line of source, one expectation.

use backprop_codegen::export::{Stage, text};
use expect_test::{Expect, expect};

#[track_caller]
fn check(stage: Stage, source: &str, expected: &Expect) {
    let tokens = source.parse().expect("the source is tokens");
    let dump = text(tokens, stage).expect("the graph is correct");
    expected.assert_eq(&dump);
}

/// The value of a graph over `x`, `y` and `z` after it has been simplified, as one formula.
#[track_caller]
fn check_value(expression: &str, expected: &str) {
    let source = format!("struct G(x: f64, _y: f64, _z: f64) -> f64 {{ {expression} }}");
    let code = backprop_codegen::compile(source.parse().expect("the source is tokens"));
    let file: syn::File = syn::parse2(code).expect("the expansion is Rust");
    let text = prettyplease::unparse(&file);
    let body = text
        .split_once("fn value(&self, x: f64, _y: f64, _z: f64) -> f64 {")
        .and_then(|(_, rest)| rest.split_once("\n    }"))
        .map(|(body, _)| body.split_whitespace().collect::<Vec<_>>().join(" "));
    let body = body.map(|body| body.replace("::backprop::__private::Float::", ""));
    assert_eq!(body.as_deref(), Some(expected), "{expression}");
}

#[test]
fn every_node_of_a_network_has_a_shape() {
    check(
        Stage::Infer,
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
        &expect![[r#"
            graph Mlp: F
              %0 = input 0 x: [batch, inputs]
              %1 = input 1 labels: [batch, 10]
              %2 = input 2 w1: [inputs, hidden]
              %3 = input 3 b1: [hidden]
              %4 = input 4 w2: [hidden, 10]
              %5 = input 5 b2: [10]
              %6 = dot %0 %2: [batch, hidden]
              %7 = + %6 %3: [batch, hidden]
              %8 = relu %7 h: [batch, hidden]
              %9 = dot %8 %4: [batch, 10]
              %10 = + %9 %5 logits: [batch, 10]
              %11 = log_softmax %10: [batch, 10]
              %12 = * %1 %11: [batch, 10]
              %13 = sum [1] %12: [batch]
              %14 = mean [0] %13
              %15 = - %14 loss
              %15 -> loss
              %10 -> logits
        "#]],
    );
}

#[test]
fn slices_of_named_sizes() {
    check(
        Stage::Infer,
        "struct G(x: [f64; n, 5], y: [f64; m]) -> (
            a: [f64; n - 1, 3], b: [f64; 5], c: f64, d: [f64; 3, 2], e: [f64; n - 2], f: [f64; 2, 1], g: [f64; 1]
        ) {
            (
                x[1.., ..-2] * x[..-1, 2..], x[-1, ..], x[2, -1], x[-3.., 1..3], x[1..-1, 0],
                x[..2, -2..-1] * x[4..6, ..1], y[-1..] - y[-2..-1],
            )
        }",
        &expect![[r#"
            graph G: f64
              n >= 6
              m >= 2
              %0 = input 0 x: [n, 5]
              %1 = input 1 y: [m]
              %2 = slice 0: 1 .. n - 1 %0: [n - 1, 5]
              %3 = slice 1: 0 .. 3 %2: [n - 1, 3]
              %4 = slice 0: 0 .. n - 1 %0: [n - 1, 5]
              %5 = slice 1: 2 .. 3 %4: [n - 1, 3]
              %6 = * %3 %5: [n - 1, 3]
              %7 = slice 0: n - 1 .. 1 %0: [1, 5]
              %8 = remove_axis 0 %7: [5]
              %9 = slice 0: 2 .. 1 %0: [1, 5]
              %10 = slice 1: 4 .. 1 %9: [1, 1]
              %11 = remove_axis 1 %10: [1]
              %12 = remove_axis 0 %11
              %13 = slice 0: n - 3 .. 3 %0: [3, 5]
              %14 = slice 1: 1 .. 2 %13: [3, 2]
              %15 = slice 0: 1 .. n - 2 %0: [n - 2, 5]
              %16 = slice 1: 0 .. 1 %15: [n - 2, 1]
              %17 = remove_axis 1 %16: [n - 2]
              %18 = slice 0: 0 .. 2 %0: [2, 5]
              %19 = slice 1: 3 .. 1 %18: [2, 1]
              %20 = slice 0: 4 .. 2 %0: [2, 5]
              %21 = slice 1: 0 .. 1 %20: [2, 1]
              %22 = * %19 %21: [2, 1]
              %23 = slice 0: m - 1 .. 1 %1: [1]
              %24 = slice 0: m - 2 .. 1 %1: [1]
              %25 = - %23 %24: [1]
              %6 -> a
              %8 -> b
              %12 -> c
              %14 -> d
              %17 -> e
              %22 -> f
              %25 -> g
        "#]],
    );
}

#[test]
fn slices_of_sizes_with_offsets() {
    check(
        Stage::Infer,
        "struct G(x: [f64; n], y: [f64; n + 1], z: [f64; k - 3, 1]) -> (a: [f64; n], b: f64) {
            (x + y[1..] * y[..-1], y[0] + y[-1] + z[5, 0])
        }",
        &expect![[r#"
            graph G: f64
              k >= 9
              %0 = input 0 x: [n]
              %1 = input 1 y: [n + 1]
              %2 = input 2 z: [k - 3, 1]
              %3 = slice 0: 1 .. n %1: [n]
              %4 = slice 0: 0 .. n %1: [n]
              %5 = * %3 %4: [n]
              %6 = + %0 %5: [n]
              %7 = slice 0: 0 .. 1 %1: [1]
              %8 = remove_axis 0 %7
              %9 = slice 0: n .. 1 %1: [1]
              %10 = remove_axis 0 %9
              %11 = + %8 %10
              %12 = slice 0: 5 .. 1 %2: [1, 1]
              %13 = remove_axis 1 %12: [1]
              %14 = remove_axis 0 %13
              %15 = + %11 %14
              %6 -> a
              %15 -> b
        "#]],
    );
}

#[test]
fn all_of_an_axis_is_no_slice() {
    check(
        Stage::Infer,
        "struct G(x: [f64; n, 3], y: [f64; n]) -> [f64; n, 3] {
            let all = x[.., 0..3];
            all[0.., ..].reshape([n, 3]) + y.t().reshape([n, 1])
        }",
        &expect![[r#"
            graph G: f64
              %0 = input 0 x: [n, 3]
              %1 = input 1 y: [n]
              %2 = reshape [n, 1] %1: [n, 1]
              %3 = + %0 %2: [n, 3]
              %3 -> output
        "#]],
    );
}

#[test]
fn slices_that_are_empty() {
    check(
        Stage::Infer,
        "struct G(x: [f64; 3], y: [f64; n]) -> f64 { sum(x[2..2]) + sum(x[3..]) + sum(y[..0]) + sum(y[2..2]) }",
        &expect![[r#"
            graph G: f64
              n >= 2
              %0 = input 0 x: [3]
              %1 = input 1 y: [n]
              %2 = slice 0: 2 .. 0 %0: [0]
              %3 = sum [0] %2
              %4 = slice 0: 3 .. 0 %0: [0]
              %5 = sum [0] %4
              %6 = + %3 %5
              %7 = slice 0: 0 .. 0 %1: [0]
              %8 = sum [0] %7
              %9 = + %6 %8
              %10 = slice 0: 2 .. 0 %1: [0]
              %11 = sum [0] %10
              %12 = + %9 %11
              %12 -> output
        "#]],
    );
}

#[test]
fn reshapes() {
    check(
        Stage::Infer,
        "struct G(x: [f64; n, 4, m + 1], y: f64) -> (a: [f64; 2, n, m + 1, 2], b: [f64; m + 1, 4 , n], c: [f64; 1, 1]) {
            (x.reshape([2, n, m + 1, 2]), x.reshape([m + 1, 4, n]), y.reshape([1, 1]))
        }",
        &expect![[r#"
            graph G: f64
              %0 = input 0 x: [n, 4, m + 1]
              %1 = input 1 y
              %2 = reshape [2, n, m + 1, 2] %0: [2, n, m + 1, 2]
              %3 = reshape [m + 1, 4, n] %0: [m + 1, 4, n]
              %4 = reshape [1, 1] %1: [1, 1]
              %2 -> a
              %3 -> b
              %4 -> c
        "#]],
    );
}

#[test]
fn every_form_of_a_matrix_product() {
    check(
        Stage::Infer,
        "struct G(a: [f64; n, k], b: [f64; k, m], v: [f64; k], w: [f64; n]) -> (
            c: [f64; n, m], d: [f64; n], e: [f64; k], f: f64, g: [f64; m, n]
        ) {
            (a @ b, a.dot(v), w @ a, dot(v, v), b.t() @ a.t())
        }",
        &expect![[r#"
            graph G: f64
              %0 = input 0 a: [n, k]
              %1 = input 1 b: [k, m]
              %2 = input 2 v: [k]
              %3 = input 3 w: [n]
              %4 = dot %0 %1: [n, m]
              %5 = * %0 %2: [n, k]
              %6 = sum [1] %5: [n]
              %7 = insert_axis 1 %3: [n, 1]
              %8 = * %7 %0: [n, k]
              %9 = sum [0] %8: [k]
              %10 = * %2 %2: [k]
              %11 = sum [0] %10
              %12 = t %1: [m, k]
              %13 = t %0: [k, n]
              %14 = dot %12 %13: [m, n]
              %4 -> c
              %6 -> d
              %9 -> e
              %11 -> f
              %14 -> g
        "#]],
    );
}

#[test]
fn axes_by_name_and_number() {
    check(
        Stage::Infer,
        "struct G(x: [f64; batch, 3, n]) -> (
            a: [f64; 3, n], b: [f64; batch, n], c: [f64; batch], d: [f64; batch, 1, 3, n, 1], e: [f64; batch, 3], f: [f64; 3]
        ) {
            (
                x.sum_axis(batch), max_axis(x, 1), x.mean_axis(n).min_axis(1),
                x.insert_axis(1).insert_axis(4), logsumexp(x), x[1.., .., 0].product_axis(batch),
            )
        }",
        &expect![[r#"
            graph G: f64
              batch >= 1
              n >= 1
              %0 = input 0 x: [batch, 3, n]
              %1 = sum [0] %0: [3, n]
              %2 = max_all [1] %0: [batch, n]
              %3 = mean [2] %0: [batch, 3]
              %4 = min_all [1] %3: [batch]
              %5 = insert_axis 1 %0: [batch, 1, 3, n]
              %6 = insert_axis 4 %5: [batch, 1, 3, n, 1]
              %7 = logsumexp %0: [batch, 3]
              %8 = slice 0: 1 .. batch - 1 %0: [batch - 1, 3, n]
              %9 = slice 2: 0 .. 1 %8: [batch - 1, 3, 1]
              %10 = remove_axis 2 %9: [batch - 1, 3]
              %11 = product [0] %10: [3]
              %1 -> a
              %2 -> b
              %4 -> c
              %6 -> d
              %7 -> e
              %11 -> f
        "#]],
    );
}

#[test]
fn reductions_over_all_axes() {
    check(
        Stage::Infer,
        "struct G(x: [f64; n, 3], y: f64) -> f64 { sum(x) + mean(x) + product(x[0, ..]) + max_all(x) + min_all(y) }",
        &expect![[r#"
            graph G: f64
              n >= 1
              %0 = input 0 x: [n, 3]
              %1 = input 1 y
              %2 = sum [0, 1] %0
              %3 = mean [0, 1] %0
              %4 = + %2 %3
              %5 = slice 0: 0 .. 1 %0: [1, 3]
              %6 = remove_axis 0 %5: [3]
              %7 = product [0] %6
              %8 = + %4 %7
              %9 = max_all [0, 1] %0
              %10 = + %8 %9
              %11 = + %10 %1
              %11 -> output
        "#]],
    );
}

#[test]
fn conditions_and_branches_broadcast() {
    check(
        Stage::Infer,
        "struct G(x: [f64; n, 3], y: [f64; 3], z: f64) -> [f64; n, 3] {
            let a = if x > y && !(y < z) { 0 } else if z == 2 { y } else { 1 };
            let b: [f64; n, 3] = clamp(a, z, y);
            leaky_relu(b, y) + x[..1, ..]
        }",
        &expect![[r#"
            graph G: f64
              n >= 1
              %0 = input 0 x: [n, 3]
              %1 = input 1 y: [3]
              %2 = input 2 z
              %3 = > %0 %1: [n, 3]
              %4 = < %1 %2: [3]
              %5 = ! %4: [3]
              %6 = && %3 %5: [n, 3]
              %7 = constant 0.0
              %8 = constant 2.0
              %9 = == %2 %8
              %10 = constant 1.0
              %11 = select %9 %1 %10: [3]
              %12 = select %6 %7 %11 a: [n, 3]
              %13 = > %12 %1: [n, 3]
              %14 = select %13 %1 %12: [n, 3]
              %15 = < %12 %2: [n, 3]
              %16 = select %15 %2 %14 b: [n, 3]
              %17 = leaky_relu %16 %1: [n, 3]
              %18 = slice 0: 0 .. 1 %0: [1, 3]
              %19 = + %17 %18: [n, 3]
              %19 -> output
        "#]],
    );
}

#[test]
fn an_expression_form_takes_the_shape_of_its_result() {
    check(
        Stage::Infer,
        "|x: [f64; n, 2], w: [f64; n]| w.insert_axis(1) * x",
        &expect![[r#"
            graph Expression: f64
              %0 = input 0 x: [n, 2]
              %1 = input 1 w: [n]
              %2 = insert_axis 1 %1: [n, 1]
              %3 = * %2 %0: [n, 2]
              %3 -> output
        "#]],
    );
    check(
        Stage::Infer,
        "|x: [f64; n], w: [f64; n]| x.dot(w)",
        &expect![[r#"
            graph Expression: f64
              %0 = input 0 x: [n]
              %1 = input 1 w: [n]
              %2 = * %0 %1: [n]
              %3 = sum [0] %2
              %3 -> output
        "#]],
    );
}

#[test]
fn differentiation_writes_adjoints_into_the_same_graph() {
    check(
        Stage::Differentiate,
        "struct G(x: f64, const k: f64) -> f64 { let y = exp(x) * k; y }",
        &expect![[r#"
            graph G: f64
              %0 = input 0 x
              %1 = input 1 k
              %2 = exp %0
              %3 = * %2 %1 y
              %4 = cotangent 0
              %5 = * %4 %1
              %6 = * %5 %2 d_x
              %3 -> output
              %6 -> d_x
        "#]],
    );
}

#[test]
fn adjoints_that_are_not_needed_are_absent() {
    check(
        Stage::Differentiate,
        "struct G(const x: f64, w: f64) -> (y: f64, const z: f64) { (tanh(x) * w, sin(w)) }",
        &expect![[r#"
            graph G: f64
              %0 = input 0 x
              %1 = input 1 w
              %2 = tanh %0
              %3 = * %2 %1
              %4 = sin %1
              %5 = cotangent 0
              %6 = * %5 %2 d_w
              %3 -> y
              %4 -> z
              %6 -> d_w
        "#]],
    );
}

#[test]
fn the_adjoint_of_a_branch_is_guarded() {
    check(
        Stage::Simplify,
        "struct G(x: f64) -> f64 { let s = sqrt(x); if x > 0 { s } else { 0 } }",
        &expect![[r#"
            graph G: f64
              %0 = input 0 x
              %1 = sqrt %0 s
              %2 = constant 0.0
              %3 = > %0 %2
              %4 = select %3 %1 %2
              %5 = cotangent 0
              %6 = constant 0.5
              %7 = / %5 %1
              %8 = * %7 %6 d_x
              %9 = select %3 %8 %2 d_x
              %4 -> output
              %9 -> d_x
        "#]],
    );
}

#[test]
fn both_branches_need_no_guard() {
    check(
        Stage::Seeded,
        "struct G(x: f64, y: f64) -> f64 { let s = x * y; if x > 0 { s } else { -s } }",
        &expect![[r#"
            graph G: f64
              %0 = input 0 x
              %1 = input 1 y
              %2 = * %0 %1 s
              %3 = constant 0.0
              %4 = > %0 %3
              %5 = - %2
              %6 = select %4 %2 %5
              %7 = constant 1.0
              %8 = constant -1.0
              %9 = select %4 %7 %8 d_s
              %10 = * %9 %1 d_x
              %11 = * %9 %0 d_y
              %6 -> output
              %10 -> d_x
              %11 -> d_y
        "#]],
    );
}

#[test]
fn value_and_gradient_share_what_they_have_in_common() {
    check(
        Stage::Seeded,
        "struct G(x: f64) -> f64 { sin(x) * cos(x) }",
        &expect![[r#"
            graph G: f64
              %0 = input 0 x
              %1 = sin %0
              %2 = cos %0
              %3 = * %1 %2
              %4 = * %1 %1
              %5 = * %2 %2
              %6 = - %5 %4 d_x
              %3 -> output
              %6 -> d_x
        "#]],
    );
}

#[test]
fn a_value_keeps_its_bits() {
    check_value("x * 1", "x");
    check_value("x / 1", "x");
    check_value("1 * x", "x");
    check_value("x - 0", "x");
    check_value("x + -0.0", "x");
    check_value("x + 0", "x + 0.0_f64");
    check_value("0 - x", "0.0_f64 - x");
    check_value("x * 0", "x * 0.0_f64");
    check_value("x - x", "x - x");
    check_value("x / x", "x / x");
    check_value("(x + 1) + 2", "x + 1.0_f64 + 2.0_f64");
    check_value("x + (1 + 2)", "x + 3.0_f64");
    check_value("x / 3", "x / 3.0_f64");
    check_value("x * 2 * 3", "x * 2.0_f64 * 3.0_f64");
    check_value("x + 1 / 0", "x + recip(0.0_f64)");
    check_value("x.powf(2)", "powf(x, 2.0_f64)");
}

#[test]
fn negations_move_outwards() {
    check_value("--x", "x");
    check_value("-x * -_y", "x * _y");
    check_value("-x * _y", "-(x * _y)");
    check_value("_y / -x", "-(_y / x)");
    check_value("_y + -x", "_y - x");
    check_value("-x + _y", "_y - x");
    check_value("_y - -x", "_y + x");
    check_value("-(2 * x)", "-2.0_f64 * x");
    check_value("-x - _y", "-x - _y");
    check_value("-(x - _y)", "-(x - _y)");
}

#[test]
fn short_forms_are_written_out() {
    check_value("square(x)", "x * x");
    check_value("powi(x, 0)", "1.0_f64");
    check_value("powi(x, 1)", "x");
    check_value("powi(x, 5)", "let t1 = x * x; x * (t1 * t1)");
    check_value("powi(x, -2)", "recip(x * x)");
    check_value("1 / x", "recip(x)");
    check_value("stop_gradient(x)", "x");
    check_value(
        "clamp(x, 0, _y)",
        "if x < 0.0_f64 { 0.0_f64 } else if x > _y { _y } else { x }",
    );
}

#[test]
fn conditions_ask_once() {
    check_value("if x > 0 { _y } else { _y }", "_y");
    check_value("if 1 > 2 { _y } else { x }", "x");
    check_value(
        "if !(x > 0) { _y } else { _z }",
        "if x > 0.0_f64 { _z } else { _y }",
    );
    check_value(
        "if x > 0 { if x > 0 { _y } else { _z } } else { x }",
        "if x > 0.0_f64 { _y } else { x }",
    );
    check_value(
        "if !(x == 0) { _y } else { x }",
        "if x != 0.0_f64 { _y } else { x }",
    );
}

/// A difference that is written twice is computed once, whichever way the sums are written.
#[test]
fn common_subexpressions_are_one() {
    check_value("sin(x + _y) * sin(_y + x)", "let t1 = sin(x + _y); t1 * t1");
}

#[test]
fn what_one_branch_uses_is_computed_there() {
    check_value(
        "let s = sqrt(x); if x > 0 { s * _y } else { 0 }",
        "if x > 0.0_f64 { let s = sqrt(x); s * _y } else { 0.0_f64 }",
    );
    check_value(
        "let s = sqrt(x); if x > 0 { s * _y } else { s }",
        "let s = sqrt(x); if x > 0.0_f64 { s * _y } else { s }",
    );
}

#[test]
fn mistakes_come_back_as_messages() {
    let source = "struct G(x: f64) -> f64 { unknown + x }".parse();
    let messages = text(source.expect("the source is tokens"), Stage::Simplify);
    let messages = messages.expect_err("the graph is wrong");
    assert!(
        messages.starts_with("error: cannot find `unknown` in graph `G`"),
        "{messages}"
    );
}

const CHOICE: &str = "struct Choice(x: f64, y: f64) -> f64 {
    let root = sqrt(x);
    if x > 1 { root * y } else { exp(y) - -2 }
}";

const NORMALISED: &str =
    "struct Normalised(x: [f64; n, m], w: [f64; m, 3]) -> (y: [f64; n, 3], const s: f64) {
    let e = exp(x);
    (e / sum_axis(e, 1).insert_axis(1) @ w, sum(x[1.., 0]))
}";

#[test]
fn what_the_parser_has_read() {
    check(
        Stage::Syntax,
        NORMALISED,
        &expect![[r#"
        graph Normalised
          input x: [f64; n, m]
          input w: [f64; m, 3]
          output y: [f64; n, 3]
          const output s: f64
          let e = exp(x)
          result e / sum_axis(e, 1).insert_axis(1) @ w
          result sum(x[1.., 0])
    "#]],
    );
    check(
        Stage::Syntax,
        "struct G<F>(x: F, const n: [F; k - 1, 2],) -> F {
            let a: F = -x * 2 - 3 / x.square() * limits::MAX;
            if a < 1 && !(x == a) { let b = a; b } else if a > 2 { n.sum() } else { n[0, -1] - n[.., 1..].sum() }
        }",
        &expect![[r#"
            graph G<F>
              input x: F
              const input n: [F; k - 1, 2]
              output: F
              let a: F = ((-x) * 2) - (3 / x.square() * limits::MAX)
              result if (a < 1) && (!(x == a)) { let b = a; b } else if a > 2 { n.sum() } else { n[0, -1] - n[.., 1..].sum() }
        "#]],
    );
}

#[test]
fn blocks_of_numbers() {
    check(
        Stage::Fuse,
        CHOICE,
        &expect![[r#"
            graph Choice: f64
              value
                %4 = > %0 %3
                %9 = if %4
                  %2 = sqrt %0 root
                  %5 = * %2 %1
                  -> %5
                else
                  %6 = exp %1
                  %8 = - %6 %7
                  -> %8
                -> %9
              forward
                %2 = sqrt %0 root
                %4 = > %0 %3
                %6 = exp %1
                %9 = if %4
                  %5 = * %2 %1
                  -> %5
                else
                  %8 = - %6 %7
                  -> %8
                -> %9, %0, %1, %2, %6
              backward
                given %0 x, %1 y, %2 root, %6
                %4 = > %0 %3
                %14, %19 = if %4
                  %12 = * %10 %1 d_root
                  %13 = * %10 %2
                  %16 = / %12 %2
                  %17 = * %16 %15 d_x
                  -> %13, %17
                else
                  %11 = * %10 %6
                  -> %11, %18
                -> %19, %14
              value_and_grad
                %4 = > %0 %3
                %9, %10, %15 = if %4
                  %2 = sqrt %0 root
                  %5 = * %2 %1
                  %12 = / %1 %2
                  %13 = * %12 %11 d_x
                  -> %5, %2, %13
                else
                  %6 = exp %1
                  %8 = - %6 %7
                  -> %8, %6, %14
                -> %9, %15, %10
        "#]],
    );
}

#[test]
fn groups_of_arrays() {
    check(
        Stage::Fuse,
        NORMALISED,
        &expect![[r#"
        graph Normalised: f64
          value
            nest over [n, m], with several passes over the last 1
              %2 = exp %0 e: [n, m]
              %3 = sum [1] %2: [n]
              %5 = / %2 %4: [n, m], stored
            nest over [n, 3], behind the product %6
              %6 = dot %5 %1: [n, 3], stored
            nest over [n - 1]
              %10 = sum [0] %9
          forward
            nest over [n, m], with several passes over the last 1
              %2 = exp %0 e: [n, m], stored
              %3 = sum [1] %2: [n], stored
              %5 = / %2 %4: [n, m], stored
            nest over [n, 3], behind the product %6
              %6 = dot %5 %1: [n, 3], stored
            nest over [n - 1]
              %10 = sum [0] %9
          backward
            given %1 w, %2 e, %3
            nest over [n, m]
              %5 = / %2 %4: [n, m], stored
            nest over [n, m], behind the product %13
              %13 = dot %11 %12: [n, m]
              %16 = / %13 %4: [n, m]
              %17 = * %16 %5: [n, m]
              %18 = - %17: [n, m]
              %19 = sum [1] %18: [n]
              %21 = + %16 %20 d_e: [n, m]
              %22 = * %21 %2 d_x: [n, m], stored
            nest over [m, 3], behind the product %15
              %15 = dot %14 %11 d_w: [m, 3], stored
    "#]],
    );
}

#[test]
fn plan_of_numbers() {
    check(
        Stage::Plan,
        CHOICE,
        &expect![[r#"
            graph Choice: f64
              value
                output <- if x > 1
                  root = sqrt(x)
                  -> root * y
                else
                  -> exp(y) - -2
              forward
                root = sqrt(x)
                t1 = exp(y)
                output <- if x > 1
                  -> root * y
                else
                  -> t1 - -2
                save x <- x
                save y <- y
                save root <- root
                save t1 <- t1
              backward
                d_y, d_x = if saved x > 1
                  -> d_output * saved root, d_output * saved y / saved root * 0.5
                else
                  -> d_output * saved t1, 0
                d_x <- d_x
                d_y <- d_y
              value_and_grad
                t2, d_y, d_x = if x > 1
                  root = sqrt(x)
                  -> root * y, root, y / root * 0.5
                else
                  t1 = exp(y)
                  -> t1 - -2, t1, 0
                output <- t2
                d_x <- d_x
                d_y <- d_y
        "#]],
    );
}

#[test]
fn plan_of_arrays() {
    check(
        Stage::Plan,
        NORMALISED,
        &expect![[r#"
        graph Normalised: f64
          value
            buffer 0 t1: [n, 3]
            buffer 1 %5: [n, m]
            loop nest i < n, j < m
              pass 1 j
                #0 = load %0 x[i * m + j]  (%0 x)
                #1 = exp #0  (%2 e)
                keep #1 in a row of its own
                #2 = sum over j #1  (%3)
              pass 2 j
                #1 = again from its row  (%2 e)
                #3 = / #1 #2  (%5)
                store #3 to %5[i, j]
            product %6 = dot %5 %1: [n, 3] to t1
            loop nest i < n - 1
              pass 1 i
                #0 = load %0 x[1 * m + i * m]  (%8)
                #1 = sum over i #0  (%10)
                give #1
          forward
            buffer 0 t1: [n, 3]
            buffer 1 e: [n, m]
            buffer 2 t3: [n]
            buffer 3 %5: [n, m]
            saved for backward: %1 w, %2 e, %3
            loop nest i < n, j < m
              pass 1 j
                #0 = load %0 x[i * m + j]  (%0 x)
                #1 = exp #0  (%2 e)
                #2 = sum over j #1  (%3)
                store #1 to e[i, j]
                store #2 to t3[i]
              pass 2 j
                #1 = again from e  (%2 e)
                #3 = / #1 #2  (%5)
                store #3 to %5[i, j]
            product %6 = dot %5 %1: [n, 3] to t1
            loop nest i < n - 1
              pass 1 i
                #0 = load %0 x[1 * m + i * m]  (%8)
                #1 = sum over i #0  (%10)
                give #1
          backward
            buffer 1 %2 e: [n, m], from forward
            buffer 2 %3: [n], from forward
            buffer 4 %5: [n, m]
            loop nest i < n, j < m
              each row i
                #1 = load %3[i]  (%3)
              pass 1 j
                #0 = load %2 e[i * m + j]  (%2 e)
                #2 = / #0 #1  (%5)
                store #2 to %5[i, j]
            loop nest i < n, j < m
              product %13 = dot %11 %12: [n, m] to d_x
              each row i
                #1 = load %3[i]  (%3)
              pass 1 j
                #0 = element of the product  (%13)
                #2 = / #0 #1  (%16)
                #3 = load %5[i * m + j]  (%5)
                #4 = * #2 #3  (%17)
                #5 = - #4  (%18)
                #6 = sum over j #5  (%19)
              pass 2 j
                #0 = element of the product  (%13)
                #2 = / #0 #1  (%16)
                #7 = + #2 #6  (%21 d_e)
                #8 = load %2 e[i * m + j]  (%2 e)
                #9 = * #7 #8  (%22 d_x)
                store #9 to d_x[i, j]
            product %15 = dot %14 %11 d_w: [m, 3] to d_w
    "#]],
    );
}
