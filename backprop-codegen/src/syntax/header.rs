//! The head of a graph: its name, inputs and outputs.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};

use super::ast::{
    Attributes, Block, Form, GraphAst, InputAst, Name, OutputAst, OutputsAst, SizeAst, TypeAst,
};
use super::cursor::{Broken, Parsed, Parser};
use super::{attributes, expression, literal, statement};
use crate::diag::catalogue;
use crate::place::Place;

/// `attr* vis struct Name <F> (inputs) -> outputs { body }`
///
/// What is broken behind the name is kept as a hole, so that the struct and its methods still exist.
pub(super) fn graph(parser: &mut Parser<'_, '_>) -> Option<GraphAst> {
    let Ok((attributes, visibility, name)) = introduction(parser) else {
        skip_item(parser);
        return None;
    };
    let parameter = parameter(parser);
    let inputs = inputs(parser, &name);
    let outputs = match &inputs {
        Ok(_) => outputs(parser, &name),
        Err(Broken) => Err(Broken),
    };
    let body = match &outputs {
        Ok(_) => body(parser, &name),
        Err(Broken) => Err(Broken),
    };
    let body = body.unwrap_or_else(|Broken| {
        skip_item(parser);
        hole(name.place)
    });
    Some(GraphAst {
        form: Form::Item(visibility),
        attributes,
        parameter: parameter.unwrap_or(None),
        inputs: inputs.unwrap_or_default(),
        outputs: outputs.unwrap_or(OutputsAst::Hole),
        body,
        name,
    })
}

/// `|inputs| -> outputs expr`
pub(super) fn expression_form(parser: &mut Parser<'_, '_>) -> Option<GraphAst> {
    let place = parser.here();
    let name = Name {
        ident: Ident::new("Expression", Span::mixed_site()),
        text: "Expression".into(),
        place,
    };
    let inputs = if parser.symbol("||").is_some() {
        Vec::new()
    } else {
        parser.symbol("|")?;
        closure_inputs(parser).ok()?
    };
    let outputs = if parser.symbol("->").is_some() {
        output_types(parser).ok()?
    } else {
        OutputsAst::Inferred
    };
    let body = expression_body(parser);
    if !parser.at_end() {
        let _: Parsed<()> = parser.expected("an operator or the end of the expression");
    }
    Some(GraphAst {
        form: Form::Expression,
        attributes: Attributes::default(),
        name,
        parameter: None,
        inputs,
        outputs,
        body,
    })
}

/// The body of an expression form: a block, which may have several results, or any expression.
fn expression_body(parser: &mut Parser<'_, '_>) -> Block {
    let start = parser.here();
    let whole = parser
        .cursor
        .any_group()
        .is_some_and(|(_, delimiter, _, rest)| delimiter == Delimiter::Brace && rest.eof());
    let body = if whole {
        statement::block(parser)
    } else {
        expression::results(parser).map(|results| Block {
            lets: Vec::new(),
            results,
            place: start,
        })
    };
    body.unwrap_or_else(|Broken| {
        parser.skip_behind('\0');
        hole(start)
    })
}

/// Attributes, visibility, `struct` and the name.
fn introduction(parser: &mut Parser<'_, '_>) -> Parsed<(Attributes, TokenStream, Name)> {
    let attributes = attributes::of_graph(parser)?;
    let visibility = visibility(parser);
    if parser.keyword("struct").is_none() {
        return parser.expected("`struct`");
    }
    let name = parser.name("the graph's name")?;
    Ok((attributes, visibility, name))
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
    if let (true, Some((scope, rest))) = (
        parser.peek_group(Delimiter::Parenthesis),
        parser.cursor.token_tree(),
    ) {
        parser.cursor = rest;
        tokens.extend([scope]);
    }
    tokens
}

/// `<F>`, if it stands here.
fn parameter(parser: &mut Parser<'_, '_>) -> Parsed<Option<Name>> {
    if parser.symbol("<").is_none() {
        return Ok(None);
    }
    let name = parser.name("the name of the element type");
    if parser.peek_symbol(",") || parser.peek_symbol(":") {
        let place = parser.here();
        parser
            .diagnostics
            .report(catalogue::one_type_parameter(place));
    } else if name.is_ok() && !parser.peek_symbol(">") {
        let _: Parsed<()> = parser.expected("`>`");
    }
    while !parser.at_end() && !parser.peek_group(Delimiter::Parenthesis) {
        let closed = parser.symbol(">").is_some();
        if closed {
            break;
        }
        if let Some((_, rest)) = parser.cursor.token_tree() {
            parser.cursor = rest;
        }
    }
    name.map(Some)
}

fn inputs(parser: &mut Parser<'_, '_>, graph: &Name) -> Parsed<Vec<InputAst>> {
    if !parser.peek_group(Delimiter::Parenthesis) {
        return parser.expected(&format!(
            "the inputs of `{}`, `(name: type, ..)`",
            graph.text
        ));
    }
    let (inputs, _) = parser.group(Delimiter::Parenthesis, "`(`", |inside| {
        Ok(inside.list(|item| input(item, false)))
    })?;
    Ok(inputs)
}

