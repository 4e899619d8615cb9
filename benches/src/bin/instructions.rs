//! Calls generated code a number of times, for a program that counts instructions: `benches/instructions/run` has
//! callgrind do it.
//!
//! The arguments are a workload, the type of its numbers, its elements, and how many calls are to be counted. They are
//! what [`counted`] does; everything else, the check of the results too, is outside.

use std::env;
use std::error::Error;

use backprop_benches::measure::Contender;
use backprop_benches::row::Setting;
use backprop_benches::workloads::{Sizes, Visitor, visit_all};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [workload, element, elements, calls] = arguments.as_slice() else {
        return Err("arguments: a workload, f32 or f64, elements, calls".into());
    };
    let mut count = Count {
        setting: Setting {
            workload: workload.clone(),
            element: element.clone(),
            elements: elements.parse()?,
        },
        calls: calls.parse()?,
        found: false,
    };
    let sizes = Sizes {
        elements: &[count.setting.elements],
        batches: &[],
    };
    visit_all(sizes, &mut count);
    if count.found {
        Ok(())
    } else {
        Err(format!("there is no {}", count.setting).into())
    }
}

struct Count {
    setting: Setting,
    calls: u64,
    found: bool,
}

impl Visitor for Count {
    fn wants(&self, setting: &Setting) -> bool {
        *setting == self.setting
    }

    fn visit(&mut self, _: &Setting, mut contenders: Vec<Contender<'_>>) {
        for contender in &mut contenders {
            if contender.name == "generated" {
                // Buffers are made, and the processor is asked for its features, the first time.
                contender.repeat(1);
                counted(contender, self.calls);
                self.found = true;
            }
        }
    }
}

/// What is counted.
#[inline(never)]
fn counted(generated: &mut Contender<'_>, calls: u64) {
    generated.repeat(calls);
}
