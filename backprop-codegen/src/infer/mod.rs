//! Element types and shapes: the resolved list becomes a graph in which every node is known to be a
//! number or a condition, of one element type, and every shape fits.

mod advice;
mod axes;
mod dims;
mod element;
mod nodes;
mod origin;
mod outside;
mod products;
mod shapes;
mod slices;

use crate::diag::{Diagnostics, catalogue};
use crate::ir::{Attribute, Graph, NodeId, NodeSet};
use crate::ops::Op;
use crate::place::Place;
use crate::resolve::{Resolved, StepId};
use crate::shape::Shape;
use crate::signature::Signature;
use crate::syntax::ast::{GraphAst, OutputsAst};
use dims::{Dims, RANK_LIMIT};
use element::element;
use nodes::Build;
use outside::Expected;

/// How many operations a graph may have. More of them over tensors would be compiled for minutes.
pub(crate) const NODE_LIMIT: usize = 1 << 16;

/// The value of a graph, as the user wrote it.
#[derive(Debug)]
pub(crate) struct Inferred {
    pub(crate) graph: Graph,
    /// One node for each output.
    pub(crate) outputs: Vec<NodeId>,
}

/// Checks types and builds the graph. The signature is complete whatever is wrong with the body.
pub(crate) fn infer(
    ast: GraphAst,
    resolved: Resolved,
    diagnostics: &mut Diagnostics,
) -> (Signature, Inferred) {
    let element = element(&ast, &resolved, diagnostics);
    let mut dims = Dims::new(&ast);
    let shapes = outside::shapes(&ast, &mut dims, diagnostics);
    let mut declared = Vec::new();
    for declaration in &resolved.declared {
        declared.push(dims.declared(&declaration.ty, &ast, diagnostics));
    }
    let (broken_head, sound) = (ast.broken_head, !ast.broken_body);
    let counted = sound && !matches!(ast.outputs, OutputsAst::Hole);
    let mut signature = outside::signature(ast, element, &shapes, &dims, diagnostics);
    let place = signature.name.place;
    let too_many = resolved.steps.len() > NODE_LIMIT;
    if too_many {
        diagnostics.report(catalogue::too_many_nodes(place, NODE_LIMIT));
    }
    let steps = if too_many {
        &[]
    } else {
        resolved.steps.as_slice()
    };
    let mut build = Build::new(&mut signature, &mut dims, &resolved, diagnostics);
    build.inputs(&shapes.inputs);
    build.steps(steps, &declared);
    let outputs = results(&mut build, &shapes.outputs, counted, place);
    let lets = build.lets();
    let graph = build.finish();
    // What a wrong name or value would have reached cannot be known.
    let sound = sound && !resolved.broken && outputs.iter().all(Option::is_some);
    let outputs: Vec<NodeId> = outputs.into_iter().flatten().collect();
    if sound {
        unused_inputs(&signature, &graph, &outputs, diagnostics);
        inactive_outputs(&signature, &graph, &outputs, diagnostics);
    }
    if !broken_head {
        constants_alone(&signature, diagnostics);
    }
    signature.minima = dims.into_minima();
    signature.paths = resolved.paths;
    signature.unused = resolved.unused;
    signature.mentions = resolved.mentions;
    signature.lets = lets;
    (signature, Inferred { graph, outputs })
}

/// The nodes of the results, each of its output's shape; none where a mistake has been reported.
fn results(
    build: &mut Build<'_>,
    expected: &[Expected],
    counted: bool,
    place: Place,
) -> Vec<Option<NodeId>> {
    let results = &build.resolved.results;
    let complete = results.len() == expected.len();
    // A list or a tuple may be meant for all of them.
    let listed = results.iter().any(|result| build.is_list(*result));
    if counted && !complete && !listed && !build.resolved.tuples {
        let place = surplus(build.resolved, expected.len()).unwrap_or(place);
        let report = catalogue::result_count(place, expected.len(), results.len());
        build.diagnostics.report(report);
    }
    let mut outputs = Vec::new();
    for (position, result) in results.iter().enumerate() {
        let node = build.number(*result);
        let expected = expected.get(position).filter(|_| complete);
        outputs.push(match (node, expected) {
            (Some(node), Some(expected)) => output(build, *result, node, expected),
            _ => node,
        });
    }
    if !complete {
        outputs.push(None);
    }
    outputs
}

