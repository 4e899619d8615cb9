//! How high everything stands: level where it can be, and near to what it is joined to.
//!
//! What should be level is a line: an edge on its way, with its texts, the node that it alone leaves and the node that it alone
//! reaches. In each column things keep their order and a distance; lines are made as long as these do not
//! contradict each other. Then lines are drawn towards each other as by springs.

use std::collections::BTreeSet;

use super::layout::{Stop, Stops};
use super::{Form, Picture};

/// Free space between two things in a column.
const APART: f64 = 10.0;
/// The same beside an edge on its way.
const BESIDE: f64 = 9.0;

/// How often every line goes to where its springs draw it, and how often lines are moved apart each time.
const ROUNDS: usize = 200;
const PUSHES: usize = 8;

/// A line stands at least so far below another.
#[derive(Clone, Copy, Debug)]
struct Below {
    line: usize,
    distance: f64,
}

/// Lines, and what stands below them in some column.
struct Lines {
    /// The line of each place; while lines are joined, a place of the same line, or itself.
    of: Vec<usize>,
    heights: Vec<f64>,
    below: Vec<Vec<Below>>,
}

/// Moves everything to its height.
pub(super) fn levels(picture: &Picture, stops: &mut Stops) {
    let mut lines = Lines::new(&stops.list);
    for (one, other) in pairs(picture, stops) {
        lines.join(one, other);
    }
    lines.joined();
    lines.tidy(&stops.list);
    let springs = springs(stops, &lines);
    for round in 0..ROUNDS {
        lines.pull(&springs, round % 2 == 0);
        lines.push();
    }
    lines.centre(picture, stops);
    lines.settle();
    for (stop, line) in stops.list.iter_mut().zip(&lines.of) {
        stop.y = lines.heights.get(*line).copied().unwrap_or(stop.y);
    }
}

/// The places that should be level with each other, the most important first.
fn pairs(picture: &Picture, stops: &Stops) -> Vec<(usize, usize)> {
    let mut leaving = vec![0; picture.nodes.len()];
    let mut arriving = vec![0; picture.nodes.len()];
    for edge in &picture.edges {
        if let (Some(leaving), Some(arriving)) =
            (leaving.get_mut(edge.from), arriving.get_mut(edge.to))
        {
            *leaving += 1;
            *arriving += 1;
        }
    }
    let (mut inner, mut first, mut last) = (Vec::new(), Vec::new(), Vec::new());
    for (edge, way) in picture.edges.iter().zip(&stops.ways) {
        let steps: Vec<(usize, usize)> = way
            .iter()
            .copied()
            .zip(way.iter().copied().skip(1))
            .collect();
        let count = steps.len();
        for (place, step) in steps.into_iter().enumerate() {
            if place == 0 {
                if leaving.get(edge.from) == Some(&1) {
                    first.push(step);
                }
            } else if place + 1 < count {
                inner.push(step);
            } else if arriving.get(edge.to) == Some(&1) {
                last.push(step);
            }
        }
    }
    inner.into_iter().chain(first).chain(last).collect()
}

/// Which lines draw at each line, and how strongly.
fn springs(stops: &Stops, lines: &Lines) -> Vec<Vec<(usize, f64)>> {
    let mut springs = vec![Vec::new(); lines.heights.len()];
    for way in &stops.ways {
        for (one, other) in way.iter().zip(way.iter().skip(1)) {
            let bend = |stop: &usize| stops.list.get(*stop).is_some_and(|stop| stop.bend);
            let strength = if bend(one) && bend(other) { 4.0 } else { 1.0 };
            let (Some(one), Some(other)) = (lines.of.get(*one), lines.of.get(*other)) else {
                continue;
            };
            if one != other {
                for (from, to) in [(one, other), (other, one)] {
                    if let Some(springs) = springs.get_mut(*from) {
                        springs.push((*to, strength));
                    }
                }
            }
        }
    }
    springs
}

