//! Names to ids: inputs, `let`s, constants and operations. The tree becomes a list in the order of
//! evaluation; a name that is not known becomes poison, which silences what follows from it.

use crate::diag::{Diagnostics, catalogue};
use crate::ops::{self, Op, Parameter};
use crate::place::Place;
use crate::signature::PathConstant;
use crate::syntax::ast::{Block, Expr, ExprKind, GraphAst, Let, Name, Operator, Suffix, TypeAst};

/// A position in [`Resolved::steps`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StepId(usize);

impl StepId {
    pub(crate) fn index(self) -> usize {
        self.0
    }
}

/// One evaluation step; its operands come before it.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) kind: StepKind,
    pub(crate) place: Place,
}

#[derive(Debug)]
pub(crate) enum StepKind {
    Poison,
    Number {
        digits: String,
    },
    Input(usize),
    /// The value of a `let`, where it is used.
    Use(StepId),
    Path(usize),
    /// An operation of the language; `integer` is its literal argument, if it takes one.
    Apply {
        op: Op,
        operands: Vec<StepId>,
        integer: i32,
        /// Its operator or name.
        at: Place,
    },
    /// An index or a range of a value.
    Index(StepId),
    List,
}

#[derive(Debug, Default)]
pub(crate) struct Resolved {
    pub(crate) steps: Vec<Step>,
    pub(crate) results: Vec<StepId>,
    pub(crate) paths: Vec<PathConstant>,
    /// What each `let` names, in order.
    pub(crate) names: Vec<(StepId, String)>,
    /// The types that `let`s declare.
    pub(crate) declared: Vec<(StepId, TypeAst)>,
    pub(crate) unused: Vec<Name>,
    /// Whether a mistake has been reported.
    pub(crate) broken: bool,
}

/// Looks up every name of the graph's body.
pub(crate) fn resolve(graph: &GraphAst, diagnostics: &mut Diagnostics) -> Resolved {
    let before = diagnostics.count();
    let mut resolver = Resolver {
        graph,
        resolved: Resolved::default(),
        scope: Vec::new(),
        later: Vec::new(),
        bindings: Vec::new(),
        unknown: Vec::new(),
        diagnostics,
    };
    resolver.inputs();
    let results = resolver.block(&graph.body);
    resolver.resolved.results = results;
    resolver.resolved.broken = resolver.diagnostics.count() > before;
    let used: Vec<bool> = resolver.bindings.iter().map(|(_, used)| *used).collect();
    for ((name, _), used) in resolver.bindings.into_iter().zip(used) {
        if !used && !name.text.starts_with('_') {
            resolver.resolved.unused.push(name.clone());
        }
    }
    resolver.resolved
}

