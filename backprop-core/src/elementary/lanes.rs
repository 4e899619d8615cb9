//! The statement and the polynomial that the functions are made of.

/// `lanes!(i in N => value)` is the array `[F; N]` of the values for each lane `i`.
///
/// A loop over all lanes, so that a function is a sequence of short loops: the lanes of one loop
/// do not wait for each other, and LLVM turns each loop into a few vector instructions.
macro_rules! lanes {
    ($lane:ident in $count:ident => $value:expr) => {{
        let mut values = [Default::default(); $count];
        for $lane in 0..$count {
            values[$lane] = $value;
        }
        values
    }};
}

/// `polynomial!(x; a, b, c)` is a + b·x + c·x², by Horner's scheme.
macro_rules! polynomial {
    ($x:expr; $coefficient:expr) => { $coefficient };
    ($x:expr; $coefficient:expr, $($higher:expr),+) => {
        $coefficient + $x * polynomial!($x; $($higher),+)
    };
}

/// `pairs!(x, square; a, b, c, d)` is (a + b·x) + x²·(c + d·x): the pairs do not wait for each other,
/// so that it takes half the time of Horner's scheme where nothing else is to be done meanwhile.
macro_rules! pairs {
    ($x:expr, $square:expr; $low:expr) => { $low };
    ($x:expr, $square:expr; $low:expr, $high:expr) => { $low + $x * $high };
    ($x:expr, $square:expr; $low:expr, $high:expr, $($higher:expr),+) => {
        ($low + $x * $high) + $square * pairs!($x, $square; $($higher),+)
    };
}

pub(super) use {lanes, pairs, polynomial};
