//! The mended programs of `docs/errors.md`, which a test of `backprop-codegen` writes.
#![allow(dead_code)]

mod empty_macro {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { x * x }
    }
}

mod not_a_graph {
    pub fn run() {
        let _ = backprop::graph!(|x| x * x);
    }
}

mod other_item {
    use backprop::graph;

    graph! {
        struct Circle(radius: f64) -> f64 { std::f64::consts::PI * radius * radius }
    }
}

mod missing_struct {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { x * x }
    }
}

mod missing_name {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { x * x }
    }
}

mod missing_inputs {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { x * x }
    }
}

mod missing_output {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { x * x }
    }
}

mod output_expected {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { x * x }
    }
}

mod missing_body {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { x * x }
    }
}

mod separator_behind_graph {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { x * x }
        struct Cube(x: f64) -> f64 { x * x * x }
    }
}

mod statement_in_expression {
    pub fn run() {
        let _ = backprop::graph!(|x| { let y = x * x; y + 1 });
    }
}

mod too_many_nodes {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { x * x }
    }
}

mod input_expected {
    use backprop::graph;

    graph! {
        struct Sum(x: f64, y: f64) -> f64 { x + y }
    }
}

mod word_before_input {
    use backprop::graph;

    graph! {
        struct Double(x: f64) -> f64 { let x = 2 * x; x }
    }
}

mod missing_type {
    use backprop::graph;

    graph! {
        struct Sum(x: f64, y: f64) -> f64 { x + y }
    }
}

mod type_before_name {
    use backprop::graph;

    graph! {
        struct Sum(x: f64, y: f64) -> f64 { x + y }
    }
}

mod default_value {
    use backprop::graph;

    graph! {
        struct Scale(x: f64) -> f64 { let factor = 2; factor * x }
    }
}

mod unused_input {
    use backprop::graph;

    graph! {
        struct Square(x: f64, _y: f64) -> f64 { x * x }
    }
}

mod inactive_output {
    use backprop::graph;

    graph! {
        struct Line(const x: f64, a: f64) -> (y: f64, const twice: f64) { (a * x, 2 * x) }
    }
}

mod all_inputs_constant {
    use backprop::graph;

    graph! {
        struct Product(x: f64, const y: f64) -> f64 { x * y }
    }
}

mod all_outputs_constant {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> (y: f64) { x * x }
    }
}

mod no_outputs {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { x * x }
    }
}

mod nameless_output {
    use backprop::graph;

    graph! {
        struct Both(x: f64, y: f64) -> (sum: f64, product: f64) { (x + y, x * y) }
    }
}

mod outputs_without_parentheses {
    use backprop::graph;

    graph! {
        struct Both(x: f64, y: f64) -> (sum: f64, product: f64) { (x + y, x * y) }
    }
}

mod result_count {
    use backprop::graph;

    graph! {
        struct Both(x: f64, y: f64) -> (sum: f64, product: f64) { (x + y, x * y) }
    }
}

mod attribute_on_input {
    use backprop::graph;

    graph! {
        #[allow(unused)] struct Square(x: f64) -> f64 { x * x }
    }
}

mod attribute_on_output {
    use backprop::graph;

    graph! {
        /// The sum and the product.
        struct Both(x: f64, y: f64) -> (sum: f64, product: f64) { (x + y, x * y) }
    }
}

mod inner_attribute {
    use backprop::graph;

    graph! {
        #[allow(dead_code)]
        struct Square(x: f64) -> f64 { x * x }
    }
}

mod attribute_in_body {
    use backprop::graph;

    graph! {
        struct Cube(x: f64) -> f64 {
            // The area of a side.
            let side = x * x;
            side * x
        }
    }
}

mod graph_option {
    use backprop::graph;

    graph! {
        #[graph(crate = backprop)]
        struct Square(x: f64) -> f64 { x * x }
    }
}

mod repeated_option {
    use backprop::graph;

    graph! {
        #[graph(crate = backprop)]
        struct Square(x: f64) -> f64 { x * x }
    }
}

mod unknown_element {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { x * x }
    }
}

mod undeclared_parameter {
    use backprop::graph;

    graph! {
        struct Square<F>(x: F) -> F { x * x }
    }
}

