//! `--emit html`: one page to explore a graph with, which needs nothing beside itself.
//!
//! The page is assembled from the files in `page/`. What is particular to a graph stands in it as data, and the page's
//! own script shows it; so there is one place where the user's text becomes part of the page, `inert`.

mod code;
mod cost;
mod data;
mod drawing;
mod start;

use super::single;
use crate::arguments::Show;
use crate::report::Failure;
use crate::show::Graph;

/// The page, with names in braces where something is put in.
const PAGE: &str = include_str!("page/page.html");

const STYLE: &[&str] = &[
    include_str!("page/page.css"),
    include_str!("page/panels.css"),
];

/// The parts of the script, each after what it uses.
const SCRIPT: &[&str] = &[
    include_str!("page/tensors.js"),
    include_str!("page/operations.js"),
    include_str!("page/evaluate.js"),
    include_str!("page/point.js"),
    include_str!("page/itinerary.js"),
    include_str!("page/elements.js"),
    include_str!("page/explain.js"),
    include_str!("page/inputs.js"),
    include_str!("page/code.js"),
    include_str!("page/nodes.js"),
    include_str!("page/picture.js"),
    include_str!("page/neighbours.js"),
    include_str!("page/cost.js"),
    include_str!("page/main.js"),
];

pub(super) fn html(graphs: &[Graph], request: &Show) -> Result<String, Failure> {
    let graph = single(graphs)?;
    let exported = &graph.exported;
    let name = exported.name();
    let drawing = exported.drawing();
    let given = start::start(exported, &graph.called(), &drawing, &request.at)?;
    let data = data::data(graph, &drawing, &given)?;
    let title = format!("{} explained", name.unwrap_or("A graph"));
    let parts = [
        ("{title}", escaped(&title)),
        ("{style}", STYLE.concat()),
        ("{picture}", drawing::drawn(graph, &drawing, &given)?),
        ("{data}", inert(&data.to_string())),
        ("{script}", SCRIPT.concat()),
    ];
    Ok(filled(PAGE, &parts))
}

/// The page with each part in its place, once and in order: what is put in is not searched again.
fn filled(page: &str, parts: &[(&str, String)]) -> String {
    let mut filled = String::new();
    let mut rest = page;
    for (name, part) in parts {
        if let Some((before, after)) = rest.split_once(name) {
            filled.push_str(before);
            filled.push_str(part);
            rest = after;
        }
    }
    filled + rest
}

/// JSON that ends no element and begins none, whatever its strings hold.
fn inert(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// Text as it stands in an element.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::{escaped, filled, inert};

    #[test]
    fn data_ends_no_element() {
        assert_eq!(
            inert(r#"["</script><!--"]"#),
            r#"["\u003c/script>\u003c!--"]"#
        );
        assert_eq!(escaped("a < b && c"), "a &lt; b &amp;&amp; c");
    }

    #[test]
    fn parts_are_not_searched() {
        let parts = [("{a}", "{b}".to_owned()), ("{b}", "c".to_owned())];
        assert_eq!(filled("<{a}|{b}>", &parts), "<{b}|c>");
    }
}
