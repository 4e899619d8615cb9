//! Statements: which values get a name and a line of their own, and which are written where they are read.

use crate::fuse::{BlockId, Blocks, Conditional};
use crate::ir::{Attribute, Graph, NodeId, NodeMap, NodeSet};
use crate::names::Names;
use crate::ops::Op;
use crate::sorted::{Map, Set};
use crate::split::Program;

/// How many operations one statement holds at most.
const STATEMENT_LIMIT: usize = 6;

/// How many operations a condition has at most if it is written out each time it is read.
const CONDITION_LIMIT: usize = 4;

/// How many statements stand in one block. Each `let` opens a scope inside the one before it, and compilers
/// recurse over scopes: longer blocks are cut into blocks of this length.
const BLOCK_LIMIT: usize = 512;

/// An expression as it will be printed.
#[derive(Clone, Debug)]
pub(crate) enum Formula {
    Local(String),
    /// An input, which is a parameter.
    Input(usize),
    /// What `forward` saved.
    Saved(NodeId),
    /// The cotangent of an output, which is a parameter.
    Cotangent(usize),
    Constant(NodeId),
    Path(usize),
    Apply {
        node: NodeId,
        op: Op,
        operands: Vec<Formula>,
    },
    Block(Box<Body>),
    If {
        condition: Box<Formula>,
        then: Box<Body>,
        otherwise: Box<Body>,
    },
}

#[derive(Clone, Debug)]
pub(crate) struct Statement {
    /// One name, or one for each result of a [`Formula::Block`].
    pub(crate) names: Vec<String>,
    /// The node of each name; none for a [`Formula::Block`].
    pub(crate) nodes: Vec<NodeId>,
    pub(crate) value: Formula,
}

/// Statements, then results.
#[derive(Clone, Debug, Default)]
pub(crate) struct Body {
    pub(crate) statements: Vec<Statement>,
    pub(crate) results: Vec<Formula>,
}

impl Formula {
    /// The operations that are written out in it, outermost first; the statements of branches aside.
    pub(crate) fn operations(&self) -> Vec<NodeId> {
        let mut operations = Vec::new();
        let mut open = vec![self];
        while let Some(formula) = open.pop() {
            match formula {
                Self::Apply { node, operands, .. } => {
                    operations.push(*node);
                    open.extend(operands.iter().rev());
                }
                Self::If {
                    condition,
                    then,
                    otherwise,
                } => {
                    open.extend(otherwise.results.iter().rev());
                    open.extend(then.results.iter().rev());
                    open.push(condition);
                }
                _ => {}
            }
        }
        operations
    }
}

/// Writes a program as statements.
pub(crate) fn plan(program: &Program<'_>, blocks: &Blocks, names: &mut Names) -> Body {
    let mut planner = Planner {
        graph: program.graph,
        given: program.given_set(),
        blocks,
        names,
        statement: NodeMap::new(program.graph),
        contents: Map::new(),
    };
    planner.decide();
    planner.body(Blocks::WHOLE, &program.results)
}

struct Planner<'p> {
    graph: &'p Graph,
    given: NodeSet,
    blocks: &'p Blocks,
    names: &'p mut Names,
    /// Whether a node is a statement of its own.
    statement: NodeMap<bool>,
    /// The statements of each block, in order.
    contents: Map<BlockId, Vec<NodeId>>,
}

