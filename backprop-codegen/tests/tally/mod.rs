//! Counts what generated code computes by reading its text: every operator and call, as often as the loops around it
//! run for given sizes. It knows the runtime's names, and of the compiler only what it says of costs.

use std::collections::BTreeMap;

use backprop_codegen::export::{self, Formula, GraphCost, MethodCost};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Block, Expr, Item, Stmt};

/// How often each kind of operation is done, under the names that a cost has.
type Counts = BTreeMap<String, i128>;

/// Compares the cost of every method of the one graph that `source` declares with what its text does, for several
/// sizes.
#[track_caller]
pub(crate) fn agrees(source: &str) {
    let tokens: TokenStream = source.parse().expect("the source is tokens");
    let file: syn::File =
        syn::parse2(backprop_codegen::compile(tokens.clone())).expect("the expansion is Rust");
    for graph in export::load(tokens).expect("the source has no mistake") {
        let (names, cost) = (names(&file), graph.cost());
        for first in [5, 8] {
            let sizes: Vec<i128> = (first..).take(names.len()).collect();
            let size = |name: &str| {
                let place = names.iter().position(|other| other == name)?;
                u64::try_from(sizes[place]).ok()
            };
            let number = |formula: &Formula| -> i128 {
                formula.at(size).expect("all sizes are given").into()
            };
            for (name, block) in methods(&file) {
                let (counted, held) = count(block, &sizes);
                let cost = of_method(&cost, &name);
                assert_eq!(held, number(&cost.held), "{name} of\n{source}\nholds");
                let kinds = cost.kinds.iter();
                let kinds: Counts = kinds
                    .map(|kind| (kind.name.to_owned(), number(&kind.count)))
                    .collect();
                let at = format!("{name} of\n{source}\nwith {names:?} from {first}");
                assert_eq!(counted, kinds, "{at}");
                let operations: i128 = counted
                    .iter()
                    .map(|(kind, count)| operations(kind) * count)
                    .sum();
                assert_eq!(operations, number(&cost.operations), "{at}");
            }
        }
    }
}

fn operations(kind: &str) -> i128 {
    match kind {
        "conditions" | "selections" => 0,
        "multiply-adds" => 2,
        _ => 1,
    }
}

fn of_method<'c>(cost: &'c GraphCost, name: &str) -> &'c MethodCost {
    match name {
        "value" => &cost.value,
        "forward" => &cost.forward,
        "backward" => &cost.backward,
        _ => cost.value_and_grad.as_ref().expect("the method exists"),
    }
}

/// The functions of the graph and of its pass.
fn functions(file: &syn::File) -> impl Iterator<Item = &syn::ImplItemFn> {
    let blocks = file.items.iter().filter_map(|item| match item {
        Item::Impl(block) if block.trait_.is_none() => Some(&block.items),
        _ => None,
    });
    blocks.flatten().filter_map(|item| match item {
        syn::ImplItem::Fn(function) => Some(function),
        _ => None,
    })
}

/// The methods that compute.
fn methods(file: &syn::File) -> impl Iterator<Item = (String, &Block)> {
    let named = functions(file).map(|function| (function.sig.ident.to_string(), &function.block));
    named.filter(|(name, _)| {
        ["value", "forward", "backward", "value_and_grad"].contains(&name.as_str())
    })
}

/// The named sizes, in the order in which the methods take them apart.
fn names(file: &syn::File) -> Vec<String> {
    let check = functions(file).find(|function| function.sig.ident == "__sizes");
    let statements = check.into_iter().flat_map(|check| &check.block.stmts);
    let variables = statements.filter_map(|statement| match statement {
        Stmt::Local(local) => local.init.as_ref(),
        _ => None,
    });
    variables
        .filter_map(|init| match &*init.expr {
            Expr::Call(call) => match call.args.last() {
                Some(Expr::Lit(syn::ExprLit {
                    lit: syn::Lit::Str(name),
                    ..
                })) => Some(name.value()),
                _ => None,
            },
            _ => None,
        })
        .collect()
}

/// What the body of a method does, and how many numbers are in the arrays that it makes room for.
fn count(block: &Block, sizes: &[i128]) -> (Counts, i128) {
    let mut reader = Reader {
        sizes,
        ..Reader::default()
    };
    reader.block(block, 1);
    (reader.counts, reader.held)
}

fn text(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string()
}

