//! The rules by which a node is replaced by a smaller one as it is made.
//!
//! Each rule keeps every bit of the value, the signs of zeros included; of a NaN only that it is one. What
//! would round otherwise, such as reassociation, has no rule but for adjoints, in [`adjoint`].

use crate::constant::Constant;
use crate::ir::{Attribute, NodeId};
use crate::ops::{Expansion, Kind, Op, Operands, Value};
use crate::simplify::{adjoint, spread};
use crate::term::{Builder, Term};

/// The node for this operation, or a smaller one of the same value.
pub(crate) fn node(builder: &Builder, op: Op, attribute: Attribute, operands: &[NodeId]) -> NodeId {
    let shape = builder.read(|graph| graph.shape_of(op, attribute, operands));
    let smaller = spread::out(builder, op, attribute, operands)
        .unwrap_or_else(|| value(builder, op, attribute, operands));
    builder.term(smaller).broadcast(&shape).id
}

/// The same, perhaps of a shape that is still to be broadcast.
fn value(builder: &Builder, op: Op, attribute: Attribute, operands: &[NodeId]) -> NodeId {
    let terms: Vec<Term<'_>> = operands.iter().map(|id| builder.term(*id)).collect();
    if let Expansion::Late(expand) = op.operation().expansion
        && builder.expands()
        && let Some(expanded) = expand_late(expand, &terms, attribute)
    {
        return expanded.id;
    }
    if let Some(constant) = fold(op, &terms) {
        return builder.constant(constant).id;
    }
    let smaller = match (op, terms.as_slice()) {
        (Op::Add, &[a, b]) => add(a, b),
        (Op::Sub, &[a, b]) => sub(a, b),
        (Op::Mul, &[a, b]) => mul(a, b),
        (Op::Div, &[a, b]) => div(a, b),
        (Op::Neg, &[a]) => neg(a),
        (Op::Powf, &[a, b]) => powf(a, b),
        (Op::Select, &[condition, then, otherwise]) => select(condition, then, otherwise),
        (Op::And | Op::Or | Op::Not, _) => return condition(builder, op, operands),
        _ => None,
    };
    let smaller = smaller.or_else(|| match (op, terms.as_slice()) {
        (Op::Mul, &[a, b]) if builder.writes_adjoints() => adjoint::mul(a, b),
        (Op::Div, &[a, b]) if builder.writes_adjoints() => adjoint::div(a, b),
        _ => None,
    });
    match smaller {
        Some(term) => term.id,
        None => builder.intern(op, attribute, operands),
    }
}

/// The node for a condition, or a smaller one: what is implied already is left out.
pub(crate) fn condition(builder: &Builder, op: Op, operands: &[NodeId]) -> NodeId {
    let intern = || builder.intern(op, Attribute::None, operands);
    match (op, operands) {
        (Op::Not, &[a]) => match parts(builder, a) {
            (Op::Not, inner, _) => inner.unwrap_or(a),
            (Op::Equal, Some(a), Some(b)) => builder.intern(Op::NotEqual, Attribute::None, &[a, b]),
            (Op::NotEqual, Some(a), Some(b)) => builder.intern(Op::Equal, Attribute::None, &[a, b]),
            _ => intern(),
        },
        (Op::And, &[a, b]) if implies(builder, a, b) => a,
        (Op::And, &[a, b]) if implies(builder, b, a) => b,
        (Op::Or, &[a, b]) if implies(builder, a, b) => b,
        (Op::Or, &[a, b]) if implies(builder, b, a) => a,
        (Op::Or, &[a, b]) => match (beyond(builder, b, a), beyond(builder, a, b)) {
            (Some(rest), _) => builder.intern(Op::Or, Attribute::None, &[a, rest]),
            (None, Some(rest)) => builder.intern(Op::Or, Attribute::None, &[b, rest]),
            (None, None) => intern(),
        },
        _ => intern(),
    }
}

/// If `condition` is `!known && rest`: the rest, which is all that it adds to `known`.
fn beyond(builder: &Builder, condition: NodeId, known: NodeId) -> Option<NodeId> {
    let (Op::And, Some(outer), rest) = parts(builder, condition) else {
        return None;
    };
    let negated = self::condition(builder, Op::Not, &[known]);
    rest.filter(|_| outer == negated)
}