impl Lines {
    /// A line for each place.
    fn new(list: &[Stop]) -> Self {
        let mut lines = Self {
            of: (0..list.len()).collect(),
            heights: list.iter().map(|stop| stop.y).collect(),
            below: vec![Vec::new(); list.len()],
        };
        let columns = list.iter().map(|stop| stop.column + 1).max().unwrap_or(0);
        for column in 0..columns {
            let mut members: Vec<(usize, &Stop)> = list
                .iter()
                .enumerate()
                .filter(|(_, stop)| stop.column == column)
                .collect();
            members.sort_by(|one, other| one.1.y.total_cmp(&other.1.y));
            for ((place, stop), (next, other)) in members.iter().zip(members.iter().skip(1)) {
                let space = if stop.bend || other.bend {
                    BESIDE
                } else {
                    APART
                };
                let below = Below {
                    line: *next,
                    distance: stop.high + other.high + space,
                };
                if let Some(list) = lines.below.get_mut(*place) {
                    list.push(below);
                }
            }
        }
        lines
    }

    /// The line of a place, while lines are joined.
    fn line(&self, place: usize) -> usize {
        let mut line = place;
        while let Some(next) = self.of.get(line).filter(|next| **next != line) {
            line = *next;
        }
        line
    }

    /// Makes one line of those of two places, unless one of them must be below the other.
    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.line(one), self.line(other));
        if one == other || self.is_above(one, other) || self.is_above(other, one) {
            return;
        }
        if let Some(line) = self.of.get_mut(other) {
            *line = one;
        }
        let moved = self.below.get_mut(other).map(std::mem::take);
        if let Some(list) = self.below.get_mut(one) {
            list.extend(moved.unwrap_or_default());
        }
    }

    /// Lets each place know its line itself.
    fn joined(&mut self) {
        self.of = (0..self.of.len()).map(|place| self.line(place)).collect();
        let Self { of, below, .. } = self;
        for below in below.iter_mut().flatten() {
            if let Some(line) = of.get(below.line) {
                below.line = *line;
            }
        }
    }

    /// Whether `low` is below `high`, at once or by way of others.
    fn is_above(&self, high: usize, low: usize) -> bool {
        let mut seen = vec![false; self.below.len()];
        let mut open = vec![high];
        while let Some(line) = open.pop() {
            if line == low {
                return true;
            }
            for below in self.below.get(line).into_iter().flatten() {
                let line = self.line(below.line);
                if let Some(seen) = seen.get_mut(line)
                    && !*seen
                {
                    *seen = true;
                    open.push(line);
                }
            }
        }
        false
    }

    /// Numbers the lines from above, so that what is below another has the larger number, and puts each at the mean of its
    /// places.
    fn tidy(&mut self, list: &[Stop]) {
        let mut order = Vec::new();
        let mut state = vec![0_u8; self.below.len()];
        let mut open: Vec<(usize, bool)> =
            (0..self.below.len()).map(|line| (line, false)).collect();
        while let Some((line, ready)) = open.pop() {
            let Some(seen) = state.get_mut(line) else {
                continue;
            };
            if ready {
                order.push(line);
            } else if *seen == 0 {
                *seen = 1;
                open.push((line, true));
                let below = self.below.get(line).into_iter().flatten();
                open.extend(below.map(|below| (below.line, false)));
            }
        }
        order.reverse();
        let places: BTreeSet<usize> = self.of.iter().copied().collect();
        order.retain(|line| places.contains(line));
        let used = order;
        let mut number = vec![0; self.below.len()];
        for (new, old) in used.iter().enumerate() {
            if let Some(number) = number.get_mut(*old) {
                *number = new;
            }
        }
        let new = |line: usize| number.get(line).copied().unwrap_or_default();
        let below = used.iter().map(|old| {
            let list = self.below.get(*old).into_iter().flatten();
            list.map(|below| Below {
                line: new(below.line),
                ..*below
            })
            .collect()
        });
        self.below = below.collect();
        self.of = self.of.iter().map(|line| new(*line)).collect();
        let mut sums = vec![(0.0, 0.0); used.len()];
        for (line, stop) in self.of.iter().zip(list) {
            if let Some(sum) = sums.get_mut(*line) {
                sum.0 += stop.y;
                sum.1 += 1.0;
            }
        }
        self.heights = sums.into_iter().map(|(sum, count)| sum / count).collect();
    }

    /// Lets every line go to where its springs draw it.
    fn pull(&mut self, springs: &[Vec<(usize, f64)>], downwards: bool) {
        let count = self.heights.len();
        for step in 0..count {
            let line = if downwards { step } else { count - 1 - step };
            let (mut sum, mut strengths) = (0.0, 0.0);
            for (other, strength) in springs.get(line).into_iter().flatten() {
                sum += strength * self.heights.get(*other).copied().unwrap_or_default();
                strengths += strength;
            }
            if let Some(height) = self.heights.get_mut(line).filter(|_| strengths > 0.0) {
                *height = sum / strengths;
            }
        }
    }

    /// Moves lines apart that are too near, both by as much.
    fn push(&mut self) {
        for _ in 0..PUSHES {
            for line in 0..self.below.len() {
                for place in 0..self.below.get(line).map_or(0, Vec::len) {
                    let Some(below) = self.below.get(line).and_then(|list| list.get(place)) else {
                        continue;
                    };
                    let (Some(high), Some(low)) =
                        (self.heights.get(line), self.heights.get(below.line))
                    else {
                        continue;
                    };
                    let lacking = below.distance - (low - high);
                    if lacking > 0.0 {
                        let (high, low) = (high - lacking / 2.0, low + lacking / 2.0);
                        let other = below.line;
                        self.set(line, high);
                        self.set(other, low);
                    }
                }
            }
        }
    }

    fn set(&mut self, line: usize, height: f64) {
        if let Some(slot) = self.heights.get_mut(line) {
            *slot = height;
        }
    }

    /// Puts operations in the middle of what they take, from left to right.
    fn centre(&mut self, picture: &Picture, stops: &Stops) {
        for (node, drawn) in picture.nodes.iter().enumerate() {
            if drawn.form != Form::Operation {
                continue;
            }
            let Some(own) = self.of.get(node).copied() else {
                continue;
            };
            let ways = stops.ways.iter().filter(|way| way.last() == Some(&node));
            let before = ways.filter_map(|way| self.of.get(*way.get(way.len().checked_sub(2)?)?));
            let heights: Vec<f64> = before
                .filter(|line| **line != own)
                .filter_map(|line| self.heights.get(*line).copied())
                .collect();
            if heights.len() > 1 {
                let highest = heights.iter().copied().fold(f64::INFINITY, f64::min);
                let lowest = heights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                self.set(own, f64::midpoint(highest, lowest));
            }
            self.push();
        }
    }

    /// Moves lines so that none is too near to another. Two ways to do so, from above and from below, are both right, and so is
    /// their mean.
    fn settle(&mut self) {
        self.push();
        let count = self.heights.len();
        let mut falling = self.heights.clone();
        for line in 0..count {
            let high = falling.get(line).copied().unwrap_or_default();
            for below in self.below.get(line).into_iter().flatten() {
                if let Some(low) = falling.get_mut(below.line) {
                    *low = low.max(high + below.distance);
                }
            }
        }
        let mut rising = self.heights.clone();
        for line in (0..count).rev() {
            let limits = self.below.get(line).into_iter().flatten();
            let limit = limits
                .filter_map(|below| Some(rising.get(below.line)? - below.distance))
                .fold(f64::INFINITY, f64::min);
            if let Some(high) = rising.get_mut(line) {
                *high = high.min(limit);
            }
        }
        let both = falling.iter().zip(&rising);
        self.heights = both
            .map(|(one, other)| f64::midpoint(*one, *other))
            .collect();
    }
}
