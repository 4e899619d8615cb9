//! What each method of a graph costs, counted on the plan that is emitted: what is computed twice counts twice.
//!
//! The documentation of `CostInfo` in `backprop-core` says exactly what is counted.

mod formula;
mod nest;
mod numbers;
mod polynomial;
mod tensors;

use crate::ops::Work;
use crate::signature::{Element, Signature};
use crate::sorted::Map;
use polynomial::Polynomial;

pub use formula::{Formula, Term};
pub(crate) use numbers::of_numbers;
pub(crate) use tensors::of_tensors;

/// What the methods of a graph cost. Figures of memory are counts of numbers, whose type is that of the graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GraphCost {
    /// The type of numbers: `f32`, `f64`, or the type parameter.
    pub element: String,
    /// How many bytes a number has; none for a type parameter.
    pub bytes: Option<i64>,
    /// The named sizes of the graph, in the order in which the inputs name them.
    pub sizes: Vec<String>,
    /// Of `value`.
    pub value: MethodCost,
    /// Of `forward`.
    pub forward: MethodCost,
    /// Of `backward`.
    pub backward: MethodCost,
    /// Of `value_and_grad`, where the graph has one.
    pub value_and_grad: Option<MethodCost>,
    /// How many numbers `forward` keeps for `backward`, borrowed inputs aside.
    pub saved: Formula,
    /// How many numbers the gradient has.
    pub gradient: Formula,
}

impl GraphCost {
    /// What no method costs yet.
    fn empty(signature: &Signature) -> Self {
        let sizes = signature.dims.iter();
        Self {
            element: signature.element.text(),
            bytes: match signature.element {
                Element::Single => Some(4),
                Element::Double => Some(8),
                Element::Parameter(_) => None,
            },
            sizes: sizes.map(|name| name.text.clone()).collect(),
            gradient: Formula::new(&gradient(signature), signature),
            ..Self::default()
        }
    }

    /// The kinds of operations that any method has, in the order in which each method has them.
    #[must_use]
    pub fn kinds(&self) -> Vec<&'static str> {
        let kinds = self.methods().flat_map(|(_, method)| &method.kinds);
        let kinds: Map<Work, &'static str> = kinds.map(|kind| (kind.work, kind.name)).collect();
        kinds.into_values().collect()
    }

    /// The methods under their names.
    pub fn methods(&self) -> impl Iterator<Item = (&'static str, &MethodCost)> {
        let separate = [
            ("value", &self.value),
            ("forward", &self.forward),
            ("backward", &self.backward),
        ];
        let both = self.value_and_grad.as_ref();
        separate
            .into_iter()
            .chain(both.map(|both| ("value_and_grad", both)))
    }
}

/// What one call of a method costs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MethodCost {
    /// How many arithmetic operations there are.
    pub operations: Formula,
    /// How many there are of each kind, and how many conditions and selections.
    pub kinds: Vec<KindCost>,
    /// How many numbers are read from memory.
    pub read: Formula,
    /// How many numbers are written to memory.
    pub written: Formula,
    /// How many numbers the graph holds for the method from call to call; `forward` makes room for `backward`, too.
    pub held: Formula,
}

/// How many operations of one kind there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindCost {
    /// What they are called: `additions`, `multiplications`, `exp`.
    pub name: &'static str,
    /// How many there are.
    pub count: Formula,
    pub(crate) work: Work,
}

/// What a method does, while it is counted.
#[derive(Debug, Default)]
struct Tally {
    works: Map<Work, Polynomial>,
    read: Polynomial,
    written: Polynomial,
    held: Polynomial,
}

impl Tally {
    fn work(&mut self, work: Work, times: &Polynomial) {
        if work != Work::None {
            self.works.change(work, |sum| sum.add(times));
        }
    }

    fn finish(&self, signature: &Signature) -> MethodCost {
        let mut operations = Polynomial::default();
        for (work, count) in &self.works {
            operations.add(&count.times(work.operations()));
        }
        let kinds = self.works.iter().filter(|(_, count)| !count.is_zero());
        let kinds = kinds.map(|(work, count)| KindCost {
            name: work.name(),
            count: Formula::new(count, signature),
            work: *work,
        });
        MethodCost {
            operations: Formula::new(&operations, signature),
            kinds: kinds.collect(),
            read: Formula::new(&self.read, signature),
            written: Formula::new(&self.written, signature),
            held: Formula::new(&self.held, signature),
        }
    }
}

/// How many numbers the gradient has.
fn gradient(signature: &Signature) -> Polynomial {
    let mut numbers = Polynomial::default();
    for input in signature.inputs.iter().filter(|input| !input.constant) {
        numbers.add(&Polynomial::of(&input.shape));
    }
    numbers
}
