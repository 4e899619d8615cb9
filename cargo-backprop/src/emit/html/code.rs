//! The texts that the page shows beside each other: the source, and the generated code with the nodes of each line.

use std::ops::Range;

use backprop_codegen::export::Line;
use proc_macro2::Span;
use serde_json::{Value, json};

use crate::emit::rust;
use crate::report::Failure;
use crate::show::Graph;

/// The lines of a file in which a `graph!` call stands.
#[derive(Debug)]
pub(super) struct Snippet<'s> {
    /// The number of the first line.
    pub(super) line: usize,
    pub(super) text: &'s str,
    /// The bytes of the file that it is.
    range: Range<usize>,
}

/// The source of a graph: whole lines.
pub(super) fn snippet(graph: &Graph) -> Snippet<'_> {
    let (text, call) = (graph.source.text.as_str(), &graph.call);
    let before = text.get(..call.start).unwrap_or("");
    let after = text.get(call.end..).unwrap_or("");
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let end = call.end + after.find('\n').unwrap_or(after.len());
    Snippet {
        line: before.matches('\n').count() + 1,
        text: text.get(start..end).unwrap_or(""),
        range: start..end,
    }
}

impl Snippet<'_> {
    /// Where tokens stand in the text, in the units in which a page counts: those of UTF-16.
    pub(super) fn range(&self, (first, last): (Span, Span)) -> Option<(usize, usize)> {
        let (first, last) = (first.byte_range(), last.byte_range());
        let inside = self.range.contains(&first.start) && first.start < last.end;
        let units = |position: usize| {
            let position = position.checked_sub(self.range.start)?;
            Some(self.text.get(..position)?.encode_utf16().count())
        };
        inside.then(|| Some((units(first.start)?, units(last.end)?)))?
    }
}

/// The generated code. The comment above a statement says what nodes it belongs to; so do its own lines then, but for
/// those of statements inside of it that have comments of their own.
pub(super) fn rust(graph: &Graph) -> Result<Vec<Line>, Failure> {
    let text = rust::formatted(graph.exported.tied_rust(), graph)?;
    let mut lines: Vec<Line> = text.lines().map(Line::read).collect();
    let commented: Vec<usize> = (0..lines.len())
        .filter(|line| lines.get(*line).is_some_and(|line| !line.ties.is_empty()))
        .collect();
    // A statement inside of another comes later, and takes its lines back.
    for comment in commented {
        let ties = lines.get(comment).map(|line| line.ties.clone());
        let end = end_of_statement(&lines, comment);
        for line in lines.get_mut(comment + 1..end).into_iter().flatten() {
            line.ties = ties.clone().unwrap_or_default();
        }
    }
    Ok(lines)
}

/// The line behind the statement that begins in the line after `comment`: its further lines are indented more deeply, or
/// close what it has opened.
fn end_of_statement(lines: &[Line], comment: usize) -> usize {
    let indentation = |line: &Line| line.text.len() - line.text.trim_start().len();
    let depth = lines.get(comment).map_or(0, indentation);
    let first = comment + 1;
    let rest = lines.get(first + 1..).unwrap_or(&[]);
    let further = rest.iter().take_while(|line| {
        let closes = line.text.trim_start().starts_with([')', ']', '}', '.']);
        indentation(line) > depth || (indentation(line) == depth && closes)
    });
    first + 1 + further.count()
}

/// Lines for the page: text, the nodes whose values a line computes, and those through which it takes what flows back.
pub(super) fn lines(lines: &[Line]) -> Vec<Value> {
    let of = |line: &Line, backward: bool| -> Vec<usize> {
        let ties = line.ties.iter();
        ties.filter(|tie| tie.backward == backward)
            .map(|tie| tie.node)
            .collect()
    };
    lines
        .iter()
        .map(|line| json!([line.text, of(line, false), of(line, true)]))
        .collect()
}
