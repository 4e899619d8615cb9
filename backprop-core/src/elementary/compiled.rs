//! Functions as calls: compiled in this crate, and not once more wherever a loop needs them.
//!
//! A call takes 32 numbers, or 8, which are computed in the registers of the machine that it runs
//! on: to find out costs as much as to load a number. Of fewer than 8 the last one is repeated;
//! for a single number, no register is too narrow.

use crate::Float;
use crate::chunks::FULL;

/// How many numbers a call takes of those that are fewer than 32.
pub(super) const PART: usize = 8;

/// What a call reads or gives, where a wide register reaches it by one access to the cache.
#[derive(Clone, Copy)]
#[repr(align(32))]
pub(super) struct Aligned<T>(pub(super) T);

/// A function of so many lanes.
type Call<F, const A: usize, const N: usize> = fn(&Aligned<[[F; N]; A]>) -> Aligned<[F; N]>;

/// The function of any number of lanes, by calls for 32, for 8, and for one.
#[inline(always)]
pub(super) fn in_pieces<F: Float, const A: usize, const N: usize>(
    arguments: &[[F; N]; A],
    full: Call<F, A, FULL>,
    part: Call<F, A, PART>,
    one: impl Fn([F; A]) -> F,
) -> [F; N] {
    let mut result = [F::ZERO; N];
    let mut start = 0;
    while N - start >= FULL {
        let Aligned(piece) = full(&piece(arguments, start));
        result[start..][..FULL].copy_from_slice(&piece);
        start += FULL;
    }
    while N - start > 1 {
        let count = (N - start).min(PART);
        let Aligned(piece) = part(&piece(arguments, start));
        result[start..][..count].copy_from_slice(&piece[..count]);
        start += count;
    }
    if start < N {
        result[start] = one(arguments.map(|argument| argument[start]));
    }
    result
}

/// Some of the lanes; where there are not so many, the last one stands in for the others.
#[inline(always)]
fn piece<F: Float, const A: usize, const N: usize, const P: usize>(
    arguments: &[[F; N]; A],
    start: usize,
) -> Aligned<[[F; P]; A]> {
    let mut piece = [[F::ZERO; P]; A];
    for (piece, argument) in piece.iter_mut().zip(arguments) {
        if N - start >= P {
            piece.copy_from_slice(&argument[start..][..P]);
            continue;
        }
        let mut lane = 0;
        while lane < P {
            piece[lane] = argument[(start + lane).min(N - 1)];
            lane += 1;
        }
    }
    Aligned(piece)
}

/// `compiled!(f32, module::function(x), 1)` is the function of the array x, by calls.
macro_rules! compiled {
    ($float:ident, $module:ident::$function:ident($($argument:ident),*), $count:literal) => {{
        compiled!(@call full, FULL, $float, $module::$function($($argument),*), $count);
        compiled!(@call part, PART, $float, $module::$function($($argument),*), $count);

        #[inline(never)]
        fn one($($argument: $float),*) -> $float {
            let [result] = $module::$function($([$argument]),*);
            result
        }

        in_pieces(&[$($argument),*], full, part, |[$($argument),*]| one($($argument),*))
    }};
    (@call $name:ident, $lanes:ident, $float:ident, $module:ident::$function:ident($($argument:ident),*),
     $count:literal) => {
        /// Inlined, so that a loop calls what it needs and not what chooses that.
        #[inline(always)]
        fn $name(arguments: &Aligned<[[$float; $lanes]; $count]>) -> Aligned<[$float; $lanes]> {
            #[inline(never)]
            fn narrow(
                Aligned([$($argument),*]): &Aligned<[[$float; $lanes]; $count]>,
            ) -> Aligned<[$float; $lanes]> {
                Aligned($module::$function($(*$argument),*))
            }

            #[cfg(all(target_arch = "x86_64", feature = "std"))]
            #[inline(never)]
            #[target_feature(enable = "avx2,fma")]
            fn wide(
                Aligned([$($argument),*]): &Aligned<[[$float; $lanes]; $count]>,
            ) -> Aligned<[$float; $lanes]> {
                Aligned($module::$function($(*$argument),*))
            }

            #[cfg(all(target_arch = "x86_64", feature = "std"))]
            if crate::machine::has_wide_registers() {
                #[expect(unsafe_code, reason = "nothing else can call code for such a machine")]
                // SAFETY: the machine has the features for which the function is compiled.
                return unsafe { wide(arguments) };
            }
            narrow(arguments)
        }
    };
}

pub(super) use compiled;
