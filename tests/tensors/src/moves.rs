//! Moves of elements: broadcasting, transposing, slicing, and the groups that a reduction takes together.

use crate::evaluate::Tensor;
use crate::tree::Item;

/// The shape that two shapes broadcast to.
pub(crate) fn common(left: &[usize], right: &[usize]) -> Vec<usize> {
    let rank = left.len().max(right.len());
    let padded = |shape: &[usize]| {
        let mut padded = vec![1; rank - shape.len()];
        padded.extend(shape);
        padded
    };
    let pairs = padded(left).into_iter().zip(padded(right));
    let size = |(left, right)| if left == 1 { right } else { left };
    pairs.map(size).collect()
}

/// The place in row-major order of an index.
fn place(shape: &[usize], index: &[usize]) -> usize {
    let axes = shape.iter().zip(index);
    axes.fold(0, |place, (size, position)| place * size + position)
}

/// The index of a place.
fn index(shape: &[usize], mut place: usize) -> Vec<usize> {
    let mut index = vec![0; shape.len()];
    for (position, size) in index.iter_mut().zip(shape).rev() {
        *position = place % size;
        place /= size;
    }
    index
}

/// The elements at the places of another shape, which are found from an index of that.
fn gather<T: Copy>(
    tensor: &Tensor<T>,
    shape: Vec<usize>,
    from: impl Fn(&[usize]) -> Vec<usize>,
) -> Tensor<T> {
    let elements = 0..shape.iter().product();
    let data = elements.map(|element| {
        let from = from(&index(&shape, element));
        tensor.data[place(&tensor.shape, &from)]
    });
    let data = data.collect();
    Tensor { shape, data }
}

pub(crate) fn broadcast<T: Copy>(tensor: &Tensor<T>, shape: &[usize]) -> Tensor<T> {
    let own = &tensor.shape;
    if own == shape {
        return Tensor {
            shape: shape.to_vec(),
            data: tensor.data.clone(),
        };
    }
    let missing = shape.len() - own.len();
    for (own, size) in own.iter().zip(&shape[missing..]) {
        assert!(own == size || *own == 1, "{:?} as {shape:?}", tensor.shape);
    }
    gather(tensor, shape.to_vec(), |index| {
        let axes = index[missing..].iter().zip(own);
        axes.map(|(position, size)| if *size == 1 { 0 } else { *position })
            .collect()
    })
}

/// Two tensors, element by element.
pub(crate) fn combined<T: Copy>(
    left: &Tensor<T>,
    right: &Tensor<T>,
    combine: impl Fn(T, T) -> T,
) -> Tensor<T> {
    let shape = common(&left.shape, &right.shape);
    let (left, right) = (broadcast(left, &shape), broadcast(right, &shape));
    let pairs = left.data.into_iter().zip(right.data);
    let data = pairs.map(|(left, right)| combine(left, right)).collect();
    Tensor { shape, data }
}

pub(crate) fn transposed(tensor: &Tensor) -> Tensor {
    let shape = tensor.shape.iter().rev().copied().collect();
    gather(tensor, shape, |index| index.iter().rev().copied().collect())
}

pub(crate) fn sliced(tensor: &Tensor, items: &[Item]) -> Tensor {
    let bound = |bound: i64, size: usize| {
        let from_start = usize::try_from(bound).ok();
        from_start.unwrap_or_else(|| size - usize::try_from(-bound).expect("a bound"))
    };
    let mut shape = Vec::new();
    for (item, size) in items.iter().zip(&tensor.shape) {
        if let Item::Range(start, end) = item {
            let end = end.map_or(*size, |end| bound(end, *size));
            assert!(end <= *size);
            shape.push(end - start.map_or(0, |start| bound(start, *size)));
        }
    }
    gather(tensor, shape, |index| {
        let mut positions = index.iter();
        let axes = items.iter().zip(&tensor.shape);
        axes.map(|(item, size)| match item {
            Item::At(position) => bound(*position, *size),
            Item::Range(start, _) => {
                let start = start.map_or(0, |start| bound(start, *size));
                start + positions.next().expect("an axis")
            }
        })
        .collect()
    })
}

/// The elements along an axis, for each place of the others.
pub(crate) fn groups(tensor: &Tensor, axis: usize) -> Vec<Vec<usize>> {
    let mut rest = tensor.shape.clone();
    let size = rest.remove(axis);
    let group = |element: usize| -> Vec<usize> {
        let mut at = index(&rest, element);
        at.insert(axis, 0);
        let mut elements = Vec::new();
        for position in 0..size {
            at[axis] = position;
            elements.push(tensor.data[place(&tensor.shape, &at)]);
        }
        elements
    };
    (0..rest.iter().product()).map(group).collect()
}
