//! What must hold of every layout, on graphs of many forms.

mod graphs;

use backprop_codegen::export::{self, Exported, Point as Inputs, Tensor};

use super::route::on;
use super::{Curve, Form, Layout, Picture, Piece, Point, RADIUS, layout, picture};
use crate::point::given;

use self::graphs::{BILL, BUNDLE_ADJUSTMENT, CHOICE, INDEX, MLP, random};

fn load(source: &str) -> Exported {
    let tokens = source.parse().expect("the source is tokens");
    let mut graphs = export::load(tokens).expect("the graph is correct");
    assert_eq!(graphs.len(), 1);
    graphs.remove(0)
}

/// The picture without numbers, and with numbers from -1 to 1.
fn pictures(source: &str) -> [Picture; 2] {
    let graph = load(source);
    let drawing = graph.drawing();
    let sizes: Vec<crate::arguments::At> = graph
        .named_sizes()
        .into_iter()
        .map(|(name, least)| at(&name, &(least + 2).to_string()))
        .collect();
    let inputs = graph.inputs();
    let inputs = inputs.iter().map(|input| at(&input.name, "random"));
    let all: Vec<_> = sizes.iter().cloned().chain(inputs).collect();
    let given = given(&graph, "graph", &all).expect("all is given");
    let point = given.point.expect("there are values");
    let values = graph.values(&drawing, &point).expect("the values fit");
    [
        picture(&drawing, None, &given.sizes),
        picture(&drawing, Some(&values), &given.sizes),
    ]
}

fn at(name: &str, value: &str) -> crate::arguments::At {
    crate::arguments::At {
        name: name.to_owned(),
        value: value.to_owned(),
    }
}

/// A rectangle.
#[derive(Clone, Copy, Debug)]
struct Area {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Area {
    fn around(at: Point, (wide, high): (f64, f64)) -> Self {
        Self {
            left: at.x - wide / 2.0,
            right: at.x + wide / 2.0,
            top: at.y - high / 2.0,
            bottom: at.y + high / 2.0,
        }
    }

