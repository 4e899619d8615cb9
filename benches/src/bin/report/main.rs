//! Writes `docs/performance.md` and its chart from what has been measured, `benches/results/*.csv` and
//! `benches/compile/compile.csv`.
//!
//! `cargo run -p backprop-benches --bin report` writes them and prints the table of goals; with `-- --check` it only says whether they are
//! what it would write. Text comes from `benches/performance.md`, goals from `benches/goals.csv` and
//! `benches/compile/goals.csv`, and every number from the rows.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

mod chart;
mod compile;
mod goals;
mod results;
mod tables;

fn main() -> Result<(), Box<dyn Error>> {
    let benches = Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = benches.join("../docs");
    let results = results::read(&benches.join("results"))?;
    let compiled = compile::read(&benches.join("compile/compile.csv"))?;
    let goals = goals::table(&benches.join("goals.csv"), &results)?
        + &compile::goals(&benches.join("compile/goals.csv"), &compiled)?;
    let page = fs::read_to_string(benches.join("performance.md"))?
        .replace("{{machine}}", &tables::machine(&results))
        .replace("{{goals}}", &goals)
        .replace("{{tables}}", &tables::workloads(&results))
        .replace("{{threads}}", &tables::threads(&results))
        .replace("{{compile}}", &compile::table(&compiled))
        .replace("{{losses}}", &tables::losses(&results));
    let files = [
        (docs.join("performance.md"), page),
        (docs.join("ratios.svg"), chart::draw(&results)?),
    ];
    if std::env::args().any(|argument| argument == "--check") {
        return check(&files);
    }
    for (path, text) in files {
        fs::write(&path, text)?;
        println!("{}", path.display());
    }
    println!("\n{goals}");
    Ok(())
}

fn check(files: &[(PathBuf, String)]) -> Result<(), Box<dyn Error>> {
    for (path, text) in files {
        if fs::read_to_string(path)? != *text {
            let path = path.display();
            let command = "cargo run -p backprop-benches --bin report";
            return Err(format!("{path} is not what has been measured; `{command}`").into());
        }
    }
    Ok(())
}
