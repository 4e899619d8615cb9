//! How an entry of the table is written: kinds of operations, and what sets one apart.

use super::{
    Adjoint, Expansion, Kind, Op, Operands, Operation, Parameter, Print, Rule, Scope, ShapeRule,
    Value, Work,
};
use crate::term::Term;

pub(super) const ONE: &[Parameter] = &[Parameter::Value];
pub(super) const TWO: &[Parameter] = &[Parameter::Value, Parameter::Value];
pub(super) const THREE: &[Parameter] = &[Parameter::Value, Parameter::Value, Parameter::Value];

pub(super) const fn leaf(name: &'static str) -> Operation {
    Operation {
        name,
        callable: false,
        parameters: &[],
        result: Kind::Number,
        scope: Scope::Elementwise,
        shape: ShapeRule::Broadcast,
        commutative: false,
        exact: false,
        work: Work::None,
        value: Value::None,
        adjoint: Adjoint::Missing,
        expansion: Expansion::Never,
        print: Print::None,
        symbol: name,
    }
}

pub(super) const fn function(
    name: &'static str,
    parameters: &'static [Parameter],
    value: Value,
    rules: &'static [Rule],
) -> Operation {
    Operation {
        callable: true,
        parameters,
        work: Work::Function(name),
        value,
        adjoint: Adjoint::Rules(rules),
        print: Print::Function,
        ..leaf(name)
    }
}

pub(super) const fn infix(
    name: &'static str,
    precedence: u8,
    work: Work,
    value: Value,
    rules: &'static [Rule],
) -> Operation {
    Operation {
        callable: false,
        exact: true,
        work,
        print: Print::Infix(name, precedence),
        ..function(name, TWO, value, rules)
    }
}

pub(super) const fn condition(name: &'static str, precedence: u8, value: Value) -> Operation {
    Operation {
        result: Kind::Boolean,
        parameters: TWO,
        work: Work::Condition,
        value,
        adjoint: Adjoint::Zero,
        print: Print::Infix(name, precedence),
        ..leaf(name)
    }
}

/// An operation with a derivative of its own that is written out after differentiation.
pub(super) const fn late(
    name: &'static str,
    parameters: &'static [Parameter],
    value: Value,
    expansion: for<'b> fn(Operands<'b>) -> Term<'b>,
    rules: &'static [Rule],
) -> Operation {
    function(name, parameters, value, rules).expanded(Expansion::Late(expansion))
}

/// A short form for other operations.
pub(super) const fn short(
    name: &'static str,
    parameters: &'static [Parameter],
    expansion: for<'b> fn(&[Term<'b>]) -> Option<Term<'b>>,
) -> Operation {
    Operation {
        adjoint: Adjoint::Missing,
        ..function(name, parameters, Value::None, &[]).expanded(Expansion::Early(expansion))
    }
}

/// A reduction over all axes, or over those of its attribute.
pub(super) const fn reduction(name: &'static str, rules: &'static [Rule]) -> Operation {
    Operation {
        scope: Scope::Reduction,
        ..tensor(name, ONE, ShapeRule::Reduced, rules)
    }
}

/// The same along one axis.
pub(super) const fn along(name: &'static str, reduction: Op) -> Operation {
    Operation {
        scope: Scope::Along(reduction),
        ..tensor(
            name,
            &[Parameter::Value, Parameter::Axis],
            ShapeRule::Reduced,
            &[],
        )
    }
}

/// An operation on whole tensors.
pub(super) const fn tensor(
    name: &'static str,
    parameters: &'static [Parameter],
    shape: ShapeRule,
    rules: &'static [Rule],
) -> Operation {
    Operation {
        callable: true,
        parameters,
        scope: Scope::Tensor,
        shape,
        value: Value::Tensor,
        adjoint: Adjoint::Rules(rules),
        ..leaf(name)
    }
}

/// An operation that moves elements, and computes nothing.
pub(super) const fn view(
    name: &'static str,
    shape: ShapeRule,
    rules: &'static [Rule],
) -> Operation {
    tensor(name, ONE, shape, rules).internal()
}

impl Operation {
    pub(super) const fn commutative(self) -> Self {
        Self {
            commutative: true,
            ..self
        }
    }

    pub(super) const fn exact(self) -> Self {
        Self {
            exact: true,
            ..self
        }
    }

    pub(super) const fn operator(self, print: Print) -> Self {
        Self {
            callable: false,
            print,
            ..self
        }
    }

    pub(super) const fn unary(self) -> Self {
        Self {
            parameters: ONE,
            ..self
        }
    }

    pub(super) const fn taking(self, parameters: &'static [Parameter]) -> Self {
        Self {
            callable: true,
            parameters,
            ..self
        }
    }

    pub(super) const fn drawn(self, symbol: &'static str) -> Self {
        Self { symbol, ..self }
    }

    pub(super) const fn counted(self, work: Work) -> Self {
        Self { work, ..self }
    }

    pub(super) const fn internal(self) -> Self {
        Self {
            callable: false,
            ..self
        }
    }

    pub(super) const fn branch(self) -> Self {
        Self {
            adjoint: Adjoint::Branch,
            print: Print::Branch,
            work: Work::Selection,
            ..self
        }
    }

    pub(super) const fn constant(self) -> Self {
        Self {
            adjoint: Adjoint::Zero,
            ..self
        }
    }

    pub(super) const fn expanded(self, expansion: Expansion) -> Self {
        Self { expansion, ..self }
    }
}
