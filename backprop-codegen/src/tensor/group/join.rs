//! The search for a nest that a node fits into.

use super::{Core, Group, GroupId, GroupKind, Groups};
use crate::ir::{Attribute, NodeId};
use crate::ops::Op;
use crate::shape::{Axes, Shape, Size};
use crate::sorted::Set;

/// How many nests of the same space are tried, the latest first.
const TRIED: usize = 8;

/// How much code a nest is at most: compilers take long over long functions, and without optimisation such a function
/// needs as much memory for its variables as it has operations.
const WEIGHT_LIMIT: usize = 256;

/// What an elementary function weighs, where an addition weighs 1.
const FUNCTION_WEIGHT: usize = 8;

/// A node that looks for a nest.
struct Candidate {
    /// What it runs over.
    shape: Shape,
    /// What it reads: for each axis of an operand's core, the axis of `shape`.
    operands: Vec<Core>,
    reduced: Option<Axes>,
}

/// How a node fits into a nest.
struct Fit {
    map: Vec<Option<usize>>,
    inner: Option<usize>,
}

impl Groups<'_> {
    pub(super) fn place(&mut self, id: NodeId) {
        if !self.is_computed(id) {
            // An element of an array is a number.
            let node = self.graph().node(id);
            if node.shape.is_empty() && !self.is_given(id) {
                self.open(GroupKind::Scalar, Shape::new(), id);
            }
            return;
        }
        let node = self.graph().node(id).clone();
        match node.op {
            Op::Exclusive => {
                self.open(GroupKind::Exclusive, node.shape, id);
            }
            Op::Dot => {
                let group = self.open(GroupKind::Nest, node.shape, id);
                if let Some(group) = self.list.get_mut(group.0) {
                    group.product = Some(id);
                }
            }
            _ => {
                let candidate = self.candidate(id);
                if node.shape.is_empty() && candidate.reduced.is_none() {
                    self.open(GroupKind::Scalar, Shape::new(), id);
                } else {
                    self.join(id, &candidate);
                }
            }
        }
    }

    /// What a computed node runs over, and what it reads.
    fn candidate(&self, id: NodeId) -> Candidate {
        let graph = self.graph();
        let node = graph.node(id);
        if let (Some(operand), Attribute::Axes(axes)) = (node.operands.first(), node.attribute) {
            return Candidate {
                shape: graph.node(*operand).shape.clone(),
                operands: vec![self.core(*operand)],
                reduced: Some(axes),
            };
        }
        if self.copied.contains(id) {
            return Candidate {
                shape: node.shape.clone(),
                operands: vec![self.behind(id)],
                reduced: None,
            };
        }
        let operands = node.operands.iter();
        Candidate {
            shape: node.shape.clone(),
            operands: operands
                .map(|operand| self.aligned(*operand, &node.shape))
                .collect(),
            reduced: None,
        }
    }

    /// The group that must have run before a core is read.
    pub(super) fn source_group(&self, core: NodeId) -> Option<GroupId> {
        self.group_of(core).or_else(|| {
            let source = self.access_behind(core)?.source;
            self.group_of(source)
        })
    }

    fn push(&mut self, group: Group) -> GroupId {
        let id = GroupId(self.list.len());
        if group.kind == GroupKind::Nest {
            self.nests
                .change(group.space.clone(), |nests| nests.push(id));
        }
        self.list.push(group);
        self.order.push();
        id
    }

    fn open(&mut self, kind: GroupKind, space: Shape, id: NodeId) -> GroupId {
        let map = (0..space.len()).map(Some).collect();
        let operands = self.graph().node(id).operands.clone();
        let needs: Vec<GroupId> = operands
            .iter()
            .filter_map(|operand| {
                // An element of an array is read from its variable.
                let number = Some(self.number(*operand));
                let number = number.filter(|number| self.graph().node(*number).shape.is_empty());
                self.source_group(number.unwrap_or_else(|| self.core(*operand).node))
            })
            .collect();
        let group = self.push(Group {
            kind,
            members: vec![id],
            ..nest(space)
        });
        for need in needs {
            self.order.need(group, need);
        }
        self.group_of.set(id, Some(group));
        self.map_of.set(id, map);
        group
    }

    /// Puts a node into a nest that fits, or into one of its own.
    fn join(&mut self, id: NodeId, candidate: &Candidate) {
        let (group, fit) = self.find(candidate).unwrap_or_else(|| {
            let group = self.push(nest(candidate.shape.clone()));
            let map = (0..candidate.shape.len()).map(Some).collect();
            (group, Fit { map, inner: None })
        });
        let kept = |axis: usize| !candidate.reduced.is_some_and(|axes| axes.contains(axis));
        let map = fit.map.iter().enumerate();
        let map = map
            .filter(|(axis, _)| kept(*axis))
            .map(|(_, axis)| *axis)
            .collect();
        // Before the node is in the group: a copied view needs what it shows.
        self.enter(group, &candidate.operands, fit.inner);
        self.group_of.set(id, Some(group));
        self.map_of.set(id, map);
        self.runs_over.set(id, fit.map);
        let level = level(&self.map_of(id));
        let weight = if self.graph().node(id).operation().is_costly() {
            FUNCTION_WEIGHT
        } else {
            1
        };
        if let Some(group) = self.list.get_mut(group.0) {
            group.levels.extend(level);
            group.weight += weight;
            group.members.push(id);
        }
    }

    fn enter(&mut self, group: GroupId, operands: &[Core], inner: Option<usize>) {
        let needs: Set<GroupId> = operands
            .iter()
            .filter_map(|core| self.source_group(core.node))
            .filter(|need| *need != group)
            .collect();
        for need in needs {
            self.order.need(group, need);
        }
        if let Some(group) = self.list.get_mut(group.0) {
            group.inner = inner.or(group.inner);
        }
    }

    /// A nest that a node can join: that of an operand, or else one over the same space.
    fn find(&self, candidate: &Candidate) -> Option<(GroupId, Fit)> {
        let mut tried: Set<GroupId> = candidate
            .operands
            .iter()
            .filter_map(|core| self.group_of(core.node))
            .collect();
        let same = self.nests.get(&candidate.shape).into_iter().flatten();
        let same = same
            .rev()
            .copied()
            .filter(|group| !tried.contains(group))
            .take(TRIED)
            .collect::<Vec<_>>();
        let operands = std::mem::take(&mut tried);
        let mut order = operands.into_iter().rev().chain(same);
        order.find_map(|group| Some((group, self.fit(group, candidate)?)))
    }

    fn fit(&self, id: GroupId, candidate: &Candidate) -> Option<Fit> {
        let group = self.get(id).filter(|group| group.kind == GroupKind::Nest)?;
        if group.weight >= WEIGHT_LIMIT {
            return None;
        }
        let rank = group.space.len();
        let mut map = vec![Place::Open; candidate.shape.len()];
        let mut inner = group.inner;
        for core in &candidate.operands {
            if self.group_of(core.node) != Some(id) {
                if let Some(source) = self.source_group(core.node)
                    && self.order.depends(source, id)
                {
                    return None;
                }
                continue;
            }
            let node = self.graph().node(core.node);
            if node.shape.is_empty() {
                return None;
            }
            for (own, axis) in self.map_of(core.node).iter().zip(&core.axes) {
                let place = Place::of(*own);
                match axis.and_then(|axis| map.get_mut(axis)) {
                    Some(slot) if *slot == Place::Open || *slot == place => *slot = place,
                    Some(_) => return None,
                    // An axis of size 1 that the node has not: it would stand outside of the loop over it.
                    None if own.is_some() => return None,
                    None => {}
                }
            }
            if let Some(reduced) = self.reduced(core.node) {
                let count = suffix(&reduced, rank)?;
                if count >= rank || inner.is_some_and(|inner| inner != count) {
                    return None;
                }
                inner = Some(count);
            }
        }
        let map = complete(&map, &candidate.shape, &group.space)?;
        let level = level(&map)?;
        let whole = map.iter().flatten().count() == rank;
        let inner_count = inner.unwrap_or(1);
        let between = |level: usize| level < rank && level + inner_count > rank;
        if between(level) || group.levels.iter().any(|level| between(*level)) || level == 0 {
            return None;
        }
        if let (Some(axes), false) = (candidate.reduced, whole) {
            // A reduction of what has fewer axes than the nest ends in a number.
            let all = (0..candidate.shape.len()).all(|axis| axes.contains(axis));
            if !all {
                return None;
            }
        }
        Some(Fit { map, inner })
    }

    /// Results that are not computed, but views of what is in memory, are copied.
    pub(super) fn copy_results(&mut self) {
        for (position, result) in self.program.results.iter().enumerate() {
            let node = self.graph().node(*result);
            if node.shape.is_empty() || self.is_computed(*result) {
                continue;
            }
            let shape = node.shape.clone();
            let core = self.core(*result);
            let candidate = Candidate {
                shape,
                operands: vec![core],
                reduced: None,
            };
            let (group, fit) = self.find(&candidate).unwrap_or_else(|| {
                let group = self.push(nest(candidate.shape.clone()));
                let map = (0..candidate.shape.len()).map(Some).collect();
                (group, Fit { map, inner: None })
            });
            let identity = fit
                .map
                .iter()
                .enumerate()
                .all(|(axis, own)| *own == Some(axis));
            let group = if identity {
                group
            } else {
                self.push(nest(candidate.shape.clone()))
            };
            self.enter(group, &candidate.operands, fit.inner.filter(|_| identity));
            if let Some(group) = self.list.get_mut(group.0) {
                group.copies.push(position);
            }
        }
    }
}

