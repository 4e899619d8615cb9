//! The loops over the outer axes, and the passes over the inner ones.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Writer;
use crate::sorted::Set;
use crate::tensor::{ItemId, ItemKind};

impl Writer<'_> {
    /// What stands inside of the loops over the first `depth` axes.
    pub(super) fn depth(&mut self, depth: usize) -> TokenStream {
        let bound = self.bound.clone();
        let at_passes = depth == self.passes.depth;
        let mut code = self.rows(depth, 0);
        if at_passes {
            code.extend(self.identities(depth, None));
            code.extend(self.all_passes());
        } else {
            code.extend(self.accumulators(depth, None));
            code.extend(self.identities(depth, None));
            let inner = self.depth(depth + 1);
            code.extend(self.loop_over(depth, &inner));
            code.extend(self.settled(depth, None));
            code.extend(self.finished(depth, None));
        }
        self.bound = bound;
        code
    }

    pub(super) fn loop_over(&mut self, axis: usize, body: &TokenStream) -> TokenStream {
        let index = self.loops.get(axis).cloned();
        if axis == 0 {
            let position = mentions(body, index.as_ref());
            let position = position.then(|| quote!(let #index = rows.start + row;));
            return quote!(for row in 0..count { #position #body });
        }
        let length = self.sizes.extent(&self.length(axis));
        if mentions(body, index.as_ref()) {
            quote!(for #index in 0..#length { #body })
        } else {
            quote!(for _ in 0..#length { #body })
        }
    }

    /// All passes over the inner axes, and the rows' own values between them.
    pub(super) fn all_passes(&mut self) -> TokenStream {
        let depth = self.passes.depth;
        let mut code = TokenStream::new();
        if depth + 1 == self.rank() {
            let all: Set<ItemId> = self.passes.needed.iter().copied().collect();
            let slices = self.slices(&all);
            let outs = self.out_slices(None);
            code.extend(self.parts(quote!(#slices #outs)));
        }
        for stage in 0..=self.passes.last {
            if stage > 0 {
                code.extend(self.rows(depth, stage));
            }
            if self.passes.is_empty(stage) {
                continue;
            }
            code.extend(self.accumulators(depth, Some(stage)));
            let body = self.pass(depth, stage);
            code.extend(body);
            code.extend(self.finished(depth, Some(stage)));
        }
        code
    }

    /// Statements that take the parts of arrays that a row reads and writes.
    fn parts(&self, slices: TokenStream) -> TokenStream {
        let comments = self.context.comments;
        comments.before(slices, "The row's part of each array.")
    }

    /// One pass over the axes from `axis` on.
    pub(super) fn pass(&mut self, axis: usize, stage: usize) -> TokenStream {
        let bound = self.bound.clone();
        let mut code = TokenStream::new();
        if axis > self.passes.depth {
            // Loads of what has fewer axes than the nest and more than its rows.
            let loads: Vec<ItemId> = self
                .passes
                .of(stage)
                .filter(|id| {
                    let item = self.item(*id);
                    item.level == axis && matches!(item.kind, ItemKind::Load(_))
                })
                .collect();
            for id in loads {
                code.extend(self.bind_number(id));
            }
            code.extend(self.accumulators(axis, Some(stage)));
            code.extend(self.identities(axis, Some(stage)));
        }
        if axis + 1 < self.rank() {
            let inner = self.pass(axis + 1, stage);
            code.extend(self.loop_over(axis, &inner));
            code.extend(self.settled(axis, Some(stage)));
        } else {
            if axis > self.passes.depth {
                let mine: Set<ItemId> = self.passes.of(stage).collect();
                let slices = self.slices(&mine);
                let outs = self.out_slices(Some(stage));
                code.extend(self.parts(quote!(#slices #outs)));
            }
            code.extend(self.lanes(stage));
        }
        if axis > self.passes.depth {
            code.extend(self.finished(axis, Some(stage)));
        }
        self.bound = bound;
        code
    }
}

/// Whether code reads a variable.
fn mentions(code: &TokenStream, name: Option<&Ident>) -> bool {
    code.clone().into_iter().any(|tree| match tree {
        proc_macro2::TokenTree::Ident(ident) => name == Some(&ident),
        proc_macro2::TokenTree::Group(group) => mentions(&group.stream(), name),
        _ => false,
    })
}
