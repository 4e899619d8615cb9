//! Generated code as a person would lay it out: a statement on each line, what is too long in several.
//!
//! It is meant for code that this compiler has made. Other code comes out as the same tokens, too, but perhaps not as
//! it is usually written.

mod generics;
mod spacing;
mod text;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use self::generics::Generics;
use self::spacing::{Line, delimiters, line};

/// How long a line is, if it can be broken.
const WIDTH: usize = 100;

/// How much is broken at least; for less, a line may be too long.
const WORTH: usize = 16;

/// The code as text. An attribute `#[comment = ".."]` is written as a comment.
#[must_use]
pub fn layout(tokens: TokenStream) -> String {
    let mut text = String::new();
    block(tokens, 0, &mut text);
    text
}

/// What stands between two braces: statements, items or fields, each on lines of its own.
fn block(tokens: TokenStream, depth: usize, text: &mut String) {
    let mut apart = None;
    for part in parts(tokens) {
        let item = is_item(&part);
        if apart.is_some_and(|apart| apart || item) {
            text.push('\n');
        }
        apart = Some(item);
        with_attributes(&part, depth, text);
    }
}

/// Whether a part is an item, which stands apart from others.
fn is_item(part: &[TokenTree]) -> bool {
    let is_braced = part.last().is_some_and(is_braced);
    is_braced
        && part.iter().any(|tree| match tree {
            TokenTree::Ident(word) => word == "fn" || word == "impl" || word == "struct",
            _ => false,
        })
}

/// The statements, items or fields of a block.
fn parts(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut parts = Vec::new();
    let mut part = Vec::new();
    let mut generics = Generics::default();
    let mut trees = tokens.into_iter().peekable();
    while let Some(tree) = trees.next() {
        generics.step(&tree);
        let ends = match &tree {
            TokenTree::Punct(punct) => match punct.as_char() {
                ';' => true,
                ',' => !generics.are_open(),
                _ => false,
            },
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                !goes_on(trees.peek())
            }
            _ => false,
        };
        part.push(tree);
        if ends {
            parts.push(std::mem::take(&mut part));
            generics = Generics::default();
        }
    }
    parts.push(part);
    parts.retain(|part| !part.is_empty());
    parts
}

/// Whether what began before a brace goes on with this behind it.
fn goes_on(next: Option<&TokenTree>) -> bool {
    match next {
        Some(TokenTree::Punct(punct)) => matches!(punct.as_char(), ';' | ',' | '.' | '?' | '='),
        Some(TokenTree::Ident(word)) => word == "else",
        _ => false,
    }
}

/// An attribute; one that is a comment or a line of documentation as such.
fn attribute_text(attribute: &Group, depth: usize) -> String {
    let trees: Vec<TokenTree> = attribute.stream().into_iter().collect();
    if let [TokenTree::Ident(name), TokenTree::Punct(equals), value] = trees.as_slice()
        && equals.as_char() == '='
        && let Some(value) = text::of(value)
    {
        let one_line = !value.contains(['\n', '\r']);
        match name.to_string().as_str() {
            "comment" if one_line => return format!("//{value}"),
            // With a `/` in front it would be a comment.
            "doc" if one_line && !value.starts_with('/') => return format!("///{value}"),
            _ => {}
        }
    }
    format!("#[{}]", written(&trees, depth))
}

/// A statement, an item, a field or an argument, on one line if it may be and fits.
fn written(trees: &[TokenTree], depth: usize) -> String {
    let mut broken: Vec<bool> = trees.iter().map(must_break).collect();
    let mut start = 0;
    for end in 0..=trees.len() {
        if end < trees.len() && !broken.get(end).copied().unwrap_or(false) {
            continue;
        }
        // What stands between two groups that are broken must fit on a line.
        let segment = trees.get(start..end).unwrap_or(&[]);
        if line(segment.iter().cloned()).len() + 4 * depth > WIDTH {
            let lengths = segment.iter().map(length);
            let longest = lengths.enumerate().max_by_key(|(_, length)| *length);
            if let Some((position, length)) = longest
                && length >= WORTH
                && let Some(slot) = broken.get_mut(start + position)
            {
                *slot = true;
            }
        }
        start = end + 1;
    }
    let is_choice = |tree: &TokenTree| matches!(tree, TokenTree::Ident(word) if word == "else");
    if broken.contains(&true) && trees.iter().any(is_choice) {
        // All branches look the same.
        for (tree, broken) in trees.iter().zip(&mut broken) {
            *broken |= is_braced(tree);
        }
    }
    let mut written = Line::default();
    for (position, (tree, broken)) in trees.iter().zip(broken).enumerate() {
        match tree {
            TokenTree::Group(group) if broken => broken_group(group, depth, &mut written),
            tree => written.token(tree, trees.get(position + 1)),
        }
    }
    written.text
}

fn is_braced(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

/// How long a group is inside; nothing else can be broken.
fn length(tree: &TokenTree) -> usize {
    match tree {
        TokenTree::Group(group) => line(group.stream()).len(),
        _ => 0,
    }
}

/// Whether a group has what is written on lines of its own: statements, comments, attributes.
fn must_break(tree: &TokenTree) -> bool {
    let TokenTree::Group(group) = tree else {
        return false;
    };
    let mut trees = group.stream().into_iter().peekable();
    let mut last = None;
    while let Some(tree) = trees.next() {
        let own = match &tree {
            TokenTree::Punct(punct) if punct.as_char() == ';' => {
                group.delimiter() == Delimiter::Brace
            }
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                matches!(trees.peek(), Some(TokenTree::Group(_)))
            }
            TokenTree::Ident(word) => word == "for" && last.is_none(),
            tree => must_break(tree),
        };
        if own {
            return true;
        }
        last = Some(tree);
    }
    false
}

/// A group over several lines.
fn broken_group(group: &Group, depth: usize, written: &mut Line) {
    let (open, close) = delimiters(group.delimiter());
    written.open(group.delimiter());
    written.text.push_str(open);
    written.text.push('\n');
    if group.delimiter() == Delimiter::Brace {
        block(group.stream(), depth + 1, &mut written.text);
    } else {
        arguments(group.stream(), depth + 1, &mut written.text);
    }
    indent(depth, &mut written.text);
    written.close(close);
}

/// What stands between two parentheses or brackets, each argument on a line of its own.
fn arguments(tokens: TokenStream, depth: usize, text: &mut String) {
    let mut argument: Vec<TokenTree> = Vec::new();
    let mut generics = Generics::default();
    for tree in tokens {
        generics.step(&tree);
        let comma = matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == ',');
        argument.push(tree);
        if comma && !generics.are_open() {
            with_attributes(&argument, depth, text);
            argument.clear();
            generics = Generics::default();
        }
    }
    with_attributes(&argument, depth, text);
}

/// Attributes on lines of their own, and what they stand in front of.
fn with_attributes(part: &[TokenTree], depth: usize, text: &mut String) {
    let mut rest = part;
    while let [
        TokenTree::Punct(hash),
        TokenTree::Group(attribute),
        behind @ ..,
    ] = rest
        && hash.as_char() == '#'
        && attribute.delimiter() == Delimiter::Bracket
    {
        indent(depth, text);
        text.push_str(&attribute_text(attribute, depth));
        text.push('\n');
        rest = behind;
    }
    if !rest.is_empty() {
        indent(depth, text);
        text.push_str(&written(rest, depth));
        text.push('\n');
    }
}

fn indent(depth: usize, text: &mut String) {
    for _ in 0..depth {
        text.push_str("    ");
    }
}
