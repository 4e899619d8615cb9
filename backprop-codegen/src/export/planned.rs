//! What each method does, in order: statements over numbers.

use super::formulas::Formulas;
use super::nodes::heading;
use super::{loops, programs::named};
use crate::differentiate::Differentiated;
use crate::plan::Body;
use crate::signature::Signature;
use crate::split;
use crate::{Simplified, methods, methods_of_numbers};

/// The plan of each method.
pub(super) fn planned(
    signature: &Signature,
    source: &Differentiated,
    simplified: &Simplified,
) -> String {
    let mut lines = vec![heading(signature)];
    if signature.has_tensors() {
        let programs = split::split_tensors(&simplified.separate, simplified.joint.as_ref());
        let methods = methods::methods(signature, source, &programs);
        lines.extend(loops::methods(signature, &methods));
    } else {
        lines.extend(of_numbers(signature, source, simplified));
    }
    lines.join("\n") + "\n"
}

fn of_numbers(
    signature: &Signature,
    source: &Differentiated,
    simplified: &Simplified,
) -> Vec<String> {
    let methods = methods_of_numbers(signature, source, simplified);
    let joint = methods.value_and_grad.as_ref();
    let bodies = [&methods.value, &methods.forward, &methods.backward];
    let bodies = bodies.into_iter().chain(joint);
    let gradients = signature.inputs.iter().filter(|input| !input.constant);
    let gradients: Vec<String> = gradients
        .map(|input| format!("d_{}", input.name.text))
        .collect();
    let outputs: Vec<String> = signature
        .outputs
        .iter()
        .map(|output| output.text().to_owned())
        .collect();
    let mut lines = Vec::new();
    for ((name, program), body) in named(&methods.programs).zip(bodies) {
        let formulas = Formulas {
            signature,
            graph: program.graph,
            names: &methods.names,
        };
        let kept = || {
            let kept = program.results.iter().skip(outputs.len());
            kept.map(|id| format!("save {}", methods.names.known(*id)))
        };
        let results: Vec<String> = match name {
            "value" => outputs.clone(),
            "forward" => outputs.iter().cloned().chain(kept()).collect(),
            "backward" => gradients.clone(),
            _ => outputs.iter().chain(&gradients).cloned().collect(),
        };
        lines.push(format!("  {name}"));
        written(&formulas, body, &results, &mut lines);
    }
    lines
}

fn written(formulas: &Formulas<'_>, body: &Body, results: &[String], lines: &mut Vec<String>) {
    formulas.statements(&body.statements, 2, lines);
    for (name, result) in results.iter().zip(&body.results) {
        formulas.assigned(&format!("    {name} <-"), result, 2, lines);
    }
}
