//! `--emit svg`: the computational graph as textbooks draw it.

mod legend;
pub(super) mod style;
pub(super) mod write;

use std::fmt::Write;

use super::single;
use crate::arguments::Show;
use crate::picture::{
    self, Curve, Form, Layout, NUMBER, Node, Picture, Piece, Point, RADIUS, SMALL,
};
use crate::report::{Failure, Message};
use crate::show::Graph;

use self::legend::legend;
use self::write::{Text, coordinate, escaped, text};

pub(super) fn svg(graphs: &[Graph], request: &Show) -> Result<String, Failure> {
    let graph = single(graphs)?;
    let picture = picture::of(graph, request)?;
    let title = match graph.exported.name() {
        Some(name) => format!("The computational graph of {name}"),
        None => "A computational graph".to_owned(),
    };
    match picture::layout(&picture) {
        Some(layout) => Ok(drawn(&title, &picture, &layout)),
        None => Err(too_large(&graph.called(), &picture)),
    }
}

fn too_large(called: &str, picture: &Picture) -> Failure {
    let operations = picture.nodes.iter();
    let operations = operations.filter(|node| node.form == Form::Operation);
    let count = operations.count();
    let message = format!("{called} is too large to be drawn: it has {count} operations");
    let help = "`--emit dot` writes it for Graphviz";
    Failure::Other(Message::new(message).help(help))
}

/// The picture as a file of its own.
fn drawn(title: &str, picture: &Picture, layout: &Layout) -> String {
    let (legend, legend_size) = legend(picture, (layout.width, layout.height));
    let width = layout.width.max(legend_size.0);
    let height = layout.height + legend_size.1;
    let mut out = String::new();
    let (w, h) = (coordinate(width), coordinate(height));
    // Writing to a string cannot fail, here and below.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" \
         role=\"img\" aria-labelledby=\"title description\" font-family=\"{}\">",
        style::FONTS
    );
    let _ = writeln!(out, "<title id=\"title\">{}</title>", escaped(title));
    let _ = writeln!(
        out,
        "<desc id=\"description\">{}</desc>",
        escaped(&description(picture))
    );
    let _ = writeln!(out, "<style>{}</style>", style::style());
    let _ = writeln!(
        out,
        "<rect class=\"paper\" width=\"{w}\" height=\"{h}\" rx=\"12\"/>"
    );
    out.push_str(&content(picture, layout));
    out.push_str(&legend);
    out.push_str("</svg>\n");
    out
}

/// What is in the picture, for those who do not see it: what each operation takes and gives.
fn description(picture: &Picture) -> String {
    let nodes = picture.nodes.iter().enumerate();
    let sentences = nodes.map(|(index, node)| {
        let mut sentence = node.tooltip.clone();
        let mut out = picture.edges.iter().filter(|edge| edge.from == index);
        if let Some(value) = out.next().and_then(|edge| edge.value.as_deref()) {
            let _ = write!(sentence, " is {value}");
        }
        let mut back: Vec<&str> = picture
            .edges
            .iter()
            .filter(|edge| edge.from == index)
            .filter_map(|edge| edge.gradient.as_deref())
            .collect();
        back.extend(node.sum.as_deref());
        if let Some(gradient) = back.last() {
            let _ = write!(sentence, ", gradient {gradient}");
        }
        sentence + "."
    });
    sentences.collect::<Vec<_>>().join(" ")
}