/// The inputs between the bars of an expression form; the first bar has been read.
fn closure_inputs(parser: &mut Parser<'_, '_>) -> Parsed<Vec<InputAst>> {
    let mut inputs = Vec::new();
    while parser.symbol("|").is_none() {
        inputs.push(input(parser, true)?);
        if parser.symbol(",").is_none() && !parser.peek_symbol("|") {
            return parser.expected("`,` or `|`");
        }
    }
    Ok(inputs)
}

/// `attr* const? name: type`; where `inferable`, the type may be left out.
fn input(parser: &mut Parser<'_, '_>, inferable: bool) -> Parsed<InputAst> {
    let docs = attributes::of_input(parser)?;
    let constant = parser.keyword("const").is_some();
    let name = parser.name("an input's name")?;
    let ty = if parser.symbol(":").is_some() {
        ty(parser).unwrap_or_else(|Broken| {
            skip_type(parser);
            TypeAst::Hole
        })
    } else if inferable {
        TypeAst::Inferred
    } else {
        let _: Parsed<()> = parser.expected(&format!("`:` and the type of `{}`", name.text));
        skip_type(parser);
        TypeAst::Hole
    };
    Ok(InputAst {
        docs,
        constant,
        name,
        ty,
    })
}

/// Skips to the end of a type that could not be read.
fn skip_type(parser: &mut Parser<'_, '_>) {
    while !parser.at_end() && !parser.peek_symbol(",") && !parser.peek_symbol("|") {
        if let Some((_, rest)) = parser.cursor.token_tree() {
            parser.cursor = rest;
        }
    }
}

fn outputs(parser: &mut Parser<'_, '_>, graph: &Name) -> Parsed<OutputsAst> {
    if parser.symbol("->").is_none() {
        return parser.expected(&format!("`->` and the output of `{}`", graph.text));
    }
    output_types(parser)
}

/// What stands behind `->`.
fn output_types(parser: &mut Parser<'_, '_>) -> Parsed<OutputsAst> {
    if !parser.peek_group(Delimiter::Parenthesis) {
        return Ok(ty(parser).map_or(OutputsAst::Hole, OutputsAst::Single));
    }
    let start = parser.here();
    let (outputs, place) = parser.group(Delimiter::Parenthesis, "`(`", |inside| {
        Ok(inside.list(output))
    })?;
    if outputs.is_empty() && !parser.diagnostics.any() {
        parser
            .diagnostics
            .report(catalogue::no_outputs(start.to(place)));
    }
    Ok(OutputsAst::Named(outputs))
}

fn output(parser: &mut Parser<'_, '_>) -> Parsed<OutputAst> {
    let constant = parser.keyword("const").is_some();
    let name = parser.name("an output's name")?;
    if parser.symbol(":").is_none() {
        return parser.expected(&format!("`:` and the type of output `{}`", name.text));
    }
    let ty = ty(parser)?;
    Ok(OutputAst { constant, name, ty })
}

/// `f64`, `F`, or `[F; batch, 10]`
pub(super) fn ty(parser: &mut Parser<'_, '_>) -> Parsed<TypeAst> {
    if parser.peek_group(Delimiter::Bracket) {
        let ((element, sizes), place) = parser.group(Delimiter::Bracket, "`[`", |inside| {
            let element = inside.name("an element type")?;
            if inside.symbol(";").is_none() {
                return inside.expected("`;` and the sizes");
            }
            if inside.at_end() {
                return inside.expected("a size");
            }
            Ok((element, inside.list(size)))
        })?;
        return Ok(TypeAst::Tensor {
            element,
            sizes,
            place,
        });
    }
    Ok(TypeAst::Scalar(parser.name("a type")?))
}

/// A literal, or a name with an offset.
fn size(parser: &mut Parser<'_, '_>) -> Parsed<SizeAst> {
    if parser.cursor.literal().is_some() {
        let (value, place) = literal::integer(parser)?;
        let Ok(value) = usize::try_from(value) else {
            return parser.expected("a size");
        };
        return Ok(SizeAst::Literal(value, place));
    }
    let name = parser.name("a size")?;
    let sign = if parser.symbol("+").is_some() {
        1
    } else if parser.symbol("-").is_some() {
        -1
    } else {
        return Ok(SizeAst::Named { name, offset: 0 });
    };
    let (offset, _) = literal::integer(parser)?;
    Ok(SizeAst::Named {
        name,
        offset: sign * offset,
    })
}

fn body(parser: &mut Parser<'_, '_>, graph: &Name) -> Parsed<Block> {
    if !parser.peek_group(Delimiter::Brace) {
        return parser.expected(&format!("the body of `{}`, `{{ .. }}`", graph.text));
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
