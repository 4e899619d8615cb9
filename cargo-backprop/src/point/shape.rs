//! Sizes that follow from values, and values in the shape that an input has.

use std::collections::BTreeMap;

use backprop_codegen::export::{Argument, Exported, Size, Tensor};

use super::names::Subject;
use super::read::Reading;
use super::{random, usage};
use crate::report::{Failure, Message};

/// How many elements a tensor may have. What is shown of more would not be read by anybody.
const LIMIT: usize = 20_000_000;

/// A shape as people write it: `[batch, 10]`.
pub(crate) fn text<T: ToString>(shape: &[T]) -> String {
    let sizes: Vec<String> = shape.iter().map(ToString::to_string).collect();
    format!("[{}]", sizes.join(", "))
}

/// The named sizes that are given, or that follow from values.
pub(super) fn sizes(
    graph: &Exported,
    readings: &BTreeMap<Subject, Reading>,
) -> Result<BTreeMap<String, usize>, Failure> {
    let mut sizes = BTreeMap::new();
    for (subject, reading) in readings {
        if let (Subject::Size(name), Reading::Size(size)) = (subject, reading) {
            sizes.insert(name.clone(), *size);
        }
    }
    for (place, input) in graph.inputs().iter().enumerate() {
        if let Some(reading) = readings.get(&Subject::Input(place)) {
            follow(input, reading, &mut sizes)?;
        }
    }
    for (name, least) in graph.named_sizes() {
        if let Some(size) = sizes.get(&name).filter(|size| **size < least) {
            let text = format!("`{name}` is {size}, and must be at least {least}");
            return Err(usage(text));
        }
    }
    Ok(sizes)
}

/// Takes up the names of sizes that a value shows.
fn follow(
    input: &Argument,
    reading: &Reading,
    sizes: &mut BTreeMap<String, usize>,
) -> Result<(), Failure> {
    let found: Vec<Option<usize>> = match reading {
        Reading::List(shape, _) => shape.iter().copied().map(Some).collect(),
        Reading::Rows(rows) => match input.shape.len() {
            // A row or a column; a table has two axes.
            1 if rows.len() > 1 && rows.iter().any(|row| row.len() > 1) => {
                let columns = rows.first().map_or(0, Vec::len);
                vec![Some(rows.len()), Some(columns)]
            }
            1 => vec![Some(rows.iter().map(Vec::len).sum())],
            0 => Vec::new(),
            rank => {
                let columns = rows.first().map_or(0, Vec::len);
                let leading = input.shape.get(..rank - 1).unwrap_or(&[]);
                let mut found = leading_sizes(leading, rows.len(), sizes);
                found.push(Some(columns));
                found
            }
        },
        _ => return Ok(()),
    };
    if found.len() != input.shape.len() {
        let found: Vec<usize> = found.into_iter().flatten().collect();
        return Err(misfit(&input.name, &input.shape, &found, sizes));
    }
    for (size, found) in input.shape.iter().zip(&found) {
        if let (Size::Named { name, offset }, Some(found)) = (size, found) {
            let value = i64::try_from(*found).ok();
            let value = value.and_then(|found| usize::try_from(found - offset).ok());
            if let Some(value) = value {
                sizes.entry(name.clone()).or_insert(value);
            }
        }
    }
    Ok(())
}

/// The sizes of the first axes, whose product is the number of rows: one of them may be unknown.
fn leading_sizes(
    leading: &[Size],
    rows: usize,
    sizes: &BTreeMap<String, usize>,
) -> Vec<Option<usize>> {
    let known: Vec<Option<usize>> = leading.iter().map(|size| size.resolve(sizes)).collect();
    let product: usize = known.iter().flatten().product();
    let unknown = known.iter().filter(|size| size.is_none()).count();
    let missing = (unknown == 1 && product > 0 && rows.is_multiple_of(product.max(1)))
        .then(|| rows / product.max(1));
    known.into_iter().map(|size| size.or(missing)).collect()
}

/// The value of an argument, in its shape.
pub(super) fn tensor(
    name: &str,
    argument: &Argument,
    reading: &Reading,
    sizes: &BTreeMap<String, usize>,
) -> Result<Tensor<f64>, Failure> {
    let shape = resolved(name, argument, sizes)?;
    let count = shape
        .iter()
        .try_fold(1_usize, |count, size| count.checked_mul(*size))
        .filter(|count| *count <= LIMIT)
        .ok_or_else(|| {
            let shape = text(&shape);
            usage(format!(
                "`{name}` is {shape}, which is too large to be shown"
            ))
        })?;
    let (found, data) = match reading {
        Reading::Number(number) => (shape.clone(), vec![*number; count]),
        Reading::Random => (shape.clone(), random::numbers(name, count)),
        Reading::List(found, data) => (found.clone(), data.clone()),
        Reading::Rows(rows) => {
            let data: Vec<f64> = rows.iter().flatten().copied().collect();
            let columns = rows.first().map_or(0, Vec::len);
            // What has other than two axes is in row-major order.
            let fits = data.len() == count && (shape.len() < 2 || shape.last() == Some(&columns));
            let found = if fits {
                shape.clone()
            } else {
                vec![rows.len(), columns]
            };
            (found, data)
        }
        Reading::Size(_) => (Vec::new(), Vec::new()),
    };
    let fits = found == shape;
    match Tensor::new(shape, data).filter(|_| fits) {
        Some(tensor) => Ok(tensor),
        None => Err(misfit(name, &argument.shape, &found, sizes)),
    }
}

/// The numbers that the sizes of an argument are.
fn resolved(
    name: &str,
    argument: &Argument,
    sizes: &BTreeMap<String, usize>,
) -> Result<Vec<usize>, Failure> {
    let shape = argument.shape.iter().map(|size| size.resolve(sizes));
    shape.collect::<Option<Vec<usize>>>().ok_or_else(|| {
        let mut missing: Vec<String> = Vec::new();
        for size in &argument.shape {
            if let (Size::Named { name, .. }, None) = (size, size.resolve(sizes)) {
                let option = format!("--at {name}=..");
                missing.extend((!missing.contains(&option)).then_some(option));
            }
        }
        let shape = text(&argument.shape);
        let message = Message::new(format!("the size of `{name}` is not known: it is {shape}"));
        Failure::Usage(message.help(format!("add `{}`", missing.join(" "))))
    })
}

fn misfit(
    name: &str,
    expected: &[Size],
    found: &[usize],
    sizes: &BTreeMap<String, usize>,
) -> Failure {
    let message = format!(
        "`{name}` is {}, and its value is {}",
        described(expected),
        described(found)
    );
    let mut message = Message::new(message);
    let mut noted = Vec::new();
    for size in expected {
        if let Size::Named { name, .. } = size
            && let Some(value) = sizes.get(name)
            && !noted.contains(name)
        {
            noted.push(name.clone());
            message = message.note(format!("`{name}` is {value}"));
        }
    }
    Failure::Usage(message)
}

fn described<T: ToString>(shape: &[T]) -> String {
    if shape.is_empty() {
        "a number".to_owned()
    } else {
        text(shape)
    }
}
