//! How long graphs take to compile: measures, prints a table, and writes the samples to a file.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use row::Row;

mod build;
mod crates;
mod graphs;
mod row;

/// How often each crate is built, and how often from nothing.
const BUILDS: usize = 3;
const CLEAN_BUILDS: usize = 3;
/// The two profiles, with what cargo is told.
const PROFILES: [(&str, &[&str]); 2] = [("dev", &[]), ("release", &["--release"])];

fn main() -> Result<(), Box<dyn Error>> {
    let Some(file) = env::args().nth(1) else {
        return Err("say where the samples go: a path that ends in .csv".into());
    };
    let work = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/crates");
    let mut rows = Vec::new();
    for profile in PROFILES {
        rows.extend(expansions(&work, profile)?);
    }
    for profile in PROFILES {
        rows.extend(graphs_and_text(&work, profile)?);
    }
    for profile in PROFILES {
        rows.extend(from_nothing(&work, profile)?);
    }
    row::print(&rows);
    row::write(Path::new(&file), &rows)?;
    Ok(())
}

/// How long the compiler itself takes, in rustc.
fn expansions(
    work: &Path,
    (profile, options): (&str, &[&str]),
) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut cases = vec![
        ("Bill".to_owned(), graphs::BILL.to_owned()),
        ("Mlp".to_owned(), graphs::MLP.to_owned()),
        (
            "bundle adjustment".to_owned(),
            graphs::BUNDLE_ADJUSTMENT.to_owned(),
        ),
    ];
    cases.extend(
        [10, 100, 1000].map(|length| (format!("chain of {length}"), graphs::chain(length))),
    );
    let inside: Vec<String> = cases
        .iter()
        .map(|(_, source)| format!("{{ {source} }}"))
        .collect();
    let source = format!("expand::measure! {{ {} }}", inside.join("\n"));
    let folder = crates::write(work, "expansions", &source, crates::EXPAND)?;
    build::fetch(&folder)?;
    let file = folder.join("expansions");
    build::build_with(&folder, work, options, &[("EXPANSIONS", &file)])?;
    let written = fs::read_to_string(&file)?;
    let mut rows = Vec::new();
    for ((case, _), line) in cases.iter().zip(written.lines()) {
        let samples = line.split(' ').map(str::parse).collect::<Result<_, _>>()?;
        rows.push(Row::new("expansion", case, profile, "s", samples));
    }
    Ok(rows)
}

/// Crates of graphs, and crates of the same code as text: their builds and their sizes.
fn graphs_and_text(
    work: &Path,
    (profile, options): (&str, &[&str]),
) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut cases = vec![("30 sines".to_owned(), crates::macros(&[crates::sines(30)]))];
    for count in [25, 50, 100] {
        let graphs = crates::many(count);
        cases.push((format!("{count} graphs"), crates::macros(&graphs)));
        cases.push((format!("{count} graphs as text"), crates::text(&graphs)?));
    }
    let mut built = Vec::new();
    for (case, source) in cases {
        let folder = crates::write(work, &case, &source, crates::BACKPROP)?;
        // Once for the dependencies.
        build::build(&folder, work, options)?;
        built.push((case, folder, Vec::new(), Vec::new()));
    }
    for _ in 0..BUILDS {
        for (_, folder, wall, processor) in &mut built {
            let source = fs::read_to_string(folder.join("src/lib.rs"))?;
            fs::write(folder.join("src/lib.rs"), source)?;
            let taken = build::build(folder, work, options)?;
            wall.push(taken.wall);
            processor.extend(taken.processor);
        }
    }
    let mut rows = Vec::new();
    for (case, folder, wall, processor) in built {
        let bytes = build::library(&folder, work, profile)?;
        rows.push(Row::new("build", &case, profile, "s", wall));
        rows.push(Row::new("build, processor", &case, profile, "s", processor));
        rows.push(Row::new("library", &case, profile, "bytes", vec![bytes]));
    }
    Ok(rows)
}

/// A crate with one graph, and one that only depends on ndarray and syn, with all that they need.
fn from_nothing(
    work: &Path,
    (profile, options): (&str, &[&str]),
) -> Result<Vec<Row>, Box<dyn Error>> {
    let one = crates::macros(&[graphs::BILL.to_owned()]);
    let cases = [
        ("one graph", one.as_str(), crates::BACKPROP),
        ("ndarray and syn alone", "", crates::NDARRAY_AND_SYN),
    ];
    let mut built = Vec::new();
    for (case, source, dependencies) in cases {
        let folder = crates::write(work, case, source, dependencies)?;
        build::fetch(&folder)?;
        built.push((case, folder, Vec::new(), Vec::new()));
    }
    let target = work.join("from nothing");
    for _ in 0..CLEAN_BUILDS {
        for (_, folder, wall, processor) in &mut built {
            if target.exists() {
                fs::remove_dir_all(&target)?;
            }
            let taken = build::build(folder, &target, options)?;
            wall.push(taken.wall);
            processor.extend(taken.processor);
        }
    }
    let mut rows = Vec::new();
    for (case, _, wall, processor) in built {
        rows.push(Row::new("build from nothing", case, profile, "s", wall));
        rows.push(Row::new(
            "build from nothing, processor",
            case,
            profile,
            "s",
            processor,
        ));
    }
    Ok(rows)
}
