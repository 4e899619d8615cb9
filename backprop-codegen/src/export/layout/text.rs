//! What a literal in quotes says.

use std::str::Chars;

use proc_macro2::TokenTree;

/// The text of a string literal; none for any other token.
pub(super) fn of(tree: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = tree else {
        return None;
    };
    let literal = literal.to_string();
    if let Some(raw) = literal.strip_prefix('r') {
        return Some(
            raw.trim_matches('#')
                .strip_prefix('"')?
                .strip_suffix('"')?
                .to_owned(),
        );
    }
    let mut rest = literal.strip_prefix('"')?.strip_suffix('"')?.chars();
    let mut text = String::new();
    while let Some(character) = rest.next() {
        match character {
            // It joins two lines.
            '\\' if rest.as_str().starts_with('\n') => {
                rest = rest.as_str().trim_start().chars();
            }
            '\\' => text.push(escaped(&mut rest)?),
            character => text.push(character),
        }
    }
    Some(text)
}

/// What stands behind a backslash.
fn escaped(rest: &mut Chars<'_>) -> Option<char> {
    let character = match rest.next()? {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '0' => '\0',
        'x' => {
            let digits: String = rest.by_ref().take(2).collect();
            char::from(u8::from_str_radix(&digits, 16).ok()?)
        }
        'u' => {
            let inside = rest.by_ref().take_while(|next| *next != '}');
            let digits: String = inside.filter(|next| *next != '{' && *next != '_').collect();
            char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?
        }
        quoted => quoted,
    };
    Some(character)
}

#[cfg(test)]
mod tests {
    use proc_macro2::{Literal, TokenTree};
    use syn::LitStr;

    use super::of;

    #[test]
    fn a_literal_in_quotes_is_a_text() {
        for source in [
            r#""""#,
            r#"" a sum, \"quoted\" and \'so\', \\ \n \r \t \0 \x7e \u{3bb} \u{1_F600} ∂""#,
            "\"one \\\n   line\"",
            r###"r" as \it is""###,
            r###"r#"with "quotes""#"###,
        ] {
            let literal: Literal = source.parse().expect("it is a literal");
            let by_syn: LitStr = syn::parse_str(source).expect("it is a text");
            assert_eq!(
                of(&TokenTree::from(literal)),
                Some(by_syn.value()),
                "{source}"
            );
        }
        for source in ["1", "'a'", "b\"bytes\"", "c\"text\""] {
            let literal: Literal = source.parse().expect("it is a literal");
            assert_eq!(of(&TokenTree::from(literal)), None, "{source}");
        }
    }
}
