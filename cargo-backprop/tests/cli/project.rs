//! The graphs of this project, in every form of text.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{run, text};

/// The files of Rust in a folder of the project.
fn files(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(folder);
    let entries = fs::read_dir(root).expect("the folder can be read");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let mut files: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    files.sort();
    files
}

/// Runs the command on a file; gives its exit status and what it says.
#[track_caller]
fn show(file: &Path, options: &[&str]) -> (Option<i32>, String) {
    let file = file.to_str().expect("the path is UTF-8");
    let words: Vec<&str> = ["show", file].iter().chain(options).copied().collect();
    let output = run(&words, b"");
    let said = text(&output.stderr).to_owned();
    assert_eq!(
        output.stdout.is_empty(),
        !output.status.success(),
        "{file}: {said}"
    );
    (output.status.code(), said)
}

/// Shows each graph of these folders; at least so many files have some.
#[track_caller]
fn all_are_shown(folders: &[&str], least: usize) {
    let mut shown = 0;
    for file in folders.iter().flat_map(|folder| files(folder)) {
        let (status, said) = show(&file, &[]);
        if said.starts_with("error: there is no `graph!` call") {
            continue;
        }
        assert_eq!(status, Some(0), "{}: {said}", file.display());
        // Each stage of some files, so that the test does not take long.
        let stages = ["ast", "infer", "differentiate", "simplify", "fuse", "plan"];
        let stage = stages[shown % stages.len()];
        let (status, said) = show(&file, &["--emit", "ir", "--stage", stage]);
        assert_eq!(status, Some(0), "{}: {said}", file.display());
        shown += 1;
    }
    assert!(shown >= least, "only {shown} files have graphs");
}

#[test]
fn whatever_compiles_can_be_shown() {
    all_are_shown(&["examples", "tests/compile_pass", "tests/strict/src"], 25);
}

#[test]
fn whatever_is_tested_can_be_shown() {
    all_are_shown(&["tests"], 15);
}

/// The first line of each error that rustc has been seen to report of a graph.
fn reported(file: &Path) -> Vec<String> {
    let stderr = fs::read_to_string(file.with_extension("stderr")).expect("the file is there");
    let lines = stderr.lines().filter(|line| line.starts_with("error: "));
    lines.map(str::to_owned).collect()
}

#[test]
fn mistakes_are_those_that_rustc_reports() {
    let mut wrong = 0;
    for file in files("tests/compile_fail") {
        let (status, said) = show(&file, &[]);
        if status == Some(0) || said.starts_with("error: there is no `graph!` call") {
            // A mistake beside the graph, or a graph that a macro makes.
            continue;
        }
        let own = |line: &&str| line.starts_with("error: ") && !line.ends_with(" errors");
        let lines = said
            .lines()
            .filter(own)
            .filter(|line| !line.ends_with(" has 1 error"));
        let mut said: Vec<String> = lines.map(str::to_owned).collect();
        // Rustc finds more, such as attributes that it does not know.
        let reported = reported(&file);
        said.retain(|line| !reported.contains(line));
        assert!(said.is_empty(), "{}: {said:?}", file.display());
        wrong += 1;
    }
    assert!(wrong > 30, "only {wrong} files have mistakes");
}
