//! `docs/performance.md` says what has been measured, and nothing else.

use std::process::Command;

#[test]
fn the_page_is_made_of_the_rows() {
    let report = Command::new(env!("CARGO_BIN_EXE_report"))
        .arg("--check")
        .output()
        .expect("the program runs");
    let error = String::from_utf8_lossy(&report.stderr);
    assert!(report.status.success(), "{error}");
}
