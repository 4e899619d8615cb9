//! What the parser has read: the source again, with parentheses around every operation inside of another.

use crate::syntax::ast::{
    Block, Expr, ExprKind, GraphAst, IndexAst, Name, OutputsAst, SizeAst, Suffix, TypeAst,
};

/// The tree of a graph.
pub(super) fn tree(graph: &GraphAst) -> String {
    let parameter = graph.parameter.as_ref();
    let parameter = parameter.map_or(String::new(), |name| format!("<{}>", name.text));
    let mut lines = vec![format!("graph {}{parameter}", graph.name.text)];
    for input in &graph.inputs {
        lines.push(declaration("input", input.constant, &input.name, &input.ty));
    }
    match &graph.outputs {
        OutputsAst::Single(ty) => lines.push(format!("  output: {}", type_text(ty))),
        OutputsAst::Named(outputs) => lines.extend(
            outputs
                .iter()
                .map(|output| declaration("output", output.constant, &output.name, &output.ty)),
        ),
        OutputsAst::Inferred | OutputsAst::Hole => lines.push("  output".to_owned()),
    }
    for statement in &graph.body.lets {
        let ty = statement.ty.as_ref();
        let ty = ty.map_or(String::new(), |ty| format!(": {}", type_text(ty)));
        let value = expression(&statement.value);
        lines.push(format!("  let {}{ty} = {value}", statement.name.text));
    }
    let results = graph.body.results.iter();
    lines.extend(results.map(|result| format!("  result {}", expression(result))));
    lines.join("\n") + "\n"
}

fn declaration(what: &str, constant: bool, name: &Name, ty: &TypeAst) -> String {
    let constant = if constant { "const " } else { "" };
    format!("  {constant}{what} {}: {}", name.text, type_text(ty))
}

fn type_text(ty: &TypeAst) -> String {
    match ty {
        TypeAst::Scalar(name) => name.text.clone(),
        TypeAst::Tensor { element, sizes, .. } => {
            let sizes: Vec<String> = sizes.iter().map(size).collect();
            format!("[{}; {}]", element.text, sizes.join(", "))
        }
        TypeAst::Inferred | TypeAst::Hole => "_".to_owned(),
    }
}

fn size(size: &SizeAst) -> String {
    match size {
        SizeAst::Literal(size) => size.to_string(),
        SizeAst::Named { name, offset: 0 } => name.text.clone(),
        SizeAst::Named { name, offset } if *offset > 0 => format!("{} + {offset}", name.text),
        SizeAst::Named { name, offset } => format!("{} - {}", name.text, offset.unsigned_abs()),
        SizeAst::Hole => "_".to_owned(),
    }
}

fn expression(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::Number { digits, .. } => digits.clone(),
        ExprKind::Name(name) => name.text.clone(),
        ExprKind::Path { text, .. } => text.clone(),
        ExprKind::Negate(operand) => format!("-{}", inside(operand)),
        ExprKind::Not(operand) => format!("!{}", inside(operand)),
        ExprKind::Chain { first, rest } => {
            let mut text = inside(first);
            for (operator, _, operand) in rest {
                text.push(' ');
                text.push_str(operator.text());
                text.push(' ');
                text.push_str(&inside(operand));
            }
            text
        }
        ExprKind::Call { name, arguments } => format!("{}({})", name.text, list(arguments)),
        ExprKind::Postfix { base, suffixes } => {
            let mut text = inside(base);
            for suffix in suffixes {
                text.push_str(&suffix_text(suffix));
            }
            text
        }
        ExprKind::If { arms, otherwise } => {
            let mut text = String::new();
            for (condition, branch) in arms {
                text.push_str("if ");
                text.push_str(&expression(condition));
                text.push(' ');
                text.push_str(&block(branch));
                text.push_str(" else ");
            }
            text.push_str(&block(otherwise));
            text
        }
        ExprKind::Block(inner) => block(inner),
        ExprKind::List(items) => format!("[{}]", list(items)),
        ExprKind::Tuple(items) => format!("({})", list(items)),
        ExprKind::Hole(_) => "_".to_owned(),
    }
}

/// An operand, in parentheses where it is an operation by signs.
fn inside(expr: &Expr) -> String {
    let text = expression(expr);
    match expr.kind {
        ExprKind::Negate(_) | ExprKind::Not(_) | ExprKind::Chain { .. } => format!("({text})"),
        _ => text,
    }
}

fn list(items: &[Expr]) -> String {
    let items: Vec<String> = items.iter().map(expression).collect();
    items.join(", ")
}

fn suffix_text(suffix: &Suffix) -> String {
    match suffix {
        Suffix::Method {
            name, arguments, ..
        } => format!(".{}({})", name.text, list(arguments)),
        Suffix::Index { items, .. } => {
            let items: Vec<String> = items.iter().map(index).collect();
            format!("[{}]", items.join(", "))
        }
        Suffix::Hole(_) => "._".to_owned(),
    }
}

fn index(index: &IndexAst) -> String {
    let bound = |bound: &Option<i64>| bound.map_or(String::new(), |bound| bound.to_string());
    match index {
        IndexAst::Position(position, _) => position.to_string(),
        IndexAst::Range { start, end, .. } => format!("{}..{}", bound(start), bound(end)),
        IndexAst::Hole => "_".to_owned(),
    }
}

fn block(block: &Block) -> String {
    let statements = block.lets.iter().map(|statement| {
        let value = expression(&statement.value);
        format!("let {} = {value}", statement.name.text)
    });
    let parts: Vec<String> = statements.chain([list(&block.results)]).collect();
    format!("{{ {} }}", parts.join("; "))
}
