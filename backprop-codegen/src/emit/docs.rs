//! The documentation of generated items, where the user has given none.

use super::template::text;
use super::text::Text;
use crate::cost::MethodCost;
use crate::signature::Signature;

pub(super) fn graph(signature: &Signature) -> String {
    format!(" The graph `{}`.", signature.name.text)
}

pub(super) fn pass(signature: &Signature) -> String {
    format!(
        " A forward pass of [`{0}`]: its output, and what `backward` needs.",
        signature.name.text
    )
}

pub(super) fn grads(signature: &Signature) -> String {
    format!(
        " The gradient of [`{}`], a field for each input that is not constant.",
        signature.name.text
    )
}

pub(super) fn output(signature: &Signature) -> String {
    format!(" The outputs of [`{}`].", signature.name.text)
}

pub(super) fn gradient_field(name: &str) -> String {
    format!(" The gradient with respect to `{name}`.")
}

pub(super) fn output_field(name: &str) -> String {
    format!(" The output `{name}`.")
}

/// The documentation of a method, with how many arithmetic operations it takes.
pub(super) fn counted(text: &str, cost: Option<&MethodCost>) -> String {
    let Some(cost) = cost else {
        return text.to_owned();
    };
    match cost.operations.to_string().as_str() {
        "1" => format!("{text} One operation."),
        number if number.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{text} {number} operations.")
        }
        formula => format!("{text} Operations: `{formula}`."),
    }
}

pub(super) const NEW: &str = " A graph that is ready to run.";
pub(super) const VALUE: &str = " The output for these inputs; nothing is kept.";
pub(super) const FORWARD: &str = " Runs the forward pass and keeps what `backward` needs.";
pub(super) const VALUE_AND_GRAD: &str = " The output and its gradient, in one fused pass.";
pub(super) const NAMES: &str =
    " What each name of the source means: for editors, and never called.";
pub(super) const OUTPUT: &str = " The output of this pass.";
pub(super) const BACKWARD: &str =
    " Runs the backward pass: from the cotangent of each output to the gradient of each input.";

/// A section of documentation that says when a method fails.
pub(super) fn errors(when: &str) -> Text {
    let when = format!(" {when}");
    text!(#[doc = ""] #[doc = " # Errors"] #[doc = ""] #[doc = #when])
}

pub(super) const INPUT_ERRORS: &str = "The sizes of the inputs do not fit the declaration.";
pub(super) const COTANGENT_ERRORS: &str = "The size of a cotangent is not that of its output.";
