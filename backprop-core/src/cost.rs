use core::fmt::{self, Display};

use crate::Formula;

/// What the methods of a graph cost, as formulas in its named sizes.
///
/// Those of a graph of numbers depend on nothing. For a graph of tensors, [`Formula::at`] gives the number for
/// given sizes.
///
/// # Operations
///
/// - `+ - * /`, a negation, a reciprocal and each function (`sqrt`, `sin`, `relu`, `max`) are one
///   operation. Powers are the multiplications that they are written out as.
/// - A multiply-add is two operations: `mul_add`, and the step of a matrix product, which of
///   `[n, k] @ [k, m]` has n·k·m of them.
/// - Conditions (comparisons, `&&`, `||`, `!`) and selections by them are counted, and are no
///   operations. In a graph of numbers a selection is an `if`, which may give several values; both
///   branches are counted. Elementwise, both sides are computed, and each value is a selection.
/// - A reduction is an operation for each element that it takes in: additions, multiplications, `max`
///   or `min`. So is the sum of an adjoint over the axes of a broadcast. How sums are cut into parts,
///   put together again and kept exact is not counted.
/// - The gradient of `product` is three multiplications for each element.
/// - What is computed twice counts twice. A broadcast, a view and a constant are nothing.
///
/// # Memory
///
/// - Read are, by each loop nest and matrix product, the elements that it takes from arrays, once:
///   what it takes again it finds in the cache. Two views of an array are two arrays. Numbers count
///   where they are inputs, cotangents or saved.
/// - Written are, by each loop nest and matrix product, the elements of the arrays that it fills, and
///   the numbers that a method gives or saves.
/// - Saved is what `forward` keeps for `backward`; arrays that are inputs are borrowed and not kept.
/// - Held are the arrays that a graph owns for a method from call to call: buffers and the gradient.
///   Methods share their buffers, so that a graph holds no more than the sum of its methods. Not among
///   them are copies of inputs and cotangents that are not in standard layout, and the working memory
///   of loops and matrix products, which depends on the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CostInfo {
    /// Of `value`.
    pub value: MethodCost,
    /// Of `forward`.
    pub forward: MethodCost,
    /// Of `backward`.
    pub backward: MethodCost,
    /// Of `value_and_grad`, where the graph has one.
    pub value_and_grad: Option<MethodCost>,
    /// The bytes that `forward` keeps for `backward`, borrowed inputs aside.
    pub saved: Formula,
    /// How many numbers the gradient has: one perturbation for each would be needed without `backward`.
    pub gradient: Formula,
}

/// What one call of a method costs; [`CostInfo`] says how it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MethodCost {
    /// How many arithmetic operations there are.
    pub operations: Formula,
    /// The bytes that are read from memory.
    pub read: Formula,
    /// The bytes that are written to memory.
    pub written: Formula,
    /// The bytes that the graph holds for this method from call to call. `forward` makes room for
    /// `backward`, which adds nothing.
    pub held: Formula,
    kinds: Kinds,
}

/// How many operations there are of each kind: coefficients, one after the other as often as there are
/// factors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Kinds {
    names: &'static [&'static str],
    coefficients: &'static [i64],
    factors: &'static [&'static [&'static str]],
}

/// The figures of all methods as one table, which takes little room in generated code.
///
/// Each row is a formula: its coefficients, in the order of `factors`.
#[derive(Debug, Clone, Copy)]
pub struct CostTable {
    /// The bytes of a number.
    pub number: usize,
    /// The products of sizes that there are in any figure; see [`Formula::new`].
    pub factors: &'static [&'static [&'static str]],
    /// What the kinds of operations are called.
    pub kinds: &'static [&'static str],
    /// For `value`, `forward` and `backward` the rows of operations, of numbers read, written and held, and of
    /// each kind.
    pub methods: [&'static [i64]; 3],
    /// The same for `value_and_grad`, where the graph has it.
    pub value_and_grad: Option<&'static [i64]>,
    /// The rows of the numbers that are saved and of those in the gradient.
    pub kept: &'static [i64],
}

impl CostTable {
    /// The figures of methods that do nothing.
    pub const NOTHING: Self = Self {
        number: 0,
        factors: &[],
        kinds: &[],
        methods: [&[]; 3],
        value_and_grad: None,
        kept: &[],
    };

    /// The figures, each on its own.
    ///
    /// # Panics
    ///
    /// A row is missing. In a constant, that does not compile.
    #[must_use]
    pub const fn info(self) -> CostInfo {
        let (saved, gradient) = self.kept.split_at(self.factors.len());
        let [value, forward, backward] = self.methods;
        CostInfo {
            value: self.method(value),
            forward: self.method(forward),
            backward: self.method(backward),
            value_and_grad: match self.value_and_grad {
                Some(both) => Some(self.method(both)),
                None => None,
            },
            saved: Formula::new(self.number, saved, self.factors),
            gradient: Formula::new(1, gradient, self.factors),
        }
    }

    const fn method(&self, rows: &'static [i64]) -> MethodCost {
        let length = self.factors.len();
        let (operations, rows) = rows.split_at(length);
        let (read, rows) = rows.split_at(length);
        let (written, rows) = rows.split_at(length);
        let (held, kinds) = rows.split_at(length);
        MethodCost {
            operations: Formula::new(1, operations, self.factors),
            read: Formula::new(self.number, read, self.factors),
            written: Formula::new(self.number, written, self.factors),
            held: Formula::new(self.number, held, self.factors),
            kinds: Kinds {
                names: self.kinds,
                coefficients: kinds,
                factors: self.factors,
            },
        }
    }
}

impl CostInfo {
    /// The methods under their names, in the order in which they are called.
    fn methods(&self) -> impl Iterator<Item = (&'static str, &MethodCost)> {
        let separate = [
            ("value", &self.value),
            ("forward", &self.forward),
            ("backward", &self.backward),
        ];
        let both = self.value_and_grad.as_ref();
        separate
            .into_iter()
            .chain(both.map(|both| ("value_and_grad", both)))
    }
}

impl MethodCost {
    /// How many operations there are of each kind that there is, under its name: `multiplications`, `exp`.
    /// Conditions and selections come last, and are no operations.
    pub fn kinds(&self) -> impl Iterator<Item = (&'static str, Formula)> + use<> {
        let Kinds {
            names,
            coefficients,
            factors,
        } = self.kinds;
        let rows = coefficients.chunks_exact(factors.len().max(1));
        let counts = rows.map(move |row| Formula::new(1, row, factors));
        let kinds = names.iter().copied().zip(counts);
        kinds.filter(|(_, count)| !count.is_zero())
    }

    fn lines(&self) -> impl Iterator<Item = (&'static str, Formula)> + use<> {
        let bytes = [
            ("bytes read", self.read),
            ("bytes written", self.written),
            ("bytes held", self.held),
        ];
        let bytes = bytes.into_iter().filter(|(_, bytes)| !bytes.is_zero());
        self.kinds().chain(bytes)
    }
}

impl Display for CostInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  bytes saved: {}", self.saved)?;
        self.methods()
            .try_for_each(|(name, method)| writeln!(f, "  {name}: {method}"))
    }
}

/// The operations, and a line for each other figure that is not zero.
impl Display for MethodCost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = self.operations.at(&[]) == Some(1);
        let noun = if one { "operation" } else { "operations" };
        write!(f, "{} {noun}", self.operations)?;
        let width = self.lines().map(|(name, _)| name.len()).max().unwrap_or(0);
        self.lines()
            .try_for_each(|(name, figure)| write!(f, "\n    {name:width$}  {figure}"))
    }
}
