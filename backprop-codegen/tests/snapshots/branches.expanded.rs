/// The graph `Branches`.
pub(crate) struct Branches {}
#[allow(clippy::approx_constant, reason = "numbers are as the graph means them")]
#[allow(clippy::float_cmp, reason = "kinks and ties are exact")]
#[allow(
    clippy::double_comparisons,
    clippy::impossible_comparisons,
    clippy::manual_range_contains,
    clippy::neg_cmp_op_on_partial_ord,
    clippy::nonminimal_bool,
    clippy::overly_complex_bool_expr,
    clippy::redundant_comparisons,
    reason = "conditions are as the graph means them, for NaN too"
)]
impl Branches {
    /// A graph that is ready to run.
    #[inline]
    #[must_use]
    pub const fn new() -> Self {
        Self {}
    }
    /// The output for these inputs; nothing is kept. 3 operations.
    #[inline(always)]
    #[must_use]
    pub fn value(&self, x: f32, y: f32) -> f32 {
        let root = ::backprop::__private::Float::sqrt(x);
        if x > 1.0_f32 {
            root * y
        } else if x > 0.0_f32 && y != 0.0_f32 {
            root
        } else {
            ::backprop::__private::Float::exp(y)
        }
    }
    /// The output and its gradient, in one fused pass. 5 operations.
    #[inline(always)]
    #[must_use]
    pub fn value_and_grad(&self, x: f32, y: f32) -> (f32, BranchesGrads) {
        let root = ::backprop::__private::Float::sqrt(x);
        let (t3, d_y) = if x > 1.0_f32 {
            (root * y, root)
        } else if x > 0.0_f32 && y != 0.0_f32 {
            (root, 0.0_f32)
        } else {
            let low = ::backprop::__private::Float::exp(y);
            (low, low)
        };
        let t4 = x > 1.0_f32 || x > 0.0_f32 && y != 0.0_f32;
        (
            t3,
            BranchesGrads {
                x: if t4 {
                    let d_root = if x > 1.0_f32 { y } else { 1.0_f32 };
                    d_root / root * 0.5_f32
                } else {
                    0.0_f32
                },
                y: d_y,
            },
        )
    }
    /// Runs the forward pass and keeps what `backward` needs. 3 operations.
    #[inline(always)]
    #[must_use]
    pub fn forward(&self, x: f32, y: f32) -> BranchesPass {
        let root = ::backprop::__private::Float::sqrt(x);
        let low = ::backprop::__private::Float::exp(y);
        BranchesPass {
            x,
            y,
            root,
            low,
            output: if x > 1.0_f32 {
                root * y
            } else if x > 0.0_f32 && y != 0.0_f32 {
                root
            } else {
                low
            },
        }
    }
}
#[automatically_derived]
impl ::core::default::Default for Branches {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
/// A forward pass of [`Branches`]: its output, and what `backward` needs.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub(crate) struct BranchesPass {
    x: f32,
    y: f32,
    root: f32,
    low: f32,
    output: f32,
}
#[allow(clippy::approx_constant, reason = "numbers are as the graph means them")]
#[allow(clippy::float_cmp, reason = "kinks and ties are exact")]
#[allow(
    clippy::double_comparisons,
    clippy::impossible_comparisons,
    clippy::manual_range_contains,
    clippy::neg_cmp_op_on_partial_ord,
    clippy::nonminimal_bool,
    clippy::overly_complex_bool_expr,
    clippy::redundant_comparisons,
    reason = "conditions are as the graph means them, for NaN too"
)]
impl BranchesPass {
    /// The output of this pass.
    #[inline]
    #[must_use]
    pub fn output(&self) -> f32 {
        self.output
    }
    /// Runs the backward pass: from the cotangent of each output to the gradient of each input. 5 operations.
    #[inline(always)]
    #[must_use]
    pub fn backward(self, d_output: f32) -> BranchesGrads {
        let t1 = self.x > 1.0_f32 || self.x > 0.0_f32 && self.y != 0.0_f32;
        BranchesGrads {
            x: if t1 {
                let d_root = if self.x > 1.0_f32 { d_output * self.y } else { d_output };
                d_root / self.root * 0.5_f32
            } else {
                0.0_f32
            },
            y: if self.x > 1.0_f32 {
                d_output * self.root
            } else if self.x > 0.0_f32 && self.y != 0.0_f32 {
                0.0_f32
            } else {
                d_output * self.low
            },
        }
    }
}
/// The gradient of [`Branches`], a field for each input that is not constant.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
pub(crate) struct BranchesGrads {
    /// The gradient with respect to `x`.
    pub x: f32,
    /// The gradient with respect to `y`.
    pub y: f32,
}
#[automatically_derived]
impl ::backprop::__private::Graph for Branches {
    const INFO: &'static ::backprop::__private::GraphInfo = &::backprop::__private::GraphInfo {
        name: "Branches",
        element: "f32",
        inputs: {
            use ::backprop::__private::InputInfo;
            &[
                InputInfo {
                    name: "x",
                    constant: false,
                    node: 0,
                },
                InputInfo {
                    name: "y",
                    constant: false,
                    node: 1,
                },
            ]
        },
        outputs: {
            use ::backprop::__private::OutputInfo;
            &[
                OutputInfo {
                    name: "",
                    constant: false,
                    node: 13,
                },
            ]
        },
        nodes: {
            use ::core::option::Option;
            use ::backprop::__private::NodeInfo;
            &[
                NodeInfo {
                    name: Option::Some("x"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("y"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("root"),
                    operation: "sqrt",
                    operands: &[0],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("low"),
                    operation: "exp",
                    operands: &[1],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "1.0",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: ">",
                    operands: &[0, 4],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[2, 1],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "0.0",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: ">",
                    operands: &[0, 7],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "==",
                    operands: &[1, 7],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "!",
                    operands: &[9],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "&&",
                    operands: &[8, 10],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "select",
                    operands: &[11, 2, 3],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "select",
                    operands: &[5, 6, 12],
                    shape: &[],
                },
            ]
        },
        saved: &["x", "y", "root", "low"],
        cost: ::backprop::__private::CostTable {
            number: 4,
            factors: &[&[]],
            kinds: &[
                "multiplications",
                "divisions",
                "exp",
                "sqrt",
                "conditions",
                "selections",
            ],
            methods: [
                &[3, 2, 1, 0, 1, 0, 1, 1, 4, 2],
                &[3, 2, 5, 0, 1, 0, 1, 1, 4, 2],
                &[5, 5, 2, 0, 4, 1, 0, 0, 10, 4],
            ],
            value_and_grad: ::core::option::Option::Some(
                &[5, 2, 3, 0, 2, 1, 1, 1, 10, 4],
            ),
            kept: &[4, 2],
        }
            .info(),
    };
}
const _: () = {
    use ::backprop::__private::editor as __editor;
    impl Branches {
        /// What each name of the source means: for editors, and never called.
        #[allow(dead_code, reason = "it is there to be read")]
        fn __names(x: f32, y: f32) -> f32 {
            let root: f32 = __editor::of((<f32 as __editor::Float>::sqrt, x));
            let low: f32 = __editor::of((<f32 as __editor::Float>::exp, y));
            __editor::of((x, root, y, x, y, root, low))
        }
    }
};
