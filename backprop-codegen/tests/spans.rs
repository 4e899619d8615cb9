//! What editors see: each name of the source stands in the expansion at its own place, as a definition where it is one,
//! and elsewhere as a use of that definition.
//!
//! In the sources below a comment behind a name says which definition it belongs to: the first name with a number is the
//! definition, the others are its uses.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use syn::visit::{self, Visit};

/// The line and the column where a token begins.
type Spot = (usize, usize);

/// Where an identifier stands in the source; none for one that the compiler has made up.
fn spot(ident: &Ident) -> Option<Spot> {
    let (start, end) = (ident.span().start(), ident.span().end());
    (start != end).then_some((start.line, start.column))
}

/// The same tokens without the places that text has of its own: inside of rustc, all of it stands where the macro is called.
fn placed(code: TokenStream, source: &TokenStream) -> TokenStream {
    let Some(first) = source.clone().into_iter().next() else {
        return code;
    };
    code.into_iter()
        .map(|tree| match tree {
            TokenTree::Group(group) => {
                let inside = placed(group.stream(), source);
                let mut copy = Group::new(group.delimiter(), inside);
                copy.set_span(group.span());
                TokenTree::Group(copy)
            }
            mut tree => {
                if tree.span().join(first.span()).is_none() {
                    tree.set_span(Span::call_site());
                }
                tree
            }
        })
        .collect()
}

/// What the compiler makes of a source.
#[track_caller]
fn compiled(source: &str) -> TokenStream {
    let source = parsed(source);
    placed(backprop_codegen::compile(source.clone()), &source)
}

/// The identifiers among tokens.
fn identifiers(tokens: TokenStream) -> Vec<Ident> {
    let mut found = Vec::new();
    for tree in tokens {
        match tree {
            TokenTree::Ident(ident) => found.push(ident),
            TokenTree::Group(group) => found.extend(identifiers(group.stream())),
            _ => {}
        }
    }
    found
}

#[track_caller]
fn parsed(source: &str) -> TokenStream {
    source.parse().expect("the source is tokens")
}

/// The definition of each name that has a number, by its place.
#[track_caller]
fn numbered(source: &str) -> BTreeMap<Spot, Spot> {
    let lines: Vec<&str> = source.lines().collect();
    let mut first = BTreeMap::new();
    let mut definitions = BTreeMap::new();
    for ident in identifiers(parsed(source)) {
        let end = ident.span().end();
        let behind: String = lines[end.line - 1].chars().skip(end.column).collect();
        let comment = behind
            .strip_prefix("/*")
            .and_then(|rest| rest.split_once("*/"));
        if let (Some((number, _)), Some(place)) = (comment, spot(&ident)) {
            let definition = *first.entry(number.to_owned()).or_insert(place);
            definitions.insert(place, definition);
        }
    }
    definitions
}

/// The scopes of Rust, as far as the function that shows the names has them.
#[derive(Default)]
struct Scopes {
    values: Vec<(String, Option<Spot>)>,
    types: Vec<(String, Option<Spot>)>,
    /// The places of definitions.
    definitions: BTreeSet<Spot>,
    /// The definition of each use.
    uses: BTreeMap<Spot, Spot>,
}

impl Scopes {
    fn define(&mut self, ident: &Ident, types: bool) {
        let place = spot(ident);
        self.definitions.extend(place);
        let names = if types {
            &mut self.types
        } else {
            &mut self.values
        };
        names.push((ident.to_string(), place));
    }

    fn find(&mut self, path: &syn::Path, types: bool) {
        let Some(first) = path.segments.first() else {
            return;
        };
        let names = if types || path.segments.len() > 1 {
            &self.types
        } else {
            &self.values
        };
        let text = first.ident.to_string();
        let definition = names.iter().rev().find(|(name, _)| *name == text);
        if let (Some(place), Some((_, Some(definition)))) = (spot(&first.ident), definition)
            && place != *definition
        {
            self.uses.insert(place, *definition);
        }
    }
}

