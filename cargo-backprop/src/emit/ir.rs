//! `--emit ir`: the graph after a stage of the compiler, as text.

use backprop_codegen::export;

use crate::arguments::Stage;
use crate::show::Graph;

pub(super) fn ir(graphs: &[Graph], stage: Option<Stage>) -> String {
    let stage = match stage.unwrap_or(Stage::Simplify) {
        Stage::Infer => export::Stage::Infer,
        Stage::Differentiate => export::Stage::Differentiate,
        Stage::Simplify => export::Stage::Simplify,
    };
    let texts: Vec<String> = graphs
        .iter()
        .map(|graph| graph.exported.ir(stage))
        .collect();
    texts.join("\n")
}
