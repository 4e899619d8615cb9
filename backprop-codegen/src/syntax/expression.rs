//! Expressions, by precedence climbing.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

use super::ast::{Block, Expr, ExprKind, IndexAst, Name, Operator, Suffix};
use super::cursor::{Broken, Parsed, Parser, is_keyword};
use super::{literal, statement};
use crate::diag::catalogue;
use crate::place::Place;

/// The level of comparisons.
const COMPARISON: u8 = 3;
/// The level of operators that bind like `+`.
const SUM: u8 = 4;
/// The level of operators that bind like `*`.
const PRODUCT: u8 = 5;

pub(super) fn hole(place: Place) -> Expr {
    Expr {
        kind: ExprKind::Hole(Vec::new()),
        place,
    }
}

/// The result of a block: an expression, or several in parentheses.
pub(super) fn results(parser: &mut Parser<'_, '_>) -> Parsed<Vec<Expr>> {
    let alone = parser
        .cursor
        .group(Delimiter::Parenthesis)
        .is_some_and(|(_, _, rest)| rest.eof());
    if alone {
        return tuple_or_value(parser);
    }
    let result = expr(parser)?;
    Ok(vec![*result])
}

/// An expression, or several in parentheses with nothing behind them.
pub(super) fn tuple_or_value(parser: &mut Parser<'_, '_>) -> Parsed<Vec<Expr>> {
    let tuple = parser
        .cursor
        .group(Delimiter::Parenthesis)
        .is_some_and(|(inside, _, _)| has_comma(inside.token_stream()));
    if tuple {
        let (results, _) = arguments(parser)?;
        return Ok(results);
    }
    let result = expr(parser)?;
    Ok(vec![*result])
}

fn has_comma(tokens: TokenStream) -> bool {
    tokens
        .into_iter()
        .any(|tree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ','))
}

/// Expressions in parentheses, and the place of it all.
fn arguments(parser: &mut Parser<'_, '_>) -> Parsed<(Vec<Expr>, Place)> {
    let outer = parser.enter(Delimiter::Parenthesis, "`(`")?;
    let arguments = items(parser);
    Ok((arguments, parser.leave(outer)))
}

/// Expressions separated by commas; one that cannot be read is a hole.
fn items(parser: &mut Parser<'_, '_>) -> Vec<Expr> {
    let mut items = Vec::new();
    while !parser.at_end() {
        let start = parser.here();
        let item = expr(parser);
        let broken = item.is_err();
        items.push(item.map_or_else(|Broken| hole(start), |item| *item));
        parser.comma(broken);
    }
    items
}

/// An operand of the expression that is being read, and the level of the operator that it is the result
/// of, if it does not stand for itself.
struct Operand {
    expr: Box<Expr>,
    level: Option<u8>,
}

/// An operator whose right operand is not complete; one that is not in the language has no meaning.
struct Pending {
    operator: Option<Operator>,
    level: u8,
    place: Place,
}

/// An expression. Operators wait on a stack of their own, so that they take no recursion.
pub(super) fn expr(parser: &mut Parser<'_, '_>) -> Parsed<Box<Expr>> {
    let mut operands = Vec::new();
    let mut pending: Vec<Pending> = Vec::new();
    loop {
        let expr = operand(parser)?;
        operands.push(Operand { expr, level: None });
        let Some(operator) = next_operator(parser) else {
            break;
        };
        reduce(parser, &mut operands, &mut pending, operator.level);
        pending.push(operator);
    }
    reduce(parser, &mut operands, &mut pending, 0);
    operands.pop().map(|operand| operand.expr).ok_or(Broken)
}

/// Applies the operators that bind at least as tightly as one of `level` that follows them.
fn reduce(
    parser: &mut Parser<'_, '_>,
    operands: &mut Vec<Operand>,
    pending: &mut Vec<Pending>,
    level: u8,
) {
    while let Some(last) = pending.pop_if(|last| last.level >= level)
        && let (Some(right), Some(left)) = (operands.pop(), operands.pop())
    {
        operands.push(join(parser, left, &last, *right.expr));
    }
}