mod array_type {
    use backprop::graph;

    graph! {
        struct Total(x: [f64; rows, columns]) -> f64 { sum(x) }
    }
}

mod mixed_elements {
    use backprop::graph;

    graph! {
        struct Sum(x: f64, y: f64) -> f64 { x + y }
    }
}

mod inferred_element {
    pub fn run() {
        let _ = backprop::graph!(|x: f32, y: f32| x + y);
    }
}

mod type_expected {
    use backprop::graph;

    graph! {
        struct Sum(x: f64, y: f64) -> f64 { x + y }
    }
}

mod reference_type {
    use backprop::graph;

    graph! {
        struct Total(x: [f64; n]) -> f64 { sum(x) }
    }
}

mod sizes_missing {
    use backprop::graph;

    graph! {
        struct Total(x: [f64; n]) -> f64 { sum(x) }
    }
}

mod sizes_behind_type {
    use backprop::graph;

    graph! {
        struct Total(x: [f64; 3]) -> f64 { sum(x) }
    }
}

mod nested_type {
    use backprop::graph;

    graph! {
        struct Total(x: [f64; 2, 3]) -> f64 { sum(x) }
    }
}

mod element_expected {
    use backprop::graph;

    graph! {
        struct Total(x: [f64; 3]) -> f64 { sum(x) }
    }
}

mod second_parameter {
    use backprop::graph;

    graph! {
        struct Sum<F>(x: F, y: F) -> F { x + y }
    }
}

mod const_parameter {
    use backprop::graph;

    graph! {
        struct Total(x: [f64; n]) -> f64 { sum(x) }
    }
}

mod lifetime_parameter {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { x * x }
    }
}

mod parameter_bounds {
    use backprop::graph;

    graph! {
        struct Square<F>(x: F) -> F { x * x }
    }
}

mod where_clause {
    use backprop::graph;

    graph! {
        struct Square<F>(x: F) -> F { x * x }
    }
}

mod parameter_default {
    use backprop::graph;

    graph! {
        struct Square<F>(x: F) -> F { x * x }
    }
}

mod parameter_hides_element {
    use backprop::graph;

    graph! {
        struct Square(x: f32) -> f32 { x * x }
    }
}

mod unused_parameter {
    use backprop::graph;

    graph! {
        struct Square<F>(x: F) -> F { x * x }
    }
}

mod unknown_name {
    use backprop::graph;

    graph! {
        struct Area(width: f64, height: f64) -> f64 { width * height }
    }
}

mod constant_in_lower_case {
    use backprop::graph;

    graph! {
        struct Circle(radius: f64) -> f64 { std::f64::consts::PI * radius * radius }
    }
}

mod used_before_let {
    use backprop::graph;

    graph! {
        struct Cube(x: f64) -> f64 {
            let side = x * x;
            let volume = side * x;
            volume
        }
    }
}

mod used_in_own_let {
    use backprop::graph;

    graph! {
        struct Double(x: f64) -> f64 { let total = x; let total = total + x; total }
    }
}

mod size_as_value {
    use backprop::graph;

    graph! {
        struct Mean(x: [f64; n]) -> f64 { mean(x) }
    }
}

mod defined_twice {
    use backprop::graph;

    graph! {
        struct Sum(x: f64, y: f64) -> f64 { x + y }
    }
}

mod keyword_as_name {
    use backprop::graph;

    graph! {
        struct Square(r#in: f64) -> f64 { r#in * r#in }
    }
}

mod self_value {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { x * x }
    }
}

mod missing_semicolon {
    use backprop::graph;

    graph! {
        struct Cube(x: f64) -> f64 {
            let side = x * x;
            side * x
        }
    }
}

mod missing_let {
    use backprop::graph;

    graph! {
        struct Cube(x: f64) -> f64 { let side = x * x; side * x }
    }
}

mod missing_value {
    use backprop::graph;

    graph! {
        struct Cube(x: f64) -> f64 { let side = x * x; side * x }
    }
}

mod mutable_let {
    use backprop::graph;

    graph! {
        struct Double(x: f64) -> f64 { let y = x; let y = y + x; y }
    }
}

mod assignment {
    use backprop::graph;

