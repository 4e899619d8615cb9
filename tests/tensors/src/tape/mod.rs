//! A tape of scalars: each element of each tensor is an entry, with the derivative by each entry that it
//! was computed from, and bounds for what rounding may do to both.
//!
//! Values are computed in `f64` whatever the element type; the bounds are in units of the element type's
//! epsilon.
//!
//! # The bounds
//!
//! `noise` bounds how far a computed value may be off: what the operands' noise becomes, plus the rounding of
//! the operation. Where noise can carry an operand over a kink or a jump, what that may change is noise, too.
//!
//! A gradient is a sum over paths of products of local derivatives. Any order of accumulation adds and
//! multiplies the same factors, so that what is rounded differs by some units of epsilon times the sum of the
//! *absolute* products, the `magnitude`. To that comes the error of the local derivatives themselves:
//! `FACTOR` units relative to each, and its `spread`, which is how far the derivative moves when its
//! arguments move within their noise.

mod sweeps;

use crate::functions::Function;

/// Units of epsilon that an operation or a local derivative may be off, relative to itself.
const FACTOR: f64 = 8.0;

#[derive(Clone, Copy, Debug)]
struct Edge {
    from: usize,
    slope: f64,
    /// The error of `slope`, in units of epsilon.
    spread: f64,
}

#[derive(Debug)]
pub(crate) struct Tape {
    pub(crate) epsilon: f64,
    /// The smallest positive normal number, and the largest number.
    smallest: f64,
    largest: f64,
    values: Vec<f64>,
    noises: Vec<f64>,
    active: Vec<bool>,
    /// Where the edges of each entry end.
    ends: Vec<usize>,
    edges: Vec<Edge>,
    /// On which side of every kink and condition the point is, in order of evaluation.
    pub(crate) sides: Vec<i64>,
}

impl Tape {
    pub(crate) fn new(single: bool) -> Self {
        let (epsilon, smallest, largest) = if single {
            (
                f32::EPSILON.into(),
                f32::MIN_POSITIVE.into(),
                f32::MAX.into(),
            )
        } else {
            (f64::EPSILON, f64::MIN_POSITIVE, f64::MAX)
        };
        Self {
            epsilon,
            smallest,
            largest,
            values: Vec::new(),
            noises: Vec::new(),
            active: Vec::new(),
            ends: Vec::new(),
            edges: Vec::new(),
            sides: Vec::new(),
        }
    }

    pub(crate) fn value(&self, entry: usize) -> f64 {
        self.values[entry]
    }

    /// How far a computed value may be off.
    pub(crate) fn tolerance(&self, entry: usize) -> f64 {
        self.epsilon * self.noises[entry]
    }

    /// Whether no value is infinite or none.
    pub(crate) fn is_finite(&self) -> bool {
        self.values.iter().all(|value| value.is_finite())
    }

    /// An exact number.
    pub(crate) fn leaf(&mut self, value: f64, active: bool) -> usize {
        self.values.push(value);
        self.noises.push(0.0);
        self.active.push(active);
        self.ends.push(self.edges.len());
        self.values.len() - 1
    }

    /// The value of an entry, as a constant.
    pub(crate) fn stop(&mut self, entry: usize) -> usize {
        let stopped = self.leaf(self.values[entry], false);
        self.noises[stopped] = self.noises[entry];
        stopped
    }

    fn entry(&mut self, value: f64, noise: f64, edges: &[Edge]) -> usize {
        let noise = if value.is_infinite() && noise.is_nan() {
            0.0
        } else if value.is_finite() && value.abs() >= self.largest / 2.0 {
            // It may be infinite in the element type.
            f64::INFINITY
        } else {
            noise + self.smallest / self.epsilon
        };
        let before = self.edges.len();
        for edge in edges {
            let silent = edge.slope == 0.0 && edge.spread == 0.0;
            if self.active[edge.from] && !silent {
                self.edges.push(*edge);
            }
        }
        self.values.push(value);
        self.noises.push(noise);
        self.active.push(self.edges.len() > before);
        self.ends.push(self.edges.len());
        self.values.len() - 1
    }