struct Resolver<'g> {
    graph: &'g GraphAst,
    resolved: Resolved,
    /// The names that can be seen, the innermost last.
    scope: Vec<(&'g str, Meaning)>,
    /// The names of `let`s that come later in the blocks that are being read.
    later: Vec<&'g str>,
    /// All `let`s, and whether something uses them.
    bindings: Vec<(&'g Name, bool)>,
    /// The names that have been reported as unknown.
    unknown: Vec<&'g str>,
    diagnostics: &'g mut Diagnostics,
}

#[derive(Clone, Copy)]
enum Meaning {
    Input(usize),
    Let { binding: usize, step: StepId },
}

impl<'g> Resolver<'g> {
    fn inputs(&mut self) {
        for (position, input) in self.graph.inputs.iter().enumerate() {
            let known = self.scope.iter().any(|(name, _)| *name == input.name.text);
            if known {
                let report = catalogue::defined_twice(
                    input.name.place,
                    &input.name.text,
                    &format!("an input of `{}`", self.graph.name.text),
                );
                self.diagnostics.report(report);
            }
            self.scope
                .push((&input.name.text, Meaning::Input(position)));
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
                integer: 0,
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
        let step = self.expr(&binding.value);
        self.later.pop();
        if let Some(ty) = &binding.ty {
            self.resolved.declared.push((step, ty.clone()));
        }
        self.resolved.names.push((step, binding.name.text.clone()));
        let meaning = Meaning::Let {
            binding: self.bindings.len(),
            step,
        };
        self.bindings.push((&binding.name, false));
        self.scope.push((&binding.name.text, meaning));
    }

    /// The value of a block inside an expression.
    fn inner_block(&mut self, block: &'g Block) -> StepId {
        let results = self.block(block);
        if let [result] = *results.as_slice() {
            return result;
        }
        let place = match block.results.as_slice() {
            [first, .., last] => first.place.to(last.place),
            _ => block.place,
        };
        self.diagnostics.report(catalogue::tuple(place));
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
                for (condition, block) in arms {
                    let condition = self.expr(condition);
                    conditions.push((condition, self.inner_block(block)));
                }
                let otherwise = self.inner_block(otherwise);
                conditions
                    .into_iter()
                    .rev()
                    .fold(otherwise, |otherwise, (condition, then)| {
                        self.apply(Op::Select, vec![condition, then, otherwise], place, place)
                    })
            }
            ExprKind::Block(block) => self.inner_block(block),
            ExprKind::List(_) => self.push(StepKind::List, place),
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
                Suffix::Index { place, .. } => self.push(StepKind::Index(value), *place),
                Suffix::Hole(place) => self.poison(*place),
            };
        }
        value
    }

    fn name(&mut self, name: &'g Name) -> StepId {
        let meaning = self
            .scope
            .iter()
            .rev()
            .find(|(known, _)| *known == name.text)
            .map(|(_, meaning)| *meaning);
        match meaning {
            Some(Meaning::Let { binding, step }) => {
                if let Some((_, used)) = self.bindings.get_mut(binding) {
                    *used = true;
                }
                // A `let` that only renames another is the other.
                let step = match self.resolved.steps.get(step.index()) {
                    Some(Step {
                        kind: StepKind::Use(other),
                        ..
                    }) => *other,
                    _ => step,
                };
                self.push(StepKind::Use(step), name.place)
            }
            Some(Meaning::Input(input)) => self.push(StepKind::Input(input), name.place),
            None if is_upper_case(&name.text) => {
                let ident = &name.ident;
                self.path(quote::quote!(#ident), name.text.clone(), name.place)
            }
            // It has been reported, or may be the name of an input that could not be read.
            None if self.graph.lost_inputs || self.unknown.contains(&name.text.as_str()) => {
                self.poison(name.place)
            }
            None => {
                self.unknown.push(&name.text);
                let report = if self.later.contains(&name.text.as_str()) {
                    catalogue::used_before_let(name.place, &name.text)
                } else {
                    let mut known: Vec<&str> = Vec::new();
                    // Beyond so many errors none is shown.
                    let searched = self.unknown.len() <= crate::diag::SHOWN;
                    for (candidate, _) in self.scope.iter().rev().filter(|_| searched) {
                        if !known.contains(candidate) {
                            known.push(candidate);
                        }
                    }
                    catalogue::unknown_name(name.place, &name.text, self.graph.shown_name(), &known)
                };
                self.diagnostics.report(report);
                self.poison(name.place)
            }
        }
    }

    fn path(&mut self, tokens: proc_macro2::TokenStream, text: String, place: Place) -> StepId {
        let known = self
            .resolved
            .paths
            .iter()
            .position(|path| path.text == text);
        let position = known.unwrap_or_else(|| {
            self.resolved.paths.push(PathConstant { tokens, text });
            self.resolved.paths.len() - 1
        });
        self.push(StepKind::Path(position), place)
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
            let local =
                receiver.is_none() && self.scope.iter().any(|(known, _)| *known == name.text);
            let report = if local {
                catalogue::call_of_value(name.place, &name.text)
            } else {
                catalogue::unknown_operation(name.place, &name.text)
            };
            self.diagnostics.report(report);
            for argument in arguments {
                self.expr(argument);
            }
            return self.poison(place);
        };
        let mut operands: Vec<StepId> = receiver.into_iter().collect();
        let parameters = op.operation().parameters;
        let behind = operands.len();
        let mut integer = Some(0);
        let matched = arguments.len() + behind == parameters.len();
        for (position, argument) in arguments.iter().enumerate() {
            match parameters.get(position + behind) {
                Some(Parameter::Integer) => integer = self.integer(argument),
                Some(Parameter::Axis | Parameter::Sizes) => {}
                Some(Parameter::Value) | None => operands.push(self.expr(argument)),
            }
        }
        if !matched {
            let report =
                catalogue::argument_count(name.place, op, arguments.len(), receiver.is_some());
            self.diagnostics.report(report);
        }
        match integer {
            Some(integer) if matched => self.push(
                StepKind::Apply {
                    op,
                    operands,
                    integer,
                    at: name.place,
                },
                place,
            ),
            _ => self.poison(place),
        }
    }

    /// An argument that must be an integer literal.
    fn integer(&mut self, argument: &'g Expr) -> Option<i32> {
        let (literal, negative) = match &argument.kind {
            ExprKind::Negate(inner) => (&inner.kind, true),
            kind => (kind, false),
        };
        let found = match literal {
            ExprKind::Number { digits, integer } => {
                if *integer {
                    let sign = if negative { "-" } else { "" };
                    let value = format!("{sign}{digits}").parse().ok();
                    if value.is_none() {
                        self.diagnostics
                            .report(catalogue::integer_too_large(argument.place));
                    }
                    return value;
                }
                format!("`{digits}`")
            }
            ExprKind::Name(name) => format!("`{}`", name.text),
            ExprKind::Path { text, .. } => format!("`{text}`"),
            ExprKind::Hole(_) => return None,
            _ => "an expression".to_owned(),
        };
        self.diagnostics
            .report(catalogue::integer_literal(argument.place, &found));
        None
    }
}

/// Whether a name is written as Rust's constants are.
fn is_upper_case(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}
