//! `--emit dot`: the picture in Graphviz's language, for those who lay it out themselves.

use backprop_codegen::export::Numbers;

use super::single;
use crate::arguments::Show;
use crate::picture;
use crate::point;
use crate::report::Failure;
use crate::show::Graph;

pub(super) fn dot(graphs: &[Graph], request: &Show) -> Result<String, Failure> {
    let graph = single(graphs)?;
    let exported = &graph.exported;
    let given = point::given(exported, &graph.called(), &request.at)?;
    let drawing = exported.drawing();
    let picture = picture::of_drawing(exported, &drawing, &given)?;
    let mut numbers = Numbers::default();
    for edge in picture.edges {
        numbers.values.push(edge.value);
        numbers.gradients.push(edge.gradient);
    }
    numbers.sums = picture.nodes.into_iter().map(|node| node.sum).collect();
    let title = exported.name().unwrap_or("graph");
    Ok(drawing.dot(title, &given.sizes, &numbers))
}
