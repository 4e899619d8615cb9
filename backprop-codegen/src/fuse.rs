//! Groups of nodes that are computed together. For scalars: the blocks of straight-line code, one for the
//! whole program and one for each branch of an `if`, so that what only one branch uses is computed there.
//! Selections by one condition, of the value and of gradients, are made by one `if`.

use crate::ir::{Graph, NodeId, NodeMap, NodeSet};
use crate::ops::Op;
use crate::sorted::Map;
use crate::split::Program;

/// How deeply blocks are nested at most; what lies deeper is computed in the block around it.
const DEPTH_LIMIT: usize = 16;

/// How often selections are tried to be put into one `if`; each try walks over the graph.
const JOIN_LIMIT: usize = 256;

/// A position in the tree of blocks; the whole program is the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct BlockId(usize);

#[derive(Clone, Debug, Default)]
struct Block {
    parent: BlockId,
    depth: usize,
}

/// Where each node of a program is computed, and how often it is read.
#[derive(Clone, Debug)]
pub(crate) struct Blocks {
    tree: Vec<Block>,
    block_of: NodeMap<Option<BlockId>>,
    uses: NodeMap<usize>,
    conditionals: Vec<Conditional>,
    /// The conditionals of a condition in a block.
    conditionals_of: Map<(NodeId, BlockId), Vec<usize>>,
    conditional_of: NodeMap<Option<usize>>,
    order: Vec<NodeId>,
}

/// An `if` with all the selections that it makes.
#[derive(Clone, Debug)]
pub(crate) struct Conditional {
    pub(crate) condition: NodeId,
    /// The blocks of its branches.
    pub(crate) branches: (BlockId, BlockId),
    /// The selections, in topological order.
    pub(crate) members: Vec<NodeId>,
}

impl Blocks {
    pub(crate) const WHOLE: BlockId = BlockId(0);

    /// The block of a node that the program computes.
    pub(crate) fn block_of(&self, id: NodeId) -> Option<BlockId> {
        self.block_of.get(id)
    }

    /// The `if` that makes a selection.
    pub(crate) fn conditional(&self, select: NodeId) -> Option<&Conditional> {
        self.conditionals.get(self.conditional_of.get(select)?)
    }

    /// The nodes that are computed, each behind its operands.
    pub(crate) fn order(&self) -> &[NodeId] {
        &self.order
    }

    /// How many nodes and results read a node.
    pub(crate) fn uses(&self, id: NodeId) -> usize {
        self.uses.get(id)
    }

    fn block(&self, id: BlockId) -> Block {
        self.tree.get(id.0).cloned().unwrap_or_default()
    }

    /// The innermost block that contains both.
    fn common(&self, mut left: BlockId, mut right: BlockId) -> BlockId {
        while left != right {
            if self.block(left).depth >= self.block(right).depth {
                left = self.block(left).parent;
            } else {
                right = self.block(right).parent;
            }
        }
        left
    }

    /// A block inside `parent`, or `parent` itself where that is deep enough.
    fn open(&mut self, parent: BlockId) -> BlockId {
        let depth = self.block(parent).depth + 1;
        if depth > DEPTH_LIMIT {
            return parent;
        }
        self.tree.push(Block { parent, depth });
        BlockId(self.tree.len() - 1)
    }

    /// Notes that `id` is read `times` times in `block`.
    fn read(&mut self, id: NodeId, block: BlockId, times: usize) {
        let block = match self.block_of.get(id) {
            Some(known) => self.common(known, block),
            None => block,
        };
        self.block_of.set(id, Some(block));
        self.uses.set(id, self.uses.get(id).saturating_add(times));
    }
}

