//! `--emit rust`: the generated code, formatted, with a comment on each statement.

use proc_macro2::TokenStream;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprBlock, Label, Stmt, parse_quote};

use crate::report::{Failure, Message};
use crate::show::Graph;

/// What `each! {` is while the code is formatted: formatters leave the contents of a macro as they are, but not those
/// of a block.
const LABELLED: &str = "'each: {";
const EACH: &str = "each! {";

pub(super) fn rust(graphs: &[Graph]) -> Result<String, Failure> {
    let texts: Result<Vec<String>, Failure> = graphs.iter().map(of_graph).collect();
    Ok(texts?.join("\n"))
}

fn of_graph(graph: &Graph) -> Result<String, Failure> {
    formatted(graph.exported.rust(), graph)
}

/// Code that is generated for a graph, formatted.
pub(super) fn formatted(code: TokenStream, graph: &Graph) -> Result<String, Failure> {
    let mut file = syn::parse2(code).map_err(|error| {
        let message = format!(
            "what is generated for {} is not Rust: this is a bug in backprop",
            graph.title()
        );
        Failure::Other(Message::new(message).note(error.to_string()))
    })?;
    Loops.visit_file_mut(&mut file);
    Ok(prettyplease::unparse(&file).replace(LABELLED, EACH))
}

/// Puts a labelled block in place of each `each! { .. }`, which holds a loop.
struct Loops;

impl VisitMut for Loops {
    fn visit_block_mut(&mut self, block: &mut Block) {
        for statement in &mut block.stmts {
            let call = match statement {
                Stmt::Macro(call) => &call.mac,
                Stmt::Expr(Expr::Macro(call), _) => &call.mac,
                _ => continue,
            };
            if !call.path.is_ident("each") {
                continue;
            }
            if let Ok(inside) = call.parse_body::<Expr>() {
                let label: Label = parse_quote!('each:);
                *statement = Stmt::Expr(
                    Expr::Block(ExprBlock {
                        attrs: Vec::new(),
                        label: Some(label),
                        block: parse_quote!({ #inside }),
                    }),
                    None,
                );
            }
        }
        visit_mut::visit_block_mut(self, block);
    }
}
