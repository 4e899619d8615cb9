//! Reductions: what a set of numbers along some axes becomes.
//!
//! All is computed in `f64` and rounded once. A sum carries what its additions lose, so that it is the exact
//! sum to the last digits.

use super::tensor::{Tensor, strides, walk};
use crate::ops::Op;
use crate::shape::Axes;

/// One number for all elements along `axes`; none for an operation that is no reduction.
pub(super) fn reduce(op: Op, axes: Axes, operand: &Tensor<f64>) -> Option<Tensor<f64>> {
    let reduce: fn(&[f64]) -> f64 = match op {
        Op::Sum => sum,
        Op::Mean => mean,
        Op::Product => product,
        Op::MaxAll => max,
        Op::MinAll => min,
        Op::LogSumExp => log_sum_exp,
        _ => return None,
    };
    let groups = Groups::new(operand, axes);
    let numbers = groups.places.iter();
    let numbers = numbers.map(|places| Some(reduce(&operand.picked(places)?)));
    Tensor::new(groups.shape, numbers.collect::<Option<_>>()?)
}

/// A number for each element from all those along `axes`; none for an operation that is not of this kind.
pub(super) fn normalise(op: Op, axes: Axes, operand: &Tensor<f64>) -> Option<Tensor<f64>> {
    let each: fn(&[f64]) -> Vec<f64> = match op {
        Op::Softmax => softmax,
        Op::LogSoftmax => log_softmax,
        Op::Exclusive => exclusive,
        _ => return None,
    };
    let mut result = operand.clone();
    for places in Groups::new(operand, axes).places {
        for (place, number) in places.iter().zip(each(&operand.picked(&places)?)) {
            *result.data.get_mut(*place)? = number;
        }
    }
    Some(result)
}

/// The places of the elements that are reduced together, for each element of the result.
struct Groups {
    shape: Vec<usize>,
    places: Vec<Vec<usize>>,
}

impl Groups {
    fn new(operand: &Tensor<f64>, axes: Axes) -> Self {
        let sized = operand.shape.iter().copied().zip(strides(&operand.shape));
        let (mut reduced, mut kept) = ((Vec::new(), Vec::new()), (Vec::new(), Vec::new()));
        for (axis, (size, stride)) in sized.enumerate() {
            let (sizes, steps) = if axes.contains(axis) {
                &mut reduced
            } else {
                &mut kept
            };
            sizes.push(size);
            steps.push(stride);
        }
        let starts = walk(&kept.0, &kept.1, 0).into_iter();
        Self {
            shape: kept.0,
            places: starts
                .map(|start| walk(&reduced.0, &reduced.1, start))
                .collect(),
        }
    }
}

/// The sum, by the algorithm of A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher
/// Summen", 1974.
pub(super) fn sum(numbers: &[f64]) -> f64 {
    let (mut sum, mut lost) = (0.0_f64, 0.0_f64);
    for number in numbers {
        let next = sum + number;
        lost += if sum.abs() >= number.abs() {
            (sum - next) + number
        } else {
            (number - next) + sum
        };
        sum = next;
    }
    // What an infinity loses is no number.
    if sum.is_finite() { sum + lost } else { sum }
}

fn mean(numbers: &[f64]) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "larger tensors do not exist")]
    let count = numbers.len() as f64;
    sum(numbers) / count
}

fn product(numbers: &[f64]) -> f64 {
    numbers.iter().product()
}

fn max(numbers: &[f64]) -> f64 {
    let larger = |largest: f64, number: f64| {
        if number > largest || number.is_nan() {
            number
        } else {
            largest
        }
    };
    numbers.iter().copied().fold(f64::NEG_INFINITY, larger)
}

fn min(numbers: &[f64]) -> f64 {
    let smaller = |smallest: f64, number: f64| {
        if number < smallest || number.is_nan() {
            number
        } else {
            smallest
        }
    };
    numbers.iter().copied().fold(f64::INFINITY, smaller)
}

/// The largest number, or 0 where that is not finite: what exponents are shifted by.
fn shift(numbers: &[f64]) -> f64 {
    let largest = max(numbers);
    if largest.is_finite() { largest } else { 0.0 }
}

fn exponentials(numbers: &[f64]) -> Vec<f64> {
    let shift = shift(numbers);
    numbers
        .iter()
        .map(|number| (number - shift).exp())
        .collect()
}

fn log_sum_exp(numbers: &[f64]) -> f64 {
    sum(&exponentials(numbers)).ln() + shift(numbers)
}

fn softmax(numbers: &[f64]) -> Vec<f64> {
    let mut exponentials = exponentials(numbers);
    let total = sum(&exponentials);
    for exponential in &mut exponentials {
        *exponential /= total;
    }
    exponentials
}

fn log_softmax(numbers: &[f64]) -> Vec<f64> {
    let (shift, total) = (shift(numbers), sum(&exponentials(numbers)));
    let each = numbers.iter();
    each.map(|number| (number - shift) - total.ln()).collect()
}

/// The product of all other numbers, for each: what stands before it times what stands behind it.
fn exclusive(numbers: &[f64]) -> Vec<f64> {
    let running = |product: &mut f64, number: &f64| {
        let before = *product;
        *product *= number;
        Some(before)
    };
    let mut behind: Vec<f64> = numbers.iter().rev().scan(1.0, running).collect();
    behind.reverse();
    let before = numbers.iter().scan(1.0, running);
    before
        .zip(behind)
        .map(|(before, behind)| before * behind)
        .collect()
}
