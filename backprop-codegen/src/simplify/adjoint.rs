//! Rules for adjoints alone. A value keeps its bits; an adjoint is exact but for rounding, so that here a product
//! may be rounded in another order.

use super::rewrite::{constant, parts};
use crate::constant::Constant;
use crate::ir::Attribute;
use crate::ops::Op;
use crate::term::Term;

/// How deep a constant is searched in a product.
const DEPTH: usize = 2;

/// The largest constant that is made of two, so that no product comes near the ends of its range on the way, nor its
/// reciprocal.
const LARGEST: f64 = 65_536.0;

/// A product of numbers, if one rule makes it smaller: a power of two is taken into a constant that is a factor
/// already.
pub(super) fn mul<'b>(a: Term<'b>, b: Term<'b>) -> Option<Term<'b>> {
    let is_number = |term: Term<'_>| term.shape().is_empty();
    match (constant(a), constant(b)) {
        _ if !is_number(a) || !is_number(b) => None,
        (Some(factor), None) if is_power_of_two(factor) => taken_in(factor, b, DEPTH),
        (None, Some(factor)) if is_power_of_two(factor) => taken_in(factor, a, DEPTH),
        _ => None,
    }
}

/// The quotient of an adjoint: by a square root whose reciprocal is known it is a product. The reciprocal of a square root
/// is finite but for 0, where quotient and product agree; that of another small number can overflow where the quotient does
/// not.
pub(super) fn div<'b>(a: Term<'b>, b: Term<'b>) -> Option<Term<'b>> {
    let builder = b.builder;
    if builder.read(|graph| graph.node(b.id).op) != Op::Sqrt {
        return None;
    }
    let reciprocal = builder.read(|graph| graph.find(Op::Recip, Attribute::None, &[b.id]))?;
    Some(a * builder.term(reciprocal))
}

fn taken_in(factor: Constant, product: Term<'_>, depth: usize) -> Option<Term<'_>> {
    let builder = product.builder;
    let (Op::Mul, Some(left), Some(right)) = parts(builder, product.id) else {
        return None;
    };
    let (left, right) = (builder.term(left), builder.term(right));
    for (inner, other) in [(left, right), (right, left)] {
        if let Some(number) = constant(inner) {
            let single = number.single() * factor.single();
            let double = number.double() * factor.double();
            let both = Constant::new(single, double);
            return (1.0 / LARGEST..=LARGEST)
                .contains(&double.abs())
                .then(|| builder.constant(both) * other);
        }
        if depth > 1
            && let Some(inner) = taken_in(factor, inner, depth - 1)
        {
            return Some(inner * other);
        }
    }
    None
}

/// Whether a product with it is exact.
fn is_power_of_two(constant: Constant) -> bool {
    const SINGLE: u32 = (1 << (f32::MANTISSA_DIGITS - 1)) - 1;
    const DOUBLE: u64 = (1 << (f64::MANTISSA_DIGITS - 1)) - 1;
    let (single, double) = (constant.single(), constant.double());
    single.is_normal()
        && double.is_normal()
        && single.to_bits() & SINGLE == 0
        && double.to_bits() & DOUBLE == 0
}
