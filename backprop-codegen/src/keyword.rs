//! The words that are no names.

macro_rules! keywords {
    ($($word:literal)*) => {
        /// Whether this is a word of Rust's grammar in any edition, and so not a name.
        pub(crate) fn is_keyword(word: &str) -> bool {
            // Byte by byte, which takes least where nothing is optimised.
            matches!(word.as_bytes(), $($word)|*)
        }

        #[cfg(test)]
        const KEYWORDS: &[&[u8]] = &[$($word),*];
    };
}

keywords! {
    b"Self" b"_" b"abstract" b"as" b"async" b"await" b"become" b"box" b"break" b"const" b"continue"
    b"crate" b"do" b"dyn" b"else" b"enum" b"extern" b"false" b"final" b"fn" b"for" b"if" b"impl"
    b"in" b"let" b"loop" b"macro" b"match" b"mod" b"move" b"mut" b"override" b"priv" b"pub" b"ref"
    b"return" b"self" b"static" b"struct" b"super" b"trait" b"true" b"try" b"type" b"typeof"
    b"unsafe" b"unsized" b"use" b"virtual" b"where" b"while" b"yield"
}

#[cfg(test)]
mod tests {
    use proc_macro2::Ident;

    use super::{KEYWORDS, is_keyword};

    #[test]
    fn what_syn_takes_for_a_name_is_one() {
        for word in KEYWORDS {
            let word = str::from_utf8(word).expect("it is a word");
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
