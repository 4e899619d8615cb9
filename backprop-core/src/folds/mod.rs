mod others;
mod sum;
mod totals;

pub use others::{Max, Min, Product};
pub use sum::Sum;
pub use totals::{Foldable, Totals};