    graph! {
        struct Double(x: f64) -> f64 { let y = x; let y = y + x; y }
    }
}

mod comma_behind_let {
    use backprop::graph;

    graph! {
        struct Sum(x: f64) -> f64 { let a = x; let b = 2; a + b }
    }
}

mod pattern {
    use backprop::graph;

    graph! {
        struct Sum(x: f64) -> f64 { let a = x; let b = 2 * x; a + b }
    }
}

mod nameless_let {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { let _twice = 2 * x; x * x }
    }
}

mod let_else {
    use backprop::graph;

    graph! {
        struct Root(x: f64) -> f64 { let y = if x > 0 { sqrt(x) } else { 0 }; y }
    }
}

mod missing_result {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { let y = x * x; y }
    }
}

mod semicolon_behind_result {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { x * x }
    }
}

mod comma_behind_result {
    use backprop::graph;

    graph! {
        struct Both(x: f64, y: f64) -> (sum: f64, product: f64) { (x + y, x * y) }
    }
}

mod stray_semicolon {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { let y = x * x; y }
    }
}

mod unused_expression {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { let y = sin(x); x * x + y }
    }
}

mod no_loops {
    use backprop::graph;

    graph! {
        struct Power(x: f64) -> f64 { let y = x * x; let y = y * y; y }
    }
}

mod no_match {
    use backprop::graph;

    graph! {
        struct Step(x: f64) -> f64 { if x == 0 { 1 } else { x } }
    }
}

mod no_return {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { x * x }
    }
}

mod not_allowed {
    use backprop::graph;

    graph! {
        struct Cube(x: f64) -> f64 {
            let square = x * x;
            x * square
        }
    }
}

mod number_with_suffix {
    use backprop::graph;

    graph! {
        struct Double(x: f64) -> f64 { 2.0 * x }
    }
}

mod number_without_integer_part {
    use backprop::graph;

    graph! {
        struct Half(x: f64) -> f64 { 0.5 * x }
    }
}

mod number_out_of_range {
    use backprop::graph;

    graph! {
        struct Large(x: f64) -> f64 { min(x, f64::INFINITY) }
    }
}

mod not_a_number {
    use backprop::graph;

    graph! {
        struct Double(x: f64) -> f64 { x * 2 }
    }
}

mod boolean_literal {
    use backprop::graph;

    graph! {
        struct Step(x: f64) -> f64 { if x > 0 { 1 } else { 0 } }
    }
}

mod list_as_value {
    use backprop::graph;

    graph! {
        struct Total(x: f64) -> f64 { x + 2 * x + 3 * x }
    }
}

mod tuple {
    use backprop::graph;

    graph! {
        struct Sum(x: f64) -> f64 { let a = x; let b = 2 * x; a + b }
    }
}

mod tuple_in_branch {
    use backprop::graph;

    graph! {
        struct Sorted(x: f64, y: f64) -> (least: f64, greatest: f64) {
            (if x < y { x } else { y }, if x < y { y } else { x })
        }
    }
}

mod struct_literal {
    use backprop::graph;

    graph! {
        struct Both(x: f64) -> (a: f64, b: f64) { (x, 2 * x) }
    }
}

mod field {
    use backprop::graph;

    graph! {
        struct Norm(point: [f64; 2]) -> f64 { hypot(point[0], point[1]) }
    }
}

mod tuple_field {
    use backprop::graph;

    graph! {
        struct Norm(point: [f64; 2]) -> f64 { hypot(point[0], point[1]) }
    }
}

mod closure {
    use backprop::graph;

    graph! {
        struct Cube(x: f64) -> f64 { let square = x * x; x * square }
    }
}

mod macro_call {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { x * x }
    }
}

mod nested_too_deeply {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { x * x }
    }
}

mod missing_operand {
    use backprop::graph;

    graph! {
        struct Sum(x: f64, y: f64) -> f64 { x + y }
    }
}

mod missing_operator {
    use backprop::graph;

    graph! {
        struct Product(x: f64, y: f64) -> f64 { x * y }
    }
}

mod power_operator {
    use backprop::graph;

    graph! {
        struct Cube(x: f64) -> f64 { x.powi(3) }
    }
}

mod unknown_operator {
    use backprop::graph;

