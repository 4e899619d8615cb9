//! Sizes, as tools see them.

use std::collections::BTreeMap;
use std::fmt;

use crate::shape;
use crate::signature::Signature;

/// A size: a number, or a name plus a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Size {
    /// The number itself.
    Literal(usize),
    /// A name whose value inputs give, plus a number that may be negative.
    Named {
        /// The name.
        name: String,
        /// What is added to it.
        offset: i64,
    },
}

impl Size {
    pub(super) fn new(size: shape::Size, signature: &Signature) -> Self {
        match size {
            shape::Size::Literal(size) => Self::Literal(size),
            shape::Size::Named { dim, offset } => Self::Named {
                name: signature.dim_name(dim).to_owned(),
                offset,
            },
        }
    }

    /// The number that it is, if the names have these values; none where its name has none, or it would be negative.
    #[must_use]
    pub fn resolve(&self, names: &BTreeMap<String, usize>) -> Option<usize> {
        match self {
            Self::Literal(size) => Some(*size),
            Self::Named { name, offset } => {
                let value = i64::try_from(*names.get(name)?).ok()?;
                usize::try_from(value.checked_add(*offset)?).ok()
            }
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(size) => write!(formatter, "{size}"),
            Self::Named { name, offset: 0 } => formatter.write_str(name),
            Self::Named { name, offset } => {
                let sign = if *offset < 0 { '-' } else { '+' };
                write!(formatter, "{name} {sign} {}", offset.unsigned_abs())
            }
        }
    }
}

/// A shape as people write it, with numbers in place of the names whose sizes are known: `[batch, 10]`.
pub(super) fn text(shape: &[Size], sizes: &BTreeMap<String, usize>) -> String {
    let sizes: Vec<String> = shape
        .iter()
        .map(|size| match size.resolve(sizes) {
            Some(size) => size.to_string(),
            None => size.to_string(),
        })
        .collect();
    format!("[{}]", sizes.join(", "))
}
