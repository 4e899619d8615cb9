//! The page in a browser.

use std::fmt::Write;

use crate::chromium::Chromium;
use crate::{BILL, BILL_AT, MLP, file, html, skipped};

/// A browser that shows the page for a source, if there is a browser.
#[track_caller]
fn shown(test: &str, source: &str, options: &[&str]) -> Option<Chromium> {
    let Some(mut browser) = Chromium::start() else {
        skipped(test, "there is no Chromium here");
        return None;
    };
    let path = file(&format!("{test}.html"));
    std::fs::write(&path, html(source, options)).expect("the page is written");
    browser.open(&path);
    Some(browser)
}

/// The rows of the list of nodes: name, value, gradient.
#[track_caller]
fn rows(browser: &mut Chromium) -> Vec<[String; 3]> {
    let rows = browser.evaluate(
        "Array.from(document.querySelectorAll('[role=option]'), (row) => Array.from(row.children, (cell) => cell.textContent))",
    );
    serde_json::from_value(rows).expect("three texts in each row")
}

/// The value and the gradient of a node.
#[track_caller]
fn numbers(browser: &mut Chromium, name: &str) -> [String; 2] {
    let rows = rows(browser);
    let row = rows.into_iter().find(|[title, ..]| title == name);
    let [_, value, gradient] = row.expect("the node is in the list");
    [value, gradient]
}

#[track_caller]
fn quiet(browser: &Chromium) {
    assert!(browser.problems.is_empty(), "{:#?}", browser.problems);
}

#[test]
fn the_bill_step_by_step() {
    let Some(mut browser) = shown("bill", BILL, BILL_AT) else {
        return;
    };
    let said = |browser: &mut Chromium| browser.text("#now");
    assert_eq!(numbers(&mut browser, "apple"), ["100", "·"]);
    assert_eq!(numbers(&mut browser, "fruit * tax"), ["·", "·"]);

    // Forward: 100 · 2 = 200, 150 · 3 = 450, 200 + 450 = 650, 650 · 1.1 = 715.
    for value in ["200", "450", "650", "715"] {
        browser.press("ArrowRight");
        let said = said(&mut browser);
        assert!(said.ends_with(&format!("which is {value}.")), "{said}");
    }
    assert!(browser.text("#step").contains("650 × 1.1 = 715"));

    // Back: the gradient of the result by itself is 1, by tax 650, by the fruit 1.1.
    browser.press("ArrowRight");
    browser.press("ArrowRight");
    let step = browser.text("#step");
    assert!(
        step.contains("1 × 1.1 = 1.1") && step.contains("1 × 650 = 650"),
        "{step}"
    );
    assert_eq!(numbers(&mut browser, "tax"), ["1.1", "650"]);
    assert_eq!(numbers(&mut browser, "apple"), ["100", "·"]);

    browser.press("End");
    for (name, value, gradient) in [
        ("apple", "100", "2.2"),
        ("apples", "2", "110"),
        ("orange", "150", "3.3"),
        ("oranges", "3", "165"),
        ("tax", "1.1", "650"),
        ("fruit * tax", "715", "1"),
    ] {
        assert_eq!(numbers(&mut browser, name), [value, gradient], "{name}");
    }
    quiet(&browser);
}

/// What the page writes on the edges at the end is what the drawing has by itself.
#[test]
fn the_drawing_at_the_end() {
    for (test, source, options) in [("drawn-bill", BILL, BILL_AT), ("drawn-mlp", MLP, &[])] {
        let Some(mut browser) = shown(test, source, options) else {
            return;
        };
        let texts = |browser: &mut Chromium, document: &str| {
            browser.evaluate(&format!(
                "Array.from({document}.querySelectorAll('#picture svg text'), (text) => text.textContent)"
            ))
        };
        let page = html(source, options)
            .replace("<script", "<template")
            .replace("</script", "</template");
        let page = serde_json::Value::from(page);
        let parsed = format!("new DOMParser().parseFromString({page}, 'text/html')");
        let expected = texts(&mut browser, &parsed);
        assert_ne!(texts(&mut browser, "document"), expected);
        browser.press("End");
        assert_eq!(texts(&mut browser, "document"), expected);
        quiet(&browser);
    }
}

#[test]
fn a_changed_input() {
    let Some(mut browser) = shown("changed", BILL, BILL_AT) else {
        return;
    };
    browser.press("End");
    browser.replace("#input-apples", "5");
    // 1.1 · (100 · 5 + 150 · 3) = 1045, of which the derivative by `apple` is 1.1 · 5.
    assert_eq!(numbers(&mut browser, "→ output")[0], "1045");
    assert_eq!(numbers(&mut browser, "apple"), ["100", "5.5"]);
    // What is no number changes nothing.
    browser.replace("#input-apples", "");
    assert_eq!(numbers(&mut browser, "→ output")[0], "1045");
    let grows = "the result would grow 5.5 times as much";
    assert!(browser.text("#step").contains(grows));
    // Twice as much flows back from the result; that is no derivative of it.
    browser.replace("#cotangent-d_output", "2");
    assert_eq!(numbers(&mut browser, "apple"), ["100", "11"]);
    assert!(!browser.text("#step").contains("times as much"));
    quiet(&browser);
}

