//! The head of a graph: its name, inputs and outputs.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};

use super::ast::{
    Attributes, Block, Form, GraphAst, InputAst, Name, OutputAst, OutputsAst, SizeAst, TypeAst,
};
use super::cursor::{Broken, Parsed, Parser, is_keyword};
use super::{attributes, expression, literal, statement};
use crate::diag::catalogue;
use crate::place::Place;

/// `attr* vis struct Name <F> (inputs) -> outputs { body }`
///
/// What is broken behind the name is kept as a hole, so that the struct and its methods still exist.
pub(super) fn graph(parser: &mut Parser<'_, '_>, first: bool) -> Option<GraphAst> {
    parser.escaped.clear();
    parser.lost_inputs = false;
    let before = parser.diagnostics.count();
    let Ok((attributes, visibility, name)) = introduction(parser, first) else {
        skip_item(parser);
        return None;
    };
    let mut ast = GraphAst {
        form: Form::Item(visibility),
        attributes,
        parameter: parameter(parser).unwrap_or(None),
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
    if !parser.at_end() {
        parser.expected_operator("an operator or the end of `graph!`");
    }
    GraphAst {
        form: Form::Expression,
        attributes: Attributes::default(),
        name,
        parameter: None,
        inputs,
        outputs,
        body,
        lost_inputs: parser.lost_inputs,
        broken_head: head > before,
        broken_body: parser.diagnostics.count() > head,
    }
}

/// The body of an expression form: a block, which may have several results, or any expression.
fn expression_body(parser: &mut Parser<'_, '_>) -> Block {
    let start = parser.here();
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
        hole(start)
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

/// Reports that `struct` is missing, and goes on where a graph is still to be seen: at `fn Name`, or at a
/// name behind an attribute or a visibility.
fn struct_missing(parser: &mut Parser<'_, '_>, begun: bool, first: bool) -> Parsed<()> {
    let place = parser.here();
    let found = parser.found();
    let word = parser.cursor.ident();
    if let Some((word, rest)) = word {
        let named = rest.ident().is_some_and(|(name, _)| !is_keyword(&name));
        if named && (word == "fn" || word == "class") {
            parser.cursor = rest;
            let report = catalogue::missing_struct(place, &found);
            parser.diagnostics.report(report);
            return Ok(());
        }
        if begun && !is_keyword(&word) {
            let report = catalogue::missing_struct(place, &found);
            parser.diagnostics.report(report);
            return Ok(());
        }
    }
    let report = if begun || !first {
        catalogue::missing_struct(place, &found)
    } else {
        catalogue::not_a_graph(place, &found)
    };
    parser.diagnostics.report(report);
    Err(Broken)
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
    let start = parser.cursor;
    if parser.symbol("<").is_none() {
        return Ok(None);
    }
    let name = parser.name("the name of the element type");
    if parser.symbol(">").is_some() {
        return name.map(Some);
    }
    let place = parser.here();
    if name.is_ok() && parser.peek_symbol(":") {
        parser
            .diagnostics
            .report(catalogue::parameter_bounds(place));
    } else if name.is_ok() && parser.peek_symbol(",") {
        parser.diagnostics.report(catalogue::two_parameters(place));
    } else if name.is_ok() {
        let _: Parsed<()> = parser.expected("`>`");
    }
    parser.cursor = start;
    parser.skip_angles();
    name.map(Some)
}

fn inputs(parser: &mut Parser<'_, '_>, graph: &Name) -> Parsed<Vec<InputAst>> {
    if !parser.peek_group(Delimiter::Parenthesis) {
        let place = parser.here();
        let found = parser.found();
        let report = catalogue::missing_inputs(place, &graph.text, &found);
        parser.diagnostics.report(report);
        return Err(Broken);
    }
    let (inputs, _) = parser.group(Delimiter::Parenthesis, "`(`", |inside| {
        Ok(inside.list(|item| input(item, false)))
    })?;
    Ok(inputs)
}

/// Steps over one `|`, even if another one follows at once.
fn bar(parser: &mut Parser<'_, '_>) -> bool {
    let bar = parser
        .cursor
        .punct()
        .filter(|(punct, _)| punct.as_char() == '|');
    if let Some((_, rest)) = bar {
        parser.cursor = rest;
    }
    bar.is_some()
}

/// The inputs between the bars of an expression form; the first bar has been read.
fn closure_inputs(parser: &mut Parser<'_, '_>) -> Vec<InputAst> {
    let mut inputs = Vec::new();
    while !bar(parser) {
        if parser.at_end() {
            let _: Parsed<()> = parser.expected("`|` behind the inputs");
            parser.lost_inputs = true;
            break;
        }
        let read = input(parser, true);
        let broken = read.is_err();
        inputs.extend(read);
        if parser.symbol(",").is_some() || parser.peek_symbol("|") || parser.at_end() {
            continue;
        }
        if !broken {
            let _: Parsed<()> = parser.expected("`,` or `|`");
        }
        parser.skip_to(&[',', '|']);
        parser.symbol(",");
    }
    inputs
}

/// `attr* const? name: type`; where `inferable`, the type may be left out.
fn input(parser: &mut Parser<'_, '_>, inferable: bool) -> Parsed<InputAst> {
    let docs = attributes::of_input(parser);
    for word in ["pub", "mut", "ref"] {
        if let Some(place) = parser.keyword(word) {
            let report = catalogue::word_before_input(place, word);
            parser.diagnostics.report(report);
        }
    }
    let constant = parser.keyword("const").is_some();
    let name = parser.name("an input's name").or_else(|Broken| {
        parser.lost_inputs = true;
        parser.skip_to(&[':', ',', '|']);
        if parser.peek_symbol(":") {
            Ok(placeholder(parser, "input"))
        } else {
            Err(Broken)
        }
    })?;
    let ty = if parser.symbol(":").is_some() {
        annotation(parser, &name.text)
    } else {
        if !inferable {
            let report = catalogue::missing_type(name.place, &name.text);
            parser.diagnostics.report(report);
            if !parser.at_end() && !parser.peek_symbol(",") && parser.cursor.ident().is_some() {
                parser.skip();
            }
        }
        if inferable {
            TypeAst::Inferred
        } else {
            TypeAst::Hole
        }
    };
    Ok(InputAst {
        docs,
        constant,
        name,
        ty,
    })
}

/// A name that stands for one that could not be read.
fn placeholder(parser: &mut Parser<'_, '_>, what: &str) -> Name {
    let place = parser.here();
    let text = format!("_{what}_{}", place.order);
    Name {
        ident: Ident::new(&text, Span::mixed_site()),
        text,
        place,
    }
}

/// The type behind the `:` of an input or an output; one that cannot be read is a hole.
fn annotation(parser: &mut Parser<'_, '_>, owner: &str) -> TypeAst {
    if parser.at_end() || parser.peek_symbol(",") || parser.peek_symbol("|") {
        let place = parser.last();
        parser
            .diagnostics
            .report(catalogue::missing_type(place, owner));
        return TypeAst::Hole;
    }
    ty(parser).unwrap_or_else(|Broken| {
        parser.skip_to(&[',', '|']);
        TypeAst::Hole
    })
}

/// `-> outputs`; what is missing or broken is a hole.
fn outputs(parser: &mut Parser<'_, '_>, graph: &Name, parameter: Option<&Name>) -> OutputsAst {
    if parser.symbol("->").is_none() {
        let place = parser.here();
        let found = parser.found();
        let element = parameter.map_or("f64", |parameter| &parameter.text);
        let report = catalogue::missing_output(place, &found, element);
        parser.diagnostics.report(report);
        let other_arrow = parser.symbol("=>").is_some() || parser.symbol(":").is_some();
        if !other_arrow
            && parser
                .cursor
                .ident()
                .is_none_or(|(word, _)| is_keyword(&word))
        {
            return OutputsAst::Hole;
        }
    }
    output_types(parser, &format!("the output of `{}`", graph.text))
}

/// What stands behind `->`.
fn output_types(parser: &mut Parser<'_, '_>, owner: &str) -> OutputsAst {
    if !parser.peek_group(Delimiter::Parenthesis) {
        if parser.peek_group(Delimiter::Brace) || parser.at_end() {
            let _: Parsed<()> = parser.expected(&format!("the type of {owner}"));
            return OutputsAst::Hole;
        }
        return ty(parser).map_or(OutputsAst::Hole, OutputsAst::Single);
    }
    let start = parser.here();
    let before = parser.diagnostics.count();
    let outputs = parser.group(Delimiter::Parenthesis, "`(`", |inside| {
        let mut nameless = false;
        Ok(inside.list(|item| output(item, &mut nameless)))
    });
    match outputs {
        Ok((outputs, _)) if !outputs.is_empty() => OutputsAst::Named(outputs),
        Ok((_, place)) if parser.diagnostics.count() == before => {
            let report = catalogue::no_outputs(start.to(place));
            parser.diagnostics.report(report);
            OutputsAst::Hole
        }
        _ => OutputsAst::Hole,
    }
}

/// `const? name: type`. The first of the outputs that have no names is reported.
fn output(parser: &mut Parser<'_, '_>, nameless: &mut bool) -> Parsed<OutputAst> {
    let constant = parser.keyword("const").is_some();
    let start = parser.here();
    let alone = match parser.cursor.ident() {
        Some((ident, rest)) if looks_like_a_type(&ident) => !matches!(
            rest.punct(),
            Some((punct, _)) if punct.as_char() == ':'
        ),
        _ => parser.peek_group(Delimiter::Bracket),
    };
    if alone {
        let name = placeholder(parser, "output");
        let ty = ty(parser)?;
        if !*nameless {
            let place = parser.behind(start);
            let report = catalogue::nameless_output(place);
            parser.diagnostics.report(report);
        }
        *nameless = true;
        return Ok(OutputAst { constant, name, ty });
    }
    let name = parser.name("an output's name")?;
    if parser.symbol(":").is_none() {
        let report = catalogue::missing_type(name.place, &name.text);
        parser.diagnostics.report(report);
        let ty = TypeAst::Hole;
        return Ok(OutputAst { constant, name, ty });
    }
    let ty = annotation(parser, &name.text);
    Ok(OutputAst { constant, name, ty })
}

fn looks_like_a_type(ident: &Ident) -> bool {
    ident == "f64" || ident == "f32" || ident.to_string().starts_with(char::is_uppercase)
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
    if parser.peek_symbol("&") {
        let place = parser.here();
        parser.symbol("&");
        parser.diagnostics.report(catalogue::reference_type(place));
        parser.keyword("mut");
    }
    let Some((ident, rest)) = parser.cursor.ident().filter(|(word, _)| !is_keyword(word)) else {
        return parser.expected("a type");
    };
    parser.cursor = rest;
    let mut name = parser.named(ident);
    // A path or a generic type is one name, which is no element type.
    loop {
        if parser.peek_symbol("<") {
            parser.skip_angles();
            name.text.push_str("<..>");
        } else if parser.symbol("::").is_some() {
            name.text.push_str("::");
            if let Some((segment, rest)) = parser.cursor.ident() {
                parser.cursor = rest;
                name.text.push_str(&segment.to_string());
            }
        } else {
            break;
        }
    }
    name.place = parser.behind(name.place);
    Ok(TypeAst::Scalar(name))
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

fn body(parser: &mut Parser<'_, '_>, graph: &Name) -> Parsed<Box<Block>> {
    if !parser.peek_group(Delimiter::Brace) {
        let place = parser.here();
        let found = parser.found();
        let report = catalogue::missing_body(place, &graph.text, &found);
        parser.diagnostics.report(report);
        skip_to_body(parser)?;
    }
    statement::block(parser)
}

/// Skips to a body that stands further on in the same item.
fn skip_to_body(parser: &mut Parser<'_, '_>) -> Parsed<()> {
    while let Some((tree, rest)) = parser.cursor.token_tree() {
        match &tree {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => return Ok(()),
            TokenTree::Punct(punct) if punct.as_char() == ';' => break,
            TokenTree::Ident(ident) if ident == "struct" || ident == "pub" => break,
            _ => parser.cursor = rest,
        }
    }
    Err(Broken)
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