/// Two operands and the operator between them.
fn join(
    parser: &mut Parser<'_, '_>,
    mut left: Operand,
    operator: &Pending,
    right: Expr,
) -> Operand {
    let level = Some(operator.level);
    let whole = left.expr.place.to(right.place);
    let mut known = operator.operator;
    if left.level == level {
        match &mut left.expr.kind {
            ExprKind::Chain { rest, .. } if operator.level != COMPARISON => {
                if let Some(known) = known {
                    rest.push((known, operator.place, right));
                    left.expr.place = whole;
                    return left;
                }
            }
            ExprKind::Chain { .. } => {
                let report = catalogue::chained_comparison(operator.place);
                parser.diagnostics.report(report);
                known = None;
            }
            // What has no meaning takes in what follows on its level, so that the tree grows no deeper.
            ExprKind::Hole(parts) => {
                parts.push(right);
                left.expr.place = whole;
                return left;
            }
            _ => {}
        }
    }
    let kind = match known {
        Some(known) => ExprKind::Chain {
            first: left.expr,
            rest: vec![(known, operator.place, right)],
        },
        None => ExprKind::Hole(vec![*left.expr, right]),
    };
    let place = whole;
    Operand {
        expr: Box::new(Expr { kind, place }),
        level,
    }
}

fn is_assignment(text: &str) -> bool {
    matches!(
        text,
        "=" | "+=" | "-=" | "*=" | "/=" | "%=" | "^=" | "&=" | "|=" | "<<=" | ">>="
    )
}

/// Steps over the operator that joins what has been read to another operand. What is not in the language
/// is reported: an operator has no meaning then, and a cast is skipped.
fn next_operator(parser: &mut Parser<'_, '_>) -> Option<Pending> {
    loop {
        let infix = infix(parser)?;
        let start = parser.here();
        let (operator, level) = match infix {
            Infix::Operator(operator) => {
                parser.symbol(operator.text());
                (Some(operator), operator.level())
            }
            Infix::Word(operator) => {
                parser.skip();
                let report = catalogue::word_operator(start, operator.text());
                parser.diagnostics.report(report);
                (Some(operator), operator.level())
            }
            Infix::Unknown { text, level } => {
                unknown_operator(parser, text);
                (None, level)
            }
            Infix::Increment => {
                unknown_operator(parser, "++");
                continue;
            }
            Infix::Cast => {
                parser.skip();
                skip_type_name(parser);
                let report = catalogue::cast(parser.behind(start));
                parser.diagnostics.report(report);
                continue;
            }
        };
        return Some(Pending {
            operator,
            level,
            place: parser.behind(start),
        });
    }
}

fn unknown_operator(parser: &mut Parser<'_, '_>, text: &str) {
    let start = parser.here();
    if let Some(rest) = parser.punctuation(text) {
        parser.cursor = rest;
    }
    let place = parser.behind(start);
    let report = match text {
        "^" | "**" => catalogue::power_operator(place, text),
        _ if is_assignment(text) => catalogue::assignment(place, text, parser.condition),
        _ => catalogue::unknown_operator(place, text),
    };
    parser.diagnostics.report(report);
}

/// What stands between two operands.
enum Infix {
    Operator(Operator),
    /// An operator that is not in the language.
    Unknown {
        text: &'static str,
        level: u8,
    },
    /// `++` with nothing behind it.
    Increment,
    /// `and`, `or`
    Word(Operator),
    /// `as`
    Cast,
}

