//! Graphs: attributes, name and parameter, and what follows them.

use proc_macro2::{Delimiter, Ident, Spacing, Span, TokenStream, TokenTree};

use super::ast::{Attributes, Block, Form, GraphAst, Name, OutputsAst};
use super::cursor::{Broken, Parsed, Parser, is_keyword};
use super::inputs::{bar, closure_inputs, inputs};
use super::outputs::{output_types, outputs};
use super::parameters::{Parameters, parameters};
use super::tokens::Cursor;
use super::word::{is_path_root, is_segment};
use super::{attributes, expression, statement};
use crate::diag::catalogue;
use crate::place::Place;
use crate::sorted::Set;

/// `attr* vis struct Name <F> (inputs) -> outputs { body }`
///
/// What is broken behind the name is kept as a hole, so that the struct and its methods still exist.
pub(super) fn graph(parser: &mut Parser<'_, '_>, first: bool) -> Option<GraphAst> {
    parser.escaped.clear();
    parser.names = Set::new();
    parser.lost_inputs = false;
    parser.lost.clear();
    let before = parser.diagnostics.count();
    let Ok((attributes, visibility, name)) = introduction(parser, first) else {
        skip_item(parser);
        return None;
    };
    let Parameters { element, refused } = parameters(parser);
    let mut ast = GraphAst {
        form: Form::Item(visibility),
        attributes,
        parameter: element,
        refused_parameters: refused,
        inputs: Vec::new(),
        outputs: OutputsAst::Hole,
        body: hole(name.place),
        name,
        lost_inputs: true,
        broken_head: true,
        broken_body: true,
    };
    let Ok(inputs) = inputs(parser, &ast.name) else {
        skip_item(parser);
        return Some(ast);
    };
    ast.inputs = inputs;
    ast.lost_inputs = parser.lost_inputs;
    ast.outputs = outputs(parser, &ast.name, ast.parameter.as_ref());
    let head = parser.diagnostics.count();
    ast.broken_head = head > before;
    match body(parser, &ast.name) {
        Ok(body) => ast.body = *body,
        Err(Broken) => skip_item(parser),
    }
    ast.broken_body = parser.diagnostics.count() > head;
    Some(ast)
}

/// `|inputs| -> outputs expr`
pub(super) fn expression_form(parser: &mut Parser<'_, '_>) -> GraphAst {
    let before = parser.diagnostics.count();
    let place = parser.here();
    let name = Name {
        ident: Ident::new("Expression", Span::mixed_site()),
        text: "Expression".into(),
        place,
    };
    let inputs = if parser.symbol("||").is_some() {
        Vec::new()
    } else {
        bar(parser);
        closure_inputs(parser)
    };
    let outputs = if parser.symbol("->").is_some() {
        output_types(parser, "the output")
    } else {
        OutputsAst::Inferred
    };
    let head = parser.diagnostics.count();
    let body = if parser.at_end() && head > before {
        hole(place)
    } else {
        expression_body(parser)
    };
    if parser.peek_symbol(";") {
        let place = parser.here();
        let report = catalogue::statement_in_expression(place, BEHIND_EXPRESSION, "`;`");
        parser.diagnostics.report(report);
    } else if !parser.at_end() {
        parser.expected_operator(BEHIND_EXPRESSION);
    }
    GraphAst {
        form: Form::Expression,
        attributes: Attributes::default(),
        name,
        parameter: None,
        refused_parameters: Vec::new(),
        inputs,
        outputs,
        body,
        lost_inputs: parser.lost_inputs,
        broken_head: head > before,
        broken_body: parser.diagnostics.count() > head,
    }
}

/// What may stand behind the value of an expression form.
const BEHIND_EXPRESSION: &str = "an operator or the end of `graph!`";

/// The body of an expression form: a block, which may have several results, or any expression.
fn expression_body(parser: &mut Parser<'_, '_>) -> Block {
    let start = parser.here();
    if parser.peek_keyword("let") {
        let found = parser.found();
        let report = catalogue::statement_in_expression(start, "an expression", &found);
        parser.diagnostics.report(report);
        parser.skip_all();
        return hole(start);
    }
    let whole = parser
        .cursor
        .group(Delimiter::Brace)
        .is_some_and(|(_, _, rest)| rest.eof());
    let body = if whole {
        statement::block(parser).map(|block| *block)
    } else {
        expression::results(parser).map(|results| Block {
            lets: Vec::new(),
            results,
            place: start,
        })
    };
    body.unwrap_or_else(|Broken| {
        parser.skip_all();
        Block {
            results: vec![parser.hole(start)],
            ..hole(start)
        }
    })
}

/// Attributes, visibility, `struct` and the name.
fn introduction(
    parser: &mut Parser<'_, '_>,
    first: bool,
) -> Parsed<(Attributes, TokenStream, Name)> {
    let start = parser.cursor;
    let attributes = attributes::of_graph(parser);
    let visibility = visibility(parser);
    let begun = start != parser.cursor;
    if parser.keyword("struct").is_none() {
        struct_missing(parser, begun, first)?;
    }
    let name = parser.name("the graph's name")?;
    Ok((attributes, visibility, name))
}