/// Finds the block of every node that `program` computes, and an order in which to compute them.
pub(crate) fn fuse(program: &Program<'_>) -> Blocks {
    let graph = program.graph;
    let given = program.given_set();
    let mut blocks = Blocks {
        tree: vec![Block::default()],
        block_of: NodeMap::new(graph),
        uses: NodeMap::new(graph),
        conditionals: Vec::new(),
        conditionals_of: Map::new(),
        conditional_of: NodeMap::new(graph),
        order: Vec::new(),
    };
    for result in &program.results {
        blocks.read(*result, Blocks::WHOLE, 1);
    }
    let mut attempts = 0;
    for id in graph.ids().rev() {
        let Some(block) = blocks.block_of(id) else {
            continue;
        };
        if given.contains(id) {
            continue;
        }
        let node = graph.node(id);
        if let (Op::Select, &[condition, then, otherwise]) = (node.op, node.operands.as_slice()) {
            let branches = blocks.join(graph, id, condition, block, &mut attempts);
            blocks.read(condition, block, 1);
            blocks.read(then, branches.0, 1);
            blocks.read(otherwise, branches.1, 1);
            continue;
        }
        // A condition is written out wherever it is read; whether more than once is all that matters.
        let times = if node.is_boolean() {
            blocks.uses(id).min(2)
        } else {
            1
        };
        for operand in &node.operands {
            blocks.read(*operand, block, times);
        }
    }
    blocks.order = order(graph, &blocks, &given);
    blocks
}

impl Blocks {
    /// Puts a selection into an `if` of the same condition in the same block, or into one of its own; gives
    /// the blocks of the branches.
    fn join(
        &mut self,
        graph: &Graph,
        select: NodeId,
        condition: NodeId,
        block: BlockId,
        attempts: &mut usize,
    ) -> (BlockId, BlockId) {
        let same = self.conditionals_of.get(&(condition, block));
        let same = same.filter(|_| *attempts < JOIN_LIMIT).cloned();
        for position in same.into_iter().flatten().rev() {
            let Some(other) = self.conditionals.get(position) else {
                continue;
            };
            if other.branches.0 == block || *attempts >= JOIN_LIMIT {
                continue;
            }
            *attempts += 1;
            let branches = other.branches;
            let mut members = other.members.clone();
            members.insert(0, select);
            if self.is_circular(graph, &members) {
                continue;
            }
            self.conditional_of.set(select, Some(position));
            if let Some(other) = self.conditionals.get_mut(position) {
                other.members = members;
            }
            return branches;
        }
        let branches = (self.open(block), self.open(block));
        self.conditional_of
            .set(select, Some(self.conditionals.len()));
        let position = self.conditionals.len();
        self.conditionals_of
            .change((condition, block), |positions| positions.push(position));
        self.conditionals.push(Conditional {
            condition,
            branches,
            members: vec![select],
        });
        branches
    }

    /// Whether one of `members` needs another before it can be computed, itself or by way of another `if`.
    fn is_circular(&self, graph: &Graph, members: &[NodeId]) -> bool {
        let mut seen = NodeSet::new(graph);
        let operands = |id: NodeId| graph.node(id).operands.iter().copied();
        let mut open: Vec<NodeId> = members.iter().copied().flat_map(operands).collect();
        while let Some(id) = open.pop() {
            if members.contains(&id) {
                return true;
            }
            if seen.contains(id) {
                continue;
            }
            seen.insert(id);
            open.extend(operands(id));
            if let Some(other) = self.conditional(id) {
                open.extend(
                    other
                        .members
                        .iter()
                        .copied()
                        .filter(|other| !seen.contains(*other)),
                );
            }
        }
        false
    }
}

/// The nodes that are computed, each behind its operands, as close to the order of the source as the
/// conditionals allow; the members of one stand together.
fn order(graph: &Graph, blocks: &Blocks, given: &NodeSet) -> Vec<NodeId> {
    let mut order = Vec::new();
    let mut seen = given.clone();
    let mut open = Vec::new();
    for root in graph.ids() {
        if blocks.block_of(root).is_some() {
            open.push((root, false));
        }
        while let Some((id, ready)) = open.pop() {
            let alone = [id];
            let members = blocks
                .conditional(id)
                .map_or(alone.as_slice(), |conditional| &conditional.members);
            if ready {
                order.extend(members);
            } else if !seen.contains(id) {
                open.push((id, true));
                for member in members {
                    seen.insert(*member);
                    let operands = graph.node(*member).operands.iter().rev();
                    open.extend(operands.map(|operand| (*operand, false)));
                }
            }
        }
    }
    order
}
