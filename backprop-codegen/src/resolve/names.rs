//! What a name means where it is used.

use super::{Meaning, Mention, Resolver, Step, StepId, StepKind};
use crate::diag::catalogue;
use crate::place::Place;
use crate::signature::PathConstant;
use crate::syntax::ast::Name;

impl<'g> Resolver<'g> {
    /// The value of a name: of a `let`, an input or a constant.
    pub(super) fn name(&mut self, name: &'g Name) -> StepId {
        match self.meaning(&name.text) {
            Some(Meaning::Let { binding, step }) => {
                if let Some((_, used)) = self.bindings.get_mut(binding) {
                    *used = true;
                }
                // A `let` that only renames another is the other.
                let value = match self.resolved.steps.get(step.index()) {
                    Some(Step {
                        kind: StepKind::Use { value, .. },
                        ..
                    }) => *value,
                    _ => step,
                };
                self.mentions.push(Mention::Use(binding, name.place));
                self.push(StepKind::Use { value, binding }, name.place)
            }
            Some(Meaning::Input(input)) => {
                self.mentions.push(Mention::Input(input, name.place));
                self.push(StepKind::Input(input), name.place)
            }
            None if is_upper_case(&name.text) => {
                let ident = &name.ident;
                self.path(quote::quote!(#ident), name.text.clone(), name.place)
            }
            // It has been reported, or may be the name of an input that could not be read.
            None if self.graph.lost_inputs || self.unknown.contains(&name.text.as_str()) => {
                self.poison(name.place)
            }
            None => {
                self.unknown.push(&name.text);
                let report = if self.own.contains(&name.text.as_str()) {
                    catalogue::used_in_own_let(name.place, &name.text)
                } else if self.later.contains(&name.text.as_str()) {
                    catalogue::used_before_let(name.place, &name.text)
                } else if self.sizes.contains(name.text.as_str()) {
                    catalogue::size_as_value(name.place, &name.text)
                } else {
                    let mut known: Vec<&str> = Vec::new();
                    // Beyond so many errors none is shown.
                    let searched = self.unknown.len() <= crate::diag::SHOWN;
                    for candidate in self.scope.names().filter(|_| searched) {
                        if !known.contains(&candidate) {
                            known.push(candidate);
                        }
                    }
                    catalogue::unknown_name(name.place, &name.text, self.graph.shown_name(), &known)
                };
                self.diagnostics.report(report);
                self.poison(name.place)
            }
        }
    }

    /// What a name means here, if an input or a `let` bears it.
    pub(super) fn meaning(&self, name: &str) -> Option<Meaning> {
        self.scope.meaning(name)
    }

    /// Whether a mistake has been reported in a step, so that nothing is known of its value.
    pub(super) fn is_poison(&self, step: StepId) -> bool {
        let kind = |step: StepId| self.resolved.steps.get(step.index()).map(|step| &step.kind);
        match kind(step) {
            Some(StepKind::Use { value, .. }) => matches!(kind(*value), Some(StepKind::Poison)),
            kind => matches!(kind, Some(StepKind::Poison)),
        }
    }

    /// A Rust constant.
    pub(super) fn path(
        &mut self,
        tokens: proc_macro2::TokenStream,
        text: String,
        place: Place,
    ) -> StepId {
        self.mentions.push(Mention::Constant(tokens.clone()));
        let known = self
            .resolved
            .paths
            .iter()
            .position(|path| path.text == text);
        let position = known.unwrap_or_else(|| {
            self.resolved.paths.push(PathConstant { tokens, text });
            self.resolved.paths.len() - 1
        });
        self.push(StepKind::Path(position), place)
    }
}

/// Whether a name is written as Rust's constants are.
fn is_upper_case(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}
