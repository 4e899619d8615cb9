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

/// Which inputs have a type that is known; of the others nothing can be said.
fn known_inputs(ast: &GraphAst) -> Vec<bool> {
    let known = |ty: &TypeAst| match ty {
        TypeAst::Scalar(name) => is_element(name, ast),
        TypeAst::Inferred => true,
        TypeAst::Tensor { .. } | TypeAst::Hole => false,
    };
    ast.inputs.iter().map(|input| known(&input.ty)).collect()
}

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
fn element(ast: &GraphAst, resolved: &Resolved, diagnostics: &mut Diagnostics) -> Element {
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
            .map(|(_, ty)| ("a `let`".into(), None, ty)),
    );
    let mut uses = Vec::new();
    let mut unknown: Vec<&str> = Vec::new();
    for (owner, input, ty) in types {
        let name = match ty {
            TypeAst::Scalar(name) => name,
            TypeAst::Tensor { element, place, .. } => {
                diagnostics.report(catalogue::tensors_to_come(*place));
                element
            }
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
        } else if !unknown.contains(&name.text.as_str()) {
            unknown.push(&name.text);
            let parameter = ast.parameter.as_ref().map(|name| name.text.as_str());
            let report = catalogue::unknown_element(name.place, &name.text, parameter);
            diagnostics.report(report);
        }
    }
    uses
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
    steps: &[Step],
    known: &[bool],
    diagnostics: &mut Diagnostics,
) -> (Graph, Vec<Option<NodeId>>) {
    let builder = Builder::plain(Graph::default());
    for (position, input) in signature.inputs.iter().enumerate() {
        let node = builder.apply(Op::Input, Attribute::Index(position), &[]);
        builder.write(|graph| graph.label(node.id, own(&input.name.text)));
        signature.input_nodes.push(node.id);
    }
    let mut values: Vec<Option<NodeId>> = Vec::with_capacity(steps.len());
    for step in steps {
        let value = match step.kind {
            StepKind::Input(input) if known.get(input) != Some(&true) => None,
            _ => self::step(&builder, signature, step, resolved, &values, diagnostics),
        };
        builder.write(|graph| {
            if let Some(value) = value {
                graph.locate(value, Some(step.place));
            }
        });
        values.push(value);
    }
    // A type that has been reported, and says that a condition is meant.
    let conditions: Vec<StepId> = resolved
        .declared
        .iter()
        .filter(|(_, ty)| matches!(ty, TypeAst::Scalar(ty) if ty.text == "bool"))
        .map(|(step, _)| *step)
        .collect();
    for (step, name) in &resolved.names {
        if conditions.contains(step) {
            continue;
        }
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
        StepKind::Use(other) => values.get(other.index()).copied().flatten(),
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
        StepKind::Index(base) => {
            values.get(base.index()).copied().flatten()?;
            diagnostics.report(catalogue::needs_a_tensor(step.place, "[..]"));
            None
        }
        StepKind::Apply {
            op,
            operands,
            integer,
            at,
        } => {
            let operands = operands_of(*op, operands, resolved, values, diagnostics)?;
            apply(builder, *op, &operands, *integer, *at, diagnostics)
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
    let value = match &step.kind {
        StepKind::Use(other) => resolved.steps.get(other.index())?,
        _ => step,
    };
    let kind = match &value.kind {
        StepKind::Apply { op, .. } => op.operation().result,
        _ => Kind::Number,
    };
    Some((kind, step.place))
}

/// The step's node, if it is a number; a condition is reported, that of a `let` where it is bound.
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
            let used = resolved.steps.get(step.index()).map(|step| &step.kind);
            if !matches!(used, Some(StepKind::Use(_))) {
                diagnostics.report_once(catalogue::comparison_as_number(place));
            }
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
            diagnostics.report(catalogue::needs_a_tensor(place, operation.name));
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
