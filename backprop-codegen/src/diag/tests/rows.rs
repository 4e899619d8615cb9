//! Programs as rows of tokens, which can be cut anywhere, and what must hold of their expansions.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// Tokens in a row; a group is its opening and its closing token.
#[derive(Clone, Debug)]
pub(super) enum Token {
    Open(Delimiter),
    Close,
    Tree(TokenTree),
}

/// The tokens of a program, in a row.
#[track_caller]
pub(super) fn row(source: &str) -> Vec<Token> {
    row_of(source.parse().unwrap())
}

pub(super) fn row_of(tokens: TokenStream) -> Vec<Token> {
    let mut row = Vec::new();
    flatten(tokens, &mut row);
    row
}

fn flatten(tokens: TokenStream, row: &mut Vec<Token>) {
    for tree in tokens {
        match tree {
            TokenTree::Group(group) => {
                row.push(Token::Open(group.delimiter()));
                flatten(group.stream(), row);
                row.push(Token::Close);
            }
            tree => row.push(Token::Tree(tree)),
        }
    }
}

/// The tokens as a stream; groups that are not closed end at the end, closing tokens too many are left out.
pub(super) fn nested(row: &[Token]) -> TokenStream {
    let mut open = vec![(Delimiter::None, TokenStream::new())];
    for token in row {
        match token {
            Token::Open(delimiter) => open.push((*delimiter, TokenStream::new())),
            Token::Tree(tree) => open.last_mut().unwrap().1.extend([tree.clone()]),
            Token::Close if open.len() > 1 => close(&mut open),
            Token::Close => {}
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().unwrap().1
}

fn close(open: &mut Vec<(Delimiter, TokenStream)>) {
    let (delimiter, tokens) = open.pop().unwrap();
    let group = TokenTree::Group(Group::new(delimiter, tokens));
    open.last_mut().unwrap().1.extend([group]);
}

/// What a program expands to, which must be Rust.
pub(super) struct Expansion {
    /// Its items; those of an expression stand in a block.
    pub(super) file: syn::File,
    /// Whether there are no errors among them.
    pub(super) correct: bool,
}

#[track_caller]
pub(super) fn expanded(row: &[Token]) -> Expansion {
    let tokens = nested(row);
    let program = tokens.clone();
    let code = std::panic::catch_unwind(|| crate::compile(tokens));
    let code = code.unwrap_or_else(|_| panic!("a panic for\n{program}"));
    let expression = matches!(code.clone().into_iter().next(), Some(TokenTree::Group(_)));
    let file = if expression {
        syn::parse2(code).map(|block: syn::Block| items(block.stmts))
    } else {
        syn::parse2(code)
    };
    let file = file.unwrap_or_else(|error| panic!("{error} in the expansion of\n{program}"));
    let correct = !file.items.iter().any(|item| {
        matches!(item, syn::Item::Macro(call) if call.mac.path.segments.last().is_some_and(|name| name.ident == "compile_error"))
    });
    Expansion { file, correct }
}

/// The items among statements.
fn items(statements: Vec<syn::Stmt>) -> syn::File {
    let items = statements
        .into_iter()
        .filter_map(|statement| match statement {
            syn::Stmt::Item(item) => Some(item),
            syn::Stmt::Macro(call) => Some(syn::Item::Macro(syn::ItemMacro {
                attrs: call.attrs,
                ident: None,
                mac: call.mac,
                semi_token: call.semi_token,
            })),
            _ => None,
        });
    syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: items.collect(),
    }
}
