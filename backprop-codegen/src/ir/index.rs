//! Nodes by their keys, so that none stands twice.

use std::hash::{Hash, Hasher};

use super::{Attribute, NodeId};
use crate::ops::Op;

/// Mixes a few small numbers.
#[derive(Clone, Copy, Debug, Default)]
struct KeyHasher(u64);

impl KeyHasher {
    fn mix(&mut self, word: u64) {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let mixed = (self.0.rotate_left(26) ^ word).wrapping_mul(ODD);
        self.0 = mixed ^ (mixed >> 32);
    }
}

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.mix(u64::from(*byte));
        }
    }

    fn write_u32(&mut self, word: u32) {
        self.mix(u64::from(word));
    }

    fn write_u64(&mut self, word: u64) {
        self.mix(word);
    }

    fn write_usize(&mut self, word: usize) {
        self.mix(word as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A mix of a node's key: two nodes with the same key are one.
pub(super) fn mixed(op: Op, attribute: Attribute, operands: &[NodeId]) -> u64 {
    let mut hasher = KeyHasher::default();
    hasher.mix(op as u64);
    attribute.hash(&mut hasher);
    if op.operation().commutative {
        let sum = operands.iter().fold(0, |sum, operand| sum + operand.0);
        hasher.mix(sum as u64);
    } else {
        for operand in operands {
            hasher.mix(operand.0 as u64);
        }
    }
    hasher.0
}

/// Nodes by their keys, in chains. Cargo compiles macros without optimisation, where the standard library's map is most of
/// what interning takes.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    /// The last node of each chain.
    last: Vec<Option<NodeId>>,
    /// For each node its mixed key, and the node before it in its chain.
    nodes: Vec<(u64, Option<NodeId>)>,
}

impl Index {
    fn chain(&self, mixed: u64) -> usize {
        let chains = self.last.len().max(1) as u64;
        usize::try_from(mixed % chains).unwrap_or(0)
    }

    /// The node with a key, which `same` knows.
    pub(super) fn find(&self, mixed: u64, same: impl Fn(NodeId) -> bool) -> Option<NodeId> {
        let mut candidate = *self.last.get(self.chain(mixed))?;
        while let Some(id) = candidate {
            let (other, before) = *self.nodes.get(id.0)?;
            if other == mixed && same(id) {
                return Some(id);
            }
            candidate = before;
        }
        None
    }

    /// Adds the next node.
    pub(super) fn push(&mut self, mixed: u64) {
        self.nodes.push((mixed, None));
        if self.nodes.len() > self.last.len() {
            self.last = vec![None; 4 * self.nodes.len()];
            for position in 0..self.nodes.len() {
                self.link(NodeId(position));
            }
        } else {
            self.link(NodeId(self.nodes.len() - 1));
        }
    }

    fn link(&mut self, id: NodeId) {
        let Some((mixed, _)) = self.nodes.get(id.0).copied() else {
            return;
        };
        let chain = self.chain(mixed);
        if let (Some(node), Some(last)) = (self.nodes.get_mut(id.0), self.last.get_mut(chain)) {
            *node = (mixed, last.replace(id));
        }
    }
}
