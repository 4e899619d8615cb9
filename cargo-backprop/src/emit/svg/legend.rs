//! What the marks of a picture mean, in rows below it.

use super::style;
use super::write::{Text, coordinate, text};
use crate::picture::{Form, Picture, SMALL, width};

/// How high a row is, how far entries are apart, and where the first begins.
const HIGH: f64 = 26.0;
const APART: f64 = 24.0;
const LEFT: f64 = 24.0;

/// How wide the rows may be beside a narrow picture.
const WIDE: f64 = 480.0;

/// A mark of the picture.
enum Mark {
    Value,
    Gradient,
    Sum,
    Saved,
    Group(usize),
}

/// The rows below a picture of this size, and how wide and high they are.
pub(super) fn legend(picture: &Picture, (wide, top): (f64, f64)) -> (String, (f64, f64)) {
    let entries = entries(picture);
    if entries.is_empty() {
        return (String::new(), (0.0, 0.0));
    }
    let mut out = String::new();
    let (mut x, mut y, mut right) = (LEFT, top, LEFT);
    for (mark, words) in entries {
        let entry = mark.width() + width(&words, SMALL);
        if x > LEFT && x + entry + LEFT > wide.max(WIDE) {
            x = LEFT;
            y += HIGH;
        }
        out.push_str(&mark.drawn(x, y));
        let line = Text::new(&words, x + mark.width(), y + 4.5, SMALL).class("legend");
        out.push_str(&text(&line.left_aligned()));
        out.push('\n');
        right = right.max(x + entry);
        x += entry + APART;
    }
    (out, (right + LEFT, y - top + HIGH))
}

fn entries(picture: &Picture) -> Vec<(Mark, String)> {
    let mut entries: Vec<(Mark, String)> = Vec::new();
    if picture.valued {
        entries.push((Mark::Value, "value, runs forward".to_owned()));
        entries.push((Mark::Gradient, "gradient, flows back".to_owned()));
    }
    if picture.nodes.iter().any(|node| node.sum.is_some()) {
        entries.push((Mark::Sum, "gradients of all edges".to_owned()));
    }
    let mut nodes = picture.nodes.iter();
    if nodes.any(|node| node.saved && node.form != Form::Output) {
        entries.push((Mark::Saved, "kept for the gradient".to_owned()));
    }
    let groups = picture.groups.iter().enumerate();
    entries.extend(groups.map(|(group, title)| (Mark::Group(group), title.clone())));
    entries
}

impl Mark {
    /// How wide it is, with the space behind.
    fn width(&self) -> f64 {
        match self {
            Self::Value => 26.0,
            Self::Gradient => 36.0,
            Self::Sum => 15.0,
            Self::Saved => 16.0,
            Self::Group(_) => 25.0,
        }
    }

    fn drawn(&self, x: f64, y: f64) -> String {
        let sample = |content, class, x| {
            let sample = Text::new(content, x, y + 4.5, SMALL + 1.0).class(class);
            text(&sample.left_aligned())
        };
        match self {
            Self::Value => sample("1.5", "value", x),
            Self::Gradient => {
                let arrow = super::back(x + 6.0, y);
                format!("{arrow}{}", sample("0.3", "gradient", x + 10.0))
            }
            Self::Sum => sample("Σ", "gradient", x),
            Self::Saved => {
                let (x, y) = (coordinate(x + 5.0), coordinate(y));
                format!("<circle class=\"saved\" cx=\"{x}\" cy=\"{y}\" r=\"4.5\"/>")
            }
            Self::Group(group) => {
                let tint = group % style::TINTS;
                let (x, y) = (coordinate(x), coordinate(y - 7.0));
                format!(
                    "<rect class=\"tint-{tint}\" x=\"{x}\" y=\"{y}\" width=\"18\" height=\"14\" rx=\"7\"/>"
                )
            }
        }
    }
}
