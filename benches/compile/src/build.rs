//! Builds, and how long they take.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// The seconds of a build.
pub(crate) struct Taken {
    pub(crate) wall: f64,
    /// On all processors together, where the system says so.
    pub(crate) processor: Option<f64>,
}

/// Builds a crate; what other crates have built already is in `work`.
pub(crate) fn build(folder: &Path, work: &Path, options: &[&str]) -> Result<Taken, Box<dyn Error>> {
    build_with(folder, work, options, &[])
}

/// The same with files that what is built is told of.
pub(crate) fn build_with(
    folder: &Path,
    work: &Path,
    options: &[&str],
    files: &[(&str, &Path)],
) -> Result<Taken, Box<dyn Error>> {
    let before = children();
    let start = Instant::now();
    run(cargo(folder)
        .args(["build", "--quiet", "--offline"])
        .args(options)
        .envs(files.iter().copied())
        .env("CARGO_TARGET_DIR", work.join("target")))?;
    let wall = start.elapsed().as_secs_f64();
    let processor = children().zip(before).map(|(after, before)| after - before);
    Ok(Taken { wall, processor })
}

/// Brings the sources of all dependencies.
pub(crate) fn fetch(folder: &Path) -> Result<(), Box<dyn Error>> {
    run(cargo(folder).args(["fetch", "--quiet"]))
}

/// How large a crate's library is.
pub(crate) fn library(folder: &Path, work: &Path, profile: &str) -> Result<f64, Box<dyn Error>> {
    let folders = match profile {
        "dev" => "debug",
        other => other,
    };
    let name = folder
        .file_name()
        .ok_or("a crate without a name")?
        .to_string_lossy()
        .replace('-', "_");
    let file: PathBuf = work
        .join("target")
        .join(folders)
        .join(format!("lib{name}.rlib"));
    #[expect(clippy::cast_precision_loss, reason = "far below what an `f64` holds")]
    let bytes = fs::metadata(file)?.len() as f64;
    Ok(bytes)
}

/// Cargo as users run it: without incremental builds, so that each build does the same.
fn cargo(folder: &Path) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(folder).env("CARGO_INCREMENTAL", "0");
    cargo
}

fn run(command: &mut Command) -> Result<(), Box<dyn Error>> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(String::from_utf8_lossy(&output.stderr).into())
}

/// The seconds that processes which this one has waited for have run, and those that they waited for.
///
/// Linux says so in hundredths; elsewhere it is not known.
fn children() -> Option<f64> {
    let line = fs::read_to_string("/proc/self/stat").ok()?;
    // The name before may have spaces and parentheses.
    let (_, fields) = line.rsplit_once(") ")?;
    let ticks = fields.split(' ').skip(13).take(2).map(str::parse::<f64>);
    Some(ticks.sum::<Result<f64, _>>().ok()? / 100.0)
}
