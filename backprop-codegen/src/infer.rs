//! Element types and shapes: the resolved list becomes a graph in which every node is known to be a
//! number or a condition, of one element type.

use crate::constant::Constant;
use crate::diag::{Diagnostics, catalogue};
use crate::ir::{Attribute, Graph, Label, NodeId};
use crate::ops::{Expansion, Kind, Op, Scope};
use crate::place::Place;
use crate::resolve::{Resolved, Step, StepId, StepKind};
use crate::signature::{Element, Input, Output, Signature};
use crate::syntax::ast::{GraphAst, Name, OutputsAst, TypeAst};
use crate::term::Builder;

/// How many operations a graph may have.
pub(crate) const NODE_LIMIT: usize = 1 << 18;

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
    let already = diagnostics.count();
    let element = element(&ast, &resolved, diagnostics);
    let mut signature = signature(ast, element, diagnostics);
    let place = signature.name.place;
    let (graph, values) = build(&mut signature, &resolved, diagnostics);
    let mut outputs = Vec::new();
    for result in &resolved.results {
        outputs.push(number(*result, &resolved, &values, diagnostics));
    }
    if resolved.steps.len() > NODE_LIMIT {
        diagnostics.report(catalogue::too_many_nodes(place, NODE_LIMIT));
    }
    let expected = signature.outputs.len();
    if outputs.len() != expected && diagnostics.count() == already {
        let place = resolved
            .results
            .first()
            .and_then(|result| resolved.steps.get(result.index()))
            .map_or(place, |step| step.place);
        diagnostics.report(catalogue::result_count(place, expected, outputs.len()));
    }
    let outputs: Vec<NodeId> = outputs.into_iter().flatten().collect();
    // What is said of the whole graph could follow from what has been reported of a part.
    let poisoned = resolved
        .steps
        .iter()
        .any(|step| matches!(step.kind, StepKind::Poison));
    if diagnostics.count() == already && !poisoned {
        whole(&signature, &graph, &outputs, diagnostics);
    }
    signature.paths = resolved.paths;
    signature.unused = resolved.unused;
    (signature, Inferred { graph, outputs })
}

/// The one element type; every type of the graph is checked against it.
fn element(ast: &GraphAst, resolved: &Resolved, diagnostics: &mut Diagnostics) -> Element {
    if let Some(parameter) = &ast.parameter
        && matches!(parameter.text.as_str(), "f32" | "f64")
    {
        diagnostics.report(catalogue::parameter_hides_element(
            parameter.place,
            &parameter.text,
        ));
    }
    let outputs: Vec<(&str, &TypeAst)> = match &ast.outputs {
        OutputsAst::Single(ty) => vec![("the output", ty)],
        OutputsAst::Named(outputs) => outputs
            .iter()
            .map(|output| (output.name.text.as_str(), &output.ty))
            .collect(),
        OutputsAst::Inferred | OutputsAst::Hole => Vec::new(),
    };
    let inputs = ast
        .inputs
        .iter()
        .map(|input| (input.name.text.as_str(), &input.ty));
    let declared = resolved.declared.iter().map(|(_, ty)| ("a `let`", ty));
    let mut first: Option<(&str, String)> = None;
    let mut mixed = false;
    for (owner, ty) in inputs.chain(outputs).chain(declared) {
        let name = match ty {
            TypeAst::Scalar(name) => Some(name),
            TypeAst::Tensor { element, place, .. } => {
                diagnostics.report(catalogue::tensors_to_come(*place));
                Some(element)
            }
            TypeAst::Inferred => None,
            TypeAst::Hole => continue,
        };
        let text = match name {
            Some(name) if !is_element(name, ast) => {
                let parameter = ast.parameter.as_ref().map(|name| name.text.as_str());
                let report = catalogue::unknown_element(name.place, &name.text, parameter);
                diagnostics.report(report);
                continue;
            }
            Some(name) => name.text.clone(),
            None => "f64".to_owned(),
        };
        match (&first, name) {
            (None, _) => first = Some((owner, text)),
            (Some((owner, expected)), Some(name)) if text != *expected && !mixed => {
                let report = catalogue::mixed_elements(name.place, &text, expected, owner);
                diagnostics.report(report);
                mixed = true;
            }
            (Some((owner, expected)), None) if text != *expected && !mixed => {
                let report = catalogue::mixed_elements(ast.name.place, &text, expected, owner);
                diagnostics.report(report);
                mixed = true;
            }
            _ => {}
        }
    }
    match (
        first.as_ref().map(|(_, text)| text.as_str()),
        &ast.parameter,
    ) {
        (Some("f32"), _) => Element::Single,
        (_, Some(parameter)) => Element::Parameter(parameter.ident.clone()),
        (_, None) => Element::Double,
    }
}