/// What joins the operand before it to another one, if something here does.
fn infix(parser: &Parser<'_, '_>) -> Option<Infix> {
    let Some((text, _)) = parser.operator() else {
        let (word, _) = parser.cursor.ident()?;
        return match word.to_string().as_str() {
            "and" => Some(Infix::Word(Operator::And)),
            "or" => Some(Infix::Word(Operator::Or)),
            "as" => Some(Infix::Cast),
            _ => None,
        };
    };
    let operator = match text {
        "+" if ends_with_increment(parser) => {
            return Some(Infix::Increment);
        }
        "*" if parser.punctuation("**").is_some() => {
            return Some(Infix::Unknown {
                text: "**",
                level: PRODUCT,
            });
        }
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
        "%" => {
            return Some(Infix::Unknown {
                text,
                level: PRODUCT,
            });
        }
        "^" | "<<" | ">>" => return Some(Infix::Unknown { text, level: SUM }),
        // What is meant is `&&` or `||`.
        "&" => return Some(Infix::Unknown { text, level: 2 }),
        "|" => return Some(Infix::Unknown { text, level: 1 }),
        _ if is_assignment(text) => return Some(Infix::Unknown { text, level: 0 }),
        _ => return None,
    };
    Some(Infix::Operator(operator))
}

/// Whether `++` stands here with nothing behind it.
fn ends_with_increment(parser: &Parser<'_, '_>) -> bool {
    parser.punctuation("++").is_some_and(|rest| {
        rest.eof()
            || rest
                .punct()
                .is_some_and(|(punct, _)| matches!(punct.as_char(), ';' | ','))
    })
}

/// Skips the type of a cast.
fn skip_type_name(parser: &mut Parser<'_, '_>) {
    loop {
        if parser.cursor.ident().is_some() {
            parser.skip();
        }
        if parser.symbol("::").is_none() {
            break;
        }
    }
}

/// A sign in front of an operand.
type Sign = (fn(Box<Expr>) -> ExprKind, Place);

/// An operand with the signs in front of it. A reference and the like is reported, and read as what it
/// refers to.
fn operand(parser: &mut Parser<'_, '_>) -> Parsed<Box<Expr>> {
    let depth = parser.depth;
    let mut signs = Vec::new();
    let operand = signs_before(parser, &mut signs).and_then(|()| postfix(parser));
    parser.depth = depth;
    let mut operand = operand?;
    while let Some((kind, place)) = signs.pop() {
        let place = place.to(operand.place);
        operand = Box::new(Expr {
            kind: kind(operand),
            place,
        });
    }
    Ok(operand)
}

fn signs_before(parser: &mut Parser<'_, '_>, signs: &mut Vec<Sign>) -> Parsed<()> {
    while let Some((text, _)) = parser.operator() {
        let kind: Option<fn(Box<Expr>) -> ExprKind> = match text {
            "-" => Some(ExprKind::Negate),
            "!" => Some(ExprKind::Not),
            "&" | "&&" | "*" | "+" => None,
            _ => break,
        };
        let start = parser.here();
        parser.symbol(text);
        let place = parser.behind(start);
        parser.descend(place)?;
        if let Some(kind) = kind {
            signs.push((kind, place));
            continue;
        }
        let report = match text {
            "*" => catalogue::dereference(place),
            "+" => catalogue::leading_plus(place),
            _ => {
                parser.keyword("mut");
                catalogue::reference(place)
            }
        };
        parser.diagnostics.report(report);
    }
    Ok(())
}

/// `|a| b`, which is reported; its body has names that nothing here knows.
fn closure(parser: &mut Parser<'_, '_>) -> Parsed<Box<Expr>> {
    let start = parser.here();
    parser.diagnostics.report(catalogue::closure(start));
    if parser.symbol("||").is_none() {
        parser.symbol("|");
        parser.skip_to(&['|', ';']);
        parser.symbol("|");
    }
    parser.descend(start)?;
    let body = expr(parser);
    parser.depth -= 1;
    body?;
    Ok(Box::new(hole(start)))
}

