//! Sizes as a graph writes them, and as numbers.

use std::collections::BTreeMap;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Size {
    Literal(usize),
    /// A name, and what is added to it.
    Named(&'static str, i64),
}

pub(crate) type Shape = Vec<Size>;

/// A number for each name.
pub(crate) type Dims = BTreeMap<&'static str, usize>;

impl Size {
    pub(crate) fn text(self) -> String {
        match self {
            Self::Literal(size) => size.to_string(),
            Self::Named(name, 0) => name.to_owned(),
            Self::Named(name, offset @ 1..) => format!("{name} + {offset}"),
            Self::Named(name, offset) => format!("{name} - {}", -offset),
        }
    }

    /// The size, where it is one.
    pub(crate) fn number(self, dims: &Dims) -> Option<usize> {
        match self {
            Self::Literal(size) => Some(size),
            Self::Named(name, offset) => dims[name].checked_add_signed(offset.try_into().ok()?),
        }
    }
}

/// The sizes separated by commas.
pub(crate) fn text(shape: &[Size]) -> String {
    let sizes: Vec<String> = shape.iter().map(|size| size.text()).collect();
    sizes.join(", ")
}

/// The sizes as numbers; none where one of them is none.
pub(crate) fn numbers(shape: &[Size], dims: &Dims) -> Option<Vec<usize>> {
    shape.iter().map(|size| size.number(dims)).collect()
}
