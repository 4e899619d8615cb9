//! What samples say: medians and their ratios.

use statrs::statistics::{Data, Min, OrderStatistics};

use crate::row::Row;

/// The samples of one contender, in few numbers.
#[derive(Clone, Copy, Debug)]
pub struct Summary {
    /// The fastest sample, in nanoseconds a call.
    pub least: f64,
    /// The median.
    pub median: f64,
}

/// How many times as long as another one a contender takes.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    /// The ratio of the medians.
    pub of_medians: f64,
    /// The quartiles of the ratios within each round.
    pub quartiles: (f64, f64),
}

/// Summarises a row.
#[must_use]
pub fn summarise(row: &Row) -> Summary {
    let mut data = Data::new(row.nanoseconds.clone());
    Summary {
        least: data.min(),
        median: data.median(),
    }
}

/// The time of `row` as a multiple of that of `reference`, which was measured in the same rounds.
#[must_use]
pub fn ratio(row: &Row, reference: &Row) -> Ratio {
    let pairs = row.nanoseconds.iter().zip(&reference.nanoseconds);
    let mut paired = Data::new(pairs.map(|(time, other)| time / other).collect::<Vec<_>>());
    Ratio {
        of_medians: summarise(row).median / summarise(reference).median,
        quartiles: (paired.lower_quartile(), paired.upper_quartile()),
    }
}

/// A duration with a fitting unit.
#[must_use]
pub fn duration(nanoseconds: f64) -> String {
    let (scale, unit) = match nanoseconds {
        time if time < 1e3 => (1.0, "ns"),
        time if time < 1e6 => (1e3, "µs"),
        time if time < 1e9 => (1e6, "ms"),
        _ => (1e9, "s"),
    };
    let time = nanoseconds / scale;
    match time {
        time if time < 10.0 => format!("{time:.2} {unit}"),
        time if time < 100.0 => format!("{time:.1} {unit}"),
        _ => format!("{time:.0} {unit}"),
    }
}

/// Prints the rows of one setting, with the ratio of each to the first one.
pub fn print(rows: &[Row]) {
    let Some(reference) = rows.first() else {
        return;
    };
    let rounds = reference.nanoseconds.len();
    println!("\n{}, {rounds} rounds", reference.setting);
    for row in rows {
        let Summary { least, median } = summarise(row);
        let Ratio {
            of_medians,
            quartiles: (low, high),
        } = ratio(row, reference);
        println!(
            "  {:<24} median {:>9}  least {:>9}  × {of_medians:<7.3} ({low:.3} to {high:.3})",
            row.contender,
            duration(median),
            duration(least),
        );
    }
}