impl<'ast> Visit<'ast> for Scopes {
    fn visit_item_impl(&mut self, block: &'ast syn::ItemImpl) {
        let shows = |item: &syn::ImplItem| matches!(item, syn::ImplItem::Fn(function) if function.sig.ident == "__names");
        if block.items.iter().any(shows) {
            visit::visit_item_impl(self, block);
        }
    }

    fn visit_type_param(&mut self, parameter: &'ast syn::TypeParam) {
        self.define(&parameter.ident, true);
    }

    fn visit_block(&mut self, block: &'ast syn::Block) {
        let outside = self.values.len();
        visit::visit_block(self, block);
        self.values.truncate(outside);
    }

    /// A variable is in scope behind its value.
    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let Some(init) = &local.init {
            self.visit_local_init(init);
        }
        self.visit_pat(&local.pat);
    }

    fn visit_pat_ident(&mut self, pattern: &'ast syn::PatIdent) {
        self.define(&pattern.ident, false);
    }

    fn visit_expr_path(&mut self, path: &'ast syn::ExprPath) {
        if path.qself.is_none() {
            self.find(&path.path, false);
        }
        visit::visit_expr_path(self, path);
    }

    fn visit_type_path(&mut self, path: &'ast syn::TypePath) {
        self.find(&path.path, true);
        visit::visit_type_path(self, path);
    }
}

/// The scopes of an expansion, which is items or an expression.
#[track_caller]
fn scopes(code: TokenStream) -> Scopes {
    let mut scopes = Scopes::default();
    match syn::parse2::<syn::File>(code.clone()) {
        Ok(file) => scopes.visit_file(&file),
        Err(_) => scopes.visit_expr(&syn::parse2(code).expect("the expansion is Rust")),
    }
    scopes
}

/// The words of the grammar, which mean nothing by themselves.
const GRAMMAR: [&str; 8] = [
    "pub", "struct", "const", "let", "if", "else", "crate", "graph",
];

/// Compares the expansion with the numbers in the source. `without` are the operations that are no functions in Rust.
#[track_caller]
fn check(source: &str, without: &[&str]) {
    let code = compiled(source);
    let expanded: BTreeSet<Spot> = identifiers(code.clone()).iter().filter_map(spot).collect();
    for ident in identifiers(parsed(source)) {
        let text = ident.to_string();
        if GRAMMAR.contains(&text.as_str()) || without.contains(&text.as_str()) {
            continue;
        }
        let place = spot(&ident).expect("it has a place");
        assert!(
            expanded.contains(&place),
            "`{text}` at {place:?} is not in\n{code}"
        );
    }
    let scopes = scopes(code);
    let numbered = numbered(source);
    for (place, definition) in &numbered {
        if place == definition {
            assert!(
                scopes.definitions.contains(place),
                "nothing is defined at {place:?}"
            );
        } else {
            assert_eq!(
                scopes.uses.get(place),
                Some(definition),
                "the definition of {place:?}"
            );
        }
    }
    for (place, definition) in &scopes.uses {
        assert!(
            numbered.contains_key(place),
            "{place:?} uses {definition:?} and has no number"
        );
    }
}

#[test]
fn numbers() {
    check(
        "pub struct Bill(apple/*1*/: f64, apples/*2*/: f64, tax/*3*/: f64) -> f64 {
            let fruit/*4*/ = apple/*1*/ * apples/*2*/;
            let unused = fruit/*4*/;
            fruit/*4*/ * tax/*3*/ + min(apple/*1*/, fruit/*4*/.exp())
        }",
        &[],
    );
}

