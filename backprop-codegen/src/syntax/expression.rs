//! Expressions, by precedence climbing.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::ast::{Expr, ExprKind, IndexAst, Operator, Suffix};
use super::cursor::{Broken, NESTING_LIMIT, Parsed, Parser, is_keyword};
use super::{literal, statement};
use crate::diag::catalogue;
use crate::place::Place;

pub(super) fn hole(place: Place) -> Expr {
    Expr {
        kind: ExprKind::Hole,
        place,
    }
}

/// The result of a block: an expression, or several in parentheses.
pub(super) fn results(parser: &mut Parser<'_, '_>) -> Parsed<Vec<Expr>> {
    let tuple = parser
        .cursor
        .any_group()
        .is_some_and(|(inside, delimiter, _, rest)| {
            delimiter == Delimiter::Parenthesis && rest.eof() && has_comma(inside.token_stream())
        });
    if !tuple {
        return Ok(vec![expr(parser)?]);
    }
    let (results, _) = parser.group(Delimiter::Parenthesis, "`(`", |inside| Ok(items(inside)))?;
    Ok(results)
}

fn has_comma(tokens: TokenStream) -> bool {
    tokens
        .into_iter()
        .any(|tree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ','))
}

/// Expressions separated by commas; one that cannot be read is a hole.
fn items(parser: &mut Parser<'_, '_>) -> Vec<Expr> {
    parser.list(|item| {
        let start = item.here();
        Ok(expr(item).unwrap_or_else(|Broken| {
            while !item.at_end() && !item.peek_symbol(",") {
                if let Some((_, rest)) = item.cursor.token_tree() {
                    item.cursor = rest;
                }
            }
            hole(start)
        }))
    })
}

pub(super) fn expr(parser: &mut Parser<'_, '_>) -> Parsed<Expr> {
    climb(parser, 1)
}

/// Operands joined by operators that bind at least as tightly as `lowest`.
fn climb(parser: &mut Parser<'_, '_>, lowest: u8) -> Parsed<Expr> {
    let mut left = unary(parser)?;
    // The level of the chain that `left` is, if it was made here and not in parentheses.
    let mut level = 0;
    while let Some(operator) = binary_operator(parser)? {
        if operator.level() < lowest {
            break;
        }
        let start = parser.here();
        parser.symbol(operator.text());
        let place = parser.behind(start);
        if operator == Operator::Mul && parser.peek_symbol("*") {
            let report = catalogue::power_operator(start.to(parser.here()), "**");
            parser.diagnostics.report(report);
            return Err(Broken);
        }
        if level == 3 && operator.level() == 3 {
            parser
                .diagnostics
                .report(catalogue::chained_comparison(place));
            return Err(Broken);
        }
        let right = climb(parser, operator.level() + 1)?;
        let whole = left.place.to(right.place);
        match &mut left.kind {
            ExprKind::Chain { rest, .. } if level == operator.level() => {
                rest.push((operator, place, right));
                left.place = whole;
            }
            _ => {
                left = Expr {
                    kind: ExprKind::Chain {
                        first: Box::new(left),
                        rest: vec![(operator, place, right)],
                    },
                    place: whole,
                };
            }
        }
        level = operator.level();
    }
    Ok(left)
}

