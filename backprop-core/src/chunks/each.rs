/// Does something for each chunk of the inner axis.
///
/// The body is expanded for [`Chunk`](crate::tensor::Chunk)s of 64, 32, 8, 4 and 1 elements, which `at`
/// is in turn. Elementary functions are called for as many at a time; what has none says `eights` instead
/// of `lanes`, and does those of 32 in four parts, which stay in registers. The results have the same bits. What stands in `folding(…)` is folded into by the body, and told every few chunks
/// how many there were.
///
/// ```
/// use backprop_core::tensor::{Sum, each};
///
/// let x = [1.0; 100];
/// let mut y = [0.0; 100];
/// let mut total = Sum::new();
/// each! { for at in lanes(x.len()).folding(total) {
///     let doubled = at.load(&x) + at.load(&x);
///     at.store(&mut y[..], doubled);
///     total.add(at, doubled);
/// } }
/// assert_eq!(y, [2.0; 100]);
/// assert_eq!(total.finish(), 200.0);
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __each {
    (for $at:ident in $kind:ident($width:expr) $body:tt) => {
        $crate::__each! { for $at in $kind($width).folding() $body }
    };
    (for $at:ident in lanes($width:expr).folding($($fold:ident),* $(,)?) $body:tt) => {
        $crate::__each! { [pair] full, for $at in $width, [$($fold)*], $body }
    };
    (for $at:ident in eights($width:expr).folding($($fold:ident),* $(,)?) $body:tt) => {
        $crate::__each! { [] part, for $at in $width, [$($fold)*], $body }
    };
    ([$($pair:ident)?] $next:ident, for $at:ident in $width:expr, [$($fold:ident)*], $body:tt) => {{
        let width: usize = $width;
        let mut pieces = $crate::tensor::Pieces::new(width);
        while let ::core::option::Option::Some(chunks) = pieces.block() {
            $(while let ::core::option::Option::Some($at) = pieces.$pair() $body)?
            while let ::core::option::Option::Some($at) = pieces.$next() $body
            $($fold.step(chunks);)*
        }
        pieces.rest();
        while let ::core::option::Option::Some($at) = pieces.eight() $body
        if let ::core::option::Option::Some($at) = pieces.four() $body
        while let ::core::option::Option::Some($at) = pieces.one() $body
        $($fold.step($crate::tensor::rest(width));)*
    }};
}
