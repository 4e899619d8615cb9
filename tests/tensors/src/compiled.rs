//! A graph that `graph!` has compiled, called with arrays of all layouts.

use std::panic::{AssertUnwindSafe, catch_unwind};

use backprop::ShapeError;
use backprop::ndarray::{
    Array, ArrayBase, ArrayD, ArrayView, ArrayViewD, Axis, Data, Dimension, IxDyn, ShapeBuilder,
    Slice,
};
use backprop_codegen::interp::{Real, Tensor};

use crate::check::{Passes, Subject, same};

/// Outputs and gradient.
pub(crate) type Found<R> = Result<(Vec<Tensor<R>>, Vec<Tensor<R>>), ShapeError>;

/// A compiled graph behind one interface.
pub(crate) trait Compiled<R> {
    fn outputs(&mut self, inputs: &[ArrayViewD<'_, R>]) -> Result<Vec<Tensor<R>>, ShapeError>;
    fn passes(
        &mut self,
        inputs: &[ArrayViewD<'_, R>],
        cotangents: &[ArrayViewD<'_, R>],
    ) -> Found<R>;
    /// `value_and_grad`, where the graph has it.
    fn fused(&mut self, inputs: &[ArrayViewD<'_, R>]) -> Found<R>;
}

/// A graph for one element type: its place in `generate::graphs`.
pub(crate) struct Case<R: 'static> {
    pub(crate) index: usize,
    pub(crate) new: fn() -> Box<dyn Compiled<R>>,
}

pub(crate) fn scalar<R: Copy>(view: &ArrayViewD<'_, R>) -> R {
    view[IxDyn(&[])]
}

pub(crate) fn view<'a, D: Dimension, R>(view: &ArrayViewD<'a, R>) -> ArrayView<'a, R, D> {
    view.clone()
        .into_dimensionality()
        .expect("the rank is known")
}

pub(crate) fn array<D: Dimension, R: Clone>(view: &ArrayViewD<'_, R>) -> Array<R, D> {
    view.to_owned()
        .into_dimensionality()
        .expect("the rank is known")
}

pub(crate) fn elements<R: Clone>(view: &ArrayViewD<'_, R>) -> Vec<R> {
    view.iter().cloned().collect()
}

/// A result as a tensor.
pub(crate) trait Collect<R> {
    fn tensor(&self) -> Tensor<R>;
}

impl Collect<f32> for f32 {
    fn tensor(&self) -> Tensor<f32> {
        Tensor::scalar(*self)
    }
}

impl Collect<f64> for f64 {
    fn tensor(&self) -> Tensor<f64> {
        Tensor::scalar(*self)
    }
}

impl<R: Copy, S: Data<Elem = R>, D: Dimension> Collect<R> for ArrayBase<S, D> {
    fn tensor(&self) -> Tensor<R> {
        Tensor {
            shape: self.shape().to_vec(),
            data: self.iter().copied().collect(),
        }
    }
}

/// An array in memory, of which the tensor is a part or another order.
struct Held<R> {
    memory: ArrayD<R>,
    layout: usize,
}

const LAYOUTS: usize = 5;

impl<R: Real> Held<R> {
    fn new(tensor: &Tensor<R>, layout: usize) -> Self {
        let layout = if tensor.shape.is_empty() {
            0
        } else {
            layout % LAYOUTS
        };
        let plain = ArrayD::from_shape_vec(tensor.shape.clone(), tensor.data.clone());
        let plain = plain.expect("as many elements as the sizes say");
        let mut larger = tensor.shape.clone();
        match layout {
            3 => *larger.last_mut().expect("an axis") *= 2,
            4 => larger[0] += 2,
            _ => {}
        }
        let mut memory = ArrayD::from_elem(larger.clone(), R::narrow(f64::NAN));
        if layout == 1 {
            memory = ArrayD::from_elem(larger.f(), R::narrow(f64::NAN));
        }
        part_mut(&mut memory, layout).assign(&plain);
        Self { memory, layout }
    }

    fn view(&self) -> ArrayViewD<'_, R> {
        let mut view = self.memory.view();
        match self.layout {
            2 => view.invert_axis(Axis(0)),
            3 => view.slice_axis_inplace(Axis(view.ndim() - 1), Slice::new(0, None, 2)),
            4 => view.slice_axis_inplace(Axis(0), Slice::new(1, Some(-1), 1)),
            _ => {}
        }
        view
    }
}

fn part_mut<R>(memory: &mut ArrayD<R>, layout: usize) -> backprop::ndarray::ArrayViewMutD<'_, R> {
    let mut view = memory.view_mut();
    match layout {
        2 => view.invert_axis(Axis(0)),
        3 => view.slice_axis_inplace(Axis(view.ndim() - 1), Slice::new(0, None, 2)),
        4 => view.slice_axis_inplace(Axis(0), Slice::new(1, Some(-1), 1)),
        _ => {}
    }
    view
}

/// A compiled graph, called each time with other layouts.
pub(crate) struct Called<R> {
    graph: Box<dyn Compiled<R>>,
    calls: usize,
}

impl<R: Real> Called<R> {
    pub(crate) fn new(graph: Box<dyn Compiled<R>>) -> Self {
        Self { graph, calls: 0 }
    }

