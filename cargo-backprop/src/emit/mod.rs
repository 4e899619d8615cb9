//! What can be shown of graphs, one file for each form.

mod cost;
mod dot;
mod html;
mod ir;
mod rust;
mod svg;

use crate::arguments::{Emit, Show};
use crate::report::{Failure, Message};
use crate::show::{Graph, choices};

/// The text to show; at least one graph is given.
pub(crate) fn emit(graphs: &[Graph], request: &Show) -> Result<String, Failure> {
    match request.emit {
        Emit::Rust => rust::rust(graphs),
        Emit::Ir => Ok(ir::ir(graphs, request.stage)),
        Emit::Dot => dot::dot(graphs, request),
        Emit::Svg => svg::svg(graphs, request),
        Emit::Cost => cost::cost(graphs, request),
        Emit::Html => html::html(graphs, request),
    }
}

/// The one graph that a picture shows.
pub(crate) fn single(graphs: &[Graph]) -> Result<&Graph, Failure> {
    match graphs {
        [graph] => Ok(graph),
        _ => {
            let (titles, help) = choices(graphs);
            let message = Message::new("a picture shows one graph, and there are several");
            let message = message.note(format!("the graphs are {titles}"));
            Err(Failure::Usage(message.help(help)))
        }
    }
}

/// What the compiler could not do with what it has accepted.
pub(crate) fn bug(reason: String) -> Failure {
    let message = Message::new("the graph cannot be evaluated: this is a bug in backprop");
    Failure::Other(message.note(reason))
}
