//! Where a graph is evaluated: what `--at` says of inputs, sizes, constants and cotangents.

mod names;
mod random;
mod read;
pub(crate) mod shape;
mod table;

use std::collections::BTreeMap;

use backprop_codegen::export::{Argument, Exported, Point, Tensor};

use crate::arguments::At;
use crate::report::{Failure, Message};

pub(crate) use self::names::standard;
use self::names::{Names, Subject};
use self::read::Reading;

/// What is known of the numbers in a graph.
#[derive(Debug, Default)]
pub(crate) struct Given {
    /// The named sizes that are known.
    pub(crate) sizes: BTreeMap<String, usize>,
    /// The values of inputs, if there are any.
    pub(crate) point: Option<Point>,
}

/// Whether a graph has something of this name.
pub(crate) fn knows(graph: &Exported, name: &str) -> bool {
    Names::new(graph, "").find(name).is_ok()
}

/// Reads what `--at` says; in messages, the graph is called so. Sizes alone are enough for shapes; a value for one input
/// asks for all of them.
pub(crate) fn given(graph: &Exported, called: &str, at: &[At]) -> Result<Given, Failure> {
    let names = Names::new(graph, called);
    let readings = readings(&names, at)?;
    let only_sizes = readings
        .keys()
        .all(|subject| matches!(subject, Subject::Size(_)));
    let sizes = shape::sizes(graph, &readings)?;
    if only_sizes {
        return Ok(Given { sizes, point: None });
    }
    names.complete(&readings)?;
    let argument = |argument: &Argument, subject: &Subject, name: &str| match readings.get(subject)
    {
        Some(reading) => shape::tensor(name, argument, reading, &sizes).map(Some),
        None => Ok(None),
    };
    let mut inputs = Vec::new();
    for (position, input) in graph.inputs().iter().enumerate() {
        inputs.extend(argument(input, &Subject::Input(position), &input.name)?);
    }
    let mut cotangents: Vec<Option<Tensor<f64>>> = Vec::new();
    for (position, output) in graph.outputs().iter().enumerate() {
        if !output.constant {
            let name = format!("d_{}", output.name);
            cotangents.push(argument(output, &Subject::Cotangent(position), &name)?);
        }
    }
    let constants = graph.constants();
    let constants = constants.iter().enumerate();
    let constants = constants.filter_map(|(position, path)| {
        let given = readings.get(&Subject::Constant(position));
        given.and_then(Reading::number).or_else(|| standard(path))
    });
    let point = Point {
        inputs,
        cotangents,
        constants: constants.collect(),
    };
    Ok(Given {
        sizes,
        point: Some(point),
    })
}

/// The named sizes that `--at` gives, or that follow from what it gives.
pub(crate) fn sizes(
    graph: &Exported,
    called: &str,
    at: &[At],
) -> Result<BTreeMap<String, usize>, Failure> {
    let names = Names::new(graph, called);
    shape::sizes(graph, &readings(&names, at)?)
}

fn readings(names: &Names<'_>, at: &[At]) -> Result<BTreeMap<Subject, Reading>, Failure> {
    let mut readings: BTreeMap<Subject, Reading> = BTreeMap::new();
    for At { name, value } in at {
        let subject = names.find(name)?;
        let reading = read::read(name, value, &subject)?;
        if readings.insert(subject, reading).is_some() {
            return Err(usage(format!("`{name}` is given twice")));
        }
    }
    Ok(readings)
}

fn usage(message: impl Into<String>) -> Failure {
    Failure::Usage(Message::new(message))
}
