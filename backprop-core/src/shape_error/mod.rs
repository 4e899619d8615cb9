use core::error::Error;

mod display;

/// Two shapes that do not fit together; its message says where, and gives both sizes.
///
/// It holds names and numbers alone, and so needs no allocation. What the message says can be
/// read from it as well.
///
/// ```
/// use backprop_core::ShapeError;
///
/// let error = ShapeError::compare("Net", ("image", &[2, 3]), ("mask", &[2, 4])).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "in `Net`, axis 1 of `image` has size 3, but axis 1 of `mask` has size 4",
/// );
/// assert_eq!((error.graph(), error.input(), error.axis()), ("Net", "image", Some(1)));
/// assert_eq!((error.found(), error.expected()), (Some(3), Some(4)));
/// assert_eq!(error.set_by(), Some(("mask", 1)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShapeError {
    /// What was computed: the name of a graph, a layer, or a check.
    place: &'static str,
    fault: Fault,
}

/// The size of one axis of something that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Axis {
    pub(crate) name: &'static str,
    pub(crate) number: usize,
    pub(crate) size: usize,
}

/// How many of something a name has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) name: &'static str,
    pub(crate) count: usize,
}

/// Where a named size comes from: an axis, and what its declaration adds to the named size.
#[cfg(feature = "ndarray")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Origin {
    pub(crate) axis: Axis,
    pub(crate) offset: isize,
}

