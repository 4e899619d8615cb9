//! Names to ids: inputs, `let`s, constants and operations. The tree becomes a list in the order of
//! evaluation; a name that is not known becomes poison, which silences what follows from it.

mod arguments;
mod mentions;
mod names;
mod scope;
mod steps;

use self::scope::Scope;
use crate::diag::{Diagnostics, catalogue};
use crate::ops::{self, Op, Parameter};
use crate::place::Place;
use crate::sorted::Set;
use crate::syntax::ast::{
    Block, Expr, ExprKind, GraphAst, Let, Name, Operator, SizeAst, Suffix, TypeAst,
};

pub(crate) use mentions::{Binding, Mention};
pub(crate) use steps::{Argument, AxisAst, Declaration, Resolved, Step, StepId, StepKind};

/// Looks up every name of the graph's body.
pub(crate) fn resolve(graph: &GraphAst, diagnostics: &mut Diagnostics) -> Resolved {
    let before = diagnostics.count();
    let mut resolver = Resolver {
        graph,
        resolved: Resolved::default(),
        scope: Scope::default(),
        later: Vec::new(),
        own: Vec::new(),
        bindings: Vec::new(),
        unknown: Vec::new(),
        sizes: names_of_sizes(graph).collect(),
        mentions: Vec::new(),
        diagnostics,
    };
    resolver.inputs();
    let results = resolver.block(&graph.body);
    resolver.resolved.results = results;
    resolver.resolved.mentions = std::mem::take(&mut resolver.mentions);
    resolver.resolved.broken = resolver.diagnostics.count() > before;
    let used: Vec<bool> = resolver.bindings.iter().map(|(_, used)| *used).collect();
    for ((name, _), used) in resolver.bindings.into_iter().zip(used) {
        if !used && !name.text.starts_with('_') {
            resolver.resolved.unused.push(name.clone());
        }
    }
    resolver.resolved
}

/// The names that the types of inputs give to sizes.
fn names_of_sizes(graph: &GraphAst) -> impl Iterator<Item = &str> {
    let types = graph.inputs.iter().map(|input| &input.ty);
    let sizes = types.flat_map(|ty| match ty {
        TypeAst::Tensor { sizes, .. } => sizes.as_slice(),
        _ => &[],
    });
    sizes.filter_map(|size| match size {
        SizeAst::Named { name, .. } => Some(name.text.as_str()),
        _ => None,
    })
}

/// Where the results of a block stand.
fn place_of_results(block: &Block) -> Place {
    match block.results.as_slice() {
        [first, .., last] => first.place.to(last.place),
        _ => block.place,
    }
}

struct Resolver<'g> {
    graph: &'g GraphAst,
    resolved: Resolved,
    /// The names that can be seen, the innermost last.
    scope: Scope<'g>,
    /// The names of `let`s that come later in the blocks that are being read.
    later: Vec<&'g str>,
    /// The names of the `let`s whose values are being read.
    own: Vec<&'g str>,
    /// All `let`s, and whether something uses them.
    bindings: Vec<(&'g Name, bool)>,
    /// The names that have been reported as unknown.
    unknown: Vec<&'g str>,
    /// The names of sizes, which are no values.
    sizes: Set<&'g str>,
    /// The names that have been met in the block or the `let` that is being read.
    mentions: Vec<Mention>,
    diagnostics: &'g mut Diagnostics,
}

#[derive(Clone, Copy)]
enum Meaning {
    Input(usize),
    Let { binding: usize, step: StepId },
}

impl<'g> Resolver<'g> {
    fn inputs(&mut self) {
        // The signature leaves out what has been defined already.
        let mut position = 0;
        for input in &self.graph.inputs {
            if self.scope.meaning(&input.name.text).is_some() {
                self.resolved.ambiguous.insert(input.name.text.clone());
                let graph = self.graph.shown_name();
                let of = graph.map_or_else(String::new, |graph| format!(" of `{graph}`"));
                let what = format!("an input{of}");
                let report = catalogue::defined_twice(input.name.place, &input.name.text, &what);
                self.diagnostics.report(report);
                continue;
            }
            self.scope.push(&input.name.text, Meaning::Input(position));
            position += 1;
        }
    }

    fn push(&mut self, kind: StepKind, place: Place) -> StepId {
        let id = StepId(self.resolved.steps.len());
        self.resolved.steps.push(Step { kind, place });
        id
    }

    fn poison(&mut self, place: Place) -> StepId {
        self.push(StepKind::Poison, place)
    }

