use super::sum::Sum;
use super::{Coordinates, Entry, Index, Point, Report};
use crate::ShapeError;

/// Nothing where two values have as many parts, each with the same shape.
pub(super) fn shapes(
    place: &'static str,
    (name, value): (&'static str, &impl Coordinates),
    (other_name, other): (&'static str, &impl Coordinates),
) -> Result<(), ShapeError> {
    ShapeError::compare_parts(place, (name, parts(value)), (other_name, parts(other)))?;
    leading_shapes(place, (name, value), (other_name, other))
}

/// Nothing where each part of a value has the shape of the part of `other` in its place; `other`
/// may have more of them.
pub(super) fn leading_shapes(
    place: &'static str,
    (name, value): (&'static str, &impl Coordinates),
    (other_name, other): (&'static str, &impl Coordinates),
) -> Result<(), ShapeError> {
    let (count, other_count) = (parts(value), parts(other));
    if count > other_count {
        ShapeError::compare_parts(place, (name, count), (other_name, other_count))?;
    }
    let mut outcome = Ok(());
    let mut part = 0;
    value.walk(Index::default(), &mut |_, shape, _| {
        if outcome.is_ok() {
            with_part(other, part, |other_shape| {
                outcome = ShapeError::compare(place, (name, shape), (other_name, other_shape))
                    .map_err(|error| {
                        if count > 1 {
                            error.of_part(part)
                        } else {
                            error
                        }
                    });
            });
        }
        part += 1;
    });
    outcome
}

/// Compares each entry of a gradient with the slope of `number` at the point `at`. The shapes
/// are equal, or the gradient has those of the point's leading parts.
pub(super) fn slopes<P: Point, E>(
    at: &P,
    gradient: &impl Coordinates,
    mut number: impl FnMut(P) -> Result<Sum, E>,
) -> Result<Report, E> {
    let mut report = Report::default();
    let mut outcome = Ok(());
    gradient.walk(Index::default(), &mut |_, _, entries| {
        for analytic in entries {
            if outcome.is_err() {
                return;
            }
            match slope(at, report.entries, &mut number) {
                Ok(numeric) => add(&mut report, at, analytic, numeric),
                Err(error) => outcome = Err(error),
            }
        }
    });
    outcome.map(|()| report)
}

/// The slope of `number` along the coordinate at `position`.
fn slope<P: Point, E>(
    at: &P,
    position: usize,
    number: &mut impl FnMut(P) -> Result<Sum, E>,
) -> Result<f64, E> {
    let above = moved(at, position, 1.0);
    let below = moved(at, position, -1.0);
    // Not 2h: the type of the coordinate has rounded x ± h.
    let distance = coordinate(&above, position) - coordinate(&below, position);
    Ok(number(above)?.minus(number(below)?) / distance)
}

/// The point with one coordinate moved by h = ∛ε · max(1, |x|) in the direction of `sign`.
fn moved<P: Point>(at: &P, position: usize, sign: f64) -> P {
    let mut current = 0;
    at.rebuild(&mut |x, epsilon| {
        let here = current == position;
        current += 1;
        if here {
            x + sign * crate::Float::cbrt(epsilon) * x.abs().max(1.0)
        } else {
            x
        }
    })
}

/// The coordinate at `position`; NaN where there is none.
fn coordinate(point: &impl Coordinates, position: usize) -> f64 {
    let mut found = f64::NAN;
    let mut start = 0;
    point.walk(Index::default(), &mut |_, shape, numbers| {
        let count: usize = shape.iter().product();
        if (start..start + count).contains(&position) {
            found = numbers.nth(position - start).unwrap_or(f64::NAN);
        }
        start += count;
    });
    found
}

/// Counts one more entry, and keeps it where it is the worst so far.
fn add<P: Point>(report: &mut Report, at: &P, analytic: f64, numeric: f64) {
    let scale = 1.0_f64.max(analytic.abs()).max(numeric.abs());
    let error = (analytic - numeric).abs() / scale;
    let worse = report
        .worst
        .is_none_or(|worst| error > worst.error || (error.is_nan() && !worst.error.is_nan()));
    if worse {
        let (argument, index) = locate(at, report.entries);
        report.worst = Some(Entry {
            argument,
            index,
            analytic,
            numeric,
            error,
        });
    }
    report.entries += 1;
}

/// The argument that the coordinate at `position` is in, and where it is in there.
fn locate<P: Point>(point: &P, position: usize) -> (usize, Index) {
    let mut found = Index::default();
    let mut start = 0;
    point.walk(Index::default(), &mut |index, shape, _| {
        let count: usize = shape.iter().product();
        if (start..start + count).contains(&position) {
            found = index.inside(shape, position - start);
        }
        start += count;
    });
    if P::IS_TUPLE {
        found.split_first()
    } else {
        (0, found)
    }
}

/// The number of parts.
fn parts(value: &impl Coordinates) -> usize {
    let mut count = 0;
    value.walk(Index::default(), &mut |_, _, _| count += 1);
    count
}

/// Calls `action` with the shape of one part, if there is that part.
fn with_part(value: &impl Coordinates, part: usize, mut action: impl FnMut(&[usize])) {
    let mut current = 0;
    value.walk(Index::default(), &mut |_, shape, _| {
        if current == part {
            action(shape);
        }
        current += 1;
    });
}
