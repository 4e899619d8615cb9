//! For editors: a function that says of every name in the source what it means, each at its place in the source.
//!
//! The methods compute something else than what is written: an operand is read once though it is written twice, a
//! `let` may have no variable, and a named size is an axis. Here names stand as in the source, block by block, and Rust's
//! own scoping finds what each refers to.

use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::quote;

use super::items::Frame;
use super::text::ident;
use super::{docs, lints};
use crate::names;
use crate::ops::Op;
use crate::place::Place;
use crate::resolve::{Binding, Mention};
use crate::shape::{Shape, Size};
use crate::signature::{Element, Signature};
use crate::sorted::{Map, Set};
use crate::syntax::ast::{Name, SizeAst, TypeAst};

/// How many names stand in one tuple at most: compilers take long over longer ones.
const TUPLE_LIMIT: usize = 64;

impl Frame<'_> {
    /// A function that shows the names of the source. It is no part of what the graph does.
    pub(super) fn names(&self) -> TokenStream {
        let Self {
            signature,
            graph,
            runtime,
            generics,
            bounded,
            ..
        } = self;
        let writer = Writer {
            signature,
            sizes: sizes(signature),
            inputs: &self.locals.parameters,
            lets: names::lets(signature),
        };
        let dims = signature.dims.iter();
        let dims = dims.filter_map(|dim| writer.named_size(dim));
        let dims = (!signature.dims.is_empty()).then(|| quote!(<#(#dims),*>));
        let inputs = signature.inputs.iter().enumerate().map(|(number, input)| {
            let name = writer.input(number, input.name.place);
            let ty = writer.ty(&input.ty, Some(&input.shape));
            quote!(#name: #ty)
        });
        let outputs = signature.outputs.iter();
        let mut outputs: Vec<TokenStream> = outputs
            .map(|output| writer.ty(&output.ty, Some(&output.shape)))
            .collect();
        let outputs = match outputs.len() {
            1 => outputs.remove(0),
            _ => quote!((#(#outputs),*)),
        };
        let body = writer.value(&signature.mentions);
        let doc = docs::NAMES;
        let (allow_here, allow) = (lints::of_impls(signature), lints::of_names(signature));
        quote! {
            const _: () = {
                use #runtime::editor as __editor;
                #allow_here
                impl #bounded #graph #generics {
                    #[doc = #doc]
                    #allow
                    fn __names #dims (#(#inputs),*) -> #outputs { #body }
                }
            };
        }
    }
}

/// A type parameter for each named size, by its name; one that would hide the element type or a module is called
/// something else.
fn sizes(signature: &Signature) -> Map<&str, String> {
    let mut taken: Set<String> = Set::new();
    taken.extend([signature.element.text(), "__editor".to_owned()]);
    for path in &signature.paths {
        let mut tokens = path.tokens.clone().into_iter();
        if let (Some(TokenTree::Ident(root)), Some(_)) = (tokens.next(), tokens.next()) {
            taken.insert(root.to_string());
        }
    }
    let dims = signature.dims.iter();
    dims.map(|dim| {
        let mut name = dim.text.clone();
        while !taken.insert(name.clone()) {
            name.push('_');
        }
        (dim.text.as_str(), name)
    })
    .collect()
}

struct Writer<'s> {
    signature: &'s Signature,
    /// The type parameters of the named sizes.
    sizes: Map<&'s str, String>,
    inputs: &'s [String],
    /// The variables of the `let`s, by number.
    lets: Map<usize, String>,
}

impl Writer<'_> {
    /// Names in their order: the `let`s, then a value that is made of the others.
    fn value(&self, mentions: &[Mention]) -> TokenStream {
        let (statements, names) = self.contents(mentions);
        let names = tuples(&names);
        quote!(#statements __editor::of(#names))
    }

    /// The `let`s and the blocks among names, and the other names.
    fn contents(&self, mentions: &[Mention]) -> (TokenStream, Vec<TokenStream>) {
        let (mut statements, mut names) = (TokenStream::new(), Vec::new());
        for mention in mentions {
            match mention {
                Mention::Let(binding) => statements.extend(self.binding(binding)),
                Mention::Block(inside) => {
                    let (inner, inner_names) = self.contents(inside);
                    if inner.is_empty() {
                        names.extend(inner_names);
                    } else {
                        let inner_names = tuples(&inner_names);
                        statements.extend(quote!({ #inner _ = #inner_names; }));
                    }
                }
                mention => names.extend(self.name(mention)),
            }
        }
        (statements, names)
    }

    fn binding(&self, binding: &Binding) -> TokenStream {
        let Some(name) = self.lets.get(&binding.number) else {
            let (statements, names) = self.contents(&binding.value);
            let names = tuples(&names);
            return quote!(#statements _ = #names;);
        };
        let name = ident(name, binding.name.place.local());
        let shape = self.signature.lets.get(binding.number);
        let shape = shape.and_then(Option::as_ref);
        let ty = self.ty(binding.ty.as_ref().unwrap_or(&TypeAst::Inferred), shape);
        let (statements, names) = self.contents(&binding.value);
        let names = tuples(&names);
        if statements.is_empty() {
            quote!(let #name: #ty = __editor::of(#names);)
        } else {
            quote!(let #name: #ty = { #statements __editor::of(#names) };)
        }
    }

    /// A name as a value.
    fn name(&self, mention: &Mention) -> Option<TokenStream> {
        Some(match mention {
            Mention::Input(number, place) => {
                let name = self.input(*number, *place);
                quote!(#name)
            }
            Mention::Use(number, place) => {
                let name = ident(self.lets.get(number)?, place.local());
                quote!(#name)
            }
            Mention::Constant(tokens) => tokens.clone(),
            Mention::Operation(op, place) => self.operation(*op, *place)?,
            Mention::Size(name) => {
                let size = self.named_size(name)?;
                quote!(__editor::size::<#size>)
            }
            Mention::Let(_) | Mention::Block(_) => return None,
        })
    }

    fn input(&self, number: usize, place: Place) -> Option<Ident> {
        let name = self.inputs.get(number)?;
        Some(ident(name, place.local()))
    }

    /// The function of `Float` that documents an operation, if it is one.
    fn operation(&self, op: Op, place: Place) -> Option<TokenStream> {
        let operation = op.operation();
        let name = operation.is_function().then_some(operation.name)?;
        let name = Ident::new(name, place.local());
        Some(match &self.signature.element {
            Element::Parameter(element) => quote!(#element::#name),
            Element::Single => quote!(<f32 as __editor::Float>::#name),
            Element::Double => quote!(<f64 as __editor::Float>::#name),
        })
    }

    /// A type as it is written, or else the one of a shape.
    fn ty(&self, ty: &TypeAst, shape: Option<&Shape>) -> TokenStream {
        match ty {
            TypeAst::Scalar(name) => self.element(name),
            TypeAst::Tensor { element, sizes, .. } => {
                let element = self.element(element);
                let sizes = sizes.iter().map(|size| self.written_size(size));
                quote!(__editor::Tensor<#element, (#(#sizes,)*)>)
            }
            TypeAst::Inferred | TypeAst::Hole => {
                let element = self.signature.element.tokens();
                let Some(shape) = shape.filter(|shape| !shape.is_empty()) else {
                    return element;
                };
                let sizes = shape.iter().map(|size| self.size(*size));
                quote!(__editor::Tensor<#element, (#(#sizes,)*)>)
            }
        }
    }

    /// The element type, where it is written.
    fn element(&self, name: &Name) -> TokenStream {
        if name.text != self.signature.element.text() {
            return self.signature.element.tokens();
        }
        let element = ident(&name.text, name.place.local());
        quote!(#element)
    }

    fn written_size(&self, size: &SizeAst) -> TokenStream {
        match size {
            SizeAst::Literal(size) => literal(*size),
            SizeAst::Named { name, offset } => match self.named_size(name) {
                Some(size) => with_offset(&size, *offset),
                None => quote!(()),
            },
            SizeAst::Hole => quote!(()),
        }
    }

    fn named_size(&self, name: &Name) -> Option<Ident> {
        let size = self.sizes.get(name.text.as_str())?;
        Some(ident(size, name.place.local()))
    }

    fn size(&self, size: Size) -> TokenStream {
        match size {
            Size::Literal(size) => literal(size),
            Size::Named { dim, offset } => match self.sizes.get(self.signature.dim_name(dim)) {
                Some(name) => with_offset(&ident(name, Span::mixed_site()), offset),
                None => quote!(()),
            },
        }
    }
}

fn literal(size: usize) -> TokenStream {
    let size = Literal::usize_unsuffixed(size);
    quote!(__editor::Literal<#size>)
}

fn with_offset(size: &Ident, offset: i64) -> TokenStream {
    let distance = Literal::u64_unsuffixed(offset.unsigned_abs());
    match offset {
        0 => quote!(#size),
        1.. => quote!(__editor::More<#size, #distance>),
        _ => quote!(__editor::Less<#size, #distance>),
    }
}

/// Values in a tuple, so many in one.
fn tuples(values: &[TokenStream]) -> TokenStream {
    match values {
        [] => quote!(()),
        [value] => quote!((#value,)),
        values if values.len() <= TUPLE_LIMIT => quote!((#(#values),*)),
        values => {
            let parts: Vec<TokenStream> = values.chunks(TUPLE_LIMIT).map(tuples).collect();
            tuples(&parts)
        }
    }
}
