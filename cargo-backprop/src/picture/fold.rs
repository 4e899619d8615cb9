//! A long picture in rows, as a long line of text is: where it is cut, edges turn back and go on in the next row.

use super::layout::{Layout, MARGIN, Stops};
use super::route::{Curve, Piece, Point};

/// A picture this wide needs no rows, nor does one that is not much wider than it is high.
const WIDE: f64 = 1000.0;
const ASPECT: f64 = 1.6;

/// How many edges may turn back at the end of a row.
const MOST: usize = 5;

/// How far from its best place a cut may be, as a part of a row's width, and what it costs to cut an edge, in units of
/// length.
const SLACK: f64 = 0.35;
const EDGE: f64 = 80.0;

/// Space beside a row and between the edges that turn there; how far out the innermost turns, and how round.
const SPACE: f64 = 24.0;
const APART: f64 = 10.0;
const TURN: f64 = 18.0;
const ROUND: f64 = 12.0;

/// A cut behind a column.
#[derive(Debug)]
struct Cut {
    x: f64,
    /// The edges that it goes through, from above.
    edges: Vec<Through>,
}

/// An edge that goes through a cut.
#[derive(Clone, Copy, Debug)]
struct Through {
    /// Its place in the list of curves.
    edge: usize,
    /// How high it is, and how high where its next piece ends.
    y: f64,
    next: f64,
}

/// A row: what it is moved by, where it ends, how low it reaches, and how high edges come in, before it is moved.
#[derive(Clone, Debug)]
struct Row {
    move_by: Point,
    right: f64,
    bottom: f64,
    entries: Vec<f64>,
}

/// Puts a long picture in rows, if it can be cut where few edges are.
pub(super) fn fold(layout: Layout, stops: &Stops, sides: &[(f64, f64)]) -> Layout {
    let cuts = cuts(&layout, sides);
    if cuts.is_empty() {
        return layout;
    }
    let rows = rows(&cuts, stops, sides);
    let moved = |point: Point| moved(&rows, row_of(&cuts, point.x), point);
    let edges = layout.edges.iter().enumerate();
    let edges = edges.map(|(edge, curve)| turned(&cuts, &rows, edge, curve));
    // The edges of the last row end in it.
    let turns = cuts.iter().map(reach).chain([0.0]);
    let widths = rows.iter().zip(turns).map(|(row, turn)| row.right + turn);
    Layout {
        width: widths.fold(0.0, f64::max) + MARGIN,
        height: rows.last().map_or(0.0, |row| row.bottom) + MARGIN,
        nodes: layout.nodes.iter().copied().map(moved).collect(),
        labels: layout.labels.iter().map(|label| label.map(moved)).collect(),
        edges: edges.collect(),
        marks: layout.marks,
    }
}

/// How far beside a row the edges of a cut reach.
fn reach(cut: &Cut) -> f64 {
    match cut.edges.len() {
        0 => 0.0,
        count => TURN + APART * float(count - 1),
    }
}

fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Where to cut, from left to right: near to where rows are equally long.
fn cuts(layout: &Layout, sides: &[(f64, f64)]) -> Vec<Cut> {
    let rows = (layout.width / WIDE.max(ASPECT * layout.height)).ceil();
    let row = layout.width / rows;
    let possible: Vec<Cut> = sides
        .iter()
        .filter_map(|(_, right)| cut(&layout.edges, *right))
        .filter(|cut| cut.edges.len() <= MOST)
        .collect();
    let mut cuts: Vec<Cut> = Vec::new();
    let mut possible = possible.into_iter().peekable();
    let mut best = row;
    while best < layout.width - row / 2.0 {
        let cost = |cut: &Cut| (cut.x - best).abs() + EDGE * float(cut.edges.len());
        let mut chosen: Option<Cut> = None;
        while let Some(cut) = possible.next_if(|cut| cut.x <= best + SLACK * row) {
            let near = cut.x >= best - SLACK * row;
            if near && chosen.as_ref().is_none_or(|other| cost(&cut) < cost(other)) {
                chosen = Some(cut);
            }
        }
        cuts.extend(chosen);
        best += row;
    }
    cuts
}

/// The cut at the right side of a column; none where an edge has no end of a piece there.
fn cut(curves: &[Curve], x: f64) -> Option<Cut> {
    let mut edges = Vec::new();
    for (edge, curve) in curves.iter().enumerate() {
        let mut start = curve.start;
        for piece in &curve.pieces {
            let end = piece.end();
            if start.x <= x + 0.01 && end.x > x + 0.01 {
                if (start.x - x).abs() > 0.01 {
                    return None;
                }
                edges.push(Through {
                    edge,
                    y: start.y,
                    next: end.y,
                });
            }
            start = end;
        }
    }
    edges.sort_by(|one, other| one.y.total_cmp(&other.y));
    Some(Cut { x, edges })
}

fn row_of(cuts: &[Cut], x: f64) -> usize {
    cuts.iter().filter(|cut| cut.x + 0.01 < x).count()
}

