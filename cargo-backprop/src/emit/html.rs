//! `--emit html`

use super::{missing, single};
use crate::arguments::Show;
use crate::report::Failure;
use crate::show::Graph;

pub(super) fn html(graphs: &[Graph], _request: &Show) -> Result<String, Failure> {
    let _graph = single(graphs)?;
    Err(missing("html"))
}
