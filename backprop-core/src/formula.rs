use core::fmt::{self, Display, Write};

/// A number that depends on the sizes with which a graph is called: a polynomial in its named sizes.
///
/// ```
/// use backprop_core::Formula;
///
/// const PRODUCTS: Formula =
///     Formula::new(1, &[2, 3, -1], &[&["batch", "inputs", "hidden"], &["n", "n"], &[]]);
/// assert_eq!(PRODUCTS.to_string(), "2·batch·inputs·hidden + 3·n² - 1");
///
/// let sizes = [("batch", 64), ("inputs", 784), ("hidden", 100), ("n", 2)];
/// assert_eq!(PRODUCTS.at(&sizes), Some(2 * 64 * 784 * 100 + 3 * 4 - 1));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formula {
    unit: usize,
    coefficients: &'static [i64],
    factors: &'static [&'static [&'static str]],
}

impl Formula {
    /// Zero, whatever the sizes.
    pub const ZERO: Self = Self::new(1, &[], &[]);

    /// The sum of the products of each coefficient, the sizes that stand in the same place of `factors`,
    /// and `unit`: 1 where things are counted, the bytes of a number where the bytes of numbers are.
    /// A size that is squared is named twice.
    #[must_use]
    pub const fn new(
        unit: usize,
        coefficients: &'static [i64],
        factors: &'static [&'static [&'static str]],
    ) -> Self {
        Self {
            unit,
            coefficients,
            factors,
        }
    }

    /// The terms that are not zero: a number, and the names of the sizes that it is multiplied by.
    pub fn terms(&self) -> impl Iterator<Item = (i64, &'static [&'static str])> + use<> {
        let unit = i64::try_from(self.unit).unwrap_or(i64::MAX);
        let terms = self.coefficients.iter().zip(self.factors);
        terms
            .map(move |(coefficient, names)| (coefficient.saturating_mul(unit), *names))
            .filter(|(coefficient, _)| *coefficient != 0)
    }

    /// The number for given sizes; none where a size is missing, or the number is out of range.
    /// Sizes that the formula does not name do no harm.
    #[must_use]
    pub fn at(&self, sizes: &[(&str, usize)]) -> Option<u64> {
        let mut sum: i128 = 0;
        for (coefficient, names) in self.terms() {
            let mut product = i128::from(coefficient);
            for name in names {
                let (_, size) = sizes.iter().find(|(other, _)| other == name)?;
                product = product.checked_mul(i128::try_from(*size).ok()?)?;
            }
            sum = sum.checked_add(product)?;
        }
        u64::try_from(sum).ok()
    }

    /// Whether it is zero, whatever the sizes.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.terms().next().is_none()
    }
}

impl Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_zero() {
            return f.write_char('0');
        }
        for (place, (coefficient, names)) in self.terms().enumerate() {
            f.write_str(match (place, coefficient < 0) {
                (0, false) => "",
                (0, true) => "-",
                (_, false) => " + ",
                (_, true) => " - ",
            })?;
            write_term(coefficient.unsigned_abs(), names, f)?;
        }
        Ok(())
    }
}

/// A term without its sign: `2·batch·n²`.
fn write_term(magnitude: u64, names: &[&str], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut separator = "";
    if magnitude != 1 || names.is_empty() {
        write!(f, "{magnitude}")?;
        separator = "·";
    }
    for power in names.chunk_by(|one, other| one == other) {
        if let [name, ..] = power {
            write!(f, "{separator}{name}{}", Exponent(power.len()))?;
        }
        separator = "·";
    }
    Ok(())
}

/// A power in raised digits; the first needs none.
struct Exponent(usize);

impl Display for Exponent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const RAISED: [&str; 10] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
        if self.0 == 1 {
            return Ok(());
        }
        let mut place = 10_usize.pow(self.0.checked_ilog10().unwrap_or(0));
        while place > 0 {
            f.write_str(RAISED[self.0 / place % 10])?;
            place /= 10;
        }
        Ok(())
    }
}
