//! Names that other libraries have, and what is written for them in a graph.

/// Operations, and what they are called elsewhere, with spaces between.
pub(super) const RENAMED: &[(&str, &str)] = &[
    ("abs", "absf absolute fabs fabsf magnitude"),
    ("acos", "acosf arccos"),
    ("acosh", "arccosh arcosh"),
    ("asin", "arcsin asinf"),
    ("asinh", "arcsinh arsinh"),
    ("atan", "arctan atanf"),
    ("atan2", "arctan2 atan2f"),
    ("atanh", "arctanh artanh"),
    ("cbrt", "cbrtf cube_root"),
    ("clamp", "clip clip_by_value"),
    ("cos", "cosf"),
    (
        "dot",
        "dot_product gemm gemv inner inner_product matrix_multiply matvec mm mv vdot",
    ),
    ("exp", "expf exponential"),
    ("exp2", "pow2"),
    ("exp_m1", "expm1"),
    ("hypot", "hypotenuse hypotf"),
    ("insert_axis", "add_axis expand_dims newaxis unsqueeze"),
    ("ln", "log_e loge logf natural_log"),
    ("ln_1p", "ln1p log1p log1pf log_1p"),
    ("log10", "lg"),
    ("logsumexp", "log_sum_exp lse reduce_logsumexp"),
    ("max", "clamp_min fmax fmaxf maximum"),
    ("max_all", "amax max_element nanmax reduce_max"),
    ("mean", "average avg mean_all reduce_mean"),
    ("min", "clamp_max fmin fminf minimum"),
    ("min_all", "amin min_element nanmin reduce_min"),
    ("mul_add", "fma fmadd muladd"),
    ("powf", "powr"),
    ("product", "prod prod_all product_all reduce_prod"),
    ("product_axis", "prod_axis"),
    ("recip", "inverse rcp reciprocal"),
    ("relu", "rectifier"),
    (
        "reshape",
        "flatten into_shape into_shape_with_order ravel resize squeeze to_shape view",
    ),
    ("round", "nint rint"),
    ("sigmoid", "expit logistic"),
    ("signum", "sgn sign"),
    ("silu", "swish"),
    ("sin", "sinf"),
    ("sqrt", "sqroot sqrtf square_root"),
    ("square", "pow_2 sqr squared"),
    ("stop_gradient", "detach no_grad no_gradient"),
    ("sum", "reduce_sum sum_all total"),
    (
        "t",
        "H T mT matrix_transpose reversed_axes transpose transposed",
    ),
    ("tan", "tanf tg"),
    ("tanh", "tanhf"),
];

/// Expressions of `x` and `y`, and what they are called elsewhere.
pub(super) const WRITTEN: &[(&str, &str)] = &[
    (
        "x",
        "as_ref borrow clone contiguous copied copy deref expect identity into to_owned \
         to_vec unwrap",
    ),
    ("-x", "neg negate negative opposite"),
    ("x + y", "add"),
    ("x - y", "sub subtract"),
    ("x * y", "elementwise_mul hadamard mul multiply"),
    ("x / y", "div divide true_divide"),
    ("x @ y", "bmm matmul matrix_product"),
    ("x @ w + b", "addmm affine dense fully_connected linear"),
    ("x.insert_axis(1) * y", "outer"),
    ("floor(x / y)", "div_euclid floor_divide floordiv"),
    ("x - y * floor(x / y)", "mod modulo rem rem_euclid"),
    ("x - floor(x)", "frac"),
    (
        "if x < 0 { ceil(x) } else { floor(x) }",
        "fix trunc truncate",
    ),
    ("x - if x < 0 { ceil(x) } else { floor(x) }", "fract"),
    ("if x < 0 { 0 } else { 1 }", "heaviside step unit_step"),
    (
        "if condition { x } else { y }",
        "cond if_else ifelse iif masked_fill mux select ternary where where_",
    ),
    ("x == y", "eq equal"),
    ("x != y", "ne not_equal"),
    ("x < y", "less lt"),
    ("x <= y", "le less_equal"),
    ("x > y", "greater gt"),
    ("x >= y", "ge greater_equal"),
    ("x < 0", "is_negative is_sign_negative"),
    ("x > 0", "is_positive is_sign_positive"),
    ("x != x", "is_nan isnan"),
    ("abs(x) < f64::INFINITY", "is_finite isfinite"),
    ("x > 0 && y > 0", "and bitwise_and logical_and"),
    ("x > 0 || y > 0", "bitwise_or logical_or or"),
    ("!(x > 0)", "logical_not not"),
    ("x[0, 0]", "at gather get index item take"),
    ("x[0, ..]", "index_axis row select_row"),
    ("x[.., 0]", "col column"),
    (
        "x[1..3, ..]",
        "narrow slice slice_axis slice_collapse slice_move split_at",
    ),
    ("x[1.., ..] - x[..-1, ..]", "diff"),
    ("sqrt(sum(square(x)))", "frobenius l2_norm length norm"),
    (
        "sum(square(x))",
        "l2 norm_sqr squared_norm sum_of_squares sum_squares sumsq",
    ),
    ("sum(abs(x))", "l1 l1_norm"),
    ("x / sqrt(sum(square(x)))", "l2_normalize normalize"),
    ("sqrt(mean(square(x)))", "rms"),
    ("mean(square(x - mean(x)))", "var variance"),
    ("sqrt(mean(square(x - mean(x))))", "std std_dev stddev"),
    (
        "mean(square(x - y))",
        "l2_loss mean_squared_error mse mse_loss squared_error",
    ),
    ("mean(abs(x - y))", "l1_loss mae mean_absolute_error"),
    (
        "-mean(sum_axis(y * log_softmax(x), 1))",
        "cross_entropy cross_entropy_loss crossentropy nll_loss softmax_cross_entropy \
         softmax_cross_entropy_with_logits",
    ),
    (
        "mean(softplus(x) - x * y)",
        "bce bce_loss binary_cross_entropy binary_cross_entropy_with_logits \
         sigmoid_cross_entropy",
    ),
    ("softmax(x)", "softmax_axis"),
    ("log_softmax(x)", "log_softmax_axis"),
    ("softmax(-x)", "softmin"),
    ("1 / sqrt(x)", "inv_sqrt inverse_sqrt rsqrt"),
    ("1 / tan(x)", "cot"),
    ("1 / sin(x)", "csc"),
    ("1 / cos(x)", "sec"),
    ("1 / tanh(x)", "coth"),
    ("1 / sinh(x)", "csch"),
    ("1 / cosh(x)", "sech"),
    ("x.powi(3)", "cube cubed"),
    ("powf(10, x)", "exp10 pow10"),
    ("ln(x / (1 - x))", "logit"),
    (
        "max(x, y) + ln_1p(exp(-abs(x - y)))",
        "log_add_exp logaddexp",
    ),
    ("-softplus(-x)", "log_sigmoid logsigmoid"),
    ("clamp(x, 0, 1)", "clamp01 saturate"),
    ("clamp(x, -1, 1)", "hard_tanh hardtanh"),
    ("clamp(x, 0, 6)", "relu6"),
    ("clamp(x / 6 + 0.5, 0, 1)", "hard_sigmoid hardsigmoid"),
    ("x / (1 + abs(x))", "softsign"),
    ("x * tanh(softplus(x))", "mish"),
    ("x - tanh(x)", "tanhshrink"),
    ("x + (y - x) * 0.5", "lerp midpoint mix"),
    ("abs(x - y)", "abs_diff abs_sub"),
    ("abs(x) * signum(y)", "copysign"),
    (
        "x * (std::f64::consts::PI / 180)",
        "deg2rad radians to_radians",
    ),
    (
        "x * (180 / std::f64::consts::PI)",
        "degrees rad2deg to_degrees",
    ),
];

