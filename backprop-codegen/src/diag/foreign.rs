//! Names that other libraries have, and what is written for them in a graph.

/// Operations that are called otherwise here.
const RENAMED: [(&str, &str); 48] = [
    ("absolute", "abs"),
    ("amax", "max_all"),
    ("amin", "min_all"),
    ("arccos", "acos"),
    ("arccosh", "acosh"),
    ("arcsin", "asin"),
    ("arcsinh", "asinh"),
    ("arctan", "atan"),
    ("arctan2", "atan2"),
    ("arctanh", "atanh"),
    ("average", "mean"),
    ("clip", "clamp"),
    ("cube_root", "cbrt"),
    ("detach", "stop_gradient"),
    ("expm1", "exp_m1"),
    ("expand_dims", "insert_axis"),
    ("fabs", "abs"),
    ("flatten", "reshape"),
    ("fma", "mul_add"),
    ("fmax", "max"),
    ("fmin", "min"),
    ("into_shape", "reshape"),
    ("inverse", "recip"),
    ("log", "ln"),
    ("log1p", "ln_1p"),
    ("logistic", "sigmoid"),
    ("matmul", "dot"),
    ("maximum", "max"),
    ("minimum", "min"),
    ("mm", "dot"),
    ("no_grad", "stop_gradient"),
    ("pow", "powf"),
    ("power", "powf"),
    ("prod", "product"),
    ("reciprocal", "recip"),
    ("reduce_mean", "mean"),
    ("reduce_sum", "sum"),
    ("sgn", "signum"),
    ("sign", "signum"),
    ("sqr", "square"),
    ("squared", "square"),
    ("squeeze", "reshape"),
    ("swish", "silu"),
    ("tg", "tan"),
    ("transpose", "t"),
    ("to_shape", "reshape"),
    ("unsqueeze", "insert_axis"),
    ("view", "reshape"),
];

/// Operations that are written otherwise here.
const WRITTEN: [(&str, &str); 27] = [
    ("add", "x + y"),
    ("clone", "x"),
    ("copy", "x"),
    ("cot", "1 / tan(x)"),
    ("csc", "1 / sin(x)"),
    ("div", "x / y"),
    ("frac", "x - floor(x)"),
    ("index", "x[0]"),
    ("index_axis", "x[0, ..]"),
    ("is_nan", "x != x"),
    ("isnan", "x != x"),
    ("mod", "x - y * floor(x / y)"),
    ("mul", "x * y"),
    ("neg", "-x"),
    ("negative", "-x"),
    ("norm", "sqrt(sum(square(x)))"),
    ("rem_euclid", "x - y * floor(x / y)"),
    ("rsqrt", "1 / sqrt(x)"),
    ("sec", "1 / cos(x)"),
    ("select", "if condition { x } else { y }"),
    ("slice", "x[1..3]"),
    ("sub", "x - y"),
    ("cond", "if condition { x } else { y }"),
    ("ternary", "if condition { x } else { y }"),
    ("to_owned", "x"),
    ("true_divide", "x / y"),
    ("where", "if condition { x } else { y }"),
];

/// Operations that join values, which a graph cannot.
const JOINING: [&str; 6] = ["cat", "concat", "concatenate", "hstack", "stack", "vstack"];

/// What to write for an operation of another library.
pub(super) fn operation(name: &str) -> Option<String> {
    if let Some((_, ours)) = RENAMED.iter().find(|(theirs, _)| *theirs == name) {
        return Some(format!("it is called `{ours}` here"));
    }
    if let Some((_, text)) = WRITTEN.iter().find(|(theirs, _)| *theirs == name) {
        return Some(format!("write `{text}`"));
    }
    JOINING
        .contains(&name)
        .then(|| "values cannot be joined: give each as an output".to_owned())
}

/// The constant that is meant by a name in lower case.
pub(super) fn constant(name: &str) -> Option<&'static str> {
    match name {
        "pi" => Some("std::f64::consts::PI"),
        "tau" => Some("std::f64::consts::TAU"),
        "e" => Some("std::f64::consts::E"),
        "inf" | "infinity" => Some("f64::INFINITY"),
        "nan" => Some("f64::NAN"),
        "eps" | "epsilon" => Some("f64::EPSILON"),
        _ => None,
    }
}
