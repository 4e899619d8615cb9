//! Rust tokens: the structs of a graph and their methods.

mod bodies;
mod docs;
mod formula;
mod info;
mod items;
mod lints;

use proc_macro2::TokenStream;
use quote::quote;

use crate::differentiate::Differentiated;
use crate::names::Names;
use crate::plan::Body;
use crate::signature::Signature;
use crate::split::Programs;
use crate::syntax::ast::Form;

/// What the methods of a graph do.
#[derive(Debug)]
pub(crate) struct Methods<'g> {
    /// The graph as it was written.
    pub(crate) source: &'g Differentiated,
    pub(crate) programs: Programs<'g>,
    /// Names in the graph of `value`, `forward` and `backward`.
    pub(crate) names: Names,
    pub(crate) value: Body,
    pub(crate) forward: Body,
    pub(crate) backward: Body,
    pub(crate) value_and_grad: Option<Body>,
    pub(crate) cost: Cost,
}

/// Arithmetic operations, method by method.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    pub(crate) value: usize,
    pub(crate) forward: usize,
    pub(crate) backward: usize,
    pub(crate) value_and_grad: Option<usize>,
}

/// The generated code of a graph. Without methods, after an error, the same items with bodies that cannot
/// be reached.
pub(crate) fn emit(signature: &Signature, methods: Option<&Methods<'_>>) -> TokenStream {
    let items = items::items(signature, methods);
    match signature.form {
        Form::Item(_) => items,
        Form::Expression => {
            let name = &signature.name.ident;
            quote!(#items #name::new())
        }
    }
}