/// How far a conjunction is searched for a part; beyond it, a condition may be asked again.
const CONJUNCTION_LIMIT: usize = 64;

/// Whether `strong` is `weak`, or a conjunction that has it as a part.
pub(crate) fn implies(builder: &Builder, strong: NodeId, weak: NodeId) -> bool {
    let mut strong = strong;
    for _ in 0..CONJUNCTION_LIMIT {
        if strong == weak {
            return true;
        }
        match parts(builder, strong) {
            (Op::And, Some(_), Some(inner)) if inner == weak => return true,
            (Op::And, Some(outer), Some(_)) => strong = outer,
            _ => return false,
        }
    }
    false
}

/// The operation of a node and its first two operands.
pub(super) fn parts(builder: &Builder, id: NodeId) -> (Op, Option<NodeId>, Option<NodeId>) {
    builder.read(|graph| {
        let node = graph.node(id);
        (
            node.op,
            node.operands.first().copied(),
            node.operands.get(1).copied(),
        )
    })
}

pub(super) fn constant(term: Term<'_>) -> Option<Constant> {
    term.builder.read(|graph| graph.node(term.id).constant())
}

fn is(term: Term<'_>, value: f64) -> bool {
    constant(term).is_some_and(|constant| constant.is(value))
}

/// The operand of a negation.
fn negated(term: Term<'_>) -> Option<Term<'_>> {
    match parts(term.builder, term.id) {
        (Op::Neg, Some(inner), _) => Some(term.builder.term(inner)),
        _ => None,
    }
}

fn expand_late<'b>(
    expand: for<'x> fn(Operands<'x>) -> Term<'x>,
    terms: &[Term<'b>],
    attribute: Attribute,
) -> Option<Term<'b>> {
    let a = *terms.first()?;
    Some(expand(Operands {
        a,
        b: terms.get(1).copied().unwrap_or(a),
        n: match attribute {
            Attribute::Integer(exponent) => exponent,
            _ => 0,
        },
        attribute,
    }))
}

