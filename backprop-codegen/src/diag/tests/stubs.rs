//! What is still generated after an error: the items with their signatures.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{File, ImplItem, Item, Type};

/// The public items of an expansion and the signatures of their methods, one a line.
fn outline(source: &str) -> String {
    let code = crate::compile(source.parse().unwrap());
    outline_of(&syn::parse2(code).unwrap())
}

/// The same of a file.
pub(super) fn outline_of(file: &File) -> String {
    let mut lines = Vec::new();
    for item in &file.items {
        match item {
            Item::Struct(item) => {
                let name = &item.ident;
                let fields = item
                    .fields
                    .iter()
                    .filter(|field| matches!(field.vis, syn::Visibility::Public(_)));
                let fields: Vec<String> = fields
                    .map(|field| format!("{} {}", spaced(&field.ident), spaced(&field.ty)))
                    .collect();
                lines.push(
                    format!("struct {name} {}", fields.join(", "))
                        .trim_end()
                        .to_owned(),
                );
            }
            Item::Impl(item) if item.trait_.is_none() => {
                let Type::Path(ty) = &*item.self_ty else {
                    panic!("an implementation for something else")
                };
                for item in &item.items {
                    if let ImplItem::Fn(method) = item
                        && matches!(method.vis, syn::Visibility::Public(_))
                    {
                        let signature = spaced(&Signature(&method.sig));
                        lines.push(format!("{}: {signature}", spaced(ty)));
                    }
                }
            }
            _ => {}
        }
    }
    lines.join("\n")
}

struct Signature<'s>(&'s syn::Signature);

impl ToTokens for Signature<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.0.ident.to_tokens(tokens);
        for input in &self.0.inputs {
            input.to_tokens(tokens);
        }
        self.0.output.to_tokens(tokens);
    }
}

fn spaced(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string()
}

/// A graph with a mistake has the items of the graph without it.
#[track_caller]
fn same(wrong: &str, right: &str) {
    let wrong_code = crate::compile(wrong.parse().unwrap()).to_string();
    assert!(
        wrong_code.contains("compile_error"),
        "there is no mistake in {wrong}"
    );
    let right_code = crate::compile(right.parse().unwrap()).to_string();
    assert!(
        !right_code.contains("compile_error"),
        "there is a mistake in {right}"
    );
    let (found, expected) = (outline(wrong), outline(right));
    assert!(
        found == expected,
        "{wrong}\nexpected:\n{expected}\n\nfound:\n{found}"
    );
}

const TWO: &str = "pub struct A(x: f64, const y: f64) -> (a: f64, const b: f64) { (x * y, y) }";

#[test]
fn the_outline_is_that_of_the_contract() {
    let expected = "\
struct A
A: new -> Self
A: value & self x : f64 y : f64 -> AOutput
A: value_and_grad & self x : f64 y : f64 -> (AOutput , AGrads)
A: forward & self x : f64 y : f64 -> APass
struct APass
APass: output & self -> AOutput
APass: backward self d_a : f64 -> AGrads
struct AGrads x f64
struct AOutput a f64, b f64";
    assert_eq!(outline(TWO), expected);
}

#[test]
fn a_broken_body() {
    for body in [
        "x ^ 2",
        "",
        "let a = ; a",
        "(z, z)",
        "x",
        "(x * y, y, y)",
        "x.",
        "match x { }",
        "(x < y, 2)",
        "(x.powi(y), y)",
    ] {
        same(
            &format!("pub struct A(x: f64, const y: f64) -> (a: f64, const b: f64) {{ {body} }}"),
            TWO,
        );
    }
}

#[test]
fn a_missing_body() {
    same(
        "pub struct A(x: f64, const y: f64) -> (a: f64, const b: f64);",
        TWO,
    );
    same(
        "pub struct A(x: f64, const y: f64) -> (a: f64, const b: f64)",
        TWO,
    );
    same(
        "pub struct A(x: f64, const y: f64) -> (a: f64, const b: f64) = x;",
        TWO,
    );
}