/// A gradient of several results together is the derivative of none of them.
#[test]
fn several_results() {
    let source = "graph!(|x, y| -> (a: f64, b: f64) { (x * y, x) })";
    let Some(mut browser) = shown("results", source, &["--at", "x=2", "--at", "y=3"]) else {
        return;
    };
    browser.press("End");
    assert_eq!(numbers(&mut browser, "x"), ["2", "4"]);
    assert!(!browser.text("#step").contains("would"));
    quiet(&browser);
}

/// What a step says, word by word.
#[test]
fn words_of_a_step() {
    let source = "graph!(|x, y| -> (a: f64) { -(x * y) })";
    let Some(mut browser) = shown("words", source, &["--at", "x=2", "--at", "y=3"]) else {
        return;
    };
    browser.press("ArrowRight");
    browser.press("ArrowRight");
    assert!(browser.text("#step").contains("−(6) = −6"));
    browser.press("End");
    browser.press("ArrowLeft");
    let fractions = browser.evaluate(
        "Array.from(document.querySelectorAll('#step .fraction'), (one) => one.innerText.trim())",
    );
    assert_eq!(
        fractions,
        serde_json::json!(["∂ (x * y)\n∂ x", "∂ (x * y)\n∂ y"])
    );
    quiet(&browser);
    let Some(mut browser) = shown("loops", MLP, &[]) else {
        return;
    };
    browser.press("ArrowRight");
    let step = browser.text("#step");
    let group = "It is computed in a matrix product and one loop over [batch, hidden].";
    assert!(step.contains(group), "{step}");
    browser.press("End");
    let note = "No gradient is computed for x, labels, which are const.";
    assert!(browser.text("#step").contains(note));
    quiet(&browser);
}

#[test]
fn by_keyboard() {
    let Some(mut browser) = shown("keyboard", BILL, BILL_AT) else {
        return;
    };
    let step = |browser: &mut Chromium| {
        let step = browser.evaluate("Number(document.querySelector('#slider').value)");
        step.as_u64().expect("a step")
    };
    let focus = |browser: &mut Chromium| {
        browser.evaluate("document.activeElement.id || document.activeElement.tagName")
    };
    for (key, expected) in [
        ("ArrowRight", 1),
        ("ArrowRight", 2),
        ("ArrowLeft", 1),
        ("End", 10),
        ("ArrowRight", 10),
        ("Home", 0),
        ("ArrowLeft", 0),
    ] {
        browser.press(key);
        assert_eq!(step(&mut browser), expected, "{key}");
    }
    // From the theme through the buttons that can be pressed to the slider, which moves by itself.
    let mut order = Vec::new();
    for _ in 0..5 {
        browser.press("Tab");
        order.push(focus(&mut browser));
    }
    assert_eq!(order, ["theme", "play", "next", "last", "slider"]);
    browser.press("ArrowRight");
    assert_eq!(step(&mut browser), 1);
    browser.press("End");
    assert_eq!(step(&mut browser), 10);
    // The list of nodes: on the way back, to where the gradient goes through the node.
    browser.evaluate("document.querySelector('[role=listbox]').focus()");
    browser.press("End");
    browser.press("ArrowUp");
    assert_eq!(step(&mut browser), 6);
    let active = "document.querySelector('[role=listbox]').getAttribute('aria-activedescendant')";
    let chosen = browser.evaluate(&format!("document.getElementById({active}).ariaSelected"));
    assert_eq!(chosen, "true");
    quiet(&browser);
}

/// A node that is pointed at is marked in the source, the intermediate form and the generated code.
#[test]
fn marks_everywhere() {
    let Some(mut browser) = shown("marks", BILL, BILL_AT) else {
        return;
    };
    let marked = |browser: &mut Chromium, panel: &str, mark: &str| {
        browser.evaluate(&format!(
            "Array.from(document.querySelectorAll('#{panel} .{mark}'), (part) => part.textContent.trim()).filter((text) => !text.startsWith('//'))"
        ))
    };
    browser.evaluate(
        "Array.from(document.querySelectorAll('#ir .line')).find((line) => line.textContent.includes('%5 ='))
            .dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))",
    );
    assert_eq!(
        marked(&mut browser, "source", "pointed"),
        serde_json::json!(["apple * apples"])
    );
    // What flows back through it goes to the two inputs.
    assert_eq!(
        marked(&mut browser, "ir", "pointed"),
        serde_json::json!([
            "%5 = * %0 %1",
            "%14 = * %10 %1 d_apple",
            "%15 = * %10 %0 d_apples",
            "%14 -> d_apple",
            "%15 -> d_apples"
        ])
    );
    let rust = marked(&mut browser, "rust", "pointed").to_string();
    assert!(
        rust.contains("let fruit =") && rust.contains("apples: d_fruit * self.apple,"),
        "{rust}"
    );
    assert!(!rust.contains("tax:"), "{rust}");
    // The step's own node is marked as well.
    browser.press("ArrowRight");
    assert_eq!(
        marked(&mut browser, "ir", "at-value"),
        serde_json::json!(["%5 = * %0 %1"])
    );
    quiet(&browser);
}

