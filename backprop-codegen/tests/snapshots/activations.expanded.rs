/// The graph `Activations`.
struct Activations {}
#[allow(clippy::approx_constant, reason = "numbers are as the graph means them")]
impl Activations {
    /// A graph that is ready to run.
    #[inline]
    #[must_use]
    pub const fn new() -> Self {
        Self {}
    }
    /// The output for these inputs; nothing is kept. 27 operations.
    #[inline(always)]
    #[must_use]
    pub fn value(&self, x: f64) -> f64 {
        let (t1, t2) = if x <= 0.0_f64 {
            (0.1_f64 * x, ::backprop::__private::Float::exp_m1(x))
        } else {
            (x, x)
        };
        let t3 = ::backprop::__private::Float::relu(x) + t1 + t2
            + x * ::backprop::__private::Float::sigmoid(x)
            + (::backprop::__private::Float::max(x, 0.0_f64)
                + ::backprop::__private::Float::ln_1p(
                    ::backprop::__private::Float::exp(
                        -::backprop::__private::Float::abs(x),
                    ),
                ));
        let t4 = 1.0_f64
            + ::backprop::__private::Float::tanh(
                0.7978845608028654_f64 * (x + 0.044715_f64 * x * x * x),
            );
        t3 + 0.5_f64 * x * t4 + ::backprop::__private::Float::tanh(x)
    }
    /// The output and its gradient, in one fused pass. 50 operations.
    #[inline(always)]
    #[must_use]
    pub fn value_and_grad(&self, x: f64) -> (f64, ActivationsGrads) {
        let t1 = ::backprop::__private::Float::relu(x);
        let (t2, t3, t4, t5) = if x <= 0.0_f64 {
            (
                0.1_f64 * x,
                ::backprop::__private::Float::exp_m1(x),
                ::backprop::__private::Float::exp(x),
                0.1_f64,
            )
        } else {
            (x, x, 1.0_f64, 1.0_f64)
        };
        let t6 = ::backprop::__private::Float::sigmoid(x);
        let t7 = x * t6;
        let t8 = t1 + t2 + t3 + t7
            + (::backprop::__private::Float::max(x, 0.0_f64)
                + ::backprop::__private::Float::ln_1p(
                    ::backprop::__private::Float::exp(
                        -::backprop::__private::Float::abs(x),
                    ),
                ));
        let t9 = ::backprop::__private::Float::tanh(
            0.7978845608028654_f64 * (x + 0.044715_f64 * x * x * x),
        );
        let t10 = 1.0_f64 + t9;
        let t11 = ::backprop::__private::Float::tanh(x);
        let t12 = (1.0_f64 - t9) * t10 * x * 0.3989422804014327_f64;
        let t13 = (1.0_f64 - t11) * (1.0_f64 + t11)
            + (0.5_f64 * t10 + (t12 + t12 * x * x * 0.134145_f64));
        let t14 = t13 + t6 + (t6 + t7 * (1.0_f64 - t6)) + t4 + t5;
        let t15 = if t1 <= 0.0_f64 { 0.0_f64 } else { 1.0_f64 };
        (t8 + 0.5_f64 * x * t10 + t11, ActivationsGrads { x: t14 + t15 })
    }
    /// Runs the forward pass and keeps what `backward` needs. 27 operations.
    #[inline(always)]
    #[must_use]
    pub fn forward(&self, x: f64) -> ActivationsPass {
        let t1 = ::backprop::__private::Float::relu(x);
        let (t2, t3) = if x <= 0.0_f64 {
            (0.1_f64 * x, ::backprop::__private::Float::exp_m1(x))
        } else {
            (x, x)
        };
        let t4 = ::backprop::__private::Float::sigmoid(x);
        let t5 = x * t4;
        let t6 = t1 + t2 + t3 + t5
            + (::backprop::__private::Float::max(x, 0.0_f64)
                + ::backprop::__private::Float::ln_1p(
                    ::backprop::__private::Float::exp(
                        -::backprop::__private::Float::abs(x),
                    ),
                ));
        let t7 = ::backprop::__private::Float::tanh(
            0.7978845608028654_f64 * (x + 0.044715_f64 * x * x * x),
        );
        let t8 = 1.0_f64 + t7;
        let t9 = ::backprop::__private::Float::tanh(x);
        ActivationsPass {
            x,
            t1,
            t4,
            t5,
            t7,
            t8,
            t9,
            output: t6 + 0.5_f64 * x * t8 + t9,
        }
    }
}
#[automatically_derived]
impl ::core::default::Default for Activations {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
/// A forward pass of [`Activations`]: its output, and what `backward` needs.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
struct ActivationsPass {
    x: f64,
    t1: f64,
    t4: f64,
    t5: f64,
    t7: f64,
    t8: f64,
    t9: f64,
    output: f64,
}
#[allow(clippy::approx_constant, reason = "numbers are as the graph means them")]
impl ActivationsPass {
    /// The output of this pass.
    #[inline]
    #[must_use]
    pub fn output(&self) -> f64 {
        self.output
    }
    /// Runs the backward pass: from the cotangent of each output to the gradient of each input. 29 operations.
    #[inline(always)]
    #[must_use]
    pub fn backward(self, d_output: f64) -> ActivationsGrads {
        let t10 = (1.0_f64 - self.t7) * self.t8 * self.x * 0.3989422804014327_f64;
        let t11 = d_output
            * (0.5_f64 * self.t8 + (t10 + t10 * self.x * self.x * 0.134145_f64));
        let t12 = d_output * ((1.0_f64 - self.t9) * (1.0_f64 + self.t9)) + t11
            + d_output * self.t4;
        let (t13, t14) = if self.x <= 0.0_f64 {
            (d_output * ::backprop::__private::Float::exp(self.x), d_output * 0.1_f64)
        } else {
            (d_output, d_output)
        };
        let t15 = t12 + d_output * (self.t4 + self.t5 * (1.0_f64 - self.t4)) + t13 + t14;
        let t16 = if self.t1 <= 0.0_f64 { 0.0_f64 } else { d_output };
        ActivationsGrads { x: t15 + t16 }
    }
}
/// The gradient of [`Activations`], a field for each input that is not constant.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
struct ActivationsGrads {
    /// The gradient with respect to `x`.
    pub x: f64,
}
#[automatically_derived]
impl ::backprop::__private::Graph for Activations {
    const INFO: &'static ::backprop::__private::GraphInfo = &::backprop::__private::GraphInfo {
        name: "Activations",
        element: "f64",
        inputs: {
            use ::backprop::__private::InputInfo;
            &[
                InputInfo {
                    name: "x",
                    constant: false,
                    node: 0,
                },
            ]
        },
        outputs: {
            use ::backprop::__private::OutputInfo;
            &[
                OutputInfo {
                    name: "",
                    constant: false,
                    node: 14,
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
                    name: Option::None,
                    operation: "relu",
                    operands: &[0],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "0.1",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "leaky_relu",
                    operands: &[0, 2],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "+",
                    operands: &[1, 3],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "elu",
                    operands: &[0],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "+",
                    operands: &[4, 5],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "silu",
                    operands: &[0],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "+",
                    operands: &[6, 7],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "softplus",
                    operands: &[0],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "+",
                    operands: &[8, 9],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "gelu",
                    operands: &[0],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "+",
                    operands: &[10, 11],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "tanh",
                    operands: &[0],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "+",
                    operands: &[12, 13],
                    shape: &[],
                },
            ]
        },
        saved: &["x", "t1", "t4", "t5", "t7", "t8", "t9"],
        cost: ::backprop::__private::CostTable {
            number: 8,
            factors: &[&[]],
            kinds: &[
                "additions",
                "multiplications",
                "negations",
                "abs",
                "exp",
                "exp_m1",
                "ln_1p",
                "max",
                "relu",
                "sigmoid",
                "tanh",
                "conditions",
                "selections",
            ],
            methods: [
                &[27, 1, 1, 0, 9, 8, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1],
                &[27, 1, 8, 0, 9, 8, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1],
                &[29, 8, 1, 0, 13, 15, 0, 0, 1, 0, 0, 0, 0, 0, 0, 2, 2],
            ],
            value_and_grad: ::core::option::Option::Some(
                &[50, 1, 2, 0, 22, 17, 1, 1, 2, 1, 1, 1, 1, 1, 2, 2, 2],
            ),
            kept: &[7, 1],
        }
            .info(),
    };
}
const _: () = {
    use ::backprop::__private::editor as __editor;
    impl Activations {
        /// What each name of the source means: for editors, and never called.
        #[allow(dead_code, reason = "it is there to be read")]
        fn __names(x: f64) -> f64 {
            __editor::of((
                <f64 as __editor::Float>::relu,
                x,
                x,
                x,
                x,
                x,
                x,
                <f64 as __editor::Float>::tanh,
                x,
            ))
        }
    }
};
