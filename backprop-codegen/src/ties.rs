//! Which nodes of the source something belongs to: a line of text, a statement.

use crate::differentiate::Differentiated;
use crate::ir::{Graph, NodeId, NodeMap, Role};

/// That something belongs to a node of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tie {
    /// The node's number in the text of [`Stage::Infer`](crate::export::Stage::Infer).
    pub node: usize,
    /// Whether it takes an adjoint through the node, or adds up what flows back to it; otherwise it computes the node's
    /// value, or a step on the way to it.
    pub backward: bool,
}

/// The nodes of the source by the numbers that its readers see.
#[derive(Debug)]
pub(crate) struct Ties {
    numbers: NodeMap<Option<NodeId>>,
}

impl Ties {
    /// Of a graph as it was written, with its adjoints.
    pub(crate) fn new(source: &Differentiated) -> Self {
        let (_, numbers) = source.graph.only(source.outputs.iter().copied());
        Self { numbers }
    }

    /// The ties of what computes `nodes`, sorted, each once.
    pub(crate) fn of(&self, graph: &Graph, nodes: impl IntoIterator<Item = NodeId>) -> Vec<Tie> {
        let ties = nodes.into_iter().filter_map(|id| {
            let (source, backward) = match graph.node(id).role? {
                Role::Value(source) | Role::Part(source) => (source, false),
                Role::Through(source) | Role::Sum(source) => (source, true),
            };
            let node = self.numbers.get(source)?.index();
            Some(Tie { node, backward })
        });
        let mut ties: Vec<Tie> = ties.collect();
        ties.sort_unstable();
        ties.dedup();
        ties
    }
}

/// The characters between which ties stand at the end of a comment: `⟦v3 g5⟧` for the value of node 3 and what flows
/// back through node 5.
pub(crate) const BRACKETS: [char; 2] = ['⟦', '⟧'];

/// Ties, as they stand at the end of a comment; nothing where there are none.
pub(crate) fn written(ties: &[Tie]) -> String {
    if ties.is_empty() {
        return String::new();
    }
    let words: Vec<String> = ties
        .iter()
        .map(|tie| format!("{}{}", if tie.backward { 'g' } else { 'v' }, tie.node))
        .collect();
    let [open, close] = BRACKETS;
    format!(" {open}{}{close}", words.join(" "))
}

/// A line without the ties at its end, and those.
pub(crate) fn read(line: &str) -> (&str, Vec<Tie>) {
    let [open, close] = BRACKETS;
    let found = line
        .strip_suffix(close)
        .and_then(|line| line.rsplit_once(open));
    let Some((text, words)) = found else {
        return (line, Vec::new());
    };
    let ties = words.split(' ').filter_map(|word| {
        let (backward, number) = match word.strip_prefix('g') {
            Some(number) => (true, number),
            None => (false, word.strip_prefix('v')?),
        };
        let node = number.parse().ok()?;
        Some(Tie { node, backward })
    });
    (text.trim_end(), ties.collect())
}