#[test]
fn broken_inputs_and_outputs() {
    for head in [
        "x, const y: f64) -> (a: f64, const b: f64)",
        "x: f46, const y: f64) -> (a: f64, const b: f64)",
        "x: &f64, const y: f64) -> (a: f64, const b: f64)",
        "mut x: f64, const y: f64) -> (a: f64, const b: f64)",
        "#[cfg(a)] x: f64, const y: f64) -> (a: f64, const b: f64)",
        "x: f64 const y: f64) -> (a: f64, const b: f64)",
        "x: f64, const y: f32) -> (a: f64, const b: f64)",
        "x: f64 = 2, const y: f64) -> (a: f64, const b: f64)",
        "x: f64, const y: f64): (a: f64, const b: f64)",
        "x: f64, const y: f64) => (a: f64, const b: f64)",
        "x: f64, const y: f64) -> (a: f64, const b)",
        "x: f64, const y: f64) -> (a: f64, const b: i32)",
        "x: f64, const y: f64) -> (a: f64, const b: f64) where f64: Copy",
        "x: f64, const y: f64) -> (a: f64, const b: f64, a: f64)",
    ] {
        let wrong = format!("pub struct A({head} {{ (x * y, y) }}");
        same(&wrong, TWO);
    }
}

#[test]
fn other_mistakes_in_the_head() {
    same(
        "pub fn A(x: f64) -> f64 { x }",
        "pub struct A(x: f64) -> f64 { x }",
    );
    same(
        "pub A(x: f64) -> f64 { x }",
        "pub struct A(x: f64) -> f64 { x }",
    );
    same(
        "pub struct A(x: f64) { x }",
        "pub struct A(x: f64) -> f64 { x }",
    );
    same(
        "pub struct A(x: f64) -> { x }",
        "pub struct A(x: f64) -> f64 { x }",
    );
    same(
        "struct A<F: Float>(x: F) -> F { x }",
        "struct A<F>(x: F) -> F { x }",
    );
    same(
        "struct A<F, G>(x: F) -> F { x }",
        "struct A<F>(x: F) -> F { x }",
    );
    same(
        "struct A(type: f64) -> f64 { type }",
        "struct A(r#type: f64) -> f64 { r#type }",
    );
    same(
        "#![a] struct A(x: f64) -> f64 { x }",
        "struct A(x: f64) -> f64 { x }",
    );
    same(
        "# struct A(x: f64) -> f64 { x }",
        "struct A(x: f64) -> f64 { x }",
    );
    for attribute in [
        "derive = ",
        "doc = + 2",
        "doc(hidden) x",
        "a b",
        "a::",
        "= a",
        "",
        "where",
    ] {
        same(
            &format!("#[{attribute}] struct A(x: f64) -> f64 {{ x }}"),
            "struct A(x: f64) -> f64 { x }",
        );
    }
    same(
        "struct A(x: f32) -> f32 { x ^ 2 }",
        "struct A(x: f32) -> f32 { x }",
    );
}

#[test]
fn every_graph_of_a_call() {
    same(
        "struct A(x: f64) -> f64 { x ^ 2 } enum B { C } struct D(y: f64) -> f64 { y }",
        "struct A(x: f64) -> f64 { x } struct D(y: f64) -> f64 { y }",
    );
    same(
        "struct A(x: f64) -> f64 { x } struct A(y: f64) -> f64 { y }",
        "struct A(x: f64) -> f64 { x }",
    );
}

#[test]
fn attributes_are_kept() {
    let code = crate::compile(
        "#[derive(Clone)] #[cfg(test)] struct A(x: f64) -> f64 { }"
            .parse()
            .unwrap(),
    );
    let file: File = syn::parse2(code).unwrap();
    for item in &file.items {
        let attributes = match item {
            Item::Struct(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            _ => continue,
        };
        let cfg = attributes
            .iter()
            .any(|attribute| attribute.path().is_ident("cfg"));
        assert!(cfg, "no `cfg` on {}", spaced(item));
    }
}
