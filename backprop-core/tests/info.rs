//! What a graph is as data, and as a table.

use backprop_core::{CostInfo, Dim, Graph, GraphInfo, InputInfo, NodeInfo, OutputInfo};

const BATCH: Dim = Dim::Named {
    name: "batch",
    offset: 0,
};

/// A graph with constants on both sides, a size of each kind, and a name that is not ASCII.
struct Net;

impl Graph for Net {
    const INFO: &'static GraphInfo = &GraphInfo {
        name: "Net",
        element: "F",
        inputs: &[
            InputInfo {
                name: "x",
                constant: true,
                node: 0,
            },
            InputInfo {
                name: "gewölbe",
                constant: false,
                node: 1,
            },
        ],
        outputs: &[
            OutputInfo {
                name: "loss",
                constant: false,
                node: 5,
            },
            OutputInfo {
                name: "h",
                constant: true,
                node: 3,
            },
        ],
        nodes: &[
            NodeInfo {
                name: Some("x"),
                operation: "input",
                operands: &[],
                shape: &[BATCH, Dim::Literal(784)],
            },
            NodeInfo {
                name: Some("gewölbe"),
                operation: "input",
                operands: &[],
                shape: &[
                    Dim::Literal(784),
                    Dim::Named {
                        name: "n",
                        offset: 2,
                    },
                ],
            },
            NodeInfo {
                name: None,
                operation: "@",
                operands: &[0, 1],
                shape: &[
                    BATCH,
                    Dim::Named {
                        name: "n",
                        offset: 2,
                    },
                ],
            },
            NodeInfo {
                name: Some("h"),
                operation: "slice",
                operands: &[2],
                shape: &[
                    BATCH,
                    Dim::Named {
                        name: "n",
                        offset: -1,
                    },
                ],
            },
            NodeInfo {
                name: None,
                operation: "*",
                operands: &[3, 3],
                shape: &[
                    BATCH,
                    Dim::Named {
                        name: "n",
                        offset: -1,
                    },
                ],
            },
            NodeInfo {
                name: Some("loss"),
                operation: "sum",
                operands: &[4],
                shape: &[],
            },
        ],
        saved: &["x", "h"],
        cost: CostInfo {
            value: 10,
            forward: 12,
            backward: 24,
            value_and_grad: None,
        },
    };
}

#[test]
fn a_graph_prints_as_a_table() {
    let expected = "\
graph Net(const x: [F; batch, 784], gewölbe: [F; 784, n + 2]) -> (loss: F, const h: [F; batch, n - 1])
  node  name     operation  operands  shape
     0  x        input                [batch, 784]
     1  gewölbe  input                [784, n + 2]
     2           @          0, 1      [batch, n + 2]
     3  h        slice      2         [batch, n - 1]
     4           *          3, 3      [batch, n - 1]
     5  loss     sum        4         []
  saved: x, h
  operations: value 10, forward 12, backward 24
";
    assert_eq!(Net::INFO.to_string(), expected);
}

#[test]
fn columns_are_as_wide_as_their_widest_cell() {
    const WIDE: GraphInfo = GraphInfo {
        name: "Wide",
        element: "f32",
        inputs: &[],
        outputs: &[OutputInfo {
            name: "y",
            constant: false,
            node: 0,
        }],
        nodes: &[NodeInfo {
            name: Some("y"),
            operation: "log_softmax_of_a",
            operands: &[1, 22, 333],
            shape: &[],
        }],
        saved: &[],
        cost: CostInfo {
            value: 0,
            forward: 0,
            backward: 0,
            value_and_grad: Some(0),
        },
    };
    let expected = "\
graph Wide() -> (y: f32)
  node  name  operation         operands    shape
     0  y     log_softmax_of_a  1, 22, 333  []
  operations: value 0, forward 0, backward 0, value_and_grad 0
";
    assert_eq!(WIDE.to_string(), expected);
}

#[test]
fn a_node_that_is_not_there_does_no_harm() {
    const BROKEN: GraphInfo = GraphInfo {
        name: "Broken",
        inputs: &[InputInfo {
            name: "x",
            constant: false,
            node: 7,
        }],
        nodes: &[],
        ..*Net::INFO
    };
    assert!(BROKEN.to_string().starts_with("graph Broken(x: F) -> "));
    assert_eq!(BROKEN.edges().count(), 0);
}

#[test]
fn edges_go_from_operand_to_user() {
    let edges: Vec<_> = Net::INFO.edges().collect();
    assert_eq!(edges, [(0, 2), (1, 2), (2, 3), (3, 4), (3, 4), (4, 5)]);
}
