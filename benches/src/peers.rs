//! Other libraries beside generated code: what a peer is to give, and how it is measured.

use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use crate::measure::{Clock, Contender, measure};
use crate::row::{self, Row, Setting};
use crate::scalars::Way;
use crate::tensors::{self, BoxedWay, Results};
use crate::workloads::{Sizes, Visitor, visit_with};
use crate::{Number, classifier, machine, rectified, summary, triple};

/// A library's ways to compute the workloads; of those that it leaves out, there are none.
pub trait Peer: ArrayPeer<f32> + ArrayPeer<f64> {
    /// W1, called.
    fn bill_called(&self) -> Vec<Way<5, 6>> {
        Vec::new()
    }

    /// W1, inlined.
    fn bill_inlined(&self) -> Vec<Way<5, 6>> {
        Vec::new()
    }

    /// W2 of two numbers, called.
    fn rosenbrock_called(&self) -> Vec<Way<2, 3>> {
        Vec::new()
    }

    /// W2 of two numbers, inlined.
    fn rosenbrock_inlined(&self) -> Vec<Way<2, 3>> {
        Vec::new()
    }

    /// W2 of eleven numbers.
    fn rosenbrock_chain(&self) -> Vec<Way<11, 12>> {
        Vec::new()
    }

    /// W3: the loss and its gradient.
    fn bundle_gradient(&self) -> Vec<Way<17, 16>> {
        Vec::new()
    }

    /// W3: both errors and their derivatives.
    fn bundle_jacobian(&self) -> Vec<Way<17, 32>> {
        Vec::new()
    }

    /// W7 and W8.
    fn classifier<'a>(&self, _: &'a classifier::Inputs) -> Vec<BoxedWay<'a, f32>> {
        Vec::new()
    }
}

/// A library's ways to compute the workloads on arrays of one type of numbers.
pub trait ArrayPeer<F: Number> {
    /// W4.
    fn rectified<'a>(&self, _: &'a rectified::Inputs<F>) -> Vec<BoxedWay<'a, F>> {
        Vec::new()
    }

    /// W5.
    fn chain<'a>(&self, _: &'a triple::Inputs<F>) -> Vec<BoxedWay<'a, F>> {
        Vec::new()
    }

    /// W6.
    fn elementary<'a>(&self, _: &'a triple::Inputs<F>) -> Vec<BoxedWay<'a, F>> {
        Vec::new()
    }
}

/// No other library.
#[derive(Clone, Copy, Debug)]
pub struct NoPeer;

impl Peer for NoPeer {}
impl<F: Number> ArrayPeer<F> for NoPeer {}

/// About how long a setting is measured.
const BUDGET: Duration = Duration::from_secs(3);

/// Measures a library beside generated code, on one processor, and writes `benches/results/NAME.csv`; with
/// words on the command line it shows the settings whose names hold each of them, and writes nothing.
///
/// # Errors
///
/// There is no processor to be had, or the file cannot be written.
///
/// # Panics
///
/// The library gives wrong results.
pub fn compare(
    name: &str,
    versions: &str,
    sizes: Sizes<'_>,
    peer: &impl Peer,
) -> Result<(), Box<dyn Error>> {
    machine::stay_on_one_processor()?;
    let mut comparison = Comparison {
        words: std::env::args().skip(1).collect(),
        rows: Vec::new(),
    };
    visit_with(sizes, peer, &mut comparison);
    if comparison.words.is_empty() {
        let results = Path::new(env!("CARGO_MANIFEST_DIR")).join("results");
        let file = results.join(name).with_extension("csv");
        let mut notes = machine::notes();
        notes.push(("libraries", versions.to_owned()));
        row::write(&file, &notes, &comparison.rows)?;
        println!("\n{} rows in {}", comparison.rows.len(), file.display());
    }
    Ok(())
}

struct Comparison {
    words: Vec<String>,
    rows: Vec<Row>,
}

/// What stands beside peers, too.
const OURS: [&str; 2] = ["generated", "by hand"];
/// What does not: these are compared by `cargo bench`.
const OTHERS: [&str; 7] = [
    "layers",
    "layers over 0-d arrays",
    "ndarray",
    "by hand, with std",
    "triad",
    "its products alone",
    "its products at peak",
];

impl Visitor for Comparison {
    fn wants(&self, setting: &Setting) -> bool {
        let name = setting.to_string();
        self.words.iter().all(|word| name.contains(word.as_str()))
    }

    fn visit(&mut self, setting: &Setting, mut contenders: Vec<Contender<'_>>) {
        contenders.retain(|contender| !OTHERS.contains(&contender.name));
        if contenders.iter().any(|it| !OURS.contains(&it.name)) {
            // A library may have a thread of its own that works while this one waits.
            let rows = measure(setting, &mut contenders, Clock::Process, BUDGET);
            summary::print(&rows);
            self.rows.extend(rows);
        }
    }
}

/// A library's way that makes new arrays for what it computes: `results` brings them into this program's
/// form, once they are compared.
pub fn fresh<'a, F: Number, T: Send + 'a>(
    name: &'static str,
    compute: impl FnMut() -> T + Send + 'a,
    results: impl Fn(&T) -> Results<F> + Send + 'a,
) -> BoxedWay<'a, F> {
    Box::new(Fresh {
        name,
        compute,
        results,
        outcome: None,
    })
}

struct Fresh<T, C, R> {
    name: &'static str,
    compute: C,
    results: R,
    outcome: Option<T>,
}

impl<F, T, C, R> tensors::Way<F> for Fresh<T, C, R>
where
    C: FnMut() -> T,
    R: Fn(&T) -> Results<F>,
{
    fn name(&self) -> &'static str {
        self.name
    }

    fn run(&mut self) {
        // What the last run has made is not needed any more.
        self.outcome = None;
        self.outcome = Some(black_box((self.compute)()));
    }

    fn results(&mut self) -> Results<F> {
        (self.results)(self.outcome.as_ref().expect("it has run"))
    }
}
