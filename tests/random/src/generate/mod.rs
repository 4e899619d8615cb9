//! Random graphs that are valid: every input reaches an output, every `let` is used, and every output
//! with a cotangent depends on an input with a gradient.

use scope::Binding;

use crate::rng::Rng;
use crate::tree::{Block, Element, Expr, Form, Graph, Infix, Input, Let, Output};

mod expression;
mod guard;
mod scope;

/// How many graphs there are.
pub(crate) const COUNT: usize = 288;

const INPUTS: &str = "x y z a b w theta d_x value output pass grads t0";
const OUTPUTS: &str = "loss logits y total x d_loss";

pub(crate) fn graphs() -> Vec<Graph> {
    (0..COUNT).map(graph).collect()
}

fn graph(index: usize) -> Graph {
    let element = match index % 8 {
        0..=3 => Element::F64,
        4 | 5 => Element::F32,
        _ => Element::Generic,
    };
    let form = match index % 32 {
        2 | 20 => Form::Closure,
        11 => Form::BareClosure,
        _ => Form::Struct,
    };
    let mut generator = Generator {
        rng: Rng::new(0x5eed_0000 + index as u64),
        wide: element == Element::F64,
        scope: Vec::new(),
        budget: 0,
    };
    let inputs = generator.inputs(form);
    let outputs = generator.outputs(form);
    let (lets, results) = generator.body(form, &inputs, &outputs);
    Graph {
        name: format!("Random{index:03}"),
        element,
        form,
        inputs,
        outputs,
        lets,
        results,
    }
}

struct Generator {
    rng: Rng,
    /// Whether the graph is of `f64` alone.
    wide: bool,
    scope: Vec<Binding>,
    /// How many more nodes may be made; what is wanted after that is a leaf.
    budget: usize,
}

impl Generator {
    /// One of the words of a list.
    fn word(&mut self, words: &'static str) -> &'static str {
        let count = words.split(' ').count();
        let index = self.rng.below(count);
        words.split(' ').nth(index).unwrap_or(words)
    }

    fn inputs(&mut self, form: Form) -> Vec<Input> {
        let count = 1 + self.rng.below(6);
        let mut inputs: Vec<Input> = Vec::new();
        while inputs.len() < count {
            let name = self.word(INPUTS).to_owned();
            if inputs.iter().all(|input| input.name != name) {
                let constant = form != Form::BareClosure && self.rng.chance(20);
                inputs.push(Input { name, constant });
            }
        }
        if inputs.iter().all(|input| input.constant) {
            inputs[0].constant = false;
        }
        if form == Form::Struct && self.rng.chance(5) {
            inputs.push(Input {
                name: "_spare".to_owned(),
                constant: false,
            });
        }
        inputs
    }

    fn outputs(&mut self, form: Form) -> Vec<Output> {
        let unnamed = 60;
        if form == Form::BareClosure || self.rng.chance(unnamed) {
            return vec![Output {
                name: None,
                constant: false,
            }];
        }
        let count = 1 + self.rng.below(3);
        let mut outputs: Vec<Output> = Vec::new();
        while outputs.len() < count {
            let name = Some(self.word(OUTPUTS).to_owned());
            if outputs.iter().all(|output| output.name != name) {
                outputs.push(Output {
                    name,
                    constant: self.rng.chance(35),
                });
            }
        }
        if outputs.iter().all(|output| output.constant) {
            outputs[0].constant = false;
        }
        outputs
    }

    fn body(&mut self, form: Form, inputs: &[Input], outputs: &[Output]) -> (Vec<Let>, Vec<Expr>) {
        for input in inputs.iter().filter(|input| !input.name.starts_with('_')) {
            self.scope.push(Binding {
                name: input.name.clone(),
                used: false,
                active: !input.constant,
            });
        }
        self.budget = 12 + self.rng.below(36);
        let lets = if form == Form::BareClosure {
            0
        } else {
            self.rng.below(4)
        };
        let lets = (0..lets).map(|_| self.binding(3)).collect();
        let mut results: Vec<Expr> = Vec::new();
        for output in outputs {
            self.budget += 6;
            let mut result = self.expr(4);
            if !output.constant && !self.is_active(&result) {
                let active = self.active_name();
                result = self.join(result, active);
            }
            results.push(result);
        }
        // Whatever has not been used yet is added to one of the outputs.
        let target = self.rng.below(results.len());
        for name in self.unused(0) {
            let result = results[target].clone();
            results[target] = self.join(result, name);
        }
        (lets, results)
    }
}

fn infix(operator: Infix, left: Expr, right: Expr) -> Expr {
    Expr::Infix(operator, Box::new(left), Box::new(right))
}

fn alone(result: Expr) -> Block {
    Block {
        lets: Vec::new(),
        result,
    }
}