#[test]
fn arrays() {
    check(
        "struct Mlp<F/*F*/>(
            const x/*1*/: [F/*F*/; batch/*b*/, inputs/*i*/],
            const labels/*2*/: [F/*F*/; batch/*b*/, 10],
            w1/*3*/: [F/*F*/; inputs/*i*/, hidden/*h*/], b1/*4*/: [F/*F*/; hidden/*h*/],
            w2/*5*/: [F/*F*/; hidden/*h*/, 10],
            scale/*6*/: F/*F*/,
        ) -> (loss: F/*F*/, const logits: [F/*F*/; batch/*b*/, 10]) {
            let h/*7*/ = relu(x/*1*/ @ w1/*3*/ + b1/*4*/);
            let logits/*8*/: [F/*F*/; batch/*b*/, 10] = h/*7*/ @ w2/*5*/ * scale/*6*/;
            let loss/*9*/ = -mean(sum_axis(labels/*2*/ * log_softmax(logits/*8*/), 1));
            (loss/*9*/ + sum(logits/*8*/.sum_axis(batch/*b*/)), logits/*8*/)
        }",
        &["mean", "sum", "sum_axis", "log_softmax"],
    );
}

#[test]
fn sizes_in_the_body() {
    check(
        "struct Sizes(x/*1*/: [f32; n/*n*/, m/*m*/]) -> (y: [f32; m/*m*/, n/*n*/], z: [f32; n/*n*/ - 1]) {
            let y/*2*/: [f32; n/*n*/ - 1, m/*m*/] = x/*1*/[1.., ..];
            (x/*1*/.reshape([m/*m*/, n/*n*/]), y/*2*/.mean_axis(m/*m*/))
        }",
        &["reshape", "mean_axis"],
    );
}

#[test]
fn a_later_let_hides_an_earlier_one() {
    check(
        "struct Shadows(x/*1*/: f64, y/*2*/: f64) -> f64 {
            let x/*3*/ = x/*1*/ * 2;
            let x/*4*/ = x/*3*/ + { let x/*5*/ = x/*3*/ * y/*2*/; let y/*6*/ = x/*5*/; x/*5*/ - y/*6*/ };
            let y/*7*/ = if x/*4*/ > 0 { let x/*8*/ = y/*2*/; x/*8*/.sin() } else { x/*4*/ };
            x/*4*/ * y/*7*/
        }",
        &[],
    );
}

#[test]
fn names_that_rust_has_for_something_else() {
    check(
        "struct Names(X/*1*/: f64, x/*2*/: f64, r#type/*3*/: [f64; X/*s*/]) -> f64 {
            let MAX/*4*/ = X/*1*/ * x/*2*/;
            let max/*5*/ = MAX/*4*/ + r#type/*3*/;
            let x/*6*/ = max/*5*/ * MAX/*4*/ + x/*2*/;
            sum_axis(x/*6*/, X/*s*/)
        }",
        &["sum_axis"],
    );
}

#[test]
fn a_size_and_a_let_of_one_name() {
    check(
        "struct Both(x/*1*/: [f64; n/*2*/]) -> f64 {
            let n/*3*/ = x/*1*/ * 2;
            sum_axis(n/*3*/, n/*2*/) + sum(n/*3*/)
        }",
        &["sum_axis", "sum"],
    );
}

#[test]
fn constants_wherever_they_stand() {
    check(
        "#[derive(Clone)] #[graph(crate = ::other::backprop)]
        struct Constants(x/*1*/: f64) -> f64 {
            let PI/*2*/ = x/*1*/ * PI;
            PI/*2*/ * std::f64::consts::PI + limits::MAX * limits::MAX + TAX
        }",
        &[],
    );
    // A size that bears a module's name does not hide it.
    check(
        "struct Modules(x/*1*/: [f64; limits/*2*/]) -> f64 { sum_axis(x/*1*/ * limits::MAX, limits/*2*/) }",
        &["sum_axis"],
    );
    check(
        "struct Types<F/*0*/>(x/*1*/: [F/*0*/; F/*2*/]) -> F/*0*/ { sum_axis(x/*1*/, F/*2*/) }",
        &["sum_axis"],
    );
}

