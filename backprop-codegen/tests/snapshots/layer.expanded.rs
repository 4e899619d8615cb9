/// The graph `Layer`.
pub struct Layer {
    inputs: [::backprop::__private::tensor::Vec<f32>; 4],
    buffers: [::backprop::__private::tensor::Vec<f32>; 1],
    products: ::backprop::__private::tensor::Vec<f32>,
    workspace: ::backprop::__private::tensor::Vec<f32>,
    grads: LayerGrads,
}
impl Layer {
    /// A graph that is ready to run.
    #[must_use]
    pub fn new() -> Self {
        use ::backprop::__private::tensor as __tensor;
        Self {
            inputs: ::core::array::from_fn(|_| __tensor::Vec::new()),
            buffers: ::core::array::from_fn(|_| __tensor::Vec::new()),
            products: __tensor::Vec::new(),
            workspace: __tensor::Vec::new(),
            grads: LayerGrads {
                x: __tensor::empty(),
                w: __tensor::empty(),
                b: __tensor::empty(),
            },
        }
    }
    /// The output for these inputs; nothing is kept. Operations: `3·n·m`.
    ///
    /// # Errors
    ///
    /// The sizes of the inputs do not fit the declaration.
    pub fn value<'graph, 'input>(
        &'graph mut self,
        x: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView2<'input, f32>,
        >,
        w: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView2<'input, f32>,
        >,
        b: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView1<'input, f32>,
        >,
    ) -> ::core::result::Result<
        ::backprop::__private::ndarray::ArrayView2<'graph, f32>,
        ::backprop::__private::ShapeError,
    > {
        use ::backprop::__private::tensor as __tensor;
        struct LayerValue1<'a> {
            x: &'a [f32],
            w: &'a [f32],
            b: &'a [f32],
            m: usize,
        }
        impl __tensor::LoopNest<f32, 0, 1, 0, 0> for LayerValue1<'_> {
            #[inline(always)]
            fn run(
                &self,
                rows: ::core::ops::Range<usize>,
                []: [&mut [f32]; 0],
                [t1_out,
                ]: [&mut (impl __tensor::Written<f32> + ?::core::marker::Sized); 1],
                []: [&mut [f32]; 0],
                _: &mut [f32],
            ) -> [f32; 0] {
                use __tensor::each;
                let &Self { x, w, b, m } = self;
                let count = rows.end - rows.start;
                for row in 0..count {
                    let i = rows.start + row;
                    let x = &x[i * m..][..m];
                    let w = &w[i * m..][..m];
                    let b = &b[..m];
                    let t1_out = &mut t1_out[row * m..][..m];
                    for at in eights(m) {
                        let x = at.load(x);
                        let w = at.load(w);
                        let b = at.load(b);
                        at.store(t1_out, (x * w + b).relu());
                    }
                }
                []
            }
        }
        let x_view: __tensor::ArrayView2<'input, f32> = ::core::convert::Into::into(x);
        let w_view: __tensor::ArrayView2<'input, f32> = ::core::convert::Into::into(w);
        let b_view: __tensor::ArrayView1<'input, f32> = ::core::convert::Into::into(b);
        let [n, m] = Self::__sizes(&x_view, &w_view, &b_view)?;
        let Self {
            inputs: [x_packed,
            w_packed,
            b_packed,
            ..,
            ],
            buffers: [t1,
            ],
            workspace,
            ..
        } = self;
        let x = __tensor::pack(&x_view, x_packed, "Layer", "x")?;
        let w = __tensor::pack(&w_view, w_packed, "Layer", "w")?;
        let b = __tensor::pack(&b_view, b_packed, "Layer", "b")?;
        __tensor::grow(t1, "Layer", "the output", &[n, m])?;
        __tensor::run(
            &LayerValue1 {
                x: &x[..],
                w: &w[..],
                b: &b[..],
                m,
            },
            __tensor::Space {
                rows: n,
                width: m,
                work: 6,
                tile: 1,
                scratch: 0,
            },
            [],
            [
                __tensor::Output {
                    data: &mut t1[..],
                    width: m,
                },
            ],
            [],
            [],
            workspace,
        );
        ::core::result::Result::Ok(__tensor::view(&t1[..], __tensor::Ix2(n, m)))
    }
    /// Runs the forward pass and keeps what `backward` needs. Operations: `3·n·m`.
    ///
    /// # Errors
    ///
    /// The sizes of the inputs do not fit the declaration.
    pub fn forward<'graph, 'input>(
        &'graph mut self,
        x: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView2<'input, f32>,
        >,
        w: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView2<'input, f32>,
        >,
        b: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView1<'input, f32>,
        >,
    ) -> ::core::result::Result<
        LayerPass<'graph, 'input>,
        ::backprop::__private::ShapeError,
    > {
        use ::backprop::__private::tensor as __tensor;
        struct LayerForward1<'a> {
            x: &'a [f32],
            w: &'a [f32],
            b: &'a [f32],
            m: usize,
        }
        impl __tensor::LoopNest<f32, 0, 1, 0, 0> for LayerForward1<'_> {
            #[inline(always)]
            fn run(
                &self,
                rows: ::core::ops::Range<usize>,
                []: [&mut [f32]; 0],
                [t1_out,
                ]: [&mut (impl __tensor::Written<f32> + ?::core::marker::Sized); 1],
                []: [&mut [f32]; 0],
                _: &mut [f32],
            ) -> [f32; 0] {
                use __tensor::each;
                let &Self { x, w, b, m } = self;
                let count = rows.end - rows.start;
                for row in 0..count {
                    let i = rows.start + row;
                    let x = &x[i * m..][..m];
                    let w = &w[i * m..][..m];
                    let b = &b[..m];
                    let t1_out = &mut t1_out[row * m..][..m];
                    for at in eights(m) {
                        let x = at.load(x);
                        let w = at.load(w);
                        let b = at.load(b);
                        at.store(t1_out, (x * w + b).relu());
                    }
                }
                []
            }
        }
        let x_view: __tensor::ArrayView2<'input, f32> = ::core::convert::Into::into(x);
        let w_view: __tensor::ArrayView2<'input, f32> = ::core::convert::Into::into(w);
        let b_view: __tensor::ArrayView1<'input, f32> = ::core::convert::Into::into(b);
        let [n, m] = Self::__sizes(&x_view, &w_view, &b_view)?;
        let Self {
            inputs: [x_packed,
            w_packed,
            b_packed,
            ..,
            ],
            buffers: [t1,
            ],
            workspace,
            grads,
            ..
        } = self;
        let x = __tensor::pack(&x_view, x_packed, "Layer", "x")?;
        let w = __tensor::pack(&w_view, w_packed, "Layer", "w")?;
        let b = __tensor::pack(&b_view, b_packed, "Layer", "b")?;
        __tensor::grow(t1, "Layer", "the output", &[n, m])?;
        __tensor::resize(
            &mut grads.x,
            __tensor::Ix2(n, m),
            "Layer",
            "the gradient of `x`",
        )?;
        __tensor::resize(
            &mut grads.w,
            __tensor::Ix2(n, m),
            "Layer",
            "the gradient of `w`",
        )?;
        __tensor::resize(
            &mut grads.b,
            __tensor::Ix1(m),
            "Layer",
            "the gradient of `b`",
        )?;
        __tensor::run(
            &LayerForward1 {
                x: &x[..],
                w: &w[..],
                b: &b[..],
                m,
            },
            __tensor::Space {
                rows: n,
                width: m,
                work: 6,
                tile: 1,
                scratch: 0,
            },
            [],
            [
                __tensor::Output {
                    data: &mut t1[..],
                    width: m,
                },
            ],
            [],
            [],
            workspace,
        );
        ::core::result::Result::Ok(LayerPass {
            graph: self,
            inputs: ::core::marker::PhantomData,
            sizes: [n, m],
            x_view,
            w_view,
            b_view,
        })
    }
    fn __sizes(
        x_view: &::backprop::__private::ndarray::ArrayView2<'_, f32>,
        w_view: &::backprop::__private::ndarray::ArrayView2<'_, f32>,
        b_view: &::backprop::__private::ndarray::ArrayView1<'_, f32>,
    ) -> ::core::result::Result<[usize; 2], ::backprop::__private::ShapeError> {
        use ::backprop::__private::tensor as __tensor;
        let mut n = __tensor::Named::new("Layer", "n");
        let mut m = __tensor::Named::new("Layer", "m");
        n.meet(
            x_view.shape()[0],
            0,
            __tensor::Site {
                input: "x",
                axis: 0,
            },
        )?;
        m.meet(
            x_view.shape()[1],
            0,
            __tensor::Site {
                input: "x",
                axis: 1,
            },
        )?;
        n.meet(
            w_view.shape()[0],
            0,
            __tensor::Site {
                input: "w",
                axis: 0,
            },
        )?;
        m.meet(
            w_view.shape()[1],
            0,
            __tensor::Site {
                input: "w",
                axis: 1,
            },
        )?;
        m.meet(
            b_view.shape()[0],
            0,
            __tensor::Site {
                input: "b",
                axis: 0,
            },
        )?;
        ::core::result::Result::Ok([n.get(), m.get()])
    }
}
#[automatically_derived]
impl ::core::default::Default for Layer {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
/// A forward pass of [`Layer`]: its output, and what `backward` needs.
#[allow(dead_code, reason = "not all of it is read in every graph")]
pub struct LayerPass<'graph, 'input> {
    graph: &'graph mut Layer,
    inputs: ::core::marker::PhantomData<&'input f32>,
    sizes: [usize; 2],
    x_view: ::backprop::__private::ndarray::ArrayView2<'input, f32>,
    w_view: ::backprop::__private::ndarray::ArrayView2<'input, f32>,
    b_view: ::backprop::__private::ndarray::ArrayView1<'input, f32>,
}
#[automatically_derived]
impl ::core::fmt::Debug for LayerPass<'_, '_> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("LayerPass").finish_non_exhaustive()
    }
}
impl<'graph> LayerPass<'graph, '_> {
    /// The output of this pass.
    #[must_use]
    pub fn output(&self) -> ::backprop::__private::ndarray::ArrayView2<'_, f32> {
        use ::backprop::__private::tensor as __tensor;
        let [n, m] = self.sizes;
        let [t1] = &self.graph.buffers;
        __tensor::view(&t1[..], __tensor::Ix2(n, m))
    }
    /// Runs the backward pass: from the cotangent of each output to the gradient of each input. Operations: `6·n·m`.
    ///
    /// # Errors
    ///
    /// The size of a cotangent is not that of its output.
    pub fn backward<'cotangent>(
        self,
        d_output: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView2<'cotangent, f32>,
        >,
    ) -> ::core::result::Result<&'graph LayerGrads, ::backprop::__private::ShapeError> {
        use ::backprop::__private::tensor as __tensor;
        struct LayerBackward1<'a> {
            x: &'a [f32],
            w: &'a [f32],
            b: &'a [f32],
            d_output: &'a [f32],
            m: usize,
        }
        impl __tensor::LoopNest<f32, 0, 2, 1, 0> for LayerBackward1<'_> {
            #[inline(always)]
            fn run(
                &self,
                rows: ::core::ops::Range<usize>,
                []: [&mut [f32]; 0],
                [d_x_out,
                d_w_out,
                ]: [&mut (impl __tensor::Written<f32> + ?::core::marker::Sized); 2],
                [d_b_out,
                ]: [&mut [f32]; 1],
                _: &mut [f32],
            ) -> [f32; 0] {
                use __tensor::each;
                let &Self { x, w, b, d_output, m } = self;
                let count = rows.end - rows.start;
                for row in 0..count {
                    let i = rows.start + row;
                    let x = &x[i * m..][..m];
                    let w = &w[i * m..][..m];
                    let b = &b[..m];
                    let d_output = &d_output[i * m..][..m];
                    let d_b_out = &mut d_b_out[..m];
                    let d_x_out = &mut d_x_out[row * m..][..m];
                    let d_w_out = &mut d_w_out[row * m..][..m];
                    for at in eights(m) {
                        let x = at.load(x);
                        let w = at.load(w);
                        let b = at.load(b);
                        let d_output = at.load(d_output);
                        let t6 = (x * w + b)
                            .relu()
                            .less_equal(at.splat(0.0_f32))
                            .select(at.splat(0.0_f32), d_output);
                        at.store(d_x_out, t6 * w);
                        at.store(d_w_out, t6 * x);
                        at.store(d_b_out, at.load(d_b_out) + t6);
                    }
                }
                []
            }
        }
        let Self { graph, sizes: [n, m], x_view, w_view, b_view, .. } = self;
        let d_output_view: __tensor::ArrayView2<'cotangent, f32> = ::core::convert::Into::into(
            d_output,
        );
        __tensor::cotangent("Layer", "output", 0, n, d_output_view.shape()[0])?;
        __tensor::cotangent("Layer", "output", 1, m, d_output_view.shape()[1])?;
        let Layer {
            inputs: [x_packed,
            w_packed,
            b_packed,
            d_output_packed,
            ],
            workspace,
            grads,
            ..
        } = graph;
        let d_output = __tensor::pack(
            &d_output_view,
            d_output_packed,
            "Layer",
            "the cotangent",
        )?;
        let x = __tensor::slice(&x_view, x_packed);
        let w = __tensor::slice(&w_view, w_packed);
        let b = __tensor::slice(&b_view, b_packed);
        let d_x = __tensor::slice_mut(&mut grads.x);
        let d_w = __tensor::slice_mut(&mut grads.w);
        let d_b = __tensor::slice_mut(&mut grads.b);
        __tensor::run(
            &LayerBackward1 {
                x: &x[..],
                w: &w[..],
                b: &b[..],
                d_output: &d_output[..],
                m,
            },
            __tensor::Space {
                rows: n,
                width: m,
                work: 12,
                tile: 1,
                scratch: 0,
            },
            [],
            [
                __tensor::Output {
                    data: &mut d_x[..],
                    width: m,
                },
                __tensor::Output {
                    data: &mut d_w[..],
                    width: m,
                },
            ],
            [
                __tensor::Vector {
                    data: &mut d_b[..],
                    fold: __tensor::Fold::Sum,
                },
            ],
            [],
            workspace,
        );
        ::core::result::Result::Ok(grads)
    }
}
/// The gradient of [`Layer`], a field for each input that is not constant.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
pub struct LayerGrads {
    /// The gradient with respect to `x`.
    pub x: ::backprop::__private::ndarray::Array2<f32>,
    /// The gradient with respect to `w`.
    pub w: ::backprop::__private::ndarray::Array2<f32>,
    /// The gradient with respect to `b`.
    pub b: ::backprop::__private::ndarray::Array1<f32>,
}
#[automatically_derived]
impl ::backprop::__private::Graph for Layer {
    const INFO: &'static ::backprop::__private::GraphInfo = &::backprop::__private::GraphInfo {
        name: "Layer",
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
                    name: "w",
                    constant: false,
                    node: 1,
                },
                InputInfo {
                    name: "b",
                    constant: false,
                    node: 2,
                },
            ]
        },
        outputs: {
            use ::backprop::__private::OutputInfo;
            &[
                OutputInfo {
                    name: "",
                    constant: false,
                    node: 5,
                },
            ]
        },
        nodes: {
            use ::core::option::Option;
            use ::backprop::__private::NodeInfo;
            use ::backprop::__private::Dim;
            &[
                NodeInfo {
                    name: Option::Some("x"),
                    operation: "input",
                    operands: &[],
                    shape: &[
                        Dim::Named { name: "n", offset: 0 },
                        Dim::Named { name: "m", offset: 0 },
                    ],
                },
                NodeInfo {
                    name: Option::Some("w"),
                    operation: "input",
                    operands: &[],
                    shape: &[
                        Dim::Named { name: "n", offset: 0 },
                        Dim::Named { name: "m", offset: 0 },
                    ],
                },
                NodeInfo {
                    name: Option::Some("b"),
                    operation: "input",
                    operands: &[],
                    shape: &[Dim::Named { name: "m", offset: 0 }],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "*",
                    operands: &[0, 1],
                    shape: &[
                        Dim::Named { name: "n", offset: 0 },
                        Dim::Named { name: "m", offset: 0 },
                    ],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "+",
                    operands: &[3, 2],
                    shape: &[
                        Dim::Named { name: "n", offset: 0 },
                        Dim::Named { name: "m", offset: 0 },
                    ],
                },
                NodeInfo {
                    name: Option::None,
                    operation: "relu",
                    operands: &[4],
                    shape: &[
                        Dim::Named { name: "n", offset: 0 },
                        Dim::Named { name: "m", offset: 0 },
                    ],
                },
            ]
        },
        saved: &["x", "w", "b"],
        cost: ::backprop::__private::CostTable {
            number: 4,
            factors: &[&["n", "m"], &["m"]],
            kinds: &["additions", "multiplications", "relu", "conditions", "selections"],
            methods: [
                &[3, 0, 2, 1, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0],
                &[3, 0, 2, 1, 1, 0, 3, 1, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0],
                &[6, 0, 3, 1, 2, 1, 0, 0, 2, 0, 3, 0, 1, 0, 1, 0, 1, 0],
            ],
            value_and_grad: ::core::option::Option::None,
            kept: &[0, 0, 2, 1],
        }
            .info(),
    };
}
const _: () = {
    use ::backprop::__private::editor as __editor;
    impl Layer {
        /// What each name of the source means: for editors, and never called.
        #[allow(dead_code, reason = "it is there to be read")]
        #[allow(non_camel_case_types, reason = "the types bear the names of sizes")]
        fn __names<n, m>(
            x: __editor::Tensor<f32, (n, m)>,
            w: __editor::Tensor<f32, (n, m)>,
            b: __editor::Tensor<f32, (m,)>,
        ) -> __editor::Tensor<f32, (n, m)> {
            __editor::of((<f32 as __editor::Float>::relu, x, w, b))
        }
    }
};
