//! What the page knows of a graph, as JSON.

use std::collections::BTreeMap;

use backprop_codegen::export::{
    Argument, Calculation, Detail, Drawing, Exported, Point, Role, Size, Stage, Step, Tensor,
};
use serde_json::{Map, Value, json};

use super::{code, cost};
use crate::point::Given;
use crate::report::Failure;
use crate::show::Graph;

pub(super) fn data(graph: &Graph, drawing: &Drawing, given: &Given) -> Result<Value, Failure> {
    let exported = &graph.exported;
    let calculation = exported.calculation(drawing);
    let snippet = code::snippet(graph);
    Ok(json!({
        "name": exported.name(),
        "path": graph.source.path,
        "line": graph.line,
        "single": calculation.single,
        "sizes": sizes(exported, given),
        "inputs": arguments(&exported.inputs()),
        "outputs": arguments(&exported.outputs()),
        "constants": exported.constants(),
        "point": given.point.as_ref().map(|point| self::point(exported, point)),
        "nodes": nodes(drawing, &calculation, &snippet),
        "edges": edges(drawing, &calculation),
        "groups": titles(drawing),
        "steps": calculation.steps.iter().map(step).collect::<Vec<_>>(),
        "cost": cost::cost(exported),
        "source": { "line": snippet.line, "text": snippet.text },
        "ir": stages(exported),
        "rust": code::lines(&code::rust(graph)?),
    }))
}

fn sizes(exported: &Exported, given: &Given) -> Vec<Value> {
    let sizes = exported.named_sizes().into_iter();
    sizes
        .map(|(name, least)| {
            let value = given.sizes.get(&name);
            json!({ "name": name, "least": least, "value": value })
        })
        .collect()
}

/// The numbers with which the page begins; the cotangent of an output is null where it is one, or none flows.
fn point(exported: &Exported, point: &Point) -> Value {
    let tensor = |tensor: &Tensor<f64>| {
        let data = tensor.data.iter().copied().map(number);
        json!({ "shape": tensor.shape, "data": data.collect::<Vec<_>>() })
    };
    let mut cotangents = point.cotangents.iter();
    let outputs = exported.outputs();
    let outputs = outputs.iter().map(|output| {
        let given = (!output.constant).then(|| cotangents.next()).flatten();
        given.and_then(|given| given.as_ref().map(tensor))
    });
    let constants = point.constants.iter().copied().map(number);
    json!({
        "inputs": point.inputs.iter().map(tensor).collect::<Vec<_>>(),
        "cotangents": outputs.collect::<Vec<_>>(),
        "constants": constants.collect::<Vec<_>>(),
    })
}

/// The titles of groups, with the names of sizes: the page may change those.
fn titles(drawing: &Drawing) -> Vec<String> {
    let groups = drawing.groups.iter();
    groups.map(|group| group.title(&BTreeMap::new())).collect()
}

fn arguments(arguments: &[Argument]) -> Vec<Value> {
    let arguments = arguments.iter();
    arguments
        .map(|argument| {
            json!({
                "name": argument.name,
                "shape": shape(&argument.shape),
                "constant": argument.constant,
            })
        })
        .collect()
}

fn nodes(drawing: &Drawing, calculation: &Calculation, snippet: &code::Snippet) -> Vec<Value> {
    let steps = calculation.nodes.iter().zip(&calculation.gradients);
    let nodes = drawing.nodes.iter().zip(steps);
    nodes
        .map(|(node, (value, gradient))| {
            let (role, constant) = match node.role {
                Role::Input { constant } => ("input", constant),
                Role::Constant => ("constant", true),
                Role::Operation => ("operation", false),
                Role::Output { constant } => ("output", constant),
            };
            let place = node.place.and_then(|place| snippet.range(place));
            json!({
                "role": role,
                "constant": constant,
                "operation": node.operation,
                "symbol": node.symbol,
                "name": node.name,
                "formula": node.formula,
                "shape": shape(&node.shape),
                "condition": node.condition,
                "place": place.map(|(start, end)| [start, end]),
                "number": node.number,
                "saved": node.saved,
                "group": node.group,
                "value": value,
                "gradient": gradient,
            })
        })
        .collect()
}

fn edges(drawing: &Drawing, calculation: &Calculation) -> Vec<Value> {
    let steps = calculation.edges.iter().zip(&calculation.derivatives);
    let edges = drawing.edges.iter().zip(steps);
    edges
        .map(|(edge, (gradient, local))| {
            json!({
                "from": edge.from,
                "to": edge.to,
                "operand": edge.operand,
                "derivative": edge.derivative,
                "rule": edge.rule,
                "gradient": gradient,
                "local": local,
            })
        })
        .collect()
}

fn step(step: &Step) -> Value {
    let mut fields = Map::new();
    let mut set = |name: &str, value| fields.insert(name.to_owned(), value);
    set("op", json!(step.operation));
    set("of", json!(step.operands));
    match &step.detail {
        Detail::None => None,
        Detail::Index(index) => set("index", json!(index)),
        Detail::Integer(integer) => set("integer", json!(integer)),
        Detail::Number(value) => set("number", number(*value)),
        Detail::Axes(axes) => set("axes", json!(axes)),
        Detail::Shape(sizes) => set("shape", shape(sizes)),
        Detail::Window { axis, start, size } => {
            let window = json!({ "axis": axis, "start": one_size(start), "size": one_size(size) });
            set("window", window)
        }
    };
    Value::Object(fields)
}

/// A number, or its name where JSON has no such number.
fn number(value: f64) -> Value {
    if value.is_finite() {
        return json!(value);
    }
    let name = if value.is_nan() {
        "NaN"
    } else if value > 0.0 {
        "Infinity"
    } else {
        "-Infinity"
    };
    json!(name)
}

fn shape(sizes: &[Size]) -> Value {
    sizes.iter().map(one_size).collect()
}

fn one_size(size: &Size) -> Value {
    match size {
        Size::Literal(size) => json!(size),
        Size::Named { name, offset } => json!({ "name": name, "plus": offset }),
    }
}

/// The stages whose lines are about nodes.
fn stages(exported: &Exported) -> Vec<Value> {
    let stages = [
        ("as written", Stage::Infer),
        ("with the gradient", Stage::Differentiate),
        ("made smaller", Stage::Simplify),
        ("made smaller, for value_and_grad", Stage::Seeded),
    ];
    let stages = stages.into_iter();
    stages
        .map(|(title, stage)| (title, exported.lines(stage)))
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(title, lines)| json!({ "title": title, "lines": code::lines(&lines) }))
        .collect()
}
