use core::error::Error;
use core::fmt::{self, Display};

/// Two shapes that do not fit together; its message says where, and gives both sizes.
///
/// It holds names and numbers alone, and so needs no allocation.
///
/// ```
/// use backprop_core::ShapeError;
///
/// let error = ShapeError::compare("Net", ("image", &[2, 3]), ("mask", &[2, 4])).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "in `Net`, axis 1 of `image` has size 3, but axis 1 of `mask` has size 4",
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShapeError {
    /// What was computed: the name of a layer, or of a check.
    place: &'static str,
    /// Which of several parts the two names mean, where they have parts.
    part: Option<usize>,
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
struct Count {
    name: &'static str,
    count: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// Two axes differ in size.
    Size(Axis, Axis),
    /// Two arrays differ in how many axes they have.
    Rank(Count, Count),
    /// Two values differ in how many parts they have.
    Parts(Count, Count),
    /// A matrix has more elements than memory has addresses.
    #[cfg(feature = "ndarray")]
    TooLarge {
        name: &'static str,
        rows: usize,
        columns: usize,
    },
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
            return Err(Self::new(place, Fault::Rank(count, other)));
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

    /// Nothing where two axes have the same size, otherwise the error that names both.
    pub(crate) fn compare_axes(place: &'static str, axis: Axis, other: Axis) -> Result<(), Self> {
        if axis.size == other.size {
            Ok(())
        } else {
            Err(Self::new(place, Fault::Size(axis, other)))
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

    /// Nothing where a matrix of numbers of type `F` can exist, otherwise the error that says so.
    #[cfg(feature = "ndarray")]
    pub(crate) fn fits_memory<F>(
        place: &'static str,
        name: &'static str,
        [rows, columns]: [usize; 2],
    ) -> Result<(), Self> {
        let bytes = rows
            .checked_mul(columns)
            .and_then(|elements| elements.checked_mul(size_of::<F>()));
        if bytes.is_some_and(|bytes| isize::try_from(bytes).is_ok()) {
            Ok(())
        } else {
            Err(Self::new(
                place,
                Fault::TooLarge {
                    name,
                    rows,
                    columns,
                },
            ))
        }
    }

    /// The same error, said of one part of each of the two.
    pub(crate) fn of_part(self, part: usize) -> Self {
        Self {
            part: Some(part),
            ..self
        }
    }

    fn new(place: &'static str, fault: Fault) -> Self {
        Self {
            place,
            part: None,
            fault,
        }
    }
}

impl Display for ShapeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = Part(self.part);
        write!(f, "in `{}`, ", self.place)?;
        match self.fault {
            Fault::Size(one, other) => write!(
                f,
                "axis {} of {part}`{}` has size {}, but axis {} of {part}`{}` has size {}",
                one.number, one.name, one.size, other.number, other.name, other.size,
            ),
            Fault::Rank(one, other) => {
                let axes = if one.count == 1 { "axis" } else { "axes" };
                let Count { name, count } = one;
                write!(f, "{part}`{name}` has {count} {axes}, ")?;
                write!(f, "but {part}`{}` has {}", other.name, other.count)
            }
            Fault::Parts(one, other) => {
                let parts = if one.count == 1 { "part" } else { "parts" };
                let Count { name, count } = one;
                write!(f, "`{name}` has {count} {parts}, ")?;
                write!(f, "but `{}` has {}", other.name, other.count)
            }
            #[cfg(feature = "ndarray")]
            Fault::TooLarge {
                name,
                rows,
                columns,
            } => {
                write!(
                    f,
                    "`{name}` of shape [{rows}, {columns}] is too large for memory"
                )
            }
        }
    }
}

impl Error for ShapeError {}

/// `part 2 of `, or nothing.
struct Part(Option<usize>);

impl Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |part| write!(f, "part {part} of "))
    }
}
