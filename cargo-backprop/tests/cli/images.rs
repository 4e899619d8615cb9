//! The pictures of the README and of the guide: above each stands the command that draws it, and it is what this command
//! draws today.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{command, text};

/// How the line above a picture begins and ends.
const BEGIN: &str = "<!-- cargo backprop ";
const END: &str = " -->";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The README, and what is written in `docs/`.
fn texts() -> Vec<PathBuf> {
    let folder = fs::read_dir(root().join("docs")).expect("the folder docs");
    let pages = folder.map(|entry| entry.expect("an entry of docs").path());
    let pages = pages.filter(|path| path.extension().is_some_and(|end| end == "md"));
    [root().join("README.md")]
        .into_iter()
        .chain(pages)
        .collect()
}

#[test]
fn pictures_are_fresh() {
    let mut drawn = Vec::new();
    for path in texts() {
        let page = fs::read_to_string(&path).expect("the page is UTF-8");
        for line in page.lines() {
            let words = line
                .strip_prefix(BEGIN)
                .and_then(|line| line.strip_suffix(END));
            let Some(words) = words else { continue };
            let words: Vec<&str> = words.split_whitespace().collect();
            let output = command()
                .args(&words)
                .arg("--check")
                .current_dir(root())
                .output()
                .expect("the command starts");
            let said = text(&output.stderr);
            assert!(
                output.status.success(),
                "{}: {line}\n{said}",
                path.display()
            );
            let file = words.last().expect("there are words");
            drawn.push(root().join(file));
        }
    }
    // No picture lies about that nothing draws.
    let images = fs::read_dir(root().join("docs/images")).expect("the folder of pictures");
    for image in images {
        let image = image.expect("an entry of the folder").path();
        let name = image.file_name();
        let known = drawn.iter().any(|drawn| drawn.file_name() == name);
        assert!(known, "no page says how {} is drawn", image.display());
    }
}