fn rows(cuts: &[Cut], stops: &Stops, sides: &[(f64, f64)]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for index in 0..=cuts.len() {
        let before = index.checked_sub(1).and_then(|index| cuts.get(index));
        let inside = |column: usize| {
            let sides = sides.get(column);
            sides.is_some_and(|(_, right)| row_of(cuts, *right) == index)
        };
        let members = stops.list.iter().filter(|stop| inside(stop.column));
        let members = members.map(|stop| (stop.y - stop.high, stop.y + stop.high));
        let (top, bottom) = members.fold((f64::MAX, f64::MIN), |(top, bottom), (high, low)| {
            (top.min(high), bottom.max(low))
        });
        let entries = before.map_or_else(Vec::new, |cut| entries(cut, top, bottom));
        let columns = (0..sides.len()).filter(|column| inside(*column));
        let right = columns.filter_map(|column| sides.get(column));
        let right = right.map(|(_, right)| *right).fold(0.0, f64::max);
        let move_by = match (before, rows.last()) {
            (Some(cut), Some(above)) => {
                let between = 2.0 * SPACE + APART * float(cut.edges.len().saturating_sub(1));
                Point {
                    x: MARGIN + reach(cut) - cut.x,
                    y: above.bottom + between - top,
                }
            }
            _ => Point {
                x: 0.0,
                y: MARGIN - top,
            },
        };
        rows.push(Row {
            move_by,
            right: right + move_by.x,
            bottom: bottom + move_by.y,
            entries,
        });
    }
    rows
}

/// How high edges come into a row that reaches from `top` to `bottom`: level with where they go, if they stay in order; otherwise
/// where they were, as far as the row reaches.
fn entries(cut: &Cut, top: f64, bottom: f64) -> Vec<f64> {
    let next = cut.edges.iter().map(|through| through.next);
    let apart = |(one, other): (f64, f64)| other - one >= APART;
    if next.clone().zip(next.clone().skip(1)).all(apart) {
        return next.collect();
    }
    let count = cut.edges.len();
    let edges = cut.edges.iter().enumerate();
    edges
        .map(|(place, through)| {
            let below = float(count.saturating_sub(place + 1));
            let lowest = bottom - APART * below;
            through.y.min(lowest).max(top + APART * float(place))
        })
        .collect()
}

fn moved(rows: &[Row], row: usize, point: Point) -> Point {
    let by = rows.get(row).map(|row| row.move_by);
    by.map_or(point, |by| Point {
        x: point.x + by.x,
        y: point.y + by.y,
    })
}

/// A curve with a turn at each cut through it.
fn turned(cuts: &[Cut], rows: &[Row], edge: usize, curve: &Curve) -> Curve {
    let first = row_of(cuts, curve.start.x);
    let mut folded = Curve {
        start: moved(rows, first, curve.start),
        pieces: Vec::new(),
    };
    let mut start = curve.start;
    for piece in &curve.pieces {
        let (from, to) = (row_of(cuts, start.x), row_of(cuts, piece.end().x));
        let moved = |point: Point| moved(rows, to, point);
        let mut piece = *piece;
        if let (true, Some(cut), Some(row), Some(next)) =
            (from < to, cuts.get(from), rows.get(from), rows.get(to))
        {
            let place = cut.edges.iter().position(|through| through.edge == edge);
            let place = place.unwrap_or_default();
            let y = next.entries.get(place).copied().unwrap_or(start.y);
            turn(&mut folded, cut, place, row, moved(Point { y, ..start }));
            if let Piece::Bend([first, ..]) = &mut piece {
                first.y = y;
            }
        }
        folded.pieces.push(match piece {
            Piece::Bend(points) => Piece::Bend(points.map(moved)),
            Piece::Gap(end) => Piece::Gap(moved(end)),
        });
        start = piece.end();
    }
    folded
}

/// Goes on to where the edge begins in the next row: below its row, and around all that turn inside of it, on the left those
/// above it.
fn turn(curve: &mut Curve, cut: &Cut, outside: usize, row: &Row, goal: Point) {
    let inside = cut.edges.len().saturating_sub(outside + 1);
    let right = row.right + TURN + APART * float(inside);
    let left = goal.x - TURN - APART * float(outside);
    let low = row.bottom + SPACE + APART * float(inside);
    let start = curve.end();
    let corners = [
        (right, start.y),
        (right, low),
        (left, low),
        (left, goal.y),
        (goal.x, goal.y),
    ];
    let corners = corners.map(|(x, y)| Point { x, y });
    for (corner, next) in corners.iter().zip(corners.iter().skip(1)) {
        around(curve, *corner, *next);
    }
    straight(curve, goal);
}

/// Goes straight to near a corner, and around it to where `next` is straight ahead.
fn around(curve: &mut Curve, corner: Point, next: Point) {
    let start = curve.end();
    let towards = |point: Point| {
        let (x, y) = (point.x - corner.x, point.y - corner.y);
        let length = x.hypot(y);
        let part = if length > 0.0 {
            ROUND.min(length / 2.0) / length
        } else {
            0.0
        };
        Point {
            x: corner.x + x * part,
            y: corner.y + y * part,
        }
    };
    straight(curve, towards(start));
    curve
        .pieces
        .push(Piece::Bend([corner, corner, towards(next)]));
}

fn straight(curve: &mut Curve, end: Point) {
    let start = curve.end();
    let at = |part: f64| Point {
        x: start.x + (end.x - start.x) * part,
        y: start.y + (end.y - start.y) * part,
    };
    curve
        .pieces
        .push(Piece::Bend([at(1.0 / 3.0), at(2.0 / 3.0), end]));
}
