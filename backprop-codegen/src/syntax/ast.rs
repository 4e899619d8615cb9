//! The tree that the parser gives: what the user wrote, with holes where it could not be read.
//!
//! Chains that may be long (sums, products, method calls, `else if`) are lists, so that the depth of the
//! tree is bounded by the nesting limit and every later walk may recurse.

use proc_macro2::{Ident, TokenStream};

use crate::place::Place;

/// A name as written, and its text without `r#`.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) ident: Ident,
    pub(crate) text: String,
    pub(crate) place: Place,
}

/// One graph of a `graph!` call.
#[derive(Debug)]
pub(crate) struct GraphAst {
    pub(crate) form: Form,
    pub(crate) attributes: Attributes,
    pub(crate) name: Name,
    pub(crate) parameter: Option<Name>,
    /// The names of further parameters, which have been reported.
    pub(crate) refused_parameters: Vec<String>,
    pub(crate) inputs: Vec<InputAst>,
    pub(crate) outputs: OutputsAst,
    pub(crate) body: Block,
    /// Whether an input has a name that could not be read, so that others may be missing.
    pub(crate) lost_inputs: bool,
    /// Whether a mistake in the name, the inputs or the outputs has been reported.
    pub(crate) broken_head: bool,
    /// Whether a mistake in the form of the body has been reported.
    pub(crate) broken_body: bool,
}

impl GraphAst {
    /// The name for messages; an expression form has none.
    pub(crate) fn shown_name(&self) -> Option<&str> {
        match self.form {
            Form::Item(_) => Some(&self.name.text),
            Form::Expression => None,
        }
    }
}

/// Whether the graph is an item or the value of an expression.
#[derive(Debug)]
pub(crate) enum Form {
    /// `pub struct Name(...) -> ... { ... }`, with its visibility.
    Item(TokenStream),
    /// `|x, y| ...`
    Expression,
}

/// The attributes of a graph, sorted by where they go.
#[derive(Debug, Default)]
pub(crate) struct Attributes {
    /// All attributes for the struct, in order, doc comments included.
    pub(crate) on_struct: Vec<TokenStream>,
    /// `#[cfg(...)]`, for everything that is generated.
    pub(crate) cfg: Vec<TokenStream>,
    /// The path of `#[graph(crate = path)]`.
    pub(crate) runtime: Option<TokenStream>,
    pub(crate) documented: bool,
    pub(crate) deprecated: bool,
    /// A `#[derive(Default)]` takes the place of the generated implementation.
    pub(crate) derives_default: bool,
}

#[derive(Debug)]
pub(crate) struct InputAst {
    pub(crate) docs: Vec<TokenStream>,
    pub(crate) constant: bool,
    pub(crate) name: Name,
    pub(crate) ty: TypeAst,
}

#[derive(Debug)]
pub(crate) enum OutputsAst {
    /// `-> f64`
    Single(TypeAst),
    /// `-> (loss: F, const logits: [F; n])`
    Named(Vec<OutputAst>),
    /// An expression form without `->`: the body's one value.
    Inferred,
    /// What could not be read.
    Hole,
}

#[derive(Debug)]
pub(crate) struct OutputAst {
    pub(crate) constant: bool,
    pub(crate) name: Name,
    pub(crate) ty: TypeAst,
}

#[derive(Clone, Debug)]
pub(crate) enum TypeAst {
    Scalar(Name),
    Tensor {
        element: Name,
        sizes: Vec<SizeAst>,
        place: Place,
    },
    /// A type left out in an expression form: `f64`.
    Inferred,
    Hole,
}

/// A size of a tensor: a literal, or a name with an offset.
#[derive(Clone, Debug)]
pub(crate) enum SizeAst {
    Literal(usize),
    Named {
        name: Name,
        offset: i64,
    },
    /// What could not be read, and has been reported.
    Hole,
}

#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) lets: Vec<Let>,
    pub(crate) results: Vec<Expr>,
    pub(crate) place: Place,
}

#[derive(Debug)]
pub(crate) struct Let {
    pub(crate) name: Name,
    pub(crate) ty: Option<TypeAst>,
    pub(crate) value: Expr,
}

#[derive(Debug)]
pub(crate) struct Expr {
    pub(crate) kind: ExprKind,
    pub(crate) place: Place,
}

#[derive(Debug)]
pub(crate) enum ExprKind {
    /// The digits of a number without suffix; `true` for an integer.
    Number {
        digits: String,
        integer: bool,
    },
    Name(Name),
    /// A path of several segments: its tokens, and its text without spaces.
    Path {
        tokens: TokenStream,
        text: String,
    },
    Negate(Box<Expr>),
    Not(Box<Expr>),
    /// Operators of one precedence level, applied from the left.
    Chain {
        first: Box<Expr>,
        rest: Vec<(Operator, Place, Expr)>,
    },
    Call {
        name: Name,
        arguments: Vec<Expr>,
    },
    /// Method calls and indices, applied from the left.
    Postfix {
        base: Box<Expr>,
        suffixes: Vec<Suffix>,
    },
    If {
        arms: Vec<(Expr, Block)>,
        otherwise: Box<Block>,
    },
    Block(Box<Block>),
    /// `[d, ...]`, the argument of `reshape`.
    List(Vec<Expr>),
    /// `(a, b)` where it is not the result of a graph, which has no meaning.
    Tuple(Vec<Expr>),
    /// What could not be read or is not allowed, and has been reported. The names in its parts are still
    /// looked up.
    Hole(Vec<Expr>),
}

#[derive(Debug)]
pub(crate) enum Suffix {
    Method {
        name: Name,
        arguments: Vec<Expr>,
        place: Place,
    },
    Index {
        items: Vec<IndexAst>,
        place: Place,
    },
    /// What could not be read.
    Hole(Place),
}

/// One item of an index: a position or a range, both with literal bounds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum IndexAst {
    Position(i64, Place),
    Range {
        start: Option<i64>,
        end: Option<i64>,
        place: Place,
    },
    /// What could not be read, and has been reported.
    Hole,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Sub,
    Mul,
    Div,
    MatMul,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Equal,
    NotEqual,
    And,
    Or,
}

impl Operator {
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Sub => "-",
            Self::Mul => "*",
            Self::Div => "/",
            Self::MatMul => "@",
            Self::Less => "<",
            Self::LessEqual => "<=",
            Self::Greater => ">",
            Self::GreaterEqual => ">=",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::And => "&&",
            Self::Or => "||",
        }
    }

    /// How tightly the operator binds; a chain holds operators of one level.
    pub(crate) fn level(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Less
            | Self::LessEqual
            | Self::Greater
            | Self::GreaterEqual
            | Self::Equal
            | Self::NotEqual => 3,
            Self::Add | Self::Sub => 4,
            Self::Mul | Self::Div | Self::MatMul => 5,
        }
    }
}
