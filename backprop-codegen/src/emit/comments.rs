//! Comments on statements: what each computes, in the words of the source. They stand in code for people alone.

use super::Reader;
use super::marks::Mark;
use super::template::text;
use super::text::Text;
use crate::differentiate::Differentiated;
use crate::ir::{Graph, NodeId, NodeMap, NodeSet, Role};
use crate::notation::notation;
use crate::ops::{Op, Print};
use crate::signature::Signature;
use crate::ties::{self, Ties};

/// How long a comment gets at most that names several operations; what else it could name is counted.
const WIDTH: usize = 90;

/// What comments know of the graph as it was written.
#[derive(Debug)]
pub(super) struct Source<'g> {
    graph: &'g Graph,
    /// The values whose derivative is computed from the value itself.
    from_result: NodeSet,
    /// For each step of what the source writes as one operation, that operation.
    whole: NodeMap<Option<NodeId>>,
    /// Where comments end in the nodes that their statements belong to.
    ties: Option<Ties>,
}

impl<'g> Source<'g> {
    /// None for a reader who wants no comments.
    pub(super) fn new(source: &'g Differentiated, reader: Reader) -> Option<Self> {
        let ties = match reader {
            Reader::Compiler => return None,
            Reader::Person => None,
            Reader::Tool => Some(Ties::new(source)),
        };
        let graph = &source.graph;
        let mut from_result = NodeSet::new(graph);
        for id in graph.ids() {
            let node = graph.node(id);
            if let Some(Role::Through(value)) = node.role
                && node.operands.contains(&value)
            {
                from_result.insert(value);
            }
        }
        Some(Self {
            graph,
            from_result,
            whole: whole(source),
            ties,
        })
    }
}

/// The operations of the source by their steps: of `clamp`, say, the choice between its upper bound and the rest.
fn whole(source: &Differentiated) -> NodeMap<Option<NodeId>> {
    let graph = &source.graph;
    let mut whole: NodeMap<Option<NodeId>> = NodeMap::new(graph);
    let mut reached = NodeSet::new(graph);
    for id in &source.outputs {
        reached.insert(*id);
    }
    // What uses a node has a larger number.
    for id in graph.ids().rev() {
        if !reached.contains(id) {
            continue;
        }
        for operand in &graph.node(id).operands {
            reached.insert(*operand);
            let step = graph.node(*operand);
            if step.place.is_none() && step.label.is_none() && !step.operands.is_empty() {
                whole.set(*operand, whole.get(id).or(Some(id)));
            }
        }
    }
    whole
}

/// Writes comments, or leaves them out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Comments<'s> {
    pub(super) signature: &'s Signature,
    /// None where no comments are wanted.
    pub(super) source: Option<&'s Source<'s>>,
}

impl Comments<'_> {
    /// `#[comment = " .."]`, which formatters for people print as a comment.
    pub(super) fn text(&self, text: impl FnOnce() -> String) -> Text {
        if self.source.is_none() {
            return Text::new();
        }
        let text = format!(" {}", text());
        text!(#[comment = #text])
    }

    /// `code` with a comment in front, if there is any code.
    pub(super) fn before(&self, code: Text, text: &str) -> Text {
        if self.source.is_none() || code.is_empty() {
            return code;
        }
        let comment = self.text(|| text.to_owned());
        text!(#comment #code)
    }

    /// The comment on a statement that computes `roots` by `code`, with the nodes of `inline` written in it.
    pub(super) fn of(
        &self,
        graph: &Graph,
        roots: &[NodeId],
        code: &Text,
        inline: impl FnOnce() -> Vec<NodeId>,
    ) -> Text {
        let inline = self.source.map_or_else(Vec::new, |_| inline());
        match self.explain(graph, roots, code, &inline) {
            Some(text) => {
                let ties = self.ties(graph, roots.iter().chain(&inline).copied());
                self.text(|| text + &ties)
            }
            None => Text::new(),
        }
    }

    /// What a node is for, in a few words; nothing where no comments are wanted.
    pub(super) fn purpose(&self, graph: &Graph, id: NodeId) -> Option<String> {
        self.explain(graph, &[id], &Text::new(), &[])
    }

    /// For tools, the end of a comment on what computes `nodes`.
    pub(super) fn ties(&self, graph: &Graph, nodes: impl IntoIterator<Item = NodeId>) -> String {
        let ties = self.source.and_then(|source| source.ties.as_ref());
        ties.map_or_else(String::new, |ties| ties::written(&ties.of(graph, nodes)))
    }

    /// Code without blanks, with constants as the source writes them.
    fn readable(&self, code: &Text) -> String {
        let mut readable = without_blanks(code.as_str());
        for (number, path) in self.signature.paths.iter().enumerate() {
            let mark = without_blanks(Text::from(Mark::Path(number)).as_str());
            readable = readable.replace(&mark, &without_blanks(&path.text));
        }
        readable
    }

    fn explain(
        &self,
        graph: &Graph,
        roots: &[NodeId],
        code: &Text,
        inline: &[NodeId],
    ) -> Option<String> {
        let explained = Explained {
            signature: self.signature,
            source: self.source?,
            graph,
            code: self.readable(code),
        };
        explained.text(roots, inline)
    }
}

fn without_blanks(text: &str) -> String {
    text.split_whitespace().collect()
}

struct Explained<'e> {
    signature: &'e Signature,
    source: &'e Source<'e>,
    graph: &'e Graph,
    /// What is commented on, without blanks.
    code: String,
}

