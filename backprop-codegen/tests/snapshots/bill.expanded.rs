/// The bill for a basket of fruit, tax included.
pub struct Bill {}
impl Bill {
    /// A graph that is ready to run.
    #[inline]
    #[must_use]
    pub const fn new() -> Self {
        Self {}
    }
    /// The output for these inputs; nothing is kept. 4 operations.
    #[inline(always)]
    #[must_use]
    pub fn value(
        &self,
        apple: f64,
        apples: f64,
        orange: f64,
        oranges: f64,
        tax: f64,
    ) -> f64 {
        let fruit = apple * apples + orange * oranges;
        fruit * tax
    }
    /// The output and its gradient, in one fused pass. 8 operations.
    #[inline(always)]
    #[must_use]
    pub fn value_and_grad(
        &self,
        apple: f64,
        apples: f64,
        orange: f64,
        oranges: f64,
        tax: f64,
    ) -> (f64, BillGrads) {
        let fruit = apple * apples + orange * oranges;
        (
            fruit * tax,
            BillGrads {
                apple: tax * apples,
                apples: tax * apple,
                orange: tax * oranges,
                oranges: tax * orange,
                tax: fruit,
            },
        )
    }
    /// Runs the forward pass and keeps what `backward` needs. 4 operations.
    #[inline(always)]
    #[must_use]
    pub fn forward(
        &self,
        apple: f64,
        apples: f64,
        orange: f64,
        oranges: f64,
        tax: f64,
    ) -> BillPass {
        let fruit = apple * apples + orange * oranges;
        BillPass {
            apple,
            apples,
            orange,
            oranges,
            tax,
            fruit,
            output: fruit * tax,
        }
    }
}
#[automatically_derived]
impl ::core::default::Default for Bill {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
/// A forward pass of [`Bill`]: its output, and what `backward` needs.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct BillPass {
    apple: f64,
    apples: f64,
    orange: f64,
    oranges: f64,
    tax: f64,
    fruit: f64,
    output: f64,
}
impl BillPass {
    /// The output of this pass.
    #[inline]
    #[must_use]
    pub fn output(&self) -> f64 {
        self.output
    }
    /// Runs the backward pass: from the cotangent of each output to the gradient of each input. 6 operations.
    #[inline(always)]
    #[must_use]
    pub fn backward(self, d_output: f64) -> BillGrads {
        let d_fruit = d_output * self.tax;
        BillGrads {
            apple: d_fruit * self.apples,
            apples: d_fruit * self.apple,
            orange: d_fruit * self.oranges,
            oranges: d_fruit * self.orange,
            tax: d_output * self.fruit,
        }
    }
}
/// The gradient of [`Bill`], a field for each input that is not constant.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
pub struct BillGrads {
    /// The gradient with respect to `apple`.
    pub apple: f64,
    /// The gradient with respect to `apples`.
    pub apples: f64,
    /// The gradient with respect to `orange`.
    pub orange: f64,
    /// The gradient with respect to `oranges`.
    pub oranges: f64,
    /// The gradient with respect to `tax`.
    pub tax: f64,
}
#[automatically_derived]
impl ::backprop::__private::Graph for Bill {
    const INFO: &'static ::backprop::__private::GraphInfo = &::backprop::__private::GraphInfo {
        name: "Bill",
        element: "f64",
        inputs: {
            use ::backprop::__private::InputInfo;
            &[
                InputInfo {
                    name: "apple",
                    constant: false,
                    node: 0,
                },
                InputInfo {
                    name: "apples",
                    constant: false,
                    node: 1,
                },
                InputInfo {
                    name: "orange",
                    constant: false,
                    node: 2,
                },
                InputInfo {
                    name: "oranges",
                    constant: false,
                    node: 3,
                },
                InputInfo {
                    name: "tax",
                    constant: false,
                    node: 4,
                },
            ]
        },
        outputs: {
            use ::backprop::__private::OutputInfo;
            &[
                OutputInfo {
                    name: "",
                    constant: false,
                    node: 8,
                },
            ]
        },
        nodes: {
            use ::core::option::Option;
            use ::backprop::__private::NodeInfo;
            &[
                NodeInfo {
                    name: Option::Some("apple"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("apples"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("orange"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("oranges"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("tax"),
                    operation: "input",
                    operands: &[],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[0, 1],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[2, 3],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::Some("fruit"),
                    operation: "+",
                    operands: &[5, 6],
                    shape: &[],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[7, 4],
                    shape: &[],
                },
            ]
        },
        saved: &["apple", "apples", "orange", "oranges", "tax", "fruit"],
        cost: ::backprop::__private::CostTable {
            number: 8,
            factors: &[&[]],
            kinds: &["additions", "multiplications"],
            methods: [&[4, 5, 1, 0, 1, 3], &[4, 5, 7, 0, 1, 3], &[6, 7, 5, 0, 0, 6]],
            value_and_grad: ::core::option::Option::Some(&[8, 5, 6, 0, 1, 7]),
            kept: &[6, 5],
        }
            .info(),
    };
}
const _: () = {
    use ::backprop::__private::editor as __editor;
    impl Bill {
        /// What each name of the source means: for editors, and never called.
        #[allow(dead_code, reason = "it is there to be read")]
        fn __names(apple: f64, apples: f64, orange: f64, oranges: f64, tax: f64) -> f64 {
            let fruit: f64 = __editor::of((apple, apples, orange, oranges));
            __editor::of((fruit, tax))
        }
    }
};
