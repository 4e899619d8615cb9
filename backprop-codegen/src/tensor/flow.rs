//! Minimum cuts of flow networks, in bounded time.
//!
//! Flow is sent along the shortest paths of one length at once (Y. Dinitz, 1970): places get levels, their distances to
//! the sink, and a walk that only ever steps one level down finds paths until none is left. The walk remembers for each
//! place which of its edges lead nowhere, so that a round looks at an edge twice, and a path costs its own length.

use std::collections::VecDeque;

/// More than flows through any edge that has a bound.
pub(crate) const INFINITE: u64 = u64::MAX / 4;

/// How many edges are looked at before the search is given up; some seconds without optimisation.
const WORK_LIMIT: usize = 1 << 25;

/// A flow network: edges in pairs, there and back, each with what can still flow.
#[derive(Debug)]
pub(crate) struct Network {
    /// The edges that leave each place.
    edges: Vec<Vec<usize>>,
    target: Vec<usize>,
    left: Vec<u64>,
    work: usize,
}

impl Network {
    pub(crate) fn new(places: usize) -> Self {
        Self {
            edges: vec![Vec::new(); places],
            target: Vec::new(),
            left: Vec::new(),
            work: 0,
        }
    }

    pub(crate) fn edge(&mut self, from: usize, to: usize, capacity: u64) {
        for (from, to, capacity) in [(from, to, capacity), (to, from, 0)] {
            if let Some(edges) = self.edges.get_mut(from) {
                edges.push(self.target.len());
            }
            self.target.push(to);
            self.left.push(capacity);
        }
    }

    /// For each place, whether it is on the side of `sink` in the minimum cut that is closest to it; nothing where that
    /// would take long to find.
    pub(crate) fn cut(&mut self, source: usize, sink: usize) -> Option<Vec<bool>> {
        loop {
            let levels = self.levels(sink);
            if self.work > WORK_LIMIT {
                return None;
            }
            if level(&levels, source).is_none() {
                return Some(levels.iter().map(Option::is_some).collect());
            }
            self.fill(source, sink, levels);
        }
    }

    fn left(&self, edge: usize) -> u64 {
        self.left.get(edge).copied().unwrap_or(0)
    }

    fn leaving(&self, place: usize) -> &[usize] {
        self.edges.get(place).map_or(&[], Vec::as_slice)
    }

    /// How many edges each place is away from `sink`, if something can still flow there.
    fn levels(&mut self, sink: usize) -> Vec<Option<usize>> {
        let mut levels = vec![None; self.edges.len()];
        if let Some(first) = levels.get_mut(sink) {
            *first = Some(0);
        }
        let mut open = VecDeque::from([sink]);
        let mut work = 0;
        while let Some(place) = open.pop_front() {
            let next = level(&levels, place).map(|level| level + 1);
            for edge in self.leaving(place) {
                work += 1;
                // The partner of an edge that leaves here arrives here.
                if self.left(edge ^ 1) > 0
                    && let Some(target) = self.target.get(*edge)
                    && let Some(slot @ None) = levels.get_mut(*target)
                {
                    *slot = next;
                    open.push_back(*target);
                }
            }
        }
        self.work += work;
        levels
    }

    /// Sends what can flow from `source` to `sink` from level to level.
    fn fill(&mut self, source: usize, sink: usize, mut levels: Vec<Option<usize>>) {
        let mut tried = vec![0; self.edges.len()];
        let mut path: Vec<usize> = Vec::new();
        let mut place = source;
        while self.work <= WORK_LIMIT {
            if place == sink {
                place = self.send(&mut path).unwrap_or(source);
                continue;
            }
            self.work += 1;
            let below = level(&levels, place).and_then(|level| level.checked_sub(1));
            let Some(next) = tried.get_mut(place) else {
                return;
            };
            if let Some(edge) = self.leaving(place).get(*next).copied() {
                match self.target.get(edge) {
                    Some(target)
                        if below.is_some()
                            && self.left(edge) > 0
                            && level(&levels, *target) == below =>
                    {
                        path.push(edge);
                        place = *target;
                    }
                    _ => *next += 1,
                }
                continue;
            }
            // Nothing flows on from here.
            if let Some(level) = levels.get_mut(place) {
                *level = None;
            }
            let Some(edge) = path.pop() else {
                return;
            };
            place = self.target.get(edge ^ 1).copied().unwrap_or(source);
        }
    }

    /// Sends along a path what its narrowest edge lets through, and goes back to before that edge.
    fn send(&mut self, path: &mut Vec<usize>) -> Option<usize> {
        self.work += path.len();
        let amount = path.iter().map(|edge| self.left(*edge)).min()?;
        for edge in path.iter() {
            if let Some(left) = self.left.get_mut(*edge) {
                *left -= amount;
            }
            if let Some(left) = self.left.get_mut(edge ^ 1) {
                *left = left.saturating_add(amount);
            }
        }
        let full = path.iter().position(|edge| self.left(*edge) == 0)?;
        let edge = path.get(full).copied()?;
        path.truncate(full);
        self.target.get(edge ^ 1).copied()
    }
}

fn level(levels: &[Option<usize>], place: usize) -> Option<usize> {
    levels.get(place).copied().flatten()
}

#[cfg(test)]
mod tests {
    use super::{INFINITE, Network};

    /// An edge: from where, to where, and how much can flow.
    type Edge = (usize, usize, u64);

    /// Marsaglia's xorshift generator.
    struct Random(u64);

    impl Random {
        fn below(&mut self, bound: u64) -> u64 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            self.0 % bound
        }

