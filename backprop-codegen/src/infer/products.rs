//! Matrix products: of matrices and vectors, as in `ndarray`.

use super::nodes::Build;
use crate::diag::catalogue;
use crate::ir::NodeId;
use crate::ops::Op;
use crate::place::Place;
use crate::resolve::StepId;
use crate::shape::Axes;

impl Build<'_> {
    /// The matrix product of two operands that fit; what does not is reported.
    pub(super) fn product(
        &mut self,
        steps: &[StepId],
        nodes: &[NodeId],
        at: Place,
    ) -> Option<NodeId> {
        let ([left_step, right_step], [left, right]) = (steps, nodes) else {
            return None;
        };
        let (rows, columns) = (self.shape(*left), self.shape(*right));
        if rows.is_empty() || columns.is_empty() {
            let tensor = [&rows, &columns]
                .into_iter()
                .find(|shape| !shape.is_empty());
            let text = tensor.map(|shape| self.signature.shape_text(shape));
            let report = catalogue::scalar_in_product(at, text.as_deref());
            self.diagnostics.report(report);
            return None;
        }
        let (last, first) = match (rows.as_slice(), columns.as_slice()) {
            ([.., last], [first] | [first, _]) if rows.len() <= 2 => (*last, *first),
            _ => {
                let report = catalogue::product_rank(at, &self.text(*left), &self.text(*right));
                self.diagnostics.report(report);
                return None;
            }
        };
        if last == first {
            return Some(self.multiply(*left, *right));
        }
        let help = self.product_advice((*left_step, *left), (*right_step, *right));
        let sides = [
            self.side((*left_step, *left), 0),
            self.side((*right_step, *right), columns.len() - 1),
        ];
        let sizes = [
            self.signature.size_text(last),
            self.signature.size_text(first),
        ];
        let texts = [self.text(*left), self.text(*right)];
        self.diagnostics.report(catalogue::product_mismatch(
            at,
            texts.each_ref().map(String::as_str),
            sizes.each_ref().map(String::as_str),
            sides,
            help,
        ));
        None
    }

    /// The product of operands that fit: of matrices an operation of its own, of others a sum of products.
    fn multiply(&self, left: NodeId, right: NodeId) -> NodeId {
        let (left, right) = (self.builder.term(left), self.builder.term(right));
        let product = match (left.shape().len(), right.shape().len()) {
            (2, 2) => left.with(Op::Dot, right),
            (2, _) => (left * right).sum(Axes::one(1)),
            (_, 2) => (left.at_axis(Op::InsertAxis, 1) * right).sum(Axes::one(0)),
            _ => (left * right).sum(Axes::one(0)),
        };
        product.id
    }
}
