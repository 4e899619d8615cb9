//! What tools see of the graphs of a `graph!` call: each stage as text, the generated Rust, what it costs, and every
//! mistake with its place.
//!
//! Places are spans. Whoever wants lines and columns turns on the feature `span-locations` of `proc-macro2`.

#[cfg(feature = "tools")]
mod calculation;
mod captions;
mod cost;
mod dot;
#[cfg_attr(
    not(feature = "tools"),
    expect(dead_code, reason = "the numbers in a drawing are found by its trace")
)]
mod drawing;
mod formulas;
mod fused;
mod layout;
mod loops;
mod nodes;
mod planned;
mod problem;
mod programs;
mod size;
mod symbol;
mod together;
mod tree;
#[cfg(feature = "tools")]
mod values;

use std::collections::BTreeMap;

use proc_macro2::{Span, TokenStream};

use crate::diag::Diagnostics;
use crate::differentiate::Differentiated;
use crate::emit::Reader;
use crate::signature::Signature;
use crate::syntax::ast::Form;
use crate::ties::{self, Ties};
use crate::{Simplified, analyse, distinct, generate, reduce, syntax};

#[cfg(feature = "tools")]
pub use calculation::{Calculation, Detail, Step};
pub use captions::{Captions, EdgeCaption, NodeCaption};
pub use cost::{Formula, GraphCost, KindCost, MethodCost, Term};
pub use dot::{Colours, LIGHT, Numbers};
pub use drawing::{Drawing, Edge, Group, Role, Vertex};
pub use layout::layout;
pub use problem::Problem;
pub use size::Size;
#[cfg(feature = "tools")]
pub use values::{Argument, Point, Values};

#[cfg(feature = "tools")]
pub use crate::interp::{Datum, Tensor};
pub use crate::ties::Tie;

/// A stage after which a graph can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// What the parser has read.
    Syntax,
    /// As it was written: the value alone.
    Infer,
    /// As it was written, with the adjoint of each input.
    Differentiate,
    /// Smaller, with the cotangents as arguments: what `forward` and `backward` share.
    Simplify,
    /// Smaller, with a cotangent of one: what `value_and_grad` computes. Nothing where there is no such method.
    Seeded,
    /// What each method computes together.
    Fuse,
    /// What each method does, in order.
    Plan,
}

/// A correct graph of a `graph!` call.
#[derive(Debug)]
pub struct Exported {
    signature: Signature,
    /// The graph as it was written, with the adjoint of each input.
    source: Differentiated,
    simplified: Simplified,
    /// What the parser has read, as text.
    tree: String,
}

/// Reads the contents of a `graph!` call; gives its graphs, in order.
///
/// # Errors
///
/// All mistakes, in the order of the source.
pub fn load(tokens: TokenStream) -> Result<Vec<Exported>, Vec<Problem>> {
    let mut diagnostics = Diagnostics::default();
    let trees = trees(tokens.clone());
    let analysed = analyse(tokens, &mut diagnostics);
    let mut exported = Vec::new();
    for ((signature, source), tree) in analysed.graphs.into_iter().zip(trees) {
        if diagnostics.any() {
            break;
        }
        let simplified = reduce(&signature, &source, &mut diagnostics);
        exported.push(Exported {
            signature,
            source,
            simplified,
            tree,
        });
    }
    if diagnostics.any() {
        return Err(problem::problems(diagnostics));
    }
    Ok(exported)
}

/// The graphs of a call as the parser has read them. What is wrong with them is reported elsewhere.
fn trees(tokens: TokenStream) -> Vec<String> {
    let mut ignored = Diagnostics::default();
    let call = syntax::parse(tokens, &mut ignored);
    let graphs = distinct(call.graphs, &mut ignored);
    graphs.iter().map(tree::tree).collect()
}

/// The graphs of a call after a stage, as one text.
///
/// # Errors
///
/// The messages of all mistakes, in the order of the source.
pub fn text(tokens: TokenStream, stage: Stage) -> Result<String, String> {
    let graphs = load(tokens).map_err(|problems| {
        let texts: Vec<String> = problems.iter().map(Problem::text).collect();
        texts.join("\n")
    })?;
    Ok(graphs.iter().map(|graph| graph.ir(stage)).collect())
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
        let lines = self.lines(stage).into_iter();
        lines.map(|line| line.text + "\n").collect()
    }

    /// The graph after a stage, line by line.
    #[must_use]
    pub fn lines(&self, stage: Stage) -> Vec<Line> {
        let (signature, simplified) = (&self.signature, &self.simplified);
        let nodes = |graph: &Differentiated| {
            let ties = Ties::new(&self.source);
            let lines = nodes::nodes(signature, graph).into_iter();
            lines
                .map(|(text, node)| Line {
                    text,
                    ties: ties.of(&graph.graph, node),
                })
                .collect()
        };
        match stage {
            Stage::Syntax => untied(&self.tree),
            Stage::Infer => nodes(&nodes::value(&self.source)),
            Stage::Differentiate => nodes(&self.source),
            Stage::Simplify => nodes(&simplified.separate),
            Stage::Seeded => simplified.joint.as_ref().map_or_else(Vec::new, nodes),
            Stage::Fuse => untied(&fused::fused(signature, simplified)),
            Stage::Plan => untied(&planned::planned(signature, &self.source, simplified)),
        }
    }

    /// The graph as it was written, in the language of Graphviz, without numbers.
    #[must_use]
    pub fn dot(&self) -> String {
        let numbers = Numbers::default();
        self.drawing()
            .dot(&self.signature.name.text, &BTreeMap::new(), &numbers)
    }

    /// The generated items, with a comment on each statement: an attribute `#[comment = ".."]`, which `prettyplease`
    /// prints as a comment.
    #[must_use]
    pub fn rust(&self) -> TokenStream {
        self.generated(Reader::Person)
    }

    /// The same, with the nodes that a statement belongs to at the end of its comment: [`Line::read`] takes them off the
    /// printed comment.
    #[must_use]
    pub fn tied_rust(&self) -> TokenStream {
        self.generated(Reader::Tool)
    }

    fn generated(&self, reader: Reader) -> TokenStream {
        generate(&self.signature, &self.source, &self.simplified, reader)
    }
}

/// A line of text, and the nodes that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The text, without an end of line.
    pub text: String,
    /// The nodes, sorted.
    pub ties: Vec<Tie>,
}

impl Line {
    /// A line of printed code whose comment may end in ties.
    #[must_use]
    pub fn read(line: &str) -> Self {
        let (text, ties) = ties::read(line);
        Self {
            text: text.to_owned(),
            ties,
        }
    }
}

fn untied(text: &str) -> Vec<Line> {
    let lines = text.lines();
    lines
        .map(|text| Line {
            text: text.to_owned(),
            ties: Vec::new(),
        })
        .collect()
}

/// The names of the operations on scalars that can be called, for tests that must know them all.
pub fn operations() -> impl Iterator<Item = &'static str> {
    crate::ops::elementwise()
}

/// The names of the operations that a calculation can have, for tests that must know them all.
pub fn calculated() -> impl Iterator<Item = &'static str> {
    crate::ops::calculated()
}
