//! Central differences of a tree, in `f64`.

use crate::evaluate::evaluate;
use crate::tree::Graph;

pub(crate) struct Quotient {
    pub(crate) slope: f64,
    pub(crate) tolerance: f64,
}

/// The difference quotient and its tolerance, where the function is smooth and finite around the point.
pub(crate) fn central(
    graph: &Graph,
    at: &[f64],
    cotangents: &[f64],
    input: usize,
) -> Option<Quotient> {
    if at.iter().any(|coordinate| coordinate.abs() > 10.0) {
        return None;
    }
    let here = evaluate(graph, at, None, None);
    let step = f64::EPSILON.cbrt() * at[input].abs().max(1.0);
    let mut size: f64 = 0.0;
    let mut quotients = Vec::new();
    for width in [step, step / 2.0, step / 4.0] {
        let mut ends = [0.0; 2];
        for (end, sign) in ends.iter_mut().zip([1.0, -1.0]) {
            let mut moved = at.to_vec();
            moved[input] += sign * width;
            let there = evaluate(graph, &moved, None, Some(&here.stopped));
            if there.sides != here.sides {
                return None;
            }
            for (&output, cotangent) in graph.active_outputs().iter().zip(cotangents) {
                *end += cotangent * there.outputs[output].value;
            }
            size = size.max(end.abs());
        }
        quotients.push((ends[0] - ends[1]) / (2.0 * width));
    }
    let greatest = quotients.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let least = quotients.iter().copied().fold(f64::INFINITY, f64::min);
    // The error of truncation falls by 4 from one width to the next, that of rounding doubles.
    let tolerance = 8.0 * (greatest - least) + 256.0 * f64::EPSILON * size.max(f64::EPSILON) / step;
    let slope = quotients[1];
    tolerance
        .is_finite()
        .then_some(Quotient { slope, tolerance })
}
