//! Costs as tables for people: formulas, and the numbers that are known.

use std::collections::BTreeMap;

use backprop_codegen::export::{Exported, Formula, GraphCost, MethodCost};

use super::number::{ratio, whole};
use super::ways::{Ways, number};

type Sizes = BTreeMap<String, usize>;

/// The figures that every method has, behind its kinds of operations.
const FIGURES: [&str; 4] = ["operations", "bytes read", "bytes written", "bytes held"];

const NOTE: &str = "A multiply-add is two operations; conditions and selections are none.";

/// How wide the longest name of a figure is.
const NAME: usize = "multiplications".len();

pub(super) fn table(graph: &Exported, sizes: &Sizes) -> String {
    let cost = graph.cost();
    let bytes = cost.bytes.unwrap_or(4);
    let mut lines = vec![heading(graph, &cost, sizes), String::new()];
    let known = cost.sizes.iter().all(|name| sizes.contains_key(name));
    let known = known.then_some(sizes);
    if cost.sizes.is_empty() {
        lines.extend(columns(&cost, bytes));
    } else {
        for (name, method) in cost.methods() {
            lines.push(name.to_owned());
            lines.extend(rows(&figures(method, bytes), known));
        }
    }
    lines.push(String::new());
    lines.push(saved(&cost.saved.times(bytes), known));
    lines.push(String::new());
    lines.extend(gradient(&cost, sizes));
    lines.push(String::new());
    lines.push(NOTE.to_owned());
    if known.is_none() {
        let options = cost.sizes.iter().map(|name| format!("--at {name}=.."));
        let options: Vec<String> = options.collect();
        lines.push(format!("For numbers, add {}", options.join(" ")));
    }
    lines.join("\n") + "\n"
}

/// What the graph is called, what its numbers are, and its sizes as far as they are known.
fn heading(graph: &Exported, cost: &GraphCost, sizes: &Sizes) -> String {
    let name = graph.name().unwrap_or("a graph without a name");
    let element = &cost.element;
    let mut text = match cost.bytes {
        Some(bytes) => format!("{name}, of {element}: {bytes} bytes a number"),
        None => format!("{name}, of {element}: bytes are those of f32, and twice as many in f64"),
    };
    let known = cost.sizes.iter();
    let known: Vec<String> = known
        .filter_map(|name| Some(format!("{name} = {}", sizes.get(name)?)))
        .collect();
    if !known.is_empty() {
        text = text + "; " + &known.join(", ");
    }
    text
}

/// The figures of a method under their names; those of memory in bytes.
fn figures(method: &MethodCost, bytes: i64) -> Vec<(&'static str, Formula)> {
    let kinds = method.kinds.iter();
    let kinds = kinds.map(|kind| (kind.name, kind.count.clone()));
    let memory = [&method.read, &method.written, &method.held];
    let memory = memory.map(|numbers| numbers.times(bytes));
    let [read, written, held] = memory;
    let others = FIGURES
        .into_iter()
        .zip([method.operations.clone(), read, written, held]);
    kinds.chain(others).collect()
}

/// What is kept for backward, in bytes.
fn saved(bytes: &Formula, sizes: Option<&Sizes>) -> String {
    let number = sizes.and_then(|sizes| number(bytes, sizes)).map(whole);
    let number = number.filter(|number| *number != bytes.to_string());
    let number = number.map_or(String::new(), |number| format!(" = {number}"));
    format!("saved for backward: {bytes}{number} bytes")
}

/// A line for each figure: its name, its formula, and its number if that is known.
fn rows(figures: &[(&str, Formula)], sizes: Option<&Sizes>) -> Vec<String> {
    let figures: Vec<&(&str, Formula)> = figures
        .iter()
        .filter(|(name, formula)| *name == "operations" || !formula.is_zero())
        .collect();
    let formulas: Vec<String> = figures
        .iter()
        .map(|(_, formula)| formula.to_string())
        .collect();
    let numbers: Vec<String> = figures
        .iter()
        .map(|(_, formula)| {
            let number = sizes.and_then(|sizes| number(formula, sizes));
            number.map_or(String::new(), whole)
        })
        .collect();
    let wide = |texts: &[String]| texts.iter().map(|text| text.chars().count()).max();
    let (formula_width, number_width) = (wide(&formulas).unwrap_or(0), wide(&numbers).unwrap_or(0));
    let lines = figures.iter().zip(formulas.iter().zip(&numbers));
    lines
        .map(|((name, _), (formula, number))| {
            let line = format!("  {name:NAME$}  {formula:formula_width$}  {number:>number_width$}");
            line.trim_end().to_owned()
        })
        .collect()
}

/// A line for each figure, and a column for each method: for a graph without sizes, whose formulas are numbers.
fn columns(cost: &GraphCost, bytes: i64) -> Vec<String> {
    let methods: Vec<(&str, Vec<(&str, Formula)>)> = cost
        .methods()
        .map(|(name, method)| (name, figures(method, bytes)))
        .collect();
    let mut names = cost.kinds();
    names.extend(FIGURES);
    let mut lines = Vec::new();
    let titles = methods.iter().map(|(title, _)| format!("  {title:>9}"));
    lines.push(format!("  {:NAME$}{}", "", titles.collect::<String>()));
    for name in names {
        let numbers = methods.iter().map(|(_, figures)| {
            let figure = figures.iter().find(|(other, _)| *other == name);
            figure.map_or(Formula::default(), |(_, formula)| formula.clone())
        });
        let numbers: Vec<Formula> = numbers.collect();
        if name != "operations" && numbers.iter().all(Formula::is_zero) {
            continue;
        }
        let cells = numbers.iter().zip(&methods).map(|(number, (title, _))| {
            let (number, width) = (number.to_string(), title.len().max(9));
            format!("  {number:>width$}")
        });
        lines.push(format!("  {name:NAME$}{}", cells.collect::<String>()));
    }
    lines
}

/// What the gradient takes, in each of the ways to it.
fn gradient(cost: &GraphCost, sizes: &Sizes) -> Vec<String> {
    let Some(ways) = Ways::new(cost, sizes) else {
        // A letter that no size has.
        let mut letters = ["n", "k", "p", "q"].into_iter();
        let free = |letter: &&str| !cost.sizes.iter().any(|size| size == letter);
        let n = letters.find(free).unwrap_or("N");
        return vec![
            format!("the gradient has {n} = {} numbers; it takes", cost.gradient),
            "  one backward pass, or".to_owned(),
            format!("  forward mode: {n} passes, each at least a value"),
            format!("  one-sided differences: {n} + 1 values"),
            format!("  central differences: 2·{n} values"),
        ];
    };
    let widths = ways.list.iter().map(|way| whole(way.operations).len());
    let width = widths.max().unwrap_or(0);
    let mut lines = vec![format!(
        "operations for the gradient, which has {} {}",
        whole(ways.numbers),
        if ways.numbers == 1 {
            "number"
        } else {
            "numbers"
        }
    )];
    for way in &ways.list {
        let times = format!("{} ×", ratio(way.operations, ways.value));
        let number = whole(way.operations);
        let more = if way.more {
            ", each at least a value"
        } else {
            ""
        };
        lines.push(format!(
            "  {:21}  {number:>width$}  {times:>9}  {}{more}",
            way.name, way.how
        ));
    }
    lines
}
