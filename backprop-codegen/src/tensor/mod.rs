//! From programs over tensors to loops: what is computed together, what is kept in memory, and in which order.

mod access;
mod cut;
mod flow;
mod group;
mod lower;
mod merge;
mod nest;
mod passes;
mod plan;

pub(crate) use access::{Access, Index};
pub(crate) use cut::{cut, given};
pub(crate) use group::{Group, GroupKind, Groups, group};
pub(crate) use nest::{Fold, Item, ItemId, ItemKind, Nest, Sink, SinkKind, Strided, Target};
pub(crate) use passes::{Again, Passes};
pub(crate) use plan::{Plan, Step, plan};
