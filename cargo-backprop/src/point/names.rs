//! What a name in `--at` means, and whether all that is needed has been named.

use std::collections::BTreeMap;
use std::f64::consts;

use backprop_codegen::export::Exported;

use super::read::Reading;
use crate::report::{Failure, Message};

/// What a name in `--at` stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// An input, by its place.
    Input(usize),
    Size(String),
    /// A Rust constant, by its place.
    Constant(usize),
    /// What flows back from an output, by its place.
    Cotangent(usize),
}

/// The names of a graph.
pub(super) struct Names<'g> {
    called: &'g str,
    inputs: Vec<String>,
    sizes: Vec<String>,
    constants: Vec<String>,
    /// Absent for outputs from which nothing flows back.
    cotangents: Vec<Option<String>>,
}

impl<'g> Names<'g> {
    pub(super) fn new(graph: &Exported, called: &'g str) -> Self {
        let inputs = graph.inputs().into_iter().map(|input| input.name);
        let outputs = graph.outputs().into_iter();
        Self {
            called,
            inputs: inputs.collect(),
            sizes: graph
                .named_sizes()
                .into_iter()
                .map(|(name, _)| name)
                .collect(),
            constants: graph.constants(),
            cotangents: outputs
                .map(|output| (!output.constant).then(|| format!("d_{}", output.name)))
                .collect(),
        }
    }

    /// What `name` stands for; an input before all others.
    pub(super) fn find(&self, name: &str) -> Result<Subject, Failure> {
        let place = |names: &[String]| names.iter().position(|other| other == name);
        let cotangents = self.cotangents.iter();
        let cotangent = |mut names: std::slice::Iter<'_, Option<String>>| {
            names.position(|other| other.as_deref() == Some(name))
        };
        place(&self.inputs)
            .map(Subject::Input)
            .or_else(|| place(&self.sizes).map(|_| Subject::Size(name.to_owned())))
            .or_else(|| place(&self.constants).map(Subject::Constant))
            .or_else(|| cotangent(cotangents).map(Subject::Cotangent))
            .ok_or_else(|| self.unknown(name))
    }

    fn unknown(&self, name: &str) -> Failure {
        let text = format!("there is nothing called `{name}` in {}", self.called);
        let mut message = Message::new(text);
        let cotangents: Vec<String> = self.cotangents.iter().flatten().cloned().collect();
        let lists = [
            ("input", &self.inputs),
            ("size", &self.sizes),
            ("Rust constant", &self.constants),
            ("cotangent", &cotangents),
        ];
        for (kind, names) in lists {
            match names.as_slice() {
                [] => {}
                [name] => message = message.note(format!("its {kind} is `{name}`")),
                names => message = message.note(format!("its {kind}s are {}", quoted(names))),
            }
        }
        Failure::Usage(message)
    }

    /// Whether all inputs and all constants have a value.
    pub(super) fn complete(&self, readings: &BTreeMap<Subject, Reading>) -> Result<(), Failure> {
        let inputs = self.inputs.iter().enumerate();
        let inputs = inputs.filter(|(place, _)| !readings.contains_key(&Subject::Input(*place)));
        let constants = self.constants.iter().enumerate();
        let constants = constants.filter(|(place, path)| {
            standard(path).is_none() && !readings.contains_key(&Subject::Constant(*place))
        });
        let missing: Vec<String> = inputs
            .chain(constants)
            .map(|(_, name)| name.clone())
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let text = match missing.as_slice() {
            [name] => format!("{} needs a value for `{name}`", self.called),
            names => format!("{} needs values for {}", self.called, quoted(names)),
        };
        let options: Vec<String> = missing
            .iter()
            .map(|name| format!("--at {name}=.."))
            .collect();
        let help = format!("add `{}`", options.join(" "));
        Err(Failure::Usage(Message::new(text).help(help)))
    }
}

fn quoted(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

/// The constants of Rust's standard library.
pub(crate) fn standard(path: &str) -> Option<f64> {
    let inside = path.strip_prefix("::").unwrap_or(path);
    let inside = inside
        .strip_prefix("std::")
        .or_else(|| inside.strip_prefix("core::"))?;
    let (single, name) = match inside.split_once("::")? {
        ("f64", name) => (false, name),
        ("f32", name) => (true, name),
        _ => return None,
    };
    let name = name.strip_prefix("consts::")?;
    let value = match name {
        "E" => consts::E,
        "FRAC_1_PI" => consts::FRAC_1_PI,
        "FRAC_1_SQRT_2" => consts::FRAC_1_SQRT_2,
        "FRAC_2_PI" => consts::FRAC_2_PI,
        "FRAC_2_SQRT_PI" => consts::FRAC_2_SQRT_PI,
        "FRAC_PI_2" => consts::FRAC_PI_2,
        "FRAC_PI_3" => consts::FRAC_PI_3,
        "FRAC_PI_4" => consts::FRAC_PI_4,
        "FRAC_PI_6" => consts::FRAC_PI_6,
        "FRAC_PI_8" => consts::FRAC_PI_8,
        "LN_2" => consts::LN_2,
        "LN_10" => consts::LN_10,
        "LOG2_10" => consts::LOG2_10,
        "LOG2_E" => consts::LOG2_E,
        "LOG10_2" => consts::LOG10_2,
        "LOG10_E" => consts::LOG10_E,
        "PI" => consts::PI,
        "SQRT_2" => consts::SQRT_2,
        "TAU" => consts::TAU,
        _ => return None,
    };
    #[expect(clippy::cast_possible_truncation, reason = "it is a constant of `f32`")]
    let value = if single {
        f64::from(value as f32)
    } else {
        value
    };
    Some(value)
}
