//! The ways to a gradient, and how many operations each takes.

use std::collections::BTreeMap;

use backprop_codegen::export::{Formula, GraphCost};

use super::number::whole;

/// The number of a formula where its sizes are known.
pub(super) fn number(formula: &Formula, sizes: &BTreeMap<String, usize>) -> Option<u128> {
    let size = |name: &str| sizes.get(name).and_then(|size| u64::try_from(*size).ok());
    formula.at(size).map(u128::from)
}

/// A way to all partial derivatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) name: &'static str,
    /// What it does, in a few words.
    pub(super) how: String,
    /// How many operations it takes.
    pub(super) operations: u128,
    /// Whether it takes more than that.
    pub(super) more: bool,
}

/// The ways to the gradient of a graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ways {
    /// How many numbers the gradient has.
    pub(super) numbers: u128,
    /// The operations of one value.
    pub(super) value: u128,
    /// Those of the value and one backward pass.
    pub(super) backward: u128,
    /// The value without a derivative, one backward pass, and perturbations of each number: forward mode carries a
    /// derivative along with a value, differences take values at several points.
    pub(super) list: [Way; 5],
}

impl Ways {
    /// Counts them; none where a size is not known, or a number is too large.
    pub(super) fn new(cost: &GraphCost, sizes: &BTreeMap<String, usize>) -> Option<Self> {
        let number = |formula| number(formula, sizes);
        let numbers = number(&cost.gradient)?;
        let value = number(&cost.value.operations)?;
        let backward = match &cost.value_and_grad {
            Some(both) => number(&both.operations)?,
            None => {
                let forward = number(&cost.forward.operations)?;
                forward.checked_add(number(&cost.backward.operations)?)?
            }
        };
        let way = |name, how: String, operations| Way {
            name,
            how,
            operations,
            more: false,
        };
        let passes = if numbers == 1 { "pass" } else { "passes" };
        let values = |times: u128| format!("{} values", whole(times));
        let (more, twice) = (numbers.checked_add(1)?, numbers.checked_mul(2)?);
        Some(Self {
            numbers,
            value,
            backward,
            list: [
                way("the value", "no derivative".to_owned(), value),
                way("one backward pass", "with the value".to_owned(), backward),
                Way {
                    more: true,
                    ..way(
                        "forward mode",
                        format!("{} {passes}", whole(numbers)),
                        numbers.checked_mul(value)?,
                    )
                },
                way(
                    "one-sided differences",
                    values(more),
                    more.checked_mul(value)?,
                ),
                way(
                    "central differences",
                    values(twice),
                    twice.checked_mul(value)?,
                ),
            ],
        })
    }
}
