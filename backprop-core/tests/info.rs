//! What a graph is as data, and as a table.

use backprop_core::{CostTable, Dim, Formula, Graph, GraphInfo, InputInfo, NodeInfo, OutputInfo};

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
        cost: CostTable {
            number: 4,
            factors: &[&["batch", "n"], &["n"], &[]],
            kinds: &["multiply-adds", "exp"],
            methods: [
                &[
                    1568, 10, -1, 784, 784, 0, 0, 0, 1, 1, 2, 0, 784, 0, 0, 0, 10, -1,
                ],
                &[0, 0, 1, 0, 0, 2, 0, 0, 3, 0, 0, 4, 0, 0, 0, 0, 0, 1],
                &[0; 18],
            ],
            value_and_grad: None,
            kept: &[1, -1, 0, 0, 784, 1568],
        }
        .info(),
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
  bytes saved: 4·batch·n - 4·n
  value: 1568·batch·n + 10·n - 1 operations
    multiply-adds  784·batch·n
    exp            10·n - 1
    bytes read     3136·batch·n + 3136·n
    bytes written  4
    bytes held     4·batch·n + 8·n
  forward: 1 operation
    exp            1
    bytes read     8
    bytes written  12
    bytes held     16
  backward: 0 operations
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
        cost: CostTable::NOTHING.info(),
    };
    let expected = "\
graph Wide() -> (y: f32)
  node  name  operation         operands    shape
     0  y     log_softmax_of_a  1, 22, 333  []
  bytes saved: 0
  value: 0 operations
  forward: 0 operations
  backward: 0 operations
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

#[test]
fn a_table_of_costs_is_read_row_by_row() {
    let cost = Net::INFO.cost;
    let sizes = [("n", 3), ("batch", 5)];
    assert_eq!(cost.value.operations.at(&sizes), Some(1568 * 15 + 30 - 1));
    assert_eq!(cost.value.read.at(&sizes), Some(4 * (784 * 15 + 784 * 3)));
    assert_eq!(cost.saved.at(&sizes), Some(4 * (15 - 3)));
    assert_eq!(cost.gradient.at(&sizes), Some(784 * 3 + 1568));
    let kinds: Vec<_> = cost.value.kinds().collect();
    let [("multiply-adds", products), ("exp", exponentials)] = kinds.as_slice() else {
        panic!("there are two kinds");
    };
    assert_eq!(products.at(&sizes), Some(784 * 15));
    assert_eq!(exponentials.at(&sizes), Some(29));
    assert_eq!(cost.value_and_grad, None);
}

#[test]
fn a_formula_without_a_size_or_out_of_range_has_no_number() {
    const CUBE: Formula = Formula::new(8, &[1, -1], &[&["n", "n", "n"], &["m"]]);
    assert_eq!(CUBE.to_string(), "8·n³ - 8·m");
    assert_eq!(CUBE.at(&[("n", 2)]), None);
    assert_eq!(CUBE.at(&[("n", 2), ("m", 3), ("k", 1)]), Some(64 - 24));
    assert_eq!(CUBE.at(&[("n", 1), ("m", 2)]), None, "less than nothing");
    assert_eq!(CUBE.at(&[("n", usize::MAX), ("m", 0)]), None);
    assert_eq!(CUBE.at(&[("n", 1 << 20), ("m", 0)]), Some(1 << 63));
}

#[test]
fn a_formula_prints_signs_and_powers() {
    let text = |coefficients, factors| Formula::new(1, coefficients, factors).to_string();
    assert_eq!(Formula::ZERO.to_string(), "0");
    assert_eq!(text(&[0, 0], &[&["n"], &[]]), "0");
    assert_eq!(
        text(&[-1, 1, -2], &[&["n", "n"], &["m"], &[]]),
        "-n² + m - 2"
    );
    assert_eq!(text(&[1], &[&["a", "n", "n", "b"]]), "a·n²·b");
    assert_eq!(text(&[3], &[&["n"; 12]]), "3·n¹²");
    assert_eq!(text(&[i64::MIN], &[&[]]), "-9223372036854775808");
}
