//! The numbers with which the page begins: what `--at` gives, and for the rest some for which all is finite.

use backprop_codegen::export::{Argument, Datum, Drawing, Exported, Point, Tensor};

use crate::arguments::At;
use crate::point::{self, Given};
use crate::report::Failure;

/// So many elements of inputs are put into the page.
const LIMIT: usize = 200_000;

/// Ways to make numbers for inputs from those between -1 and 1: as they are, between 0 and 1, between 1 and 2. Few
/// functions are defined everywhere.
const WAYS: [fn(f64) -> f64; 3] = [
    |number| number,
    |number| hundredths(0.5 + 0.45 * number),
    |number| hundredths(1.5 + 0.45 * number),
];

/// The sizes, and a point unless that were too large for a page.
pub(super) fn start(
    graph: &Exported,
    called: &str,
    drawing: &Drawing,
    at: &[At],
) -> Result<Given, Failure> {
    let mut at = at.to_vec();
    let sizes = point::sizes(graph, called, &at)?;
    for (position, (name, least)) in graph.named_sizes().into_iter().enumerate() {
        if !sizes.contains_key(&name) {
            // Sizes that differ show which is which.
            add(&mut at, name, least.max(2 + position % 4).to_string());
        }
    }
    let sizes = point::sizes(graph, called, &at)?;
    let inputs = graph.inputs();
    let count = inputs.iter().map(|input| {
        let mut sizes = input.shape.iter().map(|size| size.resolve(&sizes));
        sizes.try_fold(1_usize, |count, size| count.checked_mul(size?))
    });
    let count = count.reduce(|one, other| one?.checked_add(other?));
    if count.flatten().is_none_or(|count| count > LIMIT) {
        return Ok(Given { sizes, point: None });
    }
    let made_up: Vec<bool> = inputs
        .iter()
        .map(|input| !at.iter().any(|at| at.name == input.name))
        .collect();
    for (position, input) in inputs.iter().enumerate() {
        if made_up.get(position) == Some(&true) {
            add(&mut at, input.name.clone(), first(input, position));
        }
    }
    for path in graph.constants() {
        if point::standard(&path).is_none() && !at.iter().any(|at| at.name == path) {
            add(&mut at, path, "1".to_owned());
        }
    }
    let mut given = point::given(graph, called, &at)?;
    if let Some(point) = &mut given.point {
        *point = finite(graph, drawing, point, &made_up);
    }
    Ok(given)
}

fn add(at: &mut Vec<At>, name: String, value: String) {
    at.push(At { name, value });
}

fn first(input: &Argument, position: usize) -> String {
    if input.shape.is_empty() {
        (position + 1).to_string()
    } else {
        "random".to_owned()
    }
}

/// The first of the ways in which every number is finite, or else the first.
fn finite(graph: &Exported, drawing: &Drawing, point: &Point, made_up: &[bool]) -> Point {
    let count = f64::from(u32::try_from(made_up.len()).unwrap_or(u32::MAX));
    let ways = WAYS.iter().enumerate().map(|(number, way)| {
        let inputs = point.inputs.iter().zip(made_up);
        let inputs = inputs.map(|(input, made_up)| match (made_up, input.data.as_slice()) {
            (false, _) => input.clone(),
            (true, [scalar]) if input.shape.is_empty() && number > 0 => {
                Tensor::scalar(way(2.0 * scalar / (count + 1.0) - 1.0))
            }
            _ if input.shape.is_empty() => input.clone(),
            (true, data) => Tensor {
                shape: input.shape.clone(),
                data: data.iter().copied().map(way).collect(),
            },
        });
        Point {
            inputs: inputs.collect(),
            ..point.clone()
        }
    });
    let is_finite = |point: &Point| {
        let Ok(values) = graph.values(drawing, point) else {
            return false;
        };
        let nodes = values.nodes.iter().filter_map(|datum| match datum {
            Datum::Numbers(tensor) => Some(tensor),
            Datum::Conditions(_) => None,
        });
        let edges = values.edges.iter().flatten();
        nodes
            .chain(edges)
            .all(|tensor| tensor.data.iter().all(|number| number.is_finite()))
    };
    let mut ways = ways;
    ways.find(is_finite).unwrap_or_else(|| point.clone())
}

/// Rounded, so that it is short where it is shown.
fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}
