//! The words that are no names.

/// The words of Rust's grammar in every edition, sorted.
const KEYWORDS: [&str; 52] = [
    "Self", "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Whether this is a word of Rust's grammar, and so not a name.
pub(crate) fn is_keyword(word: &str) -> bool {
    // Most names of locals are too short, too long, or end in a digit.
    let last = word.as_bytes().last();
    matches!(last, Some(b'a'..=b'z' | b'_'))
        && word.len() <= 8
        && KEYWORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use proc_macro2::Ident;

    use super::{KEYWORDS, is_keyword};

    #[test]
    fn keywords_are_sorted() {
        assert!(KEYWORDS.is_sorted());
    }

    #[test]
    fn what_syn_takes_for_a_name_is_one() {
        for word in KEYWORDS {
            assert!(syn::parse_str::<Ident>(word).is_err(), "{word}");
            assert!(is_keyword(word), "{word}");
        }
        // Not in every edition, or only in some places.
        for word in ["gen", "union", "auto", "raw", "x", "Ref", "selfish"] {
            assert!(syn::parse_str::<Ident>(word).is_ok(), "{word}");
            assert!(!is_keyword(word), "{word}");
        }
    }
}