    graph! {
        struct Rest(x: f64) -> f64 { x - 2 * floor(x / 2) }
    }
}

mod other_comparison {
    use backprop::graph;

    graph! {
        struct Step(x: f64) -> f64 { if x != 0 { 1 } else { 0 } }
    }
}

mod word_operator {
    use backprop::graph;

    graph! {
        struct Inside(x: f64) -> f64 { if x > 0 && x < 1 { 1 } else { 0 } }
    }
}

mod chained_comparison {
    use backprop::graph;

    graph! {
        struct Inside(x: f64) -> f64 { if 0 < x && x < 1 { 1 } else { 0 } }
    }
}

mod condition_with_assignment {
    use backprop::graph;

    graph! {
        struct Step(x: f64) -> f64 { if x == 0 { 1 } else { 0 } }
    }
}

mod leading_plus {
    use backprop::graph;

    graph! {
        struct Same(x: f64) -> f64 { x }
    }
}

mod reference {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { x * x }
    }
}

mod dereference {
    use backprop::graph;

    graph! {
        struct Square(x: f64) -> f64 { x * x }
    }
}

mod cast {
    use backprop::graph;

    graph! {
        struct Double<F>(x: F) -> F { x * 2.0 }
    }
}

mod question_mark {
    use backprop::graph;

    graph! {
        struct Step(x: f64) -> f64 { if x > 0 { x } else { 0 } }
    }
}

mod range {
    use backprop::graph;

    graph! {
        struct Clamped(x: f64) -> f64 { x.clamp(0, 1) }
    }
}

mod arrow {
    use backprop::graph;

    graph! {
        struct Wave(x: f64) -> f64 { x.sin() }
    }
}

mod comparison_as_number {
    use backprop::graph;

    graph! {
        struct Ramp(x: f64) -> f64 { if x > 0 { x } else { 0 } }
    }
}

mod number_as_condition {
    use backprop::graph;

    graph! {
        struct Step(x: f64) -> f64 { if x != 0 { 1 } else { 0 } }
    }
}

mod missing_else {
    use backprop::graph;

    graph! {
        struct Ramp(x: f64) -> f64 { if x > 0 { x } else { 0 } }
    }
}

mod else_if {
    use backprop::graph;

    graph! {
        struct Sign(x: f64) -> f64 { if x > 0 { 1 } else if x < 0 { -1 } else { 0 } }
    }
}

mod missing_braces {
    use backprop::graph;

    graph! {
        struct Ramp(x: f64) -> f64 { if x > 0 { x } else { 0 } }
    }
}

mod if_behind_value {
    use backprop::graph;

    graph! {
        struct Ramp(x: f64) -> f64 { if x > 0 { x } else { 0 } }
    }
}

mod if_let {
    use backprop::graph;

    graph! {
        struct Step(x: f64) -> f64 { if x > 0 { x } else { 0 } }
    }
}

mod unknown_operation {
    use backprop::graph;

    graph! {
        struct Logistic(x: f64) -> f64 { sigmoid(x) }
    }
}

mod call_of_value {
    use backprop::graph;

    graph! {
        struct Product(x: f64, y: f64) -> f64 { x * (y + 1) }
    }
}

mod call_of_path {
    use backprop::graph;

    graph! {
        struct Root(x: f64) -> f64 { sqrt(x) }
    }
}

mod missing_parentheses {
    use backprop::graph;

    graph! {
        struct Wave(x: f64) -> f64 { sin(x) }
    }
}

mod generic_arguments {
    use backprop::graph;

    graph! {
        struct Wave(x: f64) -> f64 { x.sin() }
    }
}

mod named_argument {
    use backprop::graph;

    graph! {
        struct Sums(x: [f64; n, m]) -> [f64; m] { x.sum_axis(0) }
    }
}

mod argument_count {
    use backprop::graph;

    graph! {
        struct Larger(x: f64, y: f64) -> f64 { max(x, y) }
    }
}

mod integer_literal {
    use backprop::graph;

    graph! {
        struct Power(x: f64, p: f64) -> f64 { x.powf(p) }
    }
}

mod integer_too_large {
    use backprop::graph;

    graph! {
        struct Power(x: f64) -> f64 { x.powf(3000000000) }
    }
}

