//! Whatever stands in a `graph!` call, the compiler gives Rust.
#![no_main]

#[path = "../src/check.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|text: &str| check::check(text, backprop_codegen::compile));
