//! What the outside of a graph looks like: its name, inputs, outputs, element type and attributes.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::ir::NodeId;
use crate::resolve::Mention;
use crate::shape::{DimId, Extent, Shape, Size};
use crate::syntax::ast::{Attributes, Form, Name, TypeAst};

/// The one element type of a graph.
#[derive(Clone, Debug)]
pub(crate) enum Element {
    Single,
    Double,
    /// The type parameter `<F>`.
    Parameter(Ident),
}

impl Element {
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Single => "f32".into(),
            Self::Double => "f64".into(),
            Self::Parameter(ident) => ident.to_string(),
        }
    }

    /// The type as a token with a span.
    pub(crate) fn ident(&self, span: Span) -> Ident {
        match self {
            Self::Single => Ident::new("f32", span),
            Self::Double => Ident::new("f64", span),
            Self::Parameter(parameter) => {
                let mut parameter = parameter.clone();
                parameter.set_span(span);
                parameter
            }
        }
    }

    /// The type as the user's token, if it is a parameter.
    pub(crate) fn tokens(&self) -> TokenStream {
        match self {
            Self::Single => quote!(f32),
            Self::Double => quote!(f64),
            Self::Parameter(ident) => quote!(#ident),
        }
    }
}

#[derive(Debug)]
pub(crate) struct Input {
    pub(crate) name: Name,
    pub(crate) docs: Vec<TokenStream>,
    pub(crate) constant: bool,
    pub(crate) shape: Shape,
    /// The type as it is written.
    pub(crate) ty: TypeAst,
}

#[derive(Debug)]
pub(crate) struct Output {
    /// Absent where the graph has one output without a name.
    pub(crate) name: Option<Name>,
    pub(crate) constant: bool,
    pub(crate) shape: Shape,
    /// The type as it is written.
    pub(crate) ty: TypeAst,
}

impl Output {
    /// The output's name, or "output".
    pub(crate) fn text(&self) -> &str {
        self.name.as_ref().map_or("output", |name| &name.text)
    }
}

/// A Rust constant that the graph reads.
#[derive(Debug)]
pub(crate) struct PathConstant {
    pub(crate) tokens: TokenStream,
    pub(crate) text: String,
}

#[derive(Debug)]
pub(crate) struct Signature {
    pub(crate) form: Form,
    pub(crate) attributes: Attributes,
    pub(crate) name: Name,
    pub(crate) element: Element,
    pub(crate) inputs: Vec<Input>,
    pub(crate) outputs: Vec<Output>,
    /// The named sizes, in the order in which the inputs name them.
    pub(crate) dims: Vec<Name>,
    /// The least that each of them may be; where it is less, a size that follows from it would be negative.
    pub(crate) minima: Vec<usize>,
    pub(crate) paths: Vec<PathConstant>,
    /// The node of each input, once the graph has been built.
    pub(crate) input_nodes: Vec<NodeId>,
    /// The names of `let`s that nothing uses.
    pub(crate) unused: Vec<Name>,
    /// The names in the body, as they stand there.
    pub(crate) mentions: Vec<Mention>,
    /// The shape of each `let`, if it is known.
    pub(crate) lets: Vec<Option<Shape>>,
}

impl Signature {
    /// Whether the outputs have names, and so are fields of a struct.
    pub(crate) fn has_named_outputs(&self) -> bool {
        self.outputs.iter().any(|output| output.name.is_some())
    }

    /// The outputs that take a cotangent.
    pub(crate) fn active_outputs(&self) -> impl Iterator<Item = &Output> {
        self.outputs.iter().filter(|output| !output.constant)
    }

    /// Whether `value_and_grad` exists: one output takes a cotangent, and it is a scalar.
    pub(crate) fn has_value_and_grad(&self) -> bool {
        let mut active = self.active_outputs();
        active.next().is_some_and(|output| output.shape.is_empty()) && active.next().is_none()
    }

    /// Whether an input or an output is a tensor, so that the methods take arrays.
    pub(crate) fn has_tensors(&self) -> bool {
        let inputs = self.inputs.iter().map(|input| &input.shape);
        let mut shapes = inputs.chain(self.outputs.iter().map(|output| &output.shape));
        shapes.any(|shape| !shape.is_empty())
    }

    /// The name of a named size.
    pub(crate) fn dim_name(&self, dim: DimId) -> &str {
        self.dims.get(dim.0).map_or("_", |name| &name.text)
    }

    /// A size as the source writes it.
    pub(crate) fn size_text(&self, size: Size) -> String {
        match size {
            Size::Literal(size) => size.to_string(),
            Size::Named { dim, offset } => {
                let name = self.dim_name(dim);
                match offset {
                    0 => name.to_owned(),
                    1.. => format!("{name} + {offset}"),
                    _ => format!("{name} - {}", offset.unsigned_abs()),
                }
            }
        }
    }

    /// A product of sizes: `10 * batch`.
    pub(crate) fn extent_text(&self, extent: &Extent) -> String {
        let alone = extent.literal == 1 && extent.named.len() == 1;
        let named = extent.named.iter().map(|size| match size {
            Size::Named { offset, .. } if *offset != 0 && !alone => {
                format!("({})", self.size_text(*size))
            }
            _ => self.size_text(*size),
        });
        let named: Vec<String> = named.collect();
        match (extent.literal, named.is_empty()) {
            (1, false) => named.join(" * "),
            (literal, true) => literal.to_string(),
            (literal, false) => format!("{literal} * {}", named.join(" * ")),
        }
    }

    /// A shape as the source writes it: `[batch, 10]`.
    pub(crate) fn shape_text(&self, shape: &[Size]) -> String {
        let sizes: Vec<String> = shape.iter().map(|size| self.size_text(*size)).collect();
        format!("[{}]", sizes.join(", "))
    }
}