mod needs_a_tensor {
    use backprop::graph;

    graph! {
        struct Total(x: [f64; n]) -> f64 { x.sum_axis(0) }
    }
}

mod broadcast_mismatch {
    use backprop::graph;

    graph! {
        struct Shifted(x: [f64; n, m], b: [f64; n]) -> [f64; n, m] { x + b.insert_axis(1) }
    }
}

mod branch_mismatch {
    use backprop::graph;

    graph! {
        struct Choice(x: [f64; n], y: [f64; m]) -> f64 { if sum(x) > 0 { sum(x) } else { sum(y) } }
    }
}

mod condition_mismatch {
    use backprop::graph;

    graph! {
        struct Masked(x: [f64; 3], y: [f64; 3]) -> f64 { sum(if x > 0 { y } else { 0 }) }
    }
}

mod product_mismatch {
    use backprop::graph;

    graph! {
        struct Dense(x: [f64; batch, inputs], w: [f64; outputs, inputs]) -> [f64; batch, outputs] { x @ w.t() }
    }
}

mod product_rank {
    use backprop::graph;

    graph! {
        struct Dense(x: [f64; 2, n, k], w: [f64; k, m]) -> f64 { sum(x[0, .., ..] @ w) + sum(x[1, .., ..] @ w) }
    }
}

mod scalar_in_product {
    use backprop::graph;

    graph! {
        struct Scaled(x: [f64; n], c: f64) -> [f64; n] { c * x }
    }
}

mod shape_mismatch {
    use backprop::graph;

    graph! {
        struct Loss(x: [f64; n]) -> f64 { mean(square(x)) }
    }
}

mod unknown_size {
    use backprop::graph;

    graph! {
        struct Same(x: [f64; batch]) -> [f64; batch] { x }
    }
}

mod zero_size {
    use backprop::graph;

    graph! {
        struct Total(x: [f64; n]) -> f64 { sum(x) }
    }
}

mod negative_size {
    use backprop::graph;

    graph! {
        struct Total(x: [f64; n]) -> f64 { sum(x) }
    }
}

mod size_too_large {
    use backprop::graph;

    graph! {
        struct Total(x: [f64; n]) -> f64 { sum(x) }
    }
}

mod size_with_suffix {
    use backprop::graph;

    graph! {
        struct Total(x: [f64; 3]) -> f64 { sum(x) }
    }
}

mod size_expected {
    use backprop::graph;

    graph! {
        struct Total(x: [f64; n]) -> f64 { sum(x) }
    }
}

mod behind_size {
    use backprop::graph;

    graph! {
        struct Total(x: [f64; 2, n]) -> f64 { sum(x) }
    }
}

mod integer_expected {
    use backprop::graph;

    graph! {
        struct Total(x: [f64; 3]) -> f64 { sum(x) }
    }
}

mod too_many_elements {
    use backprop::graph;

    graph! {
        struct Total(x: [f64; 4096, 4096]) -> f64 { sum(x) }
    }
}

mod rank_of_array {
    use backprop::graph;

    graph! {
        struct Total(x: [f64; a, b, c, d, e, fg]) -> f64 { sum(x) }
    }
}

mod rank_of_value {
    use backprop::graph;

    graph! {
        struct Total(x: [f64; n]) -> f64 { sum(x.reshape([n, 1])) }
    }
}

mod rank_of_result {
    pub fn run() {
        let _ = backprop::graph!(|x: [f64; n]| x.reshape([n, 1, 1, 1, 1, 1]));
    }
}

mod unknown_axis {
    use backprop::graph;

    graph! {
        struct Sums(x: [f64; batch, 10]) -> [f64; 10] { x.sum_axis(batch) }
    }
}

mod ambiguous_axis {
    use backprop::graph;

    graph! {
        struct Sums(x: [f64; n, n]) -> [f64; n] { x.sum_axis(0) }
    }
}

mod axis_out_of_range {
    use backprop::graph;

    graph! {
        struct Sums(x: [f64; n, m]) -> [f64; n] { x.sum_axis(1) }
    }
}

mod new_axis_out_of_range {
    use backprop::graph;

