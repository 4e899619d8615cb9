::core::compile_error! {
    "cannot find `unknown` in graph `Broken`\nhelp: the names in scope are `x`, `k`"
}
/// The graph `Broken`.
#[allow(nonstandard_style)]
#[allow(dead_code, reason = "there has been an error")]
pub struct Broken<F> {
    inputs: [::backprop::__private::tensor::Vec<F>; 2],
    buffers: [::backprop::__private::tensor::Vec<F>; 0],
    products: ::backprop::__private::tensor::Vec<F>,
    workspace: ::backprop::__private::tensor::Vec<F>,
    grads: BrokenGrads<F>,
}
impl<F: ::backprop::__private::Float> Broken<F> {
    /// A graph that is ready to run.
    #[must_use]
    pub fn new() -> Self {
        ::core::unreachable!()
    }
    /// The output for these inputs; nothing is kept.
    ///
    /// # Errors
    ///
    /// The sizes of the inputs do not fit the declaration.
    pub fn value<'graph, 'input>(
        &'graph mut self,
        x: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView1<'input, F>,
        >,
        k: F,
    ) -> ::core::result::Result<
        BrokenOutput<'graph, F>,
        ::backprop::__private::ShapeError,
    > {
        ::core::unreachable!()
    }
    /// Runs the forward pass and keeps what `backward` needs.
    ///
    /// # Errors
    ///
    /// The sizes of the inputs do not fit the declaration.
    pub fn forward<'graph, 'input>(
        &'graph mut self,
        x: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView1<'input, F>,
        >,
        k: F,
    ) -> ::core::result::Result<
        BrokenPass<'graph, 'input, F>,
        ::backprop::__private::ShapeError,
    > {
        ::core::unreachable!()
    }
}
#[automatically_derived]
impl<F: ::backprop::__private::Float> ::core::default::Default for Broken<F> {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}
/// A forward pass of [`Broken`]: its output, and what `backward` needs.
#[allow(dead_code, reason = "not all of it is read in every graph")]
pub struct BrokenPass<'graph, 'input, F> {
    graph: &'graph mut Broken<F>,
    inputs: ::core::marker::PhantomData<&'input F>,
}
#[automatically_derived]
impl<F: ::backprop::__private::Float> ::core::fmt::Debug for BrokenPass<'_, '_, F> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.debug_struct("BrokenPass").finish_non_exhaustive()
    }
}
impl<'graph, F: ::backprop::__private::Float> BrokenPass<'graph, '_, F> {
    /// The output of this pass.
    #[must_use]
    pub fn output(&self) -> BrokenOutput<'_, F> {
        ::core::unreachable!()
    }
    /// Runs the backward pass: from the cotangent of each output to the gradient of each input.
    ///
    /// # Errors
    ///
    /// The size of a cotangent is not that of its output.
    pub fn backward<'cotangent>(
        self,
        d_y: impl ::core::convert::Into<
            ::backprop::__private::ndarray::ArrayView1<'cotangent, F>,
        >,
    ) -> ::core::result::Result<
        &'graph BrokenGrads<F>,
        ::backprop::__private::ShapeError,
    > {
        ::core::unreachable!()
    }
}
/// The gradient of [`Broken`], a field for each input that is not constant.
#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
pub struct BrokenGrads<F> {
    /// The gradient with respect to `x`.
    pub x: ::backprop::__private::ndarray::Array1<F>,
}
/// The outputs of [`Broken`].
#[derive(
    ::core::clone::Clone,
    ::core::marker::Copy,
    ::core::fmt::Debug,
    ::core::cmp::PartialEq,
)]
pub struct BrokenOutput<'graph, F> {
    /// The output `y`.
    pub y: ::backprop::__private::ndarray::ArrayView1<'graph, F>,
    /// The output `z`.
    pub z: F,
}
#[automatically_derived]
impl<F: ::backprop::__private::Float> ::backprop::__private::Graph for Broken<F> {
    const INFO: &'static ::backprop::__private::GraphInfo = &::backprop::__private::GraphInfo {
        name: "Broken",
        element: "F",
        inputs: &[],
        outputs: &[],
        nodes: &[],
        saved: &[],
        cost: ::backprop::__private::CostTable::NOTHING.info(),
    };
}
const _: () = {
    use ::backprop::__private::editor as __editor;
    impl<F: ::backprop::__private::Float> Broken<F> {
        /// What each name of the source means: for editors, and never called.
        #[allow(dead_code, reason = "it is there to be read")]
        #[allow(non_camel_case_types, reason = "the types bear the names of sizes")]
        fn __names<n>(
            x: __editor::Tensor<F, (n,)>,
            k: F,
        ) -> (__editor::Tensor<F, (n,)>, F) {
            __editor::of((x, k))
        }
    }
};
