/// The graph `Neuron`.
struct Neuron<F> {
    element: ::core::marker::PhantomData<F>,
}
impl<F: ::backprop::__private::Float> Neuron<F> {
    /// A graph that is ready to run.
    #[inline]
    #[must_use]
    pub const fn new() -> Self {
        Self {
            element: ::core::marker::PhantomData,
        }
    }
    /// The output for these inputs; nothing is kept. 6 operations.
    #[inline(always)]
    #[must_use]
    pub fn value(&self, w: F, b: F, x: F, label: F) -> NeuronOutput<F> {
        let activation = F::sigmoid(w * x + b);
        let t1 = activation - label;
        let scale = F::from_f64(limits::SCALE);
        NeuronOutput {
            loss: t1 * t1 / scale,
            activation,
        }
    }
    /// The output and its gradient, in one fused pass. 13 operations.
    #[inline(always)]
    #[must_use]
    pub fn value_and_grad(
        &self,
        w: F,
        b: F,
        x: F,
        label: F,
    ) -> (NeuronOutput<F>, NeuronGrads<F>) {
        let activation = F::sigmoid(w * x + b);
        let t1 = activation - label;
        let scale = F::from_f64(limits::SCALE);
        let d_b = F::recip(scale) * t1 * (activation * (F::ONE - activation))
            * F::from_f64(2.0_f64);
        (
            NeuronOutput {
                loss: t1 * t1 / scale,
                activation,
            },
            NeuronGrads { w: d_b * x, b: d_b },
        )
    }
    /// Runs the forward pass and keeps what `backward` needs. 6 operations.
    #[inline(always)]
    #[must_use]
    pub fn forward(&self, w: F, b: F, x: F, label: F) -> NeuronPass<F> {
        let activation = F::sigmoid(w * x + b);
        let t1 = activation - label;
        let scale = F::from_f64(limits::SCALE);
        NeuronPass {
            x,
            t1,
            output: NeuronOutput {
                loss: t1 * t1 / scale,
                activation,
            },
        }
    }
}
#[automatically_derived]
impl<F: ::backprop::__private::Float> ::core::default::Default for Neuron<F> {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
/// A forward pass of [`Neuron`]: its output, and what `backward` needs.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
struct NeuronPass<F> {
    x: F,
    t1: F,
    output: NeuronOutput<F>,
}
impl<F: ::backprop::__private::Float> NeuronPass<F> {
    /// The output of this pass.
    #[inline]
    #[must_use]
    pub fn output(&self) -> NeuronOutput<F> {
        self.output
    }
    /// Runs the backward pass: from the cotangent of each output to the gradient of each input. 7 operations.
    #[inline(always)]
    #[must_use]
    pub fn backward(self, d_loss: F) -> NeuronGrads<F> {
        let scale = F::from_f64(limits::SCALE);
        let d_b = d_loss / scale * self.t1
            * (self.output.activation * (F::ONE - self.output.activation))
            * F::from_f64(2.0_f64);
        NeuronGrads {
            w: d_b * self.x,
            b: d_b,
        }
    }
}
/// The gradient of [`Neuron`], a field for each input that is not constant.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
struct NeuronGrads<F> {
    /// How much the input weighs.
    pub w: F,
    /// The gradient with respect to `b`.
    pub b: F,
}
/// The outputs of [`Neuron`].
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
)]
struct NeuronOutput<F> {
    /// The output `loss`.
    pub loss: F,
    /// The output `activation`.
    pub activation: F,
}
#[automatically_derived]
impl<F: ::backprop::__private::Float> ::backprop::__private::Graph for Neuron<F> {
    const INFO: &'static ::backprop::__private::GraphInfo = &::backprop::__private::GraphInfo {
        name: "Neuron",
        element: "F",
        inputs: {
            use ::backprop::__private::InputInfo;
            &[
                InputInfo {
                    name: "w",
                    constant: false,
                    node: 0,
                },
                InputInfo {
                    name: "b",
                    constant: false,
                    node: 1,
                },
                InputInfo {
                    name: "x",
                    constant: true,
                    node: 2,
                },
                InputInfo {
                    name: "label",
                    constant: true,
                    node: 3,
                },
            ]
        },
        outputs: {
            use ::backprop::__private::OutputInfo;
            &[
                OutputInfo {
                    name: "loss",
                    constant: false,
                    node: 10,
                },
                OutputInfo {
                    name: "activation",
                    constant: true,
                    node: 6,
                },
            ]
        },
        nodes: {
            use ::core::option::Option;
            use ::backprop::__private::NodeInfo;
            &[
                NodeInfo {
                    name: Option::Some("w"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("b"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("x"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("label"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[0, 2],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "+",
                    operands: &[4, 1],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("activation"),
                    operation: "sigmoid",
                    operands: &[5],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "-",
                    operands: &[6, 3],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "square",
                    operands: &[7],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("SCALE"),
                    operation: "limits::SCALE",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("loss"),
                    operation: "/",
                    operands: &[8, 9],
                    shape: &[],
                },
            ]
        },
        saved: &["x", "activation", "t1"],
        cost: ::backprop::__private::CostTable {
            number: ::core::mem::size_of::<F>(),
            factors: &[&[]],
            kinds: &["additions", "multiplications", "divisions", "sigmoid"],
            methods: [
                &[6, 4, 2, 0, 2, 2, 1, 1],
                &[6, 4, 4, 0, 2, 2, 1, 1],
                &[7, 4, 2, 0, 1, 5, 1, 0],
            ],
            value_and_grad: ::core::option::Option::Some(&[13, 4, 4, 0, 3, 7, 2, 1]),
            kept: &[3, 2],
        }
            .info(),
    };
}
const _: () = {
    use ::backprop::__private::editor as __editor;
    impl<F: ::backprop::__private::Float> Neuron<F> {
        /// What each name of the source means: for editors, and never called.
        #[allow(dead_code, reason = "it is there to be read")]
        fn __names(w: F, b: F, x: F, label: F) -> (F, F) {
            let activation: F = __editor::of((F::sigmoid, w, x, b));
            let loss: F = __editor::of((activation, label, limits::SCALE));
            __editor::of((loss, activation))
        }
    }
};