#[derive(Default)]
struct Reader<'f> {
    sizes: &'f [i128],
    /// The loop nests of the method, by the name of their struct.
    nests: BTreeMap<String, &'f Block>,
    /// The variables that hold sizes.
    variables: BTreeMap<String, i128>,
    /// What each accumulator counts as.
    accumulators: BTreeMap<String, &'static str>,
    counts: Counts,
    held: i128,
}

impl<'f> Reader<'f> {
    fn count(&mut self, kind: &str, times: i128) {
        if times != 0 {
            *self.counts.entry(kind.to_owned()).or_default() += times;
        }
    }

    fn block(&mut self, block: &'f Block, times: i128) {
        for statement in &block.stmts {
            match statement {
                Stmt::Item(item) => self.item(item),
                Stmt::Local(local) => self.local(local, times),
                Stmt::Expr(value, _) => self.value(value, times),
                Stmt::Macro(call) => self.each(&call.mac, times),
            }
        }
    }

    fn item(&mut self, item: &'f Item) {
        if let Item::Impl(block) = item
            && let syn::Type::Path(path) = &*block.self_ty
            && let Some(name) = path.path.segments.last()
            && let Some(syn::ImplItem::Fn(run)) = block.items.first()
        {
            self.nests.insert(name.ident.to_string(), &run.block);
        }
    }

    fn local(&mut self, local: &'f syn::Local, times: i128) {
        let Some(init) = &local.init else {
            return;
        };
        let value = &init.expr;
        match &local.pat {
            syn::Pat::Slice(names) if text(value).contains("__sizes") => self.name_sizes(names),
            syn::Pat::Struct(whole) => {
                let field = whole.fields.iter().find(
                    |field| matches!(&field.member, syn::Member::Named(name) if name == "sizes"),
                );
                if let Some(syn::Pat::Slice(names)) = field.map(|field| &*field.pat) {
                    self.name_sizes(names);
                }
            }
            syn::Pat::Ident(name) => {
                if let Some(kind) = accumulator(value) {
                    self.accumulators.insert(name.ident.to_string(), kind);
                } else {
                    self.value(value, times);
                }
            }
            _ => self.value(value, times),
        }
    }

    fn name_sizes(&mut self, names: &syn::PatSlice) {
        for (name, size) in names.elems.iter().zip(self.sizes) {
            if let syn::Pat::Ident(name) = name {
                self.variables.insert(name.ident.to_string(), *size);
            }
        }
    }

    /// A loop over the lanes of a row.
    fn each(&mut self, call: &syn::Macro, times: i128) {
        assert!(call.path.is_ident("each"), "a macro that is not known");
        let inside: Expr = call.parse_body().expect("the contents are a loop");
        // The loop lives as long as the test, so that what it holds can be kept beside what the file holds.
        self.value(Box::leak(Box::new(inside)), times);
    }

    fn value(&mut self, value: &'f Expr, times: i128) {
        match value {
            Expr::Binary(binary) => self.binary(binary, times),
            Expr::Unary(unary) => {
                let literal = matches!(*unary.expr, Expr::Lit(_));
                match unary.op {
                    syn::UnOp::Neg(_) if !literal => self.count("negations", times),
                    syn::UnOp::Not(_) => self.count("conditions", times),
                    _ => {}
                }
                self.value(&unary.expr, times);
            }
            Expr::Call(call) => self.call(call, times),
            Expr::MethodCall(call) => self.method(call, times),
            Expr::If(choice) => {
                let (_, otherwise) = choice.else_branch.as_ref().expect("there is an else");
                if is_of_places(&choice.cond) {
                    return;
                }
                self.count("selections", times);
                self.value(&choice.cond, times);
                self.block(&choice.then_branch, times);
                self.value(otherwise, times);
            }
            Expr::ForLoop(repeated) => {
                let length = self.length(&repeated.expr);
                self.block(&repeated.body, times * length);
            }
            Expr::Block(block) => self.block(&block.block, times),
            Expr::Paren(inner) => self.value(&inner.expr, times),
            Expr::Reference(inner) => self.value(&inner.expr, times),
            Expr::Tuple(parts) => parts.elems.iter().for_each(|part| self.value(part, times)),
            Expr::Array(parts) => parts.elems.iter().for_each(|part| self.value(part, times)),
            Expr::Struct(parts) => {
                for field in &parts.fields {
                    self.value(&field.expr, times);
                }
            }
            Expr::Assign(assign) => {
                // What is folded into is put together from parts.
                let parts =
                    matches!(&*assign.right, Expr::MethodCall(call) if call.method == "combine");
                if !parts {
                    self.value(&assign.right, times);
                }
            }
            Expr::Macro(call) => self.each(&call.mac, times),
            Expr::Path(_) | Expr::Lit(_) | Expr::Field(_) | Expr::Index(_) | Expr::Range(_) => {}
            Expr::Try(tried) => self.value(&tried.expr, times),
            other => panic!("generated code holds `{}`", text(other)),
        }
    }

