//! Whether the sizes with which a graph is called fit its declaration.

use crate::ShapeError;
use crate::shape_error::{Axis, Fault, Origin, Sizes};

/// An axis of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Site {
    /// The input's name.
    pub input: &'static str,
    /// The number of the axis.
    pub axis: usize,
}

impl Site {
    fn of_size(self, size: usize) -> Axis {
        Axis {
            name: self.input,
            number: self.axis,
            size,
        }
    }
}

/// A size that has a name in a graph, and the axis that has set it.
#[derive(Debug, Clone, Copy)]
pub struct Named {
    graph: &'static str,
    name: &'static str,
    /// The size and where it comes from.
    set: Option<(usize, Origin)>,
}

impl Named {
    /// A size that nothing has set yet.
    #[inline]
    #[must_use]
    pub fn new(graph: &'static str, name: &'static str) -> Self {
        Self {
            graph,
            name,
            set: None,
        }
    }

    /// Takes the size of an axis that the graph declares as this size plus `offset`: the first
    /// sets it, the others have to agree.
    ///
    /// # Errors
    ///
    /// The axis has another size, or one that is smaller than `offset`.
    #[inline]
    pub fn meet(&mut self, found: usize, offset: isize, site: Site) -> Result<(), ShapeError> {
        let Some((size, origin)) = self.set else {
            let axis = site.of_size(found);
            let origin = Origin { axis, offset };
            let Some(size) = origin.named_size() else {
                return Err(self.negative(axis, offset.unsigned_abs()));
            };
            self.set = Some((size, origin));
            return Ok(());
        };
        if size.checked_add_signed(offset) == Some(found) {
            return Ok(());
        }
        Err(self.differs(site.of_size(found), offset, (size, origin)))
    }

    /// The size; 0 where nothing has set it.
    #[inline]
    #[must_use]
    pub fn get(&self) -> usize {
        self.set.map_or(0, |(size, _)| size)
    }

    /// Whether the size is as large as a slice needs it.
    ///
    /// # Errors
    ///
    /// It is smaller.
    #[inline]
    pub fn at_least(&self, least: usize) -> Result<(), ShapeError> {
        match self.set {
            Some((size, origin)) if size < least => Err(self.too_small(least, origin, None)),
            _ => Ok(()),
        }
    }

    // Errors are made away from the checks, of copies: what they were made of by reference would have to be in memory.

    #[cold]
    #[inline(never)]
    fn negative(self, axis: Axis, offset: usize) -> ShapeError {
        let name = self.name;
        ShapeError::new(self.graph, Fault::Negative { axis, offset, name })
    }

    #[cold]
    #[inline(never)]
    fn differs(self, axis: Axis, offset: isize, (size, origin): (usize, Origin)) -> ShapeError {
        if size.checked_add_signed(offset).is_none() {
            let site = (axis.name, axis.number);
            return self.too_small(offset.unsigned_abs(), origin, Some(site));
        }
        let fault = Fault::Named {
            axis,
            offset,
            name: self.name,
            origin,
        };
        ShapeError::new(self.graph, fault)
    }

    #[cold]
    #[inline(never)]
    fn too_small(
        self,
        least: usize,
        origin: Origin,
        axis: Option<(&'static str, usize)>,
    ) -> ShapeError {
        let fault = Fault::TooSmall {
            name: self.name,
            least,
            origin,
            axis,
        };
        ShapeError::new(self.graph, fault)
    }
}

/// Whether an axis has the size that the graph declares by a number.
///
/// # Errors
///
/// It has another.
#[inline]
pub fn literal(
    graph: &'static str,
    site: Site,
    expected: usize,
    found: usize,
) -> Result<(), ShapeError> {
    if expected == found {
        return Ok(());
    }
    Err(other_than_literal(graph, site.of_size(found), expected))
}

#[cold]
#[inline(never)]
fn other_than_literal(graph: &'static str, axis: Axis, expected: usize) -> ShapeError {
    ShapeError::new(graph, Fault::Literal { axis, expected })
}

/// Whether an axis of a cotangent has the size of the output's; `output` may be empty, for an
/// output without a name.
///
/// # Errors
///
/// It has another.
#[inline]
pub fn cotangent(
    graph: &'static str,
    output: &'static str,
    axis: usize,
    expected: usize,
    found: usize,
) -> Result<(), ShapeError> {
    if expected == found {
        return Ok(());
    }
    let site = Site {
        input: output,
        axis,
    };
    Err(other_than_output(graph, site.of_size(found), expected))
}

#[cold]
#[inline(never)]
fn other_than_output(graph: &'static str, axis: Axis, expected: usize) -> ShapeError {
    ShapeError::new(graph, Fault::Cotangent { axis, expected })
}

/// The number of elements of an array with these sizes.
///
/// # Errors
///
/// Memory cannot hold so many numbers of type `F`, or ndarray cannot count them.
pub fn fits<F>(
    graph: &'static str,
    what: &'static str,
    sizes: &[usize],
) -> Result<usize, ShapeError> {
    // ndarray multiplies the sizes other than 0, even where the array is empty.
    let counted = sizes
        .iter()
        .filter(|&&size| size != 0)
        .try_fold(1_usize, |product, &size| product.checked_mul(size))
        .filter(|&product| isize::try_from(product).is_ok());
    let product = counted.map(|product| if sizes.contains(&0) { 0 } else { product });
    let bytes = product.and_then(|product| product.checked_mul(size_of::<F>()));
    match product {
        Some(product) if bytes.is_some_and(|bytes| isize::try_from(bytes).is_ok()) => Ok(product),
        _ => Err(too_large(graph, what, sizes)),
    }
}

/// The error that an array with these sizes cannot be had.
#[cold]
#[inline(never)]
pub(crate) fn too_large(graph: &'static str, name: &'static str, sizes: &[usize]) -> ShapeError {
    let sizes = Sizes::new(sizes);
    ShapeError::new(graph, Fault::TooLarge { name, sizes })
}
