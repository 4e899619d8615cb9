//! What the methods of a graph cost.

use super::Exported;
use crate::arrange;

pub use crate::cost::{Formula, GraphCost, KindCost, MethodCost, Term};

impl Exported {
    /// What each method costs, counted on the generated code.
    #[must_use]
    pub fn cost(&self) -> GraphCost {
        arrange(&self.signature, &self.source, &self.simplified, |code| {
            code.cost().cloned().unwrap_or_default()
        })
    }
}
