//! What the files of a graph are called.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use backprop_codegen::export::Exported;

/// The names that the files of a graph may have.
#[derive(Debug)]
pub(super) struct Names {
    /// Its own, with its line if others of the call bear it under other `cfg`s; of a graph without a name, the source's
    /// name with its line.
    pub(super) short: String,
    /// The same with the source's path, the line and the column: no other graph of the crate has it.
    pub(super) long: String,
}

impl Names {
    /// The names of a graph, which may be the only one of its name in the call.
    pub(super) fn of(graph: &Exported, alone: bool) -> Self {
        let span = graph.span().unwrap();
        let file = PathBuf::from(span.file());
        let stem = file.file_stem();
        let stem = stem.map_or("graph".into(), |stem| stem.to_string_lossy());
        let line = span.line();
        let place = format!(
            "{}-{line}-{}",
            dashed(&file.with_extension("")),
            span.column()
        );
        match graph.name() {
            Some(name) => Self {
                short: if alone {
                    name.to_owned()
                } else {
                    format!("{name}-{line}")
                },
                long: format!("{name}-{place}"),
            },
            None => Self {
                short: format!("{stem}-{line}"),
                long: place,
            },
        }
    }
}

/// A path as one word: `src-net`.
fn dashed(path: &Path) -> String {
    let parts = path.components();
    let parts = parts.map(|part| part.as_os_str().to_string_lossy());
    let words = parts.map(|part| {
        let kept = |character: char| character.is_alphanumeric() || character == '_';
        let words = part.split(|character| !kept(character));
        words.collect::<Vec<_>>().join("-")
    });
    let words: Vec<String> = words
        .filter(|word| !word.trim_matches('-').is_empty())
        .collect();
    words.join("-")
}

/// Whose the short names are that graphs of this crate have been written under: the long name of the only one, or none
/// where there are several.
static OWNERS: Mutex<BTreeMap<PathBuf, Option<String>>> = Mutex::new(BTreeMap::new());

/// What a graph is to be written under.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Claim {
    pub(super) name: String,
    /// The short name and the long one of a graph that has the short one, and may no longer.
    pub(super) renamed: Option<(String, String)>,
}

/// Claims a name in a folder: the short one if no other graph has it. As soon as two want it, both have their long ones,
/// so that it does not matter which comes first.
pub(super) fn claim(directory: &Path, names: Names) -> Claim {
    let mut owners = OWNERS.lock().unwrap_or_else(PoisonError::into_inner);
    let Names { short, long } = names;
    let owner = owners
        .entry(directory.join(&short))
        .or_insert_with(|| Some(long.clone()));
    if owner.as_ref() == Some(&long) {
        return Claim {
            name: short,
            renamed: None,
        };
    }
    Claim {
        name: long,
        renamed: owner.take().map(|other| (short, other)),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Claim, Names, claim, dashed};

    fn claimed(directory: &str, short: &str, long: &str) -> Claim {
        let names = Names {
            short: short.to_owned(),
            long: long.to_owned(),
        };
        claim(Path::new(directory), names)
    }

    fn claim_of(name: &str, renamed: Option<(&str, &str)>) -> Claim {
        Claim {
            name: name.to_owned(),
            renamed: renamed.map(|(short, long)| (short.to_owned(), long.to_owned())),
        }
    }

    #[test]
    fn a_name_that_several_graphs_want_is_nobodys() {
        let alone = claim_of("Net", None);
        assert_eq!(claimed("one", "Net", "Net-src-a-3-5"), alone);
        assert_eq!(claimed("one", "Net", "Net-src-a-3-5"), alone);
        assert_eq!(claimed("other", "Net", "Net-src-b-3-5"), alone);
        let renamed = Some(("Net", "Net-src-a-3-5"));
        let second = claim_of("Net-src-b-3-5", renamed);
        assert_eq!(claimed("one", "Net", "Net-src-b-3-5"), second);
        let third = claim_of("Net-src-c-3-5", None);
        assert_eq!(claimed("one", "Net", "Net-src-c-3-5"), third);
        let first = claim_of("Net-src-a-3-5", None);
        assert_eq!(claimed("one", "Net", "Net-src-a-3-5"), first);
    }

    #[test]
    fn a_path_is_one_word() {
        for (path, word) in [
            ("src/net/mod", "src-net-mod"),
            ("/home/me/my net/src/lib", "home-me-my-net-src-lib"),
            ("../shared/net", "shared-net"),
        ] {
            assert_eq!(dashed(Path::new(path)), word);
        }
    }
}
