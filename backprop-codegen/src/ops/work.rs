//! What operations are counted as.

/// What an operation is counted as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Work {
    /// Nothing: it moves elements, or is written out as other operations before it is counted.
    None,
    /// An addition or a subtraction.
    Addition,
    Multiplication,
    /// A division or a reciprocal.
    Division,
    Negation,
    /// A multiplication and an addition in one.
    MultiplyAdd,
    /// A function, by its name.
    Function(&'static str),
    /// A comparison, or a connective of conditions.
    Condition,
    /// A choice by a condition.
    Selection,
}

impl Work {
    /// What several of it are called.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Addition => "additions",
            Self::Multiplication => "multiplications",
            Self::Division => "divisions",
            Self::Negation => "negations",
            Self::MultiplyAdd => "multiply-adds",
            Self::Function(name) => name,
            Self::Condition => "conditions",
            Self::Selection => "selections",
        }
    }

    /// How many arithmetic operations it is: a multiply-add is two, to decide and to choose are none.
    pub(crate) fn operations(self) -> i128 {
        match self {
            Self::None | Self::Condition | Self::Selection => 0,
            Self::MultiplyAdd => 2,
            _ => 1,
        }
    }
}
