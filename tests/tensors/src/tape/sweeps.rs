//! What a tape gives: a gradient, accumulated in reverse, and tangents, accumulated forward.

use super::{FACTOR, Tape, as_f64};

/// The gradient by each entry, and how far off a computed one may be.
#[derive(Debug)]
pub(crate) struct Gradient {
    pub(crate) adjoints: Vec<f64>,
    pub(crate) tolerances: Vec<f64>,
}

impl Tape {
    /// What the seeds' cotangents give, accumulated in reverse.
    pub(crate) fn gradient(&self, seeds: &[(usize, f64)]) -> Gradient {
        let count = self.values.len();
        let (mut adjoints, mut magnitudes) = (vec![0.0; count], vec![0.0; count]);
        let (mut errors, mut uses) = (vec![0.0_f64; count], vec![0_usize; count]);
        for &(entry, cotangent) in seeds {
            adjoints[entry] += cotangent;
            magnitudes[entry] += cotangent.abs();
            uses[entry] += 1;
        }
        for entry in (0..count).rev().filter(|entry| self.active[*entry]) {
            if uses[entry] == 0 {
                continue;
            }
            let magnitude = magnitudes[entry];
            errors[entry] += (4.0 + 2.0 * as_f64(uses[entry]).sqrt()) * magnitude;
            errors[entry] += self.smallest / self.epsilon;
            if magnitude > self.largest * self.epsilon {
                errors[entry] = f64::INFINITY;
            }
            for edge in self.edges_of(entry) {
                let size = edge.slope.abs() + self.epsilon * edge.spread;
                adjoints[edge.from] += edge.slope * adjoints[entry];
                magnitudes[edge.from] += size * magnitude;
                errors[edge.from] +=
                    size * errors[entry] + (FACTOR * edge.slope.abs() + edge.spread) * magnitude;
                uses[edge.from] += 1;
            }
        }
        for error in &mut errors {
            *error *= self.epsilon;
        }
        Gradient {
            adjoints,
            tolerances: errors,
        }
    }

    /// The derivative of all entries in the direction that these leaves move in, accumulated forward.
    pub(crate) fn tangents(&self, direction: &[(usize, f64)]) -> Vec<f64> {
        let mut tangents = vec![0.0; self.values.len()];
        for &(entry, tangent) in direction {
            tangents[entry] = tangent;
        }
        for entry in 0..self.values.len() {
            for edge in self.edges_of(entry) {
                tangents[entry] += edge.slope * tangents[edge.from];
            }
        }
        tangents
    }
}
