//! What stands between two operands.

use super::ast::Operator;
use super::cursor::Parser;
use super::refused::ends_here;
use crate::diag::catalogue;
use crate::place::Place;

/// The level of comparisons.
pub(super) const COMPARISON: u8 = 3;

/// The level of operators that bind like `+`.
const SUM: u8 = 4;

/// The level of operators that bind like `*`.
const PRODUCT: u8 = 5;

/// An operator whose right operand is not complete; one that is not in the language has no meaning.
pub(super) struct Pending {
    pub(super) operator: Option<Operator>,
    pub(super) level: u8,
    pub(super) place: Place,
}

/// Steps over the operator that joins what has been read to another operand. What is not in the language
/// is reported: an operator has no meaning then, and a cast is skipped.
pub(super) fn next_operator(parser: &mut Parser<'_, '_>) -> Option<Pending> {
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
            Infix::Comparison { text, ours } => {
                if let Some(rest) = parser.punctuation(text) {
                    parser.cursor = rest;
                }
                let report = catalogue::other_comparison(parser.behind(start), text, ours);
                parser.diagnostics.report(report);
                (None, COMPARISON)
            }
            Infix::Behind(text) => {
                unknown_operator(parser, text);
                continue;
            }
            Infix::Range(text) => {
                parser.symbol(text);
                let report = catalogue::range(parser.behind(start));
                parser.diagnostics.report(report);
                if ends_here(parser) {
                    continue;
                }
                (None, 0)
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

fn is_assignment(text: &str) -> bool {
    matches!(
        text,
        "=" | ":=" | "+=" | "-=" | "*=" | "/=" | "%=" | "^=" | "&=" | "|=" | "<<=" | ">>="
    )
}

/// What stands between two operands.
enum Infix {
    Operator(Operator),
    /// An operator that is not in the language.
    Unknown {
        text: &'static str,
        level: u8,
    },
    /// A comparison as other languages write it.
    Comparison {
        text: &'static str,
        ours: &'static str,
    },
    /// `++` or `--` with nothing behind it.
    Behind(&'static str),
    Range(&'static str),
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
    if let Some((text, ours)) = other_comparison(parser) {
        return Some(Infix::Comparison { text, ours });
    }
    let operator = match text {
        "+" if ends_with(parser, "++") => return Some(Infix::Behind("++")),
        "-" if ends_with(parser, "--") => return Some(Infix::Behind("--")),
        ".." | "..=" => return Some(Infix::Range(text)),
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
        "^" | "<<" | ">>" | "~" => return Some(Infix::Unknown { text, level: SUM }),
        // What is meant is `&&` or `||`.
        "&" => return Some(Infix::Unknown { text, level: 2 }),
        "|" => return Some(Infix::Unknown { text, level: 1 }),
        _ if is_assignment(text) => return Some(Infix::Unknown { text, level: 0 }),
        _ => return None,
    };
    Some(Infix::Operator(operator))
}

/// The comparison that is meant by what stands here.
fn other_comparison(parser: &Parser<'_, '_>) -> Option<(&'static str, &'static str)> {
    let comparisons = [
        ("===", "=="),
        ("!==", "!="),
        ("<>", "!="),
        ("=<", "<="),
        ("=>", ">="),
    ];
    let found = comparisons
        .into_iter()
        .find(|(text, _)| parser.punctuation(text).is_some());
    found.filter(|(text, _)| *text != "=>" || parser.condition)
}

/// Whether these characters stand here with nothing behind them.
fn ends_with(parser: &Parser<'_, '_>, text: &str) -> bool {
    parser.punctuation(text).is_some_and(|rest| {
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