    /// An elementwise function; its rounding is relative to the value, and exact where there is none.
    pub(crate) fn call(&mut self, function: Function, arguments: &[usize], rounding: f64) -> usize {
        let mut at = [0.0; 3];
        let mut reach = [0.0; 3];
        for (position, argument) in arguments.iter().enumerate() {
            at[position] = self.values[*argument];
            reach[position] = self.tolerance(*argument);
        }
        let count = arguments.len();
        let here = function(&at[..count]);
        self.sides.push(here.side);
        // How far value and derivatives move where the arguments move within their noise.
        let mut jump: f64 = 0.0;
        let mut moved = [0.0_f64; 3];
        if reach.iter().any(|reach| *reach > 0.0) {
            for corner in 0..1_usize << count {
                let mut there = at;
                for (position, coordinate) in there.iter_mut().enumerate().take(count) {
                    let up = corner >> position & 1 == 1;
                    *coordinate += if up {
                        reach[position]
                    } else {
                        -reach[position]
                    };
                }
                let there = function(&there[..count]);
                if there.side != here.side {
                    jump = jump.max(distance(there.value, here.value));
                }
                for (moved, (there, here)) in
                    moved.iter_mut().zip(there.slopes.iter().zip(here.slopes))
                {
                    *moved = moved.max(distance(*there, here));
                }
            }
        }
        let mut noise = rounding * here.value.abs() + here.loss + jump / self.epsilon;
        let mut edges = [Edge {
            from: 0,
            slope: 0.0,
            spread: 0.0,
        }; 3];
        for (position, argument) in arguments.iter().enumerate() {
            let slope = here.slopes[position];
            let own = self.noises[*argument];
            if own > 0.0 {
                noise += (slope.abs() + moved[position]) * own;
            }
            let slack = if slope == 0.0 && moved[position] == 0.0 {
                0.0
            } else {
                here.slack
            };
            edges[position] = Edge {
                from: *argument,
                slope,
                spread: moved[position] / self.epsilon + slack,
            };
        }
        self.entry(here.value, noise, &edges[..count])
    }

    /// A sum of products of entries with numbers or with entries, which may be off by `growth` units of
    /// epsilon of the sum of its absolute terms.
    pub(crate) fn sum(&mut self, terms: &[(usize, Factor)], growth: f64) -> usize {
        // The sum, and what its additions have lost.
        let (mut value, mut lost, mut noise) = (0.0, 0.0, 0.0);
        let mut add = |term: f64| {
            let sum: f64 = value + term;
            let back = sum - value;
            lost += (value - (sum - back)) + (term - back);
            value = sum;
        };
        let mut edges = Vec::with_capacity(terms.len());
        for &(entry, factor) in terms {
            let (x, own) = (self.values[entry], self.noises[entry]);
            match factor {
                Factor::Number(number) => {
                    add(x * number);
                    noise += number.abs() * (own + growth * x.abs());
                    edges.push(Edge {
                        from: entry,
                        slope: number,
                        spread: 0.0,
                    });
                }
                Factor::Entry(other) => {
                    let (y, others) = (self.values[other], self.noises[other]);
                    add(x * y);
                    noise += x.abs() * others
                        + y.abs() * own
                        + self.epsilon * own * others
                        + growth * (x * y).abs();
                    edges.push(Edge {
                        from: entry,
                        slope: y,
                        spread: others,
                    });
                    edges.push(Edge {
                        from: other,
                        slope: x,
                        spread: own,
                    });
                }
            }
        }
        let exact = if lost.is_finite() {
            value + lost
        } else {
            value
        };
        self.entry(exact, noise, &edges)
    }

