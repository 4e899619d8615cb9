use core::fmt::{self, Display, Write};

use crate::CostInfo;

/// A graph that knows what it is made of.
///
/// `graph!` implements it for every graph.
///
/// ```
/// use backprop_core::{Graph, GraphInfo};
///
/// fn describe<G: Graph>() -> &'static GraphInfo {
///     G::INFO
/// }
/// ```
pub trait Graph {
    /// What the graph is, as data.
    const INFO: &'static GraphInfo;
}

/// What a graph is, as data: its inputs, outputs, operations, and what it costs.
///
/// Its `Display` is a table for people:
///
/// ```
/// use backprop_core::{CostTable, GraphInfo, InputInfo, NodeInfo, OutputInfo};
///
/// static SQUARE: GraphInfo = GraphInfo {
///     name: "Square",
///     element: "f64",
///     inputs: &[InputInfo { name: "x", constant: false, node: 0 }],
///     outputs: &[OutputInfo { name: "", constant: false, node: 1 }],
///     nodes: &[
///         NodeInfo { name: Some("x"), operation: "input", operands: &[], shape: &[] },
///         NodeInfo { name: None, operation: "*", operands: &[0, 0], shape: &[] },
///     ],
///     saved: &["x"],
///     cost: CostTable {
///         number: 8,
///         factors: &[&[]],
///         kinds: &["multiplications"],
///         methods: [&[1, 1, 1, 0, 1], &[1, 1, 2, 0, 1], &[2, 2, 1, 0, 2]],
///         value_and_grad: None,
///         kept: &[1, 1],
///     }
///     .info(),
/// };
///
/// assert_eq!(SQUARE.to_string(), "\
/// graph Square(x: f64) -> f64
///   node  name  operation  operands  shape
///      0  x     input                []
///      1        *          0, 0      []
///   saved: x
///   bytes saved: 8
///   value: 1 operation
///     multiplications  1
///     bytes read       8
///     bytes written    8
///   forward: 1 operation
///     multiplications  1
///     bytes read       8
///     bytes written    16
///   backward: 2 operations
///     multiplications  2
///     bytes read       16
///     bytes written    8
/// ");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphInfo {
    /// The graph's name.
    pub name: &'static str,
    /// The type of its numbers: `f64`, `f32`, or the name of its type parameter.
    pub element: &'static str,
    /// The inputs, in the order of declaration.
    pub inputs: &'static [InputInfo],
    /// The outputs, in the order of declaration.
    pub outputs: &'static [OutputInfo],
    /// The operations, each after its operands, the inputs first.
    pub nodes: &'static [NodeInfo],
    /// The names of the values that `forward` keeps for `backward`.
    ///
    /// One without a name in the source is called as the field of the pass that holds it: `t1`, `t2`, …; in a
    /// graph of tensors by its operation: `exp`, `sum`.
    pub saved: &'static [&'static str],
    /// What each method costs.
    pub cost: CostInfo,
}

/// An input of a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InputInfo {
    /// Its name.
    pub name: &'static str,
    /// Whether it is `const`, and so has no gradient.
    pub constant: bool,
    /// Its place in [`GraphInfo::nodes`].
    pub node: usize,
}

/// An output of a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutputInfo {
    /// Its name; empty where the graph gives its only output none.
    pub name: &'static str,
    /// Whether it is `const`, and so takes no cotangent.
    pub constant: bool,
    /// Its place in [`GraphInfo::nodes`].
    pub node: usize,
}

/// One operation of a graph, an input being one as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NodeInfo {
    /// The name that the source gives its result, if any.
    pub name: Option<&'static str>,
    /// What it does, as the source writes it: `*`, `relu`; `input` for an input.
    pub operation: &'static str,
    /// Where its operands are in [`GraphInfo::nodes`].
    pub operands: &'static [usize],
    /// The sizes of its axes; none for a number.
    pub shape: &'static [Dim],
}

/// The size of one axis.
///
/// ```
/// use backprop_core::Dim;
///
/// assert_eq!(Dim::Literal(784).to_string(), "784");
/// assert_eq!(Dim::Named { name: "batch", offset: 0 }.to_string(), "batch");
/// assert_eq!(Dim::Named { name: "n", offset: -1 }.to_string(), "n - 1");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dim {
    /// A size that is known when the graph is compiled.
    Literal(usize),
    /// A size that is known when the graph is called: that of `name`, plus `offset`.
    Named {
        /// The name of the size.
        name: &'static str,
        /// What is added to it.
        offset: isize,
    },
}

