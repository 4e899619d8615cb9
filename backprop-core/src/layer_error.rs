use core::error::Error;
use core::fmt::{self, Display};

use crate::ShapeError;

/// What a layer cannot do.
///
/// ```
/// use backprop_core::{Layer, LayerError, MulLayer};
///
/// let error = MulLayer::new().backward(1.0).unwrap_err();
/// assert_eq!(error, LayerError::BackwardBeforeForward { layer: "MulLayer" });
/// assert_eq!(error.to_string(), "`backward` of `MulLayer` was called before `forward`");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LayerError {
    /// `backward` was called on a layer that has kept nothing from `forward` yet.
    BackwardBeforeForward {
        /// The layer's name.
        layer: &'static str,
    },
    /// Two arrays do not fit together.
    Shape(ShapeError),
}

impl Display for LayerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BackwardBeforeForward { layer } => {
                write!(f, "`backward` of `{layer}` was called before `forward`")
            }
            Self::Shape(error) => error.fmt(f),
        }
    }
}

impl Error for LayerError {}

impl From<ShapeError> for LayerError {
    fn from(error: ShapeError) -> Self {
        Self::Shape(error)
    }
}
