//! The one element type of a graph.

use crate::diag::{Diagnostics, catalogue};
use crate::place::Place;
use crate::resolve::Resolved;
use crate::signature::Element;
use crate::syntax::ast::{GraphAst, Name, OutputsAst, TypeAst};

/// A use of an element type: who has it, where, and its name.
struct ElementUse {
    owner: String,
    place: Place,
    text: String,
    /// The name of the input whose type is left out.
    inferred: Option<String>,
}

/// The one element type: the parameter, or what most inputs, outputs and `let`s have. The others are
/// reported.
pub(super) fn element(
    ast: &GraphAst,
    resolved: &Resolved,
    diagnostics: &mut Diagnostics,
) -> Element {
    let before = diagnostics.count();
    if let Some(Name { place, text, .. }) = &ast.parameter
        && matches!(text.as_str(), "f32" | "f64")
    {
        diagnostics.report(catalogue::parameter_hides_element(*place, text));
    }
    let uses = element_uses(ast, resolved, diagnostics);
    let count = |text: &str| uses.iter().filter(|other| other.text == text).count();
    let parameter = ast.parameter.as_ref();
    let declared = parameter.filter(|parameter| count(&parameter.text) > 0);
    if let (Some(parameter), None) = (parameter, declared)
        && !ast.broken_head
        && diagnostics.count() == before
    {
        let report = catalogue::unused_parameter(parameter.place, &parameter.text);
        diagnostics.report(report);
    }
    let common = if count("f32") > count("f64")
        || (count("f32") == count("f64") && uses.first().is_some_and(|first| first.text == "f32"))
    {
        "f32"
    } else {
        "f64"
    };
    let expected = declared.map_or(common, |parameter| &parameter.text);
    let owner = uses.iter().find(|other| other.text == expected);
    for other in uses.iter().filter(|other| other.text != expected) {
        let owner = owner.map_or("another", |owner| &owner.owner);
        diagnostics.report(match &other.inferred {
            Some(name) => catalogue::inferred_element(other.place, name, expected),
            None => catalogue::mixed_elements(other.place, &other.text, expected, owner),
        });
    }
    match parameter.map(|parameter| (parameter, parameter.text.as_str())) {
        Some((_, "f32")) => Element::Single,
        Some((_, "f64")) => Element::Double,
        Some((parameter, _)) => Element::Parameter(parameter.ident.clone()),
        None if expected == "f32" => Element::Single,
        None => Element::Double,
    }
}

/// The element types of inputs, outputs and `let`s. What is none is reported, each name once.
fn element_uses(
    ast: &GraphAst,
    resolved: &Resolved,
    diagnostics: &mut Diagnostics,
) -> Vec<ElementUse> {
    let quoted = |name: &Name| format!("`{}`", name.text);
    let inputs = ast.inputs.iter();
    let mut types: Vec<(String, Option<&Name>, &TypeAst)> = inputs
        .map(|input| (quoted(&input.name), Some(&input.name), &input.ty))
        .collect();
    match &ast.outputs {
        OutputsAst::Single(ty) => types.push(("the output".into(), None, ty)),
        OutputsAst::Named(outputs) => {
            types.extend(
                outputs
                    .iter()
                    .map(|output| (quoted(&output.name), None, &output.ty)),
            );
        }
        OutputsAst::Inferred | OutputsAst::Hole => {}
    }
    types.extend(
        resolved
            .declared
            .iter()
            .map(|declared| ("a `let`".into(), None, &declared.ty)),
    );
    let mut uses = Vec::new();
    let mut unknown: Vec<&str> = Vec::new();
    for (owner, input, ty) in types {
        let name = match ty {
            TypeAst::Scalar(name) | TypeAst::Tensor { element: name, .. } => name,
            TypeAst::Inferred => {
                uses.extend(input.map(|input| ElementUse {
                    owner,
                    place: input.place,
                    text: "f64".into(),
                    inferred: Some(input.text.clone()),
                }));
                continue;
            }
            TypeAst::Hole => continue,
        };
        if is_element(name, ast) {
            uses.push(ElementUse {
                owner,
                place: name.place,
                text: name.text.clone(),
                inferred: None,
            });
        } else if !unknown.contains(&name.text.as_str())
            && !ast.refused_parameters.contains(&name.text)
        {
            unknown.push(&name.text);
            let parameter = ast.parameter.as_ref().map(|name| name.text.as_str());
            let report = catalogue::unknown_element(name.place, &name.text, parameter);
            diagnostics.report(report);
        }
    }
    uses
}

/// Whether a name is that of an element type of the graph.
pub(super) fn is_element(name: &Name, ast: &GraphAst) -> bool {
    let parameter = ast.parameter.as_ref();
    matches!(name.text.as_str(), "f32" | "f64")
        || parameter.is_some_and(|parameter| parameter.text == name.text)
}
