//! Whatever is measured computes the same: generated code, code by hand, layers, plain ndarray, and a
//! formula of each workload's own.

use backprop_benches::measure::Contender;
use backprop_benches::row::Setting;
use backprop_benches::workloads::{Sizes, Visitor, visit_all};

/// Wants everything and does nothing with it: contenders are checked before they are visited.
struct Check {
    settings: usize,
}

impl Visitor for Check {
    fn wants(&self, _: &Setting) -> bool {
        true
    }

    fn visit(&mut self, setting: &Setting, contenders: Vec<Contender<'_>>) {
        self.settings += 1;
        let first = contenders.first().map(|contender| contender.name);
        assert_eq!(first, Some("generated"), "{setting}");
    }
}

#[test]
fn all_contenders_agree() {
    let mut check = Check { settings: 0 };
    // A row, and rows and elements that fill no block.
    let sizes = Sizes {
        elements: &[256, 256 * 333],
        batches: &[3],
    };
    visit_all(sizes, &mut check);
    assert_eq!(check.settings, 8 + 2 * 3 * 2 + 2);
}
