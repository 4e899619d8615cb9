//! `--emit dot`

use super::{missing, single};
use crate::arguments::Show;
use crate::report::Failure;
use crate::show::Graph;

pub(super) fn dot(graphs: &[Graph], _request: &Show) -> Result<String, Failure> {
    let _graph = single(graphs)?;
    Err(missing("dot"))
}
