//! What each method costs, for the page: formulas in the sizes, which it evaluates for the sizes that are chosen.

use backprop_codegen::export::{Exported, Formula, MethodCost};
use serde_json::{Value, json};

pub(super) fn cost(exported: &Exported) -> Value {
    let cost = exported.cost();
    let methods = cost.methods().map(|(name, method)| of_method(name, method));
    json!({
        "methods": methods.collect::<Vec<_>>(),
        "saved": formula(&cost.saved),
        "gradient": formula(&cost.gradient),
    })
}

fn of_method(name: &str, method: &MethodCost) -> Value {
    let kinds = method.kinds.iter();
    let kinds = kinds.map(|kind| json!({ "name": kind.name, "count": formula(&kind.count) }));
    json!({
        "name": name,
        "operations": formula(&method.operations),
        "kinds": kinds.collect::<Vec<_>>(),
        "read": formula(&method.read),
        "written": formula(&method.written),
    })
}

fn formula(formula: &Formula) -> Value {
    let terms = formula.terms.iter();
    let terms = terms.map(|term| json!([term.coefficient, term.sizes]));
    json!({ "text": formula.to_string(), "terms": terms.collect::<Vec<_>>() })
}
