//! Pieces of SVG.

/// A coordinate with at most one digit behind the point.
pub(crate) fn coordinate(number: f64) -> String {
    let text = format!("{number:.1}");
    match text.strip_suffix(".0") {
        Some("-0") => "0".to_owned(),
        Some(whole) => whole.to_owned(),
        None => text,
    }
}

/// Text between tags.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// A line of text around a point of its baseline.
pub(super) struct Text<'t> {
    content: &'t str,
    x: f64,
    y: f64,
    size: f64,
    class: &'static str,
    anchor: &'static str,
}

impl<'t> Text<'t> {
    pub(super) fn new(content: &'t str, x: f64, y: f64, size: f64) -> Self {
        Self {
            content,
            x,
            y,
            size,
            class: "text",
            anchor: "middle",
        }
    }

    pub(super) fn class(self, class: &'static str) -> Self {
        Self { class, ..self }
    }

    /// Begins at the point.
    pub(super) fn left_aligned(self) -> Self {
        Self {
            anchor: "start",
            ..self
        }
    }
}

pub(super) fn text(text: &Text<'_>) -> String {
    format!(
        "<text class=\"{}\" x=\"{}\" y=\"{}\" font-size=\"{}\" text-anchor=\"{}\">{}</text>",
        text.class,
        coordinate(text.x),
        coordinate(text.y),
        coordinate(text.size),
        text.anchor,
        escaped(text.content)
    )
}
