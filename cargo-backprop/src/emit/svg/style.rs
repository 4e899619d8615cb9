//! Colours, for light and for dark paper.

use std::fmt::Write;

use backprop_codegen::export::LIGHT;

/// Fonts whose letters have nearly the widths that the layout counts on.
pub(crate) const FONTS: &str = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif";

/// How many tints there are for groups.
pub(super) const TINTS: usize = LIGHT.groups.len();

/// A colour on light and on dark paper.
pub(crate) type Colour = (&'static str, &'static str);

pub(crate) const PAPER: Colour = ("#ffffff", "#11161d");
pub(crate) const INK: Colour = ("#1d2733", "#e8edf3");
pub(crate) const MUTED: Colour = ("#5b6776", "#a3b0bf");
const LINE: Colour = ("#8b97a6", "#76849a");
const CIRCLE: Colour = ("#f6f8fa", "#1c2430");
pub(crate) const VALUE: Colour = (LIGHT.value, "#7cc0ff");
pub(crate) const GRADIENT: Colour = (LIGHT.gradient, "#ff9f75");
const GROUPS: [Colour; TINTS] = [
    (LIGHT.groups[0], "#33285a"),
    (LIGHT.groups[1], "#11443a"),
    (LIGHT.groups[2], "#4a3a12"),
    (LIGHT.groups[3], "#52243a"),
];

/// What each class of the picture looks like. Colours are written out, since not all that show SVG know variables.
pub(super) fn style() -> String {
    let mut text = String::from(
        "text{white-space:pre}.line{fill:none;stroke-width:1.6}.operation{stroke-width:1.7}\
         .halo path{fill:none;stroke-width:22;stroke-linecap:round}.name{font-style:italic}\
         .input,.output{font-weight:600}.saved{stroke-width:1.6}",
    );
    text.push_str(&rules(|colour| colour.0));
    let _ = write!(
        text,
        "@media (prefers-color-scheme:dark){{{}}}",
        rules(|colour| colour.1)
    );
    text
}

fn rules(choose: fn(Colour) -> &'static str) -> String {
    let mut text = String::new();
    let mut rule = |selector: &str, property: &str, colour: Colour| {
        let _ = write!(text, "{selector}{{{property}:{}}}", choose(colour));
    };
    rule(".paper", "fill", PAPER);
    rule("text,.symbol,.name", "fill", INK);
    rule(".shape,.constant,.legend,.mark", "fill", MUTED);
    rule(".line", "stroke", LINE);
    rule(".arrow", "fill", LINE);
    rule(".operation", "fill", CIRCLE);
    rule(".operation", "stroke", INK);
    rule(".value", "fill", VALUE);
    rule(".gradient,.back", "fill", GRADIENT);
    rule(".saved", "fill", INK);
    rule(".saved", "stroke", PAPER);
    for (tint, colour) in GROUPS.into_iter().enumerate() {
        rule(&format!(".tint-{tint}"), "fill", colour);
        rule(&format!(".tint-{tint} path"), "stroke", colour);
    }
    text
}