/// Groups, edges, nodes and texts, from the back to the front.
pub(super) fn content(picture: &Picture, layout: &Layout) -> String {
    let mut out = String::new();
    for group in 0..picture.groups.len() {
        halo(&mut out, picture, layout, group);
    }
    for (index, curve) in layout.edges.iter().enumerate() {
        let _ = writeln!(out, "<g class=\"edge\" data-edge=\"{index}\">");
        line(&mut out, curve);
        let edge = picture.edges.get(index);
        if let (Some(edge), Some(Some(at))) = (edge, layout.labels.get(index)) {
            label(&mut out, edge, *at);
        }
        out.push_str("</g>\n");
    }
    for (index, (node, at)) in picture.nodes.iter().zip(&layout.nodes).enumerate() {
        let _ = writeln!(out, "<g class=\"node\" data-node=\"{index}\">");
        let _ = writeln!(out, "<title>{}</title>", escaped(&node.tooltip));
        draw(&mut out, node, *at);
        out.push_str("</g>\n");
    }
    for mark in &layout.marks {
        let operand = mark.operand.to_string();
        let line = Text::new(&operand, mark.at.x, mark.at.y + 3.0, 9.0).class("mark");
        let _ = writeln!(out, "{}", text(&line));
    }
    out
}

/// What is behind the nodes of a group and the edges between them.
fn halo(out: &mut String, picture: &Picture, layout: &Layout, group: usize) {
    let tint = group % style::TINTS;
    let _ = writeln!(out, "<g class=\"halo tint-{tint}\">");
    let inside = |node: usize| {
        picture
            .nodes
            .get(node)
            .is_some_and(|node| node.group == Some(group))
    };
    for (edge, curve) in picture.edges.iter().zip(&layout.edges) {
        if inside(edge.from) && inside(edge.to) {
            let _ = writeln!(out, "<path d=\"{}\"/>", path(curve, 0.0, true));
        }
    }
    for (node, at) in picture.nodes.iter().zip(&layout.nodes) {
        if node.group == Some(group) {
            let (width, _) = node.size();
            let _ = writeln!(out, "{}", stadium(*at, width + 20.0, RADIUS + 10.0, ""));
        }
    }
    out.push_str("</g>\n");
}

/// A circle, or two half circles with space between them.
fn stadium(at: Point, width: f64, radius: f64, class: &str) -> String {
    let class = if class.is_empty() {
        String::new()
    } else {
        format!(" class=\"{class}\"")
    };
    if width <= 2.0 * radius + 0.01 {
        let (x, y, radius) = (coordinate(at.x), coordinate(at.y), coordinate(radius));
        return format!("<circle{class} cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>");
    }
    format!(
        "<rect{class} x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"/>",
        coordinate(at.x - width / 2.0),
        coordinate(at.y - radius),
        coordinate(width),
        coordinate(2.0 * radius),
        coordinate(radius)
    )
}

/// The commands of a path along a curve that ends a little earlier; its gaps are left out or filled.
fn path(curve: &Curve, shorter: f64, filled: bool) -> String {
    let at = |point: Point| format!("{} {}", coordinate(point.x), coordinate(point.y));
    let mut text = format!("M{}", at(curve.start));
    let direction = curve.direction();
    let last = curve.pieces.len().saturating_sub(1);
    let mut from = curve.start;
    for (index, piece) in curve.pieces.iter().enumerate() {
        let mut end = piece.end();
        if index == last {
            end.x -= direction.x * shorter;
            end.y -= direction.y * shorter;
        }
        let above = |point: &Point| (point.y - end.y).abs() > 0.01;
        let _ = match piece {
            Piece::Gap(_) if !filled => write!(text, "M{}", at(end)),
            Piece::Bend([first, second, _]) if [from, *first, *second].iter().any(above) => {
                write!(text, "C{} {} {}", at(*first), at(*second), at(end))
            }
            _ => write!(text, "H{}", coordinate(end.x)),
        };
        from = end;
    }
    text
}

