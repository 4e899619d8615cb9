//! The curves of edges: level through every column, and bent between them.

use super::layout::{Stop, Stops};
use super::{Form, Picture, RADIUS};

/// A point; `y` grows downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// A curve.
#[derive(Clone, Debug)]
pub(crate) struct Curve {
    pub(crate) start: Point,
    pub(crate) pieces: Vec<Piece>,
}

/// A piece of a curve, from where the last has ended.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Piece {
    /// Two control points, and the end.
    Bend([Point; 3]),
    /// A level gap in the line, where its name stands.
    Gap(Point),
}

impl Piece {
    pub(crate) fn end(self) -> Point {
        match self {
            Self::Bend([_, _, end]) | Self::Gap(end) => end,
        }
    }
}

impl Curve {
    /// Goes on to `end`, where the curve arrives in this direction; it leaves level.
    fn bend(&mut self, end: Point, direction: Point) {
        let start = self.end();
        let reach = (end.x - start.x) * 0.5;
        self.pieces.push(Piece::Bend([
            Point {
                x: start.x + reach,
                y: start.y,
            },
            Point {
                x: end.x - direction.x * reach,
                y: end.y - direction.y * reach,
            },
            end,
        ]));
    }

    /// Goes on level.
    fn level(&mut self, x: f64) {
        let start = self.end();
        if x - start.x > 0.01 {
            self.bend(Point { x, y: start.y }, LEVEL);
        }
    }

    /// Where it ends.
    pub(crate) fn end(&self) -> Point {
        self.pieces.last().map_or(self.start, |piece| piece.end())
    }

    /// The direction in which it ends.
    pub(crate) fn direction(&self) -> Point {
        let Some(Piece::Bend([_, control, end])) = self.pieces.last() else {
            return LEVEL;
        };
        let (x, y) = (end.x - control.x, end.y - control.y);
        let length = x.hypot(y);
        if length < 1e-9 {
            return LEVEL;
        }
        Point {
            x: x / length,
            y: y / length,
        }
    }
}

const LEVEL: Point = Point { x: 1.0, y: 0.0 };

/// How long an arrowhead is.
pub(crate) const ARROW: f64 = 8.0;

/// How far from the middle of a circle its marks are, as a part of its radius.
const INSIDE: f64 = 0.66;

/// How far apart edges arrive at a circle, in radians, and how far from its middle.
const SPREAD: f64 = 0.52;
const FARTHEST: f64 = 1.05;

/// Which operand an edge is, written inside of a node where it arrives, if operands do not arrive in their order and this
/// matters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    pub(crate) at: Point,
    /// From 1 on.
    pub(crate) operand: usize,
}

/// The marks at the ends of curves.
pub(super) fn marks(picture: &Picture, nodes: &[Point], curves: &[Curve]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (place, (node, at)) in picture.nodes.iter().zip(nodes).enumerate() {
        let arriving: Vec<(usize, Point)> = picture
            .edges
            .iter()
            .zip(curves)
            .filter(|(edge, _)| edge.to == place)
            .map(|(edge, curve)| (edge.operand, curve.end()))
            .collect();
        let heights = arriving.iter().map(|(_, end)| end.y);
        if node.ordered && !heights.is_sorted() {
            let centre = at.x - node.size().0 / 2.0 + RADIUS;
            marks.extend(arriving.into_iter().map(|(operand, end)| Mark {
                at: Point {
                    x: centre + INSIDE * (end.x - centre),
                    y: at.y + INSIDE * (end.y - at.y),
                },
                operand: operand + 1,
            }));
        }
    }
    marks
}

/// The curve of each edge, from the rim of its first node to that of its last.
pub(super) fn routes(
    picture: &Picture,
    stops: &Stops,
    nodes: &[Point],
    sides: &[(f64, f64)],
) -> Vec<Curve> {
    let angles = angles(picture, stops);
    let ways = stops.ways.iter().zip(&angles).zip(&picture.edges);
    ways.map(|((way, angle), edge)| {
        let gap = edge.inline_width();
        route(picture, stops, way, (*angle, gap), nodes, sides)
    })
    .collect()
}

