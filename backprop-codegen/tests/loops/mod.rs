//! What generated methods run, counted in their text.

use syn::visit::{self, Visit};

/// What a method runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Loop nests.
    pub(crate) loops: usize,
    /// Passes over the elements of a row, in all loop nests.
    pub(crate) passes: usize,
    pub(crate) products: usize,
    /// Arrays that are made ready beside outputs and gradients.
    pub(crate) arrays: usize,
}

impl Counts {
    /// What the body of a method runs.
    pub(crate) fn of(body: &syn::Block) -> Self {
        let mut counts = Self::default();
        counts.visit_block(body);
        counts
    }
}

impl Visit<'_> for Counts {
    fn visit_path(&mut self, path: &syn::Path) {
        let last = path
            .segments
            .last()
            .map(|segment| segment.ident.to_string());
        match last.as_deref() {
            Some("run") => self.loops += 1,
            Some("multiply") => self.products += 1,
            Some("grow") => self.arrays += 1,
            _ => {}
        }
        let names = path.segments.iter();
        let names: Vec<String> = names.map(|segment| segment.ident.to_string()).collect();
        if names.ends_with(&["MatrixProduct".to_owned(), "new".to_owned()]) {
            self.products += 1;
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &syn::Macro) {
        if call.path.is_ident("each") {
            self.passes += 1;
        }
    }
}
