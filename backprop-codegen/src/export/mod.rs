//! What tools see of the graphs of a `graph!` call: each stage as text, the generated Rust, and every mistake
//! with its place.
//!
//! Places are spans. Whoever wants lines and columns turns on the feature `span-locations` of `proc-macro2`.

mod problem;
mod text;

use proc_macro2::{Span, TokenStream};

use crate::diag::Diagnostics;
use crate::differentiate::Differentiated;
use crate::emit::Reader;
use crate::signature::Signature;
use crate::syntax::ast::Form;
use crate::{Simplified, analyse, generate, reduce};

pub use problem::Problem;
pub use text::text;

/// A stage after which a graph can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// As it was written: the value alone.
    Infer,
    /// As it was written, with the adjoint of each input.
    Differentiate,
    /// Smaller, with the cotangents as arguments: what `forward` and `backward` share.
    Simplify,
    /// Smaller, with a cotangent of one: what `value_and_grad` computes.
    Seeded,
}

/// A correct graph of a `graph!` call.
#[derive(Debug)]
pub struct Exported {
    signature: Signature,
    /// The graph as it was written, with the adjoint of each input.
    source: Differentiated,
    simplified: Simplified,
}

/// Reads the contents of a `graph!` call; gives its graphs, in order.
///
/// # Errors
///
/// All mistakes, in the order of the source.
pub fn load(tokens: TokenStream) -> Result<Vec<Exported>, Vec<Problem>> {
    let mut diagnostics = Diagnostics::default();
    let analysed = analyse(tokens, &mut diagnostics);
    let mut exported = Vec::new();
    for (signature, source) in analysed.graphs {
        if diagnostics.any() {
            break;
        }
        let simplified = reduce(&signature, &source, &mut diagnostics);
        exported.push(Exported {
            signature,
            source,
            simplified,
        });
    }
    if diagnostics.any() {
        return Err(problem::problems(diagnostics));
    }
    Ok(exported)
}

impl Exported {
    /// The graph's name; none in the expression form.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self.signature.form {
            Form::Item(_) => Some(&self.signature.name.text),
            Form::Expression => None,
        }
    }

    /// Where the name stands; in the expression form, where the graph begins.
    #[must_use]
    pub fn span(&self) -> Span {
        self.signature.name.place.start
    }

    /// The graph after a stage, as text.
    #[must_use]
    pub fn ir(&self, stage: Stage) -> String {
        text::of(&self.signature, &self.source, stage)
    }

    /// The generated items, with a comment on each statement: an attribute `#[comment = ".."]`, which `prettyplease`
    /// prints as a comment.
    #[must_use]
    pub fn rust(&self) -> TokenStream {
        generate(
            &self.signature,
            &self.source,
            &self.simplified,
            Reader::Person,
        )
    }
}

/// The names of the operations on scalars that can be called, for tests that must know them all.
pub fn operations() -> impl Iterator<Item = &'static str> {
    crate::ops::elementwise()
}
