//! Arguments that are no values: exponents, axes and lists of sizes.

use super::{Argument, AxisAst, Mention, Resolver};
use crate::diag::catalogue;
use crate::place::Place;
use crate::shape::ELEMENT_LIMIT;
use crate::syntax::ast::{Expr, ExprKind, Operator, SizeAst};

impl<'g> Resolver<'g> {
    /// An argument that must be an integer literal.
    pub(super) fn integer(&mut self, argument: &'g Expr) -> Option<Argument> {
        let (literal, negative) = signed(argument);
        if let ExprKind::Number {
            digits,
            integer: true,
        } = literal
        {
            let sign = if negative { "-" } else { "" };
            let value = format!("{sign}{digits}").parse().ok();
            if value.is_none() {
                self.diagnostics
                    .report(catalogue::integer_too_large(argument.place));
            }
            return value.map(Argument::Integer);
        }
        let found = found(literal, false)?;
        self.diagnostics
            .report(catalogue::integer_literal(argument.place, &found));
        None
    }

    /// An argument that must be an axis.
    pub(super) fn axis(&mut self, argument: &'g Expr) -> Option<Argument> {
        let (literal, negative) = signed(argument);
        let found = match literal {
            ExprKind::Name(name) if !negative => {
                self.mentions.push(Mention::Size(name.clone()));
                return Some(Argument::Axis(AxisAst::Name(name.clone())));
            }
            ExprKind::Number {
                digits,
                integer: true,
            } if !negative => {
                // One that is too large is out of range.
                let axis = digits.parse().unwrap_or(usize::MAX);
                return Some(Argument::Axis(AxisAst::Number(axis, argument.place)));
            }
            ExprKind::Number {
                digits,
                integer: true,
            } if let Ok(back) = digits.parse() => {
                return Some(Argument::Axis(AxisAst::Negative(back, argument.place)));
            }
            ExprKind::Call { name, .. } if name.text == "Axis" => "`Axis(..)`".to_owned(),
            literal => found(literal, negative)?,
        };
        self.diagnostics
            .report(catalogue::axis_expected(argument.place, &found));
        None
    }

    /// An argument that must be a list of sizes.
    pub(super) fn sizes(&mut self, argument: &'g Expr) -> Option<Argument> {
        let items = match &argument.kind {
            ExprKind::List(items) if !items.is_empty() => items,
            ExprKind::List(_) => {
                self.diagnostics
                    .report(catalogue::sizes_expected(argument.place, "`[]`"));
                return None;
            }
            _ => {
                let (literal, negative) = signed(argument);
                let found = found(literal, negative)?;
                self.diagnostics
                    .report(catalogue::sizes_expected(argument.place, &found));
                return None;
            }
        };
        let sizes: Vec<SizeAst> = items.iter().map(|item| self.size(item)).collect();
        Some(Argument::Sizes(sizes, argument.place))
    }

    /// A literal, or a name with an offset.
    fn size(&mut self, item: &'g Expr) -> SizeAst {
        let (literal, negative) = signed(item);
        let report = match literal {
            ExprKind::Hole(_) => return SizeAst::Hole,
            ExprKind::Number { integer: true, .. } if negative => {
                catalogue::inferred_size(item.place)
            }
            ExprKind::Number {
                digits,
                integer: true,
            } => match self.whole(digits, item.place) {
                Some(0) => catalogue::zero_size(item.place),
                Some(size) => return SizeAst::Literal(size),
                None => return SizeAst::Hole,
            },
            ExprKind::Name(name) if !negative => {
                self.mentions.push(Mention::Size(name.clone()));
                return SizeAst::Named {
                    name: name.clone(),
                    offset: 0,
                };
            }
            ExprKind::Chain { first, rest } => {
                if let (ExprKind::Name(name), [offset]) = (&first.kind, rest.as_slice())
                    && let Some(offset) = self.offset(offset)
                {
                    let name = name.clone();
                    self.mentions.push(Mention::Size(name.clone()));
                    return offset.map_or(SizeAst::Hole, |offset| SizeAst::Named { name, offset });
                }
                catalogue::size_expected(item.place, "an expression")
            }
            literal => {
                let found = found(literal, negative).unwrap_or_default();
                catalogue::size_expected(item.place, &found)
            }
        };
        self.diagnostics.report(report);
        SizeAst::Hole
    }

    /// What is added to a name, if it is a literal; none inside if it is too large, which is reported.
    #[expect(
        clippy::option_option,
        reason = "a mistake is something else than no offset"
    )]
    fn offset(&mut self, (operator, _, right): &'g (Operator, Place, Expr)) -> Option<Option<i64>> {
        let sign = match operator {
            Operator::Add => 1,
            Operator::Sub => -1,
            _ => return None,
        };
        let ExprKind::Number {
            digits,
            integer: true,
        } = &right.kind
        else {
            return None;
        };
        let offset = self.whole(digits, right.place);
        Some(offset.and_then(|offset| i64::try_from(offset).ok().map(|offset| sign * offset)))
    }

    /// The value of a literal in a size; one that is too large is reported.
    fn whole(&mut self, digits: &str, place: Place) -> Option<usize> {
        let value = digits.parse().ok().filter(|value| *value <= ELEMENT_LIMIT);
        if value.is_none() {
            self.diagnostics.report(catalogue::size_too_large(place));
        }
        value
    }
}

/// An argument without its sign, and whether it has one.
fn signed(argument: &Expr) -> (&ExprKind, bool) {
    match &argument.kind {
        ExprKind::Negate(inner) => (&inner.kind, true),
        kind => (kind, false),
    }
}

/// An argument in words, for "found .."; none for what has been reported.
fn found(kind: &ExprKind, negative: bool) -> Option<String> {
    match kind {
        ExprKind::Hole(_) => None,
        ExprKind::Number { digits, .. } if negative => Some(format!("`-{digits}`")),
        _ if negative => Some("an expression".to_owned()),
        ExprKind::Number { digits, .. } => Some(format!("`{digits}`")),
        ExprKind::Name(name) => Some(format!("`{}`", name.text)),
        ExprKind::Path { text, .. } => Some(format!("`{text}`")),
        ExprKind::List(_) => Some("a list".to_owned()),
        ExprKind::Tuple(_) => Some("a tuple".to_owned()),
        _ => Some("an expression".to_owned()),
    }
}
