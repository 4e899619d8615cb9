//! A mistake in a graph, for whoever shows it.

use proc_macro2::Span;

use crate::diag::{Diagnostic, Diagnostics};

/// A mistake in a graph: what it is, where it stands, and the way out.
#[derive(Clone, Debug)]
pub struct Problem {
    /// One fact, in lower case and without a full stop.
    pub message: String,
    /// The first token that is to be underlined.
    pub start: Span,
    /// The last token that is to be underlined; the range reaches to its end.
    pub end: Span,
    /// Further facts.
    pub notes: Vec<String>,
    /// How to mend it.
    pub help: Option<String>,
}

impl Problem {
    /// The message with its notes and its help, each on a line of its own.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("error: {}", self.message);
        for note in &self.notes {
            text.push_str("\nnote: ");
            text.push_str(note);
        }
        if let Some(help) = &self.help {
            text.push_str("\nhelp: ");
            text.push_str(help);
        }
        text
    }
}

/// The mistakes of an expansion, in the order of the source.
pub(super) fn problems(diagnostics: Diagnostics) -> Vec<Problem> {
    let sorted = diagnostics.sorted();
    sorted.into_iter().map(problem).collect()
}

fn problem(diagnostic: Diagnostic) -> Problem {
    Problem {
        start: diagnostic.place.start,
        end: diagnostic.place.end,
        message: diagnostic.message,
        notes: diagnostic.notes,
        help: diagnostic.help,
    }
}
