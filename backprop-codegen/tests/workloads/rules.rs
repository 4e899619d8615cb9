//! What generated text must not hold, so that it is fast: what is found is said in words.

use std::collections::BTreeSet;

use backprop_codegen::export;
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{BinOp, Block, Expr, Pat, Stmt, UnOp};

/// What numbers that stand side by side can be asked beside the operations of the language.
const OF_LANES: [&str; 7] = [
    "less",
    "less_equal",
    "greater",
    "greater_equal",
    "equal",
    "not_equal",
    "select",
];

/// The accumulators: they fold numbers side by side.
const ACCUMULATORS: [&str; 4] = ["Sum", "Product", "Max", "Min"];

fn is_operation(name: &str) -> bool {
    export::operations().any(|operation| operation == name)
}

fn text(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string()
}

fn name_of(value: &Expr) -> Option<String> {
    match value {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        _ => None,
    }
}

/// What is wrong with a method over numbers: it has to be statements one after the other, of arithmetic and elementary
/// functions.
pub(crate) fn faults_of_numbers(body: &Block) -> Vec<String> {
    let mut reader = Straight::default();
    for statement in &body.stmts {
        match statement {
            Stmt::Local(local) => reader.local(local),
            Stmt::Expr(value, None) => reader.value(value),
            other => reader.fault("a statement", other),
        }
    }
    reader.faults
}

#[derive(Default)]
struct Straight {
    faults: Vec<String>,
}

impl Straight {
    fn fault(&mut self, what: &str, tokens: &impl ToTokens) {
        self.faults.push(format!("{what}: {}", text(tokens)));
    }

    fn local(&mut self, local: &syn::Local) {
        match &local.pat {
            Pat::Ident(name) if name.mutability.is_none() => {}
            other => self.fault("a variable that changes", other),
        }
        let value = local.init.as_ref().expect("a variable has a value");
        self.value(&value.expr);
    }

    fn value(&mut self, value: &Expr) {
        match value {
            Expr::Binary(binary) if is_arithmetic(binary.op) => {
                self.value(&binary.left);
                self.value(&binary.right);
            }
            Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => self.value(&unary.expr),
            Expr::Paren(inner) => self.value(&inner.expr),
            Expr::Tuple(parts) => parts.elems.iter().for_each(|part| self.value(part)),
            Expr::Struct(parts) => parts.fields.iter().for_each(|part| self.value(&part.expr)),
            Expr::MethodCall(call) if is_operation(&call.method.to_string()) => {
                self.value(&call.receiver);
                call.args.iter().for_each(|argument| self.value(argument));
            }
            Expr::Call(call) => {
                let last = match &*call.func {
                    Expr::Path(path) => path.path.segments.last(),
                    _ => None,
                };
                if !last.is_some_and(|last| is_operation(&last.ident.to_string())) {
                    self.fault("a call", call);
                }
                call.args.iter().for_each(|argument| self.value(argument));
            }
            Expr::Path(_) | Expr::Field(_) | Expr::Lit(_) => {}
            other => self.fault("something else than arithmetic", other),
        }
    }
}

fn is_arithmetic(op: BinOp) -> bool {
    matches!(
        op,
        BinOp::Add(_) | BinOp::Sub(_) | BinOp::Mul(_) | BinOp::Div(_)
    )
}

/// What is wrong with the loops of a method over tensors.
///
/// Elements are gone through in passes of lanes. In a pass, what is loaded is loaded first, since a load behind a
/// branch, or in one, keeps LLVM from making vectors; only what is added to an array is loaded where it is stored.
/// There is no call but of operations on lanes, and no branch. Nothing changes from element to element but
/// accumulators, which fold lanes; so no sum is a chain of additions that wait for each other.
pub(crate) fn faults_of_loops(body: &Block) -> Vec<String> {
    let mut loops = Loops::default();
    loops.visit_block(body);
    loops.faults
}

#[derive(Default)]
struct Loops {
    faults: Vec<String>,
    /// The passes that have been met.
    passes: usize,
}

impl Loops {
    fn fault(&mut self, what: &str, tokens: &impl ToTokens) {
        self.faults.push(format!("{what}: {}", text(tokens)));
    }
}