/// Reports that `struct` is missing, and goes on where a graph is still to be seen: at a name with inputs and
/// an output, or at a name behind an attribute or a visibility.
fn struct_missing(parser: &mut Parser<'_, '_>, begun: bool, first: bool) -> Parsed<()> {
    let place = parser.here();
    let found = parser.found();
    let word = parser.cursor.ident();
    let named = |cursor: Cursor<'_>| cursor.ident().is_some_and(|(name, _)| !is_keyword(&name));
    if let Some((word, rest)) = &word {
        let (word, rest) = (word, *rest);
        let instead = named(rest) && rest.ident().is_some_and(|(_, rest)| is_head(rest));
        let bare = !is_keyword(word) && (begun || is_head(rest));
        if instead || bare {
            if instead {
                parser.cursor = rest;
            }
            let report = catalogue::missing_struct(place, &found);
            parser.diagnostics.report(report);
            return Ok(());
        }
    }
    let item = word.is_some_and(|(word, rest)| is_item(&word, rest));
    parser.diagnostics.report(if item {
        catalogue::other_item(place, &found)
    } else if begun || !first {
        catalogue::missing_struct(place, &found)
    } else {
        catalogue::not_a_graph(place, &found)
    });
    Err(Broken)
}

/// Whether what follows a name is like the inputs and the output of a graph.
fn is_head(cursor: Cursor<'_>) -> bool {
    let parameters = cursor.punct().filter(|(punct, _)| punct.as_char() == '<');
    let mut rest = cursor;
    if parameters.is_some() {
        while let Some((tree, next)) = rest.token_tree() {
            rest = next;
            if matches!(tree, TokenTree::Punct(punct) if punct.as_char() == '>') {
                break;
            }
        }
    }
    let behind = rest.group(Delimiter::Parenthesis);
    behind
        .and_then(|(_, _, rest)| rest.punct())
        .is_some_and(|(punct, rest)| {
            punct.as_char() == '-'
                && rest
                    .punct()
                    .is_some_and(|(punct, _)| punct.as_char() == '>')
        })
}

/// Whether a word begins an item of Rust that is no graph.
fn is_item(word: &Ident, rest: Cursor<'_>) -> bool {
    const ITEMS: [&str; 11] = [
        "const", "enum", "extern", "fn", "impl", "mod", "static", "trait", "type", "unsafe", "use",
    ];
    let macro_call = rest
        .punct()
        .is_some_and(|(punct, _)| punct.as_char() == '!');
    ITEMS.iter().any(|item| word == item) || macro_call
}

/// `pub`, `pub(crate)`, `pub(in path)` or nothing.
fn visibility(parser: &mut Parser<'_, '_>) -> TokenStream {
    let Some((ident, rest)) = parser.cursor.ident() else {
        return TokenStream::new();
    };
    if ident != "pub" {
        return TokenStream::new();
    }
    parser.cursor = rest;
    let mut tokens = TokenStream::from(TokenTree::Ident(ident));
    let scope = parser.cursor.any_group();
    if let (Some((inside, Delimiter::Parenthesis, ..)), Some((scope, rest))) =
        (scope, parser.cursor.token_tree())
        && is_scope(inside)
    {
        parser.cursor = rest;
        tokens.extend([scope]);
    }
    tokens
}

/// Whether this is what may stand in the parentheses of `pub(..)`.
fn is_scope(mut cursor: Cursor<'_>) -> bool {
    let Some((word, rest)) = cursor.ident() else {
        return false;
    };
    if word != "in" {
        return is_path_root(&word) && word != "Self" && rest.eof();
    }
    cursor = rest;
    while let Some((_, rest)) = cursor.ident().filter(|(word, _)| is_segment(word)) {
        if rest.eof() {
            return true;
        }
        let Some((first, rest)) = rest.punct() else {
            return false;
        };
        let Some((second, rest)) = rest.punct() else {
            return false;
        };
        let joined = first.spacing() == Spacing::Joint;
        if !joined || first.as_char() != ':' || second.as_char() != ':' {
            return false;
        }
        cursor = rest;
    }
    false
}

fn body(parser: &mut Parser<'_, '_>, graph: &Name) -> Parsed<Box<Block>> {
    if !parser.peek_group(Delimiter::Brace) {
        let place = parser.here();
        let found = parser.found();
        let report = if parser.peek_keyword("where") {
            catalogue::where_clause(place, &graph.text)
        } else {
            catalogue::missing_body(place, &graph.text, &found)
        };
        parser.diagnostics.report(report);
        if !parser.skip_to_body() {
            return Err(Broken);
        }
    }
    statement::block(parser)
}

fn hole(place: Place) -> Block {
    Block {
        lets: Vec::new(),
        results: vec![expression::hole(place)],
        place,
    }
}

/// Skips to behind the next body, or the next `;`, where another graph may begin.
fn skip_item(parser: &mut Parser<'_, '_>) {
    while let Some((tree, rest)) = parser.cursor.token_tree() {
        if matches!(&tree, TokenTree::Ident(ident) if ident == "struct" || ident == "pub") {
            return;
        }
        parser.cursor = rest;
        let end = match &tree {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Punct(punct) => punct.as_char() == ';',
            _ => false,
        };
        if end {
            return;
        }
    }
}
