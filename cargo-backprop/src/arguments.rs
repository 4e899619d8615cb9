//! What can be asked for on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// What the graphs of `backprop::graph!` become.
#[derive(Debug, Parser)]
#[command(name = "cargo-backprop", bin_name = "cargo backprop", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Show(Show),
}

/// Shows what the graphs of a Rust file become, without building it
///
/// Finds the `graph!` calls of a Rust source file wherever they stand, and shows the code that they become,
/// the stages on the way to it, pictures of the graph, or what it costs.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 0 if all went well, 1 if the file has a mistake or OUT is out of date, 2 if the call is wrong.")]
pub(crate) struct Show {
    /// The Rust source file; `-` reads standard input
    pub(crate) file: PathBuf,

    /// The one graph to show: its name, or where it stands, as `LINE` or `LINE:COLUMN`
    ///
    /// Without it, all graphs of the file are shown. A graph without a name, `graph!(|x| ..)`, is chosen by its
    /// line.
    #[arg(long, value_name = "NAME")]
    pub(crate) graph: Option<String>,

    /// What to show
    #[arg(long, value_enum, default_value_t = Emit::Rust, value_name = "FORM")]
    pub(crate) emit: Emit,

    /// The stage of the compiler after which to show the graph, with `--emit ir`
    #[arg(long, value_enum, value_name = "STAGE")]
    pub(crate) stage: Option<Stage>,

    /// The value of an input or of a named size, for pictures and costs; may be given once for each name
    ///
    /// For a tensor, `x=@FILE` reads a file of comma-separated values, `x=random` makes values up, `x=[1, 2]` lists them,
    /// and `x=1` gives each element this value. Rust constants are named by their path, `limits::MAX=3`. What flows
    /// back from an output is 1, or what `d_loss=2` says.
    #[arg(long, value_name = "NAME=VALUE", value_parser = at)]
    pub(crate) at: Vec<At>,

    /// The file to write to, instead of standard output
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,

    /// Writes nothing; fails, and prints the difference, if OUT is not what would be written
    #[arg(long, requires = "output")]
    pub(crate) check: bool,
}

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Emit {
    /// The generated code, with a comment on each statement
    Rust,
    /// The graph after a stage of the compiler, as text
    Ir,
    /// The graph in Graphviz's language
    Dot,
    /// A drawing of the graph
    Svg,
    /// What each method costs, as a table; the ways to the gradient as a chart, where OUT ends in `.svg`
    Cost,
    /// A page to explore the graph with
    Html,
}

/// A stage of the compiler, as its reader sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    /// What the parser has read
    Ast,
    /// The value as it was written, with all shapes
    Infer,
    /// The value and the gradient of each input
    Differentiate,
    /// Both made smaller together
    Simplify,
    /// What each method computes together: blocks of statements, loop nests
    Fuse,
    /// What each method does, in order: its statements, or its buffers, loops and products
    Plan,
}

/// `name=value`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct At {
    pub(crate) name: String,
    pub(crate) value: String,
}

fn at(text: &str) -> Result<At, String> {
    let (name, value) = text
        .split_once('=')
        .ok_or("expected `NAME=VALUE`, such as `apples=2`")?;
    let (name, value) = (name.trim(), value.trim());
    if name.is_empty() || value.is_empty() {
        return Err("expected a name and a value on both sides of `=`".to_owned());
    }
    Ok(At {
        name: name.to_owned(),
        value: value.to_owned(),
    })
}

/// The command line, as `cargo backprop ..` and as `cargo-backprop ..`. Ends the process where it is wrong.
pub(crate) fn read() -> Command {
    let mut words: Vec<_> = std::env::args_os().collect();
    // Cargo hands on the name under which it found the command.
    if words.get(1).is_some_and(|word| word == "backprop") {
        words.remove(1);
    }
    Arguments::parse_from(words).command
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn options_fit_together() {
        super::Arguments::command().debug_assert();
    }
}
