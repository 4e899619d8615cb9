//! Polynomials in the sizes of a graph, under the names that the source gives these.

use std::fmt::{self, Display, Write};

use super::polynomial::Polynomial;
use crate::signature::Signature;

/// A number that depends on the sizes with which a graph is called: a polynomial in its named sizes.
///
/// Its `Display` is `2·batch·inputs·hidden + 3·n² - 1`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formula {
    /// The terms, those of the highest degree first; none for zero.
    pub terms: Vec<Term>,
}

/// A term of a [`Formula`]: a number times sizes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The number in front.
    pub coefficient: i64,
    /// The names of the sizes, in the order in which the inputs name them; one that is squared comes twice.
    pub sizes: Vec<String>,
}

impl Formula {
    pub(crate) fn new(polynomial: &Polynomial, signature: &Signature) -> Self {
        let terms = polynomial.terms().into_iter();
        let terms = terms.map(|(dims, coefficient)| Term {
            coefficient: narrow(coefficient),
            sizes: dims
                .iter()
                .map(|dim| signature.dim_name(*dim).to_owned())
                .collect(),
        });
        Self {
            terms: terms.collect(),
        }
    }

    /// The formula for a number of bytes, where this one counts numbers of so many bytes.
    #[must_use]
    pub fn times(&self, factor: i64) -> Self {
        let terms = self.terms.iter().map(|term| Term {
            coefficient: term.coefficient.saturating_mul(factor),
            sizes: term.sizes.clone(),
        });
        let terms = terms.filter(|term| term.coefficient != 0);
        Self {
            terms: terms.collect(),
        }
    }

    /// The number for given sizes; none where a size is not given, or the number is out of range.
    pub fn at(&self, size: impl Fn(&str) -> Option<u64>) -> Option<u64> {
        let mut sum: i128 = 0;
        for term in &self.terms {
            let mut product = i128::from(term.coefficient);
            for name in &term.sizes {
                product = product.checked_mul(size(name)?.into())?;
            }
            sum = sum.checked_add(product)?;
        }
        u64::try_from(sum).ok()
    }

    /// Whether it is zero for all sizes.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.terms.is_empty()
    }
}

/// The number, or the one closest to it that fits.
fn narrow(number: i128) -> i64 {
    let limit = if number < 0 { i64::MIN } else { i64::MAX };
    i64::try_from(number).unwrap_or(limit)
}

impl Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.terms.is_empty() {
            return f.write_char('0');
        }
        for (place, term) in self.terms.iter().enumerate() {
            f.write_str(match (place, term.coefficient < 0) {
                (0, false) => "",
                (0, true) => "-",
                (_, false) => " + ",
                (_, true) => " - ",
            })?;
            write_term(term, f)?;
        }
        Ok(())
    }
}

/// A term without its sign: `2·batch·n²`.
fn write_term(term: &Term, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let magnitude = term.coefficient.unsigned_abs();
    let mut separator = "";
    if magnitude != 1 || term.sizes.is_empty() {
        write!(f, "{magnitude}")?;
        separator = "·";
    }
    for power in term.sizes.chunk_by(|one, other| one == other) {
        let Some(name) = power.first() else {
            continue;
        };
        write!(f, "{separator}{name}")?;
        if power.len() > 1 {
            for digit in power.len().to_string().bytes() {
                f.write_char(raised(digit))?;
            }
        }
        separator = "·";
    }
    Ok(())
}

/// A digit of an exponent.
fn raised(digit: u8) -> char {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let value = usize::from(digit.wrapping_sub(b'0'));
    RAISED.get(value).copied().unwrap_or('^')
}

#[cfg(test)]
mod tests {
    use super::{Formula, Term};

    fn formula(terms: &[(i64, &[&str])]) -> Formula {
        let terms = terms.iter().map(|(coefficient, sizes)| Term {
            coefficient: *coefficient,
            sizes: sizes.iter().map(|size| (*size).to_owned()).collect(),
        });
        Formula {
            terms: terms.collect(),
        }
    }

    #[test]
    fn a_formula_prints_as_it_is_written_on_paper() {
        let check = |terms: &[(i64, &[&str])], text: &str| {
            assert_eq!(formula(terms).to_string(), text);
        };
        check(&[], "0");
        check(&[(1, &[])], "1");
        check(
            &[(-2, &["n", "n"]), (1, &["m"]), (-1, &[])],
            "-2·n² + m - 1",
        );
        check(&[(3, &["n"; 12])], "3·n¹²");
    }

    #[test]
    fn a_formula_has_a_number_where_its_sizes_have() {
        let size = |name: &str| (name == "n").then_some(5);
        assert_eq!(formula(&[(2, &["n", "n"]), (-1, &[])]).at(size), Some(49));
        assert_eq!(formula(&[(2, &["n", "m"])]).at(size), None);
        assert_eq!(formula(&[(-1, &["n"])]).at(size), None, "less than nothing");
        assert_eq!(formula(&[(i64::MAX, &["n"; 60])]).at(size), None);
    }
}
