//! Writes the random graphs to the build's output folder: `graphs.rs` has the calls of `graph!`,
//! functions that give all graphs one signature, and tables of these; `plain.rs` has the same
//! computations in plain Rust.

use std::error::Error;
use std::{env, fs, path::Path};

use tree::{Form, Graph, Width};

#[path = "src/adapter.rs"]
mod adapter;
#[path = "src/generate/mod.rs"]
mod generate;
#[path = "src/plain.rs"]
mod plain;
#[path = "src/rng.rs"]
mod rng;
#[path = "src/source.rs"]
mod source;
#[path = "src/tree.rs"]
mod tree;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src");
    let graphs = generate::graphs();
    let mut adapted = calls(&graphs);
    let mut plain = Vec::new();
    for width in [Width::F64, Width::F32] {
        let kind = width.name();
        let mut table = Vec::new();
        let cases = graphs
            .iter()
            .enumerate()
            .filter(|(_, graph)| graph.element.has(width));
        for (index, graph) in cases {
            plain.push(plain::function(graph, width));
            adapted.push(adapter::functions(graph, width));
            table.push(adapter::case(index, graph, width));
        }
        let name = kind.to_uppercase();
        let table = table.join("\n");
        adapted.push(format!(
            "pub(crate) static {name}: &[Case<{kind}>] = &[\n{table}\n];\n"
        ));
    }
    let folder = env::var("OUT_DIR")?;
    fs::write(Path::new(&folder).join("graphs.rs"), adapted.join("\n"))?;
    fs::write(Path::new(&folder).join("plain.rs"), plain.join("\n"))?;
    Ok(())
}

/// Calls of `graph!` that hold from one to four graphs each.
fn calls(graphs: &[Graph]) -> Vec<String> {
    let declarations: Vec<String> = graphs
        .iter()
        .filter(|graph| graph.form == Form::Struct)
        .map(source::declaration)
        .collect();
    let mut calls = Vec::new();
    let mut rest = declarations.as_slice();
    while !rest.is_empty() {
        let size = (calls.len() % 4 + 1).min(rest.len());
        let (call, later) = rest.split_at(size);
        calls.push(format!("graph! {{\n{}\n}}\n", call.join("\n\n")));
        rest = later;
    }
    calls
}