impl<'ast> Visit<'ast> for Loops {
    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        if !call.path.is_ident("each") {
            return self.fault("a macro", call);
        }
        self.passes += 1;
        match call.parse_body::<syn::ExprForLoop>() {
            Ok(pass) => self.faults.extend(Pass::faults(&pass)),
            Err(_) => self.fault("a pass that is no loop", call),
        }
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let Pat::Ident(name) = &local.pat
            && name.mutability.is_some()
        {
            let value = local.init.as_ref().map(|init| text(&init.expr));
            let starts = |fold: &&str| {
                value.as_deref() == Some(format!("__tensor :: {fold} :: new ()").as_str())
            };
            if !ACCUMULATORS.iter().any(starts) {
                self.fault("a variable that changes", local);
            }
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_for_loop(&mut self, rows: &'ast syn::ExprForLoop) {
        let passes = self.passes;
        visit::visit_expr_for_loop(self, rows);
        if self.passes == passes {
            self.fault("a loop that goes element by element", rows);
        }
    }

    fn visit_expr(&mut self, value: &'ast Expr) {
        match value {
            // A value of a row is written where it belongs.
            Expr::Assign(assign) => {
                let place = text(&assign.left);
                if !matches!(*assign.left, Expr::Index(_)) || text(&assign.right).contains(&place) {
                    self.fault("a running total", value);
                }
            }
            Expr::While(_) | Expr::Loop(_) | Expr::Closure(_) => {
                self.fault("a loop by other means", value);
            }
            Expr::MethodCall(call) if call.method == "iter" || call.method == "into_iter" => {
                self.fault("a loop by other means", value);
            }
            Expr::Binary(binary) if writes(binary.op) => {
                self.fault("a running total", value);
            }
            _ => {}
        }
        visit::visit_expr(self, value);
    }
}

/// `+=` and its like.
fn writes(op: BinOp) -> bool {
    let compares = matches!(
        op,
        BinOp::Eq(_) | BinOp::Ne(_) | BinOp::Le(_) | BinOp::Ge(_)
    );
    text(&op).ends_with('=') && !compares
}

/// One pass, statement by statement, in the order of evaluation.
#[derive(Default)]
struct Pass {
    faults: Vec<String>,
    /// What the pass folds into.
    folding: BTreeSet<String>,
    /// The array that is being stored to.
    stored: Option<String>,
    /// Whether something has been selected.
    selected: bool,
    /// Whether an operand of a selection is being read.
    selecting: bool,
}

impl Pass {
    fn faults(pass: &syn::ExprForLoop) -> Vec<String> {
        let mut reader = Self::default();
        if let Expr::MethodCall(folding) = &*pass.expr {
            reader
                .folding
                .extend(folding.args.iter().filter_map(name_of));
        }
        for statement in &pass.body.stmts {
            match statement {
                Stmt::Local(local) => reader.local(local),
                Stmt::Expr(value, _) => reader.value(value),
                other => reader.fault("a statement", other),
            }
        }
        reader.faults
    }

    fn fault(&mut self, what: &str, tokens: &impl ToTokens) {
        self.faults.push(format!("{what}: {}", text(tokens)));
    }

    fn local(&mut self, local: &syn::Local) {
        match &local.pat {
            Pat::Ident(name) if name.mutability.is_none() => {}
            other => self.fault("a variable that changes", other),
        }
        let value = local.init.as_ref().expect("a variable has a value");
        self.value(&value.expr);
    }

    fn value(&mut self, value: &Expr) {
        match value {
            Expr::Binary(binary)
                if is_arithmetic(binary.op)
                    || matches!(binary.op, BinOp::BitAnd(_) | BinOp::BitOr(_)) =>
            {
                self.value(&binary.left);
                self.value(&binary.right);
            }
            Expr::Unary(unary) => self.value(&unary.expr),
            Expr::Paren(inner) => self.value(&inner.expr),
            Expr::MethodCall(call) => self.method(call),
            // The same number for all lanes: a constant of the element's type.
            Expr::Call(call) if text(&call.func) == "F :: from_f64" => {}
            Expr::Call(call) => self.fault("a call", call),
            Expr::Path(_) | Expr::Lit(_) => {}
            other => self.fault("a branch, or something else than arithmetic", other),
        }
    }

    fn method(&mut self, call: &syn::ExprMethodCall) {
        let name = call.method.to_string();
        let receiver = name_of(&call.receiver);
        let arguments: Vec<&Expr> = call.args.iter().collect();
        match (receiver.as_deref(), name.as_str(), arguments.as_slice()) {
            (Some("at"), "load" | "gather" | "window", [array, ..]) => {
                let same = self.stored.is_some() && self.stored == name_of(array);
                if !same && (self.selected || self.selecting) {
                    self.fault("a load behind a selection", call);
                }
            }
            (Some("at"), "store", [array, value]) => {
                self.stored = name_of(array);
                self.value(value);
                self.stored = None;
            }
            (Some("at"), "splat" | "splat_mask", [value])
            | (Some("at"), "accumulate", [_, _, value]) => self.value(value),
            (Some(fold), "add", [_, value]) if self.folding.contains(fold) => self.value(value),
            (_, "select", [holds, fails]) => {
                let outside = std::mem::replace(&mut self.selecting, true);
                self.value(&call.receiver);
                self.value(holds);
                self.value(fails);
                (self.selecting, self.selected) = (outside, true);
            }
            _ => {
                if !is_operation(&name) && !OF_LANES.contains(&name.as_str()) {
                    self.fault("a call", call);
                }
                self.value(&call.receiver);
                for value in arguments {
                    self.value(value);
                }
            }
        }
    }
}
