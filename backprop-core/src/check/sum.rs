/// A sum of many numbers, and what rounding has lost of it.
///
/// The change of one summand by h is small against the sum, and then divided by h: it would drown in
/// the sum's last digit.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    pub(super) rounded: f64,
    pub(super) lost: f64,
}

impl Sum {
    /// Adds one number (Neumaier 1974).
    pub(super) fn add(&mut self, term: f64) {
        let sum = self.rounded + term;
        self.lost += if self.rounded.abs() >= term.abs() {
            (self.rounded - sum) + term
        } else {
            (term - sum) + self.rounded
        };
        self.rounded = sum;
    }

    /// The difference of two sums.
    pub(super) fn minus(self, other: Self) -> f64 {
        (self.rounded - other.rounded) + (self.lost - other.lost)
    }
}
