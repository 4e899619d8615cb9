//! What the code that `graph!` generates for editors is made of: types that say what a name of the source means, and
//! values that nobody asks for.
//!
//! Nothing here is for people; it may change at any time.

use core::marker::PhantomData;

pub use crate::Float;

/// A tensor with these sizes, a tuple of [`Literal`]s, named sizes, and [`More`] or [`Less`] than those.
#[derive(Debug)]
pub struct Tensor<Element, Sizes>(PhantomData<fn() -> (Element, Sizes)>);

impl<Element, Sizes> Clone for Tensor<Element, Sizes> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Element, Sizes> Copy for Tensor<Element, Sizes> {}

/// A size that is written as a number.
#[derive(Debug)]
pub struct Literal<const SIZE: usize>;

/// A named size and so much.
#[derive(Debug)]
pub struct More<Size, const OFFSET: u64>(PhantomData<fn() -> Size>);

/// A named size less so much.
#[derive(Debug)]
pub struct Less<Size, const OFFSET: u64>(PhantomData<fn() -> Size>);

/// A named size that stands where no type does.
pub fn size<Size>() {}

/// What is made of `names`; never called.
pub fn of<Names, Value>(names: Names) -> Value {
    drop(names);
    unreachable!("what is there for editors does not run")
}
