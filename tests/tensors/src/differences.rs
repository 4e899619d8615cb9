//! Central differences of a tree, in `f64`.

use crate::check::seeds;
use crate::evaluate::{Evaluation, evaluate};
use crate::points::Point;
use crate::tree::Graph;

/// The difference quotient in a direction and its tolerance, where no kink and no condition changes sides
/// within a step.
pub(crate) fn central(
    graph: &Graph,
    point: &Point,
    here: &Evaluation,
    direction: &[Vec<f64>],
) -> Option<(f64, f64)> {
    let coordinates = point.inputs.iter().flatten();
    let largest = coordinates.map(|number| number.abs()).fold(1.0, f64::max);
    let step = f64::EPSILON.cbrt() * largest;
    let mut quotients = Vec::new();
    let mut noise = 0.0;
    for width in [step, step / 2.0, step / 4.0] {
        let mut ends = [0.0; 2];
        for (end, sign) in ends.iter_mut().zip([1.0, -1.0]) {
            let mut inputs = point.inputs.clone();
            for ((input, _), along) in graph.active_inputs().zip(direction) {
                for (coordinate, along) in inputs[input].iter_mut().zip(along) {
                    *coordinate += sign * width * along;
                }
            }
            let there = evaluate(graph, &point.dims, false, &inputs, Some(&here.stopped));
            if there.tape.sides != here.tape.sides {
                return None;
            }
            for (entry, cotangent) in seeds(graph, point, &there) {
                *end += cotangent * there.tape.value(entry);
                noise += cotangent.abs() * there.tape.tolerance(entry);
            }
        }
        quotients.push((ends[0] - ends[1]) / (2.0 * width));
    }
    let spread = quotients.iter().copied().fold(f64::NEG_INFINITY, f64::max)
        - quotients.iter().copied().fold(f64::INFINITY, f64::min);
    // The error of truncation falls by 4 from one width to the next.
    let tolerance = 8.0 * spread + noise / step;
    tolerance.is_finite().then_some((quotients[1], tolerance))
}
