//! What tools see of a graph.

mod code;
mod dot;
mod layout;
mod notation;

use proc_macro2::{Group, TokenStream, TokenTree};

/// The tokens without attributes that are comments, and how many those were.
fn without_comments(tokens: TokenStream, comments: &mut usize) -> TokenStream {
    let mut rest = TokenStream::new();
    let mut trees = tokens.into_iter().peekable();
    while let Some(tree) = trees.next() {
        let comment = match (&tree, trees.peek()) {
            (TokenTree::Punct(hash), Some(TokenTree::Group(group))) if hash.as_char() == '#' => {
                group.stream().to_string().starts_with("comment =")
            }
            _ => false,
        };
        if comment {
            trees.next();
            *comments += 1;
            continue;
        }
        rest.extend([match tree {
            TokenTree::Group(group) => {
                let inside = without_comments(group.stream(), comments);
                TokenTree::Group(Group::new(group.delimiter(), inside))
            }
            tree => tree,
        }]);
    }
    rest
}