        fn place(&mut self, places: usize) -> usize {
            usize::try_from(self.below(places as u64)).unwrap()
        }
    }

    fn network(places: usize, edges: &[Edge]) -> Network {
        let mut network = Network::new(places);
        for (from, to, capacity) in edges {
            network.edge(*from, *to, *capacity);
        }
        network
    }

    /// What a cut costs, where `reaching` says which places are on the side of the sink.
    fn cost(edges: &[Edge], reaching: impl Fn(usize) -> bool) -> u64 {
        let cut = edges
            .iter()
            .filter(|(from, to, _)| !reaching(*from) && reaching(*to));
        cut.map(|(_, _, capacity)| capacity).sum()
    }

    /// All cuts between place 0 and place 1, as sets of the places on the side of place 1.
    fn cuts(places: usize) -> impl Iterator<Item = usize> {
        (0..1_usize << places).filter(|set| set & 1 == 0 && set & 2 != 0)
    }

    #[test]
    fn a_cut_is_the_cheapest_and_closest_to_the_sink() {
        let mut random = Random(0x5eed_0f10);
        for round in 0..2_000 {
            let places = 2 + random.place(7);
            let edges: Vec<Edge> = (0..random.place(20))
                .map(|_| {
                    let capacity = random.below(if round % 2 == 0 { 3 } else { 20 });
                    (random.place(places), random.place(places), capacity)
                })
                .collect();
            let costs = |set: usize| cost(&edges, |place| set >> place & 1 != 0);
            let least = cuts(places).map(costs).min().unwrap();
            // The cheapest cuts are closed under intersection: that of all is the closest one.
            let closest = cuts(places)
                .filter(|set| costs(*set) == least)
                .fold(usize::MAX, |closest, set| closest & set);
            let found = network(places, &edges).cut(0, 1).unwrap();
            for (place, reaching) in found.iter().enumerate() {
                assert_eq!(*reaching, closest >> place & 1 != 0, "{edges:?}");
            }
        }
    }

    /// What flows from place 0 to place 1, once it is checked that it can.
    #[track_caller]
    fn flow(network: &Network, edges: &[Edge]) -> u64 {
        let mut arriving = vec![0_u64; network.edges.len()];
        let mut leaving = arriving.clone();
        for (number, (from, to, capacity)) in edges.iter().enumerate() {
            // What can flow back is what has flown.
            let (left, flown) = (network.left[2 * number], network.left[2 * number + 1]);
            assert_eq!(left + flown, *capacity);
            leaving[*from] += flown;
            arriving[*to] += flown;
        }
        for place in 2..arriving.len() {
            assert_eq!(arriving[place], leaving[place], "at {place}");
        }
        arriving[1] - leaving[1]
    }

    /// A row of places.
    fn row(places: usize, random: &mut Random) -> Vec<Edge> {
        let mut edges = vec![(0, 2, INFINITE)];
        edges.extend((3..places).map(|place| (place - 1, place, 5 + random.below(1000))));
        edges.push((places - 1, 1, INFINITE));
        edges
    }

    /// A grid in which everything flows down and to the right.
    fn grid(width: usize, random: &mut Random) -> Vec<Edge> {
        let place = |x: usize, y: usize| 2 + y * width + x;
        let mut edges = Vec::new();
        for x in 0..width {
            edges.push((0, place(x, 0), INFINITE));
            edges.push((place(x, width - 1), 1, INFINITE));
            for y in 0..width {
                if x + 1 < width {
                    edges.push((place(x, y), place(x + 1, y), random.below(1000)));
                }
                if y + 1 < width {
                    edges.push((place(x, y), place(x, y + 1), random.below(1000)));
                }
            }
        }
        edges
    }

    /// Values as a program has them: some must be kept or follow from others nearby, some are read.
    fn values(count: usize, random: &mut Random) -> Vec<Edge> {
        let mut edges = Vec::new();
        for value in 0..count {
            let (before, behind) = (2 + 2 * value, 3 + 2 * value);
            edges.push((before, behind, 1000 + random.below(3)));
            if value == 0 || random.below(4) == 0 {
                edges.push((0, before, INFINITE));
            } else {
                let near = value - 1 - random.place(value.min(8));
                edges.push((2 * near + 3, before, INFINITE));
                edges.push((2 * value + 1, before, INFINITE));
            }
            if random.below(2) == 0 {
                edges.push((behind, 1, INFINITE));
            }
        }
        edges
    }

    #[test]
    fn large_networks_are_cut() {
        let mut random = Random(0x5eed_1a16);
        let networks = [
            (100_000, row(100_000, &mut random)),
            (2 + 60 * 60, grid(60, &mut random)),
            (2 + 2 * 50_000, values(50_000, &mut random)),
        ];
        for (places, edges) in networks {
            let mut network = network(places, &edges);
            let reaching = network.cut(0, 1).unwrap();
            assert!(!reaching[0] && reaching[1]);
            // What flows is never more than what a cut lets through; where both are the same, both are right.
            let found = cost(&edges, |place| reaching[place]);
            assert_eq!(found, flow(&network, &edges), "of {places}");
        }
    }

    #[test]
    fn a_search_that_takes_long_is_given_up() {
        // Every layer of this network is another length, and every length another round.
        let layers = 30_000;
        let mut edges = Vec::new();
        for layer in 0..layers {
            let place = 2 + layer;
            edges.push((if layer == 0 { 0 } else { place - 1 }, place, INFINITE));
            edges.push((place, 1, 1));
        }
        assert_eq!(network(2 + layers, &edges).cut(0, 1), None);
    }
}