fn is_element(name: &Name, ast: &GraphAst) -> bool {
    let parameter = ast.parameter.as_ref();
    matches!(name.text.as_str(), "f32" | "f64")
        || parameter.is_some_and(|parameter| parameter.text == name.text)
}

fn signature(ast: GraphAst, element: Element, diagnostics: &mut Diagnostics) -> Signature {
    let mut outputs: Vec<Output> = Vec::new();
    match ast.outputs {
        OutputsAst::Named(named) => {
            for output in named {
                let known = outputs.iter().any(|known| known.text() == output.name.text);
                if known {
                    let report =
                        catalogue::defined_twice(output.name.place, &output.name.text, "an output");
                    diagnostics.report(report);
                    continue;
                }
                outputs.push(Output {
                    name: Some(output.name),
                    constant: output.constant,
                });
            }
        }
        OutputsAst::Single(_) | OutputsAst::Inferred | OutputsAst::Hole => outputs.push(Output {
            name: None,
            constant: false,
        }),
    }
    let mut inputs: Vec<Input> = Vec::new();
    for input in ast.inputs {
        // A second input of the same name has been reported.
        if inputs
            .iter()
            .all(|known| known.name.text != input.name.text)
        {
            inputs.push(Input {
                name: input.name,
                docs: input.docs,
                constant: input.constant,
            });
        }
    }
    Signature {
        form: ast.form,
        attributes: ast.attributes,
        name: ast.name,
        element,
        inputs,
        outputs,
        paths: Vec::new(),
        input_nodes: Vec::new(),
        unused: Vec::new(),
    }
}

/// Builds the nodes; gives one for each step, or none where a mistake has been reported.
fn build(
    signature: &mut Signature,
    resolved: &Resolved,
    diagnostics: &mut Diagnostics,
) -> (Graph, Vec<Option<NodeId>>) {
    let builder = Builder::plain(Graph::default());
    for (position, input) in signature.inputs.iter().enumerate() {
        let node = builder.apply(Op::Input, Attribute::Index(position), &[]);
        builder.write(|graph| graph.label(node.id, own(&input.name.text)));
        signature.input_nodes.push(node.id);
    }
    let mut values: Vec<Option<NodeId>> = Vec::with_capacity(resolved.steps.len());
    for step in &resolved.steps {
        let value = self::step(&builder, signature, step, resolved, &values, diagnostics);
        builder.write(|graph| {
            if let Some(value) = value {
                graph.locate(value, Some(step.place));
            }
        });
        values.push(value);
    }
    for (step, name) in &resolved.names {
        if let Some(value) = number(*step, resolved, &values, diagnostics) {
            builder.write(|graph| {
                if !graph.node(value).operands.is_empty() {
                    graph.label(value, own(name));
                }
            });
        }
    }
    (builder.finish(), values)
}

fn own(name: &str) -> Label {
    Label {
        name: name.to_owned(),
        own: true,
    }
}

fn step(
    builder: &Builder,
    signature: &Signature,
    step: &Step,
    resolved: &Resolved,
    values: &[Option<NodeId>],
    diagnostics: &mut Diagnostics,
) -> Option<NodeId> {
    match &step.kind {
        StepKind::Poison => None,
        StepKind::Number { digits } => literal(builder, signature, digits, step.place, diagnostics),
        StepKind::Input(input) => signature.input_nodes.get(*input).copied(),
        StepKind::Path(path) => {
            let node = builder.apply(Op::Path, Attribute::Index(*path), &[]).id;
            let text = resolved.paths.get(*path).map_or("", |path| &path.text);
            let last = text.rsplit("::").next().unwrap_or(text);
            builder.write(|graph| graph.label(node, own(last)));
            Some(node)
        }
        StepKind::List => {
            diagnostics.report(catalogue::list_as_value(step.place));
            None
        }
        StepKind::Index => {
            diagnostics.report(catalogue::needs_a_tensor(step.place, "[..]"));
            None
        }
        StepKind::Apply {
            op,
            operands,
            integer,
        } => {
            let operands = operands_of(*op, operands, resolved, values, diagnostics)?;
            apply(builder, *op, &operands, *integer, step.place, diagnostics)
        }
    }
}