    /// The product of all entries, with the product of all others as each one's derivative.
    pub(crate) fn product(&mut self, entries: &[usize]) -> usize {
        let size = |entry: usize| self.values[entry].abs() + self.tolerance(entry);
        let (mut before, mut largest_before) = (vec![1.0], vec![1.0]);
        for (place, &entry) in entries.iter().enumerate() {
            before.push(before[place] * self.values[entry]);
            largest_before.push(largest_before[place] * size(entry));
        }
        let (mut behind, mut largest_behind) = (1.0, 1.0);
        let mut edges = Vec::with_capacity(entries.len());
        let units = 2.0 * as_f64(entries.len()) + FACTOR;
        // From `product (|x| + r)` less `product |x|`, which is the sum over all ways to replace a factor.
        let excess = |largest: f64, exact: f64| (largest - exact.abs()).max(0.0) / self.epsilon;
        for (place, &entry) in entries.iter().enumerate().rev() {
            let slope = before[place] * behind;
            let largest = largest_before[place] * largest_behind;
            edges.push(Edge {
                from: entry,
                slope,
                spread: excess(largest, slope) + units * largest,
            });
            behind *= self.values[entry];
            largest_behind *= size(entry);
        }
        let largest = largest_before[entries.len()];
        let noise = excess(largest, behind) + units * largest;
        self.entry(before[entries.len()], noise, &edges)
    }

    /// The largest of all entries, or the smallest; those that are share the gradient equally.
    pub(crate) fn extreme(&mut self, entries: &[usize], largest: bool) -> usize {
        let sign = if largest { 1.0 } else { -1.0 };
        let values = || entries.iter().map(|entry| sign * self.values[*entry]);
        let nan = values().any(f64::is_nan);
        let best = values().fold(f64::NEG_INFINITY, f64::max);
        let ties = values().filter(|value| *value == best).count();
        let widest = entries
            .iter()
            .map(|entry| self.tolerance(*entry))
            .fold(0.0, f64::max);
        let near = |value: f64| value.is_finite() && best - value <= 2.0 * widest;
        let close = values()
            .filter(|value| *value == best || near(*value))
            .count();
        let noise = entries
            .iter()
            .filter(|entry| near(sign * self.values[**entry]))
            .map(|entry| self.noises[*entry])
            .fold(0.0, f64::max);
        let edges: Vec<Edge> = entries
            .iter()
            .map(|&from| {
                let value = sign * self.values[from];
                let unsure = close > 1 && widest > 0.0 && near(value);
                Edge {
                    from,
                    slope: if value == best && !nan {
                        1.0 / as_f64(ties)
                    } else {
                        0.0
                    },
                    spread: if unsure { 1.0 / self.epsilon } else { 0.0 },
                }
            })
            .collect();
        let first = values().position(|value| value == best).unwrap_or(0);
        self.sides
            .push(i64::try_from(first * 1000 + ties).unwrap_or(0));
        let value = if nan { f64::NAN } else { sign * best };
        self.entry(value, noise, &edges)
    }

    /// One of two entries, where noise may turn the condition.
    pub(crate) fn unsure(&mut self, holds: bool, then: usize, otherwise: usize) -> usize {
        let (chosen, other) = if holds {
            (then, otherwise)
        } else {
            (otherwise, then)
        };
        let jump = distance(self.values[chosen], self.values[other]) / self.epsilon;
        let noise = jump + self.noises[chosen] + self.noises[other];
        let spread = 1.0 / self.epsilon;
        let edges = [(chosen, 1.0), (other, 0.0)];
        let edges = edges.map(|(from, slope)| Edge {
            from,
            slope,
            spread,
        });
        self.entry(self.values[chosen], noise, &edges)
    }

    fn edges_of(&self, entry: usize) -> &[Edge] {
        let start = entry.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.edges[start..self.ends[entry]]
    }
}

/// What a term of a sum is multiplied with.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Factor {
    Number(f64),
    Entry(usize),
}

/// How far apart two numbers are; infinitely where one of them alone is none.
fn distance(one: f64, other: f64) -> f64 {
    if one == other || one.is_nan() && other.is_nan() {
        0.0
    } else {
        let distance = (one - other).abs();
        if distance.is_nan() {
            f64::INFINITY
        } else {
            distance
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts are small")]
pub(crate) fn as_f64(count: usize) -> f64 {
    count as f64
}
