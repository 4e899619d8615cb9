use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use backprop_benches::row::{self, Row, Setting};
use backprop_benches::summary::summarise;

/// What one program has measured, on what.
pub(crate) struct Run {
    /// The file's name, without what comes after the point.
    pub(crate) name: String,
    pub(crate) notes: Vec<(String, String)>,
    pub(crate) rows: Vec<Row>,
}

/// Reads all files; that of this package's own contenders comes first.
pub(crate) fn read(folder: &Path) -> Result<Vec<Run>, Box<dyn Error>> {
    let entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let mut paths = entries.collect::<Result<Vec<PathBuf>, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|it| it == "csv"));
    paths.sort_by_key(|path| {
        (
            path.file_stem().is_none_or(|it| it != "workloads"),
            path.clone(),
        )
    });
    let read = |path: &PathBuf| {
        let name = path.file_stem().map(|it| it.to_string_lossy().into_owned());
        Ok(Run {
            name: name.unwrap_or_default(),
            notes: row::notes(path)?,
            rows: row::read(path)?,
        })
    };
    paths.iter().map(read).collect()
}

impl Run {
    /// The median of a contender, in nanoseconds a call.
    pub(crate) fn median(&self, setting: &Setting, contender: &str) -> Option<f64> {
        let mut rows = self.rows.iter();
        let row = rows.find(|it| it.setting == *setting && it.contender == contender);
        row.map(|row| summarise(row).median)
    }

    /// The time of one contender as a multiple of that of another.
    pub(crate) fn ratio(&self, setting: &Setting, over: &str, under: &str) -> Option<f64> {
        Some(self.median(setting, over)? / self.median(setting, under)?)
    }
}

/// A ratio with three digits.
pub(crate) fn short(ratio: f64) -> String {
    match ratio {
        ratio if ratio < 9.995 => format!("{ratio:.2}"),
        ratio if ratio < 99.95 => format!("{ratio:.1}"),
        _ => format!("{ratio:.0}"),
    }
}

/// A count with a comma in front of each three digits.
pub(crate) fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