/// An operand with the method calls and indices behind it.
fn postfix(parser: &mut Parser<'_, '_>) -> Parsed<Box<Expr>> {
    let base = primary(parser)?;
    let start = base.place;
    let mut suffixes = Vec::new();
    while suffix(parser, start, &mut suffixes)? {}
    if suffixes.is_empty() {
        return Ok(base);
    }
    let place = parser.behind(start);
    let kind = ExprKind::Postfix { base, suffixes };
    Ok(Box::new(Expr { kind, place }))
}

/// Reads one suffix, if one stands here.
fn suffix(parser: &mut Parser<'_, '_>, start: Place, suffixes: &mut Vec<Suffix>) -> Parsed<bool> {
    if parser.symbol(".").is_some() {
        suffixes.push(match method_name(parser) {
            Some(name) => of_method(name, start, arguments(parser)?),
            None => Suffix::Hole(start),
        });
    } else if parser.peek_group(Delimiter::Bracket) {
        let (items, place) =
            parser.group(Delimiter::Bracket, "`[`", |inside| Ok(inside.list(index)))?;
        suffixes.push(Suffix::Index { items, place });
    } else if let Some(mark) = parser.symbol("?") {
        parser.diagnostics.report(catalogue::question_mark(mark));
        // What follows may be the branches of C's conditional.
        if !parser.at_end() && !parser.peek_symbol(";") && !parser.peek_symbol(".") {
            return Err(Broken);
        }
    } else {
        return Ok(false);
    }
    Ok(true)
}

fn of_method(name: Name, start: Place, (arguments, end): (Vec<Expr>, Place)) -> Suffix {
    Suffix::Method {
        name,
        arguments,
        place: start.to(end),
    }
}

/// The name behind a dot, if it is that of a method. Anything else is reported.
fn method_name(parser: &mut Parser<'_, '_>) -> Option<Name> {
    if parser.cursor.literal().is_some() {
        let place = parser.here();
        parser.skip();
        parser.diagnostics.report(catalogue::field(place, None));
        return None;
    }
    let Some((ident, _)) = parser.cursor.ident() else {
        let _: Parsed<()> = parser.expected("the name of an operation");
        return None;
    };
    parser.skip();
    let name = parser.named(ident);
    turbofish(parser);
    if !parser.peek_group(Delimiter::Parenthesis) {
        let report = catalogue::field(name.place, Some(&name.text));
        parser.diagnostics.report(report);
        return None;
    }
    Some(name)
}

