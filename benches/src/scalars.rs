//! Workloads on a handful of numbers, each call on others.

use std::hint::black_box;

use crate::measure::Contender;
use crate::near::assert_near;

/// How many examples a call of a contender computes.
pub const EXAMPLES: usize = 1024;

/// One way to compute `O` numbers, the value and the gradient, from `I`.
pub struct Way<const I: usize, const O: usize> {
    /// What the rows call it.
    pub name: &'static str,
    /// All examples, one after the other.
    pub all: fn(&[[f64; I]], &mut [[f64; O]]),
}

/// A [`Way`], of a function that is called for each example.
#[macro_export]
macro_rules! called {
    ($name:expr, $function:path, $inputs:expr, $outputs:expr) => {{
        fn one(input: &[f64; $inputs], output: &mut [f64; $outputs]) {
            *output = $function(input);
        }
        fn all(inputs: &[[f64; $inputs]], outputs: &mut [[f64; $outputs]]) {
            $crate::scalars::call_each(one, inputs, outputs);
        }
        $crate::scalars::Way { name: $name, all }
    }};
}

/// Calls a function for each example.
///
/// The loop is the same for all functions: where it lies in memory makes a difference of a sixth to calls
/// that take 2 ns.
#[inline(never)]
pub fn call_each<const I: usize, const O: usize>(
    one: fn(&[f64; I], &mut [f64; O]),
    inputs: &[[f64; I]],
    outputs: &mut [[f64; O]],
) {
    let one = black_box(one);
    for (input, output) in inputs.iter().zip(outputs) {
        one(input, output);
    }
}

/// A [`Way`], of a function that is inlined into the loop over the examples.
#[macro_export]
macro_rules! inlined {
    ($name:expr, $function:path, $inputs:expr, $outputs:expr) => {{
        fn all(inputs: &[[f64; $inputs]], outputs: &mut [[f64; $outputs]]) {
            for (input, output) in inputs.iter().zip(outputs) {
                *output = $function(input);
            }
        }
        $crate::scalars::Way { name: $name, all }
    }};
}

impl<const I: usize, const O: usize> Way<I, O> {
    /// Computes all examples.
    #[must_use]
    pub fn contender<'a>(&self, inputs: &'a [[f64; I]]) -> Contender<'a> {
        let all = self.all;
        let mut outputs = vec![[0.0; O]; inputs.len()];
        Contender::new(self.name, move || {
            black_box(all)(inputs, &mut outputs);
            outputs[0][0]
        })
    }
}

/// Asserts that all ways agree with what is expected.
///
/// # Panics
///
/// They do not.
pub fn assert_ways_agree<const I: usize, const O: usize>(
    ways: &[Way<I, O>],
    inputs: &[[f64; I]],
    expected: impl Fn(&[f64; I]) -> [f64; O],
    ulps: f64,
) {
    for way in ways {
        let mut outputs = vec![[0.0; O]; inputs.len()];
        (way.all)(inputs, &mut outputs);
        for (input, output) in inputs.iter().zip(&outputs) {
            assert_near(way.name, output, &expected(input), ulps);
        }
    }
}

/// Examples whose numbers lie in these ranges.
#[must_use]
pub fn examples<const I: usize>(ranges: &[(f64, f64); I]) -> Vec<[f64; I]> {
    let columns: [Vec<f64>; I] = std::array::from_fn(|input| {
        let (low, high) = ranges[input];
        let seed = u32::try_from(input).unwrap_or(u32::MAX);
        crate::numbers::numbers(seed, EXAMPLES, low, high)
    });
    (0..EXAMPLES)
        .map(|example| std::array::from_fn(|input| columns[input][example]))
        .collect()
}