    fn binary(&mut self, binary: &'f syn::ExprBinary, times: i128) {
        use syn::BinOp;
        let kind = match binary.op {
            BinOp::Add(_) | BinOp::Sub(_) => "additions",
            BinOp::Mul(_) => "multiplications",
            BinOp::Div(_) => "divisions",
            // Parts of sums and products, put together.
            BinOp::AddAssign(_) | BinOp::MulAssign(_) => return,
            _ => "conditions",
        };
        if is_of_places(&binary.left) {
            return;
        }
        self.count(kind, times);
        self.value(&binary.left, times);
        self.value(&binary.right, times);
    }

    fn call(&mut self, call: &'f syn::ExprCall, times: i128) {
        let Expr::Path(path) = &*call.func else {
            panic!("a call of something without a name");
        };
        let name = path.path.segments.last().map(|last| last.ident.to_string());
        let name = name.unwrap_or_default();
        let of_tensors = path
            .path
            .segments
            .iter()
            .any(|part| part.ident == "__tensor");
        let arguments: Vec<&Expr> = call.args.iter().collect();
        match (name.as_str(), arguments.as_slice()) {
            ("run", [nest, space, ..]) if of_tensors => self.nest(nest, space),
            ("multiply", [left, right, ..]) if of_tensors => self.product(left, right),
            ("exclusive_product", [_, _, outer, length, inner]) => {
                let elements = self.size(outer) * self.size(length) * self.size(inner);
                self.count("multiplications", 3 * elements);
            }
            ("grow" | "resize", _) if of_tensors => self.held += self.room(call),
            (
                "__sizes" | "accumulate" | "settle" | "from_f64" | "from_literal" | "Ix1" | "Ix2",
                _,
            ) => {}
            _ if of_tensors => {}
            _ => {
                let constructs = name.starts_with(char::is_uppercase);
                if !constructs && name != "into" {
                    self.count(function(&name), times);
                }
                for argument in arguments {
                    self.value(argument, times);
                }
            }
        }
    }

    /// The numbers of an array: `grow(.., &[n, m])`, `resize(.., Ix2(n, m), ..)`.
    fn room(&self, call: &syn::ExprCall) -> i128 {
        let sizes = call.args.iter().find_map(|argument| match argument {
            Expr::Reference(list) => match &*list.expr {
                Expr::Array(list) => Some(&list.elems),
                _ => None,
            },
            Expr::Call(shape) => Some(&shape.args),
            _ => None,
        });
        let sizes = sizes.expect("an array has sizes").iter();
        sizes.map(|size| self.size(size)).product()
    }

    fn method(&mut self, call: &'f syn::ExprMethodCall, times: i128) {
        let name = call.method.to_string();
        let arguments: Vec<&Expr> = call.args.iter().collect();
        let of_chunk = is_of_chunk(&call.receiver);
        match (name.as_str(), arguments.as_slice()) {
            ("load" | "gather" | "window" | "window_of", _) if of_chunk => {}
            ("splat" | "splat_mask", [value]) if of_chunk => self.value(value, times),
            ("store", [_, value]) if of_chunk => self.value(value, times),
            ("accumulate", [_, _, value]) if of_chunk => {
                self.count("additions", times);
                self.value(value, times);
            }
            ("add", [_, value]) | ("push", [value]) => {
                let Expr::Path(accumulator) = &*call.receiver else {
                    panic!("an accumulator is a variable");
                };
                let accumulator = accumulator.path.get_ident().expect("a variable is a name");
                let kind = self.accumulators[&accumulator.to_string()];
                self.count(kind, times);
                self.value(value, times);
            }
            (
                "finish" | "rows" | "fill" | "copy_from_slice" | "split_at_mut" | "get"
                | "unwrap_or_default" | "t",
                _,
            ) => {}
            _ => {
                self.count(function(&name), times);
                self.value(&call.receiver, times);
                for argument in arguments {
                    self.value(argument, times);
                }
            }
        }
    }

