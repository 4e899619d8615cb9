//! A basket of fruit: two apples at 100, three oranges at 150, and 10 % tax.
//!
//! A graph with a name: `graph!` makes a struct of it, a struct for its gradient, and a description
//! of itself that a program can read.
//!
//! `cargo run --release --example fruit`

use std::io::{self, Write};

use backprop::{Graph, graph};

graph! {
    /// The bill for a basket of fruit, tax included.
    pub struct Bill(apple: f64, apples: f64, orange: f64, oranges: f64, tax: f64) -> f64 {
        let fruit = apple * apples + orange * oranges;
        fruit * tax
    }
}

fn main() -> io::Result<()> {
    let bill = Bill::new();
    // The total and its gradient, in one pass. `grads` has a field for each input.
    let (total, grads) = bill.value_and_grad(100.0, 2.0, 150.0, 3.0, 1.1);

    let mut out = io::stdout().lock();
    writeln!(out, "The total is {total:.0}. It would grow by")?;
    writeln!(out, "{:>8.1} if an apple cost 1 more,", grads.apple)?;
    writeln!(out, "{:>8.1} with one more apple,", grads.apples)?;
    writeln!(out, "{:>8.1} if an orange cost 1 more,", grads.orange)?;
    writeln!(out, "{:>8.1} with one more orange,", grads.oranges)?;
    writeln!(
        out,
        "{:>8.1} for each 1 that is added to the tax factor.",
        grads.tax
    )?;

    // The graph as data: inputs, outputs, operations and what they cost.
    write!(out, "\n{}", Bill::INFO)
}
