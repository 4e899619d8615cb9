//! The inside of a graph: a node for each step, a number or a condition as what reads it needs.

use crate::constant::Constant;
use crate::diag::{Diagnostics, catalogue};
use crate::ir::{Attribute, Graph, Label, NodeId};
use crate::ops::{Expansion, Kind, Op, Scope};
use crate::place::Place;
use crate::resolve::{Resolved, Step, StepId, StepKind};
use crate::signature::{Element, Signature};
use crate::syntax::ast::TypeAst;
use crate::term::Builder;

/// Builds the nodes; gives one for each step, or none where a mistake has been reported.
pub(super) fn build(
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
pub(super) fn number(
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
