//! What rustc makes of a graph with mistakes, and of one that only looks as if it had some.
//!
//! `TRYBUILD=overwrite cargo test --test ui` writes the `.stderr` files anew; read the difference before
//! it is committed.

#[test]
fn mistakes_are_errors_at_their_tokens() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}

#[test]
fn near_misses_compile_and_run() {
    trybuild::TestCases::new().pass("tests/compile_pass/*.rs");
}
