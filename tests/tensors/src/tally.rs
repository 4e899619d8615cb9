//! Counts of what was compared, and all failures with what is needed to repeat them.

use std::fmt::Write as _;

#[derive(Default)]
pub(crate) struct Tally {
    near: usize,
    sharp: usize,
    not_finite: usize,
    open: usize,
    failures: Vec<Failure>,
}

struct Failure {
    source: String,
    details: String,
}

/// Of one graph, this many failures are printed.
const PRINTED: usize = 3;

impl Tally {
    /// Whether a number that was computed is right, where `expected` is known within `tolerance`.
    pub(crate) fn admits(&mut self, found: f64, expected: f64, tolerance: f64) -> bool {
        if !expected.is_finite() {
            self.not_finite += 1;
            return found == expected || found.is_nan() && expected.is_nan();
        }
        if !tolerance.is_finite() {
            self.open += 1;
            return true;
        }
        self.near += 1;
        if tolerance <= 1e-3 * expected.abs().max(1e-3) {
            self.sharp += 1;
        }
        (found - expected).abs() <= tolerance
    }

    /// So many entries that were compared exactly.
    pub(crate) fn count(&mut self, entries: usize) {
        self.near += entries;
    }

    pub(crate) fn leave_out(&mut self) {
        self.open += 1;
    }

    pub(crate) fn fail(&mut self, source: &str, details: String) {
        self.failures.push(Failure {
            source: source.to_owned(),
            details,
        });
    }

    /// Fails with everything that went wrong, or where too few entries could be compared as numbers
    /// (in percent), or too few of those to three digits.
    #[track_caller]
    pub(crate) fn finish(&self, what: &str, compared: usize, sharp: usize) {
        let all = self.near + self.not_finite + self.open;
        let summary = format!(
            "{what}: {all} entries, {} compared as numbers, {} of them to three digits; {} not finite, {} open",
            self.near, self.sharp, self.not_finite, self.open,
        );
        println!("{summary}");
        let mut text = String::new();
        let mut failed: Vec<&str> = Vec::new();
        for failure in &self.failures {
            if !failed.contains(&failure.source.as_str()) {
                failed.push(&failure.source);
            }
        }
        for source in &failed {
            let own = self
                .failures
                .iter()
                .filter(|failure| failure.source == *source);
            let _ = writeln!(text, "\n{source}");
            for failure in own.clone().take(PRINTED) {
                let _ = writeln!(text, "    {}", failure.details);
            }
            let more = own.count().saturating_sub(PRINTED);
            if more > 0 {
                let _ = writeln!(text, "    and {more} more");
            }
        }
        assert!(
            failed.is_empty(),
            "{} graphs fail ({summary}){text}",
            failed.len()
        );
        assert!(
            self.near * 100 >= all * compared,
            "under {compared} % are compared: {summary}"
        );
        assert!(
            self.sharp * 100 >= self.near * sharp,
            "under {sharp} % are sharp: {summary}"
        );
    }
}
