//! The names that can be seen, each with what it means.

use std::collections::HashMap;

use super::Meaning;

/// Names, the innermost last; a later one hides an earlier one.
#[derive(Default)]
pub(super) struct Scope<'g> {
    names: Vec<&'g str>,
    meanings: HashMap<&'g str, Vec<Meaning>>,
}

impl<'g> Scope<'g> {
    pub(super) fn push(&mut self, name: &'g str, meaning: Meaning) {
        self.names.push(name);
        self.meanings.entry(name).or_default().push(meaning);
    }

    /// What a name means here, if something bears it.
    pub(super) fn meaning(&self, name: &str) -> Option<Meaning> {
        self.meanings.get(name)?.last().copied()
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// Leaves what could be seen when there were so many names.
    pub(super) fn truncate(&mut self, visible: usize) {
        for name in self.names.drain(visible.min(self.names.len())..) {
            if let Some(meanings) = self.meanings.get_mut(name) {
                meanings.pop();
            }
        }
    }

    /// The names, the innermost first.
    pub(super) fn names(&self) -> impl Iterator<Item = &'g str> {
        self.names.iter().rev().copied()
    }
}