fn route(
    picture: &Picture,
    stops: &Stops,
    way: &[usize],
    (angle, gap): (f64, f64),
    nodes: &[Point],
    sides: &[(f64, f64)],
) -> Curve {
    let middle = |place: Option<&usize>| {
        let node = place.and_then(|node| nodes.get(*node));
        node.map_or(0.0, |node| node.x)
    };
    let sides = |stop: &Stop| sides.get(stop.column).copied().unwrap_or_default();
    let mut list = way.iter().filter_map(|stop| stops.list.get(*stop));
    let (Some(first), Some(last)) = (list.next(), list.next_back()) else {
        let start = Point { x: 0.0, y: 0.0 };
        return Curve {
            start,
            pieces: Vec::new(),
        };
    };
    let wide = |place: Option<&usize>| {
        let node = place.and_then(|node| picture.nodes.get(*node));
        node.map_or(0.0, |node| node.size().0 / 2.0)
    };
    let mut curve = Curve {
        start: Point {
            x: middle(way.first()) + wide(way.first()),
            y: first.y,
        },
        pieces: Vec::new(),
    };
    curve.level(sides(first).1);
    for stop in list {
        let (left, right) = sides(stop);
        curve.bend(Point { x: left, y: stop.y }, LEVEL);
        if !stop.bend && gap > 0.0 {
            let x = f64::midpoint(left, right);
            curve.level(x - gap / 2.0 - 3.0);
            curve.pieces.push(Piece::Gap(Point {
                x: x + gap / 2.0 + 3.0,
                y: stop.y,
            }));
        }
        curve.level(right);
    }
    let round = way
        .last()
        .and_then(|node| picture.nodes.get(*node))
        .is_some_and(|node| node.form == Form::Operation);
    let (left, _) = sides(last);
    let rim = middle(way.last()) - wide(way.last());
    if !round {
        curve.bend(Point { x: left, y: last.y }, LEVEL);
        curve.level(rim - 2.0);
        return curve;
    }
    // The middle of the round end of the node.
    let centre = rim + RADIUS;
    let (sine, cosine) = angle.sin_cos();
    let outwards = Point {
        x: -cosine,
        y: sine,
    };
    let at = |radius: f64| Point {
        x: centre + radius * outwards.x,
        y: last.y + radius * outwards.y,
    };
    let tip = at(RADIUS + 1.0);
    let direction = Point {
        x: 0.5 + 0.5 * cosine,
        y: -0.5 * sine,
    };
    let length = direction.x.hypot(direction.y);
    let direction = Point {
        x: direction.x / length,
        y: direction.y / length,
    };
    let sum = way
        .last()
        .and_then(|node| picture.nodes.get(*node)?.sum.as_ref());
    let over_sum = sum.is_some() && tip.y > last.y;
    let mut direct = curve.clone();
    direct.bend(tip, direction);
    if !over_sum && is_free(stops, way.last(), sides(last), &direct) {
        return direct;
    }
    curve.bend(Point { x: left, y: tip.y }, LEVEL);
    curve.level(tip.x);
    curve
}

/// Whether the last piece of a curve keeps clear of what stands in its last column beside its own node.
fn is_free(stops: &Stops, node: Option<&usize>, sides: (f64, f64), curve: &Curve) -> bool {
    const STEPS: u32 = 24;
    /// How near it may come.
    const CLEAR: f64 = 3.0;
    let middle = f64::midpoint(sides.0, sides.1);
    let last = node.and_then(|node| stops.list.get(*node));
    let (Some(last), Some(Piece::Bend(piece))) = (last, curve.pieces.last()) else {
        return true;
    };
    let before = curve.pieces.len().checked_sub(2);
    let before = before.and_then(|before| curve.pieces.get(before));
    let start = before.map_or(curve.start, |piece| piece.end());
    let mut others = stops.list.iter().enumerate();
    others.all(|(index, other)| {
        let beside = other.column == last.column && node != Some(&index);
        !beside
            || (0..=STEPS).all(|step| {
                let point = on(start, *piece, f64::from(step) / f64::from(STEPS));
                (point.x - middle).abs() > other.wide + CLEAR
                    || (point.y - other.y).abs() > other.high + CLEAR
            })
    })
}

/// The point of a piece between its start, at 0, and its end, at 1.
pub(crate) fn on(start: Point, piece: [Point; 3], part: f64) -> Point {
    let [first, second, end] = piece;
    let rest = 1.0 - part;
    let mix = |a: f64, b: f64, c: f64, d: f64| {
        rest.powi(3) * a
            + 3.0 * rest.powi(2) * part * b
            + 3.0 * rest * part.powi(2) * c
            + part.powi(3) * d
    };
    Point {
        x: mix(start.x, first.x, second.x, end.x),
        y: mix(start.y, first.y, second.y, end.y),
    }
}

/// At which angle each edge arrives at a circle: 0 from the left, and more from below.
fn angles(picture: &Picture, stops: &Stops) -> Vec<f64> {
    let mut angles = vec![0.0; stops.ways.len()];
    for node in 0..picture.nodes.len() {
        let Some(own) = stops.list.get(node) else {
            continue;
        };
        let mut arriving: Vec<(f64, usize)> = Vec::new();
        for (edge, way) in stops.ways.iter().enumerate() {
            if way.last() == Some(&node)
                && let Some(before) = way.len().checked_sub(2)
                && let Some(before) = way.get(before).and_then(|stop| stops.list.get(*stop))
            {
                arriving.push((before.y - own.y, edge));
            }
        }
        arriving.sort_by(|one, other| one.0.total_cmp(&other.0));
        let wished: Vec<f64> = arriving
            .iter()
            .map(|(step, _)| (step / 70.0).clamp(-0.8, 0.8))
            .collect();
        for ((_, edge), angle) in arriving.iter().zip(spread(&wished)) {
            if let Some(slot) = angles.get_mut(*edge) {
                *slot = angle;
            }
        }
    }
    angles
}

/// Angles near those that are wished for, in the same order and far enough apart.
fn spread(wished: &[f64]) -> Vec<f64> {
    let count = u32::try_from(wished.len()).unwrap_or(u32::MAX);
    let gaps = f64::from(count.saturating_sub(1)).max(1.0);
    let apart = SPREAD.min(2.0 * FARTHEST / gaps);
    let mut angles: Vec<f64> = Vec::new();
    for wish in wished {
        let least = angles.last().map_or(-FARTHEST, |last| last + apart);
        angles.push(wish.max(least));
    }
    let mut most = FARTHEST;
    for angle in angles.iter_mut().rev() {
        *angle = angle.min(most);
        most = *angle - apart;
    }
    // What was pushed down by what stands above goes back by half.
    let pushed: f64 = angles
        .iter()
        .zip(wished)
        .map(|(angle, wish)| angle - wish)
        .sum();
    let back = pushed / f64::from(count.max(1));
    angles
        .iter()
        .map(|angle| (angle - back).clamp(-FARTHEST - 0.1, FARTHEST + 0.1))
        .collect()
}
