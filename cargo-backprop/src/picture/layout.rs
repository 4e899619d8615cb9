//! Where everything stands: nodes and the texts of edges in columns from left to right, and curves between them.
//!
//! `dagre` decides which column a node is in, the order in a column, and how high it stands. The texts of an edge are a node
//! of their own to it, so that they have room; an edge that passes a column has a place there, too. So curves change
//! their height between columns alone, and cross no circle and no text.

use std::collections::BTreeMap;

use dagre::graph::{Graph, GraphOptions};
use dagre::{EdgeLabel, LayoutOptions, NodeLabel, RankDir};

use super::columns::{Columns, columns};
use super::fold::fold;
use super::levels::levels;
use super::route::{self, Curve, Mark, Point};
use super::{Form, Picture};

/// Space around the picture.
pub(crate) const MARGIN: f64 = 24.0;

/// Below so many nodes all inputs stand on the left, as textbooks have it; in larger graphs each is near to where it is used.
const SMALL_GRAPH: usize = 16;

/// What passes more columns is not laid out.
const LONGEST: usize = 4000;

/// Where everything stands.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// The middle of each node.
    pub(crate) nodes: Vec<Point>,
    /// The middle of the texts of each edge.
    pub(crate) labels: Vec<Option<Point>>,
    /// From rim to rim.
    pub(crate) edges: Vec<Curve>,
    pub(crate) marks: Vec<Mark>,
}

/// A place in a column: of a node, of texts, or of an edge on its way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stop {
    pub(super) column: usize,
    pub(super) y: f64,
    /// Half of its width and of its height.
    pub(super) wide: f64,
    pub(super) high: f64,
    /// Whether it is an edge on its way.
    pub(super) bend: bool,
}

/// The places of a picture, and how edges go from one to the next.
#[derive(Debug)]
pub(super) struct Stops {
    pub(super) list: Vec<Stop>,
    /// For each edge the places that it passes: from its first node to its last.
    pub(super) ways: Vec<Vec<usize>>,
}

/// Lays out a picture; the same one for the same picture. Nothing for one that nobody could read: it would take long.
pub(crate) fn layout(picture: &Picture) -> Option<Layout> {
    if steps(picture) > LONGEST {
        return None;
    }
    let mut stops = placed(picture);
    levels(picture, &mut stops);
    upright(picture, &mut stops);
    let Columns {
        middles,
        sides,
        width,
    } = columns(&stops);
    let top = edge_of(&stops, |stop| stop.y - stop.high, f64::min);
    let bottom = edge_of(&stops, |stop| stop.y + stop.high, f64::max);
    for stop in &mut stops.list {
        stop.y += MARGIN - top;
    }
    let middle = |stop: &Stop| Point {
        x: middles.get(stop.column).copied().unwrap_or_default(),
        y: stop.y,
    };
    let nodes: Vec<Point> = stops
        .list
        .iter()
        .take(picture.nodes.len())
        .map(middle)
        .collect();
    let labels = stops.ways.iter().zip(&picture.edges).map(|(way, edge)| {
        edge.label()?;
        let mut between = way.iter().filter_map(|stop| stops.list.get(*stop));
        between.by_ref().next();
        between.filter(|stop| !stop.bend).map(middle).next()
    });
    let labels = labels.collect();
    let edges = route::routes(picture, &stops, &nodes, &sides);
    let layout = Layout {
        width,
        height: bottom - top + 2.0 * MARGIN,
        nodes,
        labels,
        edges,
        marks: Vec::new(),
    };
    let mut layout = fold(layout, &stops, &sides);
    layout.marks = route::marks(picture, &layout.nodes, &layout.edges);
    Some(layout)
}

/// How many columns all edges pass together, at least.
fn steps(picture: &Picture) -> usize {
    let mut columns = vec![0_usize; picture.nodes.len()];
    // Edges stand in the order of the nodes where they end.
    for edge in &picture.edges {
        let from = columns.get(edge.from).copied().unwrap_or_default();
        if let Some(to) = columns.get_mut(edge.to) {
            *to = (*to).max(from + 1);
        }
    }
    let column = |node: usize| columns.get(node).copied().unwrap_or_default();
    let edges = picture.edges.iter();
    edges.map(|edge| column(edge.to) - column(edge.from)).sum()
}

fn edge_of(stops: &Stops, side: impl Fn(&Stop) -> f64, choose: fn(f64, f64) -> f64) -> f64 {
    let sides = stops.list.iter().map(side);
    sides.reduce(choose).unwrap_or_default()
}

/// What `dagre` makes of the picture.
fn placed(picture: &Picture) -> Stops {
    let mut graph: Graph<NodeLabel, EdgeLabel> = Graph::with_options(GraphOptions {
        directed: true,
        multigraph: true,
        compound: false,
    });
    let sized = |(width, height): (f64, f64)| {
        Some(NodeLabel {
            width,
            height,
            ..NodeLabel::default()
        })
    };
    for (index, node) in picture.nodes.iter().enumerate() {
        graph.set_node(format!("n{index}"), sized(node.room()));
    }
    if picture.nodes.len() < SMALL_GRAPH {
        graph.set_node("root", sized((1.0, 1.0)));
        for (index, node) in picture.nodes.iter().enumerate() {
            if matches!(node.form, Form::Input { .. }) {
                let label = EdgeLabel {
                    weight: 1000,
                    ..EdgeLabel::default()
                };
                graph.set_edge("root", format!("n{index}"), Some(label), None);
            }
        }
    }
    let link = |minlen: i32, weight: i32| {
        Some(EdgeLabel {
            minlen,
            weight,
            ..EdgeLabel::default()
        })
    };
    for (index, edge) in picture.edges.iter().enumerate() {
        let (from, to) = (format!("n{}", edge.from), format!("n{}", edge.to));
        let name = index.to_string();
        match edge.label() {
            Some(size) => {
                let label = format!("l{index}");
                graph.set_node(label.clone(), sized(size));
                let input = picture
                    .nodes
                    .get(edge.from)
                    .is_some_and(|node| node.form != Form::Operation);
                let (first, second) = if input { (2, 1) } else { (1, 2) };
                graph.set_edge(from, label.clone(), link(1, first), Some(&name));
                graph.set_edge(label, to, link(1, second), Some(&name));
            }
            None => {
                graph.set_edge(from, to, link(2, 1), Some(&name));
            }
        }
    }
    let options = LayoutOptions {
        rankdir: RankDir::LR,
        nodesep: 12.0,
        edgesep: 12.0,
        ranksep: 40.0,
        ..LayoutOptions::default()
    };
    dagre::layout(&mut graph, Some(options));
    read(picture, &graph)
}

