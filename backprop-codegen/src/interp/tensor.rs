//! Tensor values: sizes, elements in row-major order, and walks through them.

/// A tensor: its sizes, outermost first, and its elements in row-major order. A scalar has no sizes and
/// one element.
#[derive(Clone, Debug, PartialEq)]
pub struct Tensor<T> {
    /// The sizes, outermost first.
    pub shape: Vec<usize>,
    /// The elements, the last axis fastest.
    pub data: Vec<T>,
}

impl<T: Copy> Tensor<T> {
    /// A scalar.
    pub fn scalar(element: T) -> Self {
        Self {
            shape: Vec::new(),
            data: vec![element],
        }
    }

    /// A tensor of these sizes and elements; none where there are more or fewer elements than the sizes
    /// ask for.
    #[must_use]
    pub fn new(shape: Vec<usize>, data: Vec<T>) -> Option<Self> {
        (elements(&shape)? == data.len()).then_some(Self { shape, data })
    }

    /// The tensor with each element mapped.
    pub(crate) fn map<U>(&self, map: impl FnMut(T) -> U) -> Tensor<U> {
        Tensor {
            shape: self.shape.clone(),
            data: self.data.iter().copied().map(map).collect(),
        }
    }

    /// The elements at these places of `data`.
    pub(super) fn picked(&self, places: &[usize]) -> Option<Vec<T>> {
        let elements = places.iter().map(|place| self.data.get(*place).copied());
        elements.collect()
    }

    /// The elements at these places of `data`, as a tensor of this shape.
    pub(super) fn gather(&self, shape: Vec<usize>, places: &[usize]) -> Option<Self> {
        Self::new(shape, self.picked(places)?)
    }

    /// The tensor as `NumPy` broadcasts it, aligned from the last axis; none where a size does not fit.
    pub(crate) fn broadcast(&self, shape: &[usize]) -> Option<Self> {
        let missing = shape.len().checked_sub(self.shape.len())?;
        let mut steps = vec![0; missing];
        let own = self.shape.iter().zip(strides(&self.shape));
        for ((size, stride), wanted) in own.zip(shape.iter().skip(missing)) {
            steps.push(match size {
                _ if size == wanted => stride,
                1 => 0,
                _ => return None,
            });
        }
        self.gather(shape.to_vec(), &walk(shape, &steps, 0))
    }
}

/// How many elements a tensor of these sizes has.
pub(super) fn elements(shape: &[usize]) -> Option<usize> {
    shape
        .iter()
        .try_fold(1_usize, |elements, size| elements.checked_mul(*size))
}

/// How far apart in row-major order the elements are that are neighbours on each axis.
pub(super) fn strides(shape: &[usize]) -> Vec<usize> {
    let mut strides: Vec<usize> = shape
        .iter()
        .rev()
        .scan(1_usize, |stride, size| {
            let own = *stride;
            *stride = stride.saturating_mul(*size);
            Some(own)
        })
        .collect();
    strides.reverse();
    strides
}

/// The places that are met on a walk through `shape` in row-major order, where one step on each axis goes
/// as far as `steps` says.
pub(super) fn walk(shape: &[usize], steps: &[usize], start: usize) -> Vec<usize> {
    let mut places = vec![start];
    for (size, step) in shape.iter().zip(steps) {
        places = places
            .iter()
            .flat_map(|place| (0..*size).map(move |index| place + index * step))
            .collect();
    }
    places
}

/// The shape that two shapes broadcast to; none where they do not fit.
pub(super) fn common(left: &[usize], right: &[usize]) -> Option<Vec<usize>> {
    let rank = left.len().max(right.len());
    let size = |shape: &[usize], axis: usize| {
        let own = (axis + shape.len()).checked_sub(rank);
        own.and_then(|own| shape.get(own).copied()).unwrap_or(1)
    };
    (0..rank)
        .map(|axis| match (size(left, axis), size(right, axis)) {
            (1, other) | (other, 1) => Some(other),
            (left, right) => (left == right).then_some(left),
        })
        .collect()
}
