//! The command, run as its users run it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use expect_test::{expect, expect_file};

/// What the command makes of a file on standard input.
#[track_caller]
fn show(arguments: &[&str], source: &str) -> Output {
    let mut process = Command::new(env!("CARGO_BIN_EXE_cargo-backprop"))
        .args(["backprop", "show", "-"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut input = process.stdin.take().expect("standard input is a pipe");
    // A command that has been called wrongly does not read.
    let _ = input.write_all(source.as_bytes());
    drop(input);
    process.wait_with_output().expect("the command ends")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("the output is UTF-8")
}

#[test]
fn help() {
    let output = show(&["--help"], "");
    assert_eq!(output.status.code(), Some(0));
    expect_file!["snapshots/help.txt"].assert_eq(text(&output.stdout));
}

#[test]
fn a_graph_in_the_middle_of_an_expression() {
    let output = show(
        &["--emit", "ir", "--stage", "infer"],
        "fn main() { assert!(graph!(|x| x * x).value(2.0) > 3.0); }",
    );
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    expect![[r#"
        graph Expression: f64
          %0 = input 0 x
          %1 = * %0 %0
          %1 -> output
    "#]]
    .assert_eq(text(&output.stdout));
}

#[test]
fn a_mistake() {
    let output = show(&[], "fn main() {\n    let f = graph!(|x| x * y);\n}\n");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "");
    expect![[r#"
        error: cannot find `y` in this graph
         --> <stdin>:2:28
          |
        2 |     let f = graph!(|x| x * y);
          |                            ^
          |
          = help: the names in scope are `x`

        error: `<stdin>` has 1 error
    "#]]
    .assert_eq(text(&output.stderr));
}

const BILL: &str = "graph! {
    /// The bill for a basket of fruit, tax included.
    pub struct Bill(apple: f64, apples: f64, orange: f64, oranges: f64, tax: f64) -> f64 {
        let fruit = apple * apples + orange * oranges;
        fruit * tax
    }
}";

const LAYER: &str = "graph! {
    pub struct Layer(x: [f32; n, m], w: [f32; n, m], b: [f32; m]) -> [f32; n, m] {
        relu(x * w + b)
    }
}";

#[test]
fn code_of_numbers() {
    let output = show(&[], BILL);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let code = text(&output.stdout);
    let description = "#[automatically_derived]\nimpl ::backprop::__private::Graph";
    let (code, _) = code.split_once(description).expect("a description");
    expect_file!["snapshots/bill.rs"].assert_eq(code);
}

#[test]
fn comments_on_arrays() {
    let output = show(&[], LAYER);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let lines = text(&output.stdout).lines().map(str::trim);
    let comments: Vec<&str> = lines
        .skip_while(|line| !line.starts_with("pub fn backward"))
        .filter(|line| line.starts_with("// "))
        .collect();
    expect![[r#"
        // d_x, d_w, d_b, over [n, m]
        // through relu(x * w + b), from its result
        // through x * w
        // through x * w
        // through x * w + b
        // What `forward` has kept.
        // The cotangents, and their sizes, which must be those of the outputs.
        // What is not in the standard order is copied.
        // The inputs, as `forward` has read them.
        // The gradient's arrays.
        // d_x, d_w, d_b, over [n, m]"#]]
    .assert_eq(&comments.join("\n"));
}
