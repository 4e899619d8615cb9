//! Reductions, what is normalised over the last axis, and matrix products.

use super::{Evaluator, ROUNDING, Tensor};
use crate::functions;
use crate::moves;
use crate::tape::{Factor, as_f64};

impl Evaluator<'_> {
    pub(super) fn along(&mut self, name: &str, operand: &Tensor, axis: usize) -> Tensor {
        let mut shape = operand.shape.clone();
        shape.remove(axis);
        let groups = moves::groups(operand, axis);
        let data = groups
            .iter()
            .map(|group| self.reduce(name, group))
            .collect();
        Tensor { shape, data }
    }

    pub(super) fn reduce(&mut self, name: &str, entries: &[usize]) -> usize {
        let count = as_f64(entries.len());
        let growth = 4.0 + count.max(1.0).log2();
        let terms = |factor: f64| -> Vec<(usize, Factor)> {
            entries
                .iter()
                .map(|entry| (*entry, Factor::Number(factor)))
                .collect()
        };
        match name {
            "sum" => self.tape.sum(&terms(1.0), growth),
            "mean" if entries.is_empty() => self.tape.leaf(f64::NAN, false),
            "mean" => self.tape.sum(&terms(1.0 / count), growth + 2.0),
            "product" => self.tape.product(entries),
            "max" | "max_all" => self.tape.extreme(entries, true),
            "min" | "min_all" => self.tape.extreme(entries, false),
            "logsumexp" => {
                let (_, total, shift) = self.exponentials(entries);
                let logarithm = self.tape.call(functions::find("ln"), &[total], ROUNDING);
                self.tape
                    .call(functions::find("+"), &[logarithm, shift], ROUNDING)
            }
            _ => panic!("`{name}` is unknown to the tests"),
        }
    }

    /// The differences from the shift, the sum of their exponentials, and the shift.
    fn exponentials(&mut self, entries: &[usize]) -> (Vec<(usize, usize)>, usize, usize) {
        let values = entries.iter().map(|entry| self.tape.value(*entry));
        let largest = values.fold(f64::NEG_INFINITY, f64::max);
        let shift = self
            .tape
            .leaf(if largest.is_finite() { largest } else { 0.0 }, false);
        let (minus, exp) = (functions::find("-"), functions::find("exp"));
        let mut each = Vec::new();
        for entry in entries {
            let difference = self.tape.call(minus, &[*entry, shift], ROUNDING);
            each.push((difference, self.tape.call(exp, &[difference], ROUNDING)));
        }
        let terms: Vec<(usize, Factor)> = each
            .iter()
            .map(|(_, exponential)| (*exponential, Factor::Number(1.0)))
            .collect();
        let growth = 4.0 + as_f64(entries.len().max(1)).log2();
        let total = self.tape.sum(&terms, growth);
        (each, total, shift)
    }

    pub(super) fn normalised(&mut self, name: &str, operand: &Tensor) -> Tensor {
        let row = operand.shape.last().copied().unwrap_or(1);
        let mut data = Vec::new();
        for entries in operand.data.chunks(row.max(1)) {
            let (each, total, _) = self.exponentials(entries);
            if name == "softmax" {
                let divide = functions::find("/");
                for (_, exponential) in each {
                    data.push(self.tape.call(divide, &[exponential, total], ROUNDING));
                }
            } else {
                let logarithm = self.tape.call(functions::find("ln"), &[total], ROUNDING);
                let minus = functions::find("-");
                for (difference, _) in each {
                    data.push(self.tape.call(minus, &[difference, logarithm], ROUNDING));
                }
            }
        }
        Tensor {
            shape: operand.shape.clone(),
            data,
        }
    }

    pub(super) fn dot(&mut self, left: &Tensor, right: &Tensor) -> Tensor {
        let inner = *left.shape.last().expect("a vector or a matrix");
        let rows = &left.shape[..left.shape.len() - 1];
        let columns = &right.shape[1..];
        assert_eq!(right.shape[0], inner);
        let (height, width) = (rows.iter().product(), columns.iter().product());
        let growth = 4.0 + 2.0 * as_f64(inner).sqrt();
        let mut data = Vec::new();
        for row in 0..height {
            for column in 0..width {
                let terms: Vec<(usize, Factor)> = (0..inner)
                    .map(|place| {
                        let other = right.data[place * width + column];
                        (left.data[row * inner + place], Factor::Entry(other))
                    })
                    .collect();
                data.push(self.tape.sum(&terms, growth));
            }
        }
        Tensor {
            shape: [rows, columns].concat(),
            data,
        }
    }
}