impl GraphInfo {
    /// The edges, each as (operand, its user), two places in [`nodes`](GraphInfo::nodes).
    ///
    /// They come in the order of the users, and for one user in the order of its operands; an
    /// operand that is used twice gives two edges.
    pub fn edges(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let nodes = self.nodes;
        nodes
            .iter()
            .enumerate()
            .flat_map(|(user, node)| node.operands.iter().map(move |&operand| (operand, user)))
    }
}

impl Display for GraphInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_signature(self, f)?;
        write_nodes(self, f)?;
        if !self.saved.is_empty() {
            writeln!(f, "  saved: {}", List(self.saved))?;
        }
        write!(f, "{}", self.cost)
    }
}

/// The first line, as the source declares the graph.
fn write_signature(info: &GraphInfo, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "graph {}(", info.name)?;
    for (place, input) in info.inputs.iter().enumerate() {
        write_declaration(info, place, input.constant, input.name, input.node, f)?;
    }
    f.write_str(") -> ")?;
    if let [output] = info.outputs
        && output.name.is_empty()
    {
        write_type(info, output.node, f)?;
        return f.write_str("\n");
    }
    f.write_str("(")?;
    for (place, output) in info.outputs.iter().enumerate() {
        write_declaration(info, place, output.constant, output.name, output.node, f)?;
    }
    f.write_str(")\n")
}

/// `const name: type`, after a comma where it is not the first.
fn write_declaration(
    info: &GraphInfo,
    place: usize,
    constant: bool,
    name: &str,
    node: usize,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    f.write_str(if place == 0 { "" } else { ", " })?;
    f.write_str(if constant { "const " } else { "" })?;
    write!(f, "{name}: ")?;
    write_type(info, node, f)
}

/// The type of a node, as the source writes it: `f64`, `[f64; batch, 784]`.
fn write_type(info: &GraphInfo, node: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match info.nodes.get(node).map_or(&[][..], |node| node.shape) {
        [] => f.write_str(info.element),
        shape => write!(f, "[{}; {}]", info.element, List(shape)),
    }
}

/// The table of nodes, each column as wide as its widest cell.
fn write_nodes(info: &GraphInfo, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut widths = ["name", "operation", "operands"].map(str::len);
    for node in info.nodes {
        let [name, operation, operands] = &mut widths;
        *name = width(node.name.unwrap_or("")).max(*name);
        *operation = width(node.operation).max(*operation);
        *operands = width(List(node.operands)).max(*operands);
    }
    let [name, operation, operands] = widths;
    writeln!(
        f,
        "  node  {:name$}  {:operation$}  {:operands$}  shape",
        "name", "operation", "operands"
    )?;
    for (place, node) in info.nodes.iter().enumerate() {
        let list = List(node.operands);
        // `List` does not pad itself, so the blanks that it lacks are written after it.
        let blanks = operands - width(&list);
        writeln!(
            f,
            "  {place:4}  {:name$}  {:operation$}  {list}{:blanks$}  [{}]",
            node.name.unwrap_or(""),
            node.operation,
            "",
            List(node.shape),
        )?;
    }
    Ok(())
}

impl Display for Dim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Literal(size) => write!(f, "{size}"),
            Self::Named { name, offset } => {
                f.write_str(name)?;
                match offset {
                    0 => Ok(()),
                    1.. => write!(f, " + {offset}"),
                    _ => write!(f, " - {}", offset.unsigned_abs()),
                }
            }
        }
    }
}

/// Items with a comma between them.
struct List<'a, T>(&'a [T]);

impl<T: Display> Display for List<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, item) in self.0.iter().enumerate() {
            f.write_str(if place == 0 { "" } else { ", " })?;
            write!(f, "{item}")?;
        }
        Ok(())
    }
}

/// How many characters something prints as.
fn width(item: impl Display) -> usize {
    struct Count(usize);

    impl Write for Count {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0 += text.chars().count();
            Ok(())
        }
    }

    let mut count = Count(0);
    // Counting never fails; what an item cannot print has no width.
    let _ = write!(count, "{item}");
    count.0
}
