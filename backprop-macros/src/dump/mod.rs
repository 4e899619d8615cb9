//! Files of what graphs become, where the environment asks for them.

mod names;

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use backprop_codegen::export::{self, Exported, Stage, layout};
use proc_macro2::TokenStream;
use quote::quote_spanned;

use self::names::{Names, claim};

/// The variable that names the graphs: `Mlp`, `Mlp,Bill`, or `*` for all.
pub(crate) const NAMES: &str = "BACKPROP_DUMP";

/// The variable that names the folder.
pub(crate) const DIRECTORY: &str = "BACKPROP_DUMP_DIR";

/// The folder where the variable is not set, from where rustc runs: in a workspace, its root.
const DEFAULT_DIRECTORY: &str = "target/backprop";

/// The stages in the file of stages, in order.
const STAGES: [(&str, Stage); 7] = [
    ("what the parser has read", Stage::Syntax),
    ("the value, as it was written", Stage::Infer),
    ("with the gradient of each input", Stage::Differentiate),
    (
        "simplified, for value, forward and backward",
        Stage::Simplify,
    ),
    ("simplified, for value_and_grad", Stage::Seeded),
    ("what is computed together", Stage::Fuse),
    ("what each method does, in order", Stage::Plan),
];

/// Writes the graphs of a call that are asked for; gives an error for each that cannot be written.
///
/// A call with mistakes is not written: they are reported where it is compiled.
pub(crate) fn dump(input: &TokenStream) -> TokenStream {
    let wanted = env::var(NAMES).unwrap_or_default();
    if wanted.trim().is_empty() {
        return TokenStream::new();
    }
    let Ok(graphs) = export::load(input.clone()) else {
        return TokenStream::new();
    };
    let names: Vec<Option<&str>> = graphs.iter().map(Exported::name).collect();
    let graphs = graphs.iter().map(|graph| {
        let alone = names.iter().filter(|name| **name == graph.name()).count() == 1;
        (graph, Names::of(graph, alone))
    });
    let graphs = graphs.filter(|(graph, names)| {
        let (short, long) = (names.short.as_str(), names.long.as_str());
        let own = [graph.name(), Some(short), Some(long)];
        let mut wanted = wanted.split(',').map(str::trim);
        wanted.any(|wanted| wanted == "*" || own.contains(&Some(wanted)))
    });
    let errors = graphs.filter_map(|(graph, names)| {
        let (path, error) = write(graph, names).err()?;
        let message = format!(
            "cannot write `{}`: {error}\nnote: `{NAMES}` asks for it\nhelp: name another folder in `{DIRECTORY}`, \
             or unset `{NAMES}`",
            path.display()
        );
        Some(quote_spanned!(graph.span()=> ::core::compile_error! { #message }))
    });
    errors.collect()
}

fn write(graph: &Exported, names: Names) -> Result<(), (PathBuf, io::Error)> {
    let directory = env::var_os(DIRECTORY).filter(|directory| !directory.is_empty());
    let directory = directory.map_or_else(|| PathBuf::from(DEFAULT_DIRECTORY), PathBuf::from);
    fs::create_dir_all(&directory).map_err(|error| (directory.clone(), error))?;
    let claim = claim(&directory, names);
    let span = graph.span().unwrap();
    let place = format!("{}:{}", span.file(), span.line());
    let code = format!("// From {place}\n\n{}", layout(graph.rust()));
    let dot = format!("// From {place}\n{}", graph.dot());
    let texts = [("ir", stages(graph, &place)), ("dot", dot), ("rs", code)];
    for (extension, text) in texts {
        let file = |name: &str| directory.join(format!("{name}.{extension}"));
        if let Some((short, long)) = &claim.renamed {
            let path = file(long);
            fs::rename(file(short), &path).map_err(|error| (path, error))?;
        }
        let path = file(&claim.name);
        replace(&path, &text).map_err(|error| (path, error))?;
    }
    Ok(())
}

/// Writes a file in one go: the same crate may be compiled more than once at a time.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(format!(".{}", std::process::id()));
    fs::write(&temporary, text)?;
    fs::rename(&temporary, path)
}

fn stages(graph: &Exported, place: &str) -> String {
    let stages = STAGES.iter().filter_map(|(title, stage)| {
        let ir = graph.ir(*stage);
        (!ir.is_empty()).then(|| format!("// {title}\n{ir}"))
    });
    let texts: Vec<String> = stages.collect();
    format!("// From {place}\n\n{}", texts.join("\n"))
}