/// The operator that stands here, if it joins two operands; one that this language does not have is
/// reported.
fn binary_operator(parser: &mut Parser<'_, '_>) -> Parsed<Option<Operator>> {
    let Some((text, _)) = parser.operator() else {
        if parser.peek_keyword("as") {
            let place = parser.here();
            parser.diagnostics.report(catalogue::cast(place));
            return Err(Broken);
        }
        return Ok(None);
    };
    Ok(Some(match text {
        "+" => Operator::Add,
        "-" => Operator::Sub,
        "*" => Operator::Mul,
        "/" => Operator::Div,
        "@" => Operator::MatMul,
        "<" => Operator::Less,
        "<=" => Operator::LessEqual,
        ">" => Operator::Greater,
        ">=" => Operator::GreaterEqual,
        "==" => Operator::Equal,
        "!=" => Operator::NotEqual,
        "&&" => Operator::And,
        "||" => Operator::Or,
        "," | ";" | ":" | "=>" | ".." | "..=" | "..." => return Ok(None),
        _ => {
            let start = parser.here();
            parser.symbol(text);
            let place = parser.behind(start);
            let report = match text {
                "^" => catalogue::power_operator(place, "^"),
                "=" | "+=" | "-=" | "*=" | "/=" | "%=" | "^=" | "&=" | "|=" | "<<=" | ">>=" => {
                    catalogue::assignment(place, text)
                }
                "?" => catalogue::not_in_language(place, "the `?` operator"),
                _ => catalogue::unknown_operator(place, text),
            };
            parser.diagnostics.report(report);
            return Err(Broken);
        }
    }))
}

/// Signs in front of an operand.
fn unary(parser: &mut Parser<'_, '_>) -> Parsed<Expr> {
    let Some((text, _)) = parser.operator() else {
        return postfix(parser);
    };
    let refused = match text {
        "-" | "!" => None,
        "&" | "&&" => Some("a reference"),
        "*" => Some("a dereference"),
        "|" | "||" => Some("a closure"),
        "<" => Some("a qualified path"),
        _ => return postfix(parser),
    };
    let start = parser.here();
    parser.symbol(text);
    let place = parser.behind(start);
    if let Some(what) = refused {
        parser
            .diagnostics
            .report(catalogue::not_in_language(place, what));
        return Err(Broken);
    }
    if parser.depth >= NESTING_LIMIT {
        parser
            .diagnostics
            .report(catalogue::nested_too_deeply(place, NESTING_LIMIT));
        return Err(Broken);
    }
    parser.depth += 1;
    let operand = unary(parser);
    parser.depth -= 1;
    let operand = operand?;
    let place = place.to(operand.place);
    let kind = if text == "-" {
        ExprKind::Negate(Box::new(operand))
    } else {
        ExprKind::Not(Box::new(operand))
    };
    Ok(Expr { kind, place })
}

/// An operand with the method calls and indices behind it.
fn postfix(parser: &mut Parser<'_, '_>) -> Parsed<Expr> {
    let base = primary(parser)?;
    let mut suffixes = Vec::new();
    let mut place = base.place;
    loop {
        if parser.symbol(".").is_some() {
            let (name, arguments, whole) = method(parser, base.place)?;
            place = place.to(whole);
            suffixes.push(Suffix::Method {
                name,
                arguments,
                place,
            });
        } else if parser.peek_group(Delimiter::Bracket) {
            let (items, index) =
                parser.group(Delimiter::Bracket, "`[`", |inside| Ok(inside.list(index)))?;
            place = place.to(index);
            suffixes.push(Suffix::Index {
                items,
                place: index,
            });
        } else {
            break;
        }
    }
    if suffixes.is_empty() {
        return Ok(base);
    }
    Ok(Expr {
        kind: ExprKind::Postfix {
            base: Box::new(base),
            suffixes,
        },
        place,
    })
}

/// `name(arguments)` behind a dot.
fn method(
    parser: &mut Parser<'_, '_>,
    base: Place,
) -> Parsed<(super::ast::Name, Vec<Expr>, Place)> {
    let field = parser.cursor.literal().is_some() || parser.peek_keyword("await");
    if field {
        let place = parser.here();
        parser
            .diagnostics
            .report(catalogue::field_access(base.to(place)));
        return Err(Broken);
    }
    let name = parser.name("an operation's name")?;
    if parser.peek_symbol("::") {
        let place = parser.here();
        let report = catalogue::not_in_language(place, "a generic argument");
        parser.diagnostics.report(report);
        return Err(Broken);
    }
    if !parser.peek_group(Delimiter::Parenthesis) {
        parser
            .diagnostics
            .report(catalogue::field_access(base.to(name.place)));
        return Err(Broken);
    }
    let (arguments, place) =
        parser.group(Delimiter::Parenthesis, "`(`", |inside| Ok(items(inside)))?;
    Ok((name, arguments, place))
}

