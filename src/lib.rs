//! Gradients at compile time.
#![no_std]

pub use backprop_core::*;
pub use backprop_macros::graph;
#[cfg(feature = "ndarray")]
pub use ndarray;

/// What generated code names; no one else should.
#[doc(hidden)]
pub mod __private {
    pub use backprop_core::{
        CostInfo, Dim, Float, Graph, GraphInfo, InputInfo, NodeInfo, OutputInfo,
    };
}
