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
              %7 = * %5 %6
              %8 = / %7 %1 d_x
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
