//! What the code that `graph!` generates for tensors is made of.
//!
//! Nothing here is for people; it may change at any time.

#[cfg(feature = "ndarray")]
pub use alloc::vec::Vec;
#[cfg(feature = "ndarray")]
pub use ndarray::{
    ArrayView1, ArrayView2, ArrayView3, ArrayView4, ArrayView5, ArrayView6, Ix1, Ix2, Ix3, Ix4,
    Ix5, Ix6,
};

pub use crate::__each as each;
pub use crate::chunks::{Chunk, Eight, FULL, Four, Full, One, Pair, Part, Pieces, Written, rest};
pub use crate::folds::{Foldable, Max, Min, Product, Sum, Totals};
pub use crate::lanes::{FloatBits, Lanes, Mask};

#[cfg(feature = "ndarray")]
pub use crate::buffers::{
    accumulate, count, empty, fill, grow, pack, resize, settle, slice, slice_mut, view, whole,
};
#[cfg(feature = "ndarray")]
pub use crate::product::{Matrix, Product as MatrixProduct, exclusive_product, multiply};
#[cfg(feature = "ndarray")]
pub use crate::run::{Apart, Fold, Join, LoopNest, Output, Space, Vector, run, run_with};
#[cfg(feature = "ndarray")]
pub use crate::sizes::{Named, Site, cotangent, fits, literal};
