use core::fmt::{self, Display};

use super::Index;

/// What a check found.
///
/// ```
/// use backprop_core::check;
///
/// # fn main() -> Result<(), backprop_core::ShapeError> {
/// // The gradient of x² − y² is (2x, −2y); here the sign of the second entry is wrong.
/// let report = check::gradient(|(x, y)| x * x - y * y, (1.0, 0.25), (2.0, 0.5))?;
/// let sentence = report.to_string();
/// assert!(sentence.starts_with("the worst of 2 entries is argument 1: analytic 0.5, numeric -0.5"));
/// assert!(sentence.ends_with("relative error 1.0e0"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Report {
    /// The entry that is the furthest off; none where there was nothing to compare. An entry whose
    /// error is NaN is further off than any other.
    pub worst: Option<Entry>,
    /// How many entries were compared.
    pub entries: usize,
}

/// One entry of a gradient, and the slope that it was compared with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// Which argument it belongs to: its place in the tuple of arguments, 0 where there is but one.
    pub argument: usize,
    /// Where it is in that argument; empty where that is a number.
    pub index: Index,
    /// The entry of the gradient.
    pub analytic: f64,
    /// The slope from central differences.
    pub numeric: f64,
    /// |analytic − numeric| / max(1, |analytic|, |numeric|).
    pub error: f64,
}

impl Report {
    /// Whether every entry has an error of at most `tolerance`, none of them NaN.
    #[must_use]
    pub fn passes(&self, tolerance: f64) -> bool {
        self.worst.is_none_or(|worst| worst.error <= tolerance)
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.worst, self.entries) {
            (None, _) => f.write_str("there is no entry to compare"),
            (Some(worst), 1) => write!(f, "the only entry is {worst}"),
            (Some(worst), entries) => write!(f, "the worst of {entries} entries is {worst}"),
        }
    }
}

impl Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            argument,
            index,
            analytic,
            numeric,
            error,
        } = self;
        write!(f, "argument {argument}")?;
        if !index.as_slice().is_empty() {
            write!(f, " at {index}")?;
        }
        write!(
            f,
            ": analytic {analytic:?}, numeric {numeric:?}, relative error {error:.1e}"
        )
    }
}
