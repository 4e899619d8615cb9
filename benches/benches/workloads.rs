//! All workloads, each by the compiler, by hand, by layers and with plain ndarray, in turns.
//!
//! `cargo bench` runs all of them and writes what it has measured to `benches/results/workloads.csv`;
//! `cargo bench -- W4 f32` shows those whose names hold each of the words, and writes nothing.

use std::error::Error;
use std::path::Path;
use std::time::Duration;

use backprop_benches::machine;
use backprop_benches::measure::{Clock, Contender, measure};
use backprop_benches::row::{self, Row, Setting};
use backprop_benches::summary;
use backprop_benches::workloads::{Sizes, Visitor, visit_all};

/// About how long a setting is measured.
const BUDGET: Duration = Duration::from_secs(5);

fn main() -> Result<(), Box<dyn Error>> {
    if cfg!(feature = "parallel") {
        println!("one thread is measured without the feature `parallel`");
        return Ok(());
    }
    // Cargo passes options of its own.
    let words = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"));
    let mut bench = Bench {
        words: words.collect(),
        rows: Vec::new(),
    };
    visit_all(Sizes::MEASURED, &mut bench);
    if bench.words.is_empty() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("results/workloads.csv");
        row::write(&file, &machine::notes(), &bench.rows)?;
        println!("\n{} rows in {}", bench.rows.len(), file.display());
    }
    Ok(())
}

/// What is asked for, and what has been measured.
struct Bench {
    words: Vec<String>,
    rows: Vec<Row>,
}

impl Visitor for Bench {
    fn wants(&self, setting: &Setting) -> bool {
        let name = setting.to_string();
        self.words.iter().all(|word| name.contains(word.as_str()))
    }

    fn visit(&mut self, setting: &Setting, mut contenders: Vec<Contender<'_>>) {
        let rows = measure(setting, &mut contenders, Clock::Thread, BUDGET);
        summary::print(&rows);
        self.rows.extend(rows);
    }
}