/// What is said of names that stand for no one expression.
pub(super) const REMARKS: &[(&str, &str)] = &[
    (
        "write `x.powi(2)` for a whole exponent, `x.powf(p)` for any other",
        "int_pow ipow pow powd power",
    ),
    (
        "it is called `ln` here; to a base `b` it is `ln(x) / ln(b)`",
        "log logb",
    ),
    (
        "write `recip(x)` for 1 / x; a matrix has no inverse here",
        "inv",
    ),
    (
        "write each with a `let` of its own: `sin(x)`, `cos(x)`",
        "sin_cos sincos",
    ),
    (
        "`x.t()` reverses the axes; there is no other order",
        "moveaxis permute permuted_axes swap_axes swapaxes",
    ),
    ("write it with `@`, `t` and `sum_axis`", "einsum tensordot"),
    (
        "values cannot be joined: give each as an output",
        "append cat concat concatenate hcat hstack join pad push stack vcat vstack",
    ),
    (
        "operands broadcast by themselves: write the value alone",
        "broadcast broadcast_to expand repeat tile",
    ),
    (
        "a number fits every shape: write the number, or take the array as a `const` input",
        "arange empty empty_like eye fill full full_like linspace one_hot ones ones_like \
         range zeros zeros_like",
    ),
    (
        "an operation is elementwise: call it on the tensor itself",
        "apply collect filter fold for_each into_iter iter map map_inplace mapv mapv_into \
         vectorize zip zip_with",
    ),
    (
        "the values of a graph do not depend on its sizes: a mean is `mean(x)`, any other number an input",
        "dim dims len len_of ncols ndim nrows numel rank raw_dim shape size",
    ),
    (
        "take random numbers as a `const` input",
        "bernoulli dropout normal rand randn random uniform",
    ),
    (
        "the gradient comes from the graph's methods: call `value_and_grad` on the graph",
        "backprop backward derivative grad gradient grads jvp value_and_grad vjp",
    ),
    (
        "the methods of a graph are called outside of `graph!`",
        "forward output value",
    ),
];

/// What to write for an operation of another library.
pub(super) fn operation(name: &str) -> Option<String> {
    let renamed = renamed(name).map(|ours| format!("it is called `{ours}` here"));
    renamed
        .or_else(|| entry(WRITTEN, name).map(|text| format!("write `{text}`")))
        .or_else(|| entry(REMARKS, name).map(str::to_owned))
}

/// The operation that is called `name` elsewhere.
pub(super) fn renamed(name: &str) -> Option<&'static str> {
    entry(RENAMED, name)
}

fn entry(table: &[(&'static str, &str)], name: &str) -> Option<&'static str> {
    let found = table
        .iter()
        .find(|(_, names)| names.split_whitespace().any(|other| other == name));
    found.map(|(ours, _)| *ours)
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