/// A position or a range with literal bounds.
fn index(parser: &mut Parser<'_, '_>) -> Parsed<IndexAst> {
    let place = parser.here();
    let bound = |parser: &mut Parser<'_, '_>| -> Parsed<Option<i64>> {
        let negative = parser.symbol("-").is_some();
        if !negative && parser.cursor.literal().is_none() {
            return Ok(None);
        }
        let (value, _) = literal::integer(parser)?;
        Ok(Some(if negative { -value } else { value }))
    };
    let start = bound(parser)?;
    if parser.symbol("..").is_none() {
        let Some(position) = start else {
            return parser.expected("a literal position or range");
        };
        return Ok(IndexAst::Position(position, parser.behind(place)));
    }
    let end = bound(parser)?;
    Ok(IndexAst::Range {
        start,
        end,
        place: parser.behind(place),
    })
}

/// A name, number, call, parenthesis, block or `if`.
fn primary(parser: &mut Parser<'_, '_>) -> Parsed<Expr> {
    if let Some((_, delimiter, _, _)) = parser.cursor.any_group() {
        return grouped(parser, delimiter);
    }
    if parser.cursor.literal().is_some() {
        let number = literal::number(parser)?;
        return Ok(Expr {
            kind: ExprKind::Number {
                digits: number.digits,
                integer: number.integer,
            },
            place: number.place,
        });
    }
    if parser.peek_symbol("::") {
        return path(parser);
    }
    let Some((ident, rest)) = parser.cursor.ident() else {
        return parser.expected("an expression");
    };
    let path_root = ["crate", "self", "super", "Self"]
        .iter()
        .any(|root| ident == root);
    if is_keyword(&ident) && !path_root {
        return keyword(parser, &ident.to_string());
    }
    let here = parser.cursor;
    parser.cursor = rest;
    if parser.peek_symbol("::") || path_root {
        parser.cursor = here;
        return path(parser);
    }
    let name = parser.named(ident);
    if parser.peek_symbol("!") {
        let report = catalogue::not_in_language(name.place, "a macro call");
        parser.diagnostics.report(report);
        return Err(Broken);
    }
    if parser.peek_group(Delimiter::Parenthesis) {
        let (arguments, end) =
            parser.group(Delimiter::Parenthesis, "`(`", |inside| Ok(items(inside)))?;
        let place = name.place.to(end);
        return Ok(Expr {
            kind: ExprKind::Call { name, arguments },
            place,
        });
    }
    let place = name.place;
    Ok(Expr {
        kind: ExprKind::Name(name),
        place,
    })
}

/// A parenthesis, a block, a list of sizes, or a fragment that a macro by example has passed on.
fn grouped(parser: &mut Parser<'_, '_>, delimiter: Delimiter) -> Parsed<Expr> {
    match delimiter {
        Delimiter::Brace => {
            let block = statement::block(parser)?;
            let place = block.place;
            Ok(Expr {
                kind: ExprKind::Block(Box::new(block)),
                place,
            })
        }
        Delimiter::Bracket => {
            let (list, place) =
                parser.group(Delimiter::Bracket, "`[`", |inside| Ok(items(inside)))?;
            Ok(Expr {
                kind: ExprKind::List(list),
                place,
            })
        }
        Delimiter::Parenthesis | Delimiter::None => {
            let start = parser.here();
            let (inner, place) = parser.group(delimiter, "an expression", |inside| {
                let inner = expr(inside).unwrap_or_else(|Broken| {
                    inside.skip_behind('\0');
                    hole(start)
                });
                if inside.peek_symbol(",") {
                    let place = inside.here();
                    inside.diagnostics.report(catalogue::tuple(place));
                } else if !inside.at_end() {
                    let _: Parsed<()> = inside.expected("an operator or `)`");
                }
                Ok(inner)
            })?;
            Ok(Expr { place, ..inner })
        }
    }
}

