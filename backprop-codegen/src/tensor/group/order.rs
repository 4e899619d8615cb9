//! An order in which groups can run, kept up as groups come to need each other, so that whether one needs another is
//! soon known (D. Pearce and P. Kelly, 2006).

use super::GroupId;
use crate::sorted::Set;

/// How many groups apart two may be for one to be searched from the other; beyond it, one is taken to need the other.
const SPAN: usize = 512;

/// What each group needs, and a place for each behind all that it needs.
#[derive(Debug, Default)]
pub(super) struct Order {
    needs: Vec<Set<GroupId>>,
    readers: Vec<Set<GroupId>>,
    place: Vec<usize>,
    at: Vec<GroupId>,
}

impl Order {
    /// The next group, which runs last so far.
    pub(super) fn push(&mut self) {
        let id = GroupId(self.at.len());
        self.place.push(self.at.len());
        self.at.push(id);
        self.needs.push(Set::new());
        self.readers.push(Set::new());
    }

    /// What a group needs.
    pub(super) fn needs(&self, group: GroupId) -> impl DoubleEndedIterator<Item = GroupId> {
        self.needs.get(group.0).into_iter().flatten().copied()
    }

    /// Whether `group` needs `other`, itself or by way of others, as far as that can be found out soon.
    pub(super) fn depends(&self, group: GroupId, other: GroupId) -> bool {
        let (from, to) = (self.place(other), self.place(group));
        match to.checked_sub(from) {
            None => false,
            Some(span) if span > SPAN => true,
            _ => self.needed(group, from, to).contains(&from),
        }
    }

    /// Notes that `group` needs `need`, which must not depend on it.
    pub(super) fn need(&mut self, group: GroupId, need: GroupId) {
        if group == need {
            return;
        }
        if let Some(needs) = self.needs.get_mut(group.0) {
            needs.insert(need);
        }
        if let Some(readers) = self.readers.get_mut(need.0) {
            readers.insert(group);
        }
        let (from, to) = (self.place(group), self.place(need));
        if from > to {
            return;
        }
        // What `need` needs goes to the front of their places, the group and what reads it to the back.
        let first = self.needed(need, from, to);
        let last = self.reading(group, from, to);
        let moved: Vec<GroupId> = first
            .iter()
            .chain(&last)
            .filter_map(|place| self.at.get(*place).copied())
            .collect();
        let places: Set<usize> = first.iter().chain(&last).copied().collect();
        for (place, id) in places.into_iter().zip(moved) {
            if let (Some(slot), Some(own)) = (self.at.get_mut(place), self.place.get_mut(id.0)) {
                *slot = id;
                *own = place;
            }
        }
    }

    fn place(&self, group: GroupId) -> usize {
        self.place.get(group.0).copied().unwrap_or(0)
    }

    /// The places, not before `from`, of a group at `to` and what it needs.
    fn needed(&self, group: GroupId, from: usize, to: usize) -> Set<usize> {
        self.reached(group, &self.needs, from, to)
    }

    /// The places, not behind `to`, of a group at `from` and what needs it.
    fn reading(&self, group: GroupId, from: usize, to: usize) -> Set<usize> {
        self.reached(group, &self.readers, from, to)
    }

    fn reached(
        &self,
        group: GroupId,
        along: &[Set<GroupId>],
        from: usize,
        to: usize,
    ) -> Set<usize> {
        let mut reached = Set::new();
        let mut open = vec![group];
        while let Some(id) = open.pop() {
            let place = self.place(id);
            if (from..=to).contains(&place) && reached.insert(place) {
                open.extend(along.get(id.0).into_iter().flatten());
            }
        }
        reached
    }
}

#[cfg(test)]
mod tests {
    use super::{GroupId, Order};

    #[test]
    fn groups_run_behind_what_they_need() {
        let mut state = 0x5eed_0bde_u64;
        let mut below = |bound: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state % bound as u64).unwrap()
        };
        for _ in 0..200 {
            let count = 2 + below(12);
            let mut order = Order::default();
            // Whether a group needs another, by Warshall's algorithm.
            let mut needs = vec![vec![false; count]; count];
            for _ in 0..count {
                order.push();
            }
            for _ in 0..3 * count {
                let (group, need) = (below(count), below(count));
                assert_eq!(
                    order.depends(GroupId(need), GroupId(group)),
                    need == group || needs[need][group]
                );
                if need == group || needs[need][group] {
                    continue;
                }
                order.need(GroupId(group), GroupId(need));
                for one in 0..count {
                    for other in 0..count {
                        needs[one][other] |= (one == group || needs[one][group])
                            && (other == need || needs[need][other]);
                    }
                }
                for (one, needs) in needs.iter().enumerate() {
                    for (other, _) in needs.iter().enumerate().filter(|(_, needs)| **needs) {
                        assert!(order.place(GroupId(other)) < order.place(GroupId(one)));
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_far_apart_is_not_searched() {
        let mut order = Order::default();
        for _ in 0..2 * super::SPAN {
            order.push();
        }
        let last = GroupId(2 * super::SPAN - 1);
        assert!(order.depends(last, GroupId(0)));
        assert!(!order.depends(last, GroupId(super::SPAN)));
        assert!(!order.depends(GroupId(0), last));
    }
}
