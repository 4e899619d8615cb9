//! The values in `--at`: numbers, lists of them, files, and what is made up.

use std::path::Path;

use super::names::Subject;
use super::{table, usage};
use crate::report::{Failure, Message};

/// What a value says.
#[derive(Debug)]
pub(super) enum Reading {
    /// A number, for each element.
    Number(f64),
    Size(usize),
    /// Sizes and elements.
    List(Vec<usize>, Vec<f64>),
    /// The rows of a file.
    Rows(Vec<Vec<f64>>),
    Random,
}

impl Reading {
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }
}

/// Reads the value of `name`.
pub(super) fn read(name: &str, value: &str, subject: &Subject) -> Result<Reading, Failure> {
    if let Subject::Size(_) = subject {
        let size = value.parse().ok();
        return size.map(Reading::Size).ok_or_else(|| {
            usage(format!(
                "`{name}` is a size, and `{value}` is no whole number"
            ))
        });
    }
    if let Ok(number) = value.parse() {
        return Ok(Reading::Number(number));
    }
    if let Subject::Constant(_) = subject {
        return Err(usage(format!(
            "`{name}` is a number, and `{value}` is none"
        )));
    }
    if value == "random" {
        return Ok(Reading::Random);
    }
    if let Some(path) = value.strip_prefix('@') {
        return table::rows(Path::new(path)).map(Reading::Rows);
    }
    if value.starts_with('[') {
        return list(name, value);
    }
    let message = Message::new(format!("`{value}` is no value for `{name}`"));
    let help = "write a number, a list such as `[1, 2]`, `@FILE` or `random`";
    Err(Failure::Usage(message.help(help)))
}

/// `[1, 2]`, or `[[1, 2], [3, 4]]`: numbers in brackets, all at one depth, and lists at one depth of one length.
fn list(name: &str, text: &str) -> Result<Reading, Failure> {
    let broken = |what: &str| usage(format!("in the value of `{name}`, {what}"));
    let mut elements = Vec::new();
    // The length of the lists at each depth, once one of them has been closed.
    let mut lengths: Vec<Option<usize>> = Vec::new();
    // How many entries each open list has.
    let mut open: Vec<usize> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let behind = &rest[first.len_utf8()..];
        match first {
            '[' => {
                if !elements.is_empty() && open.len() + 1 > lengths.len() {
                    return Err(broken("a list stands beside numbers"));
                }
                if let Some(entries) = open.last_mut() {
                    *entries += 1;
                }
                open.push(0);
                if open.len() > lengths.len() {
                    lengths.push(None);
                }
                rest = behind;
            }
            ']' => {
                let found = open.pop().ok_or_else(|| broken("a `]` has no `[`"))?;
                if let Some(length) = lengths.get_mut(open.len())
                    && *length.get_or_insert(found) != found
                {
                    return Err(broken("lists have different lengths"));
                }
                rest = behind;
                if open.is_empty() && !rest.trim().is_empty() {
                    return Err(broken("something stands behind the list"));
                }
            }
            ',' => {
                if behind.trim_start().starts_with(',') || open.last() == Some(&0) {
                    return Err(broken("a `,` has no number before it"));
                }
                rest = behind;
            }
            ' ' => rest = behind,
            _ => {
                let end = rest.find([',', ' ', ']', '[']).unwrap_or(rest.len());
                let (number, behind) = rest.split_at(end);
                if open.len() < lengths.len() {
                    return Err(broken("a number stands beside lists"));
                }
                let value = number.parse();
                elements.push(value.map_err(|_| broken(&format!("`{number}` is no number")))?);
                if let Some(entries) = open.last_mut() {
                    *entries += 1;
                }
                rest = behind;
            }
        }
    }
    if !open.is_empty() {
        return Err(broken("a `[` has no `]`"));
    }
    let shape = lengths.into_iter().map(Option::unwrap_or_default).collect();
    Ok(Reading::List(shape, elements))
}
