//! From a file to what is shown of its graphs.

use std::fs;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;
use std::rc::Rc;

use backprop_codegen::export::{self, Exported, Problem};

use crate::arguments::Show;
use crate::report::{Failure, Message, Mistake};
use crate::source::{Call, NotTokens, Source};
use crate::{emit, output};

/// A graph of the file.
#[derive(Debug)]
pub(crate) struct Graph {
    /// The line in which its name stands, or in which a graph without a name begins.
    pub(crate) line: usize,
    /// The column, from 1 on.
    column: usize,
    /// What the compiler knows of it.
    pub(crate) exported: Exported,
    /// The file.
    pub(crate) source: Rc<Source>,
    /// The bytes of the call in which it stands.
    pub(crate) call: Range<usize>,
}

impl Graph {
    /// What tells the graph from others of its file, for messages.
    pub(crate) fn title(&self) -> String {
        match self.exported.name() {
            Some(name) => format!("`{name}` in line {}", self.line),
            None => format!("one without a name in line {}", self.line),
        }
    }

    /// What the graph is called in the middle of a message.
    pub(crate) fn called(&self) -> String {
        match self.exported.name() {
            Some(name) => format!("`{name}`"),
            None => format!("the graph in line {}", self.line),
        }
    }

    /// Whether `--graph` means this one.
    fn is_called(&self, wanted: &str) -> bool {
        let line = self.line.to_string();
        self.exported.name() == Some(wanted)
            || line == wanted
            || format!("{line}:{}", self.column) == wanted
    }
}

/// What tells graphs from each other, and how to choose one of them.
pub(crate) fn choices(graphs: &[Graph]) -> (String, &'static str) {
    let mut lines: Vec<usize> = graphs.iter().map(|graph| graph.line).collect();
    lines.sort_unstable();
    lines.dedup();
    if lines.len() == graphs.len() {
        let titles: Vec<String> = graphs.iter().map(Graph::title).collect();
        return (titles.join(", "), "choose one by its name or its line");
    }
    let titles = graphs.iter().map(|graph| {
        let title = graph.title();
        format!("{title}:{}", graph.column)
    });
    let titles: Vec<String> = titles.collect();
    let help = "choose one by its name, its line, or its line and column, as in `--graph 7:1`";
    (titles.join(", "), help)
}

/// Shows what is asked for, or writes it, or compares it with what has been written.
pub(crate) fn show(request: &Show) -> Result<(), Failure> {
    if request.stage.is_some() && request.emit != crate::arguments::Emit::Ir {
        let message = Message::new("`--stage` belongs to `--emit ir`");
        return Err(Failure::Usage(message));
    }
    if let Some(failure) = output::misplaced(request) {
        return Err(failure);
    }
    let source = read(&request.file)?;
    let graphs = graphs(source, request.graph.as_deref())?;
    let text = emit::emit(&graphs, request)?;
    output::give(&text, request)
}

fn read(file: &Path) -> Result<Source, Failure> {
    let standard_input = file == Path::new("-");
    let name = if standard_input {
        "<stdin>".to_owned()
    } else {
        file.display().to_string()
    };
    let bytes = if standard_input {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(file)
    };
    let bytes = bytes.map_err(|error| {
        Failure::Other(Message::new(format!("cannot read `{name}`")).note(error.to_string()))
    })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let position = error.utf8_error().valid_up_to();
        let message = Message::new(format!("`{name}` is not UTF-8"));
        Failure::Other(message.note(format!("the first wrong byte is at {position}")))
    })?;
    Ok(Source::new(name, &text))
}

/// The graphs of the file, or the one that is wanted.
fn graphs(source: Source, wanted: Option<&str>) -> Result<Vec<Graph>, Failure> {
    let source = Rc::new(source);
    let calls = match source.calls() {
        Ok(calls) => calls,
        Err(NotTokens { reason, range }) => {
            let message = Message::new(reason);
            let mistakes = vec![Mistake { message, range }];
            return Err(Failure::Source { source, mistakes });
        }
    };
    let mut graphs = Vec::new();
    let mut mistakes = Vec::new();
    for call in calls {
        match export::load(call.tokens.clone()) {
            Ok(found) => graphs.extend(found.into_iter().map(|exported| Graph {
                line: exported.span().start().line,
                column: exported.span().start().column + 1,
                exported,
                source: Rc::clone(&source),
                call: call.range.clone(),
            })),
            Err(problems) => {
                mistakes.extend(problems.into_iter().map(|problem| mistake(problem, &call)));
            }
        }
    }
    // A graph that is wanted and correct is shown, whatever is wrong elsewhere.
    if let Some(wanted) = wanted {
        let (chosen, others): (Vec<Graph>, Vec<Graph>) = graphs
            .into_iter()
            .partition(|graph| graph.is_called(wanted));
        if !chosen.is_empty() {
            return Ok(chosen);
        }
        if mistakes.is_empty() {
            return Err(unknown(wanted, &others, &source));
        }
        return Err(Failure::Source { source, mistakes });
    }
    if !mistakes.is_empty() {
        return Err(Failure::Source { source, mistakes });
    }
    if graphs.is_empty() {
        return Err(Failure::Other(none(&source)));
    }
    Ok(graphs)
}

fn mistake(problem: Problem, call: &Call) -> Mistake {
    let range = problem.start.byte_range().start..problem.end.byte_range().end;
    let message = Message {
        text: problem.message,
        notes: problem.notes,
        help: problem.help,
    };
    // What is wrong with the call as a whole has no token of its own.
    let inside = call.range.contains(&range.start) && range.start <= range.end;
    Mistake {
        message,
        range: if inside { range } else { call.range.clone() },
    }
}

fn none(source: &Source) -> Message {
    Message::new(format!("there is no `graph!` call in `{}`", source.path))
}

fn unknown(wanted: &str, graphs: &[Graph], source: &Source) -> Failure {
    if graphs.is_empty() {
        return Failure::Other(none(source));
    }
    let (titles, help) = choices(graphs);
    let message = Message::new(format!("there is no graph `{wanted}` in `{}`", source.path));
    let message = message.note(format!("the graphs there are {titles}"));
    Failure::Other(message.help(help))
}