    fn meets(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn holds(self, point: Point) -> bool {
        self.left < point.x && point.x < self.right && self.top < point.y && point.y < self.bottom
    }
}

/// Points along a curve, close together.
fn along(curve: &Curve) -> Vec<Point> {
    const STEPS: u32 = 48;
    let mut points = vec![curve.start];
    for piece in &curve.pieces {
        let start = *points.last().expect("there is a point");
        let [first, second, end] = match *piece {
            Piece::Bend(points) => points,
            Piece::Gap(end) => [start, end, end],
        };
        let parts = (1..=STEPS).map(|step| f64::from(step) / f64::from(STEPS));
        points.extend(parts.map(|part| on(start, [first, second, end], part)));
    }
    points
}

/// The areas of the texts of a picture: those of edges, and the sums below nodes.
fn texts(picture: &Picture, layout: &Layout) -> Vec<(Option<usize>, Area)> {
    let labels = picture.edges.iter().zip(&layout.labels).enumerate();
    let labels = labels
        .filter_map(|(index, (edge, at))| Some((Some(index), Area::around((*at)?, edge.label()?))));
    let sums = picture.nodes.iter().zip(&layout.nodes);
    let sums = sums.filter_map(|(node, at)| {
        let sum = format!("Σ {}", node.sum.as_ref()?);
        let wide = super::width(&sum, super::NUMBER);
        let (_, high) = node.size();
        let middle = Point {
            x: at.x,
            y: at.y + high / 2.0 + super::NUMBER * 0.6,
        };
        Some((None, Area::around(middle, (wide, super::NUMBER * 0.8))))
    });
    labels.chain(sums).collect()
}

#[track_caller]
fn check(source: &str, picture: &Picture) {
    let layout = layout(picture).expect("it is small enough");
    let areas: Vec<Area> = picture
        .nodes
        .iter()
        .zip(&layout.nodes)
        .map(|(node, at)| Area::around(*at, node.size()))
        .collect();
    let texts = texts(picture, &layout);
    let inside = |area: &Area| {
        area.left >= 0.0
            && area.top >= 0.0
            && area.right <= layout.width
            && area.bottom <= layout.height
    };
    for (index, area) in areas.iter().enumerate() {
        assert!(inside(area), "node {index} sticks out\n{source}");
        for (other, near) in areas.iter().enumerate().skip(index + 1) {
            assert!(
                !area.meets(*near),
                "nodes {index} and {other} meet\n{source}"
            );
        }
        for (edge, text) in &texts {
            assert!(
                !area.meets(*text),
                "node {index} meets the text of {edge:?}\n{source}"
            );
        }
    }
    for (index, (edge, text)) in texts.iter().enumerate() {
        assert!(inside(text), "the text of {edge:?} sticks out\n{source}");
        for (other, near) in texts.iter().skip(index + 1) {
            assert!(
                !text.meets(*near),
                "the texts of {edge:?} and {other:?} meet\n{source}"
            );
        }
    }
    for (index, (edge, curve)) in picture.edges.iter().zip(&layout.edges).enumerate() {
        for point in along(curve) {
            for (node, area) in areas.iter().enumerate() {
                let end = node == edge.from || node == edge.to;
                assert!(
                    end || !area.holds(point),
                    "edge {index} runs through node {node}\n{source}"
                );
            }
            for (other, text) in &texts {
                assert!(
                    *other == Some(index) || !text.holds(point),
                    "edge {index} runs through the text of {other:?}\n{source}"
                );
            }
        }
        let end = curve.end();
        let reached = picture.nodes[edge.to].form != Form::Operation
            || areas[edge.to].right - areas[edge.to].left > 2.0 * RADIUS
            || (end.x - layout.nodes[edge.to].x).hypot(end.y - layout.nodes[edge.to].y)
                < RADIUS + 2.0;
        assert!(reached, "edge {index} does not reach its node\n{source}");
    }
}

#[test]
fn graphs_of_the_readme_and_of_geometry() {
    for source in [BILL, MLP, BUNDLE_ADJUSTMENT, CHOICE, INDEX] {
        for picture in pictures(source) {
            check(source, &picture);
        }
    }
}

#[test]
fn random_graphs() {
    for seed in 0..60 {
        let source = random(seed);
        for picture in pictures(&source) {
            check(&source, &picture);
        }
    }
}

/// Which are cut through one edge, and through several.
#[test]
fn long_pictures_are_in_rows() {
    let chain = "tanh(".repeat(30) + "x * y" + &")".repeat(30);
    let chain = format!("struct Chain(x: f64, y: f64) -> f64 {{ {chain} + y }}");
    for source in [MLP, &chain] {
        for picture in pictures(source) {
            check(source, &picture);
            let layout = layout(&picture).expect("it is small enough");
            assert!(layout.width < 1200.0, "{} {source}", layout.width);
            let turning = layout.edges.iter().filter(|curve| {
                let points = along(curve);
                let back = |(one, next): (&Point, &Point)| next.x < one.x - 0.01;
                points.iter().zip(points.iter().skip(1)).any(back)
            });
            assert!(turning.count() > 0, "{source}");
        }
    }
}

#[test]
fn a_layout_is_always_the_same() {
    for source in [MLP, BUNDLE_ADJUSTMENT] {
        let [_, picture] = pictures(source);
        let [one, other] = [layout(&picture), layout(&picture)];
        assert_eq!(format!("{one:?}"), format!("{other:?}"));
    }
}

#[test]
fn inputs_stand_in_order_and_operations_between_their_operands() {
    let [_, picture] = pictures(BILL);
    let layout = layout(&picture).expect("it is small enough");
    let y: Vec<f64> = layout.nodes.iter().map(|node| node.y).collect();
    assert!(y[..5].is_sorted(), "{y:?}");
    for (node, own) in picture
        .nodes
        .iter()
        .zip(&layout.nodes)
        .enumerate()
        .filter_map(|(index, (node, own))| (node.form == Form::Operation).then_some((index, own)))
    {
        let operands = picture.edges.iter().filter(|edge| edge.to == node);
        let heights: Vec<f64> = operands.map(|edge| y[edge.from]).collect();
        let middle = heights.iter().sum::<f64>() / 2.0;
        assert!((own.y - middle).abs() < 4.0, "{node}: {own:?}, {heights:?}");
    }
}

#[test]
fn the_order_of_operands_is_marked_where_it_is_another() {
    let turned = "struct G(a: f64, b: f64) -> f64 { (b - a) / (a - b) }";
    let [picture, _] = pictures(turned);
    let layout = layout(&picture).expect("it is small enough");
    let wrong = picture.nodes.iter().enumerate().filter(|(index, node)| {
        let ends: Vec<f64> = picture
            .edges
            .iter()
            .zip(&layout.edges)
            .filter(|(edge, _)| edge.to == *index)
            .map(|(_, curve)| curve.end().y)
            .collect();
        node.ordered && !ends.is_sorted()
    });
    assert_eq!(layout.marks.len(), 2 * wrong.count());
    assert!(!layout.marks.is_empty());
}

#[test]
fn a_graph_is_laid_out_unless_it_is_too_large() {
    let terms: Vec<String> = (0..30).map(|place| format!("x * {place}")).collect();
    let source = format!("struct G(x: f64) -> f64 {{ {} }}", terms.join(" + "));
    let [picture, _] = pictures(&source);
    check(&source, &picture);
    let terms = terms.join(" + ");
    let source = format!("struct G(x: f64) -> f64 {{ {terms} + {terms} + {terms} + {terms} }}");
    let [picture, _] = pictures(&source);
    assert!(layout(&picture).is_none());
}

#[test]
fn an_input_without_use_is_drawn() {
    let [_, picture] = pictures("struct G(x: f64, _spare: f64) -> f64 { x }");
    assert_eq!(picture.nodes[1].sum.as_deref(), Some("0"));
    check("spare", &picture);
}

/// The values of a picture at a point.
#[track_caller]
fn numbers(source: &str, inputs: &[f64]) -> Vec<(Option<String>, Option<String>)> {
    let graph = load(source);
    let drawing = graph.drawing();
    let point = Inputs {
        inputs: inputs.iter().map(|input| Tensor::scalar(*input)).collect(),
        cotangents: vec![None],
        constants: Vec::new(),
    };
    let values = graph.values(&drawing, &point).expect("the values fit");
    let picture = picture(&drawing, Some(&values), &std::collections::BTreeMap::new());
    let edges = picture.edges.into_iter();
    edges.map(|edge| (edge.value, edge.gradient)).collect()
}

/// The numbers are those of the book that made this drawing known: K. Saitoh, "Deep Learning from Scratch", 2016.
#[test]
fn numbers_of_the_bill() {
    let found = numbers(BILL, &[100.0, 2.0, 150.0, 3.0, 1.1]);
    let expect = [
        ("100", "2.2"),
        ("2", "110"),
        ("150", "3.3"),
        ("3", "165"),
        ("200", "1.1"),
        ("450", "1.1"),
        ("650", "1.1"),
        ("1.1", "650"),
        ("715", "1"),
    ];
    let expect =
        expect.map(|(value, gradient)| (Some(value.to_owned()), Some(gradient.to_owned())));
    assert_eq!(found, expect);
}

#[test]
fn nothing_flows_back_to_constants_and_conditions() {
    let source = "struct G(x: f64, const c: f64) -> f64 { if x > c { x * c } else { 2 } }";
    let found = numbers(source, &[3.0, 5.0]);
    let edge = |value: Option<&str>, gradient: Option<&str>| {
        (value.map(str::to_owned), gradient.map(str::to_owned))
    };
    let expect = [
        edge(Some("3"), None),
        edge(Some("5"), None),
        edge(Some("3"), Some("0")),
        edge(Some("5"), None),
        edge(Some("false"), None),
        edge(Some("15"), Some("0")),
        edge(None, None),
        edge(Some("2"), Some("1")),
    ];
    assert_eq!(found, expect);
}
