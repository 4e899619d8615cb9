//! Where what is shown goes: to standard output, to a file, or into a comparison with one.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use similar::TextDiff;

use crate::arguments::Show;
use crate::report::{Failure, Message};

/// What is wrong about the place where the output is to go; nothing, if it can go there.
pub(crate) fn misplaced(request: &Show) -> Option<Failure> {
    let path = request.output.as_deref()?;
    if is_standard(path) {
        let message = Message::new("`--check` compares a file, and `-` is standard output");
        return request.check.then_some(Failure::Usage(message));
    }
    let output = fs::canonicalize(path).ok()?;
    let source = fs::canonicalize(&request.file).ok()?;
    let name = path.display();
    let message = Message::new(format!("`{name}` is the source, and would be overwritten"));
    (output == source).then_some(Failure::Usage(message))
}

/// Whether a file stands for standard output.
fn is_standard(path: &Path) -> bool {
    path == Path::new("-")
}

/// Gives the text to where it is asked for.
pub(crate) fn give(text: &str, request: &Show) -> Result<(), Failure> {
    match &request.output {
        None => print(text),
        Some(path) if is_standard(path) => print(text),
        Some(path) if request.check => compare(text, path),
        Some(path) => fs::write(path, text).map_err(|error| cannot("write", path, &error)),
    }
}

fn print(text: &str) -> Result<(), Failure> {
    let mut standard_output = io::stdout().lock();
    let written = standard_output
        .write_all(text.as_bytes())
        .and_then(|()| standard_output.flush());
    match written {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(cannot("write to", Path::new("standard output"), &error)),
        Ok(()) => Ok(()),
    }
}

fn compare(text: &str, path: &Path) -> Result<(), Failure> {
    let help = "the same command without `--check` writes it anew";
    let written = match fs::read(path) {
        Ok(written) if written == text.as_bytes() => return Ok(()),
        Ok(written) => String::from_utf8_lossy(&written).into_owned(),
        Err(error) => {
            let message = Message::new(format!("cannot read `{}`", path.display()));
            let message = message.note(error.to_string()).help(help);
            return Err(Failure::Other(message));
        }
    };
    let name = path.display().to_string();
    let difference = TextDiff::from_lines(written.as_str(), text);
    let difference = difference
        .unified_diff()
        .header(&name, "what would be written")
        .to_string();
    print(&difference)?;
    let message = Message::new(format!("`{name}` is out of date"));
    Err(Failure::Other(message.help(help)))
}

fn cannot(what: &str, path: &Path, error: &io::Error) -> Failure {
    let message = Message::new(format!("cannot {what} `{}`", path.display()));
    Failure::Other(message.note(error.to_string()))
}
