//! Something that runs JavaScript: Node.js, or else Chromium.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::chromium::Chromium;

/// The value of a script whose last line is an expression; none where nothing runs scripts.
#[track_caller]
pub(crate) fn run(script: &str) -> Option<Value> {
    if let Some(value) = node(script) {
        return Some(value);
    }
    let mut browser = Chromium::start()?;
    Some(browser.evaluate(script))
}

/// Of the Node.js that is here, if it is as new as the browsers that the page is for.
fn node(script: &str) -> Option<Value> {
    let version = Command::new("node").arg("--version").output().ok()?;
    let version = String::from_utf8(version.stdout).ok()?;
    let major: u32 = version.strip_prefix('v')?.split('.').next()?.parse().ok()?;
    if major < 20 {
        return None;
    }
    let evaluate = "const { runInThisContext } = require('vm');
        const value = runInThisContext(require('fs').readFileSync(0, 'utf8'));
        process.stdout.write(JSON.stringify(value));";
    let mut process = Command::new("node")
        .args(["--eval", evaluate])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut input = process.stdin.take().expect("the input is a pipe");
    input.write_all(script.as_bytes()).expect("Node.js reads");
    drop(input);
    let output = process.wait_with_output().expect("Node.js ends");
    assert!(output.status.success(), "Node.js runs the script");
    Some(serde_json::from_slice(&output.stdout).expect("the value is JSON"))
}
