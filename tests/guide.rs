//! The guide in `docs/`: nothing in it is left untested, and its links lead somewhere.
//!
//! Its blocks of Rust are doctests of the facade; its pictures and printed code are compared with what
//! `cargo backprop show` gives by that command's own tests.
#![cfg(feature = "ndarray")]

use std::fs;
use std::path::{Path, PathBuf};

use backprop::{Dim, Graph};

#[path = "../docs/graphs.rs"]
mod graphs;

use graphs::{Apples, Bill, Mlp, Neuron, Twice};

/// Pages that a test of the compiler writes. It compiles their programs, wrong ones among them.
const WRITTEN: [&str; 1] = ["errors.md"];

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What stands between `(` and `)` after each `](`.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let ends = text.split("](").skip(1);
    ends.filter_map(|rest| rest.split(')').next())
}

/// The chapters of the guide.
fn chapters() -> Vec<String> {
    let pages = pages().into_iter();
    pages
        .filter(|page| !WRITTEN.contains(&page.as_str()))
        .collect()
}

/// The Markdown files of `docs/`, but for the table of contents.
fn pages() -> Vec<String> {
    let entries = fs::read_dir(docs()).expect("the folder docs");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry of docs").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| {
            let extension = Path::new(name).extension();
            extension.is_some_and(|extension| extension == "md") && name != "SUMMARY.md"
        })
        .collect();
    names.sort();
    names
}

#[test]
fn every_chapter_is_in_the_table_of_contents_and_in_the_doctests() {
    let contents = read(&docs().join("SUMMARY.md"));
    let mut listed: Vec<&str> = links(&contents).collect();
    listed.sort_unstable();
    assert_eq!(listed, pages());

    let facade = read(&docs().join("../src/lib.rs"));
    for chapter in chapters() {
        let included = format!("include_str!(\"../docs/{chapter}\")");
        assert!(facade.contains(&included), "{chapter} is not a doctest");
    }
}

#[test]
fn no_block_of_rust_is_exempt_from_compiling() {
    for chapter in chapters() {
        let text = read(&docs().join(&chapter));
        for fence in text.lines().filter_map(|line| line.strip_prefix("```")) {
            assert!(
                ["", "rust", "rust,compile_fail", "text", "sh", "toml"].contains(&fence),
                "{chapter}: a block of `{fence}`"
            );
        }
    }
}

#[test]
fn links_lead_to_files_and_headings() {
    for chapter in chapters() {
        let text = read(&docs().join(&chapter));
        for link in links(&text).filter(|link| !link.starts_with("https://")) {
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            let file = if file.is_empty() { &chapter } else { file };
            let target = docs().join(file);
            assert!(target.is_file(), "{chapter}: {link}");
            if !heading.is_empty() {
                let anchors = read(&target);
                let mut anchors = anchors.lines().filter(|line| line.starts_with('#'));
                assert!(
                    anchors.any(|line| anchor(line) == heading),
                    "{chapter}: {link}"
                );
            }
        }
    }
}

/// The anchor that a heading gets.
fn anchor(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    text.chars()
        .filter(|letter| letter.is_alphanumeric() || [' ', '-', '_'].contains(letter))
        .map(|letter| if letter == ' ' { '-' } else { letter })
        .collect()
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found}, not {expected}");
}

#[test]
fn the_graphs_of_the_guide_have_the_numbers_of_its_text() {
    let (output, apples) = Apples::new().value_and_grad(100.0, 2.0, 1.1);
    close(output.total, 220.0);
    for (found, expected) in [
        (apples.price, 2.2),
        (apples.count, 110.0),
        (apples.tax, 200.0),
    ] {
        close(found, expected);
    }

    let (total, bill) = Bill::new().value_and_grad(100.0, 2.0, 150.0, 3.0, 1.1);
    close(total, 715.0);
    for (found, expected) in [
        (bill.apple, 2.2),
        (bill.apples, 110.0),
        (bill.orange, 3.3),
        (bill.oranges, 165.0),
        (bill.tax, 650.0),
    ] {
        close(found, expected);
    }

    // The price of the gradient, as the chapter on costs has it.
    let cost = <Bill as Graph>::INFO.cost;
    let fused = cost.value_and_grad.expect("a loss alone");
    assert_eq!(cost.value.operations.at(&[]), Some(4));
    assert_eq!(fused.operations.at(&[]), Some(8));

    assert_eq!(Twice::new().value_and_grad(3.0).1.x, 7.0);
    let (loss, neuron) = Neuron::new().value_and_grad(0.0, 0.0, 2.0, 1.0);
    assert_eq!((loss, neuron.weight, neuron.bias), (1.0, -4.0, -2.0));
}

#[test]
fn the_network_of_the_guide_has_as_many_parameters_as_it_says() {
    let size = |dim: &Dim| match dim {
        Dim::Literal(size) => *size,
        Dim::Named { name: "inputs", .. } => 784,
        Dim::Named { name: "hidden", .. } => 64,
        Dim::Named { name, .. } => panic!("a parameter has the size {name}"),
    };
    let info = <Mlp<f32> as Graph>::INFO;
    let parameters: usize = info
        .inputs
        .iter()
        .filter(|input| !input.constant)
        .map(|input| {
            info.nodes[input.node]
                .shape
                .iter()
                .map(size)
                .product::<usize>()
        })
        .sum();
    let text = read(&docs().join("cost.md"));
    assert_eq!(parameters, 50_890);
    assert!(text.contains("50,890 parameters"));
}