    fn apply(&mut self, op: Op, operands: Vec<StepId>, at: Place, place: Place) -> StepId {
        self.push(
            StepKind::Apply {
                op,
                operands,
                argument: Argument::None,
                at,
            },
            place,
        )
    }

    /// The values of a block's results.
    fn block(&mut self, block: &'g Block) -> Vec<StepId> {
        let (visible, later) = (self.scope.len(), self.later.len());
        self.later.extend(
            block
                .lets
                .iter()
                .rev()
                .map(|binding| binding.name.text.as_str()),
        );
        for binding in &block.lets {
            self.binding(binding);
        }
        let results = block
            .results
            .iter()
            .map(|result| self.expr(result))
            .collect();
        self.scope.truncate(visible);
        self.later.truncate(later);
        results
    }

    fn binding(&mut self, binding: &'g Let) {
        let outside = std::mem::take(&mut self.mentions);
        self.own.push(&binding.name.text);
        let step = self.expr(&binding.value);
        self.own.pop();
        let value = std::mem::replace(&mut self.mentions, outside);
        self.mentions.push(Mention::Let(Binding {
            number: self.bindings.len(),
            name: binding.name.clone(),
            ty: binding.ty.clone(),
            value,
        }));
        self.later.pop();
        if let Some(ty) = &binding.ty {
            self.resolved.declared.push(Declaration {
                step,
                name: binding.name.text.clone(),
                ty: ty.clone(),
            });
        }
        self.resolved.names.push((step, binding.name.text.clone()));
        let meaning = Meaning::Let {
            binding: self.bindings.len(),
            step,
        };
        // As long as `names`.
        self.bindings.push((&binding.name, false));
        self.scope.push(&binding.name.text, meaning);
    }

    /// The value of a block inside an expression.
    fn inner_block(&mut self, block: &'g Block) -> StepId {
        let results = self.results_inside(block);
        if let [result] = *results.as_slice() {
            return result;
        }
        self.diagnostics
            .report(catalogue::tuple(place_of_results(block)));
        self.resolved.tuples = true;
        self.poison(block.place)
    }

    /// The values of a block inside an expression, whose names can be seen in it alone.
    fn results_inside(&mut self, block: &'g Block) -> Vec<StepId> {
        let outside = std::mem::take(&mut self.mentions);
        let results = self.block(block);
        let inside = std::mem::replace(&mut self.mentions, outside);
        self.mentions.push(Mention::Block(inside));
        results
    }

    /// The value of a branch; several values are reported once for all branches.
    fn branch(&mut self, block: &'g Block, reported: &mut bool) -> StepId {
        let results = self.results_inside(block);
        if let [result] = *results.as_slice() {
            return result;
        }
        if !*reported {
            let report = catalogue::tuple_in_branch(place_of_results(block));
            self.diagnostics.report(report);
        }
        (*reported, self.resolved.tuples) = (true, true);
        self.poison(block.place)
    }

    fn expr(&mut self, expr: &'g Expr) -> StepId {
        let place = expr.place;
        match &expr.kind {
            ExprKind::Hole(parts) => {
                for part in parts {
                    self.expr(part);
                }
                self.poison(place)
            }
            ExprKind::Number { digits, .. } => self.push(
                StepKind::Number {
                    digits: digits.clone(),
                },
                place,
            ),
            ExprKind::Name(name) => self.name(name),
            ExprKind::Path { tokens, text } => self.path(tokens.clone(), text.clone(), place),
            ExprKind::Negate(operand) => {
                let operand = self.expr(operand);
                self.apply(Op::Neg, vec![operand], place, place)
            }
            ExprKind::Not(operand) => {
                let operand = self.expr(operand);
                self.apply(Op::Not, vec![operand], place, place)
            }
            ExprKind::Chain { first, rest } => self.chain(first, rest),
            ExprKind::Call { name, arguments } => self.call(name, None, arguments, place),
            ExprKind::Postfix { base, suffixes } => self.postfix(base, suffixes),
            ExprKind::If { arms, otherwise } => {
                let mut conditions = Vec::new();
                let mut reported = false;
                for (condition, block) in arms {
                    let condition = self.expr(condition);
                    conditions.push((condition, self.branch(block, &mut reported)));
                }
                let otherwise = self.branch(otherwise, &mut reported);
                conditions
                    .into_iter()
                    .rev()
                    .fold(otherwise, |otherwise, (condition, then)| {
                        self.apply(Op::Select, vec![condition, then, otherwise], place, place)
                    })
            }
            ExprKind::Block(block) => self.inner_block(block),
            ExprKind::List(_) => self.push(StepKind::List, place),
            ExprKind::Tuple(parts) => {
                self.diagnostics.report(catalogue::tuple(place));
                self.resolved.tuples = true;
                for part in parts {
                    self.expr(part);
                }
                self.poison(place)
            }
        }
    }

