//! `--emit rust`: the generated code, formatted.

use crate::report::{Failure, Message};
use crate::show::Graph;

pub(super) fn rust(graphs: &[Graph]) -> Result<String, Failure> {
    let texts: Result<Vec<String>, Failure> = graphs.iter().map(of_graph).collect();
    Ok(texts?.join("\n"))
}

fn of_graph(graph: &Graph) -> Result<String, Failure> {
    let file = syn::parse2(graph.exported.rust()).map_err(|error| {
        let message = format!(
            "what is generated for `{}` is not Rust: this is a bug in backprop",
            graph.title()
        );
        Failure::Other(Message::new(message).note(error.to_string()))
    })?;
    Ok(prettyplease::unparse(&file))
}
