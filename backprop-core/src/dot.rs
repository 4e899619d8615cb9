//! A graph in the language of Graphviz.

use core::fmt::{self, Display, Write};

use crate::info::{GraphInfo, NodeInfo};

impl GraphInfo {
    /// The graph in the language of Graphviz, for `dot` and for whatever else draws it.
    ///
    /// An operation is a circle, an input a box, dashed where the input is constant; an edge carries the name and the
    /// shape of what flows along it. A value that `forward` keeps for `backward` under its name is drawn with a
    /// double line.
    ///
    /// ```
    /// use backprop_core::Graph;
    ///
    /// fn draw<G: Graph>() {
    ///     println!("{}", G::INFO.dot());
    /// }
    /// ```
    #[must_use]
    pub fn dot(&self) -> impl Display + '_ {
        Dot(self)
    }
}

struct Dot<'i>(&'i GraphInfo);

impl Display for Dot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let info = self.0;
        writeln!(f, "digraph {} {{", Quoted(info.name))?;
        f.write_str("  rankdir=LR\n  node [shape=circle]\n")?;
        for (place, node) in info.nodes.iter().enumerate() {
            write_node(info, place, node, f)?;
        }
        for (place, output) in info.outputs.iter().enumerate() {
            let name = if output.name.is_empty() {
                "output"
            } else {
                output.name
            };
            let dashed = if output.constant {
                ", style=dashed"
            } else {
                ""
            };
            writeln!(
                f,
                "  out{place} [label={}, shape=box{dashed}]",
                Quoted(name)
            )?;
        }
        for (operand, user) in info.edges() {
            write_edge(info, operand, format_args!("n{user}"), f)?;
        }
        for (place, output) in info.outputs.iter().enumerate() {
            write_edge(info, output.node, format_args!("out{place}"), f)?;
        }
        f.write_str("}\n")
    }
}

fn write_node(
    info: &GraphInfo,
    place: usize,
    node: &NodeInfo,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let input = info.inputs.iter().find(|input| input.node == place);
    let label = input.map_or(node.operation, |input| input.name);
    write!(f, "  n{place} [label={}", Quoted(label))?;
    if let Some(input) = input {
        f.write_str(", shape=box")?;
        f.write_str(if input.constant { ", style=dashed" } else { "" })?;
    }
    let is_saved = node.name.is_some_and(|name| info.saved.contains(&name));
    f.write_str(if is_saved { ", peripheries=2" } else { "" })?;
    f.write_str("]\n")
}

/// An edge, with what is known of the value that flows along it.
fn write_edge(
    info: &GraphInfo,
    from: usize,
    to: fmt::Arguments<'_>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    write!(f, "  n{from} -> {to}")?;
    let Some(node) = info.nodes.get(from) else {
        return f.write_str("\n");
    };
    // An input and a constant bear their names themselves.
    let name = node.name.filter(|_| !node.operands.is_empty());
    match (name, node.shape) {
        (None, []) => f.write_str("\n"),
        (name, shape) => {
            f.write_str(" [label=\"")?;
            write!(Escaped(f), "{}", name.unwrap_or_default())?;
            if !shape.is_empty() {
                f.write_str(if name.is_some() { " " } else { "" })?;
                for (place, size) in shape.iter().enumerate() {
                    let separator = if place == 0 { "[" } else { ", " };
                    write!(Escaped(f), "{separator}{size}")?;
                }
                f.write_str("]")?;
            }
            f.write_str("\"]\n")
        }
    }
}

/// Text between quotation marks.
struct Quoted<'t>(&'t str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        Escaped(f).write_str(self.0)?;
        f.write_str("\"")
    }
}

/// Writes what would end a text between quotation marks, or mean something in it, behind a backslash.
struct Escaped<'f, 'w>(&'f mut fmt::Formatter<'w>);

impl Write for Escaped<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for character in text.chars() {
            if matches!(character, '"' | '\\') {
                self.0.write_char('\\')?;
            }
            self.0.write_char(character)?;
        }
        Ok(())
    }
}
