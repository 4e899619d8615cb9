//! Mistakes, shown as rustc shows them, and the exit status that they give.

use std::io::Write;
use std::ops::Range;
use std::process::ExitCode;
use std::rc::Rc;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::source::Source;

/// Why nothing was shown.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Mistakes in the source.
    Source {
        source: Rc<Source>,
        mistakes: Vec<Mistake>,
    },
    /// What is asked for is wrong.
    Usage(Message),
    /// Something else is wrong: a file that cannot be read, an output that is out of date.
    Other(Message),
}

/// A mistake with its place in the source.
#[derive(Debug)]
pub(crate) struct Mistake {
    pub(crate) message: Message,
    pub(crate) range: Range<usize>,
}

/// A fact, further facts, and the way out.
#[derive(Debug, Default)]
pub(crate) struct Message {
    pub(crate) text: String,
    pub(crate) notes: Vec<String>,
    pub(crate) help: Option<String>,
}

impl Message {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl Failure {
    /// Prints the mistakes to standard error; gives the exit status.
    pub(crate) fn report(&self) -> ExitCode {
        let mut standard_error = anstream::stderr();
        // Where standard error is closed, the exit status has to do.
        let _ = writeln!(standard_error, "{}", self.text());
        match self {
            Self::Usage(_) => ExitCode::from(2),
            Self::Source { .. } | Self::Other(_) => ExitCode::from(1),
        }
    }

    fn text(&self) -> String {
        let renderer = Renderer::styled();
        match self {
            Self::Source { source, mistakes } => {
                let reports = mistakes
                    .iter()
                    .map(|mistake| renderer.render(&[at(source, mistake)]));
                let end = match mistakes.len() {
                    1 => "1 error".to_owned(),
                    count => format!("{count} errors"),
                };
                let end = format!("`{}` has {end}", source.path);
                let end = renderer.render(&[Group::with_title(Level::ERROR.primary_title(end))]);
                reports.chain([end]).collect::<Vec<_>>().join("\n\n")
            }
            Self::Usage(message) | Self::Other(message) => {
                let group = Group::with_title(Level::ERROR.primary_title(message.text.as_str()));
                renderer.render(&[explained(group, message)])
            }
        }
    }
}

/// A mistake with the line that it is in.
fn at<'a>(source: &'a Source, mistake: &'a Mistake) -> Group<'a> {
    let snippet = Snippet::source(source.text.as_str())
        .path(source.path.as_str())
        .annotation(AnnotationKind::Primary.span(mistake.range.clone()));
    let title = Level::ERROR.primary_title(mistake.message.text.as_str());
    explained(title.element(snippet), &mistake.message)
}

/// Notes and help below what they belong to.
fn explained<'a>(mut group: Group<'a>, message: &'a Message) -> Group<'a> {
    for note in &message.notes {
        group = group.element(Level::NOTE.message(note.as_str()));
    }
    if let Some(help) = &message.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}