/// The places of nodes, texts and edges in the layout that `dagre` has made.
fn read(picture: &Picture, graph: &Graph<NodeLabel, EdgeLabel>) -> Stops {
    let mut rough: Vec<(f64, Stop)> = Vec::new();
    let mut place = BTreeMap::new();
    let mut add = |rough: &mut Vec<(f64, Stop)>, name: String, size: (f64, f64)| {
        let found = graph.node(&name);
        let (x, y) = found.map_or((0.0, 0.0), |node| {
            (node.x.unwrap_or_default(), node.y.unwrap_or_default())
        });
        place.insert(name, rough.len());
        rough.push((
            x,
            Stop {
                column: 0,
                y,
                wide: size.0 / 2.0,
                high: size.1 / 2.0,
                bend: false,
            },
        ));
    };
    for (index, node) in picture.nodes.iter().enumerate() {
        add(&mut rough, format!("n{index}"), node.room());
    }
    for (index, edge) in picture.edges.iter().enumerate() {
        if let Some(size) = edge.label() {
            add(&mut rough, format!("l{index}"), size);
        }
    }
    let mut ways = Vec::new();
    for (index, edge) in picture.edges.iter().enumerate() {
        let (from, to) = (format!("n{}", edge.from), format!("n{}", edge.to));
        let label = format!("l{index}");
        let parts = if edge.label().is_some() {
            vec![(from, label.clone()), (label, to)]
        } else {
            vec![(from, to)]
        };
        let mut way: Vec<usize> = Vec::new();
        for (from, to) in parts {
            if way.is_empty() {
                way.extend(place.get(&from));
            }
            let found = graph.edge(&from, &to, Some(&index.to_string()));
            let points = found.map_or(&[][..], |edge| &edge.points);
            // The first and the last point are on the rims.
            let inner = points.get(1..points.len().saturating_sub(1)).unwrap_or(&[]);
            for point in inner {
                way.push(rough.len());
                rough.push((
                    point.x,
                    Stop {
                        column: 0,
                        y: point.y,
                        wide: 0.0,
                        high: 0.0,
                        bend: true,
                    },
                ));
            }
            way.extend(place.get(&to));
        }
        ways.push(way);
    }
    gathered(&rough, &ways)
}

/// The places in columns. Where there are but edges on their way, no column is needed.
fn gathered(rough: &[(f64, Stop)], ways: &[Vec<usize>]) -> Stops {
    let firm = rough.iter().filter(|(_, stop)| !stop.bend);
    let mut across: Vec<f64> = firm.map(|(x, _)| *x).collect();
    across.sort_by(f64::total_cmp);
    across.dedup_by(|one, other| (*one - *other).abs() < 0.5);
    let mut list = Vec::new();
    let places: Vec<Option<usize>> = rough
        .iter()
        .map(|(x, stop)| {
            let column = across.iter().position(|other| (other - x).abs() < 0.5)?;
            list.push(Stop { column, ..*stop });
            Some(list.len() - 1)
        })
        .collect();
    let place = |stop: &usize| places.get(*stop).copied().flatten();
    let ways = ways
        .iter()
        .map(|way| way.iter().filter_map(place).collect());
    let ways = ways.collect();
    Stops { list, ways }
}

/// Turns the picture upside down where the inputs, or operands whose order matters, would then rather stand in the order
/// of the source.
fn upright(picture: &Picture, stops: &mut Stops) {
    let mut score = 0_i32;
    let mut above = |one: Option<&Stop>, other: Option<&Stop>, weight: i32| {
        if let (Some(one), Some(other)) = (one, other) {
            score += weight * i32::from(one.y < other.y) - weight * i32::from(one.y > other.y);
        }
    };
    let inputs: Vec<usize> = picture
        .nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| matches!(node.form, Form::Input { .. }))
        .map(|(index, _)| index)
        .collect();
    for (one, other) in inputs.iter().zip(inputs.iter().skip(1)) {
        above(stops.list.get(*one), stops.list.get(*other), 1);
    }
    // The place before the last, where an edge comes in.
    let before = |way: &Vec<usize>| stops.list.get(*way.get(way.len().checked_sub(2)?)?);
    let edges = picture.edges.iter().zip(&stops.ways);
    for ((one, way), (other, next)) in edges.clone().zip(edges.skip(1)) {
        let ordered = picture.nodes.get(one.to).is_some_and(|node| node.ordered);
        if one.to == other.to && ordered {
            above(before(way), before(next), 3);
        }
    }
    if score < 0 {
        for stop in &mut stops.list {
            stop.y = -stop.y;
        }
    }
}
