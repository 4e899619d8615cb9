//! The compiler behind `backprop::graph!`, as an ordinary library over `proc_macro2`.
//!
//! [`compile`] reads as the list of stages; each is a function in a file of its own.

// The templates of generated code are read token by token.
#![recursion_limit = "512"]

mod constant;
mod cost;
mod diag;
mod differentiate;
mod emit;
pub mod export;
mod fuse;
mod infer;
#[cfg(feature = "tools")]
pub mod interp;
mod ir;
mod keyword;
mod methods;
mod names;
mod notation;
mod ops;
mod place;
mod plan;
mod resolve;
mod shape;
mod signature;
mod simplify;
mod sorted;
mod split;
mod syntax;
mod tensor;
mod term;
mod ties;
mod verify;

use proc_macro2::TokenStream;
use quote::quote;

use diag::{Diagnostics, catalogue};
use differentiate::Differentiated;
use emit::{Code, Methods, Reader};
use infer::Inferred;
use names::Names;
use signature::Signature;
use simplify::Seed;
use split::Program;
use syntax::ast::GraphAst;

use crate::sorted::Set;

/// Compiles the contents of a `graph!` call to Rust.
///
/// Never fails: mistakes become `compile_error!`s at their tokens, beside the items of the graphs with
/// bodies that cannot be reached.
#[must_use]
pub fn compile(tokens: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::default();
    let analysed = analyse(tokens, &mut diagnostics);
    let simplified: Vec<Simplified> = if diagnostics.any() {
        Vec::new()
    } else {
        let graphs = analysed.graphs.iter();
        graphs
            .map(|(signature, graph)| reduce(signature, graph, &mut diagnostics))
            .collect()
    };
    let correct = !diagnostics.any();
    let mut simplified = simplified.iter().filter(|_| correct);
    let code: TokenStream = analysed
        .graphs
        .iter()
        .map(|(signature, source)| match simplified.next() {
            Some(simplified) => generate(signature, source, simplified, Reader::Compiler),
            None => emit::emit(signature, &Code::Missing, Reader::Compiler),
        })
        .collect();
    let mut output = diagnostics.into_tokens();
    output.extend(code);
    if analysed.expression {
        quote!({ #output })
    } else {
        output
    }
}

/// What the stages that may find mistakes give.
struct Analysed {
    graphs: Vec<(Signature, Differentiated)>,
    expression: bool,
}

/// The stages that may find mistakes: from tokens to graphs with gradients.
fn analyse(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Analysed {
    // Every token has been read or reported; what could not be read is a hole.
    let call = syntax::parse(tokens, diagnostics);
    let graphs = distinct(call.graphs, diagnostics)
        .into_iter()
        .map(|ast| {
            // Every name is an id; one that is unknown is poison.
            let resolved = resolve::resolve(&ast, diagnostics);
            // Every node has a kind and a shape.
            let (signature, inferred) = infer::infer(ast, resolved, diagnostics);
            let Inferred { graph, outputs } = inferred;
            // Every input that is not constant has a gradient.
            let differentiated =
                differentiate::differentiate(graph, outputs, &signature, diagnostics);
            verify::verify("differentiate", &signature, &differentiated, diagnostics);
            (signature, differentiated)
        })
        .collect();
    Analysed {
        graphs,
        expression: call.expression,
    }
}

/// The graphs of a call, or the messages of all mistakes in it.
#[cfg(feature = "tools")]
fn read(tokens: TokenStream) -> Result<Vec<(Signature, Differentiated)>, String> {
    let mut diagnostics = Diagnostics::default();
    let graphs = analyse(tokens, &mut diagnostics).graphs;
    if !diagnostics.any() {
        return Ok(graphs);
    }
    let texts: Vec<String> = diagnostics
        .sorted()
        .iter()
        .map(|diagnostic| format!("error: {}", diagnostic.text()))
        .collect();
    Err(texts.join("\n"))
}

/// A graph with gradients, made small for each way to run it.
#[derive(Debug)]
struct Simplified {
    /// For `value`, `forward` and `backward`.
    separate: Differentiated,
    /// For `value_and_grad`, where there is one.
    joint: Option<Differentiated>,
}

/// The stage that makes a correct graph smaller.
fn reduce(
    signature: &Signature,
    differentiated: &Differentiated,
    diagnostics: &mut Diagnostics,
) -> Simplified {
    // Every node is needed, and none stands twice.
    let mut simplify = |seed| {
        let simplified = simplify::simplify(differentiated, seed);
        verify::verify("simplify", signature, &simplified, diagnostics);
        simplified
    };
    Simplified {
        separate: simplify(Seed::Argument),
        joint: signature.has_value_and_grad().then(|| simplify(Seed::One)),
    }
}

/// The stages that cannot fail: from a small graph to Rust.
fn generate(
    signature: &Signature,
    source: &Differentiated,
    simplified: &Simplified,
    reader: Reader,
) -> TokenStream {
    arrange(signature, source, simplified, |code| {
        emit::emit(signature, code, reader)
    })
}

/// The stages from a small graph to the statements or loops of each method, which `then` gets.
fn arrange<R>(
    signature: &Signature,
    source: &Differentiated,
    simplified: &Simplified,
    then: impl FnOnce(&Code<'_>) -> R,
) -> R {
    if !signature.has_tensors() {
        let methods = methods_of_numbers(signature, source, simplified);
        return then(&Code::Numbers(&methods));
    }
    let Simplified { separate, joint } = simplified;
    // Every method has its program, and backward reads only inputs and what forward saves.
    let programs = split::split_tensors(separate, joint.as_ref());
    // Every method is a list of loop nests and matrix products, and every array has its buffer.
    let methods = methods::methods(signature, source, &programs);
    then(&Code::Tensors(&methods))
}

/// What the methods of a graph over numbers do.
fn methods_of_numbers<'g>(
    signature: &Signature,
    source: &'g Differentiated,
    simplified: &'g Simplified,
) -> Methods<'g> {
    let Simplified { separate, joint } = simplified;
    // Every method has its program, and backward reads only what forward saves.
    let programs = split::split(separate, joint.as_ref());
    let mut names = Names::new(&separate.graph, signature);
    let method = |program: &Program<'_>, names: &mut Names| {
        // Every node has the innermost block that all its readers see.
        let blocks = fuse::fuse(program);
        // Every value is a statement, or part of one.
        plan::plan(program, &blocks, names)
    };
    let forward = method(&programs.forward, &mut names);
    let backward = method(&programs.backward, &mut names);
    let value = method(&programs.value, &mut Names::new(&separate.graph, signature));
    let value_and_grad = joint
        .as_ref()
        .zip(programs.value_and_grad.as_ref())
        .map(|(joint, program)| method(program, &mut Names::new(&joint.graph, signature)));
    let cost = cost::of_numbers(
        signature,
        [&value, &forward, &backward],
        value_and_grad.as_ref(),
        programs.saved.len(),
    );
    Methods {
        source,
        programs,
        names,
        value,
        forward,
        backward,
        value_and_grad,
        cost,
    }
}

/// Leaves one graph of each name; another is reported. Those under `#[cfg]` are rustc's business.
fn distinct(graphs: Vec<GraphAst>, diagnostics: &mut Diagnostics) -> Vec<GraphAst> {
    let mut names = Set::new();
    let mut distinct = Vec::new();
    for graph in graphs {
        if graph.attributes.cfg.is_empty() && !names.insert(graph.name.text.clone()) {
            diagnostics.report(catalogue::defined_twice(
                graph.name.place,
                &graph.name.text,
                "a graph of this `graph!`",
            ));
            continue;
        }
        distinct.push(graph);
    }
    distinct
}
