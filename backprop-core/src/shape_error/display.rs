use core::fmt::{self, Display};

use super::{Axis, Count, Fault, ShapeError};
#[cfg(feature = "ndarray")]
use super::{Origin, Sizes};
#[cfg(feature = "ndarray")]
use crate::info::Dim;

impl Display for ShapeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "in `{}`, ", self.place)?;
        match self.fault {
            Fault::Size(one, other, part) => {
                let part = Part(part);
                let Axis { name, number, size } = one;
                write!(f, "axis {number} of {part}`{name}` has size {size}, ")?;
                let Axis { name, number, size } = other;
                write!(f, "but axis {number} of {part}`{name}` has size {size}")
            }
            Fault::Rank(one, other, part) => {
                let part = Part(part);
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
            fault => write_run_time(fault, f),
        }
    }
}

/// A fault that only the run of a graph can have.
#[cfg(feature = "ndarray")]
fn write_run_time(fault: Fault, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match fault {
        Fault::TooLarge { name, sizes } => {
            // Words have their own quotes.
            if name.contains(' ') {
                write!(f, "{name} of shape {sizes} is too large for memory")
            } else {
                write!(f, "`{name}` of shape {sizes} is too large for memory")
            }
        }
        Fault::Literal { axis, expected } => {
            write!(f, "{axis}, but the graph declares {expected}")
        }
        Fault::Named {
            axis,
            offset,
            name,
            origin,
        } => {
            write!(f, "{axis}, but ")?;
            if offset != 0 {
                let size = origin.named_size().unwrap_or(0);
                let expected = size.saturating_add_signed(offset);
                write!(f, "`{}` is {expected}: ", Dim::Named { name, offset })?;
            }
            write_origin(name, origin, f)
        }
        Fault::Negative { axis, offset, name } => {
            write!(f, "{axis}, but `{name} + {offset}` is at least {offset}")
        }
        Fault::TooSmall {
            name,
            least,
            origin,
            axis,
        } => {
            write_origin(name, origin, f)?;
            match axis {
                Some((input, axis)) => {
                    write!(f, ", but axis {axis} of `{input}` needs at least {least}")
                }
                None => write!(f, ", but a slice needs at least {least}"),
            }
        }
        Fault::Cotangent { axis, expected } => {
            let Axis { name, number, size } = axis;
            write!(f, "axis {number} of the cotangent")?;
            if !name.is_empty() {
                write!(f, " of `{name}`")?;
            }
            write!(f, " has size {size}, but the output has size {expected}")
        }
        // These are written without the feature too.
        Fault::Size(..) | Fault::Rank(..) | Fault::Parts(..) => Ok(()),
    }
}

/// What a named size is, and which axis says so.
#[cfg(feature = "ndarray")]
fn write_origin(name: &'static str, origin: Origin, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let Origin { axis, offset } = origin;
    let size = origin.named_size().unwrap_or(0);
    write!(f, "`{name}` is {size}, ")?;
    if offset != 0 {
        write!(
            f,
            "since `{}` is {}, ",
            Dim::Named { name, offset },
            axis.size
        )?;
    }
    write!(f, "the size of axis {} of `{}`", axis.number, axis.name)
}

#[cfg(feature = "ndarray")]
impl Display for Axis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, number, size } = self;
        write!(f, "axis {number} of `{name}` has size {size}")
    }
}

#[cfg(feature = "ndarray")]
impl Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[")?;
        for (place, size) in self.first.iter().enumerate().take(self.rank) {
            f.write_str(if place == 0 { "" } else { ", " })?;
            write!(f, "{size}")?;
        }
        f.write_str(if self.rank > self.first.len() {
            ", …]"
        } else {
            "]"
        })
    }
}

/// `part 2 of `, or nothing.
struct Part(Option<usize>);

impl Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |part| write!(f, "part {part} of "))
    }
}
