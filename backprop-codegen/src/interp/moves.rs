//! Operations that move elements, and the matrix product.

use super::reductions::sum;
use super::sizes::Sizes;
use super::tensor::{Tensor, elements, strides, walk};
use crate::ir::{Attribute, Graph};
use crate::ops::Op;
use crate::shape::Window;

/// The elements in their new places; none where the operation or its attribute asks for what is not there.
pub(super) fn moved<T: Copy + Default>(
    op: Op,
    attribute: Attribute,
    operand: &Tensor<T>,
    graph: &Graph,
    sizes: &Sizes<'_>,
) -> Result<Option<Tensor<T>>, String> {
    Ok(match (op, attribute) {
        (Op::Transpose, _) => {
            let shape: Vec<usize> = operand.shape.iter().rev().copied().collect();
            let mut steps = strides(&operand.shape);
            steps.reverse();
            let places = walk(&shape, &steps, 0);
            operand.gather(shape, &places)
        }
        (Op::InsertAxis, Attribute::Integer(axis)) => {
            let axis = usize::try_from(axis).ok();
            let axis = axis.filter(|axis| *axis <= operand.shape.len());
            axis.and_then(|axis| {
                let mut shape = operand.shape.clone();
                shape.insert(axis, 1);
                Tensor::new(shape, operand.data.clone())
            })
        }
        (Op::RemoveAxis, Attribute::Integer(axis)) => {
            let axis = usize::try_from(axis).ok();
            let axis = axis.filter(|axis| operand.shape.get(*axis) == Some(&1));
            axis.and_then(|axis| {
                let mut shape = operand.shape.clone();
                shape.remove(axis);
                Tensor::new(shape, operand.data.clone())
            })
        }
        (Op::Reshape, Attribute::Shape(shape)) => {
            Tensor::new(sizes.shape(graph.shape(shape))?, operand.data.clone())
        }
        (Op::Broadcast, Attribute::Shape(shape)) => {
            operand.broadcast(&sizes.shape(graph.shape(shape))?)
        }
        (Op::Slice, Attribute::Window(window)) => {
            let (start, size) = (sizes.resolve(window.start)?, sizes.resolve(window.size)?);
            slice(operand, window, start, size)
        }
        (Op::Pad, Attribute::Window(window)) => {
            let (start, size) = (sizes.resolve(window.start)?, sizes.resolve(window.size)?);
            pad(operand, window, start, size)
        }
        _ => None,
    })
}

fn slice<T: Copy>(
    operand: &Tensor<T>,
    window: Window,
    start: usize,
    size: usize,
) -> Option<Tensor<T>> {
    let (shape, places) = part(&operand.shape, window.axis, start, size)?;
    operand.gather(shape, &places)
}

fn pad<T: Copy + Default>(
    operand: &Tensor<T>,
    window: Window,
    start: usize,
    size: usize,
) -> Option<Tensor<T>> {
    let mut shape = operand.shape.clone();
    let own = std::mem::replace(shape.get_mut(window.axis)?, size);
    let mut result = Tensor::new(shape.clone(), vec![T::default(); elements(&shape)?])?;
    let (_, places) = part(&shape, window.axis, start, own)?;
    for (place, element) in places.into_iter().zip(&operand.data) {
        *result.data.get_mut(place)? = *element;
    }
    Some(result)
}

/// The shape of `size` positions of an axis from `start` on, and the places of its elements in the whole.
fn part(
    whole: &[usize],
    axis: usize,
    start: usize,
    size: usize,
) -> Option<(Vec<usize>, Vec<usize>)> {
    let steps = strides(whole);
    let first = steps.get(axis)?.checked_mul(start)?;
    let mut shape = whole.to_vec();
    let room = std::mem::replace(shape.get_mut(axis)?, size);
    let places = walk(&shape, &steps, first);
    (start.checked_add(size)? <= room).then_some((shape, places))
}

/// The matrix product of operands with one or two axes each, as ndarray's `dot`.
pub(super) fn product(left: &Tensor<f64>, right: &Tensor<f64>) -> Option<Tensor<f64>> {
    let (rows, inner) = match *left.shape.as_slice() {
        [inner] => (None, inner),
        [rows, inner] => (Some(rows), inner),
        _ => return None,
    };
    let (depth, columns) = match *right.shape.as_slice() {
        [depth] => (depth, None),
        [depth, columns] => (depth, Some(columns)),
        _ => return None,
    };
    if inner != depth {
        return None;
    }
    let step = columns.unwrap_or(1);
    let mut data = Vec::new();
    for row in 0..rows.unwrap_or(1) {
        for column in 0..step {
            let factors = (0..inner).map(|index| {
                let left = left.data.get(row * inner + index)?;
                Some(left * right.data.get(index * step + column)?)
            });
            data.push(sum(&factors.collect::<Option<Vec<_>>>()?));
        }
    }
    Tensor::new(rows.into_iter().chain(columns).collect(), data)
}
