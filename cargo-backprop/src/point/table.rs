//! Numbers in a file of comma-separated values.

use std::path::Path;

use csv::{ReaderBuilder, Trim};

use crate::report::{Failure, Message};

/// The numbers of a file, row by row.
pub(super) fn rows(path: &Path) -> Result<Vec<Vec<f64>>, Failure> {
    let name = path.display();
    let mut builder = ReaderBuilder::new();
    let builder = builder.has_headers(false).trim(Trim::All);
    let reader = builder.from_path(path);
    let mut reader = reader.map_err(|error| {
        Failure::Other(Message::new(format!("cannot read `{name}`")).note(error.to_string()))
    })?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let message = Message::new(format!("`{name}` is not a table of numbers"));
            Failure::Other(message.note(error.to_string()))
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let numbers = record.iter().map(|field| {
            field.parse().map_err(|_| {
                let text = format!("`{field}` in line {line} of `{name}` is no number");
                Failure::Other(Message::new(text))
            })
        });
        rows.push(numbers.collect::<Result<Vec<f64>, Failure>>()?);
    }
    Ok(rows)
}
