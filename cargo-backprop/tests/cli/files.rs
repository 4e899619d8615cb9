//! Files that are read, written and compared, and readers that go away.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use expect_test::expect;

use crate::{BILL, command, file, run, said, shown, text};

#[test]
fn a_file_is_read() {
    let path = file("read.rs");
    fs::write(&path, BILL).expect("the file is written");
    let path = path.to_str().expect("the path is UTF-8");
    let output = run(&["show", path], b"");
    assert_eq!(text(&output.stdout), shown(&[], BILL));
    fs::write(path, "graph!(|x| y)").expect("the file is written");
    let output = run(&["show", path], b"");
    let said = text(&output.stderr);
    assert!(said.contains(&format!("--> {path}:1:12\n")), "{said}");
}

#[test]
fn a_file_that_cannot_be_read() {
    let missing = run(&["show", "no such file"], b"");
    assert_eq!(missing.status.code(), Some(1));
    let said = text(&missing.stderr);
    assert!(
        said.starts_with("error: cannot read `no such file`\n"),
        "{said}"
    );
    let folder = run(&["show", env!("CARGO_TARGET_TMPDIR")], b"");
    assert_eq!(folder.status.code(), Some(1));
    let latin = run(&["show", "-"], b"// caf\xe9\ngraph!(|x| x)");
    assert_eq!(latin.status.code(), Some(1));
    expect![[r#"
        error: `<stdin>` is not UTF-8
         |
         = note: the first wrong byte is at 6
    "#]]
    .assert_eq(text(&latin.stderr));
}

#[test]
fn an_output_is_written_and_checked() {
    let path = file("written.rs");
    let name = path.to_str().expect("the path is UTF-8").to_owned();
    let check = || run(&["show", "-", "-o", &name, "--check"], BILL.as_bytes());
    let missing = check();
    assert_eq!(missing.status.code(), Some(1));
    assert!(!path.exists(), "`--check` writes nothing");
    let written = run(&["show", "-", "--output", &name], BILL.as_bytes());
    assert_eq!(written.status.code(), Some(0), "{}", text(&written.stderr));
    assert_eq!(
        (written.stdout.as_slice(), written.stderr.as_slice()),
        (&b""[..], &b""[..])
    );
    let code = fs::read_to_string(&path).expect("the file is there");
    assert_eq!(code, shown(&[], BILL));
    let same = check();
    assert_eq!(same.status.code(), Some(0), "{}", text(&same.stderr));
    assert_eq!(text(&same.stdout), "");
    let changed = code.replacen("fruit * tax", "fruit / tax", 1);
    fs::write(&path, &changed).expect("the file is written");
    let other = check();
    assert_eq!(other.status.code(), Some(1));
    let said = text(&other.stderr);
    assert!(
        said.starts_with(&format!("error: `{name}` is out of date\n")),
        "{said}"
    );
    let difference = text(&other.stdout);
    let marked = |mark: &str| -> Vec<&str> {
        let lines = difference
            .lines()
            .filter_map(|line| line.strip_prefix(mark));
        lines
            .filter(|line| line.starts_with(' '))
            .map(str::trim)
            .collect()
    };
    assert_eq!(marked("-"), ["fruit / tax"], "{difference}");
    assert_eq!(marked("+"), ["fruit * tax"], "{difference}");
    assert_eq!(
        fs::read_to_string(&path).expect("the file is there"),
        changed
    );
}

#[test]
fn an_output_that_cannot_be_written() {
    let output = run(
        &["show", "-", "-o", "no such folder/out.rs"],
        BILL.as_bytes(),
    );
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(
        said.starts_with("error: cannot write `no such folder/out.rs`\n"),
        "{said}"
    );
}

/// As `cargo backprop show .. | head -1` does, with more than a pipe holds.
#[test]
fn a_reader_that_has_seen_enough() {
    let path = file("long.rs");
    let graphs: String = (0..100)
        .map(|number| BILL.replace("Bill", &format!("Bill{number}")))
        .collect();
    fs::write(&path, graphs).expect("the file is written");
    let mut process = command()
        .arg("show")
        .arg(&path)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut output = process.stdout.take().expect("standard output is a pipe");
    output.read_exact(&mut [0; 10]).expect("there is output");
    drop(output);
    let output = process.wait_with_output().expect("the command ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn the_source_is_never_overwritten() {
    let path = file("source.rs");
    fs::write(&path, BILL).expect("the file is written");
    let name = path.to_str().expect("the path is UTF-8");
    let output = run(&["show", name, "-o", name], b"");
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert_eq!(
        said,
        format!("error: `{name}` is the source, and would be overwritten\n")
    );
    assert_eq!(fs::read_to_string(&path).expect("the file is there"), BILL);
}

#[test]
fn a_dash_is_standard_output() {
    assert_eq!(shown(&["-o", "-"], BILL), shown(&[], BILL));
    expect![[r#"
        error: `--check` compares a file, and `-` is standard output
    "#]]
    .assert_eq(&said(&["-o", "-", "--check"], BILL, 2));
}

/// What is no text is out of date like any other.
#[test]
fn an_output_that_is_no_text() {
    let path = file("bytes.rs");
    fs::write(&path, b"\xff").expect("the file is written");
    let name = path.to_str().expect("the path is UTF-8");
    let output = run(&["show", "-", "-o", name, "--check"], BILL.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(
        said.starts_with(&format!("error: `{name}` is out of date\n")),
        "{said}"
    );
}
