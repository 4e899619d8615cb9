//! Groups of nodes that are computed together. For scalars: the blocks of straight-line code, one for the
//! whole program and one for each branch of an `if`, so that what only one branch uses is computed there.

use crate::ir::{NodeId, NodeMap};
use crate::ops::Op;
use crate::split::Program;

/// How deeply blocks are nested at most; what lies deeper is computed in the block around it.
const DEPTH_LIMIT: usize = 16;

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
    branches: NodeMap<Option<(BlockId, BlockId)>>,
    uses: NodeMap<usize>,
}

impl Blocks {
    pub(crate) const WHOLE: BlockId = BlockId(0);

    /// The block of a node that the program computes.
    pub(crate) fn block_of(&self, id: NodeId) -> Option<BlockId> {
        self.block_of.get(id)
    }

    /// The blocks of the two branches of a selection.
    pub(crate) fn branches(&self, select: NodeId) -> Option<(BlockId, BlockId)> {
        self.branches.get(select)
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

/// Finds the block of every node that `program` computes.
pub(crate) fn fuse(program: &Program<'_>) -> Blocks {
    let graph = program.graph;
    let given = program.given_set();
    let mut blocks = Blocks {
        tree: vec![Block::default()],
        block_of: NodeMap::new(graph),
        branches: NodeMap::new(graph),
        uses: NodeMap::new(graph),
    };
    for result in &program.results {
        blocks.read(*result, Blocks::WHOLE, 1);
    }
    for id in graph.ids().rev() {
        let Some(block) = blocks.block_of(id) else {
            continue;
        };
        if given.contains(id) {
            continue;
        }
        let node = graph.node(id);
        if let (Op::Select, &[condition, then, otherwise]) = (node.op, node.operands.as_slice()) {
            let branches = (blocks.open(block), blocks.open(block));
            blocks.branches.set(id, Some(branches));
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
    blocks
}

/// How many arithmetic operations a program computes.
pub(crate) fn cost(program: &Program<'_>, blocks: &Blocks) -> usize {
    let given = program.given_set();
    program
        .graph
        .ids()
        .filter(|id| blocks.block_of(*id).is_some() && !given.contains(*id))
        .map(|id| program.graph.node(id).operation().cost)
        .sum()
}
