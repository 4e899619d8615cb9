//! The outside of a graph: its inputs, outputs and named sizes.

use super::dims::{Declared, Dims};
use crate::diag::{Diagnostics, catalogue};
use crate::shape::Shape;
use crate::signature::{Element, Input, Output, Signature};
use crate::sorted::Set;
use crate::syntax::ast::{GraphAst, Name, OutputAst, OutputsAst, TypeAst};

/// The shapes that inputs and outputs are declared with.
pub(super) struct Shapes {
    /// One for each input of the signature.
    pub(super) inputs: Vec<Declared>,
    /// One for each output of the source.
    pub(super) outputs: Vec<Expected>,
}

/// What the source says of an output.
pub(super) struct Expected {
    /// The output in words.
    pub(super) owner: String,
    /// None where the shape is that of the result.
    pub(super) declared: Option<Declared>,
}

pub(super) fn shapes(ast: &GraphAst, dims: &mut Dims, diagnostics: &mut Diagnostics) -> Shapes {
    let inputs = distinct(ast.inputs.iter(), |input| &input.name)
        .map(|input| dims.input(input, ast, diagnostics))
        .collect();
    let mut expected = |name: Option<&Name>, ty| Expected {
        owner: name.map_or_else(
            || "the output".to_owned(),
            |name| format!("output `{}`", name.text),
        ),
        declared: Some(dims.outside(ty, ast, diagnostics)),
    };
    let outputs = match &ast.outputs {
        OutputsAst::Single(ty) => vec![expected(None, ty)],
        OutputsAst::Named(named) => named
            .iter()
            .map(|output| expected(Some(&output.name), &output.ty))
            .collect(),
        OutputsAst::Inferred | OutputsAst::Hole => vec![Expected {
            owner: String::new(),
            declared: None,
        }],
    };
    Shapes { inputs, outputs }
}

pub(super) fn signature(
    ast: GraphAst,
    element: Element,
    shapes: &Shapes,
    dims: &Dims,
    diagnostics: &mut Diagnostics,
) -> Signature {
    let mut output_shapes = shapes.outputs.iter();
    let mut output = |name: Option<Name>, constant, ty| Output {
        name,
        constant,
        ty,
        shape: output_shapes
            .next()
            .and_then(|expected| expected.declared.as_ref())
            .map_or_else(Shape::new, |declared| declared.shape.clone()),
    };
    let outputs = match ast.outputs {
        OutputsAst::Named(named) => {
            let all: Vec<Output> = named
                .into_iter()
                .map(|OutputAst { constant, name, ty }| output(Some(name), constant, ty))
                .collect();
            without_repetition(all, diagnostics)
        }
        OutputsAst::Single(ty) => vec![output(None, false, ty)],
        OutputsAst::Inferred | OutputsAst::Hole => vec![output(None, false, TypeAst::Inferred)],
    };
    let inputs = distinct(ast.inputs.into_iter(), |input| &input.name)
        .zip(&shapes.inputs)
        .map(|(input, declared)| Input {
            name: input.name,
            docs: input.docs,
            constant: input.constant,
            shape: declared.shape.clone(),
            ty: input.ty,
        })
        .collect();
    Signature {
        form: ast.form,
        attributes: ast.attributes,
        name: ast.name,
        element,
        inputs,
        outputs,
        dims: dims.names().to_vec(),
        minima: Vec::new(),
        paths: Vec::new(),
        input_nodes: Vec::new(),
        unused: Vec::new(),
        mentions: Vec::new(),
        lets: Vec::new(),
    }
}

/// One output of each name; another is reported.
fn without_repetition(all: Vec<Output>, diagnostics: &mut Diagnostics) -> Vec<Output> {
    let mut outputs: Vec<Output> = Vec::new();
    for output in all {
        if let Some(name) = &output.name
            && outputs.iter().any(|known| known.text() == name.text)
        {
            let report = catalogue::defined_twice(name.place, &name.text, "an output");
            diagnostics.report(report);
            continue;
        }
        outputs.push(output);
    }
    outputs
}

/// The items, without those that bear the name of an earlier one, which `resolve` has reported.
fn distinct<T>(
    items: impl Iterator<Item = T>,
    name: impl Fn(&T) -> &Name,
) -> impl Iterator<Item = T> {
    let mut known = Set::new();
    items.filter(move |item| known.insert(name(item).text.clone()))
}