    graph! {
        struct Column(x: [f64; n]) -> [f64; n, 1] { x.insert_axis(1) }
    }
}

mod negative_axis {
    use backprop::graph;

    graph! {
        struct Sums(x: [f64; n, m]) -> [f64; n] { x.sum_axis(1) }
    }
}

mod axis_expected {
    use backprop::graph;

    graph! {
        struct Sums(x: [f64; n, m]) -> [f64; n] { x.sum_axis(1) }
    }
}

mod reshape_count {
    use backprop::graph;

    graph! {
        struct Folded(x: [f64; n, 4]) -> [f64; n, 2, 2] { x.reshape([n, 2, 2]) }
    }
}

mod sizes_expected {
    use backprop::graph;

    graph! {
        struct Flat(x: [f64; 2, 3]) -> [f64; 6] { x.reshape([6]) }
    }
}

mod inferred_size {
    use backprop::graph;

    graph! {
        struct Flat(x: [f64; 2, 3]) -> [f64; 6] { x.reshape([6]) }
    }
}

mod index_count {
    use backprop::graph;

    graph! {
        struct First(x: [f64; n, m]) -> [f64; m] { x[0, ..] }
    }
}

mod index_literal {
    use backprop::graph;

    graph! {
        struct Last(x: [f64; n]) -> f64 { x[-1] }
    }
}

mod index_out_of_bounds {
    use backprop::graph;

    graph! {
        struct Third(x: [f64; 3]) -> f64 { x[2] }
    }
}

mod range_out_of_bounds {
    use backprop::graph;

    graph! {
        struct Tail(x: [f64; 3]) -> [f64; 2] { x[1..3] }
    }
}

mod range_order {
    use backprop::graph;

    graph! {
        struct Middle(x: [f64; 5]) -> [f64; 2] { x[1..3] }
    }
}

mod inclusive_range {
    use backprop::graph;

    graph! {
        struct Head(x: [f64; 5]) -> [f64; 3] { x[0..3] }
    }
}

mod colon_range {
    use backprop::graph;

    graph! {
        struct Middle(x: [f64; 5]) -> [f64; 2] { x[1..3] }
    }
}

mod step {
    use backprop::graph;

    graph! {
        struct Even(x: [f64; 4]) -> f64 { sum(x.reshape([2, 2])[.., 0]) }
    }
}

mod unknown_slice_size {
    use backprop::graph;

    graph! {
        struct Part(x: [f64; n]) -> f64 { sum(x[-3..-1]) }
    }
}

mod unused_let {
    backprop::graph! {
        pub struct A(x: f64) -> f64 {
            let _twice = 2 * x;
            x * x
        }
    }
}

mod constant_of_the_wrong_type {
    const COUNT: f64 = 3.0;

    backprop::graph! {
        pub struct A(x: f64) -> f64 { COUNT * x }
    }
}

mod backward_before_forward {
    backprop::graph! {
        pub struct A(x: f64) -> f64 { x * x }
    }

    pub fn run() {
        let _ = A::new().forward(2.0).backward(1.0);
    }
}

mod backward_twice {
    backprop::graph! {
        pub struct A(x: f64) -> f64 { x * x }
    }

    pub fn run() {
        let gradient = A::new().forward(2.0).backward(1.0);
        println!("{} {}", gradient.x, gradient.x);
    }
}

mod tensor_called_while_borrowed {
    use backprop::graph;

    graph! {
        pub struct Twice(x: [f64; n]) -> [f64; n] { 2 * x }
    }

    pub fn run() -> Result<(), backprop::ShapeError> {
        let mut graph = Twice::new();
        let first = graph.value(&[1.0])?.to_owned();
        let second = graph.value(&[2.0])?;
        assert!(first != second);
        Ok(())
    }
}

mod tensor_inputs_while_pass {
    use backprop::graph;
    use backprop::ndarray::array;

    graph! {
        pub struct Square(x: [f64; n]) -> f64 { sum(x * x) }
    }

    pub fn run() -> Result<(), backprop::ShapeError> {
        let mut x = array![1.0, 2.0];
        let mut graph = Square::new();
        let gradient = graph.forward(&x)?.backward(1.0);
        x -= &(0.1 * &gradient.x);
        Ok(())
    }
}

fn main() {}
