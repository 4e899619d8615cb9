//! Every error of the compiler, one constructor each.
//!
//! A message is one fact in plain words, lowercase, without a full stop; `note:` adds a fact, `help:` the
//! way out. Where rustc has the case, the words are rustc's.

mod calls;
mod expressions;
mod graphs;
mod names;
mod operators;
mod shapes;
mod sizes;
mod statements;
mod types;

pub(crate) use calls::*;
pub(crate) use expressions::*;
pub(crate) use graphs::*;
pub(crate) use names::*;
pub(crate) use operators::*;
pub(crate) use shapes::*;
pub(crate) use sizes::*;
pub(crate) use statements::*;
pub(crate) use types::*;

use super::{Diagnostic, foreign, similar};
use crate::ops::{Op, Parameter};
use crate::place::Place;

/// What to write in a `graph!` that holds something else.
const DECLARE: &str = "declare a graph: `struct Square(x: f64) -> f64 { x * x }`, or write an expression: `|x| x * x`";

const ONLY_OPERATIONS: &str = "only the operations of the language have derivatives";

const LISTED: &str = "write its formula; the documentation of `graph!` lists the operations";

pub(crate) fn missing_derivative(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(place, format!("`{name}` has no derivative")).note(BUG)
}

pub(crate) fn bug(place: Place, what: &str) -> Diagnostic {
    Diagnostic::new(place, what).note(BUG)
}

const BUG: &str = "this is a bug in backprop";

/// What to write for a name that is no operation.
fn instead_of_operation(name: &str) -> Option<String> {
    foreign::operation(name).or_else(|| {
        similar(name, crate::ops::names())
            .map(|candidate| format!("an operation with a similar spelling exists: `{candidate}`"))
    })
}

/// The graph of this name, for "cannot find .. in ..".
fn in_graph(name: Option<&str>) -> String {
    name.map_or_else(|| "this graph".to_owned(), |name| format!("graph `{name}`"))
}

/// Whether a name is that of a type of numbers in Rust.
fn is_number_type(name: &str) -> bool {
    name.strip_prefix(['f', 'i', 'u'])
        .is_some_and(|bits| matches!(bits, "8" | "16" | "32" | "64" | "128" | "size"))
}

/// How an operation is called: `powi(x, n)`, or `x.powi(n)` as a method.
fn form(op: Op, method: bool) -> String {
    let operation = op.operation();
    let mut values = match op {
        Op::Clamp => ["x", "low", "high"],
        Op::LeakyRelu => ["x", "slope", ".."],
        Op::Powf => ["x", "p", ".."],
        _ => ["x", "y", "z"],
    }
    .into_iter();
    let mut parameters = operation
        .parameters
        .iter()
        .map(|parameter| match parameter {
            Parameter::Value => values.next().unwrap_or(".."),
            Parameter::Integer => "2",
            Parameter::Axis => "0",
            Parameter::Sizes => "[2, 3]",
        });
    let receiver = parameters.next().filter(|_| method);
    let receiver = receiver.map_or_else(String::new, |receiver| format!("{receiver}."));
    let mut arguments: Vec<&str> = parameters.collect();
    if receiver.is_empty() {
        arguments.insert(0, "x");
    }
    format!("{receiver}{}({})", operation.name, arguments.join(", "))
}

/// "intro `a`, `b`", for six names or fewer, given in reverse; those with an underscore are meant for
/// nothing.
fn one_of(intro: &str, names: &[&str]) -> Option<String> {
    let names = names.iter().rev().filter(|name| !name.starts_with('_'));
    let quoted: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    if quoted.is_empty() || quoted.len() > 6 {
        return None;
    }
    Some(format!("{intro} {}", quoted.join(", ")))
}
