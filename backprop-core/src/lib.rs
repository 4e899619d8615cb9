//! The runtime of `backprop`: what a gradient is made of, without the macro.
//!
//! - [`Layer`] and the layers: forward and backward by hand, one operation at a time;
//! - [`check`]: whether a gradient is right, by central differences;
//! - [`Float`]: the numbers that graphs and layers compute with, `f32` and `f64`;
//! - [`Graph`] and [`GraphInfo`]: what a graph is, as data, and what it costs.
//!
//! Two apples at 100 each, half as much again in tax, and how the total changes with each number:
//!
//! ```
//! use backprop_core::{Layer, MulLayer};
//!
//! # fn main() -> Result<(), backprop_core::LayerError> {
//! let mut apples = MulLayer::new();
//! let mut taxed = MulLayer::new();
//! let price = apples.forward((100.0, 2.0))?;
//! let total = taxed.forward((price, 1.5))?;
//! assert_eq!(total, 300.0);
//!
//! let (d_price, d_tax) = taxed.backward(1.0)?;
//! let (d_apple, d_count) = apples.backward(d_price)?;
//! assert_eq!((d_apple, d_count, d_tax), (3.0, 150.0, 200.0));
//! # Ok(())
//! # }
//! ```
//!
//! Users add the crate `backprop`, which re-exports this one.
//!
//! # Features
//!
//! - `std` (default): the functions of Rust's standard library; without it those of `libm`, and
//!   no `std`.
//! - `ndarray` (default): layers over arrays of any rank, and graphs of tensors.
//! - `parallel`: large tensors on several threads, with the same bits as on one.
#![no_std]

#[cfg(feature = "ndarray")]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

#[cfg(feature = "ndarray")]
mod buffers;
pub mod check;
#[allow(
    clippy::inline_always,
    reason = "a call between lanes costs more than what it does"
)]
mod chunks;
mod cost;
mod dot;
#[doc(hidden)]
pub mod editor;
mod elementary;
mod float;
#[allow(
    clippy::inline_always,
    reason = "a call between lanes costs more than what it does"
)]
mod folds;
mod formula;
mod info;
#[allow(
    clippy::inline_always,
    reason = "a call between lanes costs more than what it does"
)]
mod lanes;
mod layer_error;
mod layers;
#[cfg(all(target_arch = "x86_64", feature = "std"))]
mod machine;
#[cfg(feature = "ndarray")]
#[doc(hidden)]
pub mod product;
#[cfg(feature = "ndarray")]
mod run;
mod shape_error;
#[cfg(feature = "ndarray")]
mod sizes;
#[doc(hidden)]
pub mod tensor;

#[doc(hidden)]
pub use cost::{CostInfo, CostTable, MethodCost};
pub use elementary::Elementary;
pub use float::Float;
pub use formula::Formula;
pub use info::{Dim, Graph, GraphInfo, InputInfo, NodeInfo, OutputInfo};
pub use layer_error::LayerError;
pub use layers::{AddLayer, DivLayer, Layer, MulLayer, Operand, Relu, Sigmoid, SubLayer, Tanh};
#[cfg(feature = "ndarray")]
pub use layers::{Affine, SoftmaxWithLoss};
pub use shape_error::ShapeError;

/// Keeps the traits that only this crate implements from being implemented elsewhere.
mod sealed {
    pub trait Sealed {}
    impl Sealed for f32 {}
    impl Sealed for f64 {}
    #[cfg(feature = "ndarray")]
    impl<F: crate::Float, S: ndarray::Data<Elem = F>, D: ndarray::Dimension> Sealed
        for ndarray::ArrayBase<S, D>
    {
    }
}
