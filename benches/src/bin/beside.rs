//! Times generated code in turns with another program, which asks for it: `peers/workloads.py` does.
//!
//! On standard output it writes notes of the machine; then, for each setting whose name holds the words of the
//! command line, a line with the setting, a line for each of the expected results, and "ready". For each line
//! "sample" on its standard input it gives the nanoseconds of a call; with any other line it goes on.

use std::error::Error;
use std::io::{self, BufRead as _};

use backprop_benches::machine;
use backprop_benches::measure::{Clock, Contender, calls};
use backprop_benches::numbers::uniform;
use backprop_benches::row::Setting;
use backprop_benches::tensors::Results;
use backprop_benches::workloads::{Sizes, Visitor, visit_all};

fn main() -> Result<(), Box<dyn Error>> {
    machine::stay_on_one_processor()?;
    for (name, note) in machine::notes() {
        println!("note\t{name}\t{note}");
    }
    let mut beside = Beside {
        words: std::env::args().skip(1).collect(),
        expected: String::new(),
    };
    visit_all(Sizes::MEASURED, &mut beside);
    Ok(())
}

struct Beside {
    words: Vec<String>,
    expected: String,
}

impl Visitor for Beside {
    fn wants(&self, setting: &Setting) -> bool {
        let name = setting.to_string();
        self.words.iter().all(|word| name.contains(word.as_str()))
    }

    fn expect(&mut self, results: impl FnOnce() -> Results<f64>) {
        // Sums with weights find numbers in the wrong places, too. The other sum is a measure of errors.
        let line = |(name, numbers): (&str, Vec<f64>)| {
            let (mut sum, mut size) = (0.0, 0.0);
            for (index, number) in (0..).zip(numbers) {
                let weight = uniform(99, index);
                sum += weight * number;
                size += weight * number.abs();
            }
            format!("expected\t{name}\t{sum:e}\t{size:e}\n")
        };
        self.expected = results().into_iter().map(line).collect();
    }

    fn visit(&mut self, setting: &Setting, mut contenders: Vec<Contender<'_>>) {
        contenders.truncate(1);
        let Some(generated) = contenders.first_mut() else {
            return;
        };
        let calls = calls(generated, Clock::Process);
        let Setting {
            workload,
            element,
            elements,
        } = setting;
        println!("setting\t{workload}\t{element}\t{elements}\t{calls}");
        print!("{}", self.expected);
        println!("ready");
        for line in io::stdin().lock().lines() {
            match line.as_deref() {
                Ok("sample") => {
                    // One call that does not count, as for all contenders.
                    generated.repeat(1);
                    println!("{}", generated.sample(calls, Clock::Process));
                }
                _ => break,
            }
        }
    }
}