fn literal(
    builder: &Builder,
    signature: &Signature,
    digits: &str,
    place: Place,
    diagnostics: &mut Diagnostics,
) -> Option<NodeId> {
    let constant = Constant::parse(digits)?;
    let finite = match signature.element {
        Element::Single => constant.single().is_finite(),
        Element::Double | Element::Parameter(_) => constant.double().is_finite(),
    };
    if !finite {
        let report = catalogue::number_out_of_range(place, &signature.element.text());
        diagnostics.report(report);
        return None;
    }
    Some(builder.constant(constant).id)
}

/// The operands, each a number or a condition as the operation needs it; none where one is poison.
fn operands_of(
    op: Op,
    operands: &[StepId],
    resolved: &Resolved,
    values: &[Option<NodeId>],
    diagnostics: &mut Diagnostics,
) -> Option<Vec<NodeId>> {
    let mut nodes = Vec::new();
    for (position, operand) in operands.iter().enumerate() {
        let conditional =
            matches!(op, Op::And | Op::Or | Op::Not) || (op == Op::Select && position == 0);
        let node = if conditional {
            condition(*operand, resolved, values, diagnostics)
        } else {
            number(*operand, resolved, values, diagnostics)
        };
        nodes.push(node);
    }
    nodes.into_iter().collect()
}

fn kind_of(step: StepId, resolved: &Resolved) -> Option<(Kind, Place)> {
    let step = resolved.steps.get(step.index())?;
    let kind = match &step.kind {
        StepKind::Apply { op, .. } => op.operation().result,
        _ => Kind::Number,
    };
    Some((kind, step.place))
}

/// The step's node, if it is a number; a condition is reported.
fn number(
    step: StepId,
    resolved: &Resolved,
    values: &[Option<NodeId>],
    diagnostics: &mut Diagnostics,
) -> Option<NodeId> {
    let value = values.get(step.index()).copied().flatten()?;
    match kind_of(step, resolved)? {
        (Kind::Number, _) => Some(value),
        (Kind::Boolean, place) => {
            diagnostics.report_once(catalogue::comparison_as_number(place));
            None
        }
    }
}

/// The step's node, if it is a condition; a number is reported.
fn condition(
    step: StepId,
    resolved: &Resolved,
    values: &[Option<NodeId>],
    diagnostics: &mut Diagnostics,
) -> Option<NodeId> {
    let value = values.get(step.index()).copied().flatten()?;
    match kind_of(step, resolved)? {
        (Kind::Boolean, _) => Some(value),
        (Kind::Number, place) => {
            diagnostics.report_once(catalogue::number_as_condition(place));
            None
        }
    }
}

fn apply(
    builder: &Builder,
    op: Op,
    operands: &[NodeId],
    integer: i32,
    place: Place,
    diagnostics: &mut Diagnostics,
) -> Option<NodeId> {
    let operation = op.operation();
    match operation.scope {
        Scope::Reduction => return operands.first().copied(),
        Scope::Tensor => {
            let name = if op == Op::Dot { "@" } else { operation.name };
            diagnostics.report(catalogue::needs_a_tensor(place, name));
            return None;
        }
        Scope::Elementwise => {}
    }
    if let Expansion::Early(expand) = operation.expansion {
        let terms: Vec<_> = operands.iter().map(|id| builder.term(*id)).collect();
        return expand(&terms).map(|term| term.id);
    }
    let attribute = if op == Op::Powi {
        Attribute::Integer(integer)
    } else {
        Attribute::None
    };
    Some(builder.apply(op, attribute, operands).id)
}

/// What can only be said of the graph as a whole.
fn whole(signature: &Signature, graph: &Graph, outputs: &[NodeId], diagnostics: &mut Diagnostics) {
    let name = &signature.name;
    let used = graph.reachable(outputs.iter().copied());
    for (input, node) in signature.inputs.iter().zip(&signature.input_nodes) {
        if !used.contains(*node) && !input.name.text.starts_with('_') {
            let report = catalogue::unused_input(input.name.place, &input.name.text, &name.text);
            diagnostics.report(report);
        }
    }
    if signature.inputs.iter().all(|input| input.constant) {
        diagnostics.report(catalogue::all_inputs_constant(name.place, &name.text));
    }
    if signature.outputs.iter().all(|output| output.constant) {
        diagnostics.report(catalogue::all_outputs_constant(name.place, &name.text));
    }
}
