//! Rust: the structs of a graph and their methods.

mod bodies;
mod comments;
mod cost;
mod docs;
mod editor;
mod formula;
mod info;
mod items;
mod lints;
mod marks;
mod template;
mod tensor;
mod text;

use proc_macro2::TokenStream;
use quote::quote;

use crate::cost::GraphCost;
use crate::differentiate::Differentiated;
use crate::names::Names;
use crate::plan::Body;
use crate::signature::Signature;
use crate::split::Programs;
use crate::syntax::ast::Form;

pub(crate) use tensor::{Method, TensorMethods};

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
    pub(crate) cost: GraphCost,
}

/// What a graph is compiled to.
#[derive(Debug)]
pub(crate) enum Code<'c> {
    Numbers(&'c Methods<'c>),
    Tensors(&'c TensorMethods<'c>),
    /// Nothing, after an error.
    Missing,
}

/// What the description of a graph needs.
struct Description<'d> {
    /// The graph as it was written.
    source: &'d Differentiated,
    /// The names of what `forward` keeps for `backward`.
    saved: Vec<String>,
    cost: &'d GraphCost,
}

impl Code<'_> {
    /// The graph as it was written, for comments.
    fn source(&self) -> Option<&Differentiated> {
        match self {
            Self::Numbers(methods) => Some(methods.source),
            Self::Tensors(methods) => Some(methods.source),
            Self::Missing => None,
        }
    }

    /// What the methods cost.
    pub(crate) fn cost(&self) -> Option<&GraphCost> {
        match self {
            Self::Numbers(methods) => Some(&methods.cost),
            Self::Tensors(methods) => Some(&methods.cost),
            Self::Missing => None,
        }
    }

    fn description(&self) -> Option<Description<'_>> {
        match self {
            Self::Numbers(methods) => Some(Description {
                source: methods.source,
                saved: bodies::saved_names(methods),
                cost: &methods.cost,
            }),
            Self::Tensors(methods) => Some(Description {
                source: methods.source,
                saved: methods.saved_names(),
                cost: &methods.cost,
            }),
            Self::Missing => None,
        }
    }
}

/// Whom code is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// The compiler, and editors that expand macros as it does.
    Compiler,
    /// Whoever wants to know what each statement is for: it has a comment.
    Person,
    /// The same, and each comment ends in the nodes of the source that its statement belongs to.
    Tool,
}

/// The generated code of a graph; but for the compiler, the items alone of an expression form. After an error, the same
/// items with bodies that cannot be reached.
pub(crate) fn emit(signature: &Signature, code: &Code<'_>, reader: Reader) -> TokenStream {
    let items = items::items(signature, code, reader);
    let items = marks::filled(items, signature);
    match signature.form {
        Form::Expression if reader == Reader::Compiler => {
            let name = &signature.name.ident;
            quote!(#items #name::new())
        }
        Form::Item(_) | Form::Expression => items,
    }
}
