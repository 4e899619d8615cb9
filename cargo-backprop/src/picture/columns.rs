//! Columns: how wide they are, and how far apart.

use super::layout::{MARGIN, Stops};

/// Space between two columns, and how much more a curve needs for each step up or down.
const BETWEEN: f64 = 18.0;
const SLOPE: f64 = 0.18;
const WIDEST: f64 = 110.0;

/// Where the columns are.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) middles: Vec<f64>,
    /// The left and the right side of each.
    pub(super) sides: Vec<(f64, f64)>,
    /// Of the whole picture.
    pub(super) width: f64,
}

/// Finds where the columns are.
pub(super) fn columns(stops: &Stops) -> Columns {
    let count = stops
        .list
        .iter()
        .map(|stop| stop.column + 1)
        .max()
        .unwrap_or(0);
    let mut steps = vec![0.0_f64; count];
    for way in &stops.ways {
        for (one, other) in way.iter().zip(way.iter().skip(1)) {
            if let (Some(one), Some(other)) = (stops.list.get(*one), stops.list.get(*other))
                && let Some(step) = steps.get_mut(one.column)
            {
                *step = step.max((one.y - other.y).abs());
            }
        }
    }
    let mut columns = Columns {
        middles: Vec::new(),
        sides: Vec::new(),
        width: 0.0,
    };
    let mut x = MARGIN;
    for (column, step) in steps.iter().enumerate() {
        let members = stops.list.iter().filter(|stop| stop.column == column);
        let wide = members.map(|stop| stop.wide).fold(0.0, f64::max);
        columns.sides.push((x, x + 2.0 * wide));
        columns.middles.push(x + wide);
        x += 2.0 * wide;
        columns.width = x + MARGIN;
        x += (BETWEEN + SLOPE * step).min(WIDEST);
    }
    columns
}
