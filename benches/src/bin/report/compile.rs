use std::error::Error;
use std::path::Path;

use backprop_benches::summary::duration;
use statrs::statistics::{Data, OrderStatistics};

use crate::goals::{Bound, verdict};
use crate::results::short;

/// What `benches/compile` has measured, of what, in which profile.
pub(crate) struct Row {
    what: String,
    case: String,
    profile: String,
    unit: String,
    /// In nanoseconds or bytes.
    median: f64,
}

/// Reads the rows, if they are there.
pub(crate) fn read(path: &Path) -> Result<Vec<Row>, Box<dyn Error>> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let mut rows = Vec::new();
    for record in csv::Reader::from_path(path)?.into_deserialize() {
        let (what, case, profile, unit, samples): (String, String, String, String, String) =
            record?;
        let samples = samples
            .split(' ')
            .map(str::parse)
            .collect::<Result<Vec<f64>, _>>()?;
        let scale = if unit == "s" { 1e9 } else { 1.0 };
        rows.push(Row {
            what,
            case,
            profile,
            median: Data::new(samples).median() * scale,
            unit,
        });
    }
    Ok(rows)
}

/// The goals, what has been measured, and whether they are met.
pub(crate) fn goals(path: &Path, rows: &[Row]) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    for record in csv::Reader::from_path(path)?.into_deserialize() {
        let (what, case, profile, under, bound, reason): (
            String,
            String,
            String,
            String,
            String,
            String,
        ) = record?;
        let bound = Bound::parse(&bound)?;
        let found = |case: &str| {
            let mut rows = rows.iter();
            rows.find(|row| row.what == what && row.case == case && row.profile == profile)
        };
        let over = found(&case).map(|row| row.median);
        let value = match under.as_str() {
            "" => over.map(|time| time * 1e-6),
            under => over
                .zip(found(under))
                .map(|(over, under)| over / under.median),
        };
        let (measured, verdict) = match value {
            Some(value) => (short(value), verdict(bound, value, &reason)),
            None => ("—".to_owned(), "not measured".to_owned()),
        };
        let under = if under.is_empty() {
            "1 ms"
        } else {
            under.as_str()
        };
        let cells = [
            format!("{what}, {profile}"),
            case,
            under.to_owned(),
            bound.to_string(),
            measured,
            verdict,
        ];
        text.push_str(&line(&cells));
    }
    Ok(text)
}

/// All rows, the two profiles beside each other.
pub(crate) fn table(rows: &[Row]) -> String {
    let mut text = "| | | dev | release |\n| --- | --- | ---: | ---: |\n".to_owned();
    for row in rows.iter().filter(|row| row.profile == "dev") {
        let same = |it: &&Row| it.what == row.what && it.case == row.case;
        let mut others = rows.iter().filter(same);
        let release = others.find(|it| it.profile == "release").map(shown);
        let cells = [
            row.what.clone(),
            row.case.clone(),
            shown(row),
            release.unwrap_or_default(),
        ];
        text.push_str(&line(&cells));
    }
    text
}

fn shown(row: &Row) -> String {
    match row.unit.as_str() {
        "s" => duration(row.median),
        _ => format!("{:.0} kB", row.median / 1e3),
    }
}

fn line(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}