/// The result for constant operands, if IEEE 754 fixes it and it is finite in both precisions. A sign is always taken
/// in: a constant may be beyond the range of one of them, and the rules for negations stop at a constant.
fn fold(op: Op, terms: &[Term<'_>]) -> Option<Constant> {
    let operation = op.operation();
    if !operation.exact || terms.is_empty() {
        return None;
    }
    let operands: Vec<Constant> = terms
        .iter()
        .map(|term| constant(*term))
        .collect::<Option<_>>()?;
    let Value::Number { single, double } = operation.value else {
        return None;
    };
    let singles: Vec<f32> = operands.iter().map(|operand| operand.single()).collect();
    let doubles: Vec<f64> = operands.iter().map(|operand| operand.double()).collect();
    let folded = Constant::new(single(&singles), double(&doubles));
    (folded.is_finite() || op == Op::Neg).then_some(folded)
}

fn add<'b>(a: Term<'b>, b: Term<'b>) -> Option<Term<'b>> {
    if is(a, -0.0) {
        return Some(b);
    }
    if is(b, -0.0) {
        return Some(a);
    }
    match (negated(a), negated(b)) {
        (_, Some(b)) => Some(a - b),
        (Some(a), None) => Some(b - a),
        (None, None) => None,
    }
}

fn sub<'b>(a: Term<'b>, b: Term<'b>) -> Option<Term<'b>> {
    if is(b, 0.0) {
        return Some(a);
    }
    if is(a, -0.0) {
        return Some(-b);
    }
    negated(b).map(|b| a + b)
}

fn mul<'b>(a: Term<'b>, b: Term<'b>) -> Option<Term<'b>> {
    for (factor, other) in [(b, a), (a, b)] {
        if is(factor, 1.0) {
            return Some(other);
        }
        if is(factor, -1.0) {
            return Some(-other);
        }
    }
    match (negated(a), negated(b)) {
        (_, Some(inner)) if constant(a).is_some() => Some(-a * inner),
        (Some(inner), _) if constant(b).is_some() => Some(inner * -b),
        (_, Some(inner)) => Some(-(a * inner)),
        (Some(inner), None) => Some(-(inner * b)),
        (None, None) => None,
    }
}

fn div<'b>(a: Term<'b>, b: Term<'b>) -> Option<Term<'b>> {
    if is(b, 1.0) {
        return Some(a);
    }
    if is(b, -1.0) {
        return Some(-a);
    }
    if is(a, 1.0) {
        return Some(b.apply(Op::Recip));
    }
    if let Some(a) = negated(a) {
        return Some(match constant(b) {
            Some(_) => a / -b,
            None => -(a / b),
        });
    }
    let b = negated(b)?;
    match constant(a) {
        Some(_) => Some(-a / b),
        None => Some(-(a / b)),
    }
}

/// A negation is taken into a constant factor.
fn neg(a: Term<'_>) -> Option<Term<'_>> {
    if let Some(inner) = negated(a) {
        return Some(inner);
    }
    let (op, left, right) = parts(a.builder, a.id);
    let (left, right) = (a.builder.term(left?), a.builder.term(right?));
    match op {
        Op::Mul | Op::Div if constant(left).is_some() => Some((-left).with(op, right)),
        Op::Mul | Op::Div if constant(right).is_some() => Some(left.with(op, -right)),
        _ => None,
    }
}

fn powf<'b>(a: Term<'b>, b: Term<'b>) -> Option<Term<'b>> {
    if is(b, 1.0) {
        Some(a)
    } else if is(b, 0.0) {
        Some(a.number(1.0))
    } else {
        None
    }
}

fn select<'b>(condition: Term<'b>, then: Term<'b>, otherwise: Term<'b>) -> Option<Term<'b>> {
    if then.id == otherwise.id {
        return Some(then);
    }
    if let Some(holds) = decided(condition) {
        return Some(if holds { then } else { otherwise });
    }
    let builder = condition.builder;
    if let (Op::Not, Some(inner), _) = parts(builder, condition.id) {
        return Some(builder.term(inner).select(otherwise, then));
    }
    // What holds in a branch anyway is left out of the conditions inside it.
    if let (Op::Or, Some(first), Some(second)) = parts(builder, condition.id)
        && let Some((inner, taken, rest)) = branches(then)
    {
        for (mine, other) in [(first, second), (second, first)] {
            if inner == mine {
                let rest = builder.term(other).select(rest, otherwise);
                return Some(builder.term(mine).select(taken, rest));
            }
        }
    }
    if let Some((inner, taken, rest)) = branches(otherwise)
        && let (Op::And, Some(outer), Some(innermost)) = parts(builder, inner)
        && condition.apply(Op::Not).id == outer
    {
        let otherwise = builder.term(innermost).select(taken, rest);
        return Some(condition.select(then, otherwise));
    }
    let (then_branch, otherwise_branch) = (branches(then), branches(otherwise));
    match (then_branch, otherwise_branch) {
        (Some((same, taken, _)), _) if same == condition.id => {
            Some(condition.select(taken, otherwise))
        }
        (_, Some((same, _, taken))) if same == condition.id => Some(condition.select(then, taken)),
        _ => None,
    }
}

/// The condition and the branches of a selection.
fn branches(term: Term<'_>) -> Option<(NodeId, Term<'_>, Term<'_>)> {
    let builder = term.builder;
    builder.read(|graph| {
        let node = graph.node(term.id);
        match (node.op, node.operands.as_slice()) {
            (Op::Select, &[condition, then, otherwise]) => {
                Some((condition, builder.term(then), builder.term(otherwise)))
            }
            _ => None,
        }
    })
}

/// The truth of a comparison of two constants, if both precisions agree on it.
fn decided(condition: Term<'_>) -> Option<bool> {
    let (op, left, right) = parts(condition.builder, condition.id);
    if op.operation().result != Kind::Boolean {
        return None;
    }
    let Value::Comparison { single, double } = op.operation().value else {
        return None;
    };
    let (left, right) = (
        constant(condition.builder.term(left?))?,
        constant(condition.builder.term(right?))?,
    );
    let holds = double(left.double(), right.double());
    (single(left.single(), right.single()) == holds).then_some(holds)
}