/// Reports and skips `::<..>`.
fn turbofish(parser: &mut Parser<'_, '_>) {
    let Some(rest) = parser.punctuation("::") else {
        return;
    };
    if rest.punct().is_none_or(|(punct, _)| punct.as_char() != '<') {
        return;
    }
    let start = parser.here();
    parser.cursor = rest;
    parser.skip_angles();
    let report = catalogue::generic_arguments(parser.behind(start));
    parser.diagnostics.report(report);
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
fn primary(parser: &mut Parser<'_, '_>) -> Parsed<Box<Expr>> {
    match parser.cursor.any_group() {
        Some((_, Delimiter::Brace, ..)) => return statement::block(parser).map(of_block),
        Some((_, Delimiter::Bracket, ..)) => return list(parser),
        Some((_, delimiter, ..)) => return parenthesis(parser, delimiter),
        None => {}
    }
    if parser.peek_symbol("|") || parser.peek_symbol("||") {
        return closure(parser);
    }
    match word(parser)? {
        Word::If => conditional(parser),
        Word::Other(word) => keyword(parser, &word),
        Word::Expr(expr) => Ok(expr),
        Word::Call(name) => {
            let arguments = arguments(parser)?;
            Ok(call(name, arguments))
        }
    }
}

fn of_block(block: Box<Block>) -> Box<Expr> {
    let place = block.place;
    let kind = ExprKind::Block(block);
    Box::new(Expr { kind, place })
}

fn call(name: Box<Name>, (arguments, end): (Vec<Expr>, Place)) -> Box<Expr> {
    let place = name.place.to(end);
    let kind = ExprKind::Call {
        name: *name,
        arguments,
    };
    Box::new(Expr { kind, place })
}

/// What begins with a word or is one.
enum Word {
    If,
    /// Another keyword.
    Other(String),
    /// The name of an operation, with its arguments behind it.
    Call(Box<Name>),
    /// A number, a name, a path, or a hole.
    Expr(Box<Expr>),
}

fn word(parser: &mut Parser<'_, '_>) -> Parsed<Word> {
    if parser.cursor.literal().is_some() {
        return Ok(Word::Expr(Box::new(number(parser))));
    }
    if parser.peek_symbol("::") {
        return path(parser);
    }
    let Some((ident, rest)) = parser.cursor.ident() else {
        return parser.expected("an expression");
    };
    let word = ident.to_string();
    let path_root = matches!(word.as_str(), "crate" | "self" | "super" | "Self");
    // `where` is the name of an operation elsewhere.
    let called = word == "where" && rest.group(Delimiter::Parenthesis).is_some();
    if is_keyword(&ident) && !path_root && !called && !parser.escaped.contains(&word) {
        return Ok(if word == "if" {
            Word::If
        } else {
            Word::Other(word)
        });
    }
    let here = parser.cursor;
    parser.cursor = rest;
    turbofish(parser);
    if parser.peek_symbol("::") || path_root {
        parser.cursor = here;
        return path(parser);
    }
    let name = parser.named(ident);
    if parser.peek_symbol("!") {
        return Ok(Word::Expr(Box::new(macro_call(parser, name.place))));
    }
    if parser.peek_group(Delimiter::Parenthesis) {
        return Ok(Word::Call(Box::new(name)));
    }
    let place = name.place;
    let kind = ExprKind::Name(name);
    Ok(Word::Expr(Box::new(Expr { kind, place })))
}

/// A number; any other literal is reported, and a hole.
fn number(parser: &mut Parser<'_, '_>) -> Expr {
    let start = parser.here();
    match literal::number(parser) {
        Ok(number) => Expr {
            kind: ExprKind::Number {
                digits: number.digits,
                integer: number.integer,
            },
            place: number.place,
        },
        Err(Broken) => hole(start),
    }
}

/// `!(tokens)` behind the name of a macro, which is reported.
fn macro_call(parser: &mut Parser<'_, '_>, start: Place) -> Expr {
    parser.symbol("!");
    let place = parser.behind(start);
    parser.diagnostics.report(catalogue::macro_call(place));
    if parser.cursor.any_group().is_some() {
        parser.skip();
    }
    hole(place)
}

/// `[d, ...]`
fn list(parser: &mut Parser<'_, '_>) -> Parsed<Box<Expr>> {
    let outer = parser.enter(Delimiter::Bracket, "`[`")?;
    let items = items(parser);
    Ok(Box::new(Expr {
        kind: ExprKind::List(items),
        place: parser.leave(outer),
    }))
}

/// One expression in parentheses, or a fragment that a macro by example has passed on.
fn parenthesis(parser: &mut Parser<'_, '_>, delimiter: Delimiter) -> Parsed<Box<Expr>> {
    let outer = parser.enter(delimiter, "an expression")?;
    let start = parser.here();
    let inner = expr(parser).map_or_else(|Broken| Box::new(hole(start)), |inner| inner);
    let broken = matches!(inner.kind, ExprKind::Hole(_));
    let mut inner = if parser.peek_symbol(",") {
        tuple(parser, *inner)
    } else {
        inner
    };
    if !parser.at_end() {
        if !broken {
            let what = format!("an operator or {}", parser.closing());
            parser.expected_operator(&what);
        }
        parser.skip_all();
        inner.kind = ExprKind::Hole(Vec::new());
    }
    inner.place = parser.leave(outer);
    Ok(inner)
}

/// The rest of a tuple, which is reported.
fn tuple(parser: &mut Parser<'_, '_>, first: Expr) -> Box<Expr> {
    let comma = parser.here();
    parser.symbol(",");
    parser.diagnostics.report(catalogue::tuple(comma));
    let mut parts = vec![first];
    parts.extend(items(parser));
    Box::new(Expr {
        kind: ExprKind::Hole(parts),
        place: comma,
    })
}

/// A path of several segments: a Rust constant.
fn path(parser: &mut Parser<'_, '_>) -> Parsed<Word> {
    let start = parser.here();
    let first = parser.cursor;
    let mut text = String::new();
    let mut last = None;
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
        last = Some(segment);
        turbofish(parser);
        more = parser.symbol("::").is_some();
        if more {
            text.push_str("::");
        }
    }
    let place = parser.behind(start);
    if parser.peek_symbol("!") {
        return Ok(Word::Expr(Box::new(macro_call(parser, place))));
    }
    if text == "self" {
        return Ok(Word::Expr(Box::new(self_value(parser, place))));
    }
    if let Some(last) = last.filter(|_| parser.peek_group(Delimiter::Parenthesis)) {
        return Ok(call_of_path(parser, place, &text, last));
    }
    let mut tokens = TokenStream::new();
    let mut cursor = first;
    while cursor < parser.cursor
        && let Some((tree, rest)) = cursor.token_tree()
    {
        tokens.extend([tree]);
        cursor = rest;
    }
    let kind = ExprKind::Path { tokens, text };
    Ok(Word::Expr(Box::new(Expr { kind, place })))
}

