//! The procedural macro of `backprop`: it hands tokens to `backprop-codegen`.
//!
//! Depend on `backprop`, which re-exports [`graph!`] beside the runtime that the generated code needs.

use proc_macro::TokenStream;

/// Turns arithmetic expressions into structs with a fused forward pass and a hand-unrolled backward
/// pass. The documentation stands at `backprop::graph`.
#[proc_macro]
pub fn graph(input: TokenStream) -> TokenStream {
    backprop_codegen::compile(input.into()).into()
}
