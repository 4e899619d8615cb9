//! What the README and the guide show of this command is what it gives.
//!
//! A comment `<!-- cargo backprop show … -->` stands before each picture, which the command writes with
//! `-o`, and before each block of text, which is what it prints. With `UPDATE_EXPECT=1` in the environment
//! they are written anew. Where the comment begins with `from`, the block is some of the lines that it prints.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const COMMAND: &str = "<!-- cargo backprop ";
const PART: &str = "<!-- from cargo backprop ";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cargo-backprop"))
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("the command runs")
}

fn documents() -> Vec<PathBuf> {
    let guide = fs::read_dir(root().join("docs")).expect("the folder docs");
    let mut documents: Vec<PathBuf> = guide
        .map(|entry| entry.expect("an entry of docs").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    documents.push(root().join("README.md"));
    documents.sort();
    documents
}

/// The document with what follows its commands made anew, and how many commands there are. Pictures are
/// written, or compared with `--check`.
fn renewed(document: &str, update: bool) -> (String, usize) {
    let mut renewed = String::new();
    let mut commands = 0;
    let mut lines = document.lines().peekable();
    while let Some(line) = lines.next() {
        renewed.push_str(line);
        renewed.push('\n');
        let part = line.strip_prefix(PART);
        let Some(command) = line.strip_prefix(COMMAND).or(part) else {
            continue;
        };
        commands += 1;
        let command = command.trim_end_matches("-->").trim();
        let mut arguments: Vec<&str> = command.split_whitespace().collect();
        let picture = arguments.iter().position(|argument| *argument == "-o");
        if picture.is_some() && !update {
            arguments.push("--check");
        }
        let output = run(&arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command}\n{errors}");
        if picture.is_some() {
            let link = lines.peek().expect("a picture after its command");
            let file = arguments[picture.unwrap_or_default() + 1];
            let name = file.trim_start_matches("docs/");
            assert!(link.contains(&format!("({name})")) || link.contains(&format!("({file})")));
            continue;
        }
        let fence = lines.next().expect("a block after its command");
        assert!(fence.starts_with("```"), "{command}: no block");
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let text = String::from_utf8_lossy(&output.stdout);
        if part.is_some() {
            assert!(
                has(&text, &block),
                "{command} does not print\n{block:#?}\n{text}"
            );
            renewed.extend([fence, "\n", &block.join("\n"), "\n```\n"]);
            continue;
        }
        renewed.extend([fence, "\n", text.trim_end(), "\n```\n"]);
    }
    (renewed, commands)
}

/// Whether these lines follow one another in the text, however far they are indented there.
fn has(text: &str, block: &[&str]) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
    let block: Vec<&str> = block.iter().map(|line| line.trim_start()).collect();
    !block.is_empty() && lines.windows(block.len()).any(|window| window == block)
}

#[test]
fn pictures_and_printed_text_are_fresh() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut commands = 0;
    for path in documents() {
        let document = fs::read_to_string(&path).expect("a document");
        let (renewed, found) = renewed(&document, update);
        commands += found;
        if update {
            fs::write(&path, renewed).expect("the document is written");
        } else {
            assert!(
                renewed == document,
                "{} does not show what the command prints; `UPDATE_EXPECT=1 cargo test -p \
                 cargo-backprop` renews it:\n{renewed}",
                path.display()
            );
        }
    }
    assert!(commands > 0, "no document shows the command");
}

#[test]
fn no_picture_lies_about_that_nothing_draws() {
    let documents: Vec<String> = documents()
        .iter()
        .map(|path| fs::read_to_string(path).expect("a document"))
        .collect();
    let images = fs::read_dir(root().join("docs/images")).expect("the folder of pictures");
    for image in images {
        let name = image.expect("an entry of the folder").file_name();
        let end = format!("-o docs/images/{} -->", name.display());
        let drawn = documents.iter().any(|document| document.contains(&end));
        assert!(drawn, "no document says how {} is drawn", name.display());
    }
}
