//! The inside of a graph: a node for each step, a number or a condition as what reads it needs.

use super::dims::{Declared, Dims};
use crate::constant::Constant;
use crate::diag::{Diagnostics, catalogue};
use crate::ir::{Attribute, Graph, Label, NodeId};
use crate::ops::{Expansion, Kind, Op, Scope};
use crate::place::Place;
use crate::resolve::{Argument, Declaration, Resolved, Step, StepId, StepKind};
use crate::shape::Shape;
use crate::signature::{Element, Signature};
use crate::syntax::ast::TypeAst;
use crate::term::Builder;

/// The graph while its nodes are made.
pub(super) struct Build<'a> {
    pub(super) builder: Builder,
    pub(super) signature: &'a mut Signature,
    pub(super) dims: &'a mut Dims,
    pub(super) resolved: &'a Resolved,
    /// One for each input: whether its type is known. Of the others nothing can be said.
    known: Vec<bool>,
    /// A node for each step, or none where a mistake has been reported.
    values: Vec<Option<NodeId>>,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl<'a> Build<'a> {
    pub(super) fn new(
        signature: &'a mut Signature,
        dims: &'a mut Dims,
        resolved: &'a Resolved,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self {
            builder: Builder::plain(Graph::default()),
            signature,
            dims,
            resolved,
            known: Vec::new(),
            values: Vec::new(),
            diagnostics,
        }
    }

    pub(super) fn finish(self) -> Graph {
        self.builder.finish()
    }

    /// Makes a node for each input.
    pub(super) fn inputs(&mut self, declared: &[Declared]) {
        for (position, (input, declared)) in self.signature.inputs.iter().zip(declared).enumerate()
        {
            let node = self.builder.leaf(Op::Input, position, &input.shape).id;
            let label = own(&input.name.text);
            self.builder.write(|graph| graph.label(node, label));
            self.signature.input_nodes.push(node);
            let ambiguous = self.resolved.ambiguous.contains(&input.name.text);
            self.known.push(declared.known && !ambiguous);
        }
    }

    /// Makes a node for each step, and names those of `let`s. What is declared is checked.
    pub(super) fn steps(&mut self, steps: &[Step], declared: &[Declared]) {
        let resolved = self.resolved;
        let mut declared = resolved.declared.iter().zip(declared).peekable();
        for (position, step) in steps.iter().enumerate() {
            let value = self.step(step);
            let mut value = value.and_then(|value| self.limited(value, step.place));
            if let Some(value) = value {
                self.builder
                    .write(|graph| graph.locate(value, Some(step.place)));
            }
            while let Some((declaration, declared)) =
                declared.next_if(|(declaration, _)| declaration.step.index() <= position)
            {
                value = value.and_then(|value| self.binding(declaration, value, declared));
            }
            self.values.push(value);
        }
        self.names();
    }

    /// The value of a `let` of a declared type, if it has that shape.
    fn binding(
        &mut self,
        declaration: &Declaration,
        value: NodeId,
        declared: &Declared,
    ) -> Option<NodeId> {
        if self.kind_of(declaration.step)?.0 == Kind::Boolean {
            return Some(value);
        }
        let owner = format!("`{}`", declaration.name);
        self.expect_shape(declaration.step, value, declared, &owner)
    }

    /// Gives the nodes of `let`s their names. A condition is no value of a `let`, and is reported.
    fn names(&mut self) {
        // A type that has been reported, and says that a condition is meant.
        let conditions: Vec<StepId> = self
            .resolved
            .declared
            .iter()
            .filter(
                |declaration| matches!(&declaration.ty, TypeAst::Scalar(ty) if ty.text == "bool"),
            )
            .map(|declaration| declaration.step)
            .collect();
        let resolved = self.resolved;
        for (step, name) in &resolved.names {
            if conditions.contains(step) {
                continue;
            }
            if let Some(value) = self.number(*step) {
                self.builder.write(|graph| {
                    if !graph.node(value).operands.is_empty() {
                        graph.label(value, own(name));
                    }
                });
            }
        }
    }

    /// The shape of each `let`, if nothing is wrong with it.
    pub(super) fn lets(&self) -> Vec<Option<Shape>> {
        let names = self.resolved.names.iter();
        names
            .map(|(step, _)| self.value(*step).map(|node| self.shape(node)))
            .collect()
    }

    fn step(&mut self, step: &Step) -> Option<NodeId> {
        match &step.kind {
            StepKind::Poison => None,
            StepKind::Use { value, .. } => self.value(*value),
            StepKind::Number { digits } => self.literal(digits, step.place),
            StepKind::Input(input) => {
                let node = self.signature.input_nodes.get(*input).copied();
                node.filter(|_| self.known.get(*input) == Some(&true))
            }
            StepKind::Path(path) => Some(self.path(*path)),
            StepKind::List => {
                self.diagnostics
                    .report(catalogue::list_as_value(step.place));
                None
            }
            StepKind::Index { value, items, at } => {
                let node = self.number(*value)?;
                self.slice(*value, node, items, *at)
            }
            StepKind::Apply {
                op,
                operands,
                argument,
                at,
            } => {
                let nodes = self.operands(*op, operands);
                self.apply(*op, operands, nodes, argument, *at)
            }
        }
    }

    /// The node of a step, if nothing is wrong with it.
    pub(super) fn value(&self, step: StepId) -> Option<NodeId> {
        self.values.get(step.index()).copied().flatten()
    }

    pub(super) fn is_list(&self, step: StepId) -> bool {
        let step = self.resolved.steps.get(step.index());
        step.is_some_and(|step| matches!(step.kind, StepKind::List))
    }

    pub(super) fn shape(&self, node: NodeId) -> Shape {
        self.builder.read(|graph| graph.node(node).shape.clone())
    }

    fn path(&self, path: usize) -> NodeId {
        let node = self.builder.apply(Op::Path, Attribute::Index(path), &[]).id;
        let text = self.resolved.paths.get(path).map_or("", |path| &path.text);
        let last = text.rsplit("::").next().unwrap_or(text);
        self.builder.write(|graph| graph.label(node, own(last)));
        node
    }

    fn literal(&mut self, digits: &str, place: Place) -> Option<NodeId> {
        let constant = Constant::parse(digits)?;
        let finite = match self.signature.element {
            Element::Single => constant.single().is_finite(),
            Element::Double | Element::Parameter(_) => constant.double().is_finite(),
        };
        if !finite {
            let report = catalogue::number_out_of_range(place, &self.signature.element.text());
            self.diagnostics.report(report);
            return None;
        }
        Some(self.builder.constant(constant).id)
    }

    /// The operands, each a number or a condition as the operation needs it; none where one is poison.
    fn operands(&mut self, op: Op, operands: &[StepId]) -> Option<Vec<NodeId>> {
        let mut nodes = Vec::new();
        for (position, operand) in operands.iter().enumerate() {
            let conditional =
                matches!(op, Op::And | Op::Or | Op::Not) || (op == Op::Select && position == 0);
            let node = if conditional {
                self.condition(*operand)
            } else {
                self.number(*operand)
            };
            nodes.push(node);
        }
        nodes.into_iter().collect()
    }

    fn kind_of(&self, step: StepId) -> Option<(Kind, Place)> {
        let step = self.resolved.steps.get(step.index())?;
        let value = match &step.kind {
            StepKind::Use { value, .. } => self.resolved.steps.get(value.index())?,
            _ => step,
        };
        let kind = match &value.kind {
            StepKind::Apply { op, .. } => op.operation().result,
            _ => Kind::Number,
        };
        Some((kind, step.place))
    }

    /// The step's node, if it is a number; a condition is reported, that of a `let` where it is bound.
    pub(super) fn number(&mut self, step: StepId) -> Option<NodeId> {
        let value = self.value(step)?;
        match self.kind_of(step)? {
            (Kind::Number, _) => Some(value),
            (Kind::Boolean, place) => {
                let used = self.resolved.steps.get(step.index()).map(|step| &step.kind);
                if !matches!(used, Some(StepKind::Use { .. })) {
                    self.diagnostics
                        .report_once(catalogue::comparison_as_number(place));
                }
                None
            }
        }
    }

    /// The step's node, if it is a condition; a number is reported.
    fn condition(&mut self, step: StepId) -> Option<NodeId> {
        let value = self.value(step)?;
        match self.kind_of(step)? {
            (Kind::Boolean, _) => Some(value),
            (Kind::Number, place) => {
                self.diagnostics
                    .report_once(catalogue::number_as_condition(place));
                None
            }
        }
    }

    /// Applies an operation to operands that fit; what does not is reported.
    fn apply(
        &mut self,
        op: Op,
        steps: &[StepId],
        nodes: Option<Vec<NodeId>>,
        argument: &Argument,
        at: Place,
    ) -> Option<NodeId> {
        let attribute = match argument {
            Argument::None => Attribute::None,
            Argument::Integer(exponent) => Attribute::Integer(*exponent),
            Argument::Axis(axis) => {
                let operand = (*steps.first()?, *nodes?.first()?);
                return self.at_axis(op, operand, axis, at);
            }
            Argument::Sizes(sizes, place) => {
                // Unknown names are mistakes of their own.
                let declared = self.dims.sizes(sizes, self.diagnostics);
                let node = *nodes?.first()?;
                return self.reshape(*steps.first()?, node, declared.shape()?, *place);
            }
        };
        let nodes = nodes?;
        let operation = op.operation();
        match (operation.scope, op) {
            (Scope::Reduction, _) => return Some(self.reduce(op, *nodes.first()?)),
            (_, Op::Dot) => return self.product(steps, &nodes, at),
            (Scope::Along(_) | Scope::Tensor, _) => {
                return self.of_tensor(op, (*steps.first()?, *nodes.first()?), at);
            }
            (Scope::Elementwise, _) => self.fit(op, steps, &nodes, at)?,
        }
        if let Expansion::Early(expand) = operation.expansion {
            let terms: Vec<_> = nodes.iter().map(|id| self.builder.term(*id)).collect();
            return expand(&terms).map(|term| term.id);
        }
        Some(self.builder.apply(op, attribute, &nodes).id)
    }
}

pub(super) fn own(name: &str) -> Label {
    Label {
        name: name.to_owned(),
        own: true,
    }
}