/// A path of several segments: a Rust constant.
fn path(parser: &mut Parser<'_, '_>) -> Parsed<Expr> {
    let start = parser.here();
    let first = parser.cursor;
    let mut text = String::new();
    let mut more = true;
    if parser.symbol("::").is_some() {
        text.push_str("::");
    }
    while more {
        let Some((segment, rest)) = parser.cursor.ident() else {
            return parser.expected("a path segment");
        };
        parser.cursor = rest;
        text.push_str(&segment.to_string());
        more = parser.symbol("::").is_some();
        if more {
            text.push_str("::");
        }
    }
    let place = parser.behind(start);
    let mut tokens = TokenStream::new();
    let mut cursor = first;
    while cursor < parser.cursor {
        let Some((tree, rest)) = cursor.token_tree() else {
            break;
        };
        tokens.extend([tree]);
        cursor = rest;
    }
    if parser.peek_group(Delimiter::Parenthesis) {
        let report = catalogue::call_of_path(place, &text);
        parser.diagnostics.report(report);
        return Err(Broken);
    }
    if parser.peek_symbol("!") {
        let report = catalogue::not_in_language(place, "a macro call");
        parser.diagnostics.report(report);
        return Err(Broken);
    }
    Ok(Expr {
        kind: ExprKind::Path { tokens, text },
        place,
    })
}

/// An expression that starts with a keyword; `if` is the only one.
fn keyword(parser: &mut Parser<'_, '_>, word: &str) -> Parsed<Expr> {
    if word == "if" {
        return conditional(parser);
    }
    let place = parser.here();
    let report = match word {
        "true" | "false" => catalogue::boolean_literal(place, word),
        "for" | "while" | "loop" => catalogue::no_loops(place, word),
        "mut" => catalogue::mutable_let(place),
        "match" | "return" | "break" | "continue" | "unsafe" | "async" | "await" | "move"
        | "fn" | "struct" | "const" | "static" | "use" | "ref" | "mod" | "impl" | "enum"
        | "type" | "trait" | "dyn" | "yield" => {
            catalogue::not_in_language(place, &format!("`{word}`"))
        }
        _ => {
            return parser.expected("an expression");
        }
    };
    parser.diagnostics.report(report);
    Err(Broken)
}

/// `if c { a } else if d { b } else { e }`
fn conditional(parser: &mut Parser<'_, '_>) -> Parsed<Expr> {
    let start = parser.here();
    let outer = parser.depth;
    let mut arms = Vec::new();
    let otherwise = loop {
        parser.keyword("if");
        if parser.peek_keyword("let") {
            let place = parser.here();
            let report = catalogue::not_in_language(place, "`if let`");
            parser.diagnostics.report(report);
            parser.depth = outer;
            return Err(Broken);
        }
        let arm = expr(parser).and_then(|condition| Ok((condition, branch(parser)?)));
        let Ok(arm) = arm else {
            parser.depth = outer;
            return Err(Broken);
        };
        arms.push(arm);
        if parser.keyword("else").is_none() {
            let place = parser.behind(start);
            parser.diagnostics.report(catalogue::missing_else(place));
            parser.depth = outer;
            return Err(Broken);
        }
        if !parser.peek_keyword("if") {
            break branch(parser);
        }
        // An `else if` is a block inside the block of its `else`.
        parser.depth += 1;
        if parser.depth >= NESTING_LIMIT {
            let place = parser.here();
            parser
                .diagnostics
                .report(catalogue::nested_too_deeply(place, NESTING_LIMIT));
            break Err(Broken);
        }
    };
    parser.depth = outer;
    Ok(Expr {
        kind: ExprKind::If {
            arms,
            otherwise: Box::new(otherwise?),
        },
        place: parser.behind(start),
    })
}

fn branch(parser: &mut Parser<'_, '_>) -> Parsed<super::ast::Block> {
    if !parser.peek_group(Delimiter::Brace) {
        return parser.expected("an operator or `{`");
    }
    statement::block(parser)
}
