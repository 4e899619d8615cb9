//! What a graph costs, as a table in its description: a row for each figure, a column for each product of sizes.

use std::cmp::Reverse;

use super::template::text;
use super::text::Text;
use crate::cost::{Formula, GraphCost, MethodCost};
use crate::signature::Element;

/// The table, and how many numbers the longest of its arrays has.
pub(super) fn table(cost: &GraphCost, element: &Element, runtime: &Text) -> (Text, usize) {
    let table = Table::new(cost);
    let length = table.factors.len() * (figures(&cost.value).len() + table.kinds.len());
    let number = match element {
        Element::Single => text!(4),
        Element::Double => text!(8),
        Element::Parameter(element) => text!(::core::mem::size_of::<#element>()),
    };
    let factors = table.factors.iter().copied();
    let factors = factors.map(|names| text!(&[#(#names),*]));
    let kinds = &table.kinds;
    let [value, forward, backward] =
        [&cost.value, &cost.forward, &cost.backward].map(|method| table.method(method));
    let value_and_grad = match &cost.value_and_grad {
        Some(both) => {
            let both = table.method(both);
            text!(::core::option::Option::Some(#both))
        }
        None => text!(::core::option::Option::None),
    };
    let kept = table.rows([&cost.saved, &cost.gradient].into_iter());
    let tokens = text! {
        #runtime::CostTable {
            number: #number,
            factors: &[#(#factors),*],
            kinds: &[#(#kinds),*],
            methods: [#value, #forward, #backward],
            value_and_grad: #value_and_grad,
            kept: #kept,
        }
        .info()
    };
    (tokens, length)
}

/// What the columns are, and the rows behind those that every method has.
struct Table<'c> {
    /// The products of sizes, those of the most factors first.
    factors: Vec<&'c [String]>,
    kinds: Vec<&'static str>,
}

impl<'c> Table<'c> {
    fn new(cost: &'c GraphCost) -> Self {
        let mut formulas = vec![&cost.saved, &cost.gradient];
        for (_, method) in cost.methods() {
            formulas.extend(figures(method));
            formulas.extend(method.kinds.iter().map(|kind| &kind.count));
        }
        let mut factors: Vec<&[String]> = Vec::new();
        for term in formulas.into_iter().flat_map(|formula| &formula.terms) {
            if !factors.contains(&term.sizes.as_slice()) {
                factors.push(&term.sizes);
            }
        }
        let place = |name: &String| cost.sizes.iter().position(|size| size == name);
        factors.sort_by_cached_key(|names| {
            let places: Vec<Option<usize>> = names.iter().map(place).collect();
            (Reverse(names.len()), places)
        });
        Self {
            factors,
            kinds: cost.kinds(),
        }
    }

    /// The rows of a method.
    fn method(&self, cost: &MethodCost) -> Text {
        let nothing = Formula::default();
        let kinds = self.kinds.iter().map(|name| {
            let kind = cost.kinds.iter().find(|kind| kind.name == *name);
            kind.map_or(&nothing, |kind| &kind.count)
        });
        self.rows(figures(cost).into_iter().chain(kinds))
    }

    fn rows<'f>(&self, formulas: impl Iterator<Item = &'f Formula>) -> Text {
        let coefficients = formulas.flat_map(|formula| {
            self.factors.iter().map(|names| {
                let term = formula.terms.iter().find(|term| term.sizes == **names);
                term.map_or(0, |term| term.coefficient)
            })
        });
        text!(&[#(#coefficients),*])
    }
}

/// The figures that every method has, in the order of their rows.
fn figures(cost: &MethodCost) -> [&Formula; 4] {
    [&cost.operations, &cost.read, &cost.written, &cost.held]
}
