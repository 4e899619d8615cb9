//! What the derivatives and the stable forms of reductions have in common.

use super::{At, Op};
use crate::term::Term;

/// The sum along the last axis, which stays with size 1.
pub(super) fn keep_last_sum(term: Term<'_>) -> Term<'_> {
    term.sum(term.last_axis()).with_last_axis()
}

/// `exp(x - shift)` and its sum along the last axis, which stays with size 1.
pub(super) fn softmax_of(x: Term<'_>) -> (Term<'_>, Term<'_>) {
    let e = (x - x.shift()).apply(Op::Exp);
    (e, keep_last_sum(e))
}

/// The elements that are the extreme share its cotangent equally.
pub(super) fn extremes(r: At<'_>) -> Term<'_> {
    let axes = r.axes();
    let mine = r.a.with(Op::Equal, r.y.over(r.a, axes));
    let one = r.a.number(1.0);
    let shares = one.or_zero(mine).sum(axes);
    (r.g / shares).over(r.a, axes).or_zero(mine)
}
