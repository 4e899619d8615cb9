//! `--emit cost`: what each method costs, and what the gradient would cost without a backward pass; as tables, or where
//! OUT is an SVG file as a chart.

mod chart;
mod number;
mod table;
mod ways;

use std::collections::BTreeMap;
use std::path::Path;

use super::single;
use crate::arguments::{At, Show};
use crate::point;
use crate::report::{Failure, Message};
use crate::show::Graph;

use self::ways::Ways;

pub(super) fn cost(graphs: &[Graph], request: &Show) -> Result<String, Failure> {
    if request.output.as_deref().is_some_and(is_picture) {
        let graph = single(graphs)?;
        return charted(graph, &sizes(graph, &request.at)?);
    }
    if let [first, _, ..] = graphs {
        // Each graph takes what it knows; what none knows is a mistake.
        let known = |at: &At| graphs.iter().any(|graph| knows(graph, at));
        if let Some(unknown) = request.at.iter().find(|at| !known(at)) {
            sizes(first, std::slice::from_ref(unknown))?;
        }
    }
    let tables = graphs.iter().map(|graph| {
        let own = request.at.iter();
        let own: Vec<At> = own
            .filter(|at| graphs.len() == 1 || knows(graph, at))
            .cloned()
            .collect();
        Ok(table::table(&graph.exported, &sizes(graph, &own)?))
    });
    let tables: Result<Vec<String>, Failure> = tables.collect();
    Ok(tables?.join("\n\n"))
}

fn knows(graph: &Graph, at: &At) -> bool {
    point::knows(&graph.exported, &at.name)
}

fn sizes(graph: &Graph, at: &[At]) -> Result<BTreeMap<String, usize>, Failure> {
    point::sizes(&graph.exported, &graph.called(), at)
}

fn is_picture(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "svg")
}

fn charted(graph: &Graph, sizes: &BTreeMap<String, usize>) -> Result<String, Failure> {
    let missing: Vec<String> = graph
        .exported
        .named_sizes()
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| !sizes.contains_key(name))
        .collect();
    if !missing.is_empty() {
        let named: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
        let options: Vec<String> = missing
            .iter()
            .map(|name| format!("--at {name}=.."))
            .collect();
        let message = Message::new(format!("a chart needs a number for {}", named.join(", ")));
        return Err(Failure::Usage(
            message.help(format!("add `{}`", options.join(" "))),
        ));
    }
    let cost = graph.exported.cost();
    let ways = Ways::new(&cost, sizes)
        .ok_or_else(|| Failure::Usage(Message::new("the numbers are too large for a chart")))?;
    let sizes: Vec<(String, usize)> = cost
        .sizes
        .iter()
        .filter_map(|name| Some((name.clone(), *sizes.get(name)?)))
        .collect();
    let name = graph.exported.name().unwrap_or("this graph");
    Ok(chart::chart(name, &ways, &sizes))
}
