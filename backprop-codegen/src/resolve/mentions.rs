//! Where the names of a body stand, and what they mean there: for editors.

use proc_macro2::TokenStream;

use crate::ops::Op;
use crate::place::Place;
use crate::syntax::ast::{Name, TypeAst};

/// A name that stands in a body, or names that stand together.
#[derive(Debug)]
pub(crate) enum Mention {
    /// An input, by its position.
    Input(usize, Place),
    /// A `let`, by its number.
    Use(usize, Place),
    /// A Rust constant, as it is written.
    Constant(TokenStream),
    /// An operation that is called.
    Operation(Op, Place),
    /// A named size, or a name that should be one.
    Size(Name),
    Let(Binding),
    /// What can be seen inside of a block alone.
    Block(Vec<Mention>),
}

/// A `let`.
#[derive(Debug)]
pub(crate) struct Binding {
    pub(crate) number: usize,
    pub(crate) name: Name,
    pub(crate) ty: Option<TypeAst>,
    pub(crate) value: Vec<Mention>,
}
