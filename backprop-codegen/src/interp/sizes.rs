//! The sizes that a graph names, as its inputs give them.

use crate::shape::Size;
use crate::signature::Signature;

/// The value of each named size.
#[derive(Debug)]
pub(crate) struct Sizes<'s> {
    signature: &'s Signature,
    dims: Vec<Option<usize>>,
}

impl<'s> Sizes<'s> {
    /// The named sizes that make the inputs have these shapes.
    pub(crate) fn bind<'a>(
        signature: &'s Signature,
        shapes: impl Iterator<Item = &'a [usize]>,
    ) -> Result<Self, String> {
        let mut sizes = Self {
            signature,
            dims: vec![None; signature.dims.len()],
        };
        for (input, shape) in signature.inputs.iter().zip(shapes) {
            let name = &input.name.text;
            let misfit = || {
                let expected = signature.shape_text(&input.shape);
                format!("`{name}` is {expected}, found {shape:?}")
            };
            if input.shape.len() != shape.len() {
                return Err(misfit());
            }
            for (size, found) in input.shape.iter().zip(shape) {
                if !sizes.fit(*size, *found) {
                    return Err(misfit());
                }
            }
        }
        Ok(sizes)
    }

    /// Whether a size can be `found`, given what is known; a name without a value gets one.
    fn fit(&mut self, size: Size, found: usize) -> bool {
        match size {
            Size::Literal(size) => size == found,
            Size::Named { dim, offset } => {
                let value = i64::try_from(found)
                    .ok()
                    .and_then(|found| found.checked_sub(offset))
                    .and_then(|value| usize::try_from(value).ok());
                match (value, self.dims.get_mut(dim.0)) {
                    (Some(value), Some(slot)) => *slot.get_or_insert(value) == value,
                    _ => false,
                }
            }
        }
    }

    /// The number that a size is.
    pub(crate) fn resolve(&self, size: Size) -> Result<usize, String> {
        let number = match size {
            Size::Literal(size) => Some(size),
            Size::Named { dim, offset } => self
                .dims
                .get(dim.0)
                .copied()
                .flatten()
                .and_then(|value| i64::try_from(value).ok()?.checked_add(offset))
                .and_then(|size| usize::try_from(size).ok()),
        };
        number.ok_or_else(|| format!("`{}` is no size here", self.signature.size_text(size)))
    }

    /// The numbers that the sizes of a shape are.
    pub(crate) fn shape(&self, shape: &[Size]) -> Result<Vec<usize>, String> {
        shape.iter().map(|size| self.resolve(*size)).collect()
    }
}
