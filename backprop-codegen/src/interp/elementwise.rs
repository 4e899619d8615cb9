//! Elementwise operations on operands that are broadcast to one shape.

use super::Datum;
use super::real::{Real, round};
use super::tensor::{Tensor, common};
use crate::ir::Attribute;
use crate::ops::Value;

/// The operation for each element; none where it is not elementwise, or operands do not fit.
pub(super) fn elementwise<R: Real>(
    value: Value,
    attribute: Attribute,
    operands: &[Datum],
) -> Option<Datum> {
    let shape = operands
        .iter()
        .try_fold(Vec::new(), |shape, operand| common(&shape, operand.shape()))?;
    let mut numbers: Vec<Tensor<f64>> = Vec::new();
    let mut booleans: Vec<Tensor<bool>> = Vec::new();
    for operand in operands {
        match operand {
            Datum::Numbers(tensor) => numbers.push(tensor.broadcast(&shape)?),
            Datum::Conditions(tensor) => booleans.push(tensor.broadcast(&shape)?),
        }
    }
    let places = 0..numbers
        .first()
        .map(|tensor| tensor.data.len())
        .or_else(|| booleans.first().map(|tensor| tensor.data.len()))?;
    let at = |place: usize| -> Option<Vec<f64>> {
        let each = numbers.iter();
        each.map(|tensor| tensor.data.get(place).copied()).collect()
    };
    let whether = |place: usize| -> Option<Vec<bool>> {
        let each = booleans.iter();
        each.map(|tensor| tensor.data.get(place).copied()).collect()
    };
    if let Value::Comparison { .. } | Value::Logic(_) = value {
        let data = places.map(|place| condition::<R>(value, &at(place)?, &whether(place)?));
        return Some(Datum::Conditions(Tensor::new(
            shape,
            data.collect::<Option<_>>()?,
        )?));
    }
    let data = places.map(|place| number::<R>(value, attribute, &at(place)?, &whether(place)?));
    Some(Datum::Numbers(Tensor::new(
        shape,
        data.collect::<Option<_>>()?,
    )?))
}

fn condition<R: Real>(value: Value, numbers: &[f64], booleans: &[bool]) -> Option<bool> {
    match (value, numbers) {
        (Value::Comparison { single, double }, &[left, right]) => Some(if R::SINGLE {
            single(f32::narrow(left), f32::narrow(right))
        } else {
            double(left, right)
        }),
        (Value::Logic(logic), _) => Some(logic(booleans)),
        _ => None,
    }
}

fn number<R: Real>(
    value: Value,
    attribute: Attribute,
    numbers: &[f64],
    booleans: &[bool],
) -> Option<f64> {
    let single = |function: fn(&[f32]) -> f32| {
        let singles: Vec<f32> = numbers.iter().map(|number| f32::narrow(*number)).collect();
        function(&singles).widen()
    };
    Some(match (value, attribute, numbers) {
        (
            Value::Number {
                single: function, ..
            },
            ..,
        ) if R::SINGLE => single(function),
        (Value::Number { double, .. }, ..) => double(numbers),
        (Value::Power { single, .. }, Attribute::Integer(exponent), &[base]) if R::SINGLE => {
            single(f32::narrow(base), exponent).widen()
        }
        (Value::Power { double, .. }, Attribute::Integer(exponent), &[base]) => {
            double(base, exponent)
        }
        (Value::Select, _, &[then, otherwise]) => {
            round::<R>(if *booleans.first()? { then } else { otherwise })
        }
        _ => return None,
    })
}
