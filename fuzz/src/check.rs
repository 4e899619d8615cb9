//! What must hold of every text. The fuzz target and `cargo test --package backprop-codegen corpus` both check it.

use proc_macro2::{TokenStream, TokenTree};

/// If a text is tokens, the compiler gives Rust: errors, or an expansion.
pub(crate) fn check(text: &str, compile: impl Fn(TokenStream) -> TokenStream) {
    let Ok(tokens) = text.parse::<TokenStream>() else {
        return;
    };
    let code = compile(tokens);
    let expression = matches!(code.clone().into_iter().next(), Some(TokenTree::Group(_)));
    let parsed = if expression {
        syn::parse2::<syn::Block>(code).map(drop)
    } else {
        syn::parse2::<syn::File>(code).map(drop)
    };
    if let Err(error) = parsed {
        panic!("{error} in the expansion of\n{text}");
    }
}
