//! What an embedded project would link: a static library with its own panic handler.
//!
//! There is no bare machine here to build for. But a program has one panic handler, and `std` has
//! it already: where any crate underneath uses `std`, this file does not compile. It is empty
//! unless it is built with `--cfg bare`, as `tests/no_std.rs` of the workspace does, because a
//! build of the whole workspace has `std` in it.
#![cfg(bare)]
#![no_std]
#![allow(
    unsafe_code,
    reason = "a function that C can call has an unmangled name"
)]

use core::panic::PanicInfo;

use backprop_no_std_tests::{Bill, Functions, Normal, Pulse};

/// Calls one method of each graph, so that the code of all of them is generated and linked.
#[unsafe(no_mangle)]
pub extern "C" fn gradients(x: f64) -> f64 {
    let (_, bill) = Bill::new().value_and_grad(x, 2.0, 150.0, 3.0, 1.1);
    let (_, normal) = Normal::new().value_and_grad(x, 0.0, 1.0);
    let (_, single) = Normal::new().value_and_grad(0.5_f32, 0.0, 1.0);
    let (_, pulse) = Pulse::new().value_and_grad(x);
    let functions = Functions::new().value(x, 1.5);
    bill.apple + normal.x + f64::from(single.x) + pulse.x + functions.gelu_x
}

#[panic_handler]
fn panic(_: &PanicInfo) -> ! {
    loop {}
}
