//! `cargo backprop show`: what the graphs of a Rust file become, without building it.

mod arguments;
mod emit;
mod number;
mod output;
mod picture;
mod point;
mod report;
mod show;
mod source;

use std::process::ExitCode;

use arguments::Command;

fn main() -> ExitCode {
    let Command::Show(request) = arguments::read();
    match show::show(&request) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