    /// A loop nest, run over all its rows.
    fn nest(&mut self, nest: &'f Expr, space: &'f Expr) {
        let (Expr::Reference(nest), Expr::Struct(space)) = (nest, space) else {
            panic!("a nest is run with other arguments");
        };
        let Expr::Struct(nest) = &*nest.expr else {
            panic!("a nest is not made where it is run");
        };
        for field in &nest.fields {
            if let Expr::Call(call) = &field.expr
                && let [left, right, _] = call.args.iter().collect::<Vec<_>>().as_slice()
            {
                self.product(left, right);
            }
        }
        let rows = space
            .fields
            .iter()
            .find(|field| matches!(&field.member, syn::Member::Named(name) if name == "rows"));
        let rows = self.size(&rows.expect("a space has rows").expr);
        let name = nest
            .path
            .get_ident()
            .expect("a nest has a name")
            .to_string();
        let body = self.nests[&name];
        let outside = self.variables.clone();
        self.variables.insert("count".to_owned(), rows);
        self.block(body, 1);
        self.variables = outside;
    }

    fn product(&mut self, left: &Expr, right: &Expr) {
        let (left, right) = (self.matrix(left), self.matrix(right));
        assert_eq!(left.1, right.0, "the inner sizes of a product");
        self.count("multiply-adds", left.0 * left.1 * right.1);
    }

    /// The rows and columns of a matrix.
    fn matrix(&self, matrix: &Expr) -> (i128, i128) {
        match matrix {
            Expr::MethodCall(call) if call.method == "t" => {
                let (rows, columns) = self.matrix(&call.receiver);
                (columns, rows)
            }
            Expr::Call(call) => (self.size(&call.args[1]), self.size(&call.args[2])),
            _ => panic!("a matrix is made in another way"),
        }
    }

    /// How often a loop runs.
    fn length(&self, iterator: &Expr) -> i128 {
        match iterator {
            Expr::Range(range) => self.size(range.end.as_ref().expect("a loop has an end")),
            Expr::MethodCall(call) if call.method == "folding" => self.length(&call.receiver),
            Expr::Call(call) => self.size(&call.args[0]),
            _ => panic!("a loop over something else"),
        }
    }

    fn size(&self, size: &Expr) -> i128 {
        match size {
            Expr::Lit(literal) => match &literal.lit {
                syn::Lit::Int(literal) => literal.base10_parse().expect("it is a number"),
                _ => panic!("a size is an integer"),
            },
            Expr::Path(path) => {
                let name = path.path.get_ident().expect("a size is a variable");
                self.variables[&name.to_string()]
            }
            Expr::Paren(inner) => self.size(&inner.expr),
            Expr::Binary(binary) => {
                let (left, right) = (self.size(&binary.left), self.size(&binary.right));
                match binary.op {
                    syn::BinOp::Add(_) => left + right,
                    syn::BinOp::Sub(_) => left - right,
                    syn::BinOp::Mul(_) => left * right,
                    _ => panic!("sizes are added, subtracted and multiplied"),
                }
            }
            other => panic!("`{}` is no size", text(other)),
        }
    }
}

/// What `__tensor::Sum::new()` and its like count as.
fn accumulator(value: &Expr) -> Option<&'static str> {
    let Expr::Call(call) = value else {
        return None;
    };
    let Expr::Path(path) = &*call.func else {
        return None;
    };
    let fold = path.path.segments.iter().rev().nth(1)?;
    match fold.ident.to_string().as_str() {
        "Sum" => Some("additions"),
        "Product" => Some("multiplications"),
        "Max" => Some("max"),
        "Min" => Some("min"),
        _ => None,
    }
}

/// The kind of a function, or of a method of lanes.
fn function(name: &str) -> &str {
    match name {
        "recip" => "divisions",
        "mul_add" => "multiply-adds",
        "maximum" => "max",
        "minimum" => "min",
        "select" => "selections",
        "less" | "less_equal" | "greater" | "greater_equal" | "equal" | "not_equal" => "conditions",
        name => name,
    }
}

/// Whether a method is called on the chunk of a row that a loop is at.
fn is_of_chunk(receiver: &Expr) -> bool {
    match receiver {
        Expr::Path(path) => path.path.is_ident("at"),
        Expr::MethodCall(call) => call.method == "behind" && is_of_chunk(&call.receiver),
        _ => false,
    }
}

/// Whether an expression says where something is in memory: whether a position is padded, or which one it is.
fn is_of_places(value: &Expr) -> bool {
    match value {
        Expr::MethodCall(call) => call.method == "contains",
        Expr::Binary(binary) => is_of_places(&binary.left),
        Expr::Field(field) => {
            matches!(&*field.base, Expr::Path(path) if path.path.is_ident("rows"))
        }
        _ => false,
    }
}
