//! The text of functions that give every graph one signature.

use crate::source;
use crate::tree::{Element, Form, Graph, Width};

/// `value`, `forward` with `backward`, and where the graph has it `value_and_grad`, of slices.
pub(crate) fn functions(graph: &Graph, width: Width) -> String {
    let kind = width.name();
    let stem = graph.function_name(width);
    let new = constructor(graph, width);
    let at = elements("at", graph.inputs.len());
    let outputs = outputs(graph);
    let cotangents = elements("cotangents", graph.active_outputs().len());
    let gradient = gradient(graph);
    let fused = if has_fused(graph) {
        format!(
            "
fn {stem}_fused(at: &[{kind}]) -> Gradient<{kind}> {{
    let graph = {new};
    let (value, gradient) = graph.value_and_grad({at});
    ({outputs}, {gradient})
}}
"
        )
    } else {
        String::new()
    };
    format!(
        "fn {stem}_value(at: &[{kind}]) -> Vec<{kind}> {{
    let graph = {new};
    let value = graph.value({at});
    {outputs}
}}

fn {stem}_passes(at: &[{kind}], cotangents: &[{kind}]) -> Gradient<{kind}> {{
    let graph = {new};
    let pass = graph.forward({at});
    let value = pass.output();
    let outputs = {outputs};
    let gradient = pass.backward({cotangents});
    (outputs, {gradient})
}}
{fused}"
    )
}

/// The graph's entry in the table of its type.
pub(crate) fn case(index: usize, graph: &Graph, width: Width) -> String {
    let stem = graph.function_name(width);
    let at = elements("at", graph.inputs.len());
    let declaration = source::declaration(graph);
    let written = match graph.form {
        Form::Struct => source::declaration(graph),
        Form::Closure | Form::BareClosure => source::closure(graph),
    };
    let fused = if has_fused(graph) {
        format!("Some({stem}_fused)")
    } else {
        "None".to_owned()
    };
    format!(
        "    Case {{
        index: {index},
        source: \"{written}\",
        declaration: \"{declaration}\",
        plain: |at| plain::{stem}({at}).to_vec(),
        value: {stem}_value,
        passes: {stem}_passes,
        fused: {fused},
    }},"
    )
}

/// `value_and_grad` is there for graphs with one output that has a cotangent.
fn has_fused(graph: &Graph) -> bool {
    graph.active_outputs().len() == 1
}

fn constructor(graph: &Graph, width: Width) -> String {
    match (graph.form, graph.element) {
        (Form::Struct, Element::Generic) => format!("{}::<{}>::new()", graph.name, width.name()),
        (Form::Struct, _) => format!("{}::new()", graph.name),
        _ => format!("graph!({})", source::closure(graph)),
    }
}

/// `slice[0], slice[1]`, and so on.
fn elements(slice: &str, count: usize) -> String {
    let elements: Vec<String> = (0..count)
        .map(|index| format!("{slice}[{index}]"))
        .collect();
    elements.join(", ")
}

/// The outputs in `value`, as a `Vec`.
fn outputs(graph: &Graph) -> String {
    let fields: Vec<String> = graph
        .outputs
        .iter()
        .map(|output| match &output.name {
            Some(name) => format!("value.{name}"),
            None => "value".to_owned(),
        })
        .collect();
    format!("vec![{}]", fields.join(", "))
}

/// The entries of `gradient`, as a `Vec`.
fn gradient(graph: &Graph) -> String {
    let fields: Vec<String> = graph
        .active_inputs()
        .into_iter()
        .map(|index| format!("gradient.{}", graph.inputs[index].name))
        .collect();
    format!("vec![{}]", fields.join(", "))
}
