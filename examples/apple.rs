//! Two apples at 100, and 10 % tax: what is the total, and how does it move with each number?
//!
//! The same computational graph twice: layer by layer, by hand, and from one line by `graph!`.
//!
//! ```text
//! price ──┐
//!         × ── apples ──┐
//! count ──┘             × ── total
//! tax ──────────────────┘
//! ```
//!
//! `cargo run --release --example apple`

use std::error::Error;

use backprop::{Layer, MulLayer, graph};

fn main() -> Result<(), Box<dyn Error>> {
    let (price, count, tax) = (100.0, 2.0, 1.1);

    // By hand: one layer for each node of the drawing. `forward` goes from left to right, and each
    // layer keeps what it needs for the way back.
    let mut times_count = MulLayer::new();
    let mut times_tax = MulLayer::new();
    let apples = times_count.forward((price, count))?;
    let total = times_tax.forward((apples, tax))?;

    // `backward` goes from right to left. It starts with 1, the gradient of the total with respect
    // to itself, and each layer multiplies in its own part: the chain rule.
    let (d_apples, d_tax) = times_tax.backward(1.0)?;
    let (d_price, d_count) = times_count.backward(d_apples)?;

    // By `graph!`: the expression alone. The compiler writes both directions.
    let bill = graph!(|price, count, tax| price * count * tax);
    let (graph_total, grads) = bill.value_and_grad(price, count, tax);

    println!("{:>16} {:>12} {:>12}", "", "by hand", "by graph!");
    for (name, by_hand, by_graph) in [
        ("total", total, graph_total),
        ("d total/d price", d_price, grads.price),
        ("d total/d count", d_count, grads.count),
        ("d total/d tax", d_tax, grads.tax),
    ] {
        println!("{name:>16} {by_hand:>12.2} {by_graph:>12.2}");
    }
    println!("\nOne more apple would cost {:.0} more.", grads.count);
    Ok(())
}
