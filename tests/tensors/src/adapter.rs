//! The text of what gives every graph one interface.

use std::fmt::Write as _;

use crate::shape::Shape;
use crate::tree::{Element, Graph};

/// How an argument is passed.
#[derive(Clone, Copy)]
enum Passed {
    /// As a view of whatever strides.
    View,
    /// As a reference to an array.
    Reference,
    /// As a slice, if it has one axis; else as a reference.
    Slice,
}

/// The implementation of `Compiled` for one element type.
pub(crate) fn implementation(index: usize, graph: &Graph, single: bool) -> String {
    let kind = if single { "f32" } else { "f64" };
    let name = &graph.name;
    let ty = match graph.element {
        Element::Generic => format!("{name}<{kind}>"),
        Element::F32 | Element::F64 => name.clone(),
    };
    let inputs: Vec<&Shape> = graph.inputs.iter().map(|input| &input.shape).collect();
    let cotangents: Vec<&Shape> = graph
        .active_outputs()
        .map(|(_, output)| &output.shape)
        .collect();
    let (value_lets, value) = arguments("inputs", &inputs, index);
    let (forward_lets, forward) = arguments("inputs", &inputs, index + 1);
    let (fused_lets, fused) = arguments("inputs", &inputs, index + 2);
    let (backward_lets, backward) = arguments("cotangents", &cotangents, index);
    let mark = if cotangents.iter().any(|shape| !shape.is_empty()) {
        "?"
    } else {
        ""
    };
    let (outputs, gradient) = (outputs(graph), gradient(graph));
    let together = if graph.has_value_and_grad() {
        format!(
            "{fused_lets}let (value, gradient) = self.value_and_grad({fused})?;
        Ok(({outputs}, {gradient}))"
        )
    } else {
        "panic!(\"there is no `value_and_grad`, of {} inputs\", inputs.len())".to_owned()
    };
    format!(
        "impl Compiled<{kind}> for {ty} {{
    fn outputs(&mut self, inputs: &[ArrayViewD<'_, {kind}>]) -> Result<Vec<Tensor<{kind}>>, ShapeError> {{
        {value_lets}let value = self.value({value})?;
        Ok({outputs})
    }}

    fn passes(
        &mut self,
        inputs: &[ArrayViewD<'_, {kind}>],
        cotangents: &[ArrayViewD<'_, {kind}>],
    ) -> Found<{kind}> {{
        {forward_lets}{backward_lets}let pass = self.forward({forward})?;
        let value = pass.output();
        let outputs = {outputs};
        let gradient = pass.backward({backward}){mark};
        Ok((outputs, {gradient}))
    }}

    fn fused(&mut self, inputs: &[ArrayViewD<'_, {kind}>]) -> Found<{kind}> {{
        {together}
    }}
}}
"
    )
}

/// The graph's entry in the table of an element type.
pub(crate) fn case(index: usize, graph: &Graph, single: bool) -> String {
    let name = &graph.name;
    let new = match (graph.element, single) {
        (Element::Generic, true) => format!("{name}::<f32>::new()"),
        (Element::Generic, false) => format!("{name}::<f64>::new()"),
        _ => format!("{name}::new()"),
    };
    format!("    Case {{ index: {index}, new: || Box::new({new}) }},")
}

/// What has to be bound before the call, and the arguments of the call.
fn arguments(slice: &str, shapes: &[&Shape], rotation: usize) -> (String, String) {
    let (mut lets, mut arguments) = (String::new(), Vec::new());
    for (position, shape) in shapes.iter().enumerate() {
        let at = format!("&{slice}[{position}]");
        let passed = match (rotation + position) % 3 {
            0 => Passed::View,
            1 => Passed::Reference,
            _ => Passed::Slice,
        };
        let name = format!("{slice}_{position}");
        arguments.push(match (shape.len(), passed) {
            (0, _) => format!("scalar({at})"),
            (rank, Passed::View) => format!("view::<Ix{rank}, _>({at})"),
            (1, Passed::Slice) => {
                let _ = write!(lets, "let {name} = elements({at});\n        ");
                format!("{name}.as_slice()")
            }
            (rank, _) => {
                let _ = write!(lets, "let {name} = array::<Ix{rank}, _>({at});\n        ");
                format!("&{name}")
            }
        });
    }
    (lets, arguments.join(", "))
}

/// The outputs in `value`.
fn outputs(graph: &Graph) -> String {
    let fields = graph.outputs.iter().map(|output| match output.name {
        Some(name) => format!("value.{name}.tensor()"),
        None => "value.tensor()".to_owned(),
    });
    format!("vec![{}]", fields.collect::<Vec<_>>().join(", "))
}

/// The fields of `gradient`.
fn gradient(graph: &Graph) -> String {
    let inputs = graph.active_inputs();
    let fields = inputs.map(|(_, input)| format!("gradient.{}.tensor()", input.name));
    format!("vec![{}]", fields.collect::<Vec<_>>().join(", "))
}