/// A curve with an arrowhead.
fn line(out: &mut String, curve: &Curve) {
    use crate::picture::ARROW;
    let (end, direction) = (curve.end(), curve.direction());
    let _ = writeln!(
        out,
        "<path class=\"line\" d=\"{}\"/>",
        path(curve, ARROW - 1.0, false)
    );
    let corner = |along: f64, aside: f64| {
        let x = end.x - direction.x * along - direction.y * aside;
        let y = end.y - direction.y * along + direction.x * aside;
        format!("{} {}", coordinate(x), coordinate(y))
    };
    let (one, other) = (corner(ARROW, ARROW * 0.42), corner(ARROW, -ARROW * 0.42));
    let _ = writeln!(
        out,
        "<path class=\"arrow\" d=\"M{}L{one}L{other}Z\"/>",
        corner(0.0, 0.0)
    );
}

/// The texts of an edge: the value above, its name on the edge, the gradient below.
fn label(out: &mut String, edge: &picture::Edge, at: Point) {
    let name = edge.caption.name.as_deref().unwrap_or_default();
    let shape = edge.caption.shape.as_deref().unwrap_or_default();
    let inline = edge.caption.text().is_some();
    if inline {
        let mut parts = String::new();
        if !name.is_empty() {
            let _ = write!(parts, "<tspan class=\"name\">{}</tspan>", escaped(name));
        }
        if !name.is_empty() && !shape.is_empty() {
            parts.push(' ');
        }
        if !shape.is_empty() {
            let _ = write!(
                parts,
                "<tspan class=\"shape\" font-size=\"{SMALL}\">{}</tspan>",
                escaped(shape)
            );
        }
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" font-size=\"{NUMBER}\" text-anchor=\"middle\">{parts}</text>",
            coordinate(at.x),
            coordinate(at.y + 4.5)
        );
    }
    let (above, below) = if inline { (-12.5, 22.5) } else { (-6.5, 17.0) };
    if let Some(value) = &edge.value {
        let line = Text::new(value, at.x, at.y + above, NUMBER).class("value");
        let _ = writeln!(out, "{}", text(&line));
    }
    if let Some(gradient) = &edge.gradient {
        let line = Text::new(gradient, at.x, at.y + below, NUMBER).class("gradient");
        let left = at.x - picture::width(gradient, NUMBER) / 2.0 - 4.0;
        let _ = writeln!(out, "{}{}", back(left, at.y + below - 5.0), text(&line));
    }
}

/// A small arrowhead to the left, which ends here.
fn back(x: f64, y: f64) -> String {
    let (tip, end) = (coordinate(x - 6.0), coordinate(x));
    let (y, high, low) = (coordinate(y), coordinate(y - 3.0), coordinate(y + 3.0));
    format!("<path class=\"back\" d=\"M{tip} {y}L{end} {high}V{low}Z\"/>")
}

fn draw(out: &mut String, node: &Node, at: Point) {
    let size = node.symbol_size();
    let (width, _) = node.size();
    let class = match node.form {
        Form::Operation => "symbol",
        Form::Constant => "constant",
        Form::Input { constant: true } => "input constant",
        Form::Input { constant: false } => "input",
        Form::Output => "output",
    };
    if node.form == Form::Operation {
        let _ = writeln!(out, "{}", stadium(at, width, RADIUS, "operation"));
    }
    let symbol = Text::new(&node.symbol, at.x, at.y + size * 0.35, size).class(class);
    let _ = writeln!(out, "{}", text(&symbol));
    if node.saved {
        let (x, y) = match node.form {
            Form::Operation => (at.x + width / 2.0 - RADIUS * 0.29, at.y - RADIUS * 0.71),
            _ => (at.x - width / 2.0 - 3.0, at.y),
        };
        let (x, y) = (coordinate(x), coordinate(y));
        let _ = writeln!(
            out,
            "<circle class=\"saved\" cx=\"{x}\" cy=\"{y}\" r=\"4.5\"/>"
        );
    }
    if let Some(sum) = &node.sum {
        let sum = format!("Σ {sum}");
        let below = at.y + node.size().1 / 2.0 + NUMBER;
        let line = Text::new(&sum, at.x, below, NUMBER).class("gradient");
        let _ = writeln!(out, "{}", text(&line));
    }
}
