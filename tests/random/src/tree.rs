//! A scalar graph as a tree: what the generator makes, the printer prints and the oracle evaluates.

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Element {
    F64,
    F32,
    /// A type parameter, which the tests instantiate with both.
    Generic,
}

/// A type that a graph can be instantiated with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Width {
    F32,
    F64,
}

impl Width {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::F32 => "f32",
            Self::F64 => "f64",
        }
    }
}

impl Element {
    pub(crate) fn has(self, width: Width) -> bool {
        match self {
            Self::F64 => width == Width::F64,
            Self::F32 => width == Width::F32,
            Self::Generic => true,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    /// `struct Name(..) -> .. { .. }`
    Struct,
    /// `|..| -> .. { .. }`
    Closure,
    /// `|..| expr`, without a type anywhere.
    BareClosure,
}

#[derive(Clone, Debug)]
pub(crate) struct Graph {
    pub(crate) name: String,
    pub(crate) element: Element,
    pub(crate) form: Form,
    pub(crate) inputs: Vec<Input>,
    pub(crate) outputs: Vec<Output>,
    pub(crate) lets: Vec<Let>,
    /// One for each output.
    pub(crate) results: Vec<Expr>,
}

#[derive(Clone, Debug)]
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) constant: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Output {
    /// Absent for the single output that is only a type.
    pub(crate) name: Option<String>,
    pub(crate) constant: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Let {
    pub(crate) name: String,
    pub(crate) typed: bool,
    pub(crate) value: Expr,
}

#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub(crate) lets: Vec<Let>,
    pub(crate) result: Expr,
}

/// How a call is written: `f(x)` or `x.f()`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Style {
    Function,
    Method,
}

#[derive(Clone, Debug)]
pub(crate) enum Expr {
    /// A literal as it is written, without a suffix.
    Number(&'static str),
    Constant(&'static Constant),
    Name(String),
    Negate(Box<Expr>),
    Infix(Infix, Box<Expr>, Box<Expr>),
    Call(&'static str, Vec<Expr>, Style),
    /// `powi`, whose exponent is a literal.
    Power(Box<Expr>, i32, Style),
    If(Vec<(Condition, Block)>, Box<Block>),
    Block(Box<Block>),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Infix {
    Add,
    Subtract,
    Multiply,
    Divide,
}

#[derive(Clone, Debug)]
pub(crate) enum Condition {
    Compare(&'static str, Expr, Expr),
    And(Box<Condition>, Box<Condition>),
    Or(Box<Condition>, Box<Condition>),
    Not(Box<Condition>),
}

/// A Rust constant in scope where the graphs are: its path in graphs of `f64` and with a type
/// parameter, and in graphs of `f32`.
#[derive(Debug)]
pub(crate) struct Constant {
    pub(crate) wide: &'static str,
    pub(crate) narrow: &'static str,
}

pub(crate) static CONSTANTS: [Constant; 5] = [
    Constant {
        wide: "std::f64::consts::PI",
        narrow: "std::f32::consts::PI",
    },
    Constant {
        wide: "std::f64::consts::FRAC_1_SQRT_2",
        narrow: "core::f32::consts::FRAC_1_SQRT_2",
    },
    Constant {
        wide: "core::f64::consts::LN_2",
        narrow: "std::f32::consts::LN_2",
    },
    Constant {
        wide: "GAIN",
        narrow: "NARROW_GAIN",
    },
    Constant {
        wide: "crate::limits::OFFSET",
        narrow: "crate::limits::narrow::OFFSET",
    },
];

impl Graph {
    /// The name of its plain Rust, and the stem of its adapters' names.
    pub(crate) fn function_name(&self, width: Width) -> String {
        format!("{}_{}", self.name.to_lowercase(), width.name())
    }

    /// The positions of the inputs that have a gradient.
    pub(crate) fn active_inputs(&self) -> Vec<usize> {
        (0..self.inputs.len())
            .filter(|&index| !self.inputs[index].constant)
            .collect()
    }

    /// The positions of the outputs that have a cotangent.
    pub(crate) fn active_outputs(&self) -> Vec<usize> {
        (0..self.outputs.len())
            .filter(|&index| !self.outputs[index].constant)
            .collect()
    }
}

impl Infix {
    pub(crate) fn symbol(self) -> char {
        match self {
            Self::Add => '+',
            Self::Subtract => '-',
            Self::Multiply => '*',
            Self::Divide => '/',
        }
    }
}

impl Constant {
    /// How a graph of this element type names it.
    pub(crate) fn path(&self, element: Element) -> &'static str {
        if element == Element::F32 {
            self.narrow
        } else {
            self.wide
        }
    }
}
