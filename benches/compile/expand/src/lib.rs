//! A macro that takes the time which graphs take to expand, where they expand: in rustc.

use std::hint::black_box;

use proc_macro::{TokenStream, TokenTree};
use rustix::time::{ClockId, clock_gettime};

/// How often each graph is compiled.
const ROUNDS: usize = 11;

/// Compiles each graph of `{ .. } { .. }` several times, one after the other, and writes the seconds to the file that
/// `EXPANSIONS` names, a line for each graph.
///
/// # Panics
///
/// Panics if `EXPANSIONS` names no file that can be written.
#[proc_macro]
pub fn measure(graphs: TokenStream) -> TokenStream {
    let graphs = graphs.into_iter().filter_map(|tree| match tree {
        TokenTree::Group(group) => Some((group.stream(), Vec::new())),
        _ => None,
    });
    let mut graphs: Vec<(TokenStream, Vec<String>)> = graphs.collect();
    for _ in 0..ROUNDS {
        for (graph, samples) in &mut graphs {
            let graph = graph.clone();
            let start = seconds();
            let code = TokenStream::from(backprop_codegen::compile(graph.into()));
            samples.push((seconds() - start).to_string());
            black_box(code);
        }
    }
    let lines: Vec<String> = graphs
        .into_iter()
        .map(|(_, samples)| samples.join(" "))
        .collect();
    let file = std::env::var("EXPANSIONS").expect("`EXPANSIONS` names a file");
    std::fs::write(&file, lines.join("\n")).expect("the file can be written");
    TokenStream::new()
}

/// How long this thread has run: what else the machine does takes nothing away.
fn seconds() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    #[expect(clippy::cast_precision_loss, reason = "hours of nanoseconds fit")]
    let seconds = time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9;
    seconds
}
