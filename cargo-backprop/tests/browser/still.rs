//! What can be said of a page without a browser.

use crate::{BILL, BILL_AT, MLP, data, html, show};

/// It needs nothing beside itself.
#[test]
fn self_contained() {
    for source in [BILL, MLP] {
        let page = html(source, &[]);
        let page = page.replace("http://www.w3.org/2000/svg", "");
        for reference in [
            "http:", "https:", "//cdn", "src=", "href=", "url(", "@import", "import(",
        ] {
            assert!(!page.contains(reference), "{reference}");
        }
    }
}

#[test]
fn the_same_page_each_time() {
    assert_eq!(html(MLP, &[]), html(MLP, &[]));
    assert_eq!(html(BILL, BILL_AT), html(BILL, BILL_AT));
}

/// What the user has written ends no element of the page, wherever it stands.
#[test]
fn text_of_the_user_is_text() {
    let source = r##"graph! {
        /// </script></style><!--<script>alert(1)</script> & "quotes" '{data}' {script}
        #[doc = "</script>"]
        pub struct Quoted(
            /// <img src=x onerror=alert(2)>
            a: f64,
        ) -> f64 { a * limits::</*</script>*/f64>::MAX }
    }"##;
    let source = source.replace(
        "limits::</*</script>*/f64>::MAX",
        "limits::MAX /* </script> */",
    );
    let page = html(&source, &[]);
    assert_eq!(
        page.matches("</script").count(),
        2,
        "the data and the script"
    );
    assert_eq!(page.matches("</style").count(), 1);
    assert!(!page.contains("<img"));
    let text = data(&page)["source"]["text"].as_str().map(str::to_owned);
    assert_eq!(text, Some(source));
}

/// Each node of the source is a range of it, also where characters are no bytes.
#[test]
fn places_in_the_source() {
    let source = "fn f() { let 🍎 = 1; } /* é */ graph! { struct G(é: f64, y: f64) -> f64 { /* 🍏 */ é * y + sin(y) } }";
    let source = source.replace("let 🍎 = 1;", "/* 🍎 */");
    let data = data(&html(&source, &[]));
    let text: Vec<u16> = data["source"]["text"]
        .as_str()
        .expect("a text")
        .encode_utf16()
        .collect();
    let nodes = data["nodes"].as_array().expect("a list");
    let formulas: Vec<String> = nodes
        .iter()
        .filter_map(|node| {
            let bound = |end: usize| usize::try_from(node["place"][end].as_u64()?).ok();
            String::from_utf16(text.get(bound(0)?..bound(1)?)?).ok()
        })
        .collect();
    assert_eq!(formulas, ["é", "y", "é * y", "sin(y)", "é * y + sin(y)"]);
}

/// Which lines of the generated code belong to a node.
#[test]
fn statements_of_nodes() {
    let data = data(&html(BILL, &[]));
    let nodes = data["nodes"].as_array().expect("a list");
    let number = |formula: &str| {
        let node = nodes.iter().find(|node| node["formula"] == formula);
        node.expect("the node is there")["number"].clone()
    };
    let lines = |number: serde_json::Value, column: usize| -> Vec<String> {
        let lines = data["rust"].as_array().expect("a list").iter();
        lines
            .filter(|line| line[column].as_array().expect("a list").contains(&number))
            .map(|line| line[0].as_str().expect("a text").trim().to_owned())
            .filter(|text| !text.starts_with("//"))
            .collect()
    };
    let fruit = "apple * apples + orange * oranges";
    let let_fruit = "let fruit = apple * apples + orange * oranges;";
    assert_eq!(lines(number(fruit), 1), [let_fruit; 3]);
    assert_eq!(lines(number("apple * apples"), 1), [let_fruit; 3]);
    assert_eq!(
        lines(number("apple * apples"), 2),
        [
            "apple: tax * apples,",
            "apples: tax * apple,",
            "apple: d_fruit * self.apples,",
            "apples: d_fruit * self.apple,",
        ]
    );
    assert_eq!(
        lines(number("fruit * tax"), 2),
        [
            "let d_fruit = d_output * self.tax;",
            "tax: d_output * self.fruit,"
        ]
    );
}

/// The page shows the code as it is shown elsewhere, with the nodes of many of its lines.
#[test]
fn the_same_code() {
    for source in [BILL, MLP] {
        let data = data(&html(source, &[]));
        let lines = data["rust"].as_array().expect("a list");
        let text = |line: &serde_json::Value| format!("{}\n", line[0].as_str().expect("a text"));
        let code: String = lines.iter().map(text).collect();
        assert_eq!(code, show(source, "rust", &[]));
        let tied = lines.iter().filter(|line| line[1] != line[2]).count();
        assert!(tied > 20, "only {tied} lines");
    }
}
