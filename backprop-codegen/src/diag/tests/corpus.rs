//! What the fuzz target begins with: the fixtures, and the programs of `docs/errors.md`. What it checks holds of each.
//!
//! ```sh
//! FUZZ_CORPUS="$PWD/fuzz/corpus/compile" cargo test --package backprop-codegen corpus
//! ```
//!
//! writes them to files.

#[path = "../../../../fuzz/src/check.rs"]
mod check;

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::{catalogue, page};
use crate::ops;

/// The words that are put into programs.
const DICTIONARY: &str = include_str!("../../../../fuzz/dictionary.txt");

/// The longest program that is worth changing at random.
const LONGEST: usize = 4096;

/// Every program, once.
fn programs() -> BTreeSet<String> {
    let all = catalogue::all_fixtures()
        .into_iter()
        .chain(page::programs());
    all.filter(|program| program.len() <= LONGEST).collect()
}

#[test]
fn the_corpus_becomes_rust() {
    let programs = programs();
    assert!(programs.len() > 400, "only {} programs", programs.len());
    for program in programs {
        check::check(&program, crate::compile);
    }
}

#[test]
#[should_panic(expected = "in the expansion of")]
fn what_is_no_rust_is_found() {
    check::check("|x| x", |_| "struct".parse().unwrap());
}

#[test]
fn the_corpus_is_written_where_it_is_wanted() {
    let Some(directory) = std::env::var_os("FUZZ_CORPUS").map(PathBuf::from) else {
        return;
    };
    std::fs::create_dir_all(&directory).unwrap();
    for (number, program) in programs().iter().enumerate() {
        std::fs::write(directory.join(format!("{number:04}")), program).unwrap();
    }
}

#[test]
fn the_dictionary_has_every_operation() {
    let words: BTreeSet<&str> = DICTIONARY
        .lines()
        .map(|line| line.trim_matches('"'))
        .collect();
    let missing: Vec<&str> = ops::names().filter(|name| !words.contains(name)).collect();
    assert!(missing.is_empty(), "fuzz/dictionary.txt lacks {missing:?}");
}
