//! The drawing of the graph as a part of the page: its colours are the page's.

use backprop_codegen::export::Drawing;

use crate::emit::svg;
use crate::picture;
use crate::point::Given;
use crate::report::Failure;
use crate::show::Graph;

/// The drawing, with numbers where there are any; nothing for a graph that is too large.
pub(super) fn drawn(graph: &Graph, drawing: &Drawing, given: &Given) -> Result<String, Failure> {
    let picture = picture::of_drawing(&graph.exported, drawing, given)?;
    let Some(layout) = picture::layout(&picture) else {
        return Ok(String::new());
    };
    let (width, height) = (layout.width.ceil(), layout.height.ceil());
    Ok(format!(
        "<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" aria-hidden=\"true\">\n{}</svg>",
        svg::content(&picture, &layout)
    ))
}
