//! Named sizes: what inputs call them, and the shapes that declared types mean.

use super::element::is_element;
use crate::diag::{Diagnostics, SHOWN, catalogue};
use crate::place::Place;
use crate::shape::{DimId, ELEMENT_LIMIT, Extent, Shape, Size};
use crate::sorted::{Map, Set};
use crate::syntax::ast::{GraphAst, InputAst, Name, SizeAst, TypeAst};

/// How many axes an input or an output may have: as many as an array of `ndarray` with a fixed number.
pub(super) const RANK_LIMIT: usize = 6;

/// The shape that a type declares.
#[derive(Debug)]
pub(super) struct Declared {
    /// With a size of one in place of each that is not known.
    pub(super) shape: Shape,
    /// Whether nothing is wrong with the type.
    pub(super) known: bool,
}

impl Declared {
    fn scalar(known: bool) -> Self {
        Self {
            shape: Shape::new(),
            known,
        }
    }

    /// The shape, if all of it is known.
    pub(super) fn shape(&self) -> Option<&Shape> {
        self.known.then_some(&self.shape)
    }
}

/// The named sizes of a graph.
pub(super) struct Dims {
    graph: Option<String>,
    names: Vec<Name>,
    ids: Map<String, DimId>,
    /// The least that each size may be, so that no size that follows from it is negative.
    minima: Vec<usize>,
    /// Whether an input cannot be read, so that names may be missing.
    lost: bool,
    /// The names that have been reported.
    unknown: Set<String>,
}

impl Dims {
    pub(super) fn new(ast: &GraphAst) -> Self {
        Self {
            graph: ast.shown_name().map(ToOwned::to_owned),
            names: Vec::new(),
            ids: Map::new(),
            minima: Vec::new(),
            lost: ast.lost_inputs || ast.inputs.iter().any(|input| !is_known(&input.ty, ast)),
            unknown: Set::new(),
        }
    }

    pub(super) fn names(&self) -> &[Name] {
        &self.names
    }

    pub(super) fn into_minima(self) -> Vec<usize> {
        self.minima
    }

    /// The size of this name, if an input names it.
    pub(super) fn find(&self, name: &str) -> Option<DimId> {
        self.ids.get(name).copied()
    }

    /// Remembers that a size must not be negative.
    pub(super) fn at_least_zero(&mut self, size: Size) {
        if let Size::Named { dim, offset } = size
            && let Some(minimum) = self.minima.get_mut(dim.0)
        {
            let needed = offset
                .checked_neg()
                .and_then(|need| usize::try_from(need).ok());
            *minimum = (*minimum).max(needed.unwrap_or(0));
        }
    }

    /// The shape of an input, which names its sizes.
    pub(super) fn input(
        &mut self,
        input: &InputAst,
        ast: &GraphAst,
        diagnostics: &mut Diagnostics,
    ) -> Declared {
        if let TypeAst::Tensor { sizes, .. } = &input.ty {
            for size in sizes {
                if let SizeAst::Named { name, .. } = size {
                    self.define(name);
                }
            }
        }
        self.outside(&input.ty, ast, diagnostics)
    }

    fn define(&mut self, name: &Name) {
        if self.ids.contains_key(&name.text) {
            return;
        }
        self.ids.insert(name.text.clone(), DimId(self.names.len()));
        self.names.push(name.clone());
        self.minima.push(0);
    }

    /// The shape of an input or an output.
    pub(super) fn outside(
        &mut self,
        ty: &TypeAst,
        ast: &GraphAst,
        diagnostics: &mut Diagnostics,
    ) -> Declared {
        let mut declared = self.declared(ty, ast, diagnostics);
        if let TypeAst::Tensor { place, .. } = ty
            && declared.shape.len() > RANK_LIMIT
        {
            let report = catalogue::rank_of_array(*place, declared.shape.len(), RANK_LIMIT);
            diagnostics.report(report);
            declared.shape.truncate(RANK_LIMIT);
            declared.known = false;
        }
        declared
    }

    /// The shape that a type means.
    pub(super) fn declared(
        &mut self,
        ty: &TypeAst,
        ast: &GraphAst,
        diagnostics: &mut Diagnostics,
    ) -> Declared {
        match ty {
            TypeAst::Scalar(name) => Declared::scalar(is_element(name, ast)),
            TypeAst::Inferred => Declared::scalar(true),
            TypeAst::Hole => Declared::scalar(false),
            TypeAst::Tensor {
                element,
                sizes,
                place,
            } => {
                let mut declared = self.sizes(sizes, diagnostics);
                declared.known &= is_element(element, ast);
                if too_many_elements(&declared.shape) {
                    diagnostics.report(catalogue::too_many_elements(*place));
                    declared.known = false;
                }
                declared
            }
        }
    }

    /// The shape that a list of sizes means.
    pub(super) fn sizes(&mut self, sizes: &[SizeAst], diagnostics: &mut Diagnostics) -> Declared {
        let sizes: Vec<Option<Size>> = sizes
            .iter()
            .map(|size| self.size(size, diagnostics))
            .collect();
        Declared {
            known: sizes.iter().all(Option::is_some),
            shape: sizes
                .into_iter()
                .map(|size| size.unwrap_or(Size::ONE))
                .collect(),
        }
    }

    fn size(&mut self, size: &SizeAst, diagnostics: &mut Diagnostics) -> Option<Size> {
        match size {
            SizeAst::Literal(size) => Some(Size::Literal(*size)),
            SizeAst::Named { name, offset } => {
                let Some(dim) = self.find(&name.text) else {
                    self.report_unknown(&name.text, name.place, diagnostics);
                    return None;
                };
                let size = Size::Named {
                    dim,
                    offset: *offset,
                };
                self.at_least_zero(size);
                Some(size)
            }
            SizeAst::Hole => None,
        }
    }

    /// Reports a name that no input has as a size, once, and not where such an input may be missing.
    pub(super) fn report_unknown(
        &mut self,
        name: &str,
        place: Place,
        diagnostics: &mut Diagnostics,
    ) {
        if self.lost || !self.unknown.insert(name.to_owned()) {
            return;
        }
        let searched = self.unknown.len() <= SHOWN;
        let known: Vec<&str> = self
            .names
            .iter()
            .rev()
            .filter(|_| searched)
            .map(|name| name.text.as_str())
            .collect();
        let report = catalogue::unknown_size(place, name, self.graph.as_deref(), &known);
        diagnostics.report(report);
    }
}

/// Whether nothing in a type could be meant for something else.
fn is_known(ty: &TypeAst, ast: &GraphAst) -> bool {
    match ty {
        TypeAst::Hole => false,
        TypeAst::Inferred => true,
        TypeAst::Scalar(element) => is_element(element, ast),
        TypeAst::Tensor { element, sizes, .. } => {
            is_element(element, ast) && !sizes.iter().any(|size| matches!(size, SizeAst::Hole))
        }
    }
}

/// Whether the literal sizes of a shape alone are more than an array can have.
pub(super) fn too_many_elements(shape: &[Size]) -> bool {
    Extent::of(shape).literal > ELEMENT_LIMIT
}
