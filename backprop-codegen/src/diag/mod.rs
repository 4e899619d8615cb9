//! Errors: their collection, order and printing. What each says stands in [`catalogue`].

pub(crate) mod catalogue;
mod foreign;
mod spelling;
#[cfg(test)]
mod tests;

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::place::Place;

pub(crate) use spelling::similar;

/// How many errors of one expansion are printed; the rest are counted.
pub(crate) const SHOWN: usize = 20;

/// One mistake: where it stands, what it is, and the way out.
#[derive(Debug)]
pub(crate) struct Diagnostic {
    pub(crate) place: Place,
    pub(crate) message: String,
    pub(crate) notes: Vec<String>,
    pub(crate) help: Option<String>,
    /// Where in the catalogue it was made.
    #[cfg(test)]
    origin: &'static std::panic::Location<'static>,
}

impl Diagnostic {
    #[cfg_attr(test, track_caller)]
    fn new(place: Place, message: impl Into<String>) -> Self {
        Self {
            #[cfg(test)]
            origin: std::panic::Location::caller(),
            place,
            message: message.into(),
            notes: Vec::new(),
            help: None,
        }
    }

    fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    fn notes(mut self, notes: impl IntoIterator<Item = Option<String>>) -> Self {
        for note in notes.into_iter().flatten() {
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
        self
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn help_if(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// What is wrong, in one sentence.
    #[cfg(test)]
    fn message(&self) -> &str {
        &self.message
    }

    /// The message with its notes and its help, each on a line of its own.
    pub(crate) fn text(&self) -> String {
        let mut text = self.message.clone();
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

/// The errors of one expansion, in any order.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    reports: Vec<Diagnostic>,
}

impl Diagnostics {
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.reports.push(diagnostic);
    }

    /// Reports what may have been reported already at the same place.
    pub(crate) fn report_once(&mut self, diagnostic: Diagnostic) {
        let known = self.reports.iter().any(|report| {
            report.place.order == diagnostic.place.order && report.message == diagnostic.message
        });
        if !known {
            self.reports.push(diagnostic);
        }
    }

    pub(crate) fn any(&self) -> bool {
        !self.reports.is_empty()
    }

    pub(crate) fn count(&self) -> usize {
        self.reports.len()
    }

    /// The errors in the order of the source.
    pub(crate) fn sorted(mut self) -> Vec<Diagnostic> {
        self.reports.sort_by_key(|report| report.place.order);
        self.reports
    }

    /// A `compile_error!` for each error, in the order of the source.
    pub(crate) fn into_tokens(self) -> TokenStream {
        let reports = self.sorted();
        let hidden = reports.len().saturating_sub(SHOWN);
        let mut tokens = TokenStream::new();
        for (position, report) in reports.iter().take(SHOWN).enumerate() {
            let mut text = report.text();
            if hidden > 0 && position + 1 == SHOWN {
                let (errors, are) = if hidden == 1 {
                    ("error", "is")
                } else {
                    ("errors", "are")
                };
                text = format!("{text}\nnote: {hidden} more {errors} {are} not shown");
            }
            tokens.extend(compile_error(report.place, &text));
        }
        tokens
    }
}

/// `::core::compile_error! { "text" }`, underlining `place`.
fn compile_error(place: Place, text: &str) -> TokenStream {
    let mut message = TokenStream::new();
    text.to_tokens(&mut message);
    let message: TokenStream = message
        .into_iter()
        .map(|mut tree| {
            tree.set_span(place.start);
            tree
        })
        .collect();
    let mut group = Group::new(Delimiter::Brace, message);
    group.set_span(place.end);
    let path = quote!(::core::).into_iter().map(|mut tree| {
        tree.set_span(place.start);
        tree
    });
    let mut bang = Punct::new('!', Spacing::Alone);
    bang.set_span(place.start);
    path.chain([
        TokenTree::Ident(Ident::new("compile_error", place.start)),
        TokenTree::Punct(bang),
        TokenTree::Group(group),
    ])
    .collect()
}