impl Explained<'_> {
    fn text(&self, roots: &[NodeId], inline: &[NodeId]) -> Option<String> {
        let mut facts: Vec<String> = Vec::new();
        let mut flows = false;
        for root in roots {
            let node = self.graph.node(*root);
            let fact = match node.role? {
                Role::Value(value) => self.value(value),
                Role::Part(value) => {
                    let step = match node.operation().print {
                        Print::Infix(..) | Print::Prefix(_) => "a step",
                        _ => node.operation().name,
                    };
                    format!("{step}, on the way to {}", self.notation(value))
                }
                Role::Through(_) | Role::Sum(_) => {
                    flows = true;
                    continue;
                }
            };
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
        if flows {
            facts.extend(self.flow(roots, inline));
        }
        (!facts.is_empty()).then(|| facts.join("; "))
    }

    /// A value as the source writes it; that is said where the code is the same.
    fn value(&self, value: NodeId) -> String {
        let written = self.notation(value);
        if without_blanks(&written) != self.code {
            return written;
        }
        match &self.source.graph.node(value).label {
            Some(label) if label.own => format!("{}, as written", label.name),
            _ => "as written".to_owned(),
        }
    }

    /// The operations through which a statement takes an adjoint, or what it adds up.
    fn flow(&self, roots: &[NodeId], inline: &[NodeId]) -> Option<String> {
        let mut through: Vec<NodeId> = Vec::new();
        for id in roots.iter().chain(inline) {
            if let Some(Role::Through(value)) = self.graph.node(*id).role {
                let value = self.source.whole.get(value).unwrap_or(value);
                if !through.contains(&value) {
                    through.push(value);
                }
            }
        }
        if through.is_empty() {
            return self.sum(roots);
        }
        let mut text = "through ".to_owned();
        for (position, value) in through.iter().enumerate() {
            let mut next = self.notation(*value);
            if self.source.from_result.contains(*value) {
                next.push_str(", from its result");
            }
            if position == 0 {
                text.push_str(&next);
            } else if text.len() + next.len() <= WIDTH {
                text.push_str("; ");
                text.push_str(&next);
            } else {
                let more = through.len() - position;
                return Some(format!("{text}; {more} more"));
            }
        }
        Some(text)
    }

    /// What a sum is of.
    fn sum(&self, roots: &[NodeId]) -> Option<String> {
        roots.iter().find_map(|root| {
            let node = self.graph.node(*root);
            let Some(Role::Sum(value)) = node.role else {
                return None;
            };
            let name = self.name(value);
            Some(match node.op {
                _ if node.boolean => format!("whether anything flows back to {name}"),
                Op::Add => format!("what flows back to {name}, added up"),
                _ => format!("what flows back to {name}"),
            })
        })
    }

    fn notation(&self, value: NodeId) -> String {
        notation(self.source.graph, self.signature, value)
    }

    /// The name of a value of the source, or its operation.
    fn name(&self, value: NodeId) -> String {
        match &self.source.graph.node(value).label {
            Some(label) if label.own => label.name.clone(),
            _ => self.notation(value),
        }
    }
}