/// A path in front of arguments, which is reported; its last segment may be an operation all the same.
fn call_of_path(parser: &mut Parser<'_, '_>, place: Place, text: &str, last: Ident) -> Word {
    let name = parser.named(last);
    let report = catalogue::call_of_path(place, text, &name.text);
    parser.diagnostics.report(report);
    if crate::ops::find(&name.text).is_some() {
        return Word::Call(Box::new(name));
    }
    parser.skip();
    Word::Expr(Box::new(hole(place)))
}

/// `self`, which is reported, and the field behind it.
fn self_value(parser: &mut Parser<'_, '_>, place: Place) -> Expr {
    let mut field = None;
    if parser.symbol(".").is_some()
        && let Some((ident, rest)) = parser.cursor.ident()
        && rest.group(Delimiter::Parenthesis).is_none()
    {
        field = Some(ident.to_string());
        parser.cursor = rest;
    }
    let report = catalogue::self_value(place, field.as_deref());
    parser.diagnostics.report(report);
    hole(place)
}

/// An expression that starts with a keyword other than `if`. It is reported, and read as far as it goes.
fn keyword(parser: &mut Parser<'_, '_>, word: &str) -> Parsed<Box<Expr>> {
    if word == "move" {
        parser.skip();
        return closure(parser);
    }
    let place = parser.here();
    report_keyword(parser, word)?;
    let takes_operand = matches!(
        word,
        "return" | "break" | "unsafe" | "async" | "ref" | "mut" | "const" | "yield"
    );
    if !takes_operand || ends_here(parser) {
        return Ok(Box::new(hole(place)));
    }
    parser.descend(place)?;
    let operand = expr(parser);
    parser.depth -= 1;
    let kind = ExprKind::Hole(vec![*operand?]);
    Ok(Box::new(Expr { kind, place }))
}

