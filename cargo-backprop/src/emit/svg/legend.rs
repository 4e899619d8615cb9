//! What the marks of a picture mean, in a row below it.

use super::style;
use super::write::{Text, coordinate, text};
use crate::picture::{Form, Picture, SMALL, width};

/// How high the row is, and how far its entries are apart.
const HIGH: f64 = 34.0;
const APART: f64 = 22.0;
const LEFT: f64 = 24.0;

/// The row of marks below a picture of this height, and how wide and high it is.
pub(super) fn legend(picture: &Picture, top: f64) -> (String, (f64, f64)) {
    let mut entries: Vec<(String, String)> = Vec::new();
    let (mut x, y) = (LEFT, top + HIGH / 2.0 - 8.0);
    let mut out = String::new();
    if picture.valued {
        entries.push(("value".into(), "value, runs forward".into()));
        entries.push(("gradient".into(), "gradient, flows back".into()));
    }
    if picture
        .nodes
        .iter()
        .any(|node| node.saved && node.form != Form::Output)
    {
        entries.push(("saved".into(), "kept for the gradient".into()));
    }
    for (group, title) in picture.groups.iter().enumerate() {
        entries.push((format!("tint-{}", group % style::TINTS), title.clone()));
    }
    if entries.is_empty() {
        return (String::new(), (0.0, 0.0));
    }
    for (class, words) in entries {
        let mark = match class.as_str() {
            "saved" => format!(
                "<circle class=\"saved\" cx=\"{}\" cy=\"{}\" r=\"4.5\"/>",
                coordinate(x + 5.0),
                coordinate(y)
            ),
            "value" | "gradient" => {
                let sample = if class == "value" { "1.5" } else { "0.3" };
                let class = if class == "value" {
                    "value"
                } else {
                    "gradient"
                };
                let mark = Text::new(sample, x, y + 4.5, SMALL + 1.0)
                    .class(class)
                    .left_aligned();
                text(&mark)
            }
            tint => format!(
                "<rect class=\"{tint}\" x=\"{}\" y=\"{}\" width=\"18\" height=\"14\" rx=\"7\"/>",
                coordinate(x),
                coordinate(y - 7.0)
            ),
        };
        let mark_width = if class == "saved" { 16.0 } else { 25.0 };
        let line = Text::new(&words, x + mark_width, y + 4.5, SMALL)
            .class("legend")
            .left_aligned();
        out.push_str(&mark);
        out.push_str(&text(&line));
        out.push('\n');
        x += mark_width + width(&words, SMALL) + APART;
    }
    (out, (x - APART + LEFT, HIGH))
}
