//! Counts of what was compared, and all failures with what is needed to repeat them.

use std::fmt::{Debug, Write as _};

use crate::expected::Expected;

#[derive(Default)]
pub(crate) struct Tally {
    near: usize,
    sharp: usize,
    not_finite: usize,
    out_of_range: usize,
    unspecified: usize,
    failures: Vec<Failure>,
}

struct Failure {
    source: &'static str,
    details: String,
}

/// Of one graph, this many failures are printed.
const PRINTED: usize = 3;

impl Tally {
    pub(crate) fn count(&mut self, expected: Expected) {
        match expected {
            Expected::Near(..) => self.near += 1,
            Expected::NotFinite(_) => self.not_finite += 1,
            Expected::OutOfRange => self.out_of_range += 1,
            Expected::Unspecified => self.unspecified += 1,
        }
        if expected.is_sharp() || matches!(expected, Expected::Near(0.0, 0.0)) {
            self.sharp += 1;
        }
    }

    /// An entry that was compared within this tolerance.
    pub(crate) fn count_near(&mut self, slope: f64, tolerance: f64) {
        self.count(Expected::Near(slope, tolerance));
    }

    pub(crate) fn count_left_out(&mut self) {
        self.out_of_range += 1;
    }

    pub(crate) fn fail<R: Debug>(&mut self, source: &'static str, at: &[R], details: &str) {
        self.failures.push(Failure {
            source,
            details: format!("at {at:?}: {details}"),
        });
    }

    fn entries(&self) -> usize {
        self.near + self.not_finite + self.out_of_range + self.unspecified
    }

    /// Fails with everything that went wrong, or where too few entries could be compared as numbers
    /// (in percent), or too few of those to three digits.
    #[track_caller]
    pub(crate) fn finish(&self, compared: usize, sharp: usize) {
        let summary = format!(
            "{} entries: {} compared as numbers, {} of them to three digits; {} not finite, \
             {} out of range, {} open",
            self.entries(),
            self.near,
            self.sharp,
            self.not_finite,
            self.out_of_range,
            self.unspecified,
        );
        println!("{summary}");
        let mut text = String::new();
        let mut failed: Vec<&str> = self.failures.iter().map(|failure| failure.source).collect();
        failed.dedup();
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
            self.near * 100 >= self.entries() * compared,
            "under {compared} % are compared: {summary}"
        );
        assert!(
            self.sharp * 100 >= self.entries() * sharp,
            "under {sharp} % are sharp: {summary}"
        );
    }
}
