//! A value in a few characters.

use backprop_codegen::export::{Datum, Tensor};

use crate::number::short;

/// How many elements are listed.
const LISTED: usize = 3;

pub(super) fn datum(datum: &Datum) -> String {
    match datum {
        Datum::Numbers(tensor) => numbers(tensor),
        Datum::Conditions(tensor) => conditions(tensor),
    }
}

/// A number; a few numbers; or the smallest and the largest of many.
pub(super) fn numbers(tensor: &Tensor<f64>) -> String {
    let data = tensor.data.as_slice();
    if let ([number], true) = (data, tensor.shape.is_empty()) {
        return short(*number, if number.abs() < 1.0 { 4 } else { 6 });
    }
    let brief = |number: &f64| short(*number, 3);
    let Some(first) = data.first() else {
        return "[]".to_owned();
    };
    if data.iter().any(|number| number.is_nan()) {
        let count = data.iter().filter(|number| number.is_nan()).count();
        return format!("{count} of {} NaN", data.len());
    }
    if data.len() <= LISTED && tensor.shape.len() == 1 {
        let numbers: Vec<String> = data.iter().map(brief).collect();
        return format!("[{}]", numbers.join(", "));
    }
    let smallest = data.iter().copied().fold(*first, f64::min);
    let largest = data.iter().copied().fold(*first, f64::max);
    if brief(&smallest) == brief(&largest) {
        return format!("all {}", brief(first));
    }
    format!("{} … {}", brief(&smallest), brief(&largest))
}

fn conditions(tensor: &Tensor<bool>) -> String {
    match tensor.data.as_slice() {
        [condition] => condition.to_string(),
        data => {
            let holds = data.iter().filter(|condition| **condition).count();
            format!("{holds} of {} true", data.len())
        }
    }
}
