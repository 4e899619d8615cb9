//! Element types and shapes: the resolved list becomes a graph in which every node is known to be a
//! number or a condition, of one element type.

mod element;
mod nodes;

use crate::diag::{Diagnostics, catalogue};
use crate::ir::{Graph, NodeId};
use crate::place::Place;
use crate::resolve::{Resolved, StepId};
use crate::signature::Signature;
use crate::syntax::ast::{GraphAst, OutputsAst};
use element::{element, known_inputs, signature};
use nodes::{build, number};

/// How many operations a graph may have; fewer in tests, which pass the limit.
pub(crate) const NODE_LIMIT: usize = if cfg!(test) { 1 << 16 } else { 1 << 18 };

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
    let known = known_inputs(&ast);
    let (broken_head, mut sound) = (ast.broken_head, !ast.broken_body);
    let counted = sound && !matches!(ast.outputs, OutputsAst::Hole);
    let expected = match &ast.outputs {
        OutputsAst::Named(outputs) => outputs.len(),
        _ => 1,
    };
    let mut signature = signature(ast, element, diagnostics);
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
    let (graph, values) = build(&mut signature, &resolved, steps, &known, diagnostics);
    let mut outputs = Vec::new();
    for result in &resolved.results {
        outputs.push(number(*result, &resolved, &values, diagnostics));
    }
    if counted && outputs.len() != expected {
        let place = surplus(&resolved, expected).unwrap_or(place);
        diagnostics.report(catalogue::result_count(place, expected, outputs.len()));
        sound = false;
    }
    // What a wrong name or value would have reached cannot be known.
    sound &= !resolved.broken && outputs.iter().all(Option::is_some);
    let outputs: Vec<NodeId> = outputs.into_iter().flatten().collect();
    if sound {
        unused_inputs(&signature, &graph, &outputs, diagnostics);
    }
    if !broken_head {
        constants_alone(&signature, diagnostics);
    }
    signature.paths = resolved.paths;
    signature.unused = resolved.unused;
    (signature, Inferred { graph, outputs })
}

/// The results that are too many, or else all of them.
fn surplus(resolved: &Resolved, expected: usize) -> Option<Place> {
    let place = |step: &StepId| Some(resolved.steps.get(step.index())?.place);
    let surplus = resolved.results.get(expected..).unwrap_or(&[]);
    let results = if surplus.is_empty() {
        resolved.results.as_slice()
    } else {
        surplus
    };
    Some(place(results.first()?)?.to(place(results.last()?)?))
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
