//! `--emit ir`: the graph after a stage of the compiler, as text.

use backprop_codegen::export;

use crate::arguments::Stage;
use crate::show::Graph;

pub(super) fn ir(graphs: &[Graph], stage: Option<Stage>) -> String {
    let stage = stage.unwrap_or(Stage::Simplify);
    let texts: Vec<String> = graphs.iter().map(|graph| of_graph(graph, stage)).collect();
    texts.join("\n")
}

fn of_graph(graph: &Graph, stage: Stage) -> String {
    let exported = &graph.exported;
    match stage {
        Stage::Ast => exported.ir(export::Stage::Syntax),
        Stage::Infer => exported.ir(export::Stage::Infer),
        Stage::Differentiate => exported.ir(export::Stage::Differentiate),
        Stage::Simplify => {
            let separate = exported.ir(export::Stage::Simplify);
            match exported.ir(export::Stage::Seeded) {
                joint if joint.is_empty() => separate,
                joint => format!(
                    "// for value, forward and backward\n{separate}\n// for value_and_grad\n{joint}"
                ),
            }
        }
        Stage::Fuse => exported.ir(export::Stage::Fuse),
        Stage::Plan => exported.ir(export::Stage::Plan),
    }
}
