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
///     at.store(&mut y, doubled);
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
        $crate::__each! { [Pair] Full, for $at in $width, [$($fold)*], $body }
    };
    (for $at:ident in eights($width:expr).folding($($fold:ident),* $(,)?) $body:tt) => {
        $crate::__each! { [] Part, for $at in $width, [$($fold)*], $body }
    };
    ([$($pair:ident)?] $chunk:ident, for $at:ident in $width:expr, [$($fold:ident)*], $body:tt) => {{
        let width: usize = $width;
        let mut start: usize = 0;
        while width - start >= $crate::tensor::FULL {
            let chunks = $crate::tensor::block(width - start);
            let end = start + chunks * $crate::tensor::FULL;
            $(while end - start >= $crate::tensor::$pair::SIZE {
                let $at = $crate::tensor::$pair::new(start);
                $body
                start += $crate::tensor::$pair::SIZE;
            })?
            while start < end {
                let $at = $crate::tensor::$chunk::new(start);
                $body
                start += $crate::tensor::$chunk::SIZE;
            }
            $($fold.step(chunks);)*
        }
        // Counted from the width, so that the compiler sees how few there can be.
        let mut eights = width % $crate::tensor::FULL / 8;
        while eights > 0 {
            let $at = $crate::tensor::Eight::new(start);
            $body
            start += 8;
            eights -= 1;
        }
        if width % 8 >= 4 {
            let $at = $crate::tensor::Four::new(start);
            $body
            start += 4;
        }
        let mut ones = width % 4;
        while ones > 0 {
            let $at = $crate::tensor::One::new(start);
            $body
            start += 1;
            ones -= 1;
        }
        $($fold.step($crate::tensor::rest(width));)*
    }};
}