/// The node of a result, if it has the shape that is declared. An output without a type takes its shape from it.
fn output(
    build: &mut Build<'_>,
    result: StepId,
    node: NodeId,
    expected: &Expected,
) -> Option<NodeId> {
    let Some(declared) = &expected.declared else {
        let shape: Shape = build.shape(node);
        let place = build.resolved.place(result)?;
        if shape.len() > RANK_LIMIT {
            let text = build.signature.shape_text(&shape);
            let report = catalogue::rank_of_result(place, &text, RANK_LIMIT);
            build.diagnostics.report(report);
            return None;
        }
        // It is the only one.
        if let Some(output) = build.signature.outputs.first_mut() {
            output.shape = shape;
        }
        return Some(node);
    };
    build.expect_shape(result, node, declared, &expected.owner)
}

/// The results that are too many, or else all of them.
fn surplus(resolved: &Resolved, expected: usize) -> Option<Place> {
    let surplus = resolved.results.get(expected..).unwrap_or(&[]);
    let results = if surplus.is_empty() {
        resolved.results.as_slice()
    } else {
        surplus
    };
    let (first, last) = (results.first()?, results.last()?);
    Some(resolved.place(*first)?.to(resolved.place(*last)?))
}

/// Reports the inputs that reach no output.
fn unused_inputs(
    signature: &Signature,
    graph: &Graph,
    outputs: &[NodeId],
    diagnostics: &mut Diagnostics,
) {
    let used = graph.reachable(outputs.iter().copied());
    for (input, node) in signature.inputs.iter().zip(&signature.input_nodes) {
        if !used.contains(*node) && !input.name.text.starts_with('_') {
            let report = catalogue::unused_input(input.name.place, &input.name.text);
            diagnostics.report(report);
        }
    }
}

/// Reports the outputs that no input with a gradient reaches, beside one that some input does.
fn inactive_outputs(
    signature: &Signature,
    graph: &Graph,
    outputs: &[NodeId],
    diagnostics: &mut Diagnostics,
) {
    let mut active = NodeSet::new(graph);
    for id in graph.ids() {
        let node = graph.node(id);
        let constant = |input: usize| {
            signature
                .inputs
                .get(input)
                .is_none_or(|input| input.constant)
        };
        let is_active = match (node.op, node.attribute) {
            (Op::Input, Attribute::Index(input)) => !constant(input),
            _ => node
                .operands
                .iter()
                .any(|operand| active.contains(*operand)),
        };
        if is_active {
            active.insert(id);
        }
    }
    let outputs = signature.outputs.iter().zip(outputs);
    let (reached, inactive): (Vec<_>, Vec<_>) = outputs
        .filter(|(output, _)| !output.constant)
        .partition(|(_, node)| active.contains(**node));
    let inactive = inactive.into_iter().filter(|_| !reached.is_empty());
    for name in inactive.filter_map(|(output, _)| output.name.as_ref()) {
        let report = catalogue::inactive_output(name.place, &name.text);
        diagnostics.report(report);
    }
}

/// Reports a graph that has nothing to differentiate.
fn constants_alone(signature: &Signature, diagnostics: &mut Diagnostics) {
    let place = signature.name.place;
    if signature.inputs.iter().all(|input| input.constant) {
        diagnostics.report(catalogue::all_inputs_constant(place));
    }
    if signature.outputs.iter().all(|output| output.constant) {
        diagnostics.report(catalogue::all_outputs_constant(place));
    }
}
