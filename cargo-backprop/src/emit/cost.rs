//! `--emit cost`

use super::missing;
use crate::arguments::Show;
use crate::report::Failure;
use crate::show::Graph;

pub(super) fn cost(_graphs: &[Graph], _request: &Show) -> Result<String, Failure> {
    Err(missing("cost"))
}
