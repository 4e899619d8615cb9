//! Prints how long the compiler takes for some graphs, in the profile that it is compiled in.

use std::hint::black_box;

use proc_macro2::TokenStream;
use rustix::time::{ClockId, clock_gettime};

mod graphs;

/// How often each graph is compiled.
const ROUNDS: usize = 11;

/// A classifier with one hidden layer, and its loss.
const MLP: &str = "
    struct Mlp(
        const x: [f32; batch, 784],
        const labels: [f32; batch, 10],
        w1: [f32; 784, hidden], b1: [f32; hidden],
        w2: [f32; hidden, 10], b2: [f32; 10],
    ) -> f32 {
        let h = relu(x @ w1 + b1);
        let logits = h @ w2 + b2;
        -mean(sum_axis(labels * log_softmax(logits), 1))
    }";

fn main() {
    let chains = [10, 100, 1000].map(|length| (format!("chain of {length}"), chain(length)));
    let named = [
        ("Bill", graphs::BILL),
        ("Mlp", MLP),
        ("bundle adjustment", graphs::BUNDLE_ADJUSTMENT),
    ];
    let named = named.map(|(name, source)| (name.to_owned(), source.to_owned()));
    let mut cases: Vec<(String, TokenStream, Vec<f64>)> = named
        .into_iter()
        .chain(chains)
        .map(|(name, source)| (name, tokens(&source), Vec::new()))
        .collect();
    for _ in 0..ROUNDS {
        for (_, tokens, samples) in &mut cases {
            let tokens = tokens.clone();
            let start = seconds();
            black_box(backprop_codegen::compile(tokens));
            samples.push(seconds() - start);
        }
    }
    for (name, _, samples) in cases {
        let samples: Vec<String> = samples.iter().map(f64::to_string).collect();
        println!("{name},{}", samples.join(" "));
    }
}

/// How long this thread has run: what else the machine does takes nothing away.
fn seconds() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    #[expect(clippy::cast_precision_loss, reason = "hours of nanoseconds fit")]
    let seconds = time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9;
    seconds
}

fn tokens(source: &str) -> TokenStream {
    source.parse().expect("the graph is made of tokens")
}

/// So many operations on numbers, one after the other.
fn chain(operations: usize) -> String {
    let mut body = String::from("let v0 = x * y;");
    for index in 1..operations {
        let last = index - 1;
        let operation = match index % 4 {
            0 => format!("v{last} * y"),
            1 => format!("sin(v{last})"),
            2 => format!("v{last} + x"),
            _ => format!("v{last} / y"),
        };
        body.push_str(&format!("let v{index} = {operation};"));
    }
    format!(
        "struct Chain(x: f64, y: f64) -> f64 {{ {body} v{} }}",
        operations - 1
    )
}
