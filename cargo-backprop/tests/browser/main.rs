//! The page of `--emit html`, in a browser and as text.
//!
//! What needs a browser is skipped, with a line that says so, where there is none and none can be installed.

mod chromium;
mod engine;
mod numbers;
mod page;
mod still;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

/// Numbers with which the bill is 715.
const BILL_AT: &[&str] = &[
    "--at",
    "apple=100",
    "--at",
    "apples=2",
    "--at",
    "orange=150",
    "--at",
    "oranges=3",
    "--at",
    "tax=1.1",
];

const BILL: &str = "graph! {
    /// The bill for a basket of fruit, tax included.
    pub struct Bill(apple: f64, apples: f64, orange: f64, oranges: f64, tax: f64) -> f64 {
        let fruit = apple * apples + orange * oranges;
        fruit * tax
    }
}";

const MLP: &str = "graph! {
    pub struct Mlp<F>(
        const x: [F; batch, inputs],
        const labels: [F; batch, 10],
        w1: [F; inputs, hidden], b1: [F; hidden],
        w2: [F; hidden, 10],     b2: [F; 10],
    ) -> (loss: F, const logits: [F; batch, 10]) {
        let h = relu(x @ w1 + b1);
        let logits = h @ w2 + b2;
        let loss = -mean(sum_axis(labels * log_softmax(logits), 1));
        (loss, logits)
    }
}";

/// The page for a source.
#[track_caller]
fn html(source: &str, options: &[&str]) -> String {
    show(source, "html", options)
}

/// What the command shows of a source.
#[track_caller]
fn show(source: &str, form: &str, options: &[&str]) -> String {
    let mut process = Command::new(env!("CARGO_BIN_EXE_cargo-backprop"))
        .args(["show", "-", "--emit", form])
        .args(options)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut input = process.stdin.take().expect("standard input is a pipe");
    input
        .write_all(source.as_bytes())
        .expect("the command reads");
    drop(input);
    let output = process.wait_with_output().expect("the command ends");
    assert!(output.status.success(), "{source}");
    String::from_utf8(output.stdout).expect("the page is UTF-8")
}

/// The data in a page.
#[track_caller]
fn data(html: &str) -> Value {
    let start = html.split_once(r#"<script type="application/json" id="data">"#);
    let (_, rest) = start.expect("the page has data");
    let (data, _) = rest.split_once("</script>").expect("the data end");
    serde_json::from_str(data).expect("the data are JSON")
}

/// A path for a file of the tests.
fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Says that a test is skipped, in a line that is not kept back as `println!`'s are.
fn skipped(test: &str, reason: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {test}: {reason}");
}
