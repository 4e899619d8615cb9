//! The command, run as its users run it.

mod costs;
mod files;
mod mistakes;
mod pictures;
mod project;
mod shown;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

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

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-backprop"));
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

/// What the command makes of these words and this standard input.
#[track_caller]
fn run(words: &[&str], input: &[u8]) -> Output {
    let mut process = command()
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut standard_input = process.stdin.take().expect("standard input is a pipe");
    // A command that has been called wrongly does not read.
    let _ = standard_input.write_all(input);
    drop(standard_input);
    process.wait_with_output().expect("the command ends")
}

/// What `cargo backprop show -` makes of a source.
#[track_caller]
fn show(options: &[&str], source: &str) -> Output {
    let words: Vec<&str> = ["backprop", "show", "-"]
        .iter()
        .chain(options)
        .copied()
        .collect();
    run(&words, source.as_bytes())
}

/// What it shows, where all is well.
#[track_caller]
fn shown(options: &[&str], source: &str) -> String {
    let output = show(options, source);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(text(&output.stderr), "");
    text(&output.stdout).to_owned()
}

/// What it says, where all is not well.
#[track_caller]
fn said(options: &[&str], source: &str, status: i32) -> String {
    let output = show(options, source);
    assert_eq!(
        output.status.code(),
        Some(status),
        "{}",
        text(&output.stdout)
    );
    assert_eq!(text(&output.stdout), "");
    text(&output.stderr).to_owned()
}

#[track_caller]
fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("the output is UTF-8")
}

/// A file of the test's own, which is not there yet.
fn file(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_file(&path);
    path
}
