//! Gradients at compile time.
#![no_std]

pub use backprop_core::Float;
pub use backprop_macros::graph;