#[test]
fn tensors_and_their_sizes() {
    let sizes = ["--at", "batch=2", "--at", "inputs=3", "--at", "hidden=4"];
    let Some(mut browser) = shown("tensors", MLP, &sizes) else {
        return;
    };
    let count = |browser: &mut Chromium, selector: &str| {
        browser.evaluate(&format!("document.querySelectorAll({selector:?}).length"))
    };
    browser.press("End");
    assert_eq!(count(&mut browser, "#inputs table[aria-label='w1'] td"), 12);
    assert_eq!(
        count(&mut browser, "#step table[aria-label='[3, 4] gradient'] td"),
        12
    );
    assert_eq!(numbers(&mut browser, "x")[1], "");
    browser.replace("#size-hidden", "6");
    assert_eq!(count(&mut browser, "#inputs table[aria-label='w1'] td"), 18);
    assert_eq!(
        count(&mut browser, "#step table[aria-label='[3, 6] gradient'] td"),
        18
    );
    let loss = numbers(&mut browser, "→ loss")[0].clone();
    browser.replace("[aria-label='b2, [0]']", "3");
    assert_ne!(numbers(&mut browser, "→ loss")[0], loss);
    // Too large for a page: it says so, and works again for less.
    browser.replace("#size-hidden", "1000");
    browser.replace("#size-batch", "1000");
    let said = browser.text("#now");
    assert!(said.contains("too large"), "{said}");
    browser.replace("#size-batch", "2");
    assert!(browser.text("#step").contains("[3, 1000]"));
    quiet(&browser);
}

/// Of several graphs in a call, and of a drawing larger than its box, what is seen first is where the reader begins.
#[test]
fn the_beginning_is_in_view() {
    let others = "struct Other(x: f64) -> f64 { x }\n\n";
    let lines = "\n".repeat(80);
    let terms: Vec<String> = (0..30).map(|place| format!("exp(x * {place})")).collect();
    let terms = terms.join(" * ");
    let source = format!("graph! {{ {others} {lines} struct Wide(x: f64) -> f64 {{ {terms} }} }}");
    let Some(mut browser) = shown("beginning", &source, &["--graph", "Wide", "--at", "x=0.1"])
    else {
        return;
    };
    assert!(browser.text("#origin").ends_with(", line 83"));
    let in_view = |browser: &mut Chromium, panel: &str, part: &str| {
        browser.evaluate(&format!(
            "(() => {{
                const box = document.querySelector('#{panel} .scroll').getBoundingClientRect();
                const part = document.querySelector('#{panel} {part}').getBoundingClientRect();
                return part.top >= box.top && part.bottom <= box.bottom && part.right > box.left && part.left < box.right;
            }})()"
        ))
    };
    assert_eq!(in_view(&mut browser, "source", "[data-line=\"83\"]"), true);
    assert_eq!(in_view(&mut browser, "picture", ".node"), true);
    quiet(&browser);
}

#[test]
fn a_thousand_nodes() {
    let mut body = String::from("let y = x;");
    for _ in 0..500 {
        write!(body, " let y = sin(y) + x;").expect("a string can be written to");
    }
    let source = format!("graph! {{ struct Deep(x: f64) -> f64 {{ {body} y }} }}");
    let Some(mut browser) = shown("deep", &source, &["--at", "x=0.5"]) else {
        return;
    };
    browser.press("End");
    // y' = cos(y) y' + 1 tends to 1 / (1 - cos(y)) where y = sin(y) + 0.5.
    let mut fixed = 0.5_f64;
    for _ in 0..500 {
        fixed = fixed.sin() + 0.5;
    }
    let [_, gradient] = numbers(&mut browser, "x");
    let gradient: f64 = gradient.parse().expect("a number");
    assert!(
        (gradient - 1.0 / (1.0 - fixed.cos())).abs() < 1e-3,
        "{gradient}"
    );
    assert_eq!(rows(&mut browser).len(), 1002);
    // Drawn are the nodes around the one of the step.
    browser.press("ArrowLeft");
    browser.press("ArrowLeft");
    let drawn = browser.text("#picture svg");
    assert!(drawn.contains("sin"), "{drawn}");
    quiet(&browser);
}
