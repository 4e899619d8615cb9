//! Every constructor of the catalogue has a fixture that provokes it.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::Lit;

use super::{errors, limits, without_annotations};
use crate::diag::Diagnostic;

/// The files that hold constructors.
const CATALOGUE: [(&str, &str); 10] = [
    ("calls.rs", include_str!("../catalogue/calls.rs")),
    (
        "expressions.rs",
        include_str!("../catalogue/expressions.rs"),
    ),
    ("graphs.rs", include_str!("../catalogue/graphs.rs")),
    ("mod.rs", include_str!("../catalogue/mod.rs")),
    ("names.rs", include_str!("../catalogue/names.rs")),
    ("operators.rs", include_str!("../catalogue/operators.rs")),
    ("shapes.rs", include_str!("../catalogue/shapes.rs")),
    ("sizes.rs", include_str!("../catalogue/sizes.rs")),
    ("statements.rs", include_str!("../catalogue/statements.rs")),
    ("types.rs", include_str!("../catalogue/types.rs")),
];

/// The files that hold fixtures.
const FIXTURES: [&str; 9] = [
    include_str!("calls.rs"),
    include_str!("expressions.rs"),
    include_str!("graphs.rs"),
    include_str!("names.rs"),
    include_str!("operators.rs"),
    include_str!("shapes.rs"),
    include_str!("sizes.rs"),
    include_str!("statements.rs"),
    include_str!("types.rs"),
];

/// What no fixture can provoke: bugs of the compiler.
pub(super) const BUGS: [&str; 2] = ["bug", "missing_derivative"];

#[test]
fn every_error_has_a_fixture() {
    let mut provoked = BTreeSet::new();
    for source in all_fixtures().into_iter().chain(limits::sources()) {
        provoked.extend(errors(&source).iter().map(constructor));
    }
    let missing: Vec<&str> = constructors()
        .filter(|name| !provoked.contains(name) && !BUGS.contains(name))
        .collect();
    assert!(
        constructors().count() > 50,
        "the catalogue could not be read"
    );
    assert!(
        missing.is_empty(),
        "these errors have no fixture: {missing:?}"
    );
    for name in BUGS {
        assert!(
            constructors().any(|other| other == name),
            "there is no `{name}`"
        );
        assert!(!provoked.contains(name), "a fixture provokes `{name}`");
    }
}

/// The constructors of the catalogue.
pub(super) fn constructors() -> impl Iterator<Item = &'static str> {
    let lines = CATALOGUE.iter().flat_map(|(_, text)| text.lines());
    lines.filter_map(constructor_name)
}

/// The constructor that made an error: the last one above the line it was made in.
pub(super) fn constructor(error: &Diagnostic) -> &'static str {
    let line = usize::try_from(error.origin.line()).unwrap();
    let (_, text) = CATALOGUE
        .iter()
        .find(|(name, _)| error.origin.file().ends_with(name))
        .unwrap();
    let above: Vec<&str> = text.lines().take(line).collect();
    above
        .iter()
        .rev()
        .find_map(|line| constructor_name(line))
        .unwrap()
}

fn constructor_name(line: &'static str) -> Option<&'static str> {
    line.strip_prefix("pub(crate) fn ")?.split('(').next()
}

/// The sources of all fixtures.
pub(super) fn all_fixtures() -> Vec<String> {
    FIXTURES.iter().flat_map(|file| fixtures(file)).collect()
}

/// The literals of all calls of `check` in a file, without their annotations.
fn fixtures(file: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut streams: Vec<TokenStream> = vec![file.parse().unwrap()];
    while let Some(stream) = streams.pop() {
        let trees: Vec<TokenTree> = stream.into_iter().collect();
        for pair in trees.windows(2) {
            if let [TokenTree::Ident(name), TokenTree::Group(arguments)] = pair
                && name == "check"
                && arguments.delimiter() == Delimiter::Parenthesis
                && let Some(TokenTree::Literal(literal)) = arguments.stream().into_iter().next()
                && let Lit::Str(fixture) = Lit::new(literal)
            {
                found.push(without_annotations(&fixture.value()));
            }
        }
        streams.extend(trees.into_iter().filter_map(|tree| match tree {
            TokenTree::Group(group) => Some(group.stream()),
            _ => None,
        }));
    }
    found
}