fn nest(space: Shape) -> Group {
    Group {
        kind: GroupKind::Nest,
        space,
        members: Vec::new(),
        copies: Vec::new(),
        inner: None,
        product: None,
        levels: Set::new(),
        weight: 0,
    }
}

/// How many of the last axes a set of axes is, if it is that.
fn suffix(axes: &[usize], rank: usize) -> Option<usize> {
    let first = rank.checked_sub(axes.len())?;
    (first..rank)
        .all(|axis| axes.contains(&axis))
        .then_some(axes.len())
}

/// How many of the first axes a map has, if it has these alone.
fn level(map: &[Option<usize>]) -> Option<usize> {
    let axes: Vec<usize> = map.iter().flatten().copied().collect();
    axes.iter()
        .enumerate()
        .all(|(position, axis)| position == *axis)
        .then_some(axes.len())
}

/// What operands say of an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Nothing.
    Open,
    /// It is none of the nest's: it has size 1.
    Nowhere,
    /// It is this one of the nest.
    At(usize),
}

impl Place {
    fn of(axis: Option<usize>) -> Self {
        axis.map_or(Self::Nowhere, Self::At)
    }
}

/// The axes of the nest; those of which operands say nothing are in the same places, if the ranks are equal.
fn complete(map: &[Place], shape: &[Size], space: &[Size]) -> Option<Vec<Option<usize>>> {
    map.iter()
        .zip(shape)
        .enumerate()
        .map(|(axis, (place, size))| {
            let own = match place {
                Place::At(own) => Some(*own),
                Place::Nowhere => None,
                Place::Open => {
                    let same = space.get(axis) == Some(size) && shape.len() == space.len();
                    (same && !map.contains(&Place::At(axis))).then_some(axis)
                }
            };
            let fits = match own {
                Some(own) => space.get(own) == Some(size),
                None => *size == Size::ONE,
            };
            fits.then_some(own)
        })
        .collect()
}
