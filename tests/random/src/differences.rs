//! Central differences of a tree, in `f64`.

use crate::evaluate::evaluate;
use crate::tree::Graph;

pub(crate) struct Quotient {
    pub(crate) slope: f64,
    pub(crate) tolerance: f64,
}

/// How much of its size a function may change within a step, by the sum of the absolute products of
/// local derivatives: what moves faster may wave within the step.
const SLOW: f64 = 0.1;

/// Slopes below this, beside coordinates of about 1, are of exponential tails, which change by more
/// than their size within a step.
const TAIL: f64 = 1e-30;

/// The difference quotient and its tolerance, where the function is smooth, finite and slow around the
/// point.
pub(crate) fn central(
    graph: &Graph,
    at: &[f64],
    cotangents: &[f64],
    input: usize,
) -> Option<Quotient> {
    if at.iter().any(|coordinate| coordinate.abs() > 10.0) {
        return None;
    }
    let here = evaluate(graph, at, Some(input), None);
    let step = f64::EPSILON.cbrt() * at[input].abs().max(1.0);
    for &output in &graph.active_outputs() {
        let dual = here.outputs[output];
        let speed = dual.tangent.map_or(0.0, |tangent| tangent.magnitude);
        if speed * step > SLOW * dual.value.abs().max(1.0) {
            return None;
        }
    }
    let mut noise: f64 = 0.0;
    let mut quotients = Vec::new();
    for width in [step, step / 2.0, step / 4.0] {
        let mut ends = [(0.0, 0.0); 2];
        for ((place, value), sign) in ends.iter_mut().zip([1.0, -1.0]) {
            let mut moved = at.to_vec();
            moved[input] += sign * width;
            *place = moved[input];
            let there = evaluate(graph, &moved, None, Some(&here.stopped));
            if there.sides != here.sides {
                return None;
            }
            let mut own_noise = 0.0;
            for (&output, cotangent) in graph.active_outputs().iter().zip(cotangents) {
                *value += cotangent * there.outputs[output].value;
                own_noise += cotangent.abs() * there.outputs[output].noise;
            }
            if own_noise.is_nan() {
                return None;
            }
            noise = noise.max(own_noise + f64::EPSILON * value.abs());
        }
        let [above, below] = ends;
        quotients.push((above.1 - below.1) / (above.0 - below.0));
    }
    let greatest = quotients.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let least = quotients.iter().copied().fold(f64::INFINITY, f64::min);
    let slope = quotients[1];
    // The error of truncation falls by 4 from one width to the next. What rounding does to the values
    // at both ends is divided by the distance between them, here the step; the quotient itself rounds.
    let spread = greatest - least;
    let tolerance = 8.0 * spread + 2.0 * noise / step + 4.0 * f64::EPSILON * slope.abs() + TAIL;
    tolerance
        .is_finite()
        .then_some(Quotient { slope, tolerance })
}
