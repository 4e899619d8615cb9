//! What several threads are worth: generated code on one thread and on as many as the machine has.
//!
//! `cargo bench -p backprop-benches --features parallel` writes `benches/results/threads.csv`; with words
//! behind `--` it shows the settings whose names hold each of them, and writes nothing.

use std::error::Error;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use backprop_benches::machine;
use backprop_benches::measure::{Clock, Contender, measure};
use backprop_benches::row::{self, Row, Setting};
use backprop_benches::summary;
use backprop_benches::workloads::{Sizes, Visitor, visit_all};
use rayon::{ThreadPool, ThreadPoolBuilder};

/// About how long a setting is measured.
const BUDGET: Duration = Duration::from_secs(3);

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo passes options of its own.
    let words = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"));
    let threads = std::thread::available_parallelism()?.get();
    let mut bench = Bench {
        words: words.collect(),
        one: ThreadPoolBuilder::new().num_threads(1).build()?,
        all: ThreadPoolBuilder::new().num_threads(threads).build()?,
        rows: Vec::new(),
    };
    println!("{threads} threads");
    visit_all(Sizes::MEASURED, &mut bench);
    if bench.words.is_empty() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("results/threads.csv");
        row::write(&file, &machine::notes(), &bench.rows)?;
        println!("\n{} rows in {}", bench.rows.len(), file.display());
    }
    Ok(())
}

/// What is asked for, the threads, and what has been measured.
struct Bench {
    words: Vec<String>,
    one: ThreadPool,
    all: ThreadPool,
    rows: Vec<Row>,
}

impl Visitor for Bench {
    fn wants(&self, setting: &Setting) -> bool {
        let name = setting.to_string();
        // Numbers are not shared out.
        let numbers = ["W1", "W2", "W3"]
            .iter()
            .any(|workload| name.starts_with(workload));
        !numbers && self.words.iter().all(|word| name.contains(word.as_str()))
    }

    fn visit(&mut self, setting: &Setting, contenders: Vec<Contender<'_>>) {
        let Some(generated) = contenders.into_iter().next() else {
            return;
        };
        let generated = Mutex::new(generated);
        let on = |name, pool| {
            let generated = &generated;
            let pool: &ThreadPool = pool;
            let contender = Contender::repeating(name, move |calls| {
                let mut generated = generated.lock().unwrap_or_else(PoisonError::into_inner);
                generated.repeat(calls);
            });
            contender.within(move |work| pool.install(work))
        };
        let mut contenders = [on("one thread", &self.one), on("all threads", &self.all)];
        let rows = measure(setting, &mut contenders, Clock::Wall, BUDGET);
        summary::print(&rows);
        self.rows.extend(rows);
    }
}