/// Reports a keyword, and skips it and a construct that it begins.
fn report_keyword(parser: &mut Parser<'_, '_>, word: &str) -> Parsed<()> {
    let place = parser.here();
    let report = match word {
        "true" | "false" => catalogue::boolean_literal(place, word),
        "for" | "while" | "loop" => catalogue::no_loops(place, word),
        "match" => catalogue::no_match(place),
        "return" => catalogue::no_return(place),
        "mut" => catalogue::mutable_let(place),
        "break" | "continue" | "unsafe" | "async" | "fn" | "struct" | "const" | "static"
        | "use" | "ref" | "mod" | "impl" | "enum" | "type" | "trait" | "dyn" | "yield" => {
            catalogue::not_allowed(place, word)
        }
        _ => return parser.expected("an expression"),
    };
    parser.diagnostics.report(report);
    parser.skip();
    if matches!(
        word,
        "for"
            | "while"
            | "loop"
            | "match"
            | "fn"
            | "struct"
            | "static"
            | "use"
            | "mod"
            | "impl"
            | "enum"
            | "type"
            | "trait"
    ) || (word == "const" && !parser.peek_group(Delimiter::Brace))
    {
        skip_construct(parser);
    }
    Ok(())
}

/// Whether no operand can follow.
fn ends_here(parser: &Parser<'_, '_>) -> bool {
    parser.at_end() || parser.peek_symbol(";") || parser.peek_symbol(",")
}

/// Skips to behind the block of a loop or an item, or to its `;`.
fn skip_construct(parser: &mut Parser<'_, '_>) {
    while let Some((tree, rest)) = parser.cursor.token_tree() {
        match &tree {
            TokenTree::Punct(punct) if matches!(punct.as_char(), ';' | ',') => break,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                parser.cursor = rest;
                break;
            }
            _ => parser.cursor = rest,
        }
    }
}

/// `if c { a } else if d { b } else { e }`
fn conditional(parser: &mut Parser<'_, '_>) -> Parsed<Box<Expr>> {
    let outer = (parser.depth, parser.condition);
    let start = parser.here();
    let mut arms = Vec::new();
    let otherwise = branches(parser, &mut arms);
    (parser.depth, parser.condition) = outer;
    let place = parser.behind(start);
    Ok(of_arms(arms, otherwise?, place))
}

/// An `if`; one without `else` has no value.
fn of_arms(arms: Vec<(Expr, Block)>, otherwise: Option<Box<Block>>, place: Place) -> Box<Expr> {
    let kind = match otherwise {
        Some(otherwise) => ExprKind::If { arms, otherwise },
        None => ExprKind::Hole(arms.into_iter().flat_map(parts_of_arm).collect()),
    };
    Box::new(Expr { kind, place })
}

/// The condition and the block of an arm that has no `if`.
fn parts_of_arm((condition, block): (Expr, Block)) -> [Expr; 2] {
    let place = block.place;
    let kind = ExprKind::Block(Box::new(block));
    [condition, Expr { kind, place }]
}

/// The arms of an `if`, and its last `else`; one that is missing is reported.
fn branches(
    parser: &mut Parser<'_, '_>,
    arms: &mut Vec<(Expr, Block)>,
) -> Parsed<Option<Box<Block>>> {
    loop {
        let word = parser.here();
        parser.keyword("if");
        condition_begins(parser)?;
        let condition = expr(parser)?;
        parser.condition = false;
        let block = branch(parser)?;
        arms.push((*condition, *block));
        if parser.keyword("else").is_none() {
            parser.diagnostics.report(catalogue::missing_else(word));
            return Ok(None);
        }
        if !parser.peek_keyword("if") {
            return branch(parser).map(Some);
        }
        // An `else if` is a block inside the block of its `else`.
        let word = parser.here();
        parser.descend(word)?;
    }
}

/// What follows is a condition, and no `let`.
fn condition_begins(parser: &mut Parser<'_, '_>) -> Parsed<()> {
    parser.condition = true;
    if !parser.peek_keyword("let") {
        return Ok(());
    }
    let place = parser.here();
    parser.diagnostics.report(catalogue::if_let(place));
    parser.skip();
    Err(Broken)
}

fn branch(parser: &mut Parser<'_, '_>) -> Parsed<Box<Block>> {
    if !parser.peek_group(Delimiter::Brace) {
        return parser.expected("an operator or `{`");
    }
    statement::block(parser)
}
