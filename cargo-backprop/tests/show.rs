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