    fn chain(&mut self, first: &'g Expr, rest: &'g [(Operator, Place, Expr)]) -> StepId {
        let mut left = self.expr(first);
        for (operator, at, right) in rest {
            let place = first.place.to(right.place);
            let right = self.expr(right);
            let op = match operator {
                Operator::Add => Op::Add,
                Operator::Sub => Op::Sub,
                Operator::Mul => Op::Mul,
                Operator::Div => Op::Div,
                Operator::Less => Op::Less,
                Operator::LessEqual => Op::LessEqual,
                Operator::Greater => Op::Greater,
                Operator::GreaterEqual => Op::GreaterEqual,
                Operator::Equal => Op::Equal,
                Operator::NotEqual => Op::NotEqual,
                Operator::And => Op::And,
                Operator::Or => Op::Or,
                Operator::MatMul => Op::Dot,
            };
            left = self.apply(op, vec![left, right], *at, place);
        }
        left
    }

    fn postfix(&mut self, base: &'g Expr, suffixes: &'g [Suffix]) -> StepId {
        let mut value = self.expr(base);
        for suffix in suffixes {
            value = match suffix {
                Suffix::Method {
                    name,
                    arguments,
                    place,
                } => self.call(name, Some(value), arguments, *place),
                Suffix::Index { items, place } => {
                    let kind = StepKind::Index {
                        value,
                        items: items.clone(),
                        at: *place,
                    };
                    self.push(kind, base.place.to(*place))
                }
                Suffix::Hole(place) => self.poison(*place),
            };
        }
        value
    }

    fn is_size(&self, expr: &Expr) -> bool {
        matches!(&expr.kind, ExprKind::Name(name) if self.sizes.contains(name.text.as_str()))
    }

    /// `name(arguments)` or `receiver.name(arguments)`
    fn call(
        &mut self,
        name: &'g Name,
        receiver: Option<StepId>,
        arguments: &'g [Expr],
        place: Place,
    ) -> StepId {
        let Some(op) = ops::find(&name.text) else {
            let meaning = self.meaning(&name.text).filter(|_| receiver.is_none());
            let report = match meaning {
                None => Some(catalogue::unknown_operation(name.place, &name.text)),
                // It has been reported what it is.
                Some(Meaning::Let { step, .. }) if self.is_poison(step) => None,
                Some(_) => {
                    let tensors = !self.sizes.is_empty();
                    Some(catalogue::call_of_value(name.place, &name.text, tensors))
                }
            };
            if let Some(report) = report {
                self.diagnostics.report(report);
            }
            for argument in arguments {
                self.expr(argument);
            }
            return self.poison(place);
        };
        self.mentions.push(Mention::Operation(op, name.place));
        let mut operands: Vec<StepId> = receiver.into_iter().collect();
        let parameters = op.operation().parameters;
        let behind = operands.len();
        let mut literal = Some(Argument::None);
        let matched = arguments.len() + behind == parameters.len();
        for (position, argument) in arguments.iter().enumerate() {
            match parameters.get(position + behind) {
                Some(Parameter::Integer) => literal = self.integer(argument),
                // Of arguments that are too few or too many, none may be meant for it.
                Some(Parameter::Axis | Parameter::Sizes) if !matched => {}
                Some(Parameter::Axis) => literal = self.axis(argument),
                Some(Parameter::Sizes) => literal = self.sizes(argument),
                // Meant for an axis, where the operation takes none.
                None if self.is_size(argument) => {}
                Some(Parameter::Value) | None => operands.push(self.expr(argument)),
            }
        }
        // What could not be read may be other arguments.
        let read = arguments
            .iter()
            .all(|argument| !matches!(argument.kind, ExprKind::Hole(_)));
        if !matched && read {
            let (method, tensors) = (receiver.is_some(), !self.sizes.is_empty());
            let report =
                catalogue::argument_count(name.place, op, arguments.len(), method, tensors);
            self.diagnostics.report(report);
        }
        match literal {
            Some(argument) if matched => self.push(
                StepKind::Apply {
                    op,
                    operands,
                    argument,
                    at: name.place,
                },
                place,
            ),
            _ => self.poison(place),
        }
    }
}
