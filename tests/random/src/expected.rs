//! What a gradient is to be, by dual numbers, and how near a computed one must come.

use crate::dual::Tangent;
use crate::element::Element;
use crate::evaluate::evaluate;
use crate::tree::Graph;

#[derive(Clone, Copy, Debug)]
pub(crate) enum Expected {
    /// This number, within a tolerance.
    Near(f64, f64),
    /// NaN or an infinity, by IEEE arithmetic on an infinite local derivative. Which of them it is
    /// depends on the order of accumulation: `(2 - 1) * inf` is infinite, `2 * inf - 1 * inf` is NaN.
    NotFinite(f64),
    /// Some product of local derivatives leaves the range of the element type: the order of
    /// multiplication decides what comes out, and there is nothing to compare with.
    OutOfRange,
    /// The language leaves it open: see `Tangent::unspecified`.
    Unspecified,
}

/// The gradient of the outputs' product with the cotangents, one for each input that has one.
pub(crate) fn gradient<R: Element>(graph: &Graph, at: &[R], cotangents: &[R]) -> Vec<Expected> {
    let one = |input: usize| {
        let evaluation = evaluate(graph, at, Some(input), None);
        let mut total: Option<Tangent> = None;
        for (&output, cotangent) in graph.active_outputs().iter().zip(cotangents) {
            if let Some(tangent) = evaluation.outputs[output].tangent {
                let term = tangent.times(cotangent.wide());
                total = Some(total.map_or(term, |total| total.add(term)));
            }
        }
        total.map_or(Expected::Near(0.0, 0.0), |total| {
            expected::<R>(total, evaluation.operations)
        })
    };
    graph.active_inputs().into_iter().map(one).collect()
}

/// A sum of adjoints has no more terms than there are operations, each of which rounds once.
fn expected<R: Element>(tangent: Tangent, operations: u32) -> Expected {
    if tangent.unspecified {
        return Expected::Unspecified;
    }
    if tangent.overflows() {
        return Expected::OutOfRange;
    }
    if !tangent.slope.is_finite() {
        return Expected::NotFinite(tangent.slope);
    }
    if !tangent.is_in_range::<R>() {
        return Expected::OutOfRange;
    }
    let units = tangent.error + f64::from(operations) * tangent.magnitude;
    Expected::Near(tangent.slope, R::EPSILON * units)
}

impl Expected {
    /// Whether a comparison would notice an error of a thousandth.
    pub(crate) fn is_sharp(self) -> bool {
        matches!(self, Self::Near(slope, tolerance) if tolerance <= 1e-3 * slope.abs())
    }

    /// Whether a computed entry is right; always where nothing is expected.
    pub(crate) fn admits<R: Element>(self, found: R) -> bool {
        match self {
            Self::Near(slope, tolerance) => (found.wide() - slope).abs() <= tolerance,
            Self::NotFinite(slope) => !found.wide().is_finite() && found.wide() != -slope,
            Self::OutOfRange | Self::Unspecified => true,
        }
    }

    /// Whether two computed entries agree: where the reference is a number, within twice the distance
    /// that each may have from it; elsewhere in what kind of number they are, since both are
    /// accumulated in reverse.
    pub(crate) fn admits_both<R: Element>(self, left: R, right: R) -> bool {
        match self {
            Self::Near(_, tolerance) => (left.wide() - right.wide()).abs() <= 2.0 * tolerance,
            Self::NotFinite(_) | Self::Unspecified => same_class(left.wide(), right.wide()),
            Self::OutOfRange => true,
        }
    }
}

/// Both NaN, both the same infinity, or both finite.
fn same_class(left: f64, right: f64) -> bool {
    left.is_nan() && right.is_nan() || left == right || left.is_finite() && right.is_finite()
}
