//! The procedural macro of `backprop`: it hands tokens to `backprop-codegen`.
//!
//! Depend on `backprop`, which re-exports [`graph!`] beside the runtime that the generated code needs.

mod dump;

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

/// Turns arithmetic expressions into structs with a fused forward pass and a hand-unrolled backward
/// pass. The documentation stands at `backprop::graph`.
#[proc_macro]
pub fn graph(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = TokenStream::from(input);
    let first = input.clone().into_iter().next();
    let is_expression = matches!(first, Some(TokenTree::Punct(bar)) if bar.as_char() == '|');
    let mut beside = tracked();
    beside.extend(dump::dump(&input));
    let expansion = backprop_codegen::compile(input);
    let whole = if is_expression {
        quote!({ #beside #expansion })
    } else {
        quote!(#expansion #beside)
    };
    whole.into()
}

/// Names the variables that say what is dumped, so that cargo builds a crate again when they change.
fn tracked() -> TokenStream {
    let (names, directory) = (dump::NAMES, dump::DIRECTORY);
    quote! {
        const _: [::core::option::Option<&::core::primitive::str>; 2] =
            [::core::option_env!(#names), ::core::option_env!(#directory)];
    }
}