#[test]
fn expressions() {
    check(
        "|price/*1*/, count/*2*/: f64, tax/*3*/| -> f64 price/*1*/ * count/*2*/ * tax/*3*/",
        &[],
    );
    check(
        "|x/*1*/: [f64; n/*n*/]| -> (a: f64, b: f64) { let s/*2*/ = sum(x/*1*/); (s/*2*/, s/*2*/ * x/*1*/.sum_axis(n/*n*/)) }",
        &["sum", "sum_axis"],
    );
}

#[test]
fn graphs_with_mistakes() {
    for body in [
        "let a/*2*/ = x/*1*/ ^ 2; a/*2*/ * wrong",
        "let a/*2*/ = relu(x/*1*/, x/*1*/); a/*2*/.",
        "let a/*2*/ = x/*1*/; relu(a/*2*/",
        "let a/*2*/ = x/*1*/ +; let b/*3*/ = a/*2*/ b/*3*/",
        "let (a/*2*/, b) = (x/*1*/, x/*1*/); a/*2*/ * 2",
        "let a/*2*/ = match x { _ => 2 }; return a/*2*/ * x/*1*/;",
    ] {
        let source = format!("struct A(x/*1*/: f64) -> f64 {{ {body} }}");
        let closed = if source.matches('(').count() > source.matches(')').count() {
            format!("{} ) }}", source.trim_end_matches('}'))
        } else {
            source
        };
        check(&closed, &["wrong", "match", "return", "_", "x"]);
    }
}

/// The public names of what is generated, and the parameters of methods, are the user's.
#[test]
fn outside() {
    let source = "pub struct Net/*g*/(x/*1*/: f64, const k/*2*/: f64, w/*3*/: [f64; n]) -> (a/*4*/: f64, const b/*5*/: [f64; n]) {
        (x * sum(w), k * w)
    }";
    let places = numbered_names(source);
    let at = |names: &[&str]| -> Vec<Spot> { names.iter().map(|name| places[*name]).collect() };
    let file: syn::File = syn::parse2(compiled(source)).expect("it is Rust");
    let mut methods = 0;
    for item in &file.items {
        let public = |fields: &syn::Fields| -> Vec<Spot> {
            let public = fields
                .iter()
                .filter(|field| matches!(field.vis, syn::Visibility::Public(_)));
            public
                .filter_map(|field| spot(field.ident.as_ref()?))
                .collect()
        };
        match item {
            syn::Item::Struct(item) if item.ident == "Net" => {
                assert_eq!(spot(&item.ident), Some(places["Net"]));
            }
            syn::Item::Struct(item) if item.ident == "NetGrads" => {
                assert_eq!(public(&item.fields), at(&["x", "w"]));
            }
            syn::Item::Struct(item) if item.ident == "NetOutput" => {
                assert_eq!(public(&item.fields), at(&["a", "b"]));
            }
            syn::Item::Impl(block) => {
                for item in &block.items {
                    let syn::ImplItem::Fn(function) = item else {
                        continue;
                    };
                    let name = function.sig.ident.to_string();
                    if !["value", "forward", "value_and_grad"].contains(&name.as_str()) {
                        continue;
                    }
                    let parameters = function.sig.inputs.iter().filter_map(|input| match input {
                        syn::FnArg::Typed(typed) => match &*typed.pat {
                            syn::Pat::Ident(pattern) => spot(&pattern.ident),
                            _ => None,
                        },
                        syn::FnArg::Receiver(_) => None,
                    });
                    assert_eq!(
                        parameters.collect::<Vec<_>>(),
                        at(&["x", "k", "w"]),
                        "{name}"
                    );
                    methods += 1;
                }
            }
            _ => {}
        }
    }
    assert_eq!(methods, 3);
}

/// Where each name that has a number is defined.
fn numbered_names(source: &str) -> BTreeMap<String, Spot> {
    let definitions = numbered(source);
    let idents = identifiers(parsed(source)).into_iter();
    idents
        .filter_map(|ident| Some((ident.to_string(), spot(&ident)?)))
        .filter(|(_, place)| definitions.get(place) == Some(place))
        .collect()
}