#[cfg(feature = "ndarray")]
impl Origin {
    /// The named size; nothing where the axis is shorter than what is added.
    #[inline]
    pub(crate) fn named_size(self) -> Option<usize> {
        let (size, offset) = (self.axis.size, self.offset.unsigned_abs());
        if self.offset > 0 {
            size.checked_sub(offset)
        } else {
            // No size exceeds what an `isize` holds, nor does the offset by more than one.
            Some(size.saturating_add(offset))
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Two axes differ in size, those of the same part of each where they have parts.
    Size(Axis, Axis, Option<usize>),
    /// Two arrays differ in how many axes they have, parts of two values likewise.
    Rank(Count, Count, Option<usize>),
    /// Two values differ in how many parts they have.
    Parts(Count, Count),
    /// An array has more elements than memory has addresses.
    #[cfg(feature = "ndarray")]
    TooLarge { name: &'static str, sizes: Sizes },
    /// An axis has another size than the graph declares by a number.
    #[cfg(feature = "ndarray")]
    Literal { axis: Axis, expected: usize },
    /// An axis has another size than the graph declares by a name.
    #[cfg(feature = "ndarray")]
    Named {
        axis: Axis,
        /// What the declaration of the axis adds to the named size.
        offset: isize,
        name: &'static str,
        origin: Origin,
    },
    /// An axis, the first that has the named size, is shorter than what is added to it.
    #[cfg(feature = "ndarray")]
    Negative {
        axis: Axis,
        offset: usize,
        name: &'static str,
    },
    /// A named size is smaller than what a slice, or another axis, asks for.
    #[cfg(feature = "ndarray")]
    TooSmall {
        name: &'static str,
        least: usize,
        origin: Origin,
        /// The axis that asks for it, and its input; otherwise it is a slice.
        axis: Option<(&'static str, usize)>,
    },
    /// A cotangent has another size than the output that it belongs to.
    #[cfg(feature = "ndarray")]
    Cotangent { axis: Axis, expected: usize },
}

/// The sizes of an array, as far as they are told.
#[cfg(feature = "ndarray")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sizes {
    pub(crate) first: [usize; Self::MOST],
    pub(crate) rank: usize,
}

#[cfg(feature = "ndarray")]
impl Sizes {
    /// How many sizes are told: as many as ndarray has ranks with a type of their own.
    const MOST: usize = 6;

    pub(crate) fn new(sizes: &[usize]) -> Self {
        let mut first = [0; Self::MOST];
        for (kept, size) in first.iter_mut().zip(sizes) {
            *kept = *size;
        }
        Self {
            first,
            rank: sizes.len(),
        }
    }
}

impl ShapeError {
    /// Nothing where two shapes are equal, otherwise the first axis in which they differ.
    ///
    /// `place` names what is computed; each shape comes with the name of the array that has it.
    /// This is how a layer of your own gives the errors that the layers of this crate give.
    ///
    /// # Errors
    ///
    /// The shapes differ in their number of axes or in a size.
    pub fn compare(
        place: &'static str,
        (name, shape): (&'static str, &[usize]),
        (other_name, other_shape): (&'static str, &[usize]),
    ) -> Result<(), Self> {
        if shape.len() != other_shape.len() {
            let count = Count {
                name,
                count: shape.len(),
            };
            let other = Count {
                name: other_name,
                count: other_shape.len(),
            };
            return Err(Self::new(place, Fault::Rank(count, other, None)));
        }
        for (axis, (&size, &other_size)) in shape.iter().zip(other_shape).enumerate() {
            let other = Axis {
                name: other_name,
                number: axis,
                size: other_size,
            };
            Self::compare_axes(
                place,
                Axis {
                    name,
                    number: axis,
                    size,
                },
                other,
            )?;
        }
        Ok(())
    }

    /// The name of the graph; of the layer or the check, where it is the error of one.
    #[must_use]
    pub fn graph(&self) -> &'static str {
        self.place
    }

    /// The name of what does not fit: an input, or the output to which a cotangent belongs.
    #[must_use]
    pub fn input(&self) -> &'static str {
        self.fault.parts().input
    }

    /// The axis of it that does not fit, where it is one axis.
    #[must_use]
    pub fn axis(&self) -> Option<usize> {
        self.fault.parts().axis
    }

    /// The name of the size, where the graph gives it a name.
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        self.fault.parts().name
    }

    /// What would have fitted: the size, or the least size, or how many axes or parts.
    #[must_use]
    pub fn expected(&self) -> Option<usize> {
        self.fault.parts().expected
    }

    /// What there is instead.
    #[must_use]
    pub fn found(&self) -> Option<usize> {
        self.fault.parts().found
    }

    /// The other input and the axis of it from which the expected size came, if one did.
    #[must_use]
    pub fn set_by(&self) -> Option<(&'static str, usize)> {
        self.fault.parts().set_by
    }

    /// Nothing where two axes have the same size, otherwise the error that names both.
    pub(crate) fn compare_axes(place: &'static str, axis: Axis, other: Axis) -> Result<(), Self> {
        if axis.size == other.size {
            Ok(())
        } else {
            Err(Self::new(place, Fault::Size(axis, other, None)))
        }
    }

    /// Nothing where two values have the same number of parts, otherwise the error that says so.
    pub(crate) fn compare_parts(
        place: &'static str,
        (name, count): (&'static str, usize),
        (other_name, other_count): (&'static str, usize),
    ) -> Result<(), Self> {
        if count == other_count {
            return Ok(());
        }
        let other = Count {
            name: other_name,
            count: other_count,
        };
        Err(Self::new(place, Fault::Parts(Count { name, count }, other)))
    }

    /// The same error, said of one part of each of the two.
    pub(crate) fn of_part(self, part: usize) -> Self {
        let mut fault = self.fault;
        if let Fault::Size(_, _, place) | Fault::Rank(_, _, place) = &mut fault {
            *place = Some(part);
        }
        Self { fault, ..self }
    }

    pub(crate) fn new(place: &'static str, fault: Fault) -> Self {
        Self { place, fault }
    }
}

impl Error for ShapeError {}

/// What a program can read from a fault.
#[derive(Default)]
struct Parts {
    input: &'static str,
    axis: Option<usize>,
    name: Option<&'static str>,
    expected: Option<usize>,
    found: Option<usize>,
    set_by: Option<(&'static str, usize)>,
}

impl Fault {
    fn parts(self) -> Parts {
        match self {
            Self::Size(one, other, _) => Parts {
                expected: Some(other.size),
                set_by: Some((other.name, other.number)),
                ..Parts::of(one)
            },
            Self::Rank(one, other, _) | Self::Parts(one, other) => Parts {
                input: one.name,
                expected: Some(other.count),
                found: Some(one.count),
                ..Parts::default()
            },
            #[cfg(feature = "ndarray")]
            Self::TooLarge { name, .. } => Parts {
                input: name,
                ..Parts::default()
            },
            #[cfg(feature = "ndarray")]
            Self::Literal { axis, expected } | Self::Cotangent { axis, expected } => Parts {
                expected: Some(expected),
                ..Parts::of(axis)
            },
            #[cfg(feature = "ndarray")]
            Self::Named {
                axis,
                offset,
                name,
                origin,
            } => Parts {
                name: Some(name),
                expected: origin
                    .named_size()
                    .and_then(|size| size.checked_add_signed(offset)),
                set_by: Some((origin.axis.name, origin.axis.number)),
                ..Parts::of(axis)
            },
            #[cfg(feature = "ndarray")]
            Self::Negative { axis, offset, name } => Parts {
                name: Some(name),
                expected: Some(offset),
                ..Parts::of(axis)
            },
            #[cfg(feature = "ndarray")]
            Self::TooSmall {
                name,
                least,
                origin,
                ..
            } => Parts {
                input: origin.axis.name,
                axis: Some(origin.axis.number),
                name: Some(name),
                expected: Some(least),
                found: origin.named_size(),
                set_by: Some((origin.axis.name, origin.axis.number)),
            },
        }
    }
}

impl Parts {
    fn of(axis: Axis) -> Self {
        Self {
            input: axis.name,
            axis: Some(axis.number),
            found: Some(axis.size),
            ..Self::default()
        }
    }
}
