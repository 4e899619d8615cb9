/// The graph `Rosenbrock`.
pub struct Rosenbrock<F> {
    element: ::core::marker::PhantomData<F>,
}
impl<F: ::backprop::__private::Float> Rosenbrock<F> {
    /// A graph that is ready to run.
    #[inline]
    #[must_use]
    pub const fn new() -> Self {
        Self {
            element: ::core::marker::PhantomData,
        }
    }
    /// The output for these inputs; nothing is kept. 7 operations.
    #[inline(always)]
    #[must_use]
    pub fn value(&self, x: F, y: F) -> F {
        let t1 = F::ONE - x;
        let t2 = y - x * x;
        t1 * t1 + F::from_f64(100.0_f64) * (t2 * t2)
    }
    /// The output and its gradient, in one fused pass. 11 operations.
    #[inline(always)]
    #[must_use]
    pub fn value_and_grad(&self, x: F, y: F) -> (F, RosenbrockGrads<F>) {
        let t1 = F::ONE - x;
        let t2 = y - x * x;
        let d_y = F::from_f64(200.0_f64) * t2;
        (
            t1 * t1 + F::from_f64(100.0_f64) * (t2 * t2),
            RosenbrockGrads {
                x: (d_y * x + t1) * F::from_f64(-2.0_f64),
                y: d_y,
            },
        )
    }
    /// Runs the forward pass and keeps what `backward` needs. 7 operations.
    #[inline(always)]
    #[must_use]
    pub fn forward(&self, x: F, y: F) -> RosenbrockPass<F> {
        let t1 = F::ONE - x;
        let t2 = y - x * x;
        RosenbrockPass {
            x,
            t1,
            t2,
            output: t1 * t1 + F::from_f64(100.0_f64) * (t2 * t2),
        }
    }
}
#[automatically_derived]
impl<F: ::backprop::__private::Float> ::core::default::Default for Rosenbrock<F> {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
/// A forward pass of [`Rosenbrock`]: its output, and what `backward` needs.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct RosenbrockPass<F> {
    x: F,
    t1: F,
    t2: F,
    output: F,
}
impl<F: ::backprop::__private::Float> RosenbrockPass<F> {
    /// The output of this pass.
    #[inline]
    #[must_use]
    pub fn output(&self) -> F {
        self.output
    }
    /// Runs the backward pass: from the cotangent of each output to the gradient of each input. 6 operations.
    #[inline(always)]
    #[must_use]
    pub fn backward(self, d_output: F) -> RosenbrockGrads<F> {
        let d_y = F::from_f64(200.0_f64) * d_output * self.t2;
        RosenbrockGrads {
            x: (d_y * self.x + d_output * self.t1) * F::from_f64(-2.0_f64),
            y: d_y,
        }
    }
}
/// The gradient of [`Rosenbrock`], a field for each input that is not constant.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
pub struct RosenbrockGrads<F> {
    /// The gradient with respect to `x`.
    pub x: F,
    /// The gradient with respect to `y`.
    pub y: F,
}
#[automatically_derived]
impl<F: ::backprop::__private::Float> ::backprop::__private::Graph for Rosenbrock<F> {
    const INFO: &'static ::backprop::__private::GraphInfo = &::backprop::__private::GraphInfo {
        name: "Rosenbrock",
        element: "F",
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
                    node: 10,
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
                    name: Option::None,
                    operation: "1.0",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "-",
                    operands: &[2, 0],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "square",
                    operands: &[3],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "100.0",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "square",
                    operands: &[0],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "-",
                    operands: &[1, 6],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "square",
                    operands: &[7],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[5, 8],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "+",
                    operands: &[4, 9],
                    shape: &[],
                },
            ]
        },
        saved: &["x", "t1", "t2"],
        cost: ::backprop::__private::CostTable {
            number: ::core::mem::size_of::<F>(),
            factors: &[&[]],
            kinds: &["additions", "multiplications"],
            methods: [&[7, 2, 1, 0, 3, 4], &[7, 2, 4, 0, 3, 4], &[6, 4, 2, 0, 1, 5]],
            value_and_grad: ::core::option::Option::Some(&[11, 2, 3, 0, 4, 7]),
            kept: &[3, 2],
        }
            .info(),
    };
}
const _: () = {
    use ::backprop::__private::editor as __editor;
    impl<F: ::backprop::__private::Float> Rosenbrock<F> {
        /// What each name of the source means: for editors, and never called.
        #[allow(dead_code, reason = "it is there to be read")]
        fn __names(x: F, y: F) -> F {
            __editor::of((x, y, x))
        }
    }
};
