use std::error::Error;
use std::fmt;
use std::path::Path;

use backprop_benches::row::Setting;

use crate::results::{Run, grouped, short};

/// What has been aimed at: a bound on the time of one contender as a multiple of that of another.
struct Goal {
    workload: String,
    /// Of any type, if it is empty.
    element: String,
    /// Of any size, if there is none.
    elements: Option<usize>,
    over: String,
    under: String,
    /// The workload of the contender below, where it is another one.
    under_workload: String,
    bound: Bound,
    /// Why it is missed, if it is.
    reason: String,
}

#[derive(Clone, Copy)]
pub(crate) enum Bound {
    AtMost(f64),
    AtLeast(f64),
}

impl Bound {
    pub(crate) fn parse(text: &str) -> Result<Self, Box<dyn Error>> {
        match text.split_once(' ') {
            Some(("<=", number)) => Ok(Self::AtMost(number.parse()?)),
            Some((">=", number)) => Ok(Self::AtLeast(number.parse()?)),
            _ => Err(format!("`{text}` is not a bound").into()),
        }
    }

    fn holds(self, ratio: f64) -> bool {
        match self {
            Self::AtMost(bound) => ratio <= bound,
            Self::AtLeast(bound) => ratio >= bound,
        }
    }

    /// The ratios from the worst to the best.
    fn sort(self, ratios: &mut [f64]) {
        ratios.sort_by(f64::total_cmp);
        if matches!(self, Self::AtMost(_)) {
            ratios.reverse();
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtMost(bound) => write!(f, "≤ {bound}"),
            Self::AtLeast(bound) => write!(f, "≥ {bound}"),
        }
    }
}

/// Whether a bound holds, and why if it does not.
pub(crate) fn verdict(bound: Bound, ratio: f64, reason: &str) -> String {
    match (bound.holds(ratio), reason) {
        (true, _) => "met".to_owned(),
        (false, "") => "**missed**".to_owned(),
        (false, reason) => format!("**missed**: {reason}"),
    }
}

/// The goals, what has been measured, and whether they are met.
pub(crate) fn table(path: &Path, runs: &[Run]) -> Result<String, Box<dyn Error>> {
    let mut text = "| | time of | as a multiple of | goal | measured | |\n\
                    | --- | --- | --- | --- | --- | --- |\n"
        .to_owned();
    for record in csv::Reader::from_path(path)?.into_deserialize() {
        let (workload, element, elements, over, under, under_workload, bound, reason): (
            String,
            String,
            Option<usize>,
            String,
            String,
            String,
            String,
            String,
        ) = record?;
        let goal = Goal {
            workload,
            element,
            elements,
            over,
            under,
            under_workload,
            bound: Bound::parse(&bound)?,
            reason,
        };
        text.push_str(&line(&goal, runs));
    }
    Ok(text)
}

fn line(goal: &Goal, runs: &[Run]) -> String {
    let mut ratios = ratios(goal, runs);
    goal.bound.sort(&mut ratios);
    let (measured, verdict) = match *ratios.as_slice() {
        [] => ("—".to_owned(), "not measured".to_owned()),
        [worst, ..] => {
            let verdict = verdict(goal.bound, worst, &goal.reason);
            let best = *ratios.last().unwrap_or(&worst);
            let range = match (short(worst), short(best)) {
                (worst, best) if worst == best => worst,
                (worst, best) => format!("{worst} to {best}"),
            };
            (range, verdict)
        }
    };
    let mut what = vec![goal.workload.clone()];
    what.extend((!goal.element.is_empty()).then(|| goal.element.clone()));
    what.extend(goal.elements.map(grouped));
    let under = match goal.under_workload.as_str() {
        "" => goal.under.clone(),
        workload => format!("{}, {workload}", goal.under),
    };
    let (what, over, bound) = (what.join(", "), &goal.over, goal.bound);
    format!("| {what} | {over} | {under} | {bound} | {measured} | {verdict} |\n")
}

/// The ratios in all settings that are meant.
fn ratios(goal: &Goal, runs: &[Run]) -> Vec<f64> {
    let is_meant = |setting: &Setting| {
        setting.workload == goal.workload
            && (goal.element.is_empty() || setting.element == goal.element)
            && goal
                .elements
                .is_none_or(|elements| setting.elements == elements)
    };
    // The first file that has both contenders: others may have them, too, as references of their own.
    let mut found = runs.iter().map(|run| {
        let over = run.rows.iter().filter(|row| row.contender == goal.over);
        let settings = over.map(|row| &row.setting).filter(|it| is_meant(it));
        let ratio = |setting: &Setting| {
            let mut below = setting.clone();
            if !goal.under_workload.is_empty() {
                below.workload.clone_from(&goal.under_workload);
            }
            Some(run.median(setting, &goal.over)? / run.median(&below, &goal.under)?)
        };
        settings.filter_map(ratio).collect::<Vec<f64>>()
    });
    found.find(|ratios| !ratios.is_empty()).unwrap_or_default()
}
