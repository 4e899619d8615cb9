//! Rust as a template: `text!` reads as `quote!` does, and becomes one call of `format!`.

/// Rust as a template, in which `#name` stands for a variable, and `#(#names),*` for all that an iterator gives, with
/// something in between, or `#(#names)*` with nothing. A literal in it has no braces.
macro_rules! text {
    ($($template:tt)*) => {
        $crate::emit::template::template!([] [] () $($template)*)
    };
}

/// A template as a call of `format!`. In brackets stand the parts of its text, then its arguments; in parentheses the tokens
/// that have been read since. Blanks stand where words could meet, and not elsewhere: rustc reads each of them.
macro_rules! template {
    // The end.
    ([$($parts:tt)*] [$($arguments:tt)*] ()) => {
        $crate::emit::text::Text::of(format!(concat!($($parts)*), $($arguments)*))
    };
    ([$($parts:tt)*] [$($arguments:tt)*] ($($read:tt)*)) => {
        $crate::emit::text::Text::of(format!(
            concat!($($parts)* stringify!($($read)*), " "),
            $($arguments)*
        ))
    };
    ([$($parts:tt)*] [$($arguments:tt)*] ($($read:tt)*) ;) => {
        $crate::emit::text::Text::of(format!(
            concat!($($parts)* stringify!($($read)*), ";"),
            $($arguments)*
        ))
    };
    // Behind a variable.
    (@behind [$($parts:tt)*] $arguments:tt) => {
        $crate::emit::template::template!([$($parts)* " ",] $arguments ())
    };
    (@behind $parts:tt $arguments:tt ; $($rest:tt)*) => {
        $crate::emit::template::template!($parts $arguments (;) $($rest)*)
    };
    (@behind $parts:tt $arguments:tt , $($rest:tt)*) => {
        $crate::emit::template::template!($parts $arguments (,) $($rest)*)
    };
    (@behind $parts:tt $arguments:tt . $($rest:tt)*) => {
        $crate::emit::template::template!($parts $arguments (.) $($rest)*)
    };
    (@behind $parts:tt $arguments:tt : $($rest:tt)*) => {
        $crate::emit::template::template!($parts $arguments (:) $($rest)*)
    };
    (@behind $parts:tt $arguments:tt :: $($rest:tt)*) => {
        $crate::emit::template::template!($parts $arguments (::) $($rest)*)
    };
    (@behind $parts:tt $arguments:tt ? $($rest:tt)*) => {
        $crate::emit::template::template!($parts $arguments (?) $($rest)*)
    };
    (@behind $parts:tt $arguments:tt ($($inside:tt)*) $($rest:tt)*) => {
        $crate::emit::template::template!($parts $arguments () ($($inside)*) $($rest)*)
    };
    (@behind $parts:tt $arguments:tt [$($inside:tt)*] $($rest:tt)*) => {
        $crate::emit::template::template!($parts $arguments () [$($inside)*] $($rest)*)
    };
    (@behind $parts:tt $arguments:tt {$($inside:tt)*} $($rest:tt)*) => {
        $crate::emit::template::template!($parts $arguments () {$($inside)*} $($rest)*)
    };
    (@behind $parts:tt $arguments:tt @close $bracket:literal $($rest:tt)*) => {
        $crate::emit::template::template!($parts $arguments () @close $bracket $($rest)*)
    };
    (@behind [$($parts:tt)*] $arguments:tt $($rest:tt)*) => {
        $crate::emit::template::template!([$($parts)* " ",] $arguments () $($rest)*)
    };
    // A variable.
    ([$($parts:tt)*] [$($arguments:tt)*] () # $name:ident $($rest:tt)*) => {
        $crate::emit::template::template!(
            @behind
            [$($parts)* "{}",]
            [$($arguments)* $crate::emit::text::Part(&$name),]
            $($rest)*
        )
    };
    ([$($parts:tt)*] [$($arguments:tt)*] ($($read:tt)*) # $name:ident $($rest:tt)*) => {
        $crate::emit::template::template!(
            @behind
            [$($parts)* stringify!($($read)*), " {}",]
            [$($arguments)* $crate::emit::text::Part(&$name),]
            $($rest)*
        )
    };
    // All that an iterator gives.
    ([$($parts:tt)*] [$($arguments:tt)*] ($($read:tt)*) #(# $names:ident)* $($rest:tt)*) => {
        $crate::emit::template::template!(
            @behind
            [$($parts)* stringify!($($read)*), " {}",]
            [$($arguments)* $crate::emit::text::joined($names, ""),]
            $($rest)*
        )
    };
    (
        [$($parts:tt)*] [$($arguments:tt)*] ($($read:tt)*)
        #(# $names:ident) $between:tt * $($rest:tt)*
    ) => {
        $crate::emit::template::template!(
            @behind
            [$($parts)* stringify!($($read)*), " {}",]
            [$($arguments)* $crate::emit::text::joined($names, stringify!($between)),]
            $($rest)*
        )
    };
    // Brackets.
    ([$($parts:tt)*] $arguments:tt ($($read:tt)*) ($($inside:tt)*) $($rest:tt)*) => {
        $crate::emit::template::template!(
            [$($parts)* stringify!($($read)*), "(",] $arguments () $($inside)* @close ")" $($rest)*
        )
    };
    ([$($parts:tt)*] $arguments:tt ($($read:tt)*) [$($inside:tt)*] $($rest:tt)*) => {
        $crate::emit::template::template!(
            [$($parts)* stringify!($($read)*), "[",] $arguments () $($inside)* @close "]" $($rest)*
        )
    };
    ([$($parts:tt)*] $arguments:tt ($($read:tt)*) {$($inside:tt)*} $($rest:tt)*) => {
        $crate::emit::template::template!(
            [$($parts)* stringify!($($read)*), "{{",] $arguments () $($inside)* @close "}}" $($rest)*
        )
    };
    ([$($parts:tt)*] $arguments:tt ($($read:tt)*) @close $bracket:literal $($rest:tt)*) => {
        $crate::emit::template::template!(
            [$($parts)* stringify!($($read)*), $bracket,] $arguments () $($rest)*
        )
    };
    // Any other token.
    ($parts:tt $arguments:tt ($($read:tt)*) $next:tt $($rest:tt)*) => {
        $crate::emit::template::template!($parts $arguments ($($read)* $next) $($rest)*)
    };
}

pub(super) use {template, text};
