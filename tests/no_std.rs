//! Graphs of scalars need no standard library.
//!
//! The package in `tests/no_std` is built here as its users would build it: alone. In a build of
//! the whole workspace, Cargo gives each package the union of the features that any other asks of
//! it, and `std` is among them.
//!
//! Nothing is downloaded: the package needs no crate that this test was not built with.

use std::path::PathBuf;
use std::process::{Command, Output};

/// Runs Cargo in the package's folder, with a target directory of its own.
#[track_caller]
fn cargo(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(["--locked", "--offline"])
        .args(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/no_std"))
        .env(
            "CARGO_TARGET_DIR",
            PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("no_std"),
        );
    match command.output() {
        Ok(output) => output,
        Err(error) => panic!("cannot run {command:?}: {error}"),
    }
}

/// Builds a static library with a panic handler of its own.
#[track_caller]
fn build_bare(features: &[&str]) -> Output {
    let bare = ["rustc", "--example", "bare"];
    let flags = ["--", "--cfg", "bare", "-C", "panic=abort"];
    cargo(&[&bare, features, &flags].concat())
}

fn text(output: &Output) -> String {
    let Output { stdout, stderr, .. } = output;
    String::from_utf8_lossy(&[&stdout[..], stderr].concat()).into_owned()
}

#[test]
fn builds_without_std() {
    let output = build_bare(&[]);
    assert!(output.status.success(), "{}", text(&output));
}

/// Shows that the test above can fail: with `std` there is a second panic handler.
#[test]
fn does_not_build_with_std() {
    let output = build_bare(&["--features", "backprop/std"]);
    assert!(!output.status.success());
    assert!(text(&output).contains("panic_impl"), "{}", text(&output));
}

/// The functions are those of `libm`.
#[test]
fn gives_the_right_numbers() {
    let output = cargo(&["test", "--test", "numbers"]);
    assert!(output.status.success(), "{}", text(&output));
}
