//! `BACKPROP_DUMP`: what graphs become, as files, from an ordinary build.
//!
//! A small crate is built as its users would build it, with a target directory of its own. Nothing is downloaded: it
//! needs no crate that this test was not built with.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Of the graph over arrays no code is left, so that the crate does without ndarray.
const PROGRAM: &str = "
use backprop::graph;

graph! {
    pub struct Bill(apple: f64, apples: f64, tax: f64) -> f64 {
        let fruit = apple * apples;
        fruit * tax
    }

    #[cfg(all())]
    struct Net(x: f64) -> f64 { x * x }
    #[cfg(any())]
    struct Net(x: [f64; n], w: [f64; n]) -> f64 { mean(square(relu(x) - w)) }
}

mod one;
mod two;

fn main() {
    let bill = Bill::new().value(100.0, 2.0, 1.5);
    println!(\"{bill} {} {}\", Net::new().value(3.0), graph!(|x, y| x * y).value(2.0, 4.0));
}
";

/// A graph that two modules have, each in its own file.
const MODULE: &str = "
backprop::graph! {
    #[allow(dead_code)]
    struct Same(x: f64) -> f64 { x * FACTOR }
}
";

/// A folder with a crate in it.
struct Package(PathBuf);

impl Package {
    fn new() -> Self {
        let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("dump");
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("src")).expect("the folder can be made");
        let backprop = env!("CARGO_MANIFEST_DIR");
        let manifest = format!(
            "[package]\nname = \"dumped\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\nbackprop = {{ path = {backprop:?}, default-features = false }}\n"
        );
        let lock = Path::new(backprop).join("Cargo.lock");
        fs::copy(lock, root.join("Cargo.lock")).expect("the lock file can be copied");
        fs::write(root.join("Cargo.toml"), manifest).expect("the manifest can be written");
        fs::write(root.join("src/main.rs"), PROGRAM).expect("the program can be written");
        for (name, factor) in [("one", "2"), ("two", "3")] {
            let module = MODULE.replace("FACTOR", factor);
            let path = root.join("src").join(name).with_extension("rs");
            fs::write(path, module).expect("the module can be written");
        }
        Self(root)
    }

    /// Builds and runs the program.
    #[track_caller]
    fn run(&self, variables: &[(&str, &str)]) -> Output {
        let mut command = Command::new(env!("CARGO"));
        command
            .args(["run", "--offline"])
            .current_dir(&self.0)
            .env("CARGO_TARGET_DIR", self.0.with_extension("build"))
            .env_remove("BACKPROP_DUMP")
            .env_remove("BACKPROP_DUMP_DIR")
            .envs(variables.iter().copied());
        match command.output() {
            Ok(output) => output,
            Err(error) => panic!("cannot run {command:?}: {error}"),
        }
    }

    /// The same, and what is in a folder then. What the program prints never changes.
    #[track_caller]
    fn dumped(&self, variables: &[(&str, &str)], directory: &str) -> Vec<String> {
        let output = self.run(variables);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}");
        assert_eq!(String::from_utf8_lossy(&output.stdout), "300 9 8\n");
        let Ok(entries) = fs::read_dir(self.0.join(directory)) else {
            return Vec::new();
        };
        let names = entries.map(|entry| entry.expect("the folder can be read").file_name());
        let mut names: Vec<String> = names
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[track_caller]
    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).expect("the file can be read")
    }
}

/// The names of the three files of each graph.
fn files(graphs: &[&str]) -> Vec<String> {
    let extensions = ["dot", "ir", "rs"];
    let files = graphs
        .iter()
        .flat_map(|graph| extensions.map(|extension| format!("{graph}.{extension}")));
    files.collect()
}

/// One build after the other: each change of a variable must bring rustc to expand the graphs again.
#[test]
fn graphs_are_written_where_and_when_that_is_asked_for() {
    let package = Package::new();
    assert!(package.dumped(&[], "target/backprop").is_empty());

    let named = package.dumped(&[("BACKPROP_DUMP", "Bill")], "target/backprop");
    assert_eq!(named, files(&["Bill"]));
    let code = package.text("target/backprop/Bill.rs");
    assert!(code.starts_with("// From src/main.rs:5\n"), "{code}");
    let comments = ["// through fruit * tax\n", "// fruit, as written\n"];
    assert!(
        comments.iter().all(|comment| code.contains(comment)),
        "{code}"
    );
    assert!(
        code.contains("    let d_fruit = d_output * self.tax;\n"),
        "{code}"
    );
    let ir = package.text("target/backprop/Bill.ir");
    for line in [
        "  let fruit = apple * apples\n",
        "  %3 = * %0 %1 fruit\n",
        "    d_fruit = d_output * saved tax\n",
    ] {
        assert!(ir.contains(line), "{ir}");
    }
    let dot = package.text("target/backprop/Bill.dot");
    assert!(dot.contains("  n3 -> n4 [label=<fruit>]\n"), "{dot}");

    // Of two graphs of one name, and of one without a name, the line is in the name.
    let elsewhere = [("BACKPROP_DUMP", "*"), ("BACKPROP_DUMP_DIR", "else/where")];
    let all = package.dumped(&elsewhere, "else/where");
    // Where two graphs of the crate want one name, each is called after its place.
    let (one, two) = ("Same-src-one-4-12", "Same-src-two-4-12");
    assert_eq!(
        all,
        files(&["Bill", "Net-11", "Net-13", one, two, "main-21"])
    );
    for (name, factor) in [(one, "x * 2\n"), (two, "x * 3\n")] {
        let stages = package.text(&format!("else/where/{name}.ir"));
        assert!(stages.contains(factor), "{stages}");
    }
    let arrays = package.text("else/where/Net-13.ir");
    assert!(arrays.contains("loop nest i < n\n"), "{arrays}");

    fs::remove_dir_all(package.0.join("else")).expect("the folder can be removed");
    let list = [("BACKPROP_DUMP", " main-21, Other,Net "), elsewhere[1]];
    let listed = package.dumped(&list, "else/where");
    assert_eq!(listed, files(&["Net-11", "Net-13", "main-21"]));

    let file = [
        ("BACKPROP_DUMP", "Net"),
        ("BACKPROP_DUMP_DIR", "Cargo.toml"),
    ];
    let output = package.run(&file);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert_eq!(
        errors.matches("error: cannot write `Cargo.toml`: ").count(),
        2,
        "{errors}"
    );
    assert!(errors.contains("--> src/main.rs:11:12\n"), "{errors}");
    assert!(
        package.dumped(&[], "else/there").is_empty(),
        "the error goes with the variable"
    );
}