    /// `value_and_grad`, of a graph that has it.
    pub(crate) fn fused(&mut self, inputs: &[Tensor<R>]) -> Passes<R> {
        let inputs = self.hold(inputs);
        twice(|| self.graph.fused(&views(&inputs)), same_passes)
    }

    fn hold(&mut self, tensors: &[Tensor<R>]) -> Vec<Held<R>> {
        self.calls += 1;
        let tensors = tensors.iter().enumerate();
        let held = tensors.map(|(place, tensor)| Held::new(tensor, self.calls + place));
        held.collect()
    }
}

fn views<R: Real>(held: &[Held<R>]) -> Vec<ArrayViewD<'_, R>> {
    held.iter().map(Held::view).collect()
}

impl<R: Real> Subject<R> for Called<R> {
    fn value(&mut self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>, String> {
        let inputs = self.hold(inputs);
        let outputs = || self.graph.outputs(&views(&inputs));
        twice(outputs, |found, again| same(found, again))
    }

    fn passes(&mut self, inputs: &[Tensor<R>], cotangents: &[Tensor<R>]) -> Passes<R> {
        let (inputs, cotangents) = (self.hold(inputs), self.hold(cotangents));
        let passes = || self.graph.passes(&views(&inputs), &views(&cotangents));
        twice(passes, same_passes)
    }
}

/// The same with the gradient of `value_and_grad`.
pub(crate) struct Together<R>(pub(crate) Called<R>);

impl<R: Real> Subject<R> for Together<R> {
    fn value(&mut self, inputs: &[Tensor<R>]) -> Result<Vec<Tensor<R>>, String> {
        self.0.value(inputs)
    }

    fn passes(&mut self, inputs: &[Tensor<R>], _cotangents: &[Tensor<R>]) -> Passes<R> {
        self.0.fused(inputs)
    }
}

/// What two calls with the same arguments find, if that is the same.
fn twice<T>(
    mut call: impl FnMut() -> Result<T, ShapeError>,
    same: impl Fn(&T, &T) -> bool,
) -> Result<T, String> {
    let mut caught = || catch_unwind(AssertUnwindSafe(&mut call));
    match (caught(), caught()) {
        (Ok(Ok(found)), Ok(Ok(again))) if same(&found, &again) => Ok(found),
        (Ok(Err(found)), Ok(Err(again))) if found == again => Err(found.to_string()),
        (Ok(_), Ok(_)) => Err("two calls with the same arguments differ".to_owned()),
        _ => Err("a call panics".to_owned()),
    }
}

fn same_passes<R: Real>(
    found: &(Vec<Tensor<R>>, Vec<Tensor<R>>),
    again: &(Vec<Tensor<R>>, Vec<Tensor<R>>),
) -> bool {
    same(&found.0, &again.0) && same(&found.1, &again.1)
}
