use backprop_benches::row::Setting;
use backprop_benches::summary::duration;

use crate::results::{Run, grouped, short};

/// On what each file was measured: once, if it is the same.
pub(crate) fn machine(runs: &[Run]) -> String {
    let mut notes: Vec<(String, Vec<&str>)> = Vec::new();
    for run in runs {
        for (name, note) in &run.notes {
            let note = format!("{name}: {note}");
            match notes.iter_mut().find(|(known, _)| *known == note) {
                Some((_, files)) => files.push(&run.name),
                None => notes.push((note, vec![&run.name])),
            }
        }
    }
    let line = |(note, files): &(String, Vec<&str>)| {
        if files.len() == runs.len() {
            format!("- {note}\n")
        } else {
            format!("- {note} ({})\n", files.join(", "))
        }
    };
    notes.iter().map(line).collect()
}

/// A table for each workload: the time of generated code, and that of the others as a multiple of it.
pub(crate) fn workloads(runs: &[Run]) -> String {
    let mut settings: Vec<&Setting> = Vec::new();
    let mut contenders: Vec<&str> = Vec::new();
    for row in runs.iter().flat_map(|run| &run.rows) {
        if !THREADS.contains(&row.contender.as_str()) {
            if !settings.contains(&&row.setting) {
                settings.push(&row.setting);
            }
            if !contenders.contains(&row.contender.as_str()) && row.contender != GENERATED {
                contenders.push(&row.contender);
            }
        }
    }
    settings.sort_by_key(|it| (workload(it), &it.element, it.elements));
    let tables = settings.chunk_by(|a, b| workload(a) == workload(b));
    tables
        .map(|settings| table(runs, settings, &contenders))
        .collect()
}

const GENERATED: &str = "generated";
/// The contenders of the bench `threads`.
const THREADS: [&str; 2] = ["one thread", "all threads"];

fn workload(setting: &Setting) -> &str {
    setting.workload.split(' ').next().unwrap_or_default()
}

fn table(runs: &[Run], settings: &[&Setting], contenders: &[&str]) -> String {
    let column = |setting: &&Setting| {
        let (workload, element) = (workload(setting), &setting.element);
        match setting.workload.strip_prefix(workload) {
            Some("") | None => format!("{element}, {}", grouped(setting.elements)),
            Some(variant) => variant.trim().to_owned(),
        }
    };
    let name = workload(settings[0]);
    let columns: Vec<String> = settings.iter().map(column).collect();
    let mut text = format!("\n### {name}\n\n| | {} |\n", columns.join(" | "));
    text.push_str("| --- |");
    text.push_str(&" ---: |".repeat(settings.len()));
    text.push('\n');

    let unit = match name {
        "W7" | "W8" => "a call",
        "W4" | "W5" | "W6" => "an element",
        _ => "an example",
    };
    let times = settings.iter().map(|setting| time(runs, setting));
    text.push_str(&line(&format!("generated, {unit}"), times));
    for contender in contenders {
        let ratios = settings
            .iter()
            .map(|setting| ratio(runs, setting, contender));
        let cells: Vec<Option<String>> = ratios.map(|ratio| ratio.map(short)).collect();
        if cells.iter().any(Option::is_some) {
            text.push_str(&line(&format!("{contender}, ×"), cells.into_iter()));
        }
    }
    text
}

fn line(name: &str, cells: impl Iterator<Item = Option<String>>) -> String {
    let cells: Vec<String> = cells.map(Option::unwrap_or_default).collect();
    format!("| {name} | {} |\n", cells.join(" | "))
}

/// How long generated code takes for one of the elements or examples.
fn time(runs: &[Run], setting: &Setting) -> Option<String> {
    let median = runs.iter().find_map(|run| run.median(setting, GENERATED))?;
    let count = match workload(setting) {
        "W7" | "W8" => 1,
        _ => u32::try_from(setting.elements).ok()?,
    };
    Some(duration(median / f64::from(count)))
}

fn ratio(runs: &[Run], setting: &Setting, contender: &str) -> Option<f64> {
    let mut found = runs
        .iter()
        .map(|run| run.ratio(setting, contender, GENERATED));
    found.find_map(|ratio| ratio)
}

/// What several threads are worth.
pub(crate) fn threads(runs: &[Run]) -> String {
    let mut text =
        "| | one thread | all threads | times as fast |\n| --- | ---: | ---: | ---: |\n".to_owned();
    let [one, all] = THREADS;
    for run in runs {
        for row in run.rows.iter().filter(|row| row.contender == one) {
            let setting = &row.setting;
            if let (Some(one), Some(all)) = (run.median(setting, one), run.median(setting, all)) {
                let cells = [duration(one), duration(all), short(one / all)];
                text.push_str(&line(&title(setting), cells.map(Some).into_iter()));
            }
        }
    }
    text
}

/// Whoever is faster than generated code by more than 3 %.
pub(crate) fn losses(runs: &[Run]) -> String {
    // What a machine can do is no contender.
    const BOUNDS: [&str; 3] = ["triad", "its products alone", "its products at peak"];
    let mut text = "| | faster | its time, × |\n| --- | --- | ---: |\n".to_owned();
    for (place, run) in runs.iter().enumerate() {
        for row in &run.rows {
            let name = row.contender.as_str();
            let earlier = &runs[..place];
            let is_known = earlier
                .iter()
                .any(|it| it.median(&row.setting, name).is_some());
            let ratio = run.ratio(&row.setting, name, GENERATED);
            if let Some(ratio) =
                ratio.filter(|&it| it < 0.97 && !is_known && !BOUNDS.contains(&name))
            {
                let cells = [name.to_owned(), short(ratio)];
                text.push_str(&line(&title(&row.setting), cells.map(Some).into_iter()));
            }
        }
    }
    text
}

fn title(setting: &Setting) -> String {
    let Setting {
        workload,
        element,
        elements,
    } = setting;
    format!("{workload}, {element}, {}", grouped(*elements))
}
