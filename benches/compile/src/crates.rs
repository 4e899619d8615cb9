//! Crates that are built.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::graphs;

pub(crate) const BACKPROP: &str = concat!(
    "backprop = { path = '",
    env!("CARGO_MANIFEST_DIR"),
    "/../..' }\n"
);
/// The macro that measures. In the release profile it is optimised.
pub(crate) const EXPAND: &str = concat!(
    "expand = { path = '",
    env!("CARGO_MANIFEST_DIR"),
    "/expand' }\n\n[profile.release.build-override]\nopt-level = 3\n"
);
/// With the features that `backprop` asks for, and those that are everyone's.
pub(crate) const NDARRAY_AND_SYN: &str = "ndarray = '0.17.2'\nsyn = '3.0.10'\n";

/// A chain of elementary functions over tensors.
pub(crate) fn sines(functions: usize) -> String {
    let open = "sin(".repeat(functions);
    let close = ")".repeat(functions);
    format!("struct Sines(x: [f32; n]) -> [f32; n] {{ {open}x{close} }}")
}

/// Graphs of four kinds in turns: two on numbers, two on tensors.
pub(crate) fn many(count: usize) -> Vec<String> {
    (0..count)
        .map(|index| match index % 4 {
            0 => graphs::BILL.replace("Bill", &format!("Bill{index}")),
            1 => graphs::BUNDLE_ADJUSTMENT.replace("Loss", &format!("Loss{index}")),
            2 => format!(
                "struct Mean{index}(a: [f32; n], b: [f32; n]) -> f32 {{ mean(square(tanh(a * b) - b)) }}"
            ),
            _ => format!(
                "struct Layer{index}(const x: [f32; batch, 64], w: [f32; 64, 32], b: [f32; 32]) \
                 -> [f32; batch, 32] {{ relu(x @ w + b) }}"
            ),
        })
        .collect()
}

/// A crate's source with these graphs.
pub(crate) fn macros(sources: &[String]) -> String {
    sources
        .iter()
        .map(|source| format!("backprop::graph! {{ pub {} }}\n", source.trim_start()))
        .collect()
}

/// A crate's source with what these graphs become.
pub(crate) fn text(sources: &[String]) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    for source in sources {
        let tokens: TokenStream = format!("pub {}", source.trim_start()).parse()?;
        let graphs = backprop_codegen::export::load(tokens).map_err(|_| "a graph with mistakes")?;
        for graph in graphs {
            text.push_str(&without_comments(graph.rust()).to_string());
            text.push('\n');
        }
    }
    Ok(text)
}

/// Code for people has its comments as attributes, which rustc does not know.
fn without_comments(code: TokenStream) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for tree in code {
        match tree {
            TokenTree::Group(group) if is_comment(&group) => {
                kept.pop();
            }
            TokenTree::Group(group) => {
                let inside = without_comments(group.stream());
                kept.push(Group::new(group.delimiter(), inside).into());
            }
            tree => kept.push(tree),
        }
    }
    kept.into_iter().collect()
}

fn is_comment(group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    group.delimiter() == Delimiter::Bracket
        && matches!(first, Some(TokenTree::Ident(name)) if name == "comment")
}

/// Writes a crate; gives its folder.
pub(crate) fn write(
    work: &Path,
    case: &str,
    source: &str,
    dependencies: &str,
) -> Result<PathBuf, Box<dyn Error>> {
    let name = format!("of-{}", case.replace(' ', "-"));
    let folder = work.join(&name);
    fs::create_dir_all(folder.join("src"))?;
    let manifest = format!(
        "[package]\nname = '{name}'\nversion = '0.1.0'\nedition = '2024'\n\n\
         [dependencies]\n{dependencies}\n[workspace]\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/lib.rs"), source)?;
    Ok(folder)
}
