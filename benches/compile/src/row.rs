//! What was measured, as it is printed and written down.

use std::fmt::Write;
use std::path::Path;
use std::{fs, io};

/// The samples of one measurement.
pub(crate) struct Row {
    /// What was measured, of what, and in which profile.
    names: [String; 3],
    unit: &'static str,
    samples: Vec<f64>,
}

impl Row {
    pub(crate) fn new(
        what: &str,
        case: &str,
        profile: &str,
        unit: &'static str,
        samples: Vec<f64>,
    ) -> Self {
        Self {
            names: [what, case, profile].map(str::to_owned),
            unit,
            samples,
        }
    }
}

/// Prints the least and the median of each row.
pub(crate) fn print(rows: &[Row]) {
    println!(
        "{:30} {:22} {:8} {:>12} {:>12}",
        "", "", "", "least", "median"
    );
    for row in rows {
        let [what, case, profile] = &row.names;
        let mut samples = row.samples.clone();
        samples.sort_by(f64::total_cmp);
        let Some((least, median)) = samples.first().zip(samples.get(samples.len() / 2)) else {
            continue;
        };
        let (least, median) = (shown(*least, row.unit), shown(*median, row.unit));
        println!("{what:30} {case:22} {profile:8} {least:>12} {median:>12}");
    }
}

fn shown(value: f64, unit: &str) -> String {
    match unit {
        "s" if value < 1.0 => format!("{:.2} ms", value * 1e3),
        "s" => format!("{value:.2} s"),
        _ => format!("{:.0} kB", value / 1e3),
    }
}

/// Writes rows as comma-separated values, the samples of a row in one field.
pub(crate) fn write(path: &Path, rows: &[Row]) -> io::Result<()> {
    let mut text = String::from("what,case,profile,unit,samples\n");
    for row in rows {
        let [what, case, profile] = &row.names;
        let samples: Vec<String> = row.samples.iter().map(f64::to_string).collect();
        // Names may hold commas.
        let _ = writeln!(
            text,
            "\"{what}\",\"{case}\",{profile},{},{}",
            row.unit,
            samples.join(" ")
        );
    }
    fs::write(path, text)
}
