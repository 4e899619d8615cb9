//! Writes the random graphs to the build's output folder, in as many files as there are test binaries: calls
//! of `graph!`, implementations that give all graphs one interface, and tables of these.

use std::error::Error;
use std::{env, fs, path::Path};

use tree::Graph;

#[path = "src/adapter.rs"]
mod adapter;
#[path = "src/generate/mod.rs"]
mod generate;
#[path = "../random/src/rng.rs"]
mod rng;
#[allow(dead_code, reason = "only the tests evaluate")]
#[path = "src/shape.rs"]
mod shape;
#[path = "src/source.rs"]
mod source;
#[allow(dead_code, reason = "only the tests evaluate")]
#[path = "src/tree.rs"]
mod tree;

/// How many test binaries share the graphs.
const PARTS: usize = 2;
/// How many graphs stand in one call of `graph!`, at most.
const TOGETHER: usize = 8;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=../random/src/rng.rs");
    let graphs: Vec<(usize, Graph)> = generate::graphs().into_iter().enumerate().collect();
    let folder = env::var("OUT_DIR")?;
    for part in 0..PARTS {
        let own = graphs
            .iter()
            .filter(|(index, _)| index / TOGETHER % PARTS == part);
        let own: Vec<&(usize, Graph)> = own.collect();
        let mut text: Vec<String> = own.chunks(TOGETHER).map(call).collect();
        for (table, single) in [("DOUBLE", false), ("SINGLE", true)] {
            let mut cases = Vec::new();
            for (index, graph) in own.iter().filter(|(_, graph)| graph.element.has(single)) {
                text.push(adapter::implementation(*index, graph, single));
                cases.push(adapter::case(*index, graph, single));
            }
            let (kind, cases) = (if single { "f32" } else { "f64" }, cases.join("\n"));
            text.push(format!(
                "pub(crate) static {table}: &[Case<{kind}>] = &[\n{cases}\n];\n"
            ));
        }
        fs::write(
            Path::new(&folder).join(format!("graphs_{part}.rs")),
            text.join("\n"),
        )?;
    }
    Ok(())
}

fn call(graphs: &[&(usize, Graph)]) -> String {
    let graphs = graphs.iter().map(|(_, graph)| source::declaration(graph));
    format!(
        "graph! {{\n{}\n}}\n",
        graphs.collect::<Vec<_>>().join("\n\n")
    )
}
