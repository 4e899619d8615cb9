//! On what something was measured.

use std::error::Error;
use std::fs;
use std::process::Command;

use rustix::thread::{CpuSet, sched_getcpu, sched_setaffinity};

/// The processor, its widest instructions, the number of its threads that can be used, and the compiler.
#[must_use]
pub fn notes() -> Vec<(&'static str, String)> {
    let unknown = || "unknown".to_owned();
    let cpuinfo = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let entry = |key: &str| {
        let mut lines = cpuinfo.lines().filter_map(|line| line.split_once(':'));
        let value = lines.find(|(name, _)| name.trim() == key);
        value.map_or_else(unknown, |(_, value)| value.trim().to_owned())
    };
    let processors = cpuinfo
        .lines()
        .filter(|it| it.starts_with("processor"))
        .count();
    let flags = entry("flags");
    let wide = ["avx2", "fma", "avx512f"];
    let wide = wide.iter().filter(|it| flags.split(' ').any(|f| f == **it));
    let wide: Vec<&str> = wide.copied().collect();
    let caches = |level| {
        let path = format!("/sys/devices/system/cpu/cpu0/cache/index{level}/size");
        fs::read_to_string(path).map_or_else(|_| unknown(), |size| size.trim().to_owned())
    };
    let rustc = Command::new("rustc").arg("--version").output();
    vec![
        (
            "processor",
            format!("{}, {} MHz", entry("model name"), entry("cpu MHz")),
        ),
        ("processors", processors.to_string()),
        ("instructions", wide.join(" ")),
        (
            "caches",
            format!(
                "{} (first), {} (second), {} (third)",
                caches(0),
                caches(2),
                caches(3)
            ),
        ),
        (
            "compiler",
            rustc.map_or_else(
                |_| unknown(),
                |it| String::from_utf8_lossy(&it.stdout).trim().to_owned(),
            ),
        ),
    ]
}

/// Keeps this program on the processor that it is on, so that no library can use several.
///
/// # Errors
///
/// The system does not allow it.
pub fn stay_on_one_processor() -> Result<(), Box<dyn Error>> {
    let mut only = CpuSet::new();
    only.set(sched_getcpu());
    Ok(sched_setaffinity(None, &only)?)
}
