//! What was measured, as it is written down.

use std::error::Error;
use std::fmt;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

/// What is computed, and on how much.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Setting {
    /// The workload and its variant: `W1 called`, `W4`.
    pub workload: String,
    /// The type of its numbers.
    pub element: String,
    /// How many elements a call works on, or how many examples.
    pub elements: usize,
}

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}, {}, {} elements",
            self.workload, self.element, self.elements
        )
    }
}

/// How long one contender took in one setting.
#[derive(Clone, Debug)]
pub struct Row {
    /// What was computed.
    pub setting: Setting,
    /// By whom.
    pub contender: String,
    /// How many calls are one sample.
    pub calls: u64,
    /// The nanoseconds of a call, round by round.
    pub nanoseconds: Vec<f64>,
}

const HEADER: [&str; 6] = [
    "workload",
    "element",
    "elements",
    "contender",
    "calls in a sample",
    "nanoseconds of a call in each round",
];

/// Writes rows as a file of comma-separated values, the samples of a row in one field; above them notes, with
/// a number sign before each.
///
/// # Errors
///
/// The file cannot be written.
pub fn write(path: &Path, notes: &[(&str, String)], rows: &[Row]) -> Result<(), Box<dyn Error>> {
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory)?;
    }
    let mut file = File::create(path)?;
    for (name, note) in notes {
        writeln!(file, "# {name}: {note}")?;
    }
    let mut file = csv::Writer::from_writer(file);
    file.write_record(HEADER)?;
    for row in rows {
        let samples: Vec<String> = row
            .nanoseconds
            .iter()
            .map(|&sample| short(sample))
            .collect();
        file.write_record([
            row.setting.workload.as_str(),
            row.setting.element.as_str(),
            &row.setting.elements.to_string(),
            row.contender.as_str(),
            &row.calls.to_string(),
            &samples.join(" "),
        ])?;
    }
    Ok(file.flush()?)
}

/// Reads what [`write()`] has written.
///
/// # Errors
///
/// The file cannot be read, or holds something else.
pub fn read(path: &Path) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut rows = Vec::new();
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.comment(Some(b'#')).from_path(path)?;
    for record in reader.into_deserialize() {
        let (workload, element, elements, contender, calls, samples): (
            String,
            String,
            usize,
            String,
            u64,
            String,
        ) = record?;
        let setting = Setting {
            workload,
            element,
            elements,
        };
        let nanoseconds = samples
            .split(' ')
            .map(str::parse)
            .collect::<Result<_, _>>()?;
        rows.push(Row {
            setting,
            contender,
            calls,
            nanoseconds,
        });
    }
    Ok(rows)
}

/// Reads the notes that [`write()`] has written above the rows.
///
/// # Errors
///
/// The file cannot be read.
pub fn notes(path: &Path) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    let lines = text.lines().map_while(|line| line.strip_prefix("# "));
    let notes = lines.filter_map(|line| line.split_once(": "));
    Ok(notes
        .map(|(name, note)| (name.to_owned(), note.to_owned()))
        .collect())
}

/// With as many decimals as a clock can tell.
fn short(nanoseconds: f64) -> String {
    let decimals = match nanoseconds {
        time if time < 1e2 => 3,
        time if time < 1e4 => 1,
        _ => 0,
    };
    format!("{nanoseconds:.decimals$}")
}
