//! Exact factors of adjoints. A rule is linear in its cotangent, so a sign or a power of two can wait beside an adjoint
//! until it meets another one: the two of a square and the half of a square root cancel there, and a sum is
//! doubled once.

use crate::constant::Constant;
use crate::ir::NodeId;
use crate::ops::Op;
use crate::term::{Builder, Term};

/// A factor of ±2ⁿ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    negative: bool,
    exponent: i32,
}

/// The largest exponent that is carried: on the way, an adjoint is at most so much larger or smaller than what it stands
/// for.
const LIMIT: i32 = 8;

impl Scale {
    pub(super) const ONE: Self = Self {
        negative: false,
        exponent: 0,
    };

    const MINUS_ONE: Self = Self {
        negative: true,
        exponent: 0,
    };

    /// A constant as a factor, if it is one of these in both precisions.
    fn of(constant: Constant) -> Option<Self> {
        (-LIMIT..=LIMIT)
            .flat_map(|exponent| [false, true].map(|negative| Self { negative, exponent }))
            .find(|scale| constant.is(scale.value()))
    }

    fn value(self) -> f64 {
        let magnitude = f64::from(self.exponent).exp2();
        if self.negative { -magnitude } else { magnitude }
    }

    fn times(self, other: Self) -> Self {
        Self {
            negative: self.negative != other.negative,
            exponent: self.exponent + other.exponent,
        }
    }

    fn inverse(self) -> Self {
        Self {
            exponent: -self.exponent,
            ..self
        }
    }

    /// The other sign.
    pub(super) fn opposite(self) -> Self {
        self.times(Self::MINUS_ONE)
    }

    /// Twice as much, if that is carried.
    pub(super) fn doubled(self) -> Option<Self> {
        (self.exponent < LIMIT).then_some(Self {
            exponent: self.exponent + 1,
            ..self
        })
    }

    /// The sign alone, and the rest.
    pub(super) fn parts(self) -> (Self, Self) {
        let sign = Self {
            exponent: 0,
            ..self
        };
        let magnitude = Self {
            negative: false,
            ..self
        };
        (sign, magnitude)
    }

    pub(super) fn is_negative(self) -> bool {
        self.negative
    }

    /// Whether its magnitude is below one.
    pub(super) fn shrinks(self) -> bool {
        self.exponent < 0
    }

    /// The product with `term`.
    pub(super) fn of_term(self, term: Term<'_>) -> Term<'_> {
        if self == Self::ONE {
            term
        } else if self == Self::MINUS_ONE {
            -term
        } else {
            term * self.value()
        }
    }
}

/// What a rule has made of `cotangent`, without the exact factors that it has multiplied it by, and these.
pub(super) fn without_factors<'b>(
    builder: &'b Builder,
    share: Term<'b>,
    cotangent: NodeId,
    carried: Scale,
) -> (Term<'b>, Scale) {
    let pulled = (!builder.shortens())
        .then(|| pulled(builder, share, cotangent))
        .flatten();
    match pulled {
        Some((term, scale)) if carried.times(scale).exponent.abs() <= LIMIT => {
            (term, carried.times(scale))
        }
        _ => (share, carried),
    }
}

/// The same by itself, if `cotangent` is the first factor of `share`.
fn pulled<'b>(
    builder: &'b Builder,
    share: Term<'b>,
    cotangent: NodeId,
) -> Option<(Term<'b>, Scale)> {
    if share.id == cotangent {
        return Some((share, Scale::ONE));
    }
    let (op, left, right) = builder.read(|graph| {
        let node = graph.node(share.id);
        (
            node.op,
            node.operands.first().copied(),
            node.operands.get(1).copied(),
        )
    });
    if !matches!(op, Op::Neg | Op::Mul | Op::Div) {
        return None;
    }
    let (inner, scale) = pulled(builder, builder.term(left?), cotangent)?;
    let Some(right) = right else {
        return Some((inner, scale.opposite()));
    };
    let factor = builder
        .read(|graph| graph.node(right).constant())
        .and_then(Scale::of);
    Some(match (op, factor) {
        (Op::Mul, Some(factor)) => (inner, scale.times(factor)),
        (_, Some(divisor)) => (inner, scale.times(divisor.inverse())),
        (_, None) => (inner.with(op, builder.term(right)), scale),
    })
}