impl Planner<'_> {
    /// Decides for every node, operands first, whether it is a statement or part of one.
    fn decide(&mut self) {
        let mut weights: NodeMap<usize> = NodeMap::new(self.graph);
        for id in self.blocks.order().iter().copied() {
            let node = self.graph.node(id);
            let Some(block) = self.blocks.block_of(id) else {
                continue;
            };
            if node.operands.is_empty() && node.op != Op::Path {
                continue;
            }
            let weight = 1 + node
                .operands
                .iter()
                .filter(|operand| !self.statement.get(**operand))
                .map(|operand| weights.get(*operand))
                .sum::<usize>();
            let own = node.label.as_ref().is_some_and(|label| label.own);
            let apart = if node.is_boolean() {
                weight > CONDITION_LIMIT
            } else {
                own || self.blocks.uses(id) > 1
                    || weight > STATEMENT_LIMIT
                    || matches!(node.op, Op::Select | Op::Path)
            };
            weights.set(id, weight);
            if apart {
                self.statement.set(id, true);
                self.contents.change(block, |nodes| nodes.push(id));
            }
        }
    }

    /// The statements of a block and its results. A statement that is read once, as a result, is written
    /// there.
    fn body(&mut self, block: BlockId, results: &[NodeId]) -> Body {
        let contents = self.contents.remove(&block).unwrap_or_default();
        let wanted: Set<NodeId> = results.iter().copied().collect();
        let inside: Set<NodeId> = contents
            .iter()
            .copied()
            .filter(|id| wanted.contains(id) && self.blocks.uses(*id) == 1)
            .filter(|id| self.selections(*id).len() == 1)
            .collect();
        for id in &inside {
            self.statement.set(*id, false);
        }
        let mut statements = Vec::new();
        for id in contents {
            let together = self.selections(id);
            // The first selection of an `if` stands for all of them.
            if !inside.contains(&id) && together.first() == Some(&id) {
                let value = self.value(id);
                let names = together
                    .iter()
                    .map(|member| self.names.of(*member))
                    .collect();
                statements.push(Statement {
                    names,
                    nodes: together,
                    value,
                });
            }
        }
        let results: Vec<Formula> = results.iter().map(|result| self.formula(*result)).collect();
        Body {
            statements: in_blocks(statements, &results),
            results,
        }
    }

    /// All selections of the `if` that makes this one; any other node is alone.
    fn selections(&self, id: NodeId) -> Vec<NodeId> {
        let conditional = self.blocks.conditional(id);
        conditional.map_or_else(|| vec![id], |conditional| conditional.members.clone())
    }

    /// The `if` that makes a selection.
    fn conditional(&mut self, id: NodeId) -> Formula {
        let Some(Conditional {
            condition,
            branches,
            members,
            ..
        }) = self.blocks.conditional(id)
        else {
            return Formula::Local(self.names.of(id));
        };
        let graph = self.graph;
        let operand = |position: usize| -> Vec<NodeId> {
            let members = members.iter();
            members
                .filter_map(|member| graph.node(*member).operands.get(position).copied())
                .collect()
        };
        Formula::If {
            condition: Box::new(self.formula(*condition)),
            then: Box::new(unnamed(self.body(branches.0, &operand(1)))),
            otherwise: Box::new(unnamed(self.body(branches.1, &operand(2)))),
        }
    }

    /// A node as it is read: its name, if it has a statement of its own.
    fn formula(&mut self, id: NodeId) -> Formula {
        if self.given.contains(id) {
            return Formula::Saved(id);
        }
        if self.statement.get(id) {
            return Formula::Local(self.names.of(id));
        }
        self.value(id)
    }

    /// A node as it is computed.
    fn value(&mut self, id: NodeId) -> Formula {
        let graph = self.graph;
        let node = graph.node(id);
        match (node.op, node.attribute, node.operands.as_slice()) {
            (Op::Input, Attribute::Index(input), _) => Formula::Input(input),
            (Op::Cotangent, Attribute::Index(output), _) => Formula::Cotangent(output),
            (Op::Path, Attribute::Index(path), _) => Formula::Path(path),
            (Op::Constant, _, _) => Formula::Constant(id),
            (Op::Select, _, _) => self.conditional(id),
            (op, _, operands) => Formula::Apply {
                node: id,
                op,
                operands: operands
                    .iter()
                    .map(|operand| self.formula(*operand))
                    .collect(),
            },
        }
    }
}

/// A branch that only names what an inner `if` gives, and gives it on: without the names.
fn unnamed(mut body: Body) -> Body {
    if let [Statement { names, value, .. }] = body.statements.as_slice()
        && names.len() > 1
        && names.len() == body.results.len()
        && names
            .iter()
            .zip(&body.results)
            .all(|(name, result)| matches!(result, Formula::Local(local) if local == name))
    {
        body.results = vec![value.clone()];
        body.statements.clear();
    }
    body
}

/// Cuts a list of statements that is too long into blocks, each of which gives what is read after it.
fn in_blocks(statements: Vec<Statement>, results: &[Formula]) -> Vec<Statement> {
    if statements.len() <= 2 * BLOCK_LIMIT {
        return statements;
    }
    let mut read = Set::new();
    for result in results {
        locals(result, &mut read);
    }
    let mut blocks = Vec::new();
    for part in statements.rchunks(BLOCK_LIMIT) {
        let names: Vec<String> = part
            .iter()
            .flat_map(|statement| &statement.names)
            .filter(|name| read.contains(*name))
            .cloned()
            .collect();
        for statement in part {
            locals(&statement.value, &mut read);
        }
        let body = Body {
            statements: part.to_vec(),
            results: names.iter().cloned().map(Formula::Local).collect(),
        };
        blocks.push(Statement {
            names,
            nodes: Vec::new(),
            value: Formula::Block(Box::new(body)),
        });
    }
    blocks.reverse();
    blocks
}

/// Adds the names of the locals that a formula reads.
fn locals(formula: &Formula, names: &mut Set<String>) {
    match formula {
        Formula::Local(name) => {
            names.insert(name.clone());
        }
        Formula::Apply { operands, .. } => {
            for operand in operands {
                locals(operand, names);
            }
        }
        Formula::Block(body) => locals_of_body(body, names),
        Formula::If {
            condition,
            then,
            otherwise,
        } => {
            locals(condition, names);
            locals_of_body(then, names);
            locals_of_body(otherwise, names);
        }
        Formula::Input(_)
        | Formula::Saved(_)
        | Formula::Cotangent(_)
        | Formula::Constant(_)
        | Formula::Path(_) => {}
    }
}

fn locals_of_body(body: &Body, names: &mut Set<String>) {
    let values = body.statements.iter().map(|statement| &statement.value);
    for formula in values.chain(&body.results) {
        locals(formula, names);
    }
}
